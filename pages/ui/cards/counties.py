"""Cards of the region's counties in one period: map and ranked dots; and what all cards of the page share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pages.ui.cards import common
from pages.ui.cards.common import Content, addressed
from pages.ui.charts import Dot, Reference, ranked_dots
from pages.ui.downloads import Field, Table
from pages.ui.map import region_map, shapes_address
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Indicator, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import counties as readings
from pipelines.release import Release, Value
from pipelines.words import sentences
from pipelines.words.plurals import counted

NOUN = "powiat"
NAMED = 2  # counties that share an end are named up to this many, then counted


@dataclass(frozen=True)
class Chosen:
    """What the reader asked for on this page."""

    indicator: str
    year: str
    focus: str  # code of a county
    reason: str = ""  # of assistance, where the indicator is given by reason

    @property
    def by(self) -> dict[str, str]:
        return {"reason": self.reason} if self.reason else {}

    @property
    def declared(self) -> Indicator:
        return INDICATORS[self.indicator]


def amount(value: Value, language: Language) -> str:
    """The figure with its unit."""
    return sentences.subject(INDICATORS[value.indicator]).amount(value.value or 0.0, language)


def sentence_start(text: str) -> str:
    """The text with a capital letter, e.g. a place at the beginning of a title."""
    return text[:1].upper() + text[1:]


def range_title(release: Release, values: Iterable[Value | None], language: Language, noun: str = NOUN) -> str:
    """From the lowest to the highest area, each with its figure."""
    lowest, highest = readings.ends(values)
    if not lowest:
        return words("counties.no_values", language)

    def where(found: Sequence[Value]) -> str:
        if len(found) <= NAMED:
            return words("counties.and", language).join(release.areas[v.teryt].where(language) for v in found)
        return words("counties.in_several", language, areas=counted(len(found), noun, language, "locative"))

    low, high = amount(lowest[0], language), amount(highest[0], language)
    if low == high:
        return words("counties.equal", language, value=low, where=where(lowest))
    facts = {"low": low, "high": high, "low_where": where(lowest), "high_where": where(highest)}
    return words("counties.range", language, **facts)


def named(declared: Indicator, finding: str, language: Language) -> str:
    """The finding behind the indicator's name, so that a title can be read alone."""
    return words("counties.named", language, indicator=declared.title[language], finding=finding)


def reason_label(release: Release, chosen: Chosen, language: Language) -> str:
    """The chosen reason of assistance for the subtitle; empty where the indicator is not given by reason."""
    if not chosen.reason:
        return ""
    label = release.label("reasons_assistance", chosen.reason)[language]
    return words("counties.reason_is", language, reason=label)


def rows(release: Release, chosen: Chosen, values: dict[str, Value | None], language: Language) -> list[dict[str, Any]]:
    """Table rows of areas, the highest value first, those without a figure last with their reason."""
    found = []
    for code, value in values.items():
        code_status = status(release, chosen.indicator, value, code, chosen.year)
        name = release.areas[code].full[language]
        number = value.value if value else None
        row = {
            "teryt": code,
            "area": name,
            "value": number,
            "obs_status": code_status,
            "is_focus": code == chosen.focus,
        }
        found.append(row)
    return sorted(found, key=lambda row: (row["value"] is None, -(row["value"] or 0), row["area"]))


def missing(release: Release, chosen: Chosen, codes: Iterable[str], language: Language) -> list[str]:
    """Why areas have no figure: each reason once, with those it concerns; many are counted instead of named."""
    told: dict[str, list[str]] = {}
    for code in codes:
        value = release.value(chosen.indicator, code, chosen.year, **chosen.by)
        if value is None or value.value is None:
            _, why = release.reason_missing(chosen.indicator, code, chosen.year)
            told.setdefault(why[language], []).append(release.areas[code].name(language))
    told = {why: names if len(names) < 4 else [_counties(len(names), language)] for why, names in told.items()}
    return [
        words("counties.missing", language, areas=", ".join(names), why=why, period=chosen.year)
        for why, names in told.items()
    ]


def _counties(count: int, language: Language) -> str:
    return counted(count, NOUN, language, "nominative")


def references(release: Release, indicator: str, year: str, language: Language, **by: str) -> list[Reference]:
    """The region and Poland as lines, where they have a figure; counts have no such line."""
    if sentences.subject(INDICATORS[indicator]).is_count:
        return []
    found = []
    for code, role in ((release.region, "region"), ("00", "country")):
        value = release.value(indicator, code, year, **by)
        if value is not None and value.value is not None:
            found.append(Reference(release.areas[code].short[language], value.value, role))  # type: ignore[arg-type]
    return found


