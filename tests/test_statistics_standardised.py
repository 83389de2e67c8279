"""Standardised comparison and the funnel: tables by hand, the note's limits, a county that only has harder cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.funnel import exact_limits, funnel, limits
from pipelines.statistics.intervals import byar, wilson
from pipelines.statistics.standardised import (
    by_unit,
    difference,
    direct,
    expected_by_strata,
    logistic,
    standardised_mean_difference,
)

# County A serves mostly hard cases (1 of 4 finds work), county B mostly easy ones (3 of 4): both do as the region does.
UNIT = ["A"] * 16 + ["B"] * 16
STRATUM = ["hard"] * 12 + ["easy"] * 4 + ["hard"] * 4 + ["easy"] * 12
OUTCOME = [1, 1, 1] + [0] * 9 + [1, 1, 1, 0] + [1, 0, 0, 0] + [1] * 9 + [0] * 3


def test_a_county_with_harder_cases_is_as_good_as_expected():
    found = by_unit(UNIT, OUTCOME, expected_by_strata(OUTCOME, STRATUM))
    assert found.labels == ("A", "B")
    assert found.observed.tolist() == [6, 10]
    assert found.expected == pytest.approx([6, 10])  # 12/4 + 4 x 3/4 and 4/4 + 12 x 3/4
    assert found.ratio == pytest.approx([1, 1])
    assert found.difference == pytest.approx([0, 0])
    assert found.ratio_lower == pytest.approx(byar([6, 10]).lower / [6, 10])
    assert found.difference_upper == pytest.approx(wilson([6, 10], 16).upper - np.array([6, 10]) / 16)


def test_logistic_regression_on_one_indicator_is_the_share_of_each_group():
    hard = [[float(s == "hard")] for s in STRATUM]
    model = logistic(OUTCOME, hard)
    assert model.expected == pytest.approx(expected_by_strata(OUTCOME, STRATUM))
    assert model.coefficients == pytest.approx([np.log(3), np.log(1 / 3) - np.log(3)])
    # the variance of a log odds is 1/a + 1/b, that of a difference of two their sum
    assert model.standard_errors == pytest.approx([np.sqrt(1 / 12 + 1 / 4), np.sqrt(2 * (1 / 12 + 1 / 4))])


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 1), st.sampled_from("xyz")), min_size=1, max_size=80))
def test_expected_numbers_add_up_to_the_observed(rows):
    _, outcome, stratum = zip(*rows, strict=True)
    assert expected_by_strata(outcome, stratum).sum() == pytest.approx(sum(outcome))


def test_direct_standardisation_by_hand():
    one = direct([0.2, 0.6], [0.02, 0.03], [300, 100])
    assert one.value == pytest.approx(0.3)
    assert one.standard_error == pytest.approx(np.hypot(0.75 * 0.02, 0.25 * 0.03))
    other = direct([0.2, 0.2], [0.02, 0.03], [300, 100])
    gap = difference(one, other)
    assert gap.value == pytest.approx(0.1)
    assert gap.standard_error == pytest.approx(one.standard_error * np.sqrt(2))
    assert gap.lower == pytest.approx(0.1 - 1.959964 * gap.standard_error)


def test_standardised_mean_difference():
    found = standardised_mean_difference([0.5, 0.3, 1.0], [0.25, 0.21, 0.0], [0.4, 0.3, 1.0], [0.24, 0.21, 0.0])
    assert found == pytest.approx([0.1 / np.sqrt(0.245), 0, 0])


def test_exact_limits_of_the_note():
    found = exact_limits([20, 50, 100, 200], 0.3, 0.998)
    assert np.round(found.lower, 3).tolist() == [0.05, 0.12, 0.17, 0.205]
    assert np.round(found.upper, 3).tolist() == [0.65, 0.5, 0.45, 0.405]
    near = limits([20, 50, 100, 200], 0.3, confidence=0.998)
    assert near.lower == pytest.approx(found.lower, abs=0.02)
    assert near.upper == pytest.approx(found.upper, abs=0.02)


def test_funnel_by_hand():
    # y = 30 of n = 100 at p = .2: 2 sqrt(100.5) (asin sqrt(30.375/100.75) - asin sqrt .2)
    found = funnel([30, 20], [100, 100], 0.2)
    expected = 2 * np.sqrt(100.5) * (np.arcsin(np.sqrt(30.375 / 100.75)) - np.arcsin(np.sqrt(0.2)))
    assert found.z[0] == pytest.approx(expected)
    assert found.tau == 0  # two counties tell nothing of a spread
    assert found.outside(0.95).tolist() == [1, 0]


def test_overdispersion_by_the_formula():
    count, cases = np.array([10, 45, 30, 25, 60, 12]), np.array([60, 90, 120, 80, 150, 40])
    found = funnel(count, cases, 0.3)
    weight = 4 * cases + 2
    low, high = np.quantile(found.z, (0.1, 0.9))
    phi = np.mean(np.clip(found.z, low, high) ** 2)
    tau2 = (6 * phi - 5) / (weight.sum() - (weight**2).sum() / weight.sum())
    assert (found.phi, found.tau) == pytest.approx((phi, np.sqrt(tau2)))
    scale = 1 / np.sqrt(weight)
    assert found.adjusted == pytest.approx(found.z * scale / np.sqrt(scale**2 + tau2))
    assert (np.abs(found.adjusted) < np.abs(found.z)).all()


def test_the_drawn_limits_are_where_the_funnel_flags():
    for persons in (40, 100, 400):
        edge = float(limits(persons, 0.3, 0.05, 0.998).upper) * persons
        for count, flag in ((np.floor(edge), 0), (np.ceil(edge), 1)):
            theta = np.arcsin(np.sqrt((count + 3 / 8) / (persons + 3 / 4))) - np.arcsin(np.sqrt(0.3))
            assert (theta / np.sqrt(0.05**2 + 1 / (4 * persons + 2)) > 3.0902) == bool(flag)


def test_a_funnel_takes_each_county_against_its_own_case_mix():
    units = by_unit(UNIT, OUTCOME, expected_by_strata(OUTCOME, STRATUM))
    found = funnel(units.observed, units.cases, units.expected / units.cases)
    assert found.outside().tolist() == [0, 0]
    assert np.abs(found.z).max() < 0.1


@pytest.mark.parametrize(
    "call",
    [
        lambda: expected_by_strata([0, 2], ["a", "a"]),
        lambda: expected_by_strata([0, 1], ["a"]),
        lambda: by_unit(["A", "B"], [0, 1], [0.0, 0.5]),
        lambda: logistic([0, 1, 1], [[1.0], [1.0], [1.0]]),  # repeats the constant
        lambda: logistic([0, 0, 1, 1], [[0.0], [0.0], [1.0], [1.0]]),  # one outcome per group
        lambda: direct([0.1], [0.1, 0.2], [1]),
        lambda: direct([0.1], [0.1], [-1]),
        lambda: funnel([3], [2], 0.5),
        lambda: funnel([1], [2], 1.0),
        lambda: limits(0, 0.3),
        lambda: exact_limits(10, 0.0),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match="must"):
        call()
