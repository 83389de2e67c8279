"""Sampling error: illustrative figures of the design note, algebra worked by hand, and a simulated rotating panel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.survey import (
    OVERLAP_2_2_2,
    annual_change_standard_error,
    annual_mean_standard_error,
    annual_means_correlation,
    annual_means_covariance,
    change_between,
    critical_value,
    difference_standard_error,
    proportion_standard_error,
    smallest_significant_change,
)

RHO = 0.85


@pytest.mark.parametrize(
    ("n", "design_effect", "error_pp", "smallest_change_pp"),
    [(6000, 1.5, 0.78, 1.63), (6000, 2.0, 0.90, 1.89), (3500, 1.5, 1.02, 2.14), (3500, 2.0, 1.18, 2.47)],
)
def test_illustrative_quarterly_errors(n, design_effect, error_pp, smallest_change_pp):
    error = 100 * proportion_standard_error(0.41, n, design_effect)
    smallest = smallest_significant_change(error, error, OVERLAP_2_2_2[1] * RHO)
    assert error == pytest.approx(error_pp, abs=0.005)
    assert smallest == pytest.approx(smallest_change_pp, abs=0.005)


def test_quarter_on_quarter_and_year_on_year_share_half_of_the_persons():
    assert OVERLAP_2_2_2[1] == OVERLAP_2_2_2[4] == 0.5


def test_rotation_gives_the_overlaps():
    in_sample = {0, 1, 4, 5}  # quarters after entry in which one rotation group is interviewed
    for lag in range(8):
        common = len(in_sample & {quarter + lag for quarter in in_sample}) / len(in_sample)
        assert OVERLAP_2_2_2.get(lag, 0.0) == common


def test_annual_mean_by_hand():
    # 16 pairs: 4 of lag 0, 6 of lag 1 (w .5), 4 of lag 2 (w 0), 2 of lag 3 (w .25) -> (4 + 3.5 rho) / 16
    expected = ((4 + 3.5 * RHO) / 16) ** 0.5
    assert annual_mean_standard_error([1, 1, 1, 1], RHO) == pytest.approx(expected)


def test_annual_mean_of_independent_quarters():
    assert annual_mean_standard_error([1, 2, 3, 4], 0.0) == pytest.approx(30**0.5 / 4)


@pytest.mark.parametrize(("years_apart", "sum_of_overlaps"), [(1, 4.0), (2, 0.25), (3, 0.0)])
def test_covariance_of_annual_means_by_hand(years_apart, sum_of_overlaps):
    covariance = annual_means_covariance([1] * 4, [1] * 4, years_apart, RHO)
    assert covariance == pytest.approx(sum_of_overlaps * RHO / 16)


def test_change_of_annual_means():
    variance = 2 * (4 + 3.5 * RHO) / 16 - 2 * 4 * RHO / 16
    assert annual_change_standard_error([1] * 4, [1] * 4, 1, RHO) == pytest.approx(variance**0.5)
    assert annual_means_correlation([1] * 4, [1] * 4, 1, RHO) == pytest.approx(4 * RHO / (4 + 3.5 * RHO))


def test_annual_errors_against_a_simulated_rotating_panel():
    """Persons keep a propensity drawn from a beta distribution: answers of two quarters correlate by exactly rho."""
    proportion, rho, persons_per_group, runs = 0.4, 0.7, 40, 12_000
    random = np.random.default_rng(20231)
    concentration = (1 - rho) / rho
    first_group, quarters = -5, 8
    sums = np.zeros((runs, quarters))
    for entry in range(first_group, quarters):
        propensity = random.beta(
            proportion * concentration, (1 - proportion) * concentration, (runs, persons_per_group)
        )
        for quarter in (entry, entry + 1, entry + 4, entry + 5):
            if 0 <= quarter < quarters:
                sums[:, quarter] += (random.random(propensity.shape) < propensity).sum(axis=1)
    estimates = sums / (4 * persons_per_group)
    years = estimates.reshape(runs, 2, 4).mean(axis=2)

    quarter_error = proportion_standard_error(proportion, 4 * persons_per_group)
    errors = [quarter_error] * 4
    assert estimates.std(axis=0).mean() == pytest.approx(quarter_error, rel=0.02)
    assert years.std(axis=0).mean() == pytest.approx(annual_mean_standard_error(errors, rho), rel=0.02)
    change = years[:, 1] - years[:, 0]
    assert change.std() == pytest.approx(annual_change_standard_error(errors, errors, 1, rho), rel=0.02)
    assert np.corrcoef(years.T)[0, 1] == pytest.approx(annual_means_correlation(errors, errors, 1, rho), abs=0.02)


def test_change_between():
    change = change_between(40.0, 1.0, 43.0, 1.0, 0.5)
    assert change.difference == pytest.approx(3.0)
    assert (change.lower, change.upper) == pytest.approx((3 - 1.959964, 3 + 1.959964))
    assert change.is_significant
    assert not change_between(40.0, 1.0, 41.9, 1.0, 0.5).is_significant


def test_ignoring_the_overlap_makes_the_error_larger():
    assert difference_standard_error(1, 1, 0) > difference_standard_error(1, 1, 0.425)
    assert difference_standard_error(1, 1, 1) == 0


errors = st.floats(0, 50)
values = st.floats(-1000, 1000)


@given(values, errors, values, errors, st.floats(-1, 1))
def test_change_backwards_is_the_same_with_the_opposite_sign(p0, se0, p1, se1, correlation):
    there = change_between(p0, se0, p1, se1, correlation)
    back = change_between(p1, se1, p0, se0, correlation)
    assert (there.difference, there.lower, there.upper) == pytest.approx((-back.difference, -back.upper, -back.lower))
    assert there.is_significant == back.is_significant


@given(st.lists(errors, min_size=4, max_size=4), st.floats(0, 1))
def test_the_mean_of_a_year_is_never_worse_than_its_worst_quarter(quarter_errors, rho):
    assert annual_mean_standard_error(quarter_errors, rho) <= max(quarter_errors) + 1e-9


@pytest.mark.parametrize(
    "call",
    [
        lambda: proportion_standard_error(41, 1000),
        lambda: proportion_standard_error(0.4, 0),
        lambda: annual_mean_standard_error([1, 1, 1], 0.5),
        lambda: annual_mean_standard_error([1, 1, 1, 1], 1.5),
        lambda: annual_means_covariance([1] * 4, [1] * 4, 0, 0.5),
        lambda: difference_standard_error(-1, 1, 0),
        lambda: difference_standard_error(1, 1, 2),
        lambda: critical_value(95),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match=r"must|quarters"):
        call()
