"""The card of maturity of cooperation beside the share who take up work: a scatter, no line, no p-value, and why."""

from __future__ import annotations

from typing import Any

from pages.ui.cards import clients, strip
from pages.ui.cards.common import Content, addressed, defined
from pages.ui.cards.register import half_year
from pages.ui.charts.scatter import Spot, scatter
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import fidelity
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import fidelity as say

Row = dict[str, Any]


@remembered
@addressed("fidelity")
def beside(release: Release, language: Language) -> Content:
    """A point for each county with both figures; the others in the table with what they lack."""
    name = words("fidelity.name", language)
    found, years, period = fidelity.pairs(release), fidelity.years(release), fidelity.period(release)
    if not found or years is None or period is None:
        return clients.empty(release, name, language, 3)
    facts = fidelity.facts(found)
    title = say.title(facts, language).text
    span = numbers.EN_DASH.join(dict.fromkeys(years))
    content: Content = {
        "title": title,
        "subtitle": " · ".join(
            (
                name,
                words("outcomes.entered", language, year=span),
                words("fidelity.as_of", language, half=half_year(period, language)),
            )
        ),
        "sentence": f"{title}. {say.why(facts, language).text} {say.hidden(facts, language).text}",
        "origin": clients.origin(release, name, language, "-".join(dict.fromkeys(years))),
        "table": _table(release, found, name, language),
        "description": [
            words("fidelity.about", language),
            words("fidelity.study", language),
            defined("E12", language),
            words("cooperation.proposal", language),
            (words("outcomes.protection", language), words("outcomes.about_steps", language)),
        ],
        "notices": [
            say.why(facts, language).text,
            say.hidden(facts, language).text,
            strip.unknown(release, language, years[1]),
        ],
        "level": 3,
    }
    if facts.shown >= say.LEAST:
        content["figure"] = scatter(
            [
                Spot(p.teryt, release.areas[p.teryt].short[language], p.maturity, p.difference, p.lower, p.upper)
                for p in found
                if p.maturity is not None and p.difference is not None
            ],
            language,
            x_title=words("fidelity.maturity", language),
            y_title=words("fidelity.difference", language),
            unit=clients.point_suffix(language),
        )
    return content


def _table(release: Release, found: list[fidelity.Pair], name: str, language: Language) -> Table:
    unit = clients.point_suffix(language)
    rows: list[Row] = [
        {
            "area": release.areas[pair.teryt].name(language),
            "maturity": pair.maturity,
            "maturity_status": "E" if pair.maturity is not None else "M",
            **{field: getattr(pair, field) for field in ("difference", "lower", "upper")},
            **{
                f"{field}_status": "E" if pair.difference is not None else "C"
                for field in ("difference", "lower", "upper")
            },
        }
        for pair in found
    ]
    return Table(
        name,
        [
            Field("area", words("column.area", language)),
            Field("maturity", words("fidelity.maturity", language), 0),
            Field("difference", words("outcomes.difference", language), 0, unit),
            Field("lower", words("column.lower", language), 0, unit),
            Field("upper", words("column.upper", language), 0, unit),
        ],
        sorted(rows, key=lambda row: str(row["area"])),
    )