@remembered
@addressed("map")
def area_map(release: Release, chosen: Chosen, language: Language) -> Content:
    """The region's counties on a map; a click or Enter focuses one."""
    values = readings.of_region(release, chosen.indicator, chosen.year, **chosen.by)
    unit = common.suffix(release, chosen.declared, language)
    return {
        "title": named(chosen.declared, range_title(release, values.values(), language), language),
        "subtitle": _subtitle(release, chosen, language),
        "sentence": readings.extremes(release, chosen.indicator, chosen.year, language, **chosen.by).text,
        "origin": common.origin(release, chosen.declared, values.values(), language),
        "map": region_map(
            dots(release, chosen, values, language),
            shapes_address(release.id, "shapes.json"),
            language,
            title=chosen.declared.title[language],
            unit=unit,
            decimals=chosen.declared.decimals,
        ),
        "table": table(release, chosen, values, language),
        "description": common.description(chosen.declared, release, language),
        "notices": missing(release, chosen, values, language),
    }


@remembered
def ranked(release: Release, chosen: Chosen, language: Language) -> Content:
    """The region's counties in order, with the region and Poland as lines."""
    values = readings.of_region(release, chosen.indicator, chosen.year, **chosen.by)
    lines = references(release, chosen.indicator, chosen.year, language, **chosen.by)
    benchmarks = () if sentences.subject(chosen.declared).is_count else (release.region, "00")
    return {
        "title": _ranked_title(release, values, lines, language),
        "subtitle": _subtitle(release, chosen, language),
        "sentence": readings.extremes(release, chosen.indicator, chosen.year, language, **chosen.by).text,
        "origin": common.origin(release, chosen.declared, values.values(), language),
        "figure": ranked_dots(
            dots(release, chosen, values, language),
            language,
            references=lines,
            unit=common.suffix(release, chosen.declared, language),
            decimals=chosen.declared.decimals,
        ),
        "table": table(release, chosen, values, language),
        "description": [
            *common.description(chosen.declared, release, language),
            (words("counties.error", language), words("counties.no_error", language)),
        ],
        "notices": missing(release, chosen, benchmarks, language),
    }


def status(release: Release, indicator: str, value: Value | None, code: str, year: str) -> str:
    """Status code of a figure, or of the reason why there is none."""
    return value.obs_status if value else release.reason_missing(indicator, code, year)[0]


def dots(release: Release, chosen: Chosen, values: dict[str, Value | None], language: Language) -> list[Dot]:
    """Counties of a chart; without a figure the status that says why."""
    return [
        Dot(
            code,
            release.areas[code].short[language],
            v.value if v else None,
            obs_status=status(release, chosen.indicator, v, code, chosen.year),
            focus=code == chosen.focus,
        )
        for code, v in values.items()
    ]


def _subtitle(release: Release, chosen: Chosen, language: Language) -> str:
    return common.subtitle(release, chosen.declared, [chosen.year], language, reason_label(release, chosen, language))


def table(release: Release, chosen: Chosen, values: dict[str, Value | None], language: Language) -> Table:
    fields = [
        Field("area", words("counties.column_county", language)),
        Field("teryt", "TERYT"),
        *common.number_fields(release, chosen.indicator, language, with_interval=False),
    ]
    return Table(_subtitle(release, chosen, language), fields, rows(release, chosen, values, language))


def _ranked_title(
    release: Release, values: dict[str, Value | None], lines: Sequence[Reference], language: Language
) -> str:
    """In how many counties the figure is above that of the region (or of Poland), else the middle county's figure."""
    known = [v for v in values.values() if v is not None and v.value is not None]
    if not known:
        return sentence_start(words("counties.no_values", language))
    if len(known) <= NAMED:
        return sentence_start(range_title(release, known, language))
    all_counties = counted(len(known), NOUN, language, "genitive")
    measured = sentences.subject(INDICATORS[known[0].indicator])
    if lines:
        code = release.region if lines[0].role == "region" else "00"
        above = readings.standing(known, lines[0].value).above
        return words(
            "counties.above",
            language,
            above=above,
            counties=all_counties,
            where=release.areas[code].where(language),
            value=measured.amount(lines[0].value, language),
        )
    middle = readings.middle(known)
    return words("counties.half", language, counties=all_counties, value=measured.amount(middle, language))
