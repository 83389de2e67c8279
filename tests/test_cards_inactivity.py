"""Cards of the inactivity page: what they say is what the release holds, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.ui.card import payload
from pages.ui.cards import inactivity, inactivity_causes, survey
from pipelines import build, release
from pipelines.catalog import LANGUAGES, Language
from pipelines.readings import points
from pipelines.release import Release
from pipelines.words import numbers

TITLE_LETTERS = 125


@pytest.fixture(scope="module")
def current(marts: Path) -> Release:
    return release.current(marts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", inactivity.MEASURES)
def test_every_measure_draws_every_card_with_a_title_that_fits(
    current: Release, measure: str, language: Language
) -> None:
    for sex in inactivity.sexes(current, measure, language):
        rate, rate_sex = inactivity.ranked_measure(measure, sex)
        year = inactivity.year_of(current, rate, "2023")
        for content in (
            survey.over_time(current, language, measure, sex=sex, areas=["02", "32"]),
            survey.standing(current, language, rate, year, sex=rate_sex),
            inactivity.sex_gap(current, language, measure, year, areas=["02"], with_country=True),
        ):
            sent = payload(language, **content)
            assert len(sent["title"]) <= TITLE_LETTERS
            assert sent["figure"]["data"]
            assert sent["sentence"].endswith(".")


def test_counts_are_not_drawn_beside_the_country(current: Release) -> None:
    content = survey.over_time(current, "en", "A01")
    assert {row["area"] for row in content["table"].rows} == {current.region_area.full.en}
    assert any("Poland" in text for text in content["notices"])
    rates = survey.over_time(current, "en", "A02", areas=["02"])
    assert len({row["area"] for row in rates["table"].rows}) == 3


def test_a_withheld_value_is_marked_and_explained_not_zero(current: Release) -> None:
    content = survey.over_time(current, "pl", "A10", sex="F")
    lost = [row for row in content["table"].rows if row["value"] is None]
    assert {row["period"] for row in lost} == {
        v.period for v in current.series("A10", "22", sex="F") if v.obs_status == "Q"
    }
    assert lost
    assert any("utajnił" in text for text in content["notices"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_women_and_men_are_those_of_the_release(current: Release, language: Language) -> None:
    content = inactivity.sex_gap(current, language, "A02", "2023", areas=["02"], with_country=True)
    women, men = (current.value("A02", "22", "2023", sex=sex) for sex in ("F", "M"))
    assert women is not None
    assert men is not None
    first = content["table"].rows[0]
    assert (first["women"], first["men"]) == (women.value, men.value)
    assert numbers.percent(women.value or 0, language) in content["title"]
    assert len(content["table"].rows) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("start", "end"), [("2021", "2023"), ("2010", "2023"), ("2012", "2015")])
def test_the_parts_of_the_change_add_up(current: Release, start: str, end: str, language: Language) -> None:
    content = inactivity.explained(current, language, start, end)
    *parts, total = (row["value"] for row in content["table"].rows)
    first, last = current.value("A01", "22", start), current.value("A01", "22", end)
    assert first is not None
    assert last is not None
    assert sum(parts) == pytest.approx(total)
    assert total == pytest.approx((last.value or 0) - (first.value or 0))
    assert len(parts) == 4
    assert bool(content["notices"]) == (start < "2016")


def test_a_change_across_a_break_says_so_in_title_and_notice(current: Release) -> None:
    content = inactivity.explained(current, "pl", "2018", "2023")
    assert "zmienił się też sposób liczenia" in content["title"]
    assert "2019" in content["notices"][0]
    assert "2021" in content["notices"][0]


def test_years_that_cannot_be_explained_leave_a_reason(current: Release) -> None:
    content = inactivity.explained(current, "en", "2023", "2021")
    assert "figure" not in content
    assert "2023" in content["title"]
    assert inactivity.first_comparable(current) == "2021"
    assert list(inactivity.end_years(current, "2021")) == ["2023", "2022"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_state_their_universe_and_are_never_mixed(current: Release, language: Language) -> None:
    found = points.publications(current)
    assert list(found) == ["B01-00-2023-Q1", "B06-00-2024-Q4", "B06-00-2023-Q1"]
    for code, publication in found.items():
        assert len({(v.indicator, v.teryt, v.period, v.age) for v in publication.values}) == 1
        content = inactivity_causes.reasons(current, language, code)
        ages = current.label("ages", publication.first.age)[language]
        assert ages in content["subtitle"]
        shown = {row["reason"]: row["value"] for row in content["table"].rows if row["sex"] in {"ogółem", "both sexes"}}
        assert sorted(shown.values(), reverse=True) == [v.value for v in publication.values]
        assert content["notices"] == [current.reason_missing("B01", "22", "2023-Q1")[1][language]]


def test_a_region_with_its_own_reasons_sees_them_first(tmp_path: Path) -> None:
    build.build(marts=tmp_path, region="20")
    podlaskie = release.current(tmp_path)
    code = next(iter(points.publications(podlaskie)))
    assert code == "B01-20-2021-Q3"
    content = inactivity_causes.reasons(podlaskie, "pl", code)
    assert content["notices"] == []
    # two of many reasons were printed, so the larger of the two need not be the largest
    assert content["title"].startswith("Najczęstsza z podanych")


@pytest.mark.parametrize("language", LANGUAGES)
def test_education_holds_the_five_levels(current: Release, language: Language) -> None:
    content = inactivity_causes.education(current, language)
    values = {v.education: v.value for v in current.rows("A01", "22") if v.education != "total"}
    assert [row["value"] for row in content["table"].rows] == [
        values[code] for code in ("tertiary", "post_secondary", "general_secondary", "basic_vocational", "lower")
    ]
    assert "207" in content["title"]


def test_a_region_without_education_says_why(elsewhere: Release) -> None:
    for language in LANGUAGES:
        content = inactivity_causes.education(elsewhere, language)
        assert "figure" not in content
        assert content["notices"] == [elsewhere.reason_missing("A01", "26", "2023")[1][language]]
        assert payload(language, **content)["notice"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quarters_are_a_table_with_base_and_ages(current: Release, language: Language) -> None:
    content = inactivity_causes.quarters(current, language, "A02")
    assert "figure" not in content
    rows = content["table"].rows
    assert all(row["basis"] and row["age"] for row in rows)
    ours = [row for row in rows if row["is_focus"]]
    assert [row["value"] for row in ours] == [763]
    assert any("Malbork" in text for text in content["notices"])
