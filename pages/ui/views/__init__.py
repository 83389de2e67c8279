"""Saved views: any card of any page by its address, built without a server, for files and for talks.

An address is a page, its filters and a card, as in `counties?indicator=C01&focus=2205#map`. Pages read the same filters
through widgets; a test holds both to the same cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from pages.ui.views import changes, counties, daily, inactivity, model, plain, quality, sheet
from pages.ui.views.asked import Asked, ViewError
from pipelines.catalog import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.ui.cards.common import Content
    from pages.ui.views.asked import Builders
    from pipelines.catalog import Language
    from pipelines.release import Release

__all__ = ["PAGES", "View", "ViewError", "content", "contents", "parse"]

# Page -> its cards in the order of the page. A new card of a page takes a line in that page's function.
PAGES: dict[str, Callable[[Release, Asked, Language], Builders]] = {
    "start": plain.start,
    "inactivity": inactivity.cards,
    "counties": counties.cards,
    "sheet": sheet.cards,
    "cooperation": model.cooperation,
    "together": daily.together,
    "forum": model.forum,
    "networks": daily.networks,
    "families": daily.families,
    "tools": daily.tools,
    "pathways": model.pathways,
    "outcomes": model.outcomes,
    "effect": model.effect,
    "changes": changes.cards,
    "quality": quality.cards,
    "methods": plain.methods,
}


@dataclass(frozen=True)
class View:
    """One card with the filters it is seen through."""

    page: str
    card: str
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """The view as text; also the address behind the server's own, e.g. `counties?focus=2205#map`."""
        query = f"?{urlencode(self.filters, safe=',')}" if self.filters else ""
        return f"{self.page}{query}#{self.card}"


def parse(address: str) -> View:
    """A view from its text, which may be a whole link of a browser; ViewError for an unknown page or a missing card.

    Language and release are no part of a view: who shows it decides them.
    """
    told = address.strip()
    path, _, card = told.partition("#")
    path, _, query = path.partition("?")
    page = path.rstrip("/").rpartition("/")[2] or "start"
    if ":" in page:  # the address of the server alone
        page = "start"
    if page not in PAGES:
        known = ", ".join(PAGES)
        raise ViewError(
            Text(f"nie ma strony „{page[:40]}”; są: {known}", f"there is no page “{page[:40]}”; there are: {known}")
        )
    if not card:
        raise ViewError(
            Text(
                "adres nie nazywa karty; dopisz ją po znaku #, np. counties#map",
                "the address names no card; add it after a #, e.g. counties#map",
            )
        )
    pairs = parse_qsl(query, keep_blank_values=True)
    return View(page, card, tuple((name, value) for name, value in pairs if name not in {"lang", "release"}))


def contents(release: Release, page: str, filters: dict[str, str], language: Language) -> Builders:
    """Every card of a page under these filters, by name, each to be built on demand; ViewError for a filter not known."""
    asked = Asked(filters)
    found = PAGES[page](release, asked, language)
    asked.nothing_else()
    return found


def content(release: Release, view: View, language: Language) -> Content:
    """The card of a view; ViewError where this release has no such card or filter."""
    found = contents(release, view.page, dict(view.filters), language)
    built = found[view.card]() if view.card in found else None
    if built is None:
        known = ", ".join(found)
        raise ViewError(
            Text(
                f"strona „{view.page}” nie ma karty „{view.card[:40]}”; ma: {known}",
                f"page “{view.page}” has no card “{view.card[:40]}”; it has: {known}",
            )
        )
    return built
