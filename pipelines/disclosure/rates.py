"""Rates, their intervals and curves, all made from tokens only: what a reader may be told without knowing more."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Literal

from pipelines.disclosure.tokens import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.disclosure.tokens import Rule

RATE_PERSONS = 50  # a rate needs this token of persons; the rule never looks at the numerator, which would bias it
CURVE_PERSONS = 100
Z = 1.959963984540054


@dataclass(frozen=True)
class Rate:
    """A share between 0 and 1 with its interval; `below` and `above` know one side only and have no value."""

    kind: Literal["value", "below", "above"]
    value: float | None
    lower: float
    upper: float


def wilson(count: float, persons: float, z: float = Z) -> tuple[float, float]:
    """Wilson's interval of a share (Wilson, JASA 22 (1927) 209), as lower and upper bound."""
    share = count / persons
    middle = share + z * z / (2 * persons)
    spread = z * sqrt(share * (1 - share) / persons + z * z / (4 * persons * persons))
    scale = 1 + z * z / persons
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def rate(rule: Rule, count: int, persons: int) -> Rate | None:
    """Rate from the tokens of a count and of its group; None where the group is too small.

    The interval is the envelope of Wilson's over all counts that the tokens allow. A hidden count gives only an upper
    bound; where those without the outcome may be as few as a hidden count, there is only a lower bound.
    """
    if persons == HIDDEN or persons < RATE_PERSONS:
        return None
    fewest, most = (int(bound) for bound in rule.bounds(persons))
    low, high = (int(bound) for bound in rule.bounds(count))
    if count == HIDDEN:
        return Rate("below", None, 0.0, wilson(high, fewest)[1])
    if fewest - high <= rule.threshold:
        return Rate("above", None, wilson(low, most)[0], 1.0)
    return Rate("value", count / persons, wilson(low, most)[0], wilson(high, fewest)[1])


def curve(rule: Rule, counts: Sequence[int], persons: int) -> tuple[Rate, ...] | None:
    """Cumulative incidence at each month of the list; None where the group is too small for a curve."""
    if persons == HIDDEN or persons < CURVE_PERSONS:
        return None
    return tuple(point for count in counts if (point := rate(rule, count, persons)) is not None)
