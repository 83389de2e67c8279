"""Randomisation inference and the gates: each gate alone keeps the verdict from naming an effect."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

import numpy as np
import pytest

from pipelines.statistics.effect import Declared, Effect, evaluate
from pipelines.statistics.panel import NEVER, Panel, overall
from pipelines.statistics.randomisation import (
    Permutations,
    assignments,
    infer,
    joint_p,
    permutations,
    size_strata,
    treated,
    treated_at,
)

COUNTIES, PERIODS = 16, 10


def world(
    effect: float = 0.2, treated_counties: int = 5, start: int = 5, counties: int = COUNTIES, noise: float = 0.02
) -> Panel:
    """Counties with levels of their own, a common course, small noise and an effect from `start` on."""
    random = np.random.default_rng(11)
    adoption = np.full(counties, NEVER)
    adoption[:treated_counties] = start
    level = random.uniform(0.2, 0.4, counties)[:, None] + np.linspace(0, 0.05, PERIODS)[None]
    model = effect * (np.arange(PERIODS)[None] >= adoption[:, None])
    sizes = random.uniform(20, 80, counties)
    return Panel(level + model + random.normal(0, noise, (counties, PERIODS)), sizes, adoption)


def steady(panel: Panel, seed: int = 3) -> np.ndarray:
    """Expected outcomes of cases whose mix does not change with the model."""
    return np.random.default_rng(seed).normal(0.3, 0.01, panel.outcome.shape)


@pytest.fixture(scope="module")
def draws() -> Permutations:
    panel = world()
    return Permutations(panel, permutations(panel.adoption, seed=1))


def test_p_by_counting_permutations_one_by_one():
    panel = world(effect=0.03)
    places = permutations(panel.adoption, seed=2)
    draws = Permutations(panel, places)

    def t(order: np.ndarray) -> float:
        moved = Panel(panel.outcome[order], panel.cases[order], panel.adoption)
        found = Permutations(moved, places[:1], only_after=True).effects(overall)[0]
        return abs(float(found.value[0] / found.standard_error[0]))

    seen = t(np.arange(COUNTIES))
    expected = (1 + sum(t(order) >= seen - 1e-9 for order in places)) / 1000
    assert infer(draws, overall, treated(panel)).p == pytest.approx(expected)
    assert joint_p(draws, [overall]) == pytest.approx(expected)


def test_the_interval_holds_exactly_the_effects_that_the_test_does_not_reject(draws):
    found = infer(draws, overall, treated(draws.panel))
    assert found.lower < found.estimate < found.upper
    width = found.upper - found.lower
    for effect, inside in (
        (found.lower + 0.01 * width, True),
        (found.upper - 0.01 * width, True),
        (found.lower - 0.01 * width, False),
        (found.upper + 0.01 * width, False),
    ):
        panel = draws.panel
        without = Panel(panel.outcome - effect * treated(panel), panel.cases, panel.adoption)
        p = joint_p(Permutations(without, draws.places), [overall])
        assert (p > 0.05) == inside


def test_the_smallest_effect_is_2_8_standard_deviations_of_chance(draws):
    found = infer(draws, overall, treated(draws.panel))
    assert found.smallest_effect == pytest.approx(2.8 * np.std(found.permuted))
    assert len(found.permuted) == 999


def test_permutations_within_strata_keep_to_them():
    panel = world()
    strata = size_strata(panel.cases, 4)
    assert np.bincount(strata).tolist() == [4, 4, 4, 4]
    assert panel.cases[strata == 0].max() < panel.cases[strata == 1].min()
    places = permutations(panel.adoption, seed=1, strata=strata)
    assert (strata[places] == strata).all()
    assert (np.sort(places, axis=1) == np.arange(COUNTIES)).all()


def test_ways_to_hand_out_the_dates():
    assert assignments(np.array([1, 1, NEVER, NEVER])) == 6
    assert assignments(np.array([1, 2, NEVER, NEVER])) == 12
    assert assignments(np.array([1, 1, NEVER, NEVER]), np.array([0, 1, 0, 1])) == 4


def test_too_few_assignments_give_no_bounds():
    panel = world(treated_counties=1, counties=6)
    found = infer(Permutations(panel, permutations(panel.adoption)), overall, treated(panel))
    assert found.assignments == 6
    assert found.p > 0.1
    assert (found.lower, found.upper) == (-inf, inf)


def test_fewer_than_999_permutations_are_refused():
    with pytest.raises(ValueError, match="999"):
        permutations(world().adoption, 500)


def test_cells_that_carry_an_effect():
    panel = world(treated_counties=1, start=8, counties=2)
    assert treated(panel).tolist() == [[0.0] * 8 + [1.0] * 2, [0.0] * PERIODS]
    assert treated_at(panel, -2)[0].tolist() == [0.0] * 6 + [1.0] + [0.0] * 3
    assert not treated_at(panel, 0)[1].any()


@dataclass
class Case:
    """What `evaluate` is called with; by default every gate passes and the effect is clear."""

    panel: Panel = field(default_factory=world)
    declared: Declared = field(default_factory=lambda: Declared(adoption_fixed=True, definition_unchanged=True))
    more: dict[str, Any] = field(default_factory=dict)

    def evaluate(self) -> Effect:
        return evaluate(self.panel, self.declared, **{"case_mix": steady(self.panel), **self.more})


def test_a_clear_effect_passes_every_gate():
    found = Case().evaluate()
    assert found.failed == ()
    assert found.verdict == "positive"
    assert found.inference is not None
    assert found.inference.lower < 0.2 < found.inference.upper
    assert [event.time for event in found.events] == [-5, -4, -3, -2, 0, 1, 2, 3, 4]
    assert len(found.drop_one) == COUNTIES
    assert Case(world(effect=-0.2)).evaluate().verdict == "negative"


def test_no_effect_is_not_shown():
    found = Case(world(effect=0.0)).evaluate()
    assert found.failed == ()
    assert found.verdict == "not_shown"


def trending() -> Panel:
    panel = world()
    panel.outcome[:5] += 0.04 * np.arange(PERIODS)
    return panel


def one_county() -> Panel:
    panel = world(effect=0.0, noise=0.01)
    panel.outcome[0, 5:] += 0.02
    panel.outcome[1:5, 5:] += 0.004
    panel.cases[0] = 400
    return panel


def shifting() -> np.ndarray:
    panel = world()
    return steady(panel) + 0.1 * treated(panel)


BROKEN = {
    "treated_counties": lambda: Case(world(treated_counties=3)),
    "comparison_counties": lambda: Case(world(counties=12)),
    "pre_periods": lambda: Case(world(start=3)),
    "post_periods": lambda: Case(world(start=7)),
    "adoption_fixed": lambda: Case(declared=Declared(adoption_fixed=False, definition_unchanged=True)),
    "definition_unchanged": lambda: Case(declared=Declared(adoption_fixed=True, definition_unchanged=False)),
    "assignments": lambda: Case(more={"strata": 16}),
    "pre_trend": lambda: Case(trending()),
    "pre_coefficients": lambda: Case(world(start=2)),
    "smallest_effect": lambda: Case(Panel(np.full((COUNTIES, PERIODS), 0.3), np.full(COUNTIES, 9.0), world().adoption)),
    "composition": lambda: Case(more={"case_mix": shifting()}),
    "drop_one": lambda: Case(one_county()),
}


@pytest.mark.parametrize("gate", BROKEN)
def test_each_broken_condition_is_found_and_leaves_the_default_sentence(gate):
    found = BROKEN[gate]().evaluate()
    failed = {one.name: one for one in found.failed}
    assert gate in failed
    assert failed[gate].reason
    assert found.verdict == "no_design"


def test_one_failed_gate_is_enough_whatever_the_estimate():
    clear = Case().evaluate()
    for at, gate in enumerate(clear.gates):
        failed = replace(gate, passed=False, reason="too_few")
        assert replace(clear, gates=(*clear.gates[:at], failed, *clear.gates[at + 1 :])).verdict == "no_design"


def test_the_list_of_broken_gates_is_complete():
    assert set(BROKEN) == {gate.name for gate in Case().evaluate().gates}


def test_an_unmeasured_case_mix_is_not_a_steady_one():
    found = evaluate(world(), Declared(adoption_fixed=True, definition_unchanged=True))
    assert [(gate.name, gate.reason) for gate in found.failed] == [("composition", "not_measured")]


def test_nothing_to_compare_with_is_data_and_not_an_error():
    panel = Panel(np.random.default_rng(1).normal(0, 1, (4, 6)), np.ones(4), np.full(4, NEVER))
    found = evaluate(panel, Declared(adoption_fixed=True, definition_unchanged=True))
    assert found.inference is None
    assert found.smallest_effect is None
    assert found.verdict == "no_design"
    assert {gate.name for gate in found.gates} == set(BROKEN)


def test_the_same_data_give_the_same_figures():
    one, other = Case().evaluate(), Case().evaluate()
    assert one.gates == other.gates
    assert one.drop_one == other.drop_one
