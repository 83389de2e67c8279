"""The effect of the model by difference-in-differences, together with every gate that stands before its sentence.

A gate is data: what it measured, what it needed, whether it passed. Where one fails, nothing causal may be said; where
all pass and the interval holds 0, the effect was not shown, which is not the same as "does not work".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from pipelines.statistics.panel import Panel, at_event_time, cells, overall, stack
from pipelines.statistics.randomisation import (
    ROUNDS,
    Permutations,
    assignments,
    event_times,
    infer,
    joint_p,
    permutations,
    size_strata,
    treated,
    treated_at,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.statistics.panel import Cell, Numbers, Places
    from pipelines.statistics.randomisation import Inference

GateName = Literal[
    "treated_counties",
    "comparison_counties",
    "pre_periods",
    "post_periods",
    "adoption_fixed",
    "definition_unchanged",
    "assignments",
    "pre_trend",
    "pre_coefficients",
    "smallest_effect",
    "composition",
    "drop_one",
]
Verdict = Literal["no_design", "not_shown", "positive", "negative"]
Reason = Literal["", "too_few", "not_declared", "not_measured", "shifted", "one_county_decides"]

LEVEL = 0.05
TREND_LEVEL = 0.10  # for checks that should find nothing a rejection is made easier
DROP_LEVEL = 0.10  # a county fewer costs precision; only a result that rests on one county shall fall
MIN_TREATED, MIN_COMPARISON, MIN_PRE, MIN_POST = 4, 8, 4, 4
MIN_ASSIGNMENTS = 100  # fewer ways to hand out the dates cannot tell 1 in 20 from chance with any resolution


@dataclass(frozen=True)
class Declared:
    """What no figure can show and a person must have written down before the data were read."""

    adoption_fixed: bool
    definition_unchanged: bool


@dataclass(frozen=True)
class Gate:
    """One condition: `found` against `needed` (None where it could not be measured) and the reason of a failure."""

    name: GateName
    passed: bool
    found: float | None
    needed: float
    reason: Reason


@dataclass(frozen=True)
class EventPoint:
    """The effect `time` periods after adoption (negative: before, where it should be 0), relative to period -1."""

    time: int
    inference: Inference


@dataclass(frozen=True)
class DropOne:
    """The headline effect without one county (its row in the panel)."""

    county: int
    estimate: float
    p: float


@dataclass(frozen=True)
class Effect:
    """All there is to print, in this order: the smallest effect these data could show, the gates, the estimate."""

    smallest_effect: float | None
    gates: tuple[Gate, ...]
    inference: Inference | None  # None where the panel has no treated county with a comparison
    events: tuple[EventPoint, ...]
    drop_one: tuple[DropOne, ...]
    pre_trend_p: float | None
    composition: Inference | None

    @property
    def failed(self) -> tuple[Gate, ...]:
        return tuple(gate for gate in self.gates if not gate.passed)

    @property
    def verdict(self) -> Verdict:
        """Whether the model's effect may be named; "no_design" calls for the default sentence."""
        if self.failed or self.inference is None:
            return "no_design"
        if self.inference.p > LEVEL or self.inference.lower <= 0 <= self.inference.upper:
            return "not_shown"
        return "positive" if self.inference.estimate > 0 else "negative"


def evaluate(
    panel: Panel,
    declared: Declared,
    *,
    case_mix: Numbers | None = None,
    strata: int | None = None,
    rounds: int = ROUNDS,
    seed: int = 0,
) -> Effect:
    """Estimate the effect on `panel` (unit of its outcome) and judge every gate of `statistics.md` B2.6.

    `case_mix`: expected outcome of the cases of each county and period (counties x periods) from a model without the
    county; it must not shift at adoption. `strata`: permute only within so many groups of counties of similar size.
    Comparison is with counties not yet treated. Raises ValueError for fewer than 999 rounds.
    """
    labels = None if strata is None else size_strata(panel.cases, strata)
    counts = _count_gates(panel, labels) + _declared_gates(declared)
    if not _post(panel):
        return Effect(None, (*counts, *_unmeasured()), None, (), (), None, None)
    draws = Permutations(panel, permutations(panel.adoption, rounds, seed=seed, strata=labels))
    main = infer(draws, overall, treated(panel), strata=labels)
    events = tuple(
        EventPoint(time, infer(draws, at_event_time(time), treated_at(panel, time), strata=labels))
        for time in event_times(draws.own_cells)
    )
    before = [event for event in events if event.time < 0]
    trend = joint_p(draws, [at_event_time(event.time) for event in before]) if before else None
    mix = None
    if case_mix is not None:
        shifted = Panel(np.asarray(case_mix, dtype=float), panel.cases, panel.adoption)
        mix = infer(Permutations(shifted, draws.places, only_after=True), overall, treated(shifted), strata=labels)
    drops = _drop_each(panel, labels, rounds, seed)
    measured = (
        _trend_gate(trend),
        _coefficient_gate(before),
        _known("smallest_effect", main.smallest_effect if main.permuted.std() > 0 else None),
        _mix_gate(mix),
        _drop_gate(main, drops, panel),
    )
    return Effect(main.smallest_effect, (*counts, *measured), main, events, drops, trend, mix)


