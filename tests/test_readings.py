"""What the bundled release says, in both languages: the numbers of a sentence are those of `latarnia values`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import release
from pipelines.readings import counties, survey
from pipelines.release import Release
from pipelines.words import sentences


@pytest.fixture(scope="module")
def current(marts: Path) -> Release:
    return release.current(marts)


def plain(text: str) -> str:
    """Typographic spaces as plain ones, so that a case can be read and typed."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_level_of_inactivity(current: Release) -> None:
    assert plain(survey.inactive_level(current, "22", "2023", "pl").text) == (
        "W 2023 r. w województwie pomorskim 737 tys. osób w wieku 15–89 lat nie pracowało i nie szukało pracy – 39,4 % tej grupy."
    )
    assert "737 thousand" in plain(survey.inactive_level(current, "22", "2023", "en").text)


def test_a_change_within_one_segment_is_told_with_its_error(current: Release) -> None:
    end = survey.newest(current, "A02", "22")
    start = survey.segment_start(current, end)
    assert (start.period, end.period) == ("2021", "2023")
    change = survey.change(current, start, end)
    assert not change.breaks
    assert change.lower is not None
    assert change.upper is not None
    assert change.lower < 0 < change.upper
    assert sentences.change(change, "pl").rule_id == "change.within_error+note.assumed_error"


def test_a_change_across_breaks_names_each_of_them(current: Release) -> None:
    first, last = current.value("A02", "22", "2010"), current.value("A02", "22", "2023")
    assert first is not None
    assert last is not None
    change = survey.change(current, first, last)
    assert [text.pl[:4] for text in change.breaks] == ["2012", "2016", "2019", "2021"]
    assert sentences.change(change, "en").rule_id == "change.across_break"


@pytest.mark.parametrize(("start", "end"), [("2021", "2023"), ("2016", "2018"), ("2010", "2023")])
@pytest.mark.parametrize("teryt", ["22", "26", "00"])
def test_the_parts_of_an_explained_change_add_up_to_the_published_change(
    current: Release, teryt: str, start: str, end: str
) -> None:
    parts = survey.explained(current, teryt, start, end)
    assert parts is not None
    first, last = current.value("A01", teryt, start), current.value("A01", teryt, end)
    assert first is not None
    assert last is not None
    assert first.value is not None
    assert last.value is not None
    assert parts.total == pytest.approx(last.value - first.value, abs=1e-9)
    assert parts.rates_lower < sum(parts.rates.values()) < parts.rates_upper


def test_an_explained_change_needs_two_years_in_order(current: Release) -> None:
    assert survey.explained(current, "22", "2023", "2021") is None
    assert survey.explained(current, "22", "2009", "2021") is None


def test_ranks_are_ranges_where_intervals_overlap(current: Release) -> None:
    places = survey.ranked(current, "A02", "2023")
    assert len(places) == 16
    assert all(p.best <= at <= p.worst for at, p in enumerate(places, 1))
    assert sum(p.best < p.worst for p in places) == 16


def test_a_county_without_a_figure_has_a_reason(current: Release) -> None:
    said = plain(counties.focus(current, "C01", "2205", "2019", "pl").text)
    assert said.startswith("Brak wartości")
    assert "GUS publikuje tę stopę" in said


def test_a_county_beside_region_and_country(current: Release) -> None:
    assert plain(counties.focus(current, "C01", "2205", "2022", "pl").text) == (
        "Na koniec 2022 r. w powiecie kartuskim stopa bezrobocia rejestrowanego wynosiła 3,2 %: "
        "o 1,4 p.p. mniej niż w województwie pomorskim (4,6 %) i o 2,0 p.p. mniej niż w Polsce (5,2 %)."
    )


def test_the_place_among_all_counties_counts_every_other_county_once(current: Release) -> None:
    found = counties.distribution(current, "C01", "2024")
    assert found is not None
    assert found.spread.n == len(found.values) == 380
    said = counties.place(current, found, "2205", "en")
    assert said is not None
    assert "of 380 counties" in plain(said.text)


def test_the_claim_of_2018_stands_beside_the_newest_figure_without_a_difference(current: Release) -> None:
    facts = survey.claim_facts(current)
    assert facts is not None
    said = sentences.claim(facts, "pl")
    assert "763" in said.text
    assert "737" in said.text
    assert "−26" not in said.text
