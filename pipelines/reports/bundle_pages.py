"""Which pages the offline bundle holds: every page as it opens, and those filters that people change most.

Those are the county on the counties page and on the county sheet, the indicator on the counties page, the measure of
inactivity. Whoever reads the first page is told so, and told what stays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pages.ui import views
from pages.ui.cards import (
    cooperation,
    counties,
    counties_choices,
    effect,
    forum,
    inactivity,
    outcomes,
    sheet_choices,
    start,
)
from pages.ui.cards import sheet as sheet_cards
from pages.ui.markup import escape
from pages.ui.text import words
from pages.ui.views.asked import first
from pipelines.catalog import Text
from pipelines.readings import counties as readings
from pipelines.readings import peers
from pipelines.reports import sheet, talk

if TYPE_CHECKING:
    from pages.ui.cards.common import Content
    from pages.ui.views.asked import Builders
    from pipelines.catalog import Language
    from pipelines.release import Release

Lead = Callable[["Release", "Language"], str]

LEADS: dict[str, Lead] = {
    "start": start.lead,
    "inactivity": inactivity.lead,
    "cooperation": lambda release, language: cooperation.lead(
        release, next(iter(cooperation.periods(release, language)), ""), language
    ),
    "forum": forum.lead,
    "outcomes": outcomes.lead,
    "effect": effect.lead,
}
_TALK = Text("Prelekcja", "Talk")
_AREAS = Text("Powiaty", "Counties")
_SHEETS = Text("Karty powiatów", "County sheets")
_INDICATORS = Text("Wskaźniki", "Indicators")
_MEASURES = Text("Miary", "Measures")
_PDF = Text("Karta w PDF", "Sheet as PDF")
_TO_SHEET = Text("Karta tego powiatu", "Sheet of this county")
_TO_COUNTY = Text("Ten powiat na mapie i w czasie", "This county on the map and over time")
_HOLDS = Text(
    "W pakiecie jest każda strona panelu z widokiem, z którym się otwiera, strona powiatów dla każdego powiatu i każdego wskaźnika, "
    "karta każdego powiatu wobec województwa (inne porównania stoją w jej tabeli), strona bierności dla każdej miary, "
    "karty w PDF i tabele jako CSV.",
    "The bundle holds every page of the dashboard as it opens, the counties page for each county and each indicator, the sheet of "
    "each county against the voivodeship (its table has the other comparisons), the inactivity page for each measure, "
    "sheets as PDF and tables as CSV.",
)
_LACKS = Text(
    "Nie ma w nim pozostałych filtrów (lata, płeć, wybrane obszary, wagi podobieństwa, półrocza i powiaty na stronach współpracy "
    "i wyników), starszych wydań ani wyszukiwania w metodach. Ma je panel.",
    "It lacks the other filters (years, sex, chosen areas, weights of similarity, half-years and counties on the pages of cooperation "
    "and outcomes), older releases and the search in the methods. The dashboard has them.",
)


@dataclass
class Page:
    """One static page: its file without language and ending, heading, lead, cards, and what stands before and behind the cards."""

    name: str
    menu: str  # page of the menu it belongs to
    title: str
    lead: str
    cards: list[tuple[str, Content]]
    before: str = ""
    after: str = ""
    notes: list[str] = field(default_factory=list)  # of a talk, one a card


def name(page: str, language: Language) -> str:
    """How the menu calls a page."""
    return _TALK[language] if page == "talk" else words(f"menu.{page}", language)


def every(release: Release, found: talk.Talk | None, language: Language) -> Iterator[Page]:
    """All pages of one language, the first one first, each made when its turn comes."""
    if found is not None:
        yield _talk(found, release, language)
    yield from _as_they_open(release, language, is_first=found is None)
    yield from _of_each_county(release, language)
    yield from _sheets(release, language)
    yield from _of_each_indicator(release, language)
    yield from _of_each_measure(release, language)


def count(release: Release, language: Language, *, has_talk: bool) -> int:
    """How many pages there will be."""
    variants = len(counties_choices.indicators(release, language)) + len(inactivity.measures(language))
    return has_talk + len(views.PAGES) + len(release.counties()) + len(sheet.counties(release)) + variants


def _as_they_open(release: Release, language: Language, *, is_first: bool) -> Iterator[Page]:
    for page in views.PAGES:
        made = Page(page, page, name(page, language), "", _cards(release, page, {}, language))
        if page in LEADS:
            made.lead = LEADS[page](release, language)
        if page == "start":
            made.before = _headlines(release, language)
            made.after = _told(language) if is_first else ""
        elif page == "counties":
            made.lead = _extremes(release, counties_choices.FIRST, language)
            made.before = _county_links(release, language) + _indicator_links(release, language)
        elif page == "inactivity":
            made.before = _measure_links(language)
        elif page == "sheet":
            made.title, made.lead = _sheet_heads(release, counties_choices.first_focus(release), language)
            made.before = _sheet_links(release, language)
        yield made


def _of_each_county(release: Release, language: Language) -> Iterator[Page]:
    year = readings.newest_year(release, counties_choices.FIRST)
    for area in release.counties():
        links = []
        if area.code in sheet.counties(release):
            links = [(f"sheet-{area.code}.html", _TO_SHEET[language]), _pdf(release, area.code, language)]
        lead = readings.focus(release, counties_choices.FIRST, area.code, year, language).text
        cards = _cards(release, "counties", {"focus": area.code}, language)
        yield Page(f"counties-{area.code}", "counties", area.full[language], lead, cards, _files(links))


def _sheets(release: Release, language: Language) -> Iterator[Page]:
    for code in sheet.counties(release):
        title, lead = _sheet_heads(release, code, language)
        links = [(f"counties-{code}.html", _TO_COUNTY[language]), _pdf(release, code, language)]
        cards = _cards(release, "sheet", {"focus": code}, language)
        yield Page(f"sheet-{code}", "sheet", title, lead, cards, _files(links), _sheet_links(release, language))


def _of_each_indicator(release: Release, language: Language) -> Iterator[Page]:
    for code, label in counties_choices.indicators(release, language).items():
        cards = _cards(release, "counties", {"indicator": code}, language)
        title = f"{name('counties', language)}: {label}"
        lead = _extremes(release, code, language)
        yield Page(f"counties-{code}", "counties", title, lead, cards, after=_indicator_links(release, language))


def _of_each_measure(release: Release, language: Language) -> Iterator[Page]:
    for code, label in inactivity.measures(language).items():
        cards = _cards(release, "inactivity", {"measure": code}, language)
        title = f"{name('inactivity', language)}: {label}"
        yield Page(f"inactivity-{code}", "inactivity", title, "", cards, after=_measure_links(language))


def _talk(found: talk.Talk, release: Release, language: Language) -> Page:
    shown = talk.show(found, release, language)
    cards: list[tuple[str, Content]] = [
        (f"slide-{at}", {**one.content, "title": one.title}) for at, one in enumerate(shown, 1)
    ]
    notes = [one.notes for one in shown]
    return Page("talk", "talk", found.title[language], "", cards, after=_told(language), notes=notes)


def _cards(release: Release, page: str, filters: dict[str, str], language: Language) -> list[tuple[str, Content]]:
    builders: Builders = views.contents(release, page, filters, language)
    found = ((card, build()) for card, build in builders.items())
    return [(card, content) for card, content in found if content]


def _extremes(release: Release, indicator: str, language: Language) -> str:
    reason = first(counties_choices.reasons(release, indicator, language))
    by = counties.Chosen(indicator, "", "", reason).by
    return readings.extremes(release, indicator, readings.newest_year(release, indicator), language, **by).text


def _sheet_heads(release: Release, code: str, language: Language) -> tuple[str, str]:
    """Title and lead of one county's sheet."""
    title = words("sheet.title", language, area=release.areas[code].name(language))
    chosen = sheet_choices.Chosen(code, "region", peers.usual(release))
    return title, sheet_cards.lead(release, chosen, language)


