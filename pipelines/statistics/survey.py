"""Sampling error of survey figures: one proportion, an annual mean of quarters, and changes in a rotating sample."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

QUARTERS_IN_YEAR = 4

# Share of persons common to two quarters of the 2-(2)-2 rotation (two quarters in, two out, two in), by lag.
OVERLAP_2_2_2: dict[int, float] = {0: 1.0, 1: 0.5, 2: 0.0, 3: 0.25, 4: 0.5, 5: 0.25}


@dataclass(frozen=True)
class Change:
    """Difference of two estimates (later minus earlier) with its confidence interval, in the unit of the estimates."""

    difference: float
    lower: float
    upper: float
    is_significant: bool


def critical_value(confidence: float = 0.95) -> float:
    """Two-sided critical value of the normal distribution, 1.96 for 0.95."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, got {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def proportion_standard_error(proportion: float, n: float, design_effect: float = 1.0) -> float:
    """Standard error of a proportion (0 to 1) estimated from `n` persons: sqrt(deff p (1 - p) / n).

    Kish, Survey Sampling (1965), section 8.2. Calibration is taken into account only as far as `design_effect` does.
    """
    if not 0 <= proportion <= 1:
        raise ValueError(f"proportion must lie between 0 and 1, got {proportion}")
    if n <= 0 or design_effect <= 0:
        raise ValueError("n and design_effect must be positive")
    return math.sqrt(design_effect * proportion * (1 - proportion) / n)


def annual_mean_standard_error(
    quarter_errors: Sequence[float], rho: float, overlap_by_lag: Mapping[int, float] = OVERLAP_2_2_2
) -> float:
    """Standard error of the mean of a year's four quarterly estimates.

    Var = 1/16 sum_ij w(|i - j|) rho se_i se_j, where w is the share of persons common to quarters i and j and rho the
    correlation of one person's answers in two quarters (taken as equal for every lag; w rho = 1 for i = j).
    Kish (1965), section 12.4. Lags that `overlap_by_lag` lacks have no common persons.
    """
    _check_year(quarter_errors)
    return math.sqrt(_mean_covariance(quarter_errors, quarter_errors, 0, rho, overlap_by_lag))


def annual_means_covariance(
    quarter_errors0: Sequence[float],
    quarter_errors1: Sequence[float],
    years_apart: int,
    rho: float,
    overlap_by_lag: Mapping[int, float] = OVERLAP_2_2_2,
) -> float:
    """Covariance of two annual means `years_apart` (at least 1) years apart, from the persons both years share."""
    _check_year(quarter_errors0)
    _check_year(quarter_errors1)
    if years_apart < 1:
        raise ValueError(f"years_apart must be at least 1, got {years_apart}")
    return _mean_covariance(quarter_errors0, quarter_errors1, QUARTERS_IN_YEAR * years_apart, rho, overlap_by_lag)


def annual_means_correlation(
    quarter_errors0: Sequence[float],
    quarter_errors1: Sequence[float],
    years_apart: int,
    rho: float,
    overlap_by_lag: Mapping[int, float] = OVERLAP_2_2_2,
) -> float:
    """Correlation of two annual means `years_apart` years apart: what `change_between` needs to compare two years."""
    covariance = annual_means_covariance(quarter_errors0, quarter_errors1, years_apart, rho, overlap_by_lag)
    product = annual_mean_standard_error(quarter_errors0, rho, overlap_by_lag) * annual_mean_standard_error(
        quarter_errors1, rho, overlap_by_lag
    )
    return covariance / product if product else 0.0


def difference_standard_error(se0: float, se1: float, correlation: float) -> float:
    """Standard error of p1 - p0: sqrt(se0^2 + se1^2 - 2 correlation se0 se1), Kish (1965), formula 12.4.1.

    For two quarters of equal size the correlation is (share of common persons) x rho.
    """
    if se0 < 0 or se1 < 0:
        raise ValueError("standard errors must not be negative")
    if not -1 <= correlation <= 1:
        raise ValueError(f"correlation must lie between -1 and 1, got {correlation}")
    return math.sqrt(max(0.0, se0**2 + se1**2 - 2 * correlation * se0 * se1))


def annual_change_standard_error(
    quarter_errors0: Sequence[float],
    quarter_errors1: Sequence[float],
    years_apart: int,
    rho: float,
    overlap_by_lag: Mapping[int, float] = OVERLAP_2_2_2,
) -> float:
    """Standard error of the difference of two annual means `years_apart` years apart."""
    return difference_standard_error(
        annual_mean_standard_error(quarter_errors0, rho, overlap_by_lag),
        annual_mean_standard_error(quarter_errors1, rho, overlap_by_lag),
        annual_means_correlation(quarter_errors0, quarter_errors1, years_apart, rho, overlap_by_lag),
    )


def change_between(
    p0: float, se0: float, p1: float, se1: float, correlation: float = 0.0, *, confidence: float = 0.95
) -> Change:
    """Change from p0 to p1 with its interval; significant when the interval does not contain 0.

    Estimates and standard errors share one unit (proportions, percentage points, thousands of persons).
    """
    difference = p1 - p0
    margin = critical_value(confidence) * difference_standard_error(se0, se1, correlation)
    return Change(difference, difference - margin, difference + margin, abs(difference) > margin)


def smallest_significant_change(se0: float, se1: float, correlation: float = 0.0, confidence: float = 0.95) -> float:
    """The smallest absolute change that `change_between` would call significant, in the unit of the errors."""
    return critical_value(confidence) * difference_standard_error(se0, se1, correlation)


def _check_year(quarter_errors: Sequence[float]) -> None:
    if len(quarter_errors) != QUARTERS_IN_YEAR:
        raise ValueError(f"a year has {QUARTERS_IN_YEAR} quarters, got {len(quarter_errors)}")
    if any(error < 0 for error in quarter_errors):
        raise ValueError("standard errors must not be negative")


def _mean_covariance(
    errors0: Sequence[float], errors1: Sequence[float], lag: int, rho: float, overlap_by_lag: Mapping[int, float]
) -> float:
    if not 0 <= rho <= 1:
        raise ValueError(f"rho must lie between 0 and 1, got {rho}")
    total = 0.0
    for i, error0 in enumerate(errors0):
        for j, error1 in enumerate(errors1):
            distance = abs(lag + j - i)
            correlation = 1.0 if distance == 0 else overlap_by_lag.get(distance, 0.0) * rho
            total += correlation * error0 * error1
    return total / (len(errors0) * len(errors1))
