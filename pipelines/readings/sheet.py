"""The county sheet: how one county stands to a benchmark, whether that is more than chance, its change and its trend.

The page, the PDF, the workbook and the deck are made from `sheet(...)`; its result holds every figure that they show.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pipelines.catalog import Text
from pipelines.readings import register
from pipelines.readings.peers import Peers, Weights, peers, usual
from pipelines.readings.sheet_figures import (
    Declared,
    Estimate,
    Point,
    declared,
    every_county,
    newest,
    of_county,
    outcome_row,
    series,
    together,
)
from pipelines.readings.sheet_trend import TrendReading, read_trend
from pipelines.statistics import comparison
from pipelines.statistics.intervals import difference
from pipelines.words.numbers import EN_DASH

if TYPE_CHECKING:
    from pipelines.release import Release

Comparator = Literal["region", "country", "peers", "peers_region", "past", "target"]
COMPARATORS: tuple[Comparator, ...] = ("region", "country", "peers", "peers_region", "past", "target")
PAST_YEARS = 5
TARGETED = ("E01", "E07", "E08")  # rows that measure what a target of the region measures

Judged = Literal["better", "worse", "similar", "higher", "lower", "not_judged"]


@dataclass(frozen=True)
class Verdict:
    """How the county stands to its benchmark; `better` and `worse` only where the difference is more than chance.

    `higher` and `lower`: more than chance, in a measure of which neither is better. `why` says why nothing is judged.
    """

    judged: Judged
    difference: float | None = None  # county less benchmark, in the row's unit
    lower: float | None = None
    upper: float | None = None
    why: Text | None = None


@dataclass(frozen=True)
class Affected:
    """People by whom the county would differ at its benchmark's level, with an interval; whole persons."""

    persons: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Row:
    """One row of the sheet."""

    declared: Declared
    county: Estimate
    benchmark: Estimate
    verdict: Verdict
    others: dict[str, float]  # every county's figure of the period, by code
    spread: comparison.Spread | None
    change: Verdict  # against the county's own past
    past: Estimate
    trend: TrendReading
    points: tuple[Point, ...]
    affected: Affected | None

    @property
    def code(self) -> str:
        return self.declared.code


@dataclass(frozen=True)
class Sheet:
    """A county's sheet beside one benchmark."""

    teryt: str
    comparator: Comparator
    rows: tuple[Row, ...]
    peers: Peers | None  # of the comparators `peers` and `peers_region`
    is_synthetic: bool  # rows of the cooperation model and of clients come from invented deliveries

    def judged(self, judged: Judged) -> list[Row]:
        return [row for row in self.rows if row.verdict.judged == judged]

    def row(self, code: str) -> Row:
        """The row of that code; KeyError if there is none."""
        for row in self.rows:
            if row.code == code:
                return row
        raise KeyError(code)


@lru_cache(maxsize=128)
def sheet(release: Release, teryt: str, comparator: Comparator = "region", weights: Weights = ()) -> Sheet:
    """The sheet of a county of the release's region; KeyError for another area."""
    if teryt not in {area.code for area in release.counties()}:
        raise KeyError(teryt)
    scope: Literal["country", "region"] = "region" if comparator == "peers_region" else "country"
    found = peers(release, teryt, scope, weights) if comparator in {"peers", "peers_region"} else None
    rows = tuple(_row(release, row, teryt, comparator, found) for row in declared(release))
    return Sheet(teryt, comparator, rows, found, register.is_synthetic(release))


def _row(release: Release, row: Declared, teryt: str, comparator: Comparator, found: Peers | None) -> Row:
    period = newest(release, row)
    county = of_county(release, row, teryt, period)
    points = series(release, row, teryt)
    past = _past(release, row, teryt, period, points)
    benchmark = past if comparator == "past" else _benchmark(release, row, teryt, period, comparator, found)
    verdict = _outcome_verdict(release, row, teryt, period, county, benchmark) or judge(row, county, benchmark)
    others = dict(every_county(release, row, period)) if period else {}
    enough = len(others) >= 10 and not row.is_count
    return Row(
        declared=row,
        county=county,
        benchmark=benchmark,
        verdict=verdict,
        others=others,
        spread=comparison.spread(list(others.values())) if enough else None,
        change=judge(row, county, past),
        past=past,
        trend=read_trend(release, row, teryt, points),
        points=points,
        affected=_affected_clients(release, row, teryt, period) or _affected(row, county, benchmark, verdict),
    )


