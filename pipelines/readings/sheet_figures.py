"""Figures of the county sheet: what each row measures, for one county or for several together, with its interval.

A register counts everybody, so it has no sampling error. Where a row is made of counts, its interval asks something else:
how far the figure would move if the same county lived through the year again and people became unemployed (or families
were assisted) independently of each other. That is Latarnia's convention, taken from public health profiles: Byar's
interval for counts, Wilson's for shares. It is too narrow where people move in and out together, e.g. when a plant closes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from pipelines.catalog import TOTAL, Text
from pipelines.indicators import INDICATORS
from pipelines.readings import cooperation, counties, counts, outcomes, register, sheet_reasons
from pipelines.readings import together as joint
from pipelines.release import Release
from pipelines.statistics.intervals import byar, wilson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.catalog import Direction

Kind = Literal["indicator", "outcome", "part"]
Error = Literal["count", "share", "none"]
Basis = Literal["published", "pooled", "median", "expected", "target"]


@dataclass(frozen=True)
class Declared:
    """One row of the sheet as data/reference/sheet_rows.csv declares it."""

    code: str
    kind: Kind
    indicator: str
    sex: str
    count: str  # indicator that counts the people behind the figure
    count_reason: str
    population: str  # indicator of those the figure is a share of; `rate`: from the rate itself
    error: Error
    label: Text
    people: Text  # who is counted, behind a number: "families"
    unit: str
    decimals: int
    direction: Direction

    @property
    def is_count(self) -> bool:
        """Counts grow with the county, so they are compared with nothing but the county's own past."""
        return self.unit in {"persons", "families"}

    @property
    def is_counted(self) -> bool:
        """Shares of protected counts, of blocks of years."""
        return self.kind == "part" and self.code in cooperation.COUNTED

    @property
    def scale(self) -> float:
        """Units of the figure in one whole: 100 for percent, 1000 for a rate per 1000."""
        return 1000.0 if self.unit == "per_1000" else 100.0 if self.unit == "percent" else 1.0


