"""What every page has around its cards: menu, heading, notices, footer."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pages.ui import address
from pages.ui.markup import escape
from pages.ui.text import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pages.ui.cards.common import Headline
    from pipelines.catalog import Language

# The menu: page -> script beside the entry script. A page is one file here and one text `menu.<page>`.
PAGES = {
    "start": "app.py",
    "inactivity": "pages/inactivity.py",
    "counties": "pages/counties.py",
    "sheet": "pages/sheet.py",
    "cooperation": "pages/cooperation.py",
    "together": "pages/together.py",
    "forum": "pages/forum.py",
    "networks": "pages/networks.py",
    "pathways": "pages/pathways.py",
    "families": "pages/families.py",
    "tools": "pages/tools.py",
    "outcomes": "pages/outcomes.py",
    "effect": "pages/effect.py",
    "talk": "pages/talk.py",
    "changes": "pages/changes.py",
    "quality": "pages/quality.py",
    "methods": "pages/methods.py",
}
LATE: ContextVar[Frame | None] = ContextVar("late", default=None)  # the page whose sidebar is still to come
CARRIED = ("lang", "focus", "release")  # parameters that a menu link takes along


@dataclass(frozen=True)
class Frozen:
    """The address asks for a release by name: what the page says about it, and that release with the newer one in use."""

    text: str
    since: tuple[str, str] | None = None


@dataclass(frozen=True)
class Stamp:
    """Which data the page shows; texts are in the language of the page."""

    release: str  # id of the release
    state: str  # its cut-off date as text
    region: str  # name of the region as the menu shows it
    synthetic: bool = False  # the page holds invented data
    frozen: Frozen | None = None  # the address names the release


@dataclass(frozen=True)
class Frame:
    """The page being drawn."""

    page: str
    language: Language
    stamp: Stamp


def frame(page: str, stamp: Stamp) -> Frame:
    """Configure the page; call it first, and `footer` last. `page` is a key of PAGES."""
    language = address.language()
    st.session_state["carried"] = address.kept(*CARRIED)
    st.set_page_config(page_title=f"{t(f'menu.{page}')} – {stamp.region} – Latarnia", layout="wide")
    if stamp.frozen:
        st.html(banner(stamp.frozen))
    found = Frame(page, language, stamp)
    is_new = st.session_state.get("page") != page
    st.session_state["page"] = page
    LATE.set(None if is_new else found)
    if is_new:
        sidebar(found)
    return found


def banner(frozen: Frozen) -> str:
    """The line above a page of a named release: which it is, the way to the current one and to what changed since."""
    query = {name: value for name, value in st.query_params.to_dict().items() if name != "release"}
    links = [("?" + urlencode(query), t("frozen.leave"))]
    if frozen.since:
        before, after = frozen.since
        kept = {name: query[name] for name in ("lang", "focus") if name in query}
        links.append(("changes?" + urlencode({**kept, "from": before, "to": after}), t("frozen.changes")))
    ways = " · ".join(f'<a href="{escape(link)}" target="_self">{escape(label)}</a>' for link, label in links)
    return f'<p class="lat-notes lat-frozen" role="status">{escape(frozen.text)} {ways}</p>'


def follow() -> None:
    """Run the whole page again when a fragment gave another value to a parameter that the menu's links carry."""
    if not address.kept(*CARRIED).items() <= st.session_state["carried"].items():
        st.rerun()


def side(language: Language, stamp: Stamp) -> str:
    """The sidebar's lower part: language switch as a real link, release, and the word about invented data."""
    other = "en" if language == "pl" else "pl"
    link = escape("?" + urlencode({**st.query_params.to_dict(), "lang": other}))
    lines = [
        f'<a class="lat-language" href="{link}" target="_self" hreflang="{other}" lang="{other}">'
        f"{escape(t('frame.language'))}</a>",
        f"{escape(t('frame.release'))}: <strong>{escape(stamp.release)}</strong>",
        escape(t("frame.state", date=stamp.state)),
    ]
    if stamp.synthetic:
        lines.append(f"<strong>{escape(t('frame.synthetic'))}</strong> {escape(t('frame.synthetic_note'))}")
    return f'<div class="lat-side">{"<br>".join(lines)}</div>'


def heading(title: str, lead: str) -> None:
    """The page's title and the sentence that says what it found; notices about the address appear below."""
    st.html(f'<div class="lat-head"><h1>{escape(title)}</h1><p class="lat-lead">{escape(lead)}</p></div>')
    address.NOTICES.set(st.container())


def headlines(figures: Sequence[Headline]) -> None:
    """Four to six figures in a row, each with its meaning."""
    items = "".join(
        f'<li><div class="lat-label">{escape(item.label)}</div><div class="lat-value">{escape(item.value)}</div>'
        f'<div class="lat-meaning">{escape(item.meaning)}</div></li>'
        for item in figures
    )
    st.html(f'<ul class="lat-figures">{items}</ul>')


def note(text: str) -> None:
    """A quiet remark below figures, e.g. what their error rests on."""
    st.html(f'<p class="lat-hint">{escape(text)}</p>')


def ways(pages: Mapping[str, str]) -> None:
    """Links to other pages (keys of PAGES) with one line each; language and focus are carried."""
    with st.container(horizontal=True, gap="medium"):
        for name, meaning in pages.items():
            with st.container(width=304, gap=None):
                st.page_link(PAGES[name], label=f"**{t(f'menu.{name}')}**", query_params=address.kept(*CARRIED))
                note(meaning)


def section(title: str) -> None:
    """A heading between groups of cards (level 2; cards below it take `level=3`)."""
    st.html(f"<h2>{escape(title)}</h2>")


def footer() -> None:
    """The last line of every page. On a page that was there before the sidebar comes last: no click waits for its links."""
    st.html(f'<div class="lat-foot-page">{escape(t("frame.footer"))}</div>')
    found = LATE.get()
    if found is not None:
        sidebar(found)


def sidebar(found: Frame) -> None:
    """Name, region, menu, language and release."""
    language, stamp = found.language, found.stamp
    with st.sidebar:
        st.html(
            f'<div class="lat-brand" lang="{language}" data-page-language="{language}">Latarnia'
            f"<small>{escape(stamp.region)}</small></div>"
        )
        for name, script in PAGES.items():
            st.page_link(script, label=t(f"menu.{name}"), query_params=address.kept(*CARRIED), width="stretch")
        st.html(side(language, stamp))
