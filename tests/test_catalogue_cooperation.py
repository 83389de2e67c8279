"""Group E of the catalogue: each indicator equals what its card shows, and is never richer than the cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pages.ui.cards import cooperation as cards
from pages.ui.cards import cooperation_survey, together, tools
from pipelines.catalog import TOTAL
from pipelines.readings import cooperation, register, survey_answers
from pipelines.readings.figures import figures
from pipelines.readings.figures.rows import Figure
from pipelines.release import Release

COUNTIES = ("2201", "2205", "2212", "2216", "2261")
PERIODS = ("2016-H1", "2020-H2", "2025-H2")


def told(release: Release, code: str, teryt: str, period: str) -> Figure:
    (found,) = (f for f in figures(release, code, teryt) if f.period == period)
    return found


def lines(content: Mapping[str, Any], key: str) -> dict[object, dict[str, Any]]:
    return {row[key]: row for row in content["table"].rows}


@pytest.mark.parametrize("period", PERIODS)
def test_parts_and_maturity_are_those_of_the_card(published: Release, period: str) -> None:
    rows = lines(cards.parts(published, period, "", "pl"), "area")
    for teryt in COUNTIES:
        row = rows[published.areas[teryt].short.pl]
        for code in ("E01", "E02", "E03", "E04", "E05"):
            figure = told(published, code, teryt, period)
            assert (figure.value, figure.obs_status in {"C", "L", "M"}) == (row[code], row[code] is None)
        assert told(published, "E12", teryt, period).value == row["maturity"]
        part = cooperation.parts(published, teryt, period)["E10"]
        if part.value is not None:
            assert 100 * (told(published, "E10", teryt, part.wave).value - 1) / 4 == pytest.approx(row["E10"])


def test_the_region_is_that_of_the_page(published: Release) -> None:
    period = register.half_years(published)[-1]
    region = cooperation.region_parts(published, period)
    for code in ("E01", "E02", "E03", "E04", "E05"):
        assert told(published, code, published.region, period).value == pytest.approx(100 * region[code].value)


@pytest.mark.parametrize("teryt", COUNTIES)
def test_joint_plans_are_those_of_the_card(published: Release, teryt: str) -> None:
    for block in together.blocks(published):
        row = lines(together.counties(published, block, "", "pl"), "name")[published.areas[teryt].short.pl]
        figure = told(published, "E07", teryt, block)
        assert figure.value == row["share"]
        assert figure.obs_status == row["share_status"]


@pytest.mark.parametrize("teryt", COUNTIES)
def test_timely_answers_are_those_of_the_card(published: Release, teryt: str) -> None:
    row = lines(together.answers(published, "", "pl"), "name")[published.areas[teryt].short.pl]
    newest = figures(published, "E08", teryt)[-1]
    assert (newest.value, newest.obs_status) == (row["share"], row["share_status"])


def test_the_flow_of_information_is_that_of_the_card(published: Release) -> None:
    rows = lines(tools.flow(published, "pl"), "year")
    for year, row in rows.items():
        timely, electronic = (told(published, code, "22", str(year)) for code in ("E08", "E09"))
        assert (timely.value, electronic.value) == (row["v0"], row["v3"])
        median = told(published, "E08D", "22", str(year))
        assert median.value is None
        assert (median.upper == 14) == (timely.lower is not None and timely.lower >= 50)


def test_the_survey_is_that_of_its_card(published: Release) -> None:
    for wave in survey_answers.waves(published):
        shown = cooperation_survey.survey(published, wave, "barriers", "pl")["table"].rows
        labels = {row["pl"]: row["code"] for row in published.lists["cooperation_barriers"]}
        found = {f.by: f for f in figures(published, "E11", "22") if f.period == wave}
        assert len(found) == 2 * len(shown)
        for row in shown:
            for side, key in (("PUP", "labour"), ("OPS", "welfare")):
                figure = found[side, labels[row["barrier"]]]
                assert (figure.value, figure.n) == (row[key], row[f"{key}_n"])
        sides = {f.by[0]: f.n for f in figures(published, "E10", "22") if f.period == wave}
        assert set(sides) == {"PUP", "OPS"}
        assert {f.by for f in figures(published, "E10", "2205")} == {(TOTAL,)}
