"""What a release says about itself: where and when indicators have figures, what cuts them, how wide intervals would be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalog import Text
from pipelines.indicators import INDICATORS, PROPOSED
from pipelines.readings.figures import figures
from pipelines.readings.figures.rows import months
from pipelines.release import Release
from pipelines.statistics import survey

_YEAR = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Coverage:
    """Areas of one level that have at least one figure, and the first and last period."""

    level: str
    areas: int
    first: str
    last: str


@lru_cache(maxsize=4)
def coverage(release: Release) -> dict[str, list[Coverage]]:
    """For each indicator the levels at which it has figures, from the country down, all frequencies together."""
    areas: dict[tuple[str, str], set[str]] = defaultdict(set)
    periods: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code in INDICATORS:
        for value in release.rows(code):
            if value.value is not None:
                areas[code, value.level].add(value.teryt)
                periods[code, value.level].add(value.period)
    return {
        code: [
            Coverage(level, len(areas[code, level]), min(periods[code, level]), max(periods[code, level]))
            for level in ("country", "voivodeship", "nuts3", "county")
            if areas[code, level]
        ]
        for code in INDICATORS
    }


@lru_cache(maxsize=4)
def delivered(release: Release) -> dict[str, list[Coverage]]:
    """The same for the indicators of the cooperation model: areas and periods with a value or at least a bound."""
    places = {"voivodeship": [release.region], "county": [area.code for area in release.counties()]}
    found: dict[str, list[Coverage]] = {}
    for code, declared in PROPOSED.items():
        found[code] = []
        for level in declared.levels:
            told = [f for teryt in places.get(level, []) for f in figures(release, code, teryt)]
            known = [f for f in told if f.value is not None or f.lower is not None]
            if known:
                periods = sorted(f.period for f in known)
                found[code].append(Coverage(level, len({f.teryt for f in known}), periods[0], months(periods[-1])[1]))
    return found


@dataclass(frozen=True)
class Cut:
    """A break or event of the calendar with the source tables it concerns."""

    on: str
    kind: str  # cut, event
    short: Text
    text: Text
    tables: tuple[str, ...]
    source_url: str


def calendar(release: Release) -> list[Cut]:
    """The calendar of breaks, oldest first; those that concern only areas outside the region are left out."""
    tables: dict[str, set[str]] = defaultdict(set)
    for row in release.lists["breaks_series"]:
        home = release.areas[row["teryt"]] if row["teryt"] else None
        if home is None or home.level == "country" or release.region in {home.code, home.parent}:
            tables[row["break"]].add(row["table"])
    concerned = {row["break"] for row in release.lists["breaks_series"]}
    return sorted(
        (
            Cut(
                row["on"],
                row["kind"],
                Text(row["short_pl"], row["short_en"]),
                Text(row["pl"], row["en"]),
                tuple(sorted(tables[row["code"]])),
                row["source_url"],
            )
            for row in release.lists["breaks"]
            if tables[row["code"]] or row["code"] not in concerned
        ),
        key=lambda cut: (cut.on, cut.short.pl),
    )


@dataclass(frozen=True)
class CountySample:
    """What the survey would give for an average county of the region, by Latarnia's assumptions about the sample."""

    persons: float  # interviewed a quarter
    half_width_points: float  # of a yearly rate, 95 %
    region_half_width_points: float


def county_sample(release: Release, rate: float = 0.4) -> CountySample:
    """Half-width of a yearly rate for an average county and for the region: 1.96 x annual factor x sqrt(deff p (1-p) / n).

    Formula of Kish, Survey Sampling (1965), 8.2, with the annual mean of the rotating sample (statistics/survey.py).
    """
    given = {row["code"]: float(row["value"]) for row in release.lists["bael_precision"]}
    overlap = {int(code.rpartition("_")[2]): share for code, share in given.items() if code.startswith("overlap_lag_")}
    factor = survey.annual_mean_standard_error(_YEAR, given["correlation"], overlap)
    persons = given["sample_persons"]

    def half_width(sample: float) -> float:
        return (
            100
            * survey.critical_value()
            * factor
            * survey.proportion_standard_error(rate, sample, given["design_effect"])
        )

    county = persons / len(release.counties())
    return CountySample(county, half_width(county), half_width(persons))