def conditions(adoption: Places, periods: int, declared: Declared) -> tuple[Gate, ...]:
    """The gates where nothing but the roll-out is known: what needs outcomes counts as not measured.

    `adoption`: as in `Panel`, one entry per county, none or one at the least. Raises ValueError as `Panel`.
    """
    counties = len(adoption)
    panel = Panel(np.zeros((counties, periods)), np.ones(counties), adoption)
    return (*_count_gates(panel, None), *_declared_gates(declared), *_unmeasured())


def _count_gates(panel: Panel, labels: Places | None) -> tuple[Gate, ...]:
    """Of the cohorts that can be compared; where none can, of all, so that only the lack of a comparison is told."""
    post = _post(panel)
    cohorts = {cell.group for cell in post} or set(panel.cohorts)
    periods = panel.outcome.shape[1]
    after = [sum(cell.group == group for cell in post) if post else periods - group for group in cohorts]
    return (
        _at_least("treated_counties", int(np.isin(panel.adoption, list(cohorts)).sum()), MIN_TREATED),
        _at_least("comparison_counties", min((cell.comparisons for cell in post), default=0), MIN_COMPARISON),
        _at_least("pre_periods", min(cohorts, default=0), MIN_PRE),
        _at_least("post_periods", min(after, default=0), MIN_POST),
        _at_least("assignments", assignments(panel.adoption, labels), MIN_ASSIGNMENTS),
    )


def _declared_gates(declared: Declared) -> tuple[Gate, ...]:
    names: tuple[tuple[GateName, bool], ...] = (
        ("adoption_fixed", declared.adoption_fixed),
        ("definition_unchanged", declared.definition_unchanged),
    )
    return tuple(Gate(name, yes, float(yes), 1.0, "" if yes else "not_declared") for name, yes in names)


def _post(panel: Panel) -> tuple[Cell, ...]:
    """The cells that the headline effect is made of: from adoption on, with at least one county not yet treated."""
    return tuple(cell for cell in cells(stack(panel)) if cell.event_time >= 0)


def _trend_gate(p: float | None) -> Gate:
    if p is None:
        return Gate("pre_trend", False, None, TREND_LEVEL, "not_measured")
    return Gate("pre_trend", p > TREND_LEVEL, p, TREND_LEVEL, "" if p > TREND_LEVEL else "shifted")


def _coefficient_gate(before: Sequence[EventPoint]) -> Gate:
    """Every pre-coefficient needs an interval that can be printed; period -1 is the base and has none."""
    known = sum(bool(np.isfinite([e.inference.lower, e.inference.upper]).all()) for e in before)
    enough = known == len(before) and known >= MIN_PRE - 1
    return Gate("pre_coefficients", enough, float(known), float(max(len(before), MIN_PRE - 1)), _few(enough))


def _mix_gate(mix: Inference | None) -> Gate:
    if mix is None:
        return Gate("composition", False, None, TREND_LEVEL, "not_measured")
    return Gate("composition", mix.p > TREND_LEVEL, mix.p, TREND_LEVEL, "" if mix.p > TREND_LEVEL else "shifted")


def _drop_gate(main: Inference, drops: Sequence[DropOne], panel: Panel) -> Gate:
    """What would be named must keep its sign and stay below 10 % without any one county (the figures are ours)."""
    if len(drops) < len(panel.cases):
        return Gate("drop_one", False, None, DROP_LEVEL, "not_measured")
    worst = max(drop.p for drop in drops)
    holds = main.p > LEVEL or all(drop.p <= DROP_LEVEL and drop.estimate * main.estimate > 0 for drop in drops)
    return Gate("drop_one", holds, worst, DROP_LEVEL, "" if holds else "one_county_decides")


def _drop_each(panel: Panel, strata: Places | None, rounds: int, seed: int) -> tuple[DropOne, ...]:
    found = []
    for county in range(len(panel.cases)):
        rest = panel.without(county)
        if not _post(rest):
            continue
        labels = None if strata is None else np.delete(strata, county)
        draws = Permutations(rest, permutations(rest.adoption, rounds, seed=seed, strata=labels), only_after=True)
        value = float(draws.effects(overall)[0].value[0])
        found.append(DropOne(county, value, joint_p(draws, [overall])))
    return tuple(found)


def _unmeasured() -> tuple[Gate, ...]:
    names: tuple[tuple[GateName, float], ...] = (
        ("pre_trend", TREND_LEVEL),
        ("pre_coefficients", MIN_PRE - 1),
        ("smallest_effect", 0.0),
        ("composition", TREND_LEVEL),
        ("drop_one", DROP_LEVEL),
    )
    return tuple(Gate(name, False, None, needed, "not_measured") for name, needed in names)


def _known(name: GateName, found: float | None) -> Gate:
    return Gate(name, found is not None, found, 0.0, "" if found is not None else "not_measured")


def _at_least(name: GateName, found: int, needed: int) -> Gate:
    return Gate(name, found >= needed, float(found), float(needed), _few(found >= needed))


def _few(enough: bool) -> Reason:
    return "" if enough else "too_few"
