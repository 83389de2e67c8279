"""One card: the finding as title, then chart or map, table, description, downloads and source, in one element."""

from __future__ import annotations

import gzip
import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.ui import address, files, frozen
from pages.ui.downloads import Origin, Table, csv_text, file_name, source_line
from pages.ui.markup import definitions, paragraphs
from pages.ui.memory import Same
from pages.ui.table import table_html
from pages.ui.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipelines.catalog import Language

# Streamlit sends this with every card, so it only fetches the module that does the work (browser/card.js).
LOADER = """
export default function (component) {
  const module = window.latarnia.load("card.js").then((card) => card.render(component));
  return () => module.then((clean) => clean());
}
"""


@cache
def component() -> Callable[..., Any]:
    """The browser component, registered once."""
    return st.components.v2.component("latarnia_card", js=LOADER, isolate_styles=False)


def notice(obs_status: str, language: Language) -> str:
    """The sentence that stands where figures with that status would stand."""
    return words(f"notice.{obs_status}", language)


def payload(
    language: Language,
    *,
    title: str,
    subtitle: str,
    sentence: str,
    origin: Origin,
    figure: dict[str, Any] | None = None,
    map: dict[str, Any] | None = None,  # noqa: A002  a card has a map
    table: Table | None = None,
    description: Sequence[str | tuple[str, str]] = (),
    notices: Sequence[str] = (),
    level: int = 2,
    section: str = "",
    anchor: str = "",
    can_choose: bool = False,
) -> dict[str, Any]:
    """What the browser gets for one card; pure."""
    pairs = [item for item in description if isinstance(item, tuple)]
    plain = [item for item in description if isinstance(item, str)]
    reading = [(words("card.reading", language), sentence)]
    return {
        "title": title,
        "subtitle": f"{subtitle} · {words('card.synthetic', language)}" if origin.synthetic else subtitle,
        "sentence": sentence,
        "level": level,
        "section": section,
        "anchor": anchor,
        "figure": figure,
        "map": map,
        "notice": paragraphs(notices),
        "table": table_html(table, language) if table else "",
        "csv": csv_text(table, origin, language) if table else "",
        "description": definitions(reading) + paragraphs(plain) + definitions(pairs),
        "source": source_line(origin, language),
        "file": file_name(origin),
        "can_choose": can_choose,
        "words": {
            "views": words("card.views", language),
            "tabs": [words(f"card.{name}", language) for name in ("map" if map else "chart", "table", "description")],
            **{kind: words(f"card.{kind}", language) for kind in ("csv", "xlsx", "parquet", "png", "svg", "failed")},
        },
    }


LATER = ("table", "csv", "description")  # what a reader sees only on asking; long tables are most of a card


@lru_cache(maxsize=512)
def sent(content: Same, language: Language) -> bytes:
    """A card's content as the browser gets it, as bytes, which Streamlit forwards without looking inside.

    One line of JSON with what is seen at once, then JSON in gzip with what waits behind the tabs and buttons; the
    first line says which of that there is.
    """
    whole = payload(language, **content.parts)
    later = {name: whole.pop(name) for name in LATER}
    whole["has"] = [name for name in LATER if later[name]]
    waiting = gzip.compress(_json(later), compresslevel=6, mtime=0)
    whole["key"] = files.note(content, language, _json(whole) + waiting)
    return b"\n".join((_json(whole), waiting))


def received(content: bytes) -> dict[str, Any]:
    """All of a card as the browser reads it from `sent`."""
    first, _, later = content.partition(b"\n")
    return {**json.loads(first), **json.loads(gzip.decompress(later))}


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def card(key: str, *, choose: str = "", **content: Any) -> None:
    """Draw one card; `content` is what `payload` takes. See `deck`."""
    deck(key, content, choose=choose)


def deck(key: str, *contents: dict[str, Any], columns: int = 1, choose: str = "") -> None:
    """Draw cards as one element, in one or two columns: every element of its own costs the browser time at every click.

    `sentence` is a card's reading and the chart's alternative text; `notices` stand above the chart; `description`
    holds paragraphs and (term, meaning) pairs; `section` is a heading above the card. In two columns the second card
    stands on the right, the others on the left. With `choose="focus"` a click on an area or dot, or Enter on the map,
    writes the area's code into that parameter of the address and runs the page again.
    """
    language = address.language()

    def chosen() -> None:
        code = st.session_state[f"card-{key}"].get("chosen")
        if choose and isinstance(code, str) and code.isalnum():
            address.put(choose, code)

    shown = [frozen.marked(content, language) for content in contents]
    cards = [sent(Same(**content, can_choose=bool(choose)), language) for content in shown]
    component()(key=f"card-{key}", data=together(cards, columns), on_chosen_change=chosen)


def together(cards: Sequence[bytes], columns: int = 1) -> bytes:
    """Cards one behind the other: a byte for the columns, then each with its length in four bytes."""
    return bytes([columns]) + b"".join(len(card).to_bytes(4, "big") + card for card in cards)


def apart(content: bytes) -> list[dict[str, Any]]:
    """The cards of `together`, each as the browser reads it."""
    cards, at = [], 1
    while at < len(content):
        end = at + 4 + int.from_bytes(content[at : at + 4], "big")
        cards.append(received(content[at + 4 : end]))
        at = end
    return cards
