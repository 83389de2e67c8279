"""The theses of June 2018 beside real series: not synthetic, so the card has a source of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pages.ui.cards import common
from pages.ui.cards.common import Content
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.table import REMARKS
from pages.ui.text import words
from pipelines.catalog import STATUSES, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import theses as readings
from pipelines.release import Release, Value
from pipelines.words import numbers, sentences
from pipelines.words.sentences import forum as say

COLUMNS = ("thesis", "verdict", "series", "then", "now")


@remembered
def theses(release: Release, language: Language) -> Content | None:
    """Each thesis with its verdict and the figures then and now; None in a region without theses."""
    found = readings.theses(release)
    if not found:
        return None
    values = [v for one in found for v in (one.base, one.then, one.now) if v is not None]
    name = words("theses.name", language)
    facts = say.Theses(all=len(found), **readings.counts(found))
    rows = [
        {
            "thesis": one.text[language],
            "verdict": words(f"theses.verdict.{one.verdict}", language),
            "series": _series(release, one, language),
            "then": _then(one, language),
            "now": _now(one, language),
        }
        for one in found
    ]
    origin = common.origin(release, INDICATORS["A01"], values, language)
    return {
        "title": say.theses_title(facts, language).text,
        "subtitle": words("theses.subtitle", language, region=release.region_area.name(language)),
        "sentence": say.theses(facts, language).text,
        "origin": replace(origin, name=name),
        "table": Table(
            _caption(name, values, language),
            [Field(column, words(f"theses.column.{column}", language)) for column in COLUMNS],
            rows,
        ),
        "notices": [words("theses.real", language)],
        "level": 3,
        "description": [
            words("theses.origin", language),
            *((one.text[language], one.note[language]) for one in found),
            *((words(f"theses.verdict.{v}", language), words(f"theses.rule.{v}", language)) for v in readings.VERDICTS),
        ],
    }


def _caption(name: str, values: Sequence[Value], language: Language) -> str:
    """The table's name with the meaning of the letters behind figures."""
    letters = [code for code in REMARKS if code in {v.obs_status for v in values}]
    return "; ".join([name, *(f"{code} – {STATUSES[code].label[language]}" for code in letters)])


def _series(release: Release, one: readings.Thesis, language: Language) -> str:
    if not one.indicator:
        return words("theses.no_series", language)
    declared = INDICATORS[one.indicator]
    name = f"{one.indicator} {declared.title[language]} ({release.unit(declared.unit)[language]})"
    return words("theses.near", language, series=name) if one.rule == "near" else name


def _figure(value: Value, language: Language) -> str:
    """Period, figure, the letter of a reservation, and the interval where there is one."""
    declared = sentences.subject(INDICATORS[value.indicator])
    text = declared.amount(value.value or 0.0, language)
    if value.obs_status in REMARKS:
        text = f"{text}{numbers.NO_BREAK}{value.obs_status}"
    if value.lower is not None and value.upper is not None:
        low, high = (numbers.number(end, declared.decimals, language) for end in (value.lower, value.upper))
        text = f"{text} ({low}{numbers.EN_DASH}{high})"
    return f"{numbers.period(value.period, language, 'short')}:{numbers.NO_BREAK}{text}"


def _then(one: readings.Thesis, language: Language) -> str:
    if one.then is None:
        return words("theses.no_value", language)
    told = "; ".join(_figure(v, language) for v in (one.base, one.then) if v is not None)
    if one.rule != "lowest":
        return told
    span = numbers.period_range(*one.stretch, language)
    kind = "lowest" if one.verdict != readings.REFUTED else "not_lowest"
    return words(f"theses.{kind}", language, figure=told, span=span)


def _now(one: readings.Thesis, language: Language) -> str:
    if one.now is None:
        return words("theses.no_value", language)
    told = _figure(one.now, language)
    if not one.cuts:
        return told
    years = ", ".join(dict.fromkeys(cut.first_period[:4] for cut in one.cuts))
    return words("theses.not_comparable", language, figure=told, years=years)
