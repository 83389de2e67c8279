"""Cards of the start page: what they say is what the release holds, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.ui.card import payload
from pages.ui.cards import start, survey
from pipelines import release
from pipelines.catalog import LANGUAGES, Language
from pipelines.release import Release
from pipelines.words import numbers


@pytest.fixture(scope="module")
def current(marts: Path) -> Release:
    return release.current(marts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headlines_print_the_figures_of_the_release(current: Release, language: Language) -> None:
    told = {h.label: h for h in start.headlines(current, language)}
    assert 4 <= len(told) <= 6
    printed = [h.value for h in told.values()]
    for code, period in (("A01", "2023"), ("A02", "2023"), ("A04", "2023"), ("C09", "2024")):
        value = current.value(code, "22", period)
        assert value is not None
        assert value.value is not None
        expected = {
            "A01": numbers.thousands(value.value, language),
            "C09": numbers.number(value.value, 0, language),
        }.get(code, numbers.percent(value.value, language))
        assert expected in printed
    assert all(h.meaning.endswith(".") for h in told.values())


def test_the_difference_to_poland_is_that_of_the_printed_rates(current: Release) -> None:
    here, there = current.value("A02", "22", "2023"), current.value("A02", "00", "2023")
    assert here is not None
    assert there is not None
    expected = round(here.value or 0, 1) - round(there.value or 0, 1)
    headline = start.against_country(current, "pl")
    assert headline is not None
    assert headline.value == numbers.points(expected, "pl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_trend_holds_every_year_and_cuts_it_at_the_breaks(current: Release, language: Language) -> None:
    content = survey.over_time(current, language, "A02")
    values = {v.period: v for v in current.series("A02", "22")}
    rows = [row for row in content["table"].rows if row["is_focus"]]
    assert {row["period"]: row["value"] for row in rows} == {p: v.value for p, v in values.items()}
    (line,) = [t for t in content["figure"]["data"] if t["line"].get("width") == 3.5]
    cuts = [at for at, x in enumerate(line["x"]) if x is None]
    years = [values[str(line["x"][at + step])].segment for at in cuts for step in (-1, 1)]
    assert len(cuts) + 1 == len({v.segment for v in values.values()})
    assert all(before < after for before, after in zip(years[::2], years[1::2], strict=True))
    assert numbers.percent(values["2023"].value or 0, language) in content["title"]
    assert len(content["title"]) <= 110


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_standing_lists_all_sixteen_from_the_highest(current: Release, language: Language) -> None:
    content = survey.standing(current, language, "A02", "2023")
    values = [row["value"] for row in content["table"].rows]
    assert len(values) == 16
    assert values == sorted(values, reverse=True)
    mine = next(row for row in content["table"].rows if row["is_focus"])
    for place in (mine["best"], mine["worst"]):
        assert numbers.ordinal(place, language) in content["title"]


def test_a_place_is_not_told_where_the_error_is_unknown(current: Release) -> None:
    content = survey.standing(current, "pl", "A13", "2025")
    assert "miejsce" not in content["title"]
    assert "best" not in {field.name for field in content["table"].fields}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_claim_stands_beside_todays_figure_without_a_difference(current: Release, language: Language) -> None:
    content = start.claim(current, language)
    assert content is not None
    assert [row["value"] for row in content["table"].rows] == [763, 737]
    assert "26" not in content["title"].replace("2026", "")
    assert content["notices"][0]


def test_a_region_without_a_claim_has_no_claim_card(elsewhere: Release) -> None:
    assert start.claim(elsewhere, "pl") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_region_says_nothing_of_the_default_one(
    current: Release, elsewhere: Release, language: Language
) -> None:
    contents = [survey.over_time(elsewhere, language, "A02"), start.news(elsewhere, language)]
    said = " ".join(payload(language, **content)["title"] + str(content["table"].rows) for content in contents)
    said += start.lead(elsewhere, language) + str(start.headlines(elsewhere, language))
    assert current.region_area.short[language] not in said.replace(f"zachodnio{current.region_area.short_pl}", "")
    assert elsewhere.region_area.where(language) in start.lead(elsewhere, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_lists_every_source_with_its_newest_period(current: Release, language: Language) -> None:
    content = start.news(current, language)
    rows = content["table"].rows
    assert len(rows) == len(current.manifest["sources"])
    newest = current.newest_periods["bael_activity"]
    title = current.manifest["sources"]["bael_activity"][f"title_{language}"]
    assert next(row for row in rows if row["title"] == title)["period"] == newest == "2023"
    assert [w[language] for w in current.manifest["warnings"]] == content["notices"]