@dataclass(frozen=True)
class Estimate:
    """A figure with its interval; without a value `why` says why. `counties` are those put together."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    period: str = ""
    obs_status: str = "A"
    basis: Basis = "published"
    counties: int = 1
    people: float | None = None  # whom the figure is a share of, where they are known
    why: Text | None = None

    @property
    def bounds(self) -> tuple[float, float, float] | None:
        """Value, lower and upper; None without an interval."""
        if self.value is None or self.lower is None or self.upper is None:
            return None
        return self.value, self.lower, self.upper


@dataclass(frozen=True)
class Point:
    """A figure of one county in one year; figures are joined and compared only within a segment."""

    period: str
    value: float
    segment: int = 0


@lru_cache(maxsize=4)
def declared(release: Release) -> tuple[Declared, ...]:
    """The rows of the sheet in order."""
    return tuple(_declared(row) for row in sorted(release.lists.get("sheet_rows", []), key=lambda row: row["place"]))


def _declared(row: dict[str, str]) -> Declared:
    unit, decimals, direction = _shape(row)
    return Declared(
        code=row["code"],
        kind=row["kind"],  # type: ignore[arg-type]
        indicator=row["indicator"],
        sex=row["sex"],
        count=row["count"],
        count_reason=row["count_reason"] or TOTAL,
        population=row["population"],
        error=row["error"],  # type: ignore[arg-type]
        label=Text(row["pl"], row["en"]),
        people=Text(row["people_pl"], row["people_en"]),
        unit=unit,
        decimals=decimals,
        direction=direction,
    )


def _shape(row: dict[str, str]) -> tuple[str, int, Direction]:
    """Unit, decimals and direction: of the catalogue, or those of the cooperation indicators E and G."""
    if row["kind"] == "indicator":
        found = INDICATORS[row["indicator"]]
        return found.unit, found.decimals, found.direction
    return ("score", 1, "higher") if row["code"] == "E10" else ("percent", 0, "higher")


def newest(release: Release, row: Declared) -> str:
    """The newest period of a row that most counties of the region share; empty where there is none."""
    if row.kind == "indicator":
        try:
            return counties.newest_year(release, row.indicator)
        except LookupError:
            return ""
    if row.kind == "outcome":
        return next(iter(outcomes.blocks(release)), "")
    return next(reversed(register.half_years(release)), "")


def of_county(release: Release, row: Declared, teryt: str, period: str) -> Estimate:
    """The figure of one county."""
    if row.kind == "indicator":
        return _indicator(release, row, teryt, period)
    if row.kind == "outcome":
        return _outcome(release, teryt, period)
    return _part(release, row, teryt, period)


@lru_cache(maxsize=8192)
def _indicator(release: Release, row: Declared, teryt: str, period: str) -> Estimate:
    if not period:
        return Estimate(None, obs_status="M", why=sheet_reasons.nothing())
    found = release.value(row.indicator, teryt, period, sex=row.sex)
    if found is None or found.value is None:
        status, why = release.reason_missing(row.indicator, teryt, period)
        return Estimate(None, period=period, obs_status=status, why=why)
    number, people = behind(release, row, teryt, period)
    lower, upper = _interval(row, found.value, number, people)
    return Estimate(found.value, lower, upper, period, found.obs_status, people=people)


@lru_cache(maxsize=8192)
def behind(release: Release, row: Declared, teryt: str, period: str) -> tuple[float | None, float | None]:
    """The people counted and those they are a share of, as numbers of one county; None where the release lacks them."""

    def read(indicator: str, reason: str = TOTAL) -> float | None:
        found = release.value(indicator, teryt, period, reason=reason) if indicator else None
        return found.value if found else None

    number = read(row.count, row.count_reason)
    if row.is_count:
        return number, None
    value = release.value(row.indicator, teryt, period, sex=row.sex)
    if value is None or value.value is None:
        return None, None
    if row.population == "rate":
        return number, row.scale * number / value.value if number and value.value else None
    people = read(row.population)
    if number is None and people is not None:
        number = value.value / row.scale * people
    return number, people


def _interval(
    row: Declared, value: float, number: float | None, people: float | None
) -> tuple[float | None, float | None]:
    """95 % interval of a figure made of counts, in its unit."""
    if row.error == "count" and number:
        found = byar([number])
        return value * float(found.lower[0]) / number, value * float(found.upper[0]) / number
    if row.error == "share" and number is not None and people:
        found = wilson([min(round(number), people)], [people])
        return min(value, row.scale * float(found.lower[0])), max(value, row.scale * float(found.upper[0]))
    return None, None


def together(release: Release, row: Declared, codes: Sequence[str], period: str) -> Estimate:
    """The figure of several counties as if they were one; the median where a figure cannot be put together.

    Nothing below three counties. The figure rests on published figures and on rates rounded to their last digit.
    """
    found = [(code, of_county(release, row, code, period)) for code in codes if _may_have(release, row, code, period)]
    known = [(code, figure) for code, figure in found if figure.value is not None]
    if row.is_count:
        return Estimate(None, period=period, obs_status="M", why=sheet_reasons.counts())
    if row.is_counted and all(release.areas[code].parent == release.region for code in codes):
        return _counted_together(release, row, codes, period)
    if len(known) < min(sheet_reasons.LEAST_POOLED, len(codes) or 1):
        return Estimate(
            None, period=period, obs_status="M", counties=len(known), why=sheet_reasons.few(len(known), len(codes))
        )
    pairs = [behind(release, row, code, period) for code, _ in known] if row.kind == "indicator" else []
    numbers, people = [n for n, _ in pairs if n is not None], [p for _, p in pairs if p]
    if row.kind == "part" and row.code != "E10":
        parts = [cooperation.parts(release, code, period)[row.code] for code, _ in known]
        numbers, people = [p.numerator for p in parts], [p.denominator for p in parts]
    if len(numbers) == len(people) == len(known) and sum(people) > 0:
        value = min(100.0 if row.kind == "part" else float("inf"), row.scale * sum(numbers) / sum(people))
        lower, upper = _interval(row, value, sum(numbers), sum(people))
        return Estimate(value, lower, upper, period, "E", "pooled", len(known), sum(people))
    middle = median(figure.value for _, figure in known if figure.value is not None)
    return Estimate(middle, None, None, period, "E", "median", len(known))


def _may_have(release: Release, row: Declared, teryt: str, period: str) -> bool:
    """Whether to ask for a county's figure: of most of 380 there is none, and to find out why takes long."""
    if row.kind != "indicator":
        return release.areas[teryt].parent == release.region
    found = release.value(row.indicator, teryt, period, sex=row.sex)
    return found is not None and found.value is not None


