"""The same method on real figures: the pilot counties beside the others on registered unemployment. Nothing is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pages.ui.cards import common
from pages.ui.cards.clients import suffix
from pages.ui.cards.common import Content, addressed
from pages.ui.charts import Bar, Break, Point, Series, bars, trend
from pages.ui.charts.chance import Class, classes
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings import pilots as readings
from pipelines.readings.outcomes import is_synthetic
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import pilot as say

Row = dict[str, Any]
TABLE = "unemployed"  # whose breaks are drawn


def is_there(release: Release) -> bool:
    """Whether the region has a pilot that can be compared."""
    return readings.compared(release) is not None


@remembered
def introduction(release: Release, language: Language) -> str:
    """That these cards rest on published figures, whatever the cards above rest on."""
    return words("effect.pilot.real_beside_invented" if is_synthetic(release) else "effect.pilot.real", language)


@remembered
@addressed("pilot_reach")
def reach(release: Release, language: Language) -> Content:
    """Persons: the smallest fall that the figures could show, beside all whom the pilot could have reached."""
    name = words("effect.pilot.reach_name", language)
    told = readings.compared(release)
    if told is None:
        return _none(release, name, language)
    facts = readings.facts(release)
    labels = {
        kind: words(f"effect.pilot.row.{kind}", language, year=facts.base) for kind in ("smallest", "most", "before")
    }
    persons = {"smallest": facts.persons_smallest, "most": facts.persons_most, "before": facts.persons_before}
    shares = {"smallest": facts.smallest, "most": facts.most, "before": 100.0}
    return {
        "title": say.reach_title(facts, language).text,
        "subtitle": _subtitle(name, release, told, language),
        "sentence": say.reach(facts, language).text,
        "origin": _origin(release, name, language),
        "figure": bars(
            [Bar(labels[k], float(persons[k]), focus=k == "smallest") for k in persons], language, decimals=0
        ),
        "table": Table(
            name,
            [
                Field("what", words("effect.what", language)),
                Field("persons", words("effect.pilot.persons", language), 0),
                Field("share", words("effect.pilot.share", language), 1, suffix(language)),
            ],
            [{"what": labels[k], "persons": persons[k], "share": shares[k]} for k in persons],
        ),
        "description": [
            words("effect.pilot.about_reach", language),
            words("effect.pilot.about_families", language, families=facts.families, adults=told["adults"]),
            words("effect.pilot.about_plan", language),
            words("effect.pilot.about_register", language),
        ],
        "level": 3,
    }


@remembered
@addressed("pilot_by_year")
def by_year(release: Release, language: Language) -> Content:
    """The difference from the other counties in every year before and after, with what chance alone gives."""
    name = words("effect.pilot.years_name", language)
    told = readings.compared(release)
    if told is None:
        return _none(release, name, language)
    facts, found = readings.facts(release), readings.years(release)
    label = words("effect.pilot.counties", language)
    rows: list[Row] = [
        {
            "period": row["period"],
            **{field: row[field] for field in ("own", "others", "value", "lower", "upper")},
            "chance": _from_to(row["chance_lower"], row["chance_upper"], language),
            "p": row["p"],
            "obs_status": "E",
            "lower_status": "E" if row["lower"] is not None else "M",
            "upper_status": "E" if row["upper"] is not None else "M",
            "p_status": "E" if row["p"] is not None else "M",
        }
        for row in found
    ]
    points = [Point(row["period"], row["value"], row["lower"], row["upper"], "A") for row in found]
    marks = [Break(facts.since, words("effect.pilot.begin", language))]
    # events change no figure's meaning, so that the line goes on; `series=()` only draws them. One year, one label.
    marks += [
        Break(at.first_period, at.short[language], None if at.kind == "cut" else ())
        for at in release.breaks(TABLE)
        if told["first"] < at.first_period <= told["last"] and at.first_period != facts.since
    ]
    return {
        "title": say.change_title(facts, language).text,
        "subtitle": _subtitle(name, release, told, language),
        "sentence": say.change(facts, language).text,
        "origin": _origin(release, name, language),
        "figure": trend(
            [Series("pilot", label, points, "focus")],
            language,
            unit=suffix(language),
            decimals=0,
            breaks=marks,
            height=440,
        ),
        "table": Table(
            name,
            [
                Field("period", words("column.period", language)),
                Field("own", words("effect.pilot.own", language), 0),
                Field("others", words("effect.pilot.others", language), 0),
                *(
                    Field(field, words(key, language), 1, suffix(language))
                    for field, key in (("value", "effect.value"), ("lower", "column.lower"), ("upper", "column.upper"))
                ),
                Field("chance", words("effect.pilot.chance_middle", language)),
                Field("p", words("effect.pilot.p", language), 2),
            ],
            rows,
        ),
        "description": [
            words("effect.pilot.about_years", language, base=facts.base),
            words("effect.pilot.about_chance", language, ways=numbers.number(facts.assignments, 0, language)),
            words("effect.pilot.about_breaks", language),
            *(
                (at.short[language], at.text[language])
                for at in release.breaks(TABLE)
                if at.first_period <= told["last"]
            ),
        ],
        "level": 3,
    }


@remembered
@addressed("pilot_by_chance")
def by_chance(release: Release, language: Language) -> Content:
    """The difference that every choice of as many counties would give, and where the pilot's own lies."""
    name = words("effect.pilot.chance_name", language)
    told = readings.compared(release)
    if told is None:
        return _none(release, name, language)
    facts = readings.facts(release)
    rows = [
        Class(row["start"], row["end"], row["ways"], row["start"] <= facts.value < row["end"])
        for row in readings.chance(release)
    ]
    own = f"{words('effect.pilot.counties', language)}: {numbers.signed(facts.value, 0, language)}{suffix(language)}"
    return {
        "title": say.ways_title(facts, language).text,
        "subtitle": _subtitle(name, release, told, language),
        "sentence": say.ways(facts, language).text,
        "origin": _origin(release, name, language),
        "figure": classes(rows, language, axis_title=words("effect.pilot.chance_axis", language), ours=own),
        "table": Table(
            name,
            [
                Field("class", words("effect.pilot.class", language)),
                Field("ways", words("effect.pilot.ways", language), 0),
                Field("mark", words("effect.pilot.here", language)),
            ],
            [
                {
                    "class": _from_to(row.start, row.end, language),
                    "ways": row.count,
                    "mark": words("effect.pilot.here_yes", language) if row.focus else "",
                }
                for row in rows
            ],
        ),
        "description": [
            words("effect.pilot.about_chance", language, ways=numbers.number(facts.assignments, 0, language)),
            words("effect.pilot.about_classes", language),
        ],
        "level": 3,
    }


def _subtitle(name: str, release: Release, told: Row, language: Language) -> str:
    whole = release.region_area.name(language)
    span = words(
        "effect.pilot.span",
        language,
        first=told["first"],
        last=told["last"],
        pilots=told["pilots"],
        others=told["others"],
    )
    return " · ".join((name, whole, span))


def _origin(release: Release, name: str, language: Language) -> Origin:
    """Published figures: never marked as invented, whatever else the release holds."""
    found = common.origin(release, INDICATORS[readings.INDICATOR], readings.figures(release), language)
    return replace(found, name=name, area=release.region, synthetic=False)


def _none(release: Release, name: str, language: Language) -> Content:
    """Why there is nothing to compare: the list names no pilot of the region, or its figures are not complete."""
    kind = "incomplete" if readings.areas(release) else "none"
    said = words(f"effect.pilot.{kind}", language)
    return {
        "title": said.removesuffix("."),
        "subtitle": f"{name} · {release.region_area.name(language)}",
        "sentence": said,
        "origin": _origin(release, name, language),
        "notices": [words(f"effect.pilot.{kind}_why", language)],
        "level": 3,
    }


def _from_to(lower: float, upper: float, language: Language) -> str:
    return numbers.interval(lower, upper, language, 0)
