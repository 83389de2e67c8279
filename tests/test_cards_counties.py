"""Cards of the counties page on the bundled release: titles, sentences and tables say what the release says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pages.ui.card import payload
from pages.ui.cards import counties, counties_nation, counties_profile, counties_trend
from pages.ui.cards.counties import Chosen
from pipelines import release as releases
from pipelines.catalog import LANGUAGES, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import counties as readings
from pipelines.release import Release
from pipelines.words import numbers

COUNTY = sorted(code for code, i in INDICATORS.items() if "county" in i.levels)
KARTUSKI, SOPOT, NOWODWORSKI = "2205", "2264", "2210"


@pytest.fixture(scope="module")
def release(marts: Path) -> Release:
    return releases.current(marts)


def test_map_title_names_both_ends_and_its_table_holds_every_county(release: Release) -> None:
    card = counties.area_map(release, Chosen("C01", "2024", KARTUSKI), "pl")
    low, high = release.value("C01", SOPOT, "2024"), release.value("C01", NOWODWORSKI, "2024")
    assert low is not None
    assert high is not None
    assert (low.value, high.value) == (2.1, 10.7)
    assert card["title"] == (
        "Stopa bezrobocia rejestrowanego: od 2,1\u00a0% w Sopocie do 10,7\u00a0% w powiecie nowodworskim"
    )
    rows = {row["teryt"]: row["value"] for row in card["table"].rows}
    assert rows == {a.code: release.value("C01", a.code, "2024").value for a in release.counties()}  # type: ignore[union-attr]
    assert [row["teryt"] for row in card["table"].rows if row["is_focus"]] == [KARTUSKI]
    assert card["map"]["focus"] == KARTUSKI


def test_english_title_mirrors_the_polish_one(release: Release) -> None:
    card = counties.area_map(release, Chosen("C01", "2024", KARTUSKI), "en")
    assert card["title"] == "Registered unemployment rate: from 2.1% in Sopot to 10.7% in nowodworski county"


def test_ranked_dots_carry_the_region_and_the_country_where_they_have_a_figure(release: Release) -> None:
    card = counties.ranked(release, Chosen("C01", "2022", KARTUSKI), "pl")
    region, values = release.value("C01", "22", "2022"), readings.of_region(release, "C01", "2022")
    assert region is not None
    assert region.value is not None
    above = sum((v.value or 0) > region.value for v in values.values() if v)
    assert card["title"].startswith(f"W {above} z 20\u00a0powiatów jest więcej niż w województwie pomorskim")
    assert len(card["figure"]["layout"]["shapes"]) == 2
    assert card["notices"] == []


def test_missing_benchmarks_are_explained_not_left_out_silently(release: Release) -> None:
    card = counties.ranked(release, Chosen("C01", "2024", KARTUSKI), "pl")
    why = release.reason_missing("C01", "22", "2024")[1].pl
    assert card["title"] == "Połowa z 20\u00a0powiatów nie przekracza 5,7\u00a0%"
    assert card["notices"] == [f"Brak danych – województwo pomorskie, Polska (2024). {why}"]


def test_a_year_of_few_counties_says_how_many_are_missing_and_why(release: Release) -> None:
    card = counties.area_map(release, Chosen("C01", "2018", "2206"), "pl")
    known = readings.years(release, "C01")["2018"]
    assert known == 1
    assert card["notices"][0].startswith("Brak danych – 19\u00a0powiatów (2018).")
    assert release.reason_missing("C01", KARTUSKI, "2018")[1].pl in card["notices"][0]
    assert sum(row["value"] is None for row in card["table"].rows) == 19
    only = release.value("C01", "2206", "2018")
    assert only is not None
    shown = f"{numbers.percent(only.value or 0, 'pl')} w powiecie kościerskim"
    assert card["title"] == f"Stopa bezrobocia rejestrowanego: {shown}"
    assert counties.ranked(release, Chosen("C01", "2018", "2206"), "pl")["title"] == shown
    assert "wartość jest tylko w powiecie kościerskim" in card["sentence"]


def test_counts_have_no_benchmark_line(release: Release) -> None:
    card = counties.ranked(release, Chosen("C09", "2024", KARTUSKI), "pl")
    assert card["figure"]["layout"]["shapes"] == []
    assert card["notices"] == []


def test_reason_of_assistance_is_named(release: Release) -> None:
    chosen = Chosen("D07", "2018", KARTUSKI, "7.1")
    card = counties.area_map(release, chosen, "pl")
    assert card["subtitle"].endswith("powód: ubóstwo")
    assert "(powód: ubóstwo)" in card["sentence"]
    assert "(powód: ubóstwo)" in counties_trend.over_time(release, chosen, [KARTUSKI], "pl")["sentence"]


def test_trend_never_compares_across_a_break(release: Release) -> None:
    card = counties_trend.over_time(release, Chosen("C01", "2024", KARTUSKI), [SOPOT], "pl")
    assert card["title"] == "W powiecie kartuskim: 3,2\u00a0% na koniec 2022\u00a0r., 2,4\u00a0% na koniec 2024\u00a0r."
    old = counties_trend.over_time(release, Chosen("C01", "2017", KARTUSKI), [SOPOT], "pl")
    assert "2017" in old["title"]
    assert "2022" not in old["title"]
    assert "2018, 2019, 2020, 2021, 2023" in card["notices"][0]


def test_population_breaks_cut_the_rate_per_1000(release: Release) -> None:
    values = release.series("C10", KARTUSKI)
    assert [b.code for b, _ in readings.breaks(release, values)] == ["population_nsp2011", "population_nsp2021"]


def test_ten_counties_leave_no_room_for_benchmarks_and_say_so(release: Release) -> None:
    codes = [a.code for a in release.counties()][:12]
    card = counties_trend.over_time(release, Chosen("C01", "2024", SOPOT), codes, "pl")
    assert {field.name for field in card["table"].fields} == {"period", SOPOT, *codes[:9]}
    assert "województwo pomorskie, Polska" in card["notices"][0]


def test_every_line_keeps_its_name_on_the_chart(release: Release) -> None:
    codes = [KARTUSKI, "2261", "2262", "2263", SOPOT, "2201", "2202", "2203", "2204", "2206"]
    card = counties_trend.over_time(release, Chosen("C01", "2024", KARTUSKI), codes, "pl", monthly=True)
    layout = card["figure"]["layout"]
    low, high = layout["yaxis"]["range"]
    names = {
        note["text"]: note["y"] for note in layout["annotations"] if note.get("xref") == "paper" and note["x"] == 1
    }
    assert len(names) == 10
    assert all(low <= y <= high for y in names.values())
    spots = sorted(names.values())
    assert min(b - a for a, b in pairwise(spots)) > (high - low) / 25  # no name covers another


def test_months_are_of_the_focus_and_cut_where_the_release_changes(release: Release) -> None:
    card = counties_trend.over_time(release, Chosen("C01", "2024", KARTUSKI), [SOPOT], "pl", monthly=True)
    first, last = release.value("C01", KARTUSKI, "2016-01"), release.value("C01", KARTUSKI, "2018-05")
    assert first is not None
    assert last is not None
    assert (first.value, last.value) == (5.9, 3.0)
    assert card["title"].startswith("W powiecie kartuskim: 5,9\u00a0% w\u00a0styczniu 2016")
    assert len(card["table"].rows) == 89


def test_nation_counts_the_other_counties(release: Release) -> None:
    card = counties_nation.nation(release, Chosen("C01", "2024", KARTUSKI), "pl")
    everywhere = [v.value or 0 for v in readings.of_country(release, "C01", "2024")]
    assert len(everywhere) == 380
    above = sum(value > 2.4 for value in everywhere)
    assert card["title"].endswith(f"w powiecie kartuskim 2,4\u00a0%, mniej niż w {above} z 380\u00a0powiatów Polski")
    assert len(card["table"].rows) == 380
    assert sum(code is not None for trace in card["figure"]["data"] for code in trace["customdata"]) == 20


@pytest.mark.parametrize(
    ("indicator", "year", "shown"), [("C02", "2019", ("C01", "2017")), ("C09", "2024", ("C01", "2024"))]
)
def test_nation_falls_back_to_the_rate_and_says_so(
    release: Release, indicator: str, year: str, shown: tuple[str, str]
) -> None:
    assert readings.national(release, indicator, year) == shown
    card = counties_nation.nation(release, Chosen(indicator, year, KARTUSKI), "pl")
    assert "Stopa bezrobocia rejestrowanego" in card["notices"][0]


def test_profile_shows_the_newest_shared_year_of_each_indicator(release: Release) -> None:
    card = counties_profile.profile(release, Chosen("C01", "2024", KARTUSKI), "pl")
    rate = card["table"].rows[0]
    assert (rate["period"], rate["county"], rate["region"], rate["region_status"]) == ("2024", 2.4, None, "M")
    assert card["subtitle"] == card["sentence"]
    html = payload("pl", **card)["table"]
    assert "1\u202f360" in html
    assert "1\u202f360,0" not in html  # a count has no decimals beside rates that have


def test_subregions_end_with_their_own_newest_year(release: Release) -> None:
    card = counties_trend.subregions(release, Chosen("C01", "2024", KARTUSKI), "en")
    values = [release.value("C01", code, "2022") for code, a in release.areas.items() if code.startswith("PL63")]
    known = [v.value for v in values if v is not None and v.value is not None]
    assert f"from {min(known)}%" in card["title"]
    assert f"to {max(known)}%" in card["title"]
    assert card["title"].endswith("(2022)")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", COUNTY)
def test_every_indicator_makes_every_card_with_a_short_title(
    release: Release, indicator: str, language: Language
) -> None:
    reasons = readings.reasons(release, indicator)
    chosen = Chosen(indicator, readings.newest_year(release, indicator), SOPOT, reasons[0] if reasons else "")
    for card in (
        counties.area_map(release, chosen, language),
        counties.ranked(release, chosen, language),
        counties_trend.over_time(release, chosen, [KARTUSKI], language),
        counties_profile.profile(release, chosen, language),
        counties_nation.nation(release, chosen, language),
        counties_trend.subregions(release, chosen, language),
    ):
        content = payload(language, **card)
        assert 10 < len(content["title"]) <= 130, content["title"]
        assert all(content[part] for part in ("table", "csv", "description"))
        assert "None" not in content["title"] + content["sentence"] + content["notice"]
