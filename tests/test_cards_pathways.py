"""Cards on pathways and on what lasts: shares of tokens only, bounds where many are unknown, nobody left out unseen."""

from __future__ import annotations

import pytest

from pages.ui.card import payload
from pages.ui.cards import effect, outcomes_lasting, pathways
from pages.ui.charts.alluvial import Band, Stop, alluvial
from pipelines.catalog import LANGUAGES, Language
from pipelines.readings import counts
from pipelines.readings import pathways as readings
from pipelines.readings.counts import Token
from pipelines.release import Release


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", ["", "economic", "family", "other"])
def test_the_map_shows_every_flow_in_its_table_and_draws_those_not_hidden(
    published: Release, reason: str, language: Language
) -> None:
    card = pathways.flow(published, reason, language)
    block = counts.blocks(published, "flows")[0]
    flows = readings.flows(published, block, reason)
    assert len(card["table"].rows) == len(flows) == 22
    drawn = [trace for trace in card["figure"]["data"] if trace.get("fill") == "toself"]
    shown = [flow for flow in flows if flow.count.value is not None]
    # bands out of a hidden group have nowhere to begin
    assert 0 < len(drawn) <= len(shown)
    assert {row["units_status"] for row in card["table"].rows} <= {"A", "C"}
    assert payload(**card, language=language)


def test_bands_are_as_wide_as_their_counts_and_lie_in_their_groups() -> None:
    stops = [Stop(0, "a", "A", 60), Stop(0, "b", "B", 40), Stop(1, "x", "X", 100)]
    figure = alluvial(stops, [Band(0, "a", "x", 60), Band(0, "b", "x", 40)], ["1", "2"], "pl")
    first, second = figure["data"]
    ends = [(trace["y"][16], trace["y"][17]) for trace in (first, second)]
    assert ends == [pytest.approx((0.0, 0.6)), pytest.approx((0.6, 1.0))]
    assert second["y"][0] == pytest.approx(0.63)  # below the first group and the gap
    assert [shape["y1"] - shape["y0"] for shape in figure["layout"]["shapes"]] == pytest.approx([0.6, 0.4, 1.0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_completion_is_over_plans_that_ended(published: Release, language: Language) -> None:
    card = pathways.results(published, language)
    everything = card["table"].rows[0]
    ended = sum(everything[name] for name in ("reached", "partly", "by_client", "by_institution"))
    assert everything["share"] == pytest.approx(100 * (everything["reached"] + everything["partly"]) / ended)
    assert f"{everything['share']:.0f}" in card["title"]
    assert payload(**card, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_of_the_course_and_of_official_indicators_are_whole(published: Release, language: Language) -> None:
    courses = (pathways.course(published, focus, language) for focus in ("", "2205", "2264"))
    for card in (*courses, outcomes_lasting.official(published, language)):
        assert card["figure"]
        assert all(row["bounds"] for row in card["table"].rows)
        assert payload(**card, language=language)


def test_starters_stand_beside_finishers_and_can_only_be_fewer_in_work(published: Release) -> None:
    found = {measured.code: measured.share for measured in readings.official(published)}
    for name in ("pup", "cis"):
        assert found[f"{name}_starters"].value < found[f"{name}_finishers"].value  # type: ignore[operator]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strip_names_the_county_in_focus_and_hides_small_ones(published: Release, language: Language) -> None:
    for focus in ("", "2261", "2264"):
        card = outcomes_lasting.lasting(published, focus, language)
        assert len(card["table"].rows) == 13
        assert payload(**card, language=language)
    assert "2264" not in card["title"]


def test_many_unknown_leave_bounds_and_few_a_rate(published: Release) -> None:
    found = {m.code: m.share for m in readings.lasting(published, readings.lasting_blocks(published)[0])}
    assert found["unknown_12"].value > readings.MOST_UNKNOWN  # type: ignore[operator]
    assert found["state_12"].value is None
    assert found["state_12"].upper - found["state_12"].lower > found["unknown_12"].value  # type: ignore[operator]
    assert found["unknown_3"].value < readings.MOST_UNKNOWN  # type: ignore[operator]
    assert found["state_3"].value is not None


def _planted(monkeypatch: pytest.MonkeyPatch, tokens: dict[tuple[str, str], int | None]) -> None:
    def token(release: Release, population: str, block: object, measure: str = "n", *_: object, **__: object) -> Token:
        value = tokens.get((population, measure), 0)
        return Token(None, 0, 24) if not value else Token(value, value - 5, value + 4)

    monkeypatch.setattr(counts, "token", token)


def test_a_county_that_drops_hard_cases_is_seen_and_gets_no_better_rate(
    monkeypatch: pytest.MonkeyPatch, published: Release
) -> None:
    """Planted: half of those long without work get no plan, and whoever is hard to place is not followed up.

    Among known ones nearly all work; the strip gives no rate, and shows who was left out.
    """
    planted = {("enrolment", "n"): 400, ("enrolment", "without_plan"): 100}
    planted |= {("enrolment", "hard"): 200, ("enrolment", "hard_without_plan"): 100}
    for window in readings.WINDOWS:
        planted |= {(f"after_{window}", "n"): 300, (f"after_{window}", "unknown"): 150}
        planted |= {(f"after_{window}", "in_work"): 140, (f"after_{window}", "started"): 200}
        planted |= {(f"after_{window}", "started_unknown"): 60, (f"after_{window}", "started_in_work"): 130}
        planted |= {(f"after_{window}", "to_work"): 200, (f"after_{window}", "returned"): 40}
    _planted(monkeypatch, planted)
    found = {m.code: m.share for m in readings.lasting(published, readings.lasting_blocks(published)[0], "2205")}
    for window in readings.WINDOWS:
        for code in (f"state_{window}", f"kept_{window}"):
            assert found[code].value is None, code
            assert found[code].upper - found[code].lower > 25, code  # type: ignore[operator]
    everybody, hard = readings.creaming(published, "2205") or pytest.fail("nothing to see")
    assert hard.share.lower > everybody.share.upper  # type: ignore[operator]


def test_less_a_part_keeps_the_bounds_of_both() -> None:
    assert counts.without(Token(200, 195, 204), Token(60, 55, 64)) == Token(140, 131, 149)
    assert counts.without(Token(30, 25, 34), Token(None, 0, 24)) == Token(30, 1, 34)
    assert counts.without(None, Token(60, 55, 64)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_p_value_that_tells_nothing_is_left_out(language: Language) -> None:
    gate = {"gate": "composition", "passed": True, "found": 1.0, "needed": 0.1, "reason": None}
    said = effect._found(gate, language)
    assert "1.00" not in said
    assert "1,00" not in said
    assert "0" in effect._found({**gate, "found": 0.5}, language)
