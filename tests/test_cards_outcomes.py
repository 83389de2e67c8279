"""Cards of pathways, outcomes and the effect: what they say is what the release holds, from tokens, in no order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pages.ui.card import payload
from pages.ui.cards import effect, outcomes, outcomes_funnel
from pipelines import release as releases
from pipelines.catalog import LANGUAGES, Language
from pipelines.disclosure.rates import wilson
from pipelines.readings import effect as effect_readings
from pipelines.readings import outcomes as readings
from pipelines.release import Release

KARTUSKI = "2205"


@pytest.fixture(scope="module")
def release(marts: Path) -> Release:
    return releases.current(marts)


def every_card(release: Release, language: Language) -> list[dict[str, Any]]:
    year = next(iter(outcomes.cohort_years(release)), "")
    block = next(iter(outcomes_funnel.block_names(release)), "")
    return [
        outcomes.time_to_work(release, year, language),
        *(outcomes.by_group(release, year, by, language) for by in readings.CHARACTERISTICS),
        *(outcomes.over_years(release, by, language) for by in readings.CHARACTERISTICS),
        outcomes.counties(release, year, KARTUSKI, language),
        outcomes_funnel.three_numbers(release, block, KARTUSKI, language),
        effect.answer(release, language),
        effect.before_and_after(release, language),
        effect.conditions(release, language),
        effect.rollout(release, language),
    ]


def token(release: Release, year: str, kind: str, month: int | None) -> dict[str, Any]:
    (row,) = (
        row
        for row in release.table("cohort_counts")
        if row["area"] is None
        and row["first"] == f"{year}-01"
        and row["kind"] == kind
        and row["month"] == month
        and {row[name] for name in readings.CHARACTERISTICS} == {"total"}
    )
    return row


def test_the_newest_cohort_is_one_followed_for_a_year_and_its_share_is_that_of_the_tokens(release: Release) -> None:
    assert readings.years(release)[0] == "2024"
    work, persons = token(release, "2024", "work", 12), token(release, "2024", "n", None)
    share = readings.share(release, "2024", "work", 12)
    assert share.value == pytest.approx(100 * work["value"] / persons["value"])
    assert share.lower == pytest.approx(100 * wilson(work["lower"], persons["upper"])[0])
    assert share.upper == pytest.approx(100 * wilson(work["upper"], persons["lower"])[1])
    card = outcomes.time_to_work(release, "2024", "pl")
    assert (
        card["title"]
        == f"{share.value:.0f}\u00a0% klientów rozpoznanych w\u00a02024\u00a0r. podjęło pracę w ciągu 12\u00a0miesięcy"
    )


def test_the_curve_stops_where_not_everybody_has_been_followed(release: Release) -> None:
    assert [step.month for step in readings.curve(release, "2024", "work")] == [0, 3, 6, 9, 12]
    assert [step.month for step in readings.curve(release, "2023", "work")] == [0, 3, 6, 9, 12, 18, 24]
    shares = [step.share.value or 0 for step in readings.curve(release, "2023", "work")]
    assert shares == sorted(shares)
    waiting = readings.at_risk(release, "2023")
    assert all(0 <= at.fewest <= at.most for at in waiting)
    assert waiting[-1].most < waiting[0].fewest


def test_work_and_other_exits_together_never_pass_the_whole(release: Release) -> None:
    for year in readings.years(release):
        both = [readings.share(release, year, left, 12).value or 0 for left in ("work", "other")]  # type: ignore[arg-type]
        assert sum(both) <= 100


def test_counties_stand_by_name_and_small_ones_say_what_is_known(release: Release) -> None:
    card = outcomes.counties(release, "2024", KARTUSKI, "pl")
    names = [row["name"] for row in card["table"].rows][1:]
    assert names == sorted(names)
    hidden = [row for row in card["table"].rows if row["value"] is None]
    assert hidden
    assert all(row["bounds"] == "za mało spraw" or row["bounds"].startswith("poniżej ") for row in hidden)
    assert card["table"].rows[0]["name"] == release.region_area.name("pl")


def test_a_group_of_fewer_than_fifty_has_no_share(release: Release) -> None:
    for year in readings.years(release):
        for area in release.counties():
            persons = readings.persons(release, year, area.code)
            share = readings.share(release, year, "work", 12, area.code)
            assert (share.kind == "missing") is (persons is None or persons < 50)


def test_the_three_numbers_add_up_and_each_is_rounded(release: Release) -> None:
    for block in outcomes_funnel.block_names(release):
        region, rows = readings.compared(release, block)
        assert region is not None
        for row in rows:
            if row["obs_status"] == "A":
                assert row["gross"] - row["expected"] == row["difference"]
                assert row["gross"] % row["step"] == 0
                assert row["lower"] <= row["difference"] <= row["upper"]
        card = outcomes_funnel.three_numbers(release, block, "", "pl")
        names = [row["area"] for row in card["table"].rows]
        assert names == sorted(names)
        assert "To nie jest ranking" in card["notices"][-1]


def test_nothing_after_adoption_is_shown_where_a_condition_fails(release: Release) -> None:
    failed = [gate for gate in effect_readings.gates(release) if not gate["passed"]]
    told = effect_readings.verdict(release)
    assert told is not None
    assert (told["verdict"] == "no_design") is bool(failed)
    if failed:
        assert all(event.time < 0 for event in effect_readings.events(release))
        assert "figure" not in effect.answer(release, "pl")
        assert (
            effect.answer(release, "pl")["title"] == "Z tych danych nie można wywnioskować, czy zmiana wynika z modelu"
        )


def test_the_smallest_difference_is_told_before_the_answer(release: Release) -> None:
    card = effect.answer(release, "pl")
    assert card["notices"][0].startswith("Najmniejsza różnica")
    assert card["sentence"].startswith("Najmniejsza różnica")
    assert effect.lead(release, "pl").startswith("Najmniejsza różnica")
    assert card["table"].rows[0]["what"].startswith("najmniejsza różnica")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_says_that_the_data_are_invented(release: Release, language: Language) -> None:
    said = {"pl": "dane syntetyczne", "en": "synthetic data"}[language]
    for card in every_card(release, language):
        content = payload(language, **card)
        assert 10 < len(content["title"]) <= 130, content["title"]
        assert said in content["subtitle"]
        assert said in content["source"].lower()
        assert said in content["csv"]
        assert all(content[part] for part in ("table", "description"))
        assert "None" not in content["title"] + content["sentence"] + content["notice"] + content["table"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_deliveries_every_card_says_why_and_what_to_do(elsewhere: Release, language: Language) -> None:
    for card in every_card(elsewhere, language):
        content = payload(language, **card)
        assert content["figure"] is None
        assert "latarnia load" in content["notice"]
        assert content["title"] == card["sentence"].removesuffix(".")
    assert outcomes.lead(elsewhere, language)
    assert effect.lead(elsewhere, language)
