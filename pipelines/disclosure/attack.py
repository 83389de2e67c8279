"""One attack: every target is either shown to stay vague by two possible files, or bounded exactly by linear programs."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pipelines.disclosure.polyhedron import whole_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipelines.disclosure.polyhedron import Polyhedron

SMALL = 7  # counts from 1 to this are about few persons
CANDIDATES = 5  # each small count must be able to be this many numbers
_ROUNDS = 60  # of searches for witnesses; what is left then goes to exact programs
_STALE = 4  # rounds without a new witness end the search


@dataclass(frozen=True)
class Targets:
    """Counts under attack: row `larger` less row `smaller` (-1: nothing), within the row `around` (-1: not asked)."""

    larger: NDArray[np.int64]
    smaller: NDArray[np.int64]
    around: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.larger)

    def part(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> Targets:
        return Targets(self.larger[which], self.smaller[which], self.around[which])

    def of(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Value of each target where the rows have these values."""
        padded: NDArray[np.float64] = np.append(values, 0.0)
        return np.asarray(padded[self.larger] - padded[self.smaller])


@dataclass(frozen=True)
class Violation:
    """A target that the tokens give away: too few candidates, or nobody (everybody) where somebody is proved."""

    rule: str  # "narrow" or "empty"
    larger: int
    smaller: int
    lower: int
    upper: int


@dataclass(frozen=True)
class Outcome:
    """What one attack found; `narrowest` is the number of candidates of the worst small count (5: five or more)."""

    targets: int
    sensitive: int
    witnessed: int
    programs: int
    narrowest: int
    violations: tuple[Violation, ...]
    seconds: float


@dataclass
class _Search:
    """Smallest and largest value of each target in the files seen so far."""

    polyhedron: Polyhedron
    targets: Targets
    programs: int = 0
    low: NDArray[np.float64] = field(init=False)
    high: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        self.low = np.full(len(self.targets), np.inf)
        self.high = np.full(len(self.targets), -np.inf)

    def push(self, which: Sequence[int] | NDArray[np.int64], signs: NDArray[np.float64]) -> None:
        """Look for a file in which the targets `which` are large (sign +) or small (sign -)."""
        weights = np.zeros(self.polyhedron.rows.shape[0] + 1)
        np.add.at(weights, self.targets.larger[which], signs)
        np.add.at(weights, self.targets.smaller[which], -signs)
        values = self.targets.of(self.polyhedron.farthest(weights[:-1]))
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)
        self.programs += 1

    def settled(self, needed: NDArray[np.float64]) -> NDArray[np.bool_]:
        low, high = whole_bounds(self.low, self.high)
        return np.asarray(high - low >= needed)


def attack(
    polyhedron: Polyhedron,
    targets: Targets,
    widths: NDArray[np.float64] | None = None,
    stop_early: bool = False,
) -> Outcome:
    """Find every target with fewer than five candidates near few persons, and every provable nobody or everybody.

    The answer is that of two linear programs for each target; most are spared them because two possible files that
    differ enough have been seen. `widths` gives the width each target must have (four where not given); with
    `stop_early` the first violation ends the attack. Only what is in the polyhedron decides, never the true file.
    """
    started = time.monotonic()
    total = len(targets)
    low, high = _cell_bounds(polyhedron, targets)
    is_open = (low <= SMALL) & (high >= 0)
    targets = targets.part(is_open)
    widths = np.full(len(targets), CANDIDATES - 1.0) if widths is None else widths[is_open]
    search = _Search(polyhedron, targets)
    _look_for_witnesses(search, widths)
    witnessed = int(search.settled(widths).sum())
    violations = []
    for i in np.flatnonzero(~search.settled(widths)):
        if search.settled(widths)[i]:  # by a file met on the way to another target
            continue
        violation = _decide(search, int(i), widths[i])
        if violation is not None:
            violations.append(violation)
            if stop_early:
                break
    narrowest = min([v.upper - v.lower + 1 for v in violations if v.rule == "narrow"], default=CANDIDATES)
    return Outcome(
        total, len(targets), witnessed, search.programs, narrowest, tuple(violations), time.monotonic() - started
    )


def _cell_bounds(polyhedron: Polyhedron, targets: Targets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What the rows' own bounds say of each target: wider than the truth, so only used to leave targets out."""
    lower, upper = np.append(polyhedron.lower, 0.0), np.append(polyhedron.upper, 0.0)
    return np.maximum(lower[targets.larger] - upper[targets.smaller], 0), upper[targets.larger] - lower[targets.smaller]


def _look_for_witnesses(search: _Search, widths: NDArray[np.float64]) -> None:
    """Push many targets at once to both sides; directions are drawn with a fixed seed."""
    random = np.random.default_rng(20171208)
    stale, before = 0, len(widths) + 1
    for _ in range(_ROUNDS):
        left = np.flatnonzero(~search.settled(widths))
        stale = stale + 1 if len(left) >= before else 0
        if not len(left) or stale >= _STALE:
            return
        before = len(left)
        signs = random.choice([-1.0, 1.0], len(left))
        search.push(left, signs)
        search.push(left, -signs)


def _decide(search: _Search, i: int, width: float) -> Violation | None:
    """Both exact bounds of one target, and the rules (a), (b), (c) on them."""
    targets = search.targets
    search.push([i], np.array([-1.0]))
    low, high = whole_bounds(search.low[i : i + 1], search.high[i : i + 1])
    if low[0] > SMALL or high[0] - low[0] >= width:
        return None
    search.push([i], np.array([1.0]))
    low, high = whole_bounds(search.low[i : i + 1], search.high[i : i + 1])
    lower, upper = int(low[0]), int(high[0])
    rule = ""
    if upper - lower < width and upper >= 1:
        rule = "narrow"
    elif upper == 0 and targets.around[i] >= 0 and _is_someone_there(search, i):
        rule = "empty"
    return Violation(rule, int(targets.larger[i]), int(targets.smaller[i]), lower, upper) if rule else None


def _is_someone_there(search: _Search, i: int) -> bool:
    """Whether every possible file has at least one person in the row around a target."""
    around = search.targets.around[i]
    weights = np.zeros(search.polyhedron.rows.shape[0])
    weights[around] = -1.0
    search.programs += 1
    return bool(search.polyhedron.farthest(weights)[around] > 1e-3)
