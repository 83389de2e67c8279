"""The effect of the model on the panel of counties and half-years: gates, smallest effect, estimate, all printed coarsely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.disclosure.printed import DEGREES_OF_FREEDOM
from pipelines.evaluation import rounding
from pipelines.evaluation.strata import Strata, expected, tables
from pipelines.statistics import effect as estimators
from pipelines.statistics.panel import NEVER, Panel, Stack, at_event_time, cells, overall
from pipelines.statistics.randomisation import Permutations, infer, permutations, treated, treated_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from pipelines.evaluation.plan import Plan
    from pipelines.evaluation.rounding import Side
    from pipelines.statistics.panel import Average
    from pipelines.statistics.randomisation import Inference

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int_]
    Number = tuple[float, float, int, int, Side]

Row = dict[str, Any]
SEED = 0
_NO_SLOPE = 1e-12
P_CLASSES = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0)  # a p-value is printed as the smallest of these that it does not exceed
_P_GATES = ("pre_trend", "composition", "drop_one")


@dataclass(frozen=True)
class Rollout:
    """Counties and half-years of the panel, when each county adopted, and what was left out."""

    counties: tuple[str, ...]
    halves: tuple[int, ...]  # counted from year 0
    start: Places  # place among the half-years, or NEVER
    too_small: int | None  # counties left out: a half-year with fewer cases than the plan asks for; None: not looked at
    too_early: int  # counties left out: the model was there before the panel begins

    @property
    def treated(self) -> int:
        """Counties that adopted within the panel."""
        return int((self.start != NEVER).sum())


@dataclass(frozen=True)
class Design:
    """The panel with what it was made of; counts are exact and stay in the build."""

    rollout: Rollout
    panel: Panel
    persons: Numbers  # counties x half-years
    in_work: Numbers
    mix: Numbers  # expected share by case mix


def rollout(strata: Strata, adoption: Mapping[str, int], least_cases: int | None) -> Rollout:
    """The counties with at least so many cases in every half-year; without `least_cases` no count of cases is asked.

    `adoption`: half-year (counted from year 0) in which each county reached the stage. A county whose half-year is
    partly with the model counts as having it, which draws an effect towards 0, never away from it.
    """
    counties = [str(code) for code in np.unique(strata.teryt)]
    halves = list(range(int(strata.half.min()), int(strata.half.max()) + 1))
    start = np.array([adoption.get(code, NEVER) for code in counties])
    start = np.where((start == NEVER) | (start > halves[-1]), NEVER, start - halves[0])
    least = 0 if least_cases is None else max(1, least_cases)
    is_whole = (tables(strata, counties, halves, strata.cases) >= least).all(axis=1)
    is_early = start < 1
    keep = is_whole & ~is_early
    return Rollout(
        counties=tuple(code for code, kept in zip(counties, keep, strict=True) if kept),
        halves=tuple(halves),
        start=start[keep],
        too_small=None if least_cases is None else int((~is_whole).sum()),
        too_early=int((is_whole & is_early).sum()),
    )


def design(strata: Strata, found: Rollout) -> Design | None:
    """The panel of a roll-out; None where it has fewer than two counties."""
    if len(found.counties) < 2:
        return None
    inside, halves = strata.where(np.isin(strata.teryt, found.counties)), list(found.halves)
    shares = expected(strata)[np.isin(strata.teryt, found.counties)]
    persons, in_work, awaited = (
        tables(inside, list(found.counties), halves, values)
        for values in (inside.cases, inside.in_work, inside.cases * shares)
    )
    before = min(int(found.start.min()), len(halves))
    panel = Panel(in_work / persons, persons[:, :before].mean(axis=1), found.start)
    return Design(found, panel, persons, in_work, awaited / persons)


def conditions(found: Rollout, plan: Plan) -> list[Row]:
    """Rows of `evaluation_gates` where there is no panel: the roll-out alone is judged, the rest is not measured."""
    return [_gate(gate) for gate in estimators.conditions(found.start, len(found.halves), _declared(plan))]


def evaluated(found: Design, plan: Plan) -> tuple[list[Row], list[Row], str]:
    """Rows of `evaluation_effect` and `evaluation_gates`, and the verdict that pages may speak.

    Where a gate fails, nothing after adoption is published: only the smallest effect and the periods before. A verdict
    other than "not shown" also needs the printed interval, which is wider than the exact one, to leave out 0. The
    verdict is "hidden" where no rounding keeps five counts behind each number.
    """
    result = estimators.evaluate(found.panel, _declared(plan), case_mix=found.mix, seed=SEED)
    gates = [_gate(gate) for gate in result.gates]
    if result.inference is None or len(found.rollout.counties) - len(found.panel.cohorts) - 1 < DEGREES_OF_FREEDOM:
        return [], gates, "no_design"
    attack = _Attack(found)
    rows: list[Row] = []
    headline = attack.numbers(overall, treated(found.panel), result.inference)
    step = rounding.step_for(headline)
    if step is None:
        return [], gates, "no_design" if result.failed else "hidden"
    rows.append(_row("smallest", None, step, rounding.printed(result.inference.smallest_effect, step, 1)))
    events = {}
    for event in result.events:
        if event.time < 0 or not result.failed:
            numbers = attack.numbers(at_event_time(event.time), treated_at(found.panel, event.time), event.inference)
            events[event.time] = _inferred("event", event.time, event.inference, rounding.step_for(numbers))
    hidden = [time for time, row in events.items() if time < 0 and row["obs_status"] != "A"]
    for gate in gates:
        if gate["gate"] == "pre_coefficients" and hidden:  # the gate asks for printed coefficients, not for known ones
            gate.update(passed=False, found=gate["found"] - len(hidden), reason="hidden")
    verdict = "no_design" if hidden else str(result.verdict)
    if verdict == "no_design":
        return rows + [row for time, row in events.items() if time < 0], gates, verdict
    main = _inferred("effect", None, result.inference, step)
    if not (main["lower"] or 0) * (main["upper"] or 0) > 0:
        verdict = "not_shown"
    return [*rows, main, _without_one(found, result.drop_one), *events.values()], gates, verdict


def _without_one(found: Design, drops: Sequence[estimators.DropOne]) -> Row:
    """The smallest and the largest effect without one county; which county it was, and its own effect, stay in the build."""
    ends: tuple[tuple[estimators.DropOne, Side], ...] = (
        (min(drops, key=lambda drop: drop.estimate), -1),
        (max(drops, key=lambda drop: drop.estimate), 1),
    )
    numbers: list[Number] = []
    for drop, side in ends:
        persons, own = (np.delete(table, drop.county, axis=0).ravel() for table in (found.persons, found.in_work))
        stack = _one_more(found.panel.without(drop.county), persons)
        slopes = overall(stack, cells(stack, only_after=True)).value - drop.estimate
        numbers += [
            (drop.estimate, float(slopes[cell]), int(own[cell]), int(persons[cell]), side)
            for cell in np.flatnonzero(np.abs(slopes) > _NO_SLOPE)
        ]
    step = rounding.step_for(numbers)
    if step is None:
        return {**_row("drop_one", None, None, None), "obs_status": "C"}
    return _row("drop_one", None, step, None, *(rounding.printed(drop.estimate, step, side) for drop, side in ends))


def _declared(plan: Plan) -> estimators.Declared:
    return estimators.Declared(plan.adoption_fixed, plan.definition_unchanged)


def _gate(gate: estimators.Gate) -> Row:
    found, needed = gate.found, gate.needed
    if gate.name == "smallest_effect":
        found = None  # stands in `evaluation_effect`, rounded
    elif gate.name in _P_GATES and found is not None:
        found = next(limit for limit in P_CLASSES if found <= limit)
    return {"gate": gate.name, "passed": bool(gate.passed), "found": found, "needed": needed, "reason": gate.reason}


def _inferred(kind: str, time: int | None, inference: Inference, step: int | None) -> Row:
    if step is None:
        return {**_row(kind, time, None, None), "obs_status": "C"}
    ends: list[int | None] = []
    for bound, side in ((inference.lower, -1), (inference.upper, 1)):
        ends.append(rounding.printed(bound, step, side) if np.isfinite(bound) else None)  # type: ignore[arg-type]
    return _row(kind, time, step, rounding.printed(inference.estimate, step), *ends)


def _row(
    kind: str, time: int | None, step: int | None, value: int | None, lower: int | None = None, upper: int | None = None
) -> Row:
    row = {"kind": kind, "time": time, "value": value, "lower": lower, "upper": upper, "step": step}
    return {**row, "obs_status": "A"}


class _Attack:
    """By how much each printed number moves with one person more in one cell of the panel.

    Estimates are linear in the shares: their slopes are exact. Bounds and the smallest effect are followed by counting
    one person more in the cells that move the estimate most, and inferring again.
    """

    def __init__(self, found: Design) -> None:
        self.found = found
        self.places = permutations(found.panel.adoption, seed=SEED)
        self.stack = _one_more(found.panel, found.persons.ravel())
        self.cells = cells(self.stack)
        self.again: dict[int, Permutations] = {}

    def numbers(self, average: Average, where: Numbers, told: Inference) -> list[Number]:
        """Everything that is printed of one inference, against each cell that it depends on."""
        slopes = average(self.stack, self.cells).value - told.estimate
        own, persons = self.found.in_work.ravel().astype(int), self.found.persons.ravel().astype(int)
        found: list[Number] = [
            (told.estimate, float(slopes[cell]), int(own[cell]), int(persons[cell]), 0)
            for cell in np.flatnonzero(np.abs(slopes) > _NO_SLOPE)
        ]
        for cell in np.argsort(-np.abs(slopes))[:2]:
            other = infer(self._moved(int(cell)), average, where)
            count, of = int(own[cell]), int(persons[cell])
            for name, side in (("lower", -1), ("upper", 1), ("smallest_effect", 1)):
                value = getattr(told, name)
                found.append((value, getattr(other, name) - value, count, of, side))  # type: ignore[arg-type]
        return found

    def _moved(self, cell: int) -> Permutations:
        if cell not in self.again:
            panel = replace(self.found.panel, outcome=self.stack.outcome[cell])
            self.again[cell] = Permutations(panel, self.places)
        return self.again[cell]


def _one_more(panel: Panel, persons: Numbers) -> Stack:
    """A draw for each cell of the panel (row by row) with one person more in work there."""
    rows, columns = panel.outcome.shape
    at = np.arange(rows * columns)
    more = np.repeat(panel.outcome[None], rows * columns, axis=0)
    more[at, at // columns, at % columns] += 1 / persons
    return Stack(more, np.repeat(panel.cases[None], rows * columns, axis=0), panel.adoption)