@lru_cache(maxsize=1024)
def series(release: Release, row: Declared, teryt: str) -> tuple[Point, ...]:
    """Annual figures of one county, oldest first; parts of the model at the end of each year."""
    if row.kind == "indicator":
        found = release.series(row.indicator, teryt, sex=row.sex)
        return tuple(Point(v.period, v.value, v.segment) for v in found if v.value is not None)
    if row.kind == "outcome":
        blocks = ((last, _outcome(release, teryt, first).value) for first, last in outcomes.blocks(release).values())
        return tuple(Point(last, value) for last, value in sorted(blocks) if value is not None)
    if row.is_counted:
        every = counts.blocks(release, cooperation.COUNTED[row.code])
        told = ((last, _part(release, row, teryt, f"{last[:4]}-H2").value) for _, last in reversed(every))
        return tuple(Point(last[:4], value) for last, value in told if value is not None)
    ends = [period for period in register.half_years(release) if period.endswith("H2")]
    told = ((period, _part(release, row, teryt, period).value) for period in ends)
    if row.code == "E10":  # a wave holds until the next one; a trend needs the waves themselves
        waves = {cooperation.parts(release, teryt, p)["E10"].wave: (p, v) for p, v in reversed(list(told))}
        told = (pair for pair in sorted(waves.values()))
    return tuple(Point(period[:4], value) for period, value in told if value is not None)


def every_county(release: Release, row: Declared, period: str) -> Mapping[str, float]:
    """The figure of each county that has one: of the country, or of the region where only it has figures."""
    return _every(release, row, period)


@lru_cache(maxsize=64)
def _every(release: Release, row: Declared, period: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    if row.kind == "indicator":
        codes = (area.code for area in release.areas.values() if area.level == "county")
        every = (release.value(row.indicator, code, period, sex=row.sex) for code in codes)
        found = {v.teryt: v.value for v in every if v is not None and v.value is not None}
    else:
        for area in release.counties():
            figure = of_county(release, row, area.code, period)
            if figure.value is not None:
                found[area.code] = figure.value
    return MappingProxyType(found)


def _outcome(release: Release, teryt: str, first: str) -> Estimate:
    """Share in work within 12 months, with the envelope over every count that its published rounding allows."""
    found = outcome_row(release, teryt, first)
    if found is None:
        return Estimate(None, obs_status="M", why=sheet_reasons.nothing())
    period = f"{found['first']}–{found['last']}"
    if found["obs_status"] != "A":
        return Estimate(None, period=period, obs_status="C", why=sheet_reasons.hidden())
    low, high = (found["expected"] + found[end] for end in ("lower", "upper"))
    return Estimate(found["gross"], low, high, period, "E")


@lru_cache(maxsize=64)
def _outcomes(release: Release, first: str) -> Mapping[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in outcomes.compared(release, first)[1]:
        found[str(row["teryt"])] = row
    return MappingProxyType(found)


def outcome_row(release: Release, teryt: str, first: str) -> dict[str, Any] | None:
    """What the release tells of one county's clients in one block of years."""
    return _outcomes(release, first).get(teryt)


@lru_cache(maxsize=8192)
def _part(release: Release, row: Declared, teryt: str, period: str) -> Estimate:
    found = cooperation.parts(release, teryt, period)[row.code] if period else None
    if found is None or found.value is None:
        why = found.why if found else "not_delivered"
        years = _years(found.block) if found and found.block else period
        return Estimate(None, period=years, obs_status="C" if why == "too_few" else "M", why=sheet_reasons.PART[why])
    if found.block and found.bounds:
        low, high = (100 * end for end in found.bounds)
        return Estimate(100 * found.value, low, high, _years(found.block), "E")
    value = found.numerator if row.code == "E10" else 100 * found.value
    return Estimate(value, None, None, found.wave or period, "E", people=found.denominator)


def _counted_together(release: Release, row: Declared, codes: Sequence[str], period: str) -> Estimate:
    """Protected counts of several counties of the region put together, of the same years as a county's own."""
    population = cooperation.COUNTED[row.code]
    block = joint.newest_until(release, population, register.last_month(period)) if period else None
    if block is None:
        return Estimate(None, period=period, obs_status="M", why=sheet_reasons.PART["not_computed"])
    found = joint.pooled(release, population, block, codes)
    if found.value is None:
        return Estimate(None, period=_years(block), obs_status="C", why=sheet_reasons.hidden())
    return Estimate(found.value, found.lower, found.upper, _years(block), "E", "pooled", len(codes))


def _years(block: counts.Block) -> str:
    return f"{block[0][:4]}–{block[1][:4]}"
