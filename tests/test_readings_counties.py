"""Readings of county figures with reasons, partial years, breaks and national context, on the bundled release."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import release as releases
from pipelines.catalog import Text
from pipelines.readings import catalogue
from pipelines.readings import counties as readings
from pipelines.release import Release


@pytest.fixture(scope="module")
def release(marts: Path) -> Release:
    return releases.current(marts)


def test_newest_year_is_one_that_most_counties_share(release: Release) -> None:
    years = readings.years(release, "C01")
    assert list(years) == sorted(years, reverse=True)
    assert (years["2025"], years["2024"]) == (2, 20)
    assert readings.newest_year(release, "C01") == "2024"
    with pytest.raises(LookupError):
        readings.newest_year(release, "A01")


def test_reasons_are_asked_for_only_where_there_is_no_total(release: Release) -> None:
    assert readings.reasons(release, "C01") == []
    assert readings.reasons(release, "D03") == []
    assert len(readings.reasons(release, "D07")) == 6
    assert readings.subject(release, "D07", "7.1").nominative_pl.endswith("(powód: ubóstwo)")


def test_ends_join_counties_whose_printed_values_are_equal(release: Release) -> None:
    values = list(readings.of_region(release, "C01", "2024").values())
    lowest, highest = readings.ends(values)
    assert [v.teryt for v in lowest] == ["2264"]
    assert [v.teryt for v in highest] == ["2210"]
    doubled = [v._replace(value=v.value + 0.04) if v and v.value else v for v in lowest]
    assert len(readings.ends([*values, *doubled])[0]) == 2
    assert readings.ends([None, None]) == ([], [])


def test_standing_counts_printed_values_and_leaves_the_area_out(release: Release) -> None:
    values = readings.of_region(release, "C01", "2024").values()
    found = readings.standing(values, 2.1, "2264")
    assert (found.below, found.equal, found.above) == (0, 0, 19)
    assert readings.standing([], 1.0).n == 0


def test_comparable_stays_between_two_breaks(release: Release) -> None:
    series = release.series("C01", "2210")
    around = readings.comparable(series, "2024")
    newest = readings.comparable(series)
    assert around is not None
    assert newest is not None
    assert [v.period for v in around] == ["2022", "2024"]
    assert [v.period for v in newest] == ["2025", "2025"]
    assert readings.comparable([]) is None


def test_breaks_of_one_area_carry_its_code(release: Release) -> None:
    values = [*release.series("C12", "2209"), *release.series("C12", "2205")]
    found = [(b.code, teryt) for b, teryt in readings.breaks(release, values)]
    assert ("county_2209_2002", "2209") in found
    assert ("population_nsp2011", "") in found


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (("C01", "2024"), ("C01", "2024")),
        (("C01", "2025"), ("C01", "2024")),
        (("C01", "2020"), ("C01", "2017")),
        (("C12", "2022"), ("C01", "2022")),
        (("C10", "2022"), ("C10", "2022")),
        (("C10", "2015"), ("C10", "2022")),
        (("C11", "2002"), ("C01", "2004")),
    ],
)
def test_national_context_uses_a_year_that_covers_the_country(
    release: Release, asked: tuple[str, str], given: tuple[str, str]
) -> None:
    assert readings.national(release, *asked) == given


def test_coverage_and_calendar_of_the_release(release: Release) -> None:
    found = {c.level: c for c in catalogue.coverage(release)["C11"]}
    assert list(found) == ["county"]
    assert (found["county"].areas, found["county"].first, found["county"].last) == (20, "2002", "2024")
    cuts = catalogue.calendar(release)
    assert [c.on for c in cuts] == sorted(c.on for c in cuts)
    assert all(isinstance(c.text, Text) and c.tables for c in cuts if c.kind == "cut")
