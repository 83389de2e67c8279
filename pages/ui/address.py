"""The page's address holds language and every filter; widgets here read from it and write to it."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from pipelines.catalog import Language

Form = Literal["list", "buttons", "slider"]

# Where this run of the page shows that a value of the address was not understood; the frame sets it.
NOTICES: ContextVar[DeltaGenerator | None] = ContextVar("notices", default=None)


def language() -> Language:
    """Language of the page, Polish unless the address says `lang=en`."""
    asked = st.query_params.get("lang", "pl")
    return "en" if asked == "en" else "pl"


def kept(*names: str) -> dict[str, str]:
    """The named parameters that the address holds now, e.g. for a link to another page."""
    return {name: st.query_params[name] for name in names if name in st.query_params}


def put(name: str, value: str) -> None:
    """Write one parameter into the address; an empty value removes it."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def tell(key: str, **values: object) -> None:
    """Show a short notice about the address below the page's heading."""
    from pages.ui.markup import escape
    from pages.ui.text import t

    place = NOTICES.get()
    body = f'<p class="lat-notes" role="status">{escape(t(key, **values))}</p>'
    (place or st).html(body)


def read(name: str, options: Mapping[str, str], default: str) -> str:
    """The code in the address if it is one of the options (code -> label), else the default with a notice."""
    code = st.query_params.get(name)
    if code is None or code in options:
        return code or default
    tell("address.unknown", value=code[:40], shown=options.get(default, default))
    put(name, "")
    return default


def read_many(name: str, options: Mapping[str, str], default: Sequence[str], limit: int) -> list[str]:
    """Codes separated by commas in the address, each once and known, at most `limit`."""
    raw = st.query_params.get(name)
    if raw is None:
        return list(default)
    asked = list(dict.fromkeys(code for code in raw.split(",") if code))
    known = [code for code in asked if code in options]
    for code in [code for code in asked if code not in options][:1]:
        tell("address.unknown", value=code[:40], shown=", ".join(options[item] for item in known[:limit]) or "–")
    if len(known) > limit:
        tell("address.too_many", limit=limit)
    if known[:limit] != asked:
        put(name, ",".join(known[:limit]))
    return known[:limit]


def choose(name: str, label: str, options: Mapping[str, str], default: str, *, form: Form = "list") -> str:
    """One of the options (code -> label), kept in the address as `name=code`. Returns the code."""
    code = read(name, options, default)
    st.session_state[name] = code  # the address decides, so a link and the Back button restore the widget
    common: dict[str, Any] = {
        "options": list(options),
        "format_func": lambda item: options.get(item, item),
        "key": name,
    }
    if form == "buttons":
        st.segmented_control(label, **common, required=True, on_change=_take, args=(name, default))
    elif form == "slider":
        st.select_slider(label, **common, on_change=_take, args=(name, default))
    else:
        st.selectbox(label, **common, on_change=_take, args=(name, default))
    return code


def choose_many(
    name: str, label: str, options: Mapping[str, str], default: Sequence[str] = (), *, limit: int = 10
) -> list[str]:
    """Several of the options, at most `limit`, kept in the address as `name=code,code`. Returns the codes in order."""
    from pages.ui.text import t

    codes = read_many(name, options, default, limit)
    st.session_state[name] = codes
    st.multiselect(
        label,
        list(options),
        format_func=lambda item: options.get(item, item),
        key=name,
        max_selections=limit,
        placeholder=t("address.choose"),
        on_change=_take_many,
        args=(name,),
    )
    return codes


def switch(name: str, label: str, *, default: bool = False) -> bool:
    """A yes/no choice kept in the address as `name=1` or `name=0`."""
    value = read(name, {"0": "0", "1": "1"}, str(int(default))) == "1"
    st.session_state[name] = value
    st.toggle(label, key=name, on_change=_take_switch, args=(name,))
    return value


def _take(name: str, default: str) -> None:
    put(name, st.session_state[name] or default)


def _take_many(name: str) -> None:
    codes: Iterable[str] = st.session_state[name]
    st.query_params[name] = ",".join(codes)  # empty means: none chosen, which differs from the default


def _take_switch(name: str) -> None:
    put(name, str(int(st.session_state[name])))
