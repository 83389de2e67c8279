"""Confidence intervals of shares, of differences of shares, and of observed against expected numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipelines.statistics.survey import critical_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """Lower and upper bounds, one entry per item, in the unit of the estimate."""

    lower: Numbers
    upper: Numbers


def wilson(count: ArrayLike, persons: ArrayLike, confidence: float = 0.95) -> Interval:
    """Interval of the share count / persons, by Wilson's score method (JASA 22 (1927) 209).

    (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). For rates made from tokens see `disclosure.rates`.
    """
    count, persons = _shares(count, persons)
    z = critical_value(confidence)
    share = count / persons
    middle = share + z * z / (2 * persons)
    spread = z * np.sqrt(share * (1 - share) / persons + z * z / (4 * persons * persons))
    scale = 1 + z * z / persons
    return Interval(np.maximum(0.0, (middle - spread) / scale), np.minimum(1.0, (middle + spread) / scale))


def newcombe(
    count1: ArrayLike, persons1: ArrayLike, count2: ArrayLike, persons2: ArrayLike, confidence: float = 0.95
) -> Interval:
    """Interval of the difference p1 - p2 of two independent shares (Newcombe, Stat. Med. 17 (1998) 873, method 10).

    d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2), with Wilson's bounds l and u.
    """
    count1, persons1 = _shares(count1, persons1)
    count2, persons2 = _shares(count2, persons2)
    first, second = wilson(count1, persons1, confidence), wilson(count2, persons2, confidence)
    p1, p2 = count1 / persons1, count2 / persons2
    return Interval(
        p1 - p2 - np.hypot(p1 - first.lower, second.upper - p2),
        p1 - p2 + np.hypot(first.upper - p1, p2 - second.lower),
    )


def byar(observed: ArrayLike, confidence: float = 0.95) -> Interval:
    """Interval of a Poisson mean from the number observed, by Byar's approximation.

    O (1 - 1/9O - z/(3 sqrt O))^3 to (O+1) (1 - 1/9(O+1) + z/(3 sqrt(O+1)))^3; the lower bound of 0 is 0.
    Breslow and Day, Statistical Methods in Cancer Research II (1987), p. 69.
    """
    number = np.asarray(observed, dtype=float)
    if not np.all(number >= 0):
        raise ValueError("observed numbers must not be negative")
    z = critical_value(confidence)
    some = np.maximum(number, 1)  # at 0 the formula has no value and the bound is 0
    lower = np.where(number > 0, some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3, 0.0)
    more = number + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return Interval(np.maximum(0.0, lower), upper)


def difference(first: tuple[float, float, float], second: tuple[float, float, float]) -> tuple[float, float, float]:
    """Difference of two independent estimates (value, lower, upper) with an interval made of theirs, which may be skew.

    d - sqrt((x1 - l1)^2 + (u2 - x2)^2) to d + sqrt((u1 - x1)^2 + (x2 - l2)^2): the method of variance estimates recovery
    (Zou and Donner, Stat. Med. 27 (2008) 1693), of which Newcombe's interval is the case of two shares.
    """
    (x1, l1, u1), (x2, l2, u2) = first, second
    if not (l1 <= x1 <= u1 and l2 <= x2 <= u2):
        raise ValueError("an estimate must lie within its interval")
    gap = x1 - x2
    return gap, gap - math.hypot(x1 - l1, u2 - x2), gap + math.hypot(u1 - x1, x2 - l2)


def _shares(count: ArrayLike, persons: ArrayLike) -> tuple[Numbers, Numbers]:
    some, all_ = np.asarray(count, dtype=float), np.asarray(persons, dtype=float)
    if not (np.all(all_ > 0) and np.all(some >= 0) and np.all(some <= all_)):
        raise ValueError("a share must have at least one person and a count between 0 and all of them")
    return some, all_
