"""Maturity beside work taken up: points and whiskers only, each county with both figures or with a reason."""

from __future__ import annotations

import copy

import pytest

from pages.ui.card import payload
from pages.ui.cards import fidelity
from pipelines.catalog import LANGUAGES, Language
from pipelines.readings import cooperation, outcomes
from pipelines.readings import fidelity as readings
from pipelines.release import Release
from pipelines.reports import plot
from pipelines.statistics.comparison import power_of_correlation


def test_power_of_the_note() -> None:
    # statistics.md B2.5: r = .34 is seen with power .31 in 20 counties and .87 in 79 sites
    assert [round(power_of_correlation(0.34, n), 2) for n in (20, 79)] == [0.31, 0.87]
    assert power_of_correlation(-0.34, 20) == power_of_correlation(0.34, 20)
    assert power_of_correlation(0.0, 20) == pytest.approx(0.025)


@pytest.mark.parametrize(("correlation", "n"), [(1.0, 20), (0.3, 3)])
def test_power_needs_pairs_and_a_correlation(correlation: float, n: int) -> None:
    with pytest.raises(ValueError, match="correlation"):
        power_of_correlation(correlation, n)


def test_every_county_has_its_point_or_the_table_says_why(published: Release) -> None:
    found = readings.pairs(published)
    assert [pair.teryt for pair in found] == [area.code for area in published.counties()]
    card = fidelity.beside(published, "pl")
    shown = [pair for pair in found if pair.is_shown]
    (points,) = card["figure"]["data"]
    assert points["customdata"] == [pair.teryt for pair in shown]
    assert 0 < len(shown) < len(found)
    assert sum(row["difference"] is None or row["maturity"] is None for row in card["table"].rows) == len(found) - len(
        shown
    )
    first, half = readings.years(published), readings.period(published)
    assert first is not None
    assert half == f"{first[1]}-H2"
    told = {row["teryt"]: row for row in outcomes.compared(published, first[0])[1]}
    for pair in shown:
        assert pair.difference == told[pair.teryt]["difference"]
        assert pair.maturity == cooperation.maturity(cooperation.parts(published, pair.teryt, half))


def test_there_is_no_line_and_no_link_in_numbers(published: Release) -> None:
    card = fidelity.beside(published, "en")
    assert [trace["mode"] for trace in card["figure"]["data"]] == ["markers"]
    assert not card["figure"]["layout"].get("shapes")
    content = payload("en", **card)
    assert "p-value" not in content["table"] + content["csv"] + content["notice"]
    assert "No line and no correlation" in content["notice"]
    assert plot.draw(card["figure"], 390).marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_three_counties_there_is_a_reason_instead_of_a_chart(published: Release, language: Language) -> None:
    block = readings.years(published)
    assert block is not None
    few = copy.copy(published)
    rows = published.table("evaluation_counties")
    kept = [row["teryt"] for row in rows if row["obs_status"] == "A" and row["first"] == block[0] and row["teryt"]][:3]
    few._tables = {**published._tables, "evaluation_counties": [r for r in rows if r["teryt"] in {"", *kept}]}
    content = payload(language, **fidelity.beside(few, language))
    assert content["figure"] is None
    assert {"pl": "co najmniej cztery powiaty", "en": "at least four counties"}[language] in content["notice"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_deliveries_the_card_says_why(elsewhere: Release, language: Language) -> None:
    content = payload(language, **fidelity.beside(elsewhere, language))
    assert content["figure"] is None
    assert "latarnia load" in content["notice"]
