"""How coarsely a number made from exact counts must be printed so that five counts fit it (`statistics.md` A7-5)."""

from __future__ import annotations

from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, Literal

from pipelines.disclosure.attack import CANDIDATES
from pipelines.disclosure.printed import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable

Side = Literal[-1, 0, 1]
STEPS = (1, 2, 5, 10)  # percentage points


def printed(share: float, step: int, side: Side = 0) -> int:
    """A share in percentage points by whole steps: the nearest (halves up), or outwards for a bound (-1 down, 1 up)."""
    at = round(100 * share / step, 9)
    return step * (floor(at + 0.5) if side == 0 else floor(at) if side < 0 else ceil(at))


def fits(share: float, slope: float, own: int, persons: int, step: int, side: Side = 0) -> bool:
    """Whether at least five counts of one cell could stand behind a printed number, all other cells being known.

    The number moves by `slope` (share) for each person more in the cell, which holds `own` of `persons`. Where every
    possible count fits, nothing is told however few there are.
    """
    told = str(printed(share, step, side) // step)
    # printing outwards is rounding of what lies half a step further out
    found = candidates(told, persons, lambda count: 100 * (share + slope * (count - own)) / step + 0.5 * side)
    return len(found) >= min(CANDIDATES, persons + 1)


def step_for(numbers: Iterable[tuple[float, float, int, int, Side]]) -> int | None:
    """The finest step at which all numbers (share, slope, own, persons, side) may be printed; None where none will do."""
    known = [number for number in numbers if isfinite(number[0]) and isfinite(number[1])]
    for step in STEPS:
        if all(fits(share, slope, own, persons, step, side) for share, slope, own, persons, side in known):
            return step
    return None