# --- benchmarks -------------------------------------------------------------------------------------------------------


def _benchmark(
    release: Release, row: Declared, teryt: str, period: str, comparator: Comparator, found: Peers | None
) -> Estimate:
    if comparator == "target" and not row.is_count:
        return _target(release, row, of_county(release, row, teryt, period).period or period)
    if row.kind == "outcome":
        return _expected(release, teryt, period)
    if found is None:
        return _area(release, row, release.region if comparator == "region" else "00", period)
    if not found.found:
        return Estimate(None, period=period, obs_status="M", why=found.why)
    return together(release, row, found.codes, period)


@lru_cache(maxsize=128)
def _area(release: Release, row: Declared, area: str, period: str) -> Estimate:
    """The region or Poland: the printed figure, else its counties put together."""
    if row.kind == "indicator" and not row.is_count:
        printed = of_county(release, row, area, period)
        if printed.value is not None:
            return printed
    inside = [a.code for a in release.areas.values() if a.level == "county" and area in {"00", a.parent}]
    pooled = together(release, row, inside, period)
    is_everything = row.kind == "part" and area == release.region  # counties without a body held no meetings
    return pooled if is_everything else _whole(pooled, len(inside))


def _whole(found: Estimate, counties: int) -> Estimate:
    """A whole area's figure where nine in ten of its counties have one, a median where half of them have."""
    needed = counties / 2 if found.basis == "median" else counties * 9 / 10
    if found.value is None or found.counties >= needed:
        return found
    few = Text(
        f"Tę liczbę ma w danych {found.counties} z {counties} powiatów.",
        f"In the data {found.counties} of {counties} counties have this figure.",
    )
    return Estimate(None, period=found.period, obs_status="M", counties=found.counties, why=few)


def _expected(release: Release, teryt: str, period: str) -> Estimate:
    """What clients of the same make-up reach in all counties together: the only fair benchmark of outcomes."""
    found = outcome_row(release, teryt, period)
    if found is None or found["expected"] is None:
        why = Text(
            "Bez wyniku powiatu nie ma z czym porównać.", "Without the county's result there is nothing to compare."
        )
        return Estimate(None, obs_status="M", why=why)
    return Estimate(float(found["expected"]), basis="expected", obs_status="E")


def _past(release: Release, row: Declared, teryt: str, period: str, points: tuple[Point, ...]) -> Estimate:
    """The county's own figure five years earlier, or the earliest later one in the same stretch of the series."""
    end = next((p for p in reversed(points) if p.period == period[:4]), points[-1] if points else None)
    if row.is_counted:  # a hidden newest figure has no past either
        years = of_county(release, row, teryt, period).period
        end = next((p for p in points if p.period == years[-4:]), None)
    if row.kind == "outcome" or row.code == "E10" or end is None:
        why = Text("Za mało wcześniejszych pomiarów.", "Too few earlier measurements.")
        return Estimate(None, obs_status="M", why=why)
    first = str(int(end.period) - PAST_YEARS)
    joined = [p for p in points if p.segment == end.segment and first <= p.period < end.period]
    if not joined:
        why = Text(
            "Wcześniejszych lat nie wolno porównać: zmienił się sposób liczenia albo ich brakuje.",
            "Earlier years must not be compared: the way of counting changed, or they are missing.",
        )
        return Estimate(None, obs_status="M", why=why)
    start = joined[0]
    if row.kind == "indicator":
        return of_county(release, row, teryt, start.period)
    return of_county(release, row, teryt, f"{start.period}-H2")


def _target(release: Release, row: Declared, period: str) -> Estimate:
    """The region's target where one measures the same."""
    year = period[-4:] if EN_DASH in period else period[:4]
    for target in release.table("cooperation_targets"):
        measures = (target["indicator_id"], target["teryt"], str(target["year"]))
        if row.code in TARGETED and measures == (row.code, release.region, year):
            return Estimate(target["target"], period=year, basis="target")
    why = Text(
        "Dostarczone dokumenty nie podają wartości docelowej, która mierzyłaby to samo.",
        "The documents delivered name no target that measures the same.",
    )
    return Estimate(None, period=period, obs_status="M", why=why)


# --- judging ----------------------------------------------------------------------------------------------------------


