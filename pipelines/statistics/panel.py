"""Difference-in-differences on a panel of counties: group-time effects and their averages.

Callaway and Sant'Anna, Journal of Econometrics 225 (2021) 200. Everything works on a stack of panels of the same
layout (draws x counties x periods), so that the permutations of `randomisation` cost one pass. The influence of each
county is returned beside every estimate; its sum of squares is the variance that studentises a permutation, never by
itself the ground for a statement (`statistics.md` B3: it is far too small with few treated counties).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int_]

NEVER = 1_000_000  # adoption of a county that has not adopted within the panel
Comparison = Literal["not_yet", "never"]
Base = Literal["universal", "varying"]


@dataclass(frozen=True)
class Panel:
    """Outcomes of counties (rows) in periods (columns), complete; a fixed number of cases and the adoption of each.

    `adoption` is the index of the first period with the model, or `NEVER`. Cases must not depend on the outcome or on
    the period: take the planned or the pre-adoption number.
    """

    outcome: Numbers
    cases: Numbers
    adoption: Places

    def __post_init__(self) -> None:
        counties, periods = self.outcome.shape
        if self.cases.shape != (counties,) or self.adoption.shape != (counties,):
            raise ValueError("every county must have one number of cases and one adoption")
        if not (np.isfinite(self.outcome).all() and np.isfinite(self.cases).all() and np.all(self.cases > 0)):
            raise ValueError("the panel must be complete and every county must have cases")
        late = self.adoption[self.adoption != NEVER]
        if np.any(late < 1) or np.any(late >= periods):
            raise ValueError("adoption must leave at least one period before it and lie within the panel")

    @property
    def cohorts(self) -> tuple[int, ...]:
        """Distinct periods of adoption, in order."""
        return tuple(int(g) for g in np.unique(self.adoption) if g != NEVER)

    def without(self, county: int) -> Panel:
        """The panel without one county (its row)."""
        keep = np.arange(len(self.cases)) != county
        return Panel(self.outcome[keep], self.cases[keep], self.adoption[keep])


@dataclass(frozen=True)
class Stack:
    """Panels of one layout: outcomes (draws, counties, periods), cases (draws, counties), one adoption per county."""

    outcome: Numbers
    cases: Numbers
    adoption: Places


@dataclass(frozen=True)
class Effects:
    """An estimate per draw, the influence of each county on it (draws, counties), both in the unit of the outcome."""

    value: Numbers
    influence: Numbers

    @property
    def standard_error(self) -> Numbers:
        return np.asarray(np.sqrt((self.influence**2).sum(axis=1)))


@dataclass(frozen=True)
class Cell:
    """The effect on the cohort that adopted in period `group`, in period `period`, against `comparisons` counties."""

    group: int
    period: int
    comparisons: int
    effects: Effects

    @property
    def event_time(self) -> int:
        return self.period - self.group


Average = Callable[["Stack", "Sequence[Cell]"], Effects]


def stack(panel: Panel) -> Stack:
    """The panel itself as a stack of one."""
    return Stack(panel.outcome[None], panel.cases[None], panel.adoption)


def cells(
    panels: Stack, comparison: Comparison = "not_yet", base: Base = "universal", *, only_after: bool = False
) -> tuple[Cell, ...]:
    """All group-time effects that have a comparison (or only those from adoption on), weighted by the fixed cases.

    ATT(g,t) = E[Y_t - Y_b | G = g] - E[Y_t - Y_b | not yet treated at t], with b = g - 1. Before adoption the varying
    base takes b = t - 1, the universal one keeps g - 1 (and has no cell at g - 1). Comparison counties are untreated at
    both dates and of another cohort, or those that never adopt. Cells without any comparison county are left out.
    """
    found = []
    adoption = panels.adoption
    periods = panels.outcome.shape[2]
    for group in (int(g) for g in np.unique(adoption) if g != NEVER):
        own = np.flatnonzero(adoption == group)
        for period in range(group if only_after else 0, periods):
            start = group - 1 if period >= group or base == "universal" else period - 1
            if start < 0 or start == period:
                continue
            latest = max(period, start)
            free = adoption == NEVER if comparison == "never" else (adoption > latest) & (adoption != group)
            others = np.flatnonzero(free)
            if not len(others):
                continue
            change = panels.outcome[:, :, period] - panels.outcome[:, :, start]
            mean, influence = _mean(change, panels.cases, own)
            other_mean, other_influence = _mean(change, panels.cases, others)
            influence[:, others] = -other_influence[:, others]
            found.append(Cell(group, period, len(others), Effects(mean - other_mean, influence)))
    return tuple(found)


def overall(panels: Stack, found: Sequence[Cell]) -> Effects:
    """Sum over cohorts of P(G = g | G <= T) times the mean of ATT(g,t) over t >= g: the headline effect."""
    post = [cell for cell in found if cell.event_time >= 0]
    return _weighted(panels, [_plain_mean([c for c in post if c.group == g]) for g in _groups(post)], _groups(post))


def simple(panels: Stack, found: Sequence[Cell]) -> Effects:
    """Mean of all ATT(g,t) with t >= g, each weighted by its cohort: cohorts treated longer count more."""
    post = [cell for cell in found if cell.event_time >= 0]
    return _weighted(panels, [cell.effects for cell in post], [cell.group for cell in post])


def at_event_time(event_time: int) -> Average:
    """The average that takes all cohorts at `event_time` periods after adoption (negative: before)."""

    def average(panels: Stack, found: Sequence[Cell]) -> Effects:
        chosen = [cell for cell in found if cell.event_time == event_time]
        return _weighted(panels, [cell.effects for cell in chosen], [cell.group for cell in chosen])

    return average


def dynamic(panels: Stack, found: Sequence[Cell]) -> Effects:
    """Plain mean over event times 0, 1, … of the effects of all cohorts at each."""
    times = sorted({cell.event_time for cell in found if cell.event_time >= 0})
    return _mean_of([at_event_time(time)(panels, found) for time in times])


def calendar(panels: Stack, found: Sequence[Cell]) -> Effects:
    """Plain mean over periods of the effects of all cohorts treated in each."""
    post = [cell for cell in found if cell.event_time >= 0]
    chosen = [[c for c in post if c.period == period] for period in sorted({c.period for c in post})]
    return _mean_of([_weighted(panels, [c.effects for c in row], [c.group for c in row]) for row in chosen])


def _mean(change: Numbers, cases: Numbers, rows: Places) -> tuple[Numbers, Numbers]:
    """Weighted mean of the change over `rows` and the influence of each county on it (0 for all others)."""
    weight = cases[:, rows] / cases[:, rows].sum(axis=1, keepdims=True)
    mean = (weight * change[:, rows]).sum(axis=1)
    influence = np.zeros_like(change)
    influence[:, rows] = weight * (change[:, rows] - mean[:, None])
    return mean, influence


def _weighted(panels: Stack, effects: Sequence[Effects], groups: Sequence[int]) -> Effects:
    """Mean of effects weighted by the cases of their cohorts; the weights' own uncertainty is part of the influence."""
    if not effects:
        raise ValueError("no cell of the panel has both treated and comparison counties")
    members = {g: panels.adoption == g for g in set(groups)}
    size = {g: panels.cases[:, rows].sum(axis=1) for g, rows in members.items()}
    total = np.sum([size[g] for g in groups], axis=0)
    value = np.sum([size[g] * e.value for g, e in zip(groups, effects, strict=True)], axis=0) / total
    influence = np.zeros_like(effects[0].influence)
    for group, effect in zip(groups, effects, strict=True):
        influence += (size[group] / total)[:, None] * effect.influence
        rows = members[group]
        influence[:, rows] += panels.cases[:, rows] * ((effect.value - value) / total)[:, None]
    return Effects(value, influence)


def _plain_mean(found: Sequence[Cell]) -> Effects:
    return _mean_of([cell.effects for cell in found])


def _mean_of(effects: Sequence[Effects]) -> Effects:
    return Effects(
        np.mean([effect.value for effect in effects], axis=0),
        np.mean([effect.influence for effect in effects], axis=0),
    )


def _groups(found: Sequence[Cell]) -> list[int]:
    return sorted({cell.group for cell in found})
