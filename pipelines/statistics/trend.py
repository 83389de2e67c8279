"""Whether a short annual series rises or falls: the exact Mann-Kendall test and the Theil-Sen slope with its interval."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 5  # points: with four even a strictly rising series has p = 0.083


@dataclass(frozen=True)
class Trend:
    """Test and slope of one series; the slope is in the series' unit per unit of time."""

    n: int
    score: int  # Kendall's S: pairs that rise less pairs that fall
    p: float  # two-sided and exact, ties taken into account
    slope: float
    lower: float
    upper: float

    def is_significant(self, level: float = 0.05) -> bool:
        return self.p < level


def trend(times: Sequence[float], values: Sequence[float], confidence: float = 0.95) -> Trend:
    """Mann-Kendall test (Econometrica 13 (1945) 245) and Theil-Sen slope (Sen, JASA 63 (1968) 1379) of a series.

    Both take the points as independent, which annual labour figures are not quite: the test finds candidates, it is no
    proof. ValueError with fewer than five points, with times that do not rise, or lengths that differ.
    """
    if len(times) != len(values):
        raise ValueError("times and values must have the same length")
    if len(values) < LEAST:
        raise ValueError(f"a trend needs at least {LEAST} points, got {len(values)}")
    if any(later <= earlier for earlier, later in pairwise(times)):
        raise ValueError("times must rise")
    pairs = list(combinations(zip(times, values, strict=True), 2))
    score = sum((later > earlier) - (later < earlier) for (_, earlier), (_, later) in pairs)
    slopes = sorted((later - earlier) / (end - start) for (start, earlier), (end, later) in pairs)
    left_out = _left_out(len(values), confidence)
    return Trend(
        n=len(values),
        score=score,
        p=_two_sided(score, tuple(sorted(Counter(values).values()))),
        slope=median(slopes),
        lower=slopes[left_out],
        upper=slopes[-1 - left_out],
    )


def _left_out(n: int, confidence: float) -> int:
    """Slopes to leave out at each end, so that without ties the interval holds 0 exactly where the test finds nothing.

    Hollander, Wolfe and Chicken, Nonparametric Statistical Methods (2014), section 9.3.
    """
    counts = arrangements((1,) * n)
    total, seen, left_out = sum(counts), 0, 0
    for inversions, count in enumerate(counts):
        seen += count
        if seen / total > (1 - confidence) / 2:
            break
        left_out = inversions
    return left_out


def _two_sided(score: int, ties: tuple[int, ...]) -> float:
    """Probability of a score at least as far from 0 where every order of these values is equally likely."""
    counts = arrangements(ties)
    most = len(counts) - 1  # pairs that are not tied; the score is that number less two for each inversion
    far = sum(count for inversions, count in enumerate(counts) if abs(most - 2 * inversions) >= abs(score))
    return far / sum(counts)


@lru_cache(maxsize=256)
def arrangements(ties: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of values that occur `ties` times have 0, 1, 2 … inversions.

    MacMahon's Gaussian multinomial coefficient: the q-factorial of all values over those of the groups of equal ones
    (Andrews, The Theory of Partitions (1976), theorem 3.6).
    """
    counts = [1]
    for size in range(2, sum(ties) + 1):
        counts = _times(counts, size)
    for tied in ties:
        for size in range(2, tied + 1):
            counts = _over(counts, size)
    return tuple(counts)


def _times(counts: list[int], size: int) -> list[int]:
    """The polynomial times 1 + q + … + q^(size - 1)."""
    return [sum(counts[max(0, at - size + 1) : at + 1]) for at in range(len(counts) + size - 1)]


def _over(counts: list[int], size: int) -> list[int]:
    """The polynomial divided by 1 + q + … + q^(size - 1), where that leaves nothing over."""
    found: list[int] = []
    for at in range(len(counts) - size + 1):
        found.append(counts[at] - sum(found[max(0, at - size + 1) : at]))
    return found