def judge(row: Declared, county: Estimate, benchmark: Estimate) -> Verdict:
    """Compare two figures: a difference counts where its 95 % interval leaves out zero.

    A county is part of its region and of Poland, and their figures are taken as independent of its own; for the largest
    county that overstates the error, so it is judged with caution.
    """
    if county.value is None or benchmark.value is None:
        return Verdict("not_judged", why=county.why or benchmark.why)
    gap = county.value - benchmark.value
    mine, theirs = county.bounds, benchmark.bounds
    if theirs is None and benchmark.basis == "target":
        theirs = (benchmark.value, benchmark.value, benchmark.value)
    if mine is None or theirs is None:
        return Verdict("not_judged", gap, why=_no_error(row))
    gap, lower, upper = difference(mine, theirs)
    if lower <= 0 <= upper:
        return Verdict("similar", gap, lower, upper)
    relation: Literal["higher", "lower"] = "higher" if gap > 0 else "lower"
    if row.direction == "none":
        return Verdict(relation, gap, lower, upper)
    return Verdict("better" if relation == row.direction else "worse", gap, lower, upper)


def _no_error(row: Declared) -> Text:
    if row.code == "E10":
        return Text(
            "Wydanie nie podaje, jak bardzo różniły się odpowiedzi, więc nie ma przedziału.",
            "The release does not tell how far answers differed, so there is no interval.",
        )
    if row.kind == "part":
        return Text(
            "To pełny spis zdarzeń, a nie próba: różnicę widać, ale nie ma czego testować.",
            "This is a full record of events, not a sample: the difference shows, but there is nothing to test.",
        )
    return Text(
        "Nie znamy liczby osób, na której stoi ta wartość, więc nie ma przedziału.",
        "The number of people behind this figure is not known, so it has no interval.",
    )


def _outcome_verdict(
    release: Release, row: Declared, teryt: str, period: str, county: Estimate, benchmark: Estimate
) -> Verdict | None:
    """Outcomes are judged in the build, by the funnel, and only against the expected share."""
    found = outcome_row(release, teryt, period) if row.kind == "outcome" else None
    if found is None or benchmark.basis != "expected" or county.value is None or benchmark.value is None:
        return None
    side = found["outside"]
    judged: Judged = "better" if side > 0 else "worse" if side < 0 else "similar"
    low, high = float(found["lower"]), float(found["upper"])
    return Verdict(judged, float(found["difference"]), low, high)


def _affected(row: Declared, county: Estimate, benchmark: Estimate, verdict: Verdict) -> Affected | None:
    """How many people the difference is, where the benchmark is better and the figure is a share of known people."""
    lower, upper, gap = verdict.lower, verdict.upper, verdict.difference
    if row.kind != "indicator" or row.direction == "none" or county.people is None:
        return None
    if gap is None or lower is None or upper is None or benchmark.value is None:
        return None
    if row.direction == "higher":
        gap, lower, upper = -gap, -upper, -lower
    if gap <= 0:
        return None
    persons = county.people / row.scale
    return Affected(gap * persons, max(0.0, lower * persons), upper * persons)


def _affected_clients(release: Release, row: Declared, teryt: str, period: str) -> Affected | None:
    """Clients by whom a county is behind the expected share, from published bounds alone; None where it is not behind."""
    found = outcome_row(release, teryt, period) if row.kind == "outcome" else None
    if found is None or found["obs_status"] != "A" or found["difference"] >= 0 or found["persons_to"] is None:
        return None
    fewest, most = found["persons_from"], found["persons_to"]
    return Affected(
        persons=-found["difference"] * (fewest + most) / 200,
        lower=max(0.0, -found["upper"] * fewest / 100),
        upper=-found["lower"] * most / 100,
    )


@dataclass(frozen=True)
class Alternative:
    """The verdict of one row with another set of peers; `left_out` names the variable that the set disregards."""

    left_out: str  # empty: the peers of the region
    verdict: Verdict
    codes: tuple[str, ...]


@lru_cache(maxsize=512)
def alternatives(release: Release, teryt: str, code: str) -> tuple[Alternative, ...]:
    """What the verdict of a row would be with other peers: each variable left out in turn, and peers of the region."""
    row = next(row for row in declared(release) if row.code == code)
    period = newest(release, row)
    county = of_county(release, row, teryt, period)
    sets = [
        (name, peers(release, teryt, "country", tuple((k, 0 if k == name else w) for k, w in usual(release))))
        for name, _ in usual(release)
    ]
    sets.append(("", peers(release, teryt, "region")))
    return tuple(
        Alternative(name, judge(row, county, _benchmark(release, row, teryt, period, "peers", found)), found.codes)
        for name, found in sets
        if found.found
    )
