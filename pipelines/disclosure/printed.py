"""Numbers that are not made from tokens (model estimates): how many counts could have given the digits printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.disclosure.attack import CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Callable

DEGREES_OF_FREEDOM = 10


def candidates(printed: str, persons: int, statistic: Callable[[int], float]) -> tuple[int, ...]:
    """Counts 0..persons for which `statistic` prints as `printed`, the number of persons being known.

    `printed` has a decimal point; a statistic that ends between two printed numbers counts for both.
    """
    digits = len(printed.partition(".")[2])
    value, half = float(printed), 0.5 * 10.0**-digits
    return tuple(count for count in range(persons + 1) if abs(statistic(count) - value) <= half * (1 + 1e-9))


def may_print(printed: str, persons: int, statistic: Callable[[int], float], degrees_of_freedom: int) -> bool:
    """Whether at least five counts fit the digits and the model has at least ten residual degrees of freedom."""
    return degrees_of_freedom >= DEGREES_OF_FREEDOM and len(candidates(printed, persons, statistic)) >= CANDIDATES
