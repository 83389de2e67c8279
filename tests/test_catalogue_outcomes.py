"""Groups F, G and H of the catalogue: each indicator equals what its card shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from pages.ui.cards import families as homes
from pages.ui.cards import forum, outcomes_lasting, pathways_better, tools, tools_institutions
from pages.ui.cards import pathways as cards
from pages.ui.text import words
from pipelines.catalog import TOTAL
from pipelines.readings import cooperation, families, pathways
from pipelines.readings import forum as readings
from pipelines.readings.figures import figures
from pipelines.readings.figures.rows import Figure, years
from pipelines.release import Release
from pipelines.words import numbers

REGION = "22"
COUNTIES = ("2205", "2212", "2216", "2261", "2262")


def newest(release: Release, code: str, teryt: str = REGION) -> dict[tuple[str, ...], Figure]:
    """Figures of the newest period by their breakdown."""
    found = figures(release, code, teryt)
    return {f.by: f for f in found if f.period == found[-1].period}


def lines(content: Mapping[str, Any], key: str) -> dict[object, dict[str, Any]]:
    return {row[key]: row for row in content["table"].rows}


def test_the_course_of_pathways_is_that_of_its_card(published: Release) -> None:
    shown = {
        str(name).rpartition(", ")[0]: row for name, row in lines(cards.course(published, "", "pl"), "name").items()
    }
    told = {
        "F01": newest(published, "F01S")[()],
        "F02": newest(published, "F02")[()],
        "F05": newest(published, "F05")[()],
        **{f"F06_{months}": newest(published, "F06S")[months,] for months in ("6", "12")},
        **{f"F04_{step}": newest(published, "F04S")[step,] for step in ("1", "2", "3")},
    }
    assert shown.keys() == {words(f"pathways.course.{code}", "pl") for code in told}
    for code, figure in told.items():
        row = shown[words(f"pathways.course.{code}", "pl")]
        assert (figure.value, figure.n) == (row["share"], row["units"])
        assert row["name"].endswith(f", {figure.period.replace('-', numbers.EN_DASH)}")


@pytest.mark.parametrize("county", COUNTIES)
def test_a_county_has_the_part_of_the_course_that_counts_persons(published: Release, county: str) -> None:
    content = cards.course(published, county, "pl")
    rows = {str(name).rpartition(", ")[0]: row for name, row in lines(content, "name").items()}
    assert rows.keys() == {words(f"pathways.course.{code}", "pl") for code in ("F01", "F02", "F05")}
    for code, row in (("F01S", "F01"), ("F02", "F02"), ("F05", "F05")):
        figure = newest(published, code, county)[()]
        shown = rows[words(f"pathways.course.{row}", "pl")]
        assert (figure.value, figure.n) == (shown["share"], shown["units"])
    assert published.areas[county].name("pl") in content["subtitle"]
    assert {f.period for f in figures(published, "F01", county)} == {
        f.period for f in figures(published, "F01", REGION)
    }


def test_medians_agree_with_the_shares_up_to_fixed_months(published: Release) -> None:
    for share in figures(published, "F06S", REGION):
        (median,) = (f for f in figures(published, "F06", REGION) if f.period == share.period)
        limit = int(share.by[0])
        assert median.value is None
        if share.lower is not None and share.lower >= 50:
            assert median.upper is not None
            assert median.upper <= limit
        if share.upper is not None and share.upper < 50:
            assert median.lower is not None
            assert median.lower >= limit
    description = dict(item for item in cards.course(published, "", "pl")["description"] if isinstance(item, tuple))
    median = newest(published, "F01")[()]
    assert f"najwyżej {numbers.number(median.upper or 0, 0, 'pl')}" in description["F01, Czas do planu, mediana"]


def test_ends_of_plans_are_those_of_the_card(published: Release) -> None:
    rows = lines(cards.results(published, "pl"), "plan")
    for code, key in (("F03", "share"), ("F04", "broken")):
        found = newest(published, code)
        assert len(found) == 1 + len(pathways.PLANS)
        for (kind,), figure in found.items():
            name = words(f"pathways.plan.{'all' if kind == TOTAL else kind}", "pl")
            assert (figure.value, figure.obs_status) == (rows[name][key], rows[name][f"{key}_status"])


@pytest.mark.parametrize("area", ["", *COUNTIES])
def test_what_lasts_is_that_of_the_card(published: Release, area: str) -> None:
    rows = lines(outcomes_lasting.lasting(published, area, "pl"), "name")
    for code, row in (("G02", "kept_6"), ("G03", "kept_12"), ("G04", "returned_12")):
        figure = newest(published, code, area or REGION)[()]
        shown = rows[words(f"lasting.row.{row}", "pl")]
        assert (figure.value, figure.n) == (shown["share"], shown["units"])
    for (window,), figure in newest(published, "G10", area or REGION).items():
        unknown = rows[words(f"lasting.row.unknown_{window}", "pl")]["share"]
        assert figure.value == (None if unknown is None else 100 - unknown)


@pytest.mark.parametrize("area", ["", *COUNTIES])
def test_benefits_and_situation_are_those_of_the_card(published: Release, area: str) -> None:
    content = pathways_better.better(published, area, "pl")
    rows = lines(content, "name")
    (halved,) = newest(published, "G05", area or REGION).values()
    better = newest(published, "G08", area or REGION)
    told = {"halved": halved, "improved": better[TOTAL,], "inactive_improved": better["inactive",]}
    for row, figure in told.items():
        shown = rows[words(f"better.row.{row}", "pl")]
        assert (figure.value, figure.n) == (shown["share"], shown["units"])
    assert ("powiecie" in content["title"]) == (bool(area) and not area.startswith("226"))


def test_employment_after_the_pathway_is_the_official_one(published: Release) -> None:
    figure = newest(published, "G01")[()]
    name = f"{words('official.row.pup_finishers', 'pl')}, {figure.period.replace('-', numbers.EN_DASH)}"
    assert figure.value == lines(outcomes_lasting.official(published, "pl"), "name")[name]["share"]


def test_families_are_those_of_their_cards(published: Release) -> None:
    for block in families.followed(published):
        rows = homes.situation(published, years(block), "pl")["table"].rows
        found = [f for f in figures(published, "G06", REGION) if f.period == years(block)]
        said = {f"{numbers.percent(f.value, 'pl', 0)}" for f in found if f.value is not None}
        assert len(found) == len(rows)
        assert all(any(str(row["independent"]).startswith(text) for row in rows) for text in said)
        (modules,) = (f for f in figures(published, "F07", REGION) if f.period == years(block))
        shown = homes.modules(published, years(block), "pl")["table"].rows[-1]
        assert (modules.value, modules.obs_status) == (shown["share"], shown["share_status"])


def test_tools_are_those_of_their_cards(published: Release) -> None:
    for year, row in lines(tools_institutions.centres(published, "pl"), "year").items():
        (figure,) = (f for f in figures(published, "G07", REGION) if f.period == year)
        assert (figure.value, figure.obs_status) == (row["v0"], row["v0_status"])
    rows = tools.degressive(published, "pl")["table"].rows
    assert newest(published, "G09")[()].value == rows[-1]["share"]
    median, longer = newest(published, "G09D")[()], {at: row["share"] for at, row in enumerate(rows[:-1], 3)}
    if median.upper is not None:  # fewer than half get support in the month after
        assert longer[int(median.upper)] is None or longer[int(median.upper)] < 50


def test_forum_and_networks_are_those_of_their_cards(published: Release) -> None:
    editions = forum.editions(published, "pl")["table"].rows
    reached, persons = figures(published, "H01", REGION), figures(published, "H01P", REGION)
    assert [f.value for f in reached] == [5 * row["counties"] for row in reversed(editions)]
    assert [f.value for f in persons if f.is_total] == [row["participants"] for row in reversed(editions)]
    (due,), done = figures(published, "H02", REGION), readings.implemented(published)
    assert due.value == pytest.approx(100 * done.implemented / done.due)
    said = re.findall(r"\d+", forum.recommendations(published, "pl")["title"])
    assert said == [str(done.due), str(done.implemented), str(done.rejected)]
    shown = lines(forum.support_groups(published, "pl"), "year")
    assert {f.period: f.value for f in figures(published, "H03", REGION)} == {
        y: row["share"] for y, row in shown.items()
    }
    (granted,) = figures(published, "H04", REGION)
    rows = forum.partnerships(published, "pl")["table"].rows
    assert granted.n == sum(row["granted"] + row["refused"] for row in rows)
    assert granted.value == pytest.approx(100 * sum(row["granted"] for row in rows) / granted.n)
    (time,) = figures(published, "H05", REGION)
    assert time.value == cooperation.median_months(cooperation.roll_out_times(published))
