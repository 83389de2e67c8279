"""Randomisation inference: how often chance alone, handing the same adoption dates to other counties, does as much.

The statistic is t, the effect over its standard error, which stays fair where treated counties are few or unlike the
others in size (MacKinnon and Webb, QED working paper 1355). Effects and their influences are linear in the outcome, so
a hypothetical effect is taken out of every permutation in closed form and intervals come without simulating again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice
from math import factorial, inf
from typing import TYPE_CHECKING

import numpy as np

from pipelines.statistics.panel import NEVER, Stack, cells, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipelines.statistics.panel import Average, Cell, Comparison, Effects, Numbers, Panel, Places

ROUNDS = 999
MOST_ASSIGNMENTS = 20_000  # above it chance is sampled, not counted out
DETECTABLE = 2.8  # standard deviations: 1.96 for the test at 5 % and 0.84 for a power of 80 %
_TIE = 1e-9
_GRID = 200
_DOUBLINGS = 12
_BISECTIONS = 25


@dataclass(frozen=True)
class Inference:
    """An effect with what randomisation says of it; unit of the outcome (shares: 0.1 is 10 percentage points).

    `permuted` holds the effect found under each permutation. Bounds are infinite where the counties allow too few
    different assignments (`assignments`) for the confidence asked.
    """

    estimate: float
    standard_error: float
    p: float
    lower: float
    upper: float
    permuted: Numbers
    assignments: int

    @property
    def smallest_effect(self) -> float:
        """Minimum detectable effect: 2.8 standard deviations of the permuted effects (5 % test, power 80 %)."""
        return DETECTABLE * float(self.permuted.std())


class Permutations:
    """A panel and its permutations of adoption, with every group-time effect computed once.

    `places` (rounds, counties): the county whose outcomes stand in each place of the layout.
    """

    def __init__(
        self, panel: Panel, places: Places, comparison: Comparison = "not_yet", *, only_after: bool = False
    ) -> None:
        """`only_after` leaves out the periods before adoption: half the work where only the headline is wanted."""
        self.panel, self.places, self.comparison, self.only_after = panel, places, comparison, only_after
        self.own = stack(panel)
        self.own_cells = cells(self.own, comparison, only_after=only_after)
        self.stack = Stack(panel.outcome[places], panel.cases[places], panel.adoption)
        self.cells = cells(self.stack, comparison, only_after=only_after)

    def effects(self, average: Average) -> tuple[Effects, Effects]:
        """The effect of the panel itself and of its permutations."""
        return average(self.own, self.own_cells), average(self.stack, self.cells)

    def imposed(self, effect: NDArray[np.float64], average: Average) -> Effects:
        """What the permutations make of an effect of 1 where `effect` (counties x periods) is 1."""
        there = Stack(effect[self.places], self.stack.cases, self.stack.adoption)
        return average(there, cells(there, self.comparison, only_after=self.only_after))


def permutations(adoption: Places, rounds: int = ROUNDS, *, seed: int = 0, strata: Places | None = None) -> Places:
    """Random reorderings of the counties (rounds, counties), within strata where given (one label per county)."""
    if rounds < ROUNDS:
        raise ValueError(f"randomisation inference needs at least {ROUNDS} permutations")
    random = np.random.default_rng(seed)
    places = np.tile(np.arange(len(adoption)), (rounds, 1))
    labels = np.zeros(len(adoption), dtype=int) if strata is None else np.asarray(strata)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        places[:, rows] = random.permuted(np.tile(rows, (rounds, 1)), axis=1)
    return places


def every_assignment(adoption: Places) -> Places:
    """All other ways to hand one common adoption date to as many counties (ways - 1, counties), in a fixed order.

    `infer` counts the panel itself as one more, so that its p-value is exact: no way is left to chance. ValueError for
    several dates and for more than 20,000 ways.
    """
    own = tuple(int(county) for county in np.flatnonzero(adoption != NEVER))
    if len(set(adoption[list(own)].tolist())) != 1:
        raise ValueError("every way is counted out for one common date of adoption")
    ways = assignments(adoption)
    if ways > MOST_ASSIGNMENTS:
        raise ValueError(f"there are {ways} ways, too many to count out")
    counties = range(len(adoption))
    places = np.empty((ways - 1, len(adoption)), dtype=int)
    others = [county for county in counties if county not in own]
    # `own` is moved to the front of the order, so that the first combination is the panel itself
    for row, chosen in enumerate(islice(combinations([*own, *others], len(own)), 1, None)):
        places[row, list(own)] = chosen
        places[row, others] = [county for county in counties if county not in chosen]
    return places


def size_strata(cases: Numbers, count: int) -> Places:
    """Stratum of each county when counties ordered by cases are cut into `count` groups of equal number."""
    if not 1 <= count <= len(cases):
        raise ValueError("there must be at least one stratum and no more than counties")
    strata = np.empty(len(cases), dtype=int)
    for label, rows in enumerate(np.array_split(np.argsort(cases, kind="stable"), count)):
        strata[rows] = label
    return strata


def assignments(adoption: Places, strata: Places | None = None) -> int:
    """In how many different ways the adoption dates could have been handed out: p stays at about 1 in that or above."""
    labels = np.zeros(len(adoption), dtype=int) if strata is None else np.asarray(strata)
    number = 1
    for label in np.unique(labels):
        dates = adoption[labels == label]
        number *= factorial(len(dates))
        for count in np.unique(dates, return_counts=True)[1]:
            number //= factorial(int(count))
    return number


def infer(
    draws: Permutations,
    average: Average,
    effect: NDArray[np.float64],
    *,
    strata: Places | None = None,
    confidence: float = 0.95,
) -> Inference:
    """Estimate, p-value of no effect and interval of one average of effects.

    p = (1 + permutations with |t| at least as large) / (1 + permutations). The interval holds every constant effect
    that the same test does not reject once it is taken out of the treated cells; `effect` (counties x periods, 0/1)
    says which cells those are.
    """
    own, permuted = draws.effects(average)
    test = _Inversion(own, permuted, draws.imposed(effect, average))
    return Inference(
        float(own.value[0]),
        float(own.standard_error[0]),
        float(test.p(np.zeros(1))[0]),
        test.bound(-1, 1 - confidence),
        test.bound(1, 1 - confidence),
        permuted.value,
        assignments(draws.panel.adoption, strata),
    )


def joint_p(draws: Permutations, averages: Sequence[Average]) -> float:
    """P-value that all these averages are 0 together: the sum of their squared t against that of the permutations."""
    if not averages:
        raise ValueError("a joint test needs at least one average")
    pairs = [draws.effects(average) for average in averages]
    seen = float(np.sum([_t(own)[0] ** 2 for own, _ in pairs]))
    chance = np.sum([_t(permuted) ** 2 for _, permuted in pairs], axis=0)
    return _share(chance >= seen * (1 - _TIE))


def treated(panel: Panel) -> Numbers:
    """1 in every cell from a county's adoption on (counties x periods), 0 elsewhere."""
    periods = np.arange(panel.outcome.shape[1])
    return (periods[None] >= panel.adoption[:, None]).astype(float)