def _told(language: Language) -> str:
    return f"<p>{escape(_HOLDS[language])}</p><p>{escape(_LACKS[language])}</p>"


def _headlines(release: Release, language: Language) -> str:
    items = "".join(
        f"<li>{escape(one.label)}<b>{escape(one.value)}</b>{escape(one.meaning)}</li>"
        for one in start.headlines(release, language)
    )
    return f'<ul class="figures">{items}</ul>{_files([_pdf(release, release.region, language)])}'


def _pdf(release: Release, area: str, language: Language) -> tuple[str, str]:
    return f"../sheets/{sheet.file_name(release, area, language)}", _PDF[language]


def _files(links: Iterable[tuple[str, str]]) -> str:
    told = " · ".join(f'<a href="{target}">{escape(text)}</a>' for target, text in links)
    return f'<p class="files">{told}</p>' if told else ""


def _list(heading: str, links: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="{target}">{escape(text)}</a></li>' for target, text in links)
    return f'<h2>{escape(heading)}</h2><ul class="areas">{items}</ul>'


def _county_links(release: Release, language: Language) -> str:
    return _list(_AREAS[language], [(f"counties-{a.code}.html", a.full[language]) for a in release.counties()])


def _sheet_links(release: Release, language: Language) -> str:
    codes = sheet.counties(release)
    return _list(_SHEETS[language], [(f"sheet-{code}.html", release.areas[code].full[language]) for code in codes])


def _indicator_links(release: Release, language: Language) -> str:
    found = counties_choices.indicators(release, language)
    return _list(_INDICATORS[language], [(f"counties-{code}.html", label) for code, label in found.items()])


def _measure_links(language: Language) -> str:
    found = inactivity.measures(language)
    return _list(_MEASURES[language], [(f"inactivity-{code}.html", label) for code, label in found.items()])
