"""The card of three numbers: gross, expected from the case mix, difference, as a funnel of counties without any order."""

from __future__ import annotations

from typing import Any

from pages.ui.cards import clients, strip
from pages.ui.cards.common import Content
from pages.ui.charts import Dot
from pages.ui.charts.funnel import funnel_plot
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import outcomes
from pipelines.release import Release
from pipelines.words import numbers, sentences
from pipelines.words.sentences import compared as say

Row = dict[str, Any]


def block_names(release: Release) -> dict[str, str]:
    """Blocks of years to choose from, newest first."""
    return {code: f"{first}{numbers.EN_DASH}{last}" for code, (first, last) in outcomes.blocks(release).items()}


@remembered
def three_numbers(release: Release, block: str, focus: str, language: Language) -> Content:
    """Each county's share in work beside the one expected with its clients, and the limits of chance and usual spread."""
    name = words("outcomes.funnel_name", language)
    if not block:
        return clients.empty(release, name, language)
    region, rows = outcomes.compared(release, block)
    span = block_names(release)[block]
    known = [row for row in rows if row["obs_status"] == "A"]
    facts = sentences.OutsideFunnel(
        compared=len(known),
        outside=tuple((release.areas[r["teryt"]], r["outside"] // abs(r["outside"])) for r in known if r["outside"]),
    )
    said = sentences.outside_funnel(facts, language).text
    hidden = [release.areas[r["teryt"]].name(language) for r in rows if r["obs_status"] != "A"]
    pooled = numbers.percent(region["gross"], language, 0) if region and region["gross"] is not None else None
    notices = []
    if hidden:
        notices.append(say.hidden(say.Hidden(areas=", ".join(hidden), pooled=pooled), language).text)
    unit = clients.point_suffix(language)
    content: Content = {
        "title": said.removesuffix("."),
        "subtitle": " · ".join((name, words("outcomes.entered", language, year=span))),
        "sentence": said,
        "origin": clients.origin(release, name, language, span),
        "table": _table(release, rows, focus, language),
        "description": [
            words("outcomes.about_funnel", language),
            words("outcomes.about_limits", language),
            words("outcomes.about_steps", language),
        ],
        "notices": [
            *notices,
            strip.clients(release, language, block, focus),
            words("outcomes.funnel_caution", language),
        ],
        "level": 3,
    }
    if region is not None and region["gross"] is not None and known:
        dots = [(_dot(release, row, focus, language), _middle(row), row["outside"]) for row in known]
        shape = outcomes.funnel(region, round(max(persons for _, persons, _ in dots)))
        content["figure"] = funnel_plot(
            dots,
            [
                (numbers.percent(95, language, 0), shape.persons, shape.inner),
                (numbers.percent(99.8, language), shape.persons, shape.outer),
            ],
            language,
            axis_title=words("outcomes.funnel_axis", language),
            unit=unit,
        )
    return content


def _middle(row: Row) -> float:
    return float((row["persons_from"] + row["persons_to"]) / 2)


def _dot(release: Release, row: Row, focus: str, language: Language) -> Dot:
    name = release.areas[row["teryt"]].short[language]
    return Dot(row["teryt"], name, row["difference"], row["lower"], row["upper"], "A", row["teryt"] == focus)


def _table(release: Release, rows: list[Row], focus: str, language: Language) -> Table:
    percent, points = clients.suffix(language), clients.point_suffix(language)
    lines: list[Row] = []
    ordered = sorted(rows, key=lambda row: release.areas[row["teryt"]].name(language))
    for row in ordered:
        code, shown = row["teryt"], row["obs_status"] == "A"
        line: Row = {
            "area": release.areas[code].name(language),
            "persons": _persons(row, language),
            "rounded": words("outcomes.to_points", language, step=row["step"]) if row["step"] else "",
            "outside": words(f"outcomes.place.{abs(row['outside'])}", language) if row["outside"] is not None else "",
            "is_focus": code == focus,
        }
        for field in ("gross", "expected", "difference", "lower", "upper"):
            line[field] = row[field]
            line[f"{field}_status"] = "E" if shown else "C"
        lines.append(line)
    return Table(
        words("outcomes.funnel_name", language),
        [
            Field("area", words("column.area", language)),
            Field("gross", words("outcomes.gross", language), 0, percent),
            Field("expected", words("outcomes.expected", language), 0, percent),
            Field("difference", words("outcomes.difference", language), 0, points),
            Field("lower", words("column.lower", language), 0, points),
            Field("upper", words("column.upper", language), 0, points),
            Field("outside", words("outcomes.outside", language)),
            Field("persons", words("outcomes.persons", language)),
            Field("rounded", words("outcomes.rounded", language)),
        ],
        lines,
    )


def _persons(row: Row, language: Language) -> str:
    if row["persons_to"] is None:
        return words("outcomes.too_few", language)
    low, high = (numbers.number(row[name], 0, language) for name in ("persons_from", "persons_to"))
    return f"{low}{numbers.EN_DASH}{high}"
