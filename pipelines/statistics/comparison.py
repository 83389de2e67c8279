"""Figures beside each other: higher or lower than a benchmark, possible ranks, the spread of all areas."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Relation = Literal["higher", "lower", "similar", "not_compared"]
Judgement = Literal["better", "worse", "none"]
Better = Literal["higher", "lower", "none"]


@dataclass(frozen=True)
class Comparison:
    """How a value stands to its benchmark, and whether that is good."""

    relation: Relation
    judgement: Judgement


@dataclass(frozen=True)
class RankInterval:
    """The best (smallest) and the worst (largest) rank an item can have."""

    best: int
    worst: int

    @property
    def is_certain(self) -> bool:
        return self.best == self.worst


@dataclass(frozen=True)
class Spread:
    """Five figures that describe all areas of a register, and how many areas have a value."""

    minimum: float
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: float
    n: int


@dataclass(frozen=True)
class Standing:
    """How many areas have a smaller, an equal and a larger value."""

    below: int
    equal: int
    above: int

    @property
    def n(self) -> int:
        return self.below + self.equal + self.above


def compare(
    value: float | None,
    lower: float | None,
    upper: float | None,
    *,
    benchmark: float | None,
    benchmark_lower: float | None,
    benchmark_upper: float | None,
    better: Better,
    is_exact: bool = False,
) -> Comparison:
    """Compare a value with a benchmark, all in one unit.

    Survey figures differ only when their intervals do not touch. That is stricter than a test of the difference
    (Schenker and Gentleman, The American Statistician 55 (2001) 182): a difference named here would pass the test too.
    A survey figure without interval is not compared; with `is_exact` (registers) it counts as free of sampling error.
    """
    low, high = _interval(value, lower, upper, is_exact)
    benchmark_low, benchmark_high = _interval(benchmark, benchmark_lower, benchmark_upper, is_exact)
    if low is None or high is None or benchmark_low is None or benchmark_high is None:
        return Comparison("not_compared", "none")
    relation: Relation = "higher" if low > benchmark_high else "lower" if high < benchmark_low else "similar"
    if relation == "similar" or better == "none":
        return Comparison(relation, "none")
    return Comparison(relation, "better" if relation == better else "worse")


def rank_interval(
    lowers: Sequence[float], uppers: Sequence[float], *, highest_first: bool = True
) -> tuple[RankInterval, ...]:
    """Possible ranks of each item given its interval; items whose intervals overlap are not ranked against each other.

    Best rank = 1 + items certainly ahead; worst rank = number of items - items certainly behind (Klein, Wright and
    Wieczorek, JRSS C 69 (2020) 589). All ranks together hold with the confidence with which all intervals together do;
    `joint_confidence` tells how wide each must be for that. Where lower = upper (registers), ties share their ranks.
    """
    if len(lowers) != len(uppers):
        raise ValueError("lowers and uppers must have the same length")
    if any(not low <= high for low, high in zip(lowers, uppers, strict=True)):
        raise ValueError("every lower bound must be a number at or below its upper bound")
    count = len(lowers)
    ranks = []
    for low, high in zip(lowers, uppers, strict=True):
        above = sum(other > high for other in lowers)
        below = sum(other < low for other in uppers)
        ahead, behind = (above, below) if highest_first else (below, above)
        ranks.append(RankInterval(1 + ahead, count - behind))
    return tuple(ranks)


def joint_confidence(count: int, confidence: float = 0.95) -> float:
    """Confidence each of `count` independent intervals needs so that all hold with `confidence` (Šidák, JASA 1967)."""
    if count < 1 or not 0 < confidence < 1:
        raise ValueError("count must be at least 1 and confidence between 0 and 1")
    return float(confidence ** (1 / count))


def quantile(values: Sequence[float], share: float) -> float:
    """Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, definition 7; R's default)."""
    if not values or not 0 <= share <= 1:
        raise ValueError("a quantile needs values and a share between 0 and 1")
    ordered = sorted(values)
    position = (len(ordered) - 1) * share
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def spread(values: Sequence[float]) -> Spread:
    """Minimum, quartiles, median and maximum of registers' values; every area counts once, whatever its size."""
    return Spread(
        minimum=quantile(values, 0),
        lower_quartile=quantile(values, 0.25),
        median=quantile(values, 0.5),
        upper_quartile=quantile(values, 0.75),
        maximum=quantile(values, 1),
        n=len(values),
    )


def standing(value: float, others: Sequence[float]) -> Standing:
    """Count the areas with a smaller, equal and larger value; leave the area itself out of `others`."""
    return Standing(sum(o < value for o in others), sum(o == value for o in others), sum(o > value for o in others))


def power_of_correlation(correlation: float, n: int) -> float:
    """How often n pairs show a true correlation as different from 0, two-sided at 5 % (Fisher's z; Fisher 1921).

    Power = Phi(atanh(r) sqrt(n - 3) - 1.96); the other tail is left out, it is below 1 % from r = .2 and n = 10 on.
    """
    if not -1 < correlation < 1 or n < 4:
        raise ValueError("a correlation lies between -1 and 1 and needs at least 4 pairs")
    reach = abs(math.atanh(correlation)) * math.sqrt(n - 3) - NormalDist().inv_cdf(0.975)
    return NormalDist().cdf(reach)


def _interval(
    value: float | None, lower: float | None, upper: float | None, is_exact: bool
) -> tuple[float | None, float | None]:
    if value is None or not math.isfinite(value):
        return None, None
    if lower is None and upper is None:
        return (value, value) if is_exact else (None, None)
    if lower is None or upper is None or not lower <= value <= upper:
        raise ValueError("an interval needs both bounds, with the value between them")
    return lower, upper
