"""The stage of forum mode: every slide of a talk in one message, so that it goes on without a network."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st

from pages.ui.card import sent, together
from pages.ui.memory import Same
from pages.ui.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pages.ui.views import View
    from pipelines.catalog import Language
    from pipelines.release import Release
    from pipelines.reports.talk import Shown

LOADER = """
export default function (component) {
  const module = window.latarnia.load("talk.js").then((talk) => talk.render(component));
  return () => module.then((clean) => clean());
}
"""
HERE = "http://127.0.0.1:8501/"  # where the page stands if Streamlit does not say


@cache
def component() -> Callable[..., Any]:
    """The browser component, registered once."""
    return st.components.v2.component("latarnia_talk", js=LOADER, isolate_styles=False)


def stage(shown: Sequence[Shown], release: Release, language: Language) -> None:
    """Draw the slides with the buttons to show them."""
    component()(key="talk-stage", data=packed(shown, release, language, st.context.url or HERE))


def packed(shown: Sequence[Shown], release: Release, language: Language, here: str) -> bytes:
    """What the browser gets: a line of JSON about the slides, then their cards as `together` packs them."""
    slides = [
        {
            "title": one.title,
            "notes": one.notes,
            "qr": code(link(one.slide.view, release, language, here), words("talk.qr", language)),
        }
        for one in shown
    ]
    said = {name: words(f"talk.{name}", language) for name in ("start", "keys", "back", "next", "stage")}
    said["more"] = words("talk.more", language, n="{n}")  # the browser knows how many rows have no room
    cards = [sent(Same(**one.content), language) for one in shown]
    told = json.dumps({"slides": slides, "words": said}, ensure_ascii=False, separators=(",", ":"))
    return told.encode() + b"\n" + together(cards)


def link(view: View, release: Release, language: Language, here: str) -> str:
    """The address of the page that shows the same card with the same figures, whatever is released later."""
    parts = urlsplit(here)
    path = "" if view.page == "start" else view.page
    query = urlencode([*view.filters, ("lang", language), ("release", release.id)], safe=",")
    return urljoin(f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/", f"{path}?{query}")


@cache
def code(address: str, label: str) -> str:
    """A QR code as SVG, black on white, with its meaning for screen readers."""
    import segno

    drawn = segno.make(address, micro=False, error="m")
    return drawn.svg_inline(omitsize=True, border=2, title=label, svgclass=None, lineclass=None)
