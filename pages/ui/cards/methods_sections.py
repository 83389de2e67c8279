"""Sections of the methods page as HTML: contents, indicators, sources, intervals, gaps, flags, licences; all from declarations."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pages.ui.cards.methods import matches, table_title
from pages.ui.cards.methods_systems import address
from pages.ui.downloads import Field, Table
from pages.ui.markup import definitions, escape, paragraphs
from pages.ui.table import table_html
from pages.ui.text import words
from pipelines.catalog import STATUSES, Defined, Language, Proposed
from pipelines.contract import TABLES
from pipelines.indicators import CATALOGUE, GROUPS
from pipelines.readings import catalogue
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.plurals import counted
from pipelines.words.proposed import reason

SECTIONS = (
    "systems",
    "indicators",
    "sources",
    "breaks",
    "evaluation",
    "intervals",
    "no_county",
    "gaps",
    "columns",
    "glossary",
    "protection",
    "licences",
)
NOUNS = {"voivodeship": "województwo", "nuts3": "podregion", "county": "powiat"}
OPENED = 3  # so few search results are shown unfolded


def contents(language: Language) -> str:
    """Links to the sections of the page."""
    links = "".join(
        f'<li><a href="#{name}">{escape(words(f"methods.go_{name}", language))}</a></li>' for name in SECTIONS
    )
    return (
        f'<nav class="lat-contents" aria-label="{escape(words("methods.contents", language))}"><ul>{links}</ul></nav>'
    )


def head(name: str, language: Language) -> str:
    """Heading of a section, with the anchor that the contents link to, and its opening paragraph."""
    text = paragraphs([words(f"methods.about_{name}", language)])
    return f'<div class="lat-doc"><h2 id="{name}">{escape(words(f"methods.go_{name}", language))}</h2>{text}</div>'


def _folded(anchor: str, label: str, summary: str, body: str, *, is_open: bool) -> str:
    opened = " open" if is_open else ""
    return (
        f'<details id="{anchor}"{opened}><summary><strong>{escape(label)}</strong> {escape(summary)}</summary>'
        f"{body}</details>"
    )


@lru_cache(maxsize=64)
def indicators(release: Release, language: Language, group: str = "", search: str = "") -> str:
    """Every indicator by group; each unfolds to its declaration."""
    found = [i for i in CATALOGUE.values() if group in {"", i.group} and matches(search, *_texts(i, language))]
    parts = []
    for code, label in GROUPS.items():
        mine = [i for i in found if i.group == code]
        if mine:
            parts.append(f"<h3>{escape(code)}. {escape(label[language])}</h3>")
        parts += [_indicator(release, i, language, is_open=len(found) <= OPENED) for i in mine]
    return f'<div class="lat-doc">{"".join(parts) or paragraphs([words("methods.nothing", language)])}</div>'


def _texts(indicator: Defined, language: Language) -> Iterable[str]:
    texts = (indicator.title, indicator.question, indicator.definition, indicator.universe, *indicator.caveats)
    return [indicator.id, *(text[language] for text in texts if text)]


def periods(release: Release, indicator: Defined, language: Language) -> str:
    """For which areas and years an indicator has figures."""
    parts = []
    for found in catalogue.coverage(release)[indicator.id]:
        noun = NOUNS.get(found.level)
        where = counted(found.areas, noun, language) if noun else release.areas["00"].name(language)
        span = (
            numbers.period(found.first, language, "short")
            if found.first == found.last
            else numbers.period_range(found.first[:4], found.last[:4], language)
        )
        parts.append(f"{where}: {span}")
    return "; ".join(parts) or words("methods.no_figures", language)


def delivered_periods(release: Release, indicator: Proposed, language: Language) -> str:
    """The same for an indicator of the cooperation model, or why it has none."""
    parts = []
    for found in catalogue.delivered(release)[indicator.id]:
        where = counted(found.areas, NOUNS[found.level], language)
        parts.append(f"{where}: {found.first[:4]}{numbers.EN_DASH}{found.last[:4]}")
    return "; ".join(parts) or reason(release, indicator)[language]


def _indicator(release: Release, i: Defined, language: Language, *, is_open: bool) -> str:
    def about(name: str) -> str:
        return words(f"about.{name}", language)

    by = ", ".join(words(f"methods.by_{name}", language) for name in i.by)
    titles = (
        TABLES[name].title[language] if isinstance(i, Proposed) else table_title(release, name, language)
        for name in i.sources
    )
    span = delivered_periods(release, i, language) if isinstance(i, Proposed) else periods(release, i, language)
    pairs = [
        (about("definition"), i.definition[language]),
        (about("numerator"), i.numerator_words[language]),
        (about("denominator"), i.denominator_words[language] if i.denominator_words else ""),
        (words("methods.universe", language), i.universe[language] if i.universe else ""),
        (words("methods.unit", language), release.label("units", i.unit)[language]),
        (words("methods.direction", language), words(f"methods.direction_{i.direction}", language)),
        (words("methods.geography", language), ", ".join(release.label("levels", name)[language] for name in i.levels)),
        (words("methods.by", language), by),
        (words("methods.periods", language), span),
        (words("methods.method", language), words(f"methods.method_{i.method}", language)),
        (about("origin"), about("computed" if i.computed else "published")),
        (words("methods.go_sources", language), "; ".join(titles)),
        *((about("caveat"), caveat[language]) for caveat in i.caveats),
    ]
    label = f"{i.id} {i.title[language]}."
    body = definitions(pairs)
    if isinstance(i, Proposed):
        body += paragraphs([words("cooperation.proposal", language)]) + _link(i.card, language)
    return _folded(i.id, label, i.question[language], body, is_open=is_open)


def _link(card: str, language: Language) -> str:
    """A link to the card that shows an indicator."""
    page = card.partition("#")[0].partition("?")[0]
    text = f"{words('methods.shown_on', language)}: {words(f'menu.{page}', language)}"
    return f'<p><a href="{escape(address(card, {"lang": "en"} if language == "en" else {}))}" target="_self">{escape(text)}</a></p>'


@lru_cache(maxsize=64)
def sources(release: Release, language: Language, search: str = "") -> str:
    """Every source table of the region: producer, publication, licence, dates, base, coverage, caveats, checksum."""
    known = release.manifest["sources"]
    mine = {name: s for name, s in known.items() if s.get("region", release.region) == release.region}
    found = {name: s for name, s in mine.items() if matches(search, *(str(value) for value in s.values()))}
    parts = []
    for name, s in found.items():
        suffix = "_en" if language == "en" else ""
        link = f'<p><a href="{escape(s["url"])}" rel="noreferrer">{escape(s["url"])}</a></p>'
        pairs = [
            (words("methods.publication", language), s[f"publication_{language}"]),
            (words("methods.released", language), numbers.day(s["released"], language)),
            (words("methods.accessed", language), numbers.day(s["accessed"], language)),
            (words("methods.base", language), s[f"base{suffix}"]),
            (words("methods.coverage", language), s[f"coverage_{language}"]),
            (words("methods.licence", language), s[f"licence{suffix}"]),
            (words("methods.verified", language), s[f"verified_against{suffix}"]),
            *((words("about.caveat", language), caveat) for caveat in s[f"caveats_{language}"]),
            ("SHA-256", f"{s['sha256'][:16]}… ({name}.csv)"),
        ]
        body = link + definitions(pairs)
        title, producer = f"{s[f'title_{language}']}.", s[f"producer{suffix}"]
        parts.append(_folded(f"source-{name}", title, producer, body, is_open=len(found) <= OPENED))
    if len(mine) < len(known):
        others = counted(len(known) - len(mine), "źródło", language, "genitive")
        parts.append(paragraphs([words("methods.other_regions", language, sources=others)]))
    return f'<div class="lat-doc">{"".join(parts) if found else paragraphs([words("methods.nothing", language)])}</div>'


@lru_cache(maxsize=8)
def intervals(release: Release, language: Language) -> str:
    """The assumptions behind the intervals of survey figures, as a table."""
    rows = [
        {
            "what": row[language],
            "value": numbers.number(float(row["value"]), _places(row["value"]), language),
            "unit": release.label("units", row["unit"])[language],
            "origin": row[f"source_{language}"],
        }
        for row in release.lists["bael_precision"]
    ]
    names = ("what", "value", "unit", "origin")
    fields = [Field(name, words(f"methods.column_{name}", language)) for name in names]
    table = table_html(Table(words("methods.assumptions", language), fields, rows), language)
    texts = [words(f"methods.interval_{at}", language) for at in ("formula", "year", "change", "ranks")]
    return f'<div class="lat-doc">{paragraphs(texts)}{table}</div>'


def _places(text: str) -> int:
    return len(text.partition(".")[2])


@lru_cache(maxsize=8)
def no_county(release: Release, language: Language) -> str:
    """Why there is no BAEL by county, with the interval that an average county would have."""
    found = catalogue.county_sample(release)
    facts = {
        "counties": counted(len(release.counties()), "powiat", language, "genitive"),
        "persons": counted(round(found.persons), "osoba", language),
        "county": numbers.points(found.half_width_points, language, 1, sign=False),
        "region": numbers.points(found.region_half_width_points, language, 1, sign=False),
    }
    return f'<div class="lat-doc">{paragraphs([words("methods.county_sample", language, **facts)])}</div>'


@lru_cache(maxsize=8)
def gaps(release: Release, language: Language) -> str:
    """Indicators of the catalogue that the bundled data cannot give and what the build warned of; then the status flags."""
    pairs = [(row["indicator"], row[language]) for row in release.lists["unavailable"]]
    flags = [
        {
            "code": s.code,
            "meaning": s.label[language],
            "shown": words("methods.yes" if s.has_value else "methods.no", language),
        }
        for s in STATUSES.values()
    ]
    fields = [Field(name, words(f"methods.column_{name}", language)) for name in ("code", "meaning", "shown")]
    table = table_html(Table(words("methods.flags", language), fields, flags), language)
    warnings = paragraphs(f"{warning[language]}." for warning in release.manifest["warnings"])
    return f'<div class="lat-doc">{warnings}{definitions(pairs)}{table}</div>'


def evaluation(language: Language) -> str:
    """How a figure comes about, step by step."""
    steps = "".join(f"<li>{escape(words(f'methods.step_{at}', language))}</li>" for at in range(1, 7))
    return f'<div class="lat-doc"><ol>{steps}</ol></div>'


def licences(language: Language) -> str:
    """Rights in figures, borders, fonts and software."""
    names = ("figures", "borders", "font", "software")
    pairs = [
        (words(f"methods.licence_{name}", language), words(f"methods.licence_of_{name}", language)) for name in names
    ]
    return f'<div class="lat-doc">{definitions(pairs)}</div>'
