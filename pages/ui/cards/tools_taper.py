"""Degressive support in money: what a recipient gets in each month, and work when it ends."""

from __future__ import annotations

from pages.ui.cards import clients, counted, strip
from pages.ui.cards.common import Content, defined
from pages.ui.charts import Dot
from pages.ui.charts.listed import listed_dots
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import counts, tools
from pipelines.readings.tools import Paid
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import tools as say


@remembered
def taper(release: Release, language: Language) -> Content:
    """Mean amount by month of support with its bounds; sums and recipients in the table."""
    name = words("tools.taper.name", language)
    found = counts.blocks(release, "degressive")
    paid = tools.taper(release, found[0]) if found else []
    if not paid:
        return clients.empty(release, name, language, 3)
    block = found[0]
    title = say.taper_title(_facts(paid), language).text
    work = say.degressive_title(say.Part(share=tools.work_after_support(release, block)), language).text
    hidden = {"said": {str(one.month): _bounds(one, language) for one in paid if one.mean is None}}
    dots = [
        Dot(str(one.month), _label(one, language), one.mean, *(one.bounds or (None, None)), _status(one))
        for one in paid
    ]
    zl = f"{numbers.NO_BREAK}{release.unit('pln')[language]}"
    fields = [
        Field("month", words("tools.taper.month", language)),
        Field("mean", words("tools.taper.mean", language), 0, zl),
        Field("bounds", words("outcomes.bounds", language)),
        Field("support", words("tools.taper.support", language), 0, zl),
        Field("recipients", words("tools.taper.recipients", language)),
    ]
    return {
        "title": title,
        "subtitle": " · ".join(
            (words("tools.taper.subtitle", language), release.region_area.name(language), counted.span(block))
        ),
        "sentence": f"{title}. {work}.",
        "origin": clients.origin(release, name, language, counted.years(block)),
        "figure": listed_dots(dots, language, unit=zl, **hidden),
        "table": Table(f"{name}, {counted.span(block)}", fields, [_row(one, language) for one in paid]),
        "description": [
            defined("G09Z", language),
            words("tools.taper.rule", language),
            words("cooperation.proposal", language),
            counted.protection(language),
        ],
        "notices": [strip.support(release, block, language)],
        "level": 3,
    }


def _facts(paid: list[Paid]) -> say.Taper:
    known = [one for one in paid if one.mean is not None] if paid[0].mean is not None else []
    last = known[-1] if len(known) > 1 else None
    return say.Taper(
        first=round(known[0].mean or 0) if known else None,
        month=last.month if last else None,
        last=round(last.mean or 0) if last else None,
    )


def _status(one: Paid) -> str:
    return "C" if one.mean is None else "E"


def _label(one: Paid, language: Language) -> str:
    return words("tools.taper.in_month", language, month=one.month)


def _bounds(one: Paid, language: Language) -> str:
    if one.bounds is None:
        return words("tools.taper.hidden", language)
    low, high = (numbers.number(value, 0, language) for value in one.bounds)
    return words("tools.taper.between", language, low=low, high=high)


def _row(one: Paid, language: Language) -> dict[str, object]:
    row: dict[str, object] = {"month": _label(one, language), "bounds": _bounds(one, language)}
    row["recipients"] = counted.count(one.recipients, language)
    sums = {"mean": one.mean, "support": one.support}
    for field, value in sums.items():
        row |= {field: value, f"{field}_status": "C" if value is None else "E"}
    return row