def treated_at(panel: Panel, event_time: int) -> Numbers:
    """1 in the one cell of each adopting county that lies `event_time` periods after its adoption, 0 elsewhere."""
    periods = np.arange(panel.outcome.shape[1])
    adopting = panel.adoption[:, None] != NEVER
    at: NDArray[np.bool_] = (periods[None] - panel.adoption[:, None] == event_time) & adopting
    return at.astype(float)


def event_times(found: Sequence[Cell]) -> tuple[int, ...]:
    """Event times for which the panel has an effect, in order; -1, the base, is never among them."""
    return tuple(sorted({cell.event_time for cell in found}))


class _Inversion:
    """The p-value as a function of a constant effect, from the permutations of the outcome and of the effect."""

    def __init__(self, own: Effects, permuted: Effects, imposed: Effects) -> None:
        self.estimate, self.error = float(own.value[0]), float(own.standard_error[0])
        self.a, self.b = permuted.value, imposed.value
        y, d = permuted.influence, imposed.influence
        self.yy, self.yd, self.dd = (y * y).sum(axis=1), (y * d).sum(axis=1), (d * d).sum(axis=1)

    def p(self, effects: Numbers) -> Numbers:
        """P-value at each constant effect."""
        at: Numbers = np.asarray(effects, dtype=float)[:, None]
        variance = np.maximum(self.yy - 2 * at * self.yd + at**2 * self.dd, 0.0)
        chance = np.abs(self.a - at * self.b)
        seen = np.abs(self.estimate - at)
        # |a - b x| / s >= |estimate - x| / error, multiplied out: a standard error of 0 is then no special case.
        at_least = chance * self.error >= seen * np.sqrt(variance) * (1 - _TIE) - 1e-15
        return np.asarray((1 + at_least.sum(axis=1)) / (1 + self.a.size))

    def bound(self, side: int, level: float) -> float:
        """The outermost effect on one side (-1, 1) that is not rejected at `level`."""
        step = max(self.error, float(self.a.std()), 1e-12)
        far = np.array([self.estimate + side * step * 2.0**k for k in range(_DOUBLINGS)])
        rejected = self.p(far) <= level
        if not rejected[-1]:
            return side * inf
        kept = np.flatnonzero(~rejected)
        last = far[kept[-1] + 1] if len(kept) else far[0]
        grid = np.linspace(self.estimate, last, _GRID)
        inside = int(np.flatnonzero(self.p(grid) > level)[-1])
        low, high = grid[inside], grid[inside + 1]
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.p(np.array([middle]))[0] > level else (low, middle)
        return float(low)


def _t(effects: Effects) -> Numbers:
    error = effects.standard_error
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(np.abs(effects.value) < 1e-15, 0.0, effects.value / error))


def _share(at_least: NDArray[np.bool_]) -> float:
    return float((1 + at_least.sum()) / (1 + at_least.size))
