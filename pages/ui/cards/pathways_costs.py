"""The card of costs: what pathways cost for each starter, finisher and employed, as ranges, beside quoted national values."""

from __future__ import annotations

from typing import Any

from pages.ui.cards import clients, counted, strip
from pages.ui.cards.common import Content, addressed
from pages.ui.charts import Dot
from pages.ui.charts.listed import listed_dots
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import costs
from pipelines.readings.costs import Cost
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import pathways as say

Row = dict[str, Any]


@remembered
@addressed("costs")
def per_person(release: Release, language: Language) -> Content:
    """PLN for each person by four definitions; hidden sums say why, and national values are marked as quoted."""
    name = words("costs.name", language)
    block = costs.block(release)
    if block is None:
        return clients.empty(release, name, language, 3)
    found = costs.per_person(release, block)
    labels = {cost.code: words(f"costs.row.{cost.code}", language) for cost in found}
    quoted = [one for one in costs.national(release, language) if one.cost is not None]
    money = {cost.code: cost.mean for cost in found}
    facts = say.Costs(started=_rounded(money["started"]), employed=_rounded(money["employed"]))
    title = say.costs_title(facts, language).text
    told = costs.told(release, block)
    zl = f"{numbers.NO_BREAK}{release.unit('pln')[language]}"
    national = {f"national_{one.year}": (one, words("costs.national", language, year=one.year)) for one in quoted}
    dots = [
        *(
            Dot(c.code, labels[c.code], c.mean, *(c.bounds or (None, None)), "A" if c.mean is not None else "C")
            for c in found
        ),
        *(Dot(code, label, 1000 * (one.cost or 0)) for code, (one, label) in national.items()),
    ]
    rows: list[Row] = [_row(cost, labels[cost.code], language) for cost in found]
    rows += [
        {
            "what": label,
            "mean": 1000 * (one.cost or 0),
            "bounds": words("outcomes.unbounded", language),
            "total": None,
            "total_status": "M",
            "persons": "",
        }
        for one, label in national.values()
    ]
    return {
        "title": title,
        "subtitle": " · ".join(
            (name, release.region_area.name(language), words("pathways.started", language, years=counted.span(block)))
        ),
        "sentence": f"{title}.",
        "origin": clients.origin(release, name, language, counted.years(block)),
        "figure": listed_dots(dots, language, unit=zl),
        "table": Table(
            f"{name}, {counted.span(block)}",
            [
                Field("what", words("costs.what", language)),
                Field("mean", words("costs.mean", language), 0, zl),
                Field("bounds", words("outcomes.bounds", language)),
                Field("total", words("costs.total", language), 0, zl),
                Field("persons", words("costs.persons", language)),
            ],
            rows,
        ),
        "description": [
            *((labels[cost.code], words(f"costs.definition.{cost.code}", language)) for cost in found),
            words("costs.rule", language),
            words("costs.counties", language),
            *((label, one.source) for one, label in national.values()),
            counted.protection(language),
        ],
        "notices": [
            words("costs.caution", language),
            *clients.quoted(release, language),
            *([words("costs.told", language, told=numbers.percent(told, language, 0))] if told is not None else []),
            strip.unknown(release, language, block[1][:4]),
        ],
        "level": 3,
    }


def _rounded(mean: float | None) -> float | None:
    """In thousands with one decimal, as sentences say it."""
    return None if mean is None else round(mean / 1000, 1)


def _row(cost: Cost, label: str, language: Language) -> Row:
    status = "E" if cost.mean is not None else "C"
    low, high = cost.bounds or (None, None)
    bounds = "" if low is None or high is None else numbers.interval(low, high, language, 0, "pln")
    return {
        "what": label,
        "mean": cost.mean,
        "mean_status": status,
        "bounds": bounds,
        "total": cost.total,
        "total_status": "A" if cost.total is not None else "C",
        "persons": counted.count(cost.persons, language),
    }
