"""What stands on the region's sheet: the survey's figures beside Poland, those of the register, two pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.ui import views
from pages.ui.downloads import source_line
from pages.ui.text import words
from pipelines.catalog import Text
from pipelines.indicators import INDICATORS
from pipelines.readings import survey
from pipelines.reports import picture, svg
from pipelines.reports.sheet_parts import (
    Content,
    Spine,
    between,
    name_cell,
    picture_cell,
    sources,
    spine,
    text_cell,
    when,
)
from pipelines.words import numbers, sentences
from pipelines.words.sentences import pictures

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.release import Release, Value

ROWS = ("A02", "A01", "A03", "A04", "A11", "A12", "A13", "C09", "C01", "C10")
COLUMNS = [3.0, 1.5, 0, 1.0, 2.6, 2.8]
PICTURES = ("start#trend", "counties#map")
WIDTH = 640.0  # px of a picture before it is fitted into half a page

_TITLE = Text("Karta regionu: {area}", "Sheet of the region: {area}")
_SUBTITLE = Text(
    "najnowsze liczby, wobec Polski i wobec pierwszego porównywalnego okresu",
    "newest figures, against Poland and the first comparable period",
)
_HEADS = (
    Text("Wskaźnik", "Indicator"),
    Text("Region (przedział)", "Region (interval)"),
    Text("Na tle województw", "Among voivodeships"),
    Text("Polska", "Poland"),
    Text("Wobec Polski", "Against Poland"),
    Text("Zmiana", "Change"),
)
_ABOUT = Text("Co znaczą te liczby", "What these figures mean")
_SPINE = (
    Text("Na tle województw.", "Among voivodeships."),
    Text(
        "Szara linia to wszystkie województwa, które mają tę liczbę, kreska przerywana to Polska; granatowa kropka z linią to region z przedziałem.",
        "The grey line spans all voivodeships that have the figure, the dashed stroke is Poland; the dark dot with a line is the region with its interval.",
    ),
)


def content(release: Release, language: Language) -> Content:
    """The parts that the template places."""
    newest = [v for v in (_newest(release, code) for code in ROWS) if v is not None]
    shown = [views.content(release, views.parse(address), language) for address in PICTURES]
    return {
        "title": _TITLE[language].format(area=release.region_area.full[language]),
        "subtitle": _SUBTITLE[language],
        "synthetic": "",
        "lead": survey.inactive_level(
            release, release.region, survey.newest(release, "A02", release.region).period, language
        ).text,
        "columns": COLUMNS,
        "words_from": 4,
        "heads": [head[language] for head in _HEADS],
        "rows": [{"cells": _cells(release, value, language)} for value in newest],
        "pictures": [_picture(release, card, language) for card in shown],
        "parts": [],
        "about": _ABOUT[language],
        "meanings": [
            ("", words("survey.error_is_assumed", language)),
            (_SPINE[0][language], _SPINE[1][language]),
            *(
                (f"{INDICATORS[v.indicator].title[language]}.", INDICATORS[v.indicator].definition[language])
                for v in newest
            ),
            *sources(release, [name for v in newest for name in INDICATORS[v.indicator].sources], language),
        ],
    }


def _newest(release: Release, code: str) -> Value | None:
    """The newest annual figure of a period that Poland has too, else the newest; None without any."""
    known = [v for v in release.series(code, release.region) if v.value is not None]
    both = [v for v in known if (there := release.value(code, "00", v.period)) and there.value is not None]
    return next(reversed(both or known), None)


def _cells(release: Release, value: Value, language: Language) -> list[dict[str, Any]]:
    declared = INDICATORS[value.indicator]
    country = release.value(value.indicator, "00", value.period)
    others = [
        v.value
        for area in release.voivodeships()
        if (v := release.value(value.indicator, area.code, value.period)) and v.value is not None
    ]
    facts = survey.benchmark_facts(release, value, "00")
    is_count = sentences.subject(declared).is_count
    told = ("–", "")
    if facts and not is_count:
        told = (
            facts.subject.signed(facts.printed_difference, language),
            sentences.benchmark_brief(facts, language).text,
        )
    start = survey.segment_start(release, value)
    change = sentences.change_brief(survey.change(release, start, value), language).text if start is not value else "–"
    small = f"{release.unit(declared.unit)[language]}, {when(value.period, language)}"
    ends = between(value.lower, value.upper, declared.decimals, language)
    mine = _number(value, language)
    there = _number(country, language)
    drawn = Spine(
        value.value,
        (value.lower, value.upper) if value.lower is not None and value.upper is not None else None,
        None if is_count or country is None else country.value,
        (min(others), max(others)) if len(others) >= 10 else None,
    )
    seen = pictures.Beside(
        label=f"{declared.title[language]} ({small})",
        area=release.region_area,
        value=mine,
        ends=ends or None,
        other=release.areas["00"],
        there=None if country is None or country.value is None else there,
    )
    return [
        name_cell(declared.title[language], small),
        text_cell(mine, ends),
        picture_cell(spine(drawn), pictures.beside(seen, language).text),
        text_cell(there),
        text_cell(*told),
        text_cell(change),
    ]


def _number(value: Value | None, language: Language) -> str:
    if value is None or value.value is None:
        return "–"
    return numbers.number(value.value, INDICATORS[value.indicator].decimals, language)


def _picture(release: Release, card: dict[str, Any], language: Language) -> dict[str, str]:
    return {
        "title": str(card["title"]),
        "svg": svg.text(picture.chart(release, card, WIDTH)),
        "alt": str(card["sentence"]),
        "source": source_line(card["origin"], language),
    }
