"""Difference-in-differences: the published effects on `mpdta`, a table by hand and a plain second implementation."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.statistics.panel import NEVER, Panel, at_event_time, calendar, cells, dynamic, overall, simple, stack
from tests import vector_files

YEARS = range(2003, 2008)


@pytest.fixture(scope="module")
def mpdta() -> Panel:
    data = vector_files.columns("mpdta")
    adopted = data["adopted"].astype(int)
    outcome = np.log(np.column_stack([data[f"e{year}"].astype(float) for year in YEARS]))
    return Panel(outcome, np.ones(len(adopted)), np.where(adopted == 0, NEVER, adopted - YEARS[0]))


def test_group_time_effects_of_mpdta(mpdta):
    # Published by the R package `did` against counties that never adopt, with the varying base before adoption.
    found = {(c.group + 2003, c.period + 2003): c for c in cells(stack(mpdta), "never", "varying")}
    table = {
        2004: [-0.0105, -0.0704, -0.1373, -0.1008],
        2006: [0.0065, -0.0028, -0.0046, -0.0412],
        2007: [0.0305, -0.0027, -0.0311, -0.0261],
    }
    for group, expected in table.items():
        assert [round(float(found[group, year].effects.value[0]), 4) for year in YEARS[1:]] == expected


@pytest.mark.parametrize(
    ("average", "value", "error"),
    [
        (simple, -0.039951, 0.01203),
        (overall, -0.031018, 0.01245),
        (dynamic, -0.077240, 0.01996),
        (calendar, -0.041700, 0.01597),
    ],
)
def test_averages_of_mpdta_and_their_standard_errors(mpdta, average, value, error):
    panels = stack(mpdta)
    found = average(panels, cells(panels, "never"))
    assert round(float(found.value[0]), 6) == value
    assert round(float(found.standard_error[0]), 5) == error


def plain(panel: Panel) -> float:
    """The headline effect with loops and nothing shared: against counties not yet treated, weighted by cases."""
    outcome, cases, adoption = panel.outcome, panel.cases, panel.adoption
    total, weight = 0.0, 0.0
    for group in panel.cohorts:
        effects = []
        for period in range(group, outcome.shape[1]):
            own = [i for i in range(len(cases)) if adoption[i] == group]
            free = [i for i in range(len(cases)) if adoption[i] > period]
            if not free:
                continue
            means = [
                sum(cases[i] * (outcome[i, period] - outcome[i, group - 1]) for i in rows) / sum(cases[i] for i in rows)
                for rows in (own, free)
            ]
            effects.append(means[0] - means[1])
        if effects:
            size = sum(cases[i] for i in own)
            total, weight = total + size * sum(effects) / len(effects), weight + size
    return total / weight


@pytest.mark.parametrize("everyone_adopts", [False, True])
def test_not_yet_treated_against_a_plain_implementation(everyone_adopts):
    random = np.random.default_rng(5)
    adoption = random.choice([2, 4, 5] if everyone_adopts else [2, 4, NEVER], 12)
    panel = Panel(random.normal(0, 1, (12, 7)), random.uniform(5, 50, 12), adoption)
    panels = stack(panel)
    assert overall(panels, cells(panels)).value[0] == pytest.approx(plain(panel))


def test_two_by_two_by_hand():
    # County A goes from .2 to .5 with the model, B (30 cases) from .3 to .4 and C (10 cases) from .5 to .5 without it.
    panel = Panel(np.array([[0.2, 0.5], [0.3, 0.4], [0.5, 0.5]]), np.array([20.0, 30, 10]), np.array([1, NEVER, NEVER]))
    panels = stack(panel)
    (cell,) = cells(panels)
    assert (cell.group, cell.period, cell.event_time, cell.comparisons) == (1, 1, 0, 2)
    assert cell.effects.value[0] == pytest.approx(0.3 - 0.075)
    # influences: none of the single treated county, .75 (.1 - .075) and .25 (0 - .075) of the others, sign turned
    assert cell.effects.influence[0] == pytest.approx([0, -0.01875, 0.01875])


def test_a_common_season_and_county_levels_leave_nothing():
    season = np.array([0.0, 0.1, -0.05, 0.2, 0.1, 0.0])
    level = np.linspace(0.1, 0.5, 8)
    adoption = np.array([2, 2, 3, 3, NEVER, NEVER, NEVER, NEVER])
    panels = stack(Panel(level[:, None] + season[None], np.arange(1.0, 9), adoption))
    found = cells(panels)
    for average in (overall, simple, dynamic, calendar, at_event_time(-2), at_event_time(1)):
        assert average(panels, found).value[0] == pytest.approx(0, abs=1e-12)


def test_only_after_gives_the_same_headline():
    random = np.random.default_rng(6)
    panel = Panel(random.normal(0, 1, (10, 6)), np.ones(10), np.array([3] * 4 + [NEVER] * 6))
    panels = stack(panel)
    after = cells(panels, only_after=True)
    assert {cell.event_time for cell in after} == {0, 1, 2}
    assert overall(panels, after).value == pytest.approx(overall(panels, cells(panels)).value)


@pytest.mark.parametrize(
    ("outcome", "cases", "adoption"),
    [
        ([[0.1, 0.2]], [0.0], [1]),  # no cases
        ([[0.1, np.nan]], [1.0], [1]),  # a gap
        ([[0.1, 0.2]], [1.0], [0]),  # nothing before adoption
        ([[0.1, 0.2]], [1.0], [2]),  # adoption after the end must be NEVER
        ([[0.1, 0.2]], [1.0, 2.0], [1]),
    ],
)
def test_impossible_panels_are_refused(outcome, cases, adoption):
    with pytest.raises(ValueError, match="must"):
        Panel(np.array(outcome), np.array(cases), np.array(adoption))


def test_a_panel_without_comparison_has_no_effect_to_average():
    panels = stack(Panel(np.zeros((2, 3)), np.ones(2), np.array([1, 1])))
    assert cells(panels) == ()
    with pytest.raises(ValueError, match="comparison"):
        overall(panels, cells(panels))
