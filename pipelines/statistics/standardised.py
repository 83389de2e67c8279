"""Counties compared as if they served the same people: what the case mix leads to expect, and what was observed.

Ratios of two counties to their own expected numbers are not comparable with each other (each has its own case mix);
both stand only beside what is usual in the region. Only causes in the case mix are levelled out, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipelines.statistics.intervals import byar, wilson
from pipelines.statistics.survey import critical_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]

_STEPS = 50
_LIMIT = 30.0  # a linear predictor beyond this is a share of 0 or 1: a group without any variation


@dataclass(frozen=True)
class Logistic:
    """A fitted case-mix model: coefficients (constant first), their standard errors and each case's expected share."""

    coefficients: Numbers
    standard_errors: Numbers
    expected: Numbers


@dataclass(frozen=True)
class Units:
    """One entry per county: cases, observed and expected numbers, and both comparisons with 95 % bounds.

    `ratio` is observed / expected with Byar's interval; `difference` is the observed share minus the expected share
    (fractions), bounds from Wilson's interval of the observed share. The expected number counts as known.
    """

    labels: tuple[str, ...]
    cases: Numbers
    observed: Numbers
    expected: Numbers
    ratio: Numbers
    ratio_lower: Numbers
    ratio_upper: Numbers
    difference: Numbers
    difference_lower: Numbers
    difference_upper: Numbers


@dataclass(frozen=True)
class Rate:
    """A rate with its standard error and interval, in the unit of the rates it was made of."""

    value: float
    standard_error: float
    lower: float
    upper: float


def expected_by_strata(outcome: ArrayLike, stratum: ArrayLike) -> Numbers:
    """Expected share of each case: the share of the outcome (0/1) in its stratum over all counties together.

    Indirect standardisation with the region as its own standard: the expected numbers add up to the observed ones.
    """
    result = _outcome(outcome)
    _, where = np.unique(np.asarray(stratum), return_inverse=True)
    if where.shape != result.shape:
        raise ValueError("outcomes and strata must be of the same length")
    shares = np.bincount(where, weights=result) / np.bincount(where)
    return np.asarray(shares[where])


def logistic(outcome: ArrayLike, features: ArrayLike) -> Logistic:
    """Expected share of each case from its characteristics, by logistic regression over all counties together.

    `features` has one row per case and one column per indicator (0/1 or number), no constant and no county: the county
    is what is to be compared. Maximum likelihood by Newton's steps (McCullagh and Nelder 1989, section 4.4); expected
    numbers add up to observed ones. Raises ValueError where columns repeat each other or a group has only one outcome.
    """
    result = _outcome(outcome)
    columns = np.atleast_2d(np.asarray(features, dtype=float))
    if columns.ndim != 2 or len(columns) != len(result):
        raise ValueError("features must have one row per case")
    design = np.column_stack((np.ones(len(result)), columns))
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise ValueError("features must not repeat each other")
    coefficients = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        share = _share(design @ coefficients)
        information = design.T @ (design * (share * (1 - share))[:, None])
        if np.linalg.cond(information) > 1e12:
            break
        step = np.linalg.solve(information, design.T @ (result - share))
        coefficients = coefficients + step
        if np.abs(step).max() < 1e-10:
            predictor = design @ coefficients
            if np.abs(predictor).max() > _LIMIT:
                break
            return Logistic(coefficients, np.sqrt(np.diag(np.linalg.inv(information))), _share(predictor))
    raise ValueError("the outcome must vary within every group of the case mix")


def by_unit(unit: ArrayLike, outcome: ArrayLike, expected: ArrayLike, confidence: float = 0.95) -> Units:
    """Observed against expected numbers of each county, in the order of their labels and never ranked.

    One entry per case: its county, its outcome (0/1) and its expected share. Breslow and Day (1987), chapter 2.
    """
    result, share = _outcome(outcome), np.asarray(expected, dtype=float)
    labels, where = np.unique(np.asarray(unit), return_inverse=True)
    if not where.shape == result.shape == share.shape:
        raise ValueError("counties, outcomes and expected shares must be of the same length")
    cases = np.bincount(where).astype(float)
    seen = np.bincount(where, weights=result).astype(float)
    awaited = np.bincount(where, weights=share).astype(float)
    if not awaited.min() > 0:
        raise ValueError("the expected number of every county must be positive")
    number, share_of = byar(seen, confidence), wilson(seen, cases, confidence)
    usual = awaited / cases
    return Units(
        tuple(str(label) for label in labels),
        cases,
        seen,
        awaited,
        seen / awaited,
        number.lower / awaited,
        number.upper / awaited,
        seen / cases - usual,
        share_of.lower - usual,
        share_of.upper - usual,
    )


def direct(rates: ArrayLike, standard_errors: ArrayLike, standard: ArrayLike, confidence: float = 0.95) -> Rate:
    """Rate that a county would have with the standard's structure: R* = sum w r, Var = sum w^2 se^2.

    `standard` holds the numbers (or shares) of the standard population by stratum; it counts as known, the strata as
    independent. Unlike ratios to expected numbers, rates standardised to one standard compare with each other.
    """
    rate, error, weight = (np.asarray(x, dtype=float) for x in (rates, standard_errors, standard))
    if not rate.shape == error.shape == weight.shape or not weight.size:
        raise ValueError("rates, errors and the standard must have the same strata")
    if weight.min() < 0 or weight.sum() <= 0 or error.min() < 0:
        raise ValueError("the standard and the errors must not be negative")
    weight = weight / weight.sum()
    return _rate(float(weight @ rate), float(np.sqrt(weight**2 @ error**2)), confidence)


def difference(one: Rate, other: Rate, confidence: float = 0.95) -> Rate:
    """Difference of two independent standardised rates with its interval."""
    error = float(np.hypot(one.standard_error, other.standard_error))
    return _rate(one.value - other.value, error, confidence)


def standardised_mean_difference(
    mean1: ArrayLike, variance1: ArrayLike, mean2: ArrayLike, variance2: ArrayLike
) -> Numbers:
    """How far two groups differ in a characteristic: (m1 - m2) / sqrt((v1 + v2)/2); above 0.1 is worth a sentence.

    For a share p the variance is p(1 - p). Free of the numbers of cases, so it is no test. Austin, Stat. Med. 28 (2009)
    3083. Where both variances are 0 the value is 0 for equal means and infinite otherwise.
    """
    gap = np.asarray(mean1, dtype=float) - np.asarray(mean2, dtype=float)
    spread = np.sqrt((np.asarray(variance1, dtype=float) + np.asarray(variance2, dtype=float)) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((gap == 0) & (spread == 0), 0.0, gap / spread)


def _rate(value: float, error: float, confidence: float) -> Rate:
    margin = critical_value(confidence) * error
    return Rate(value, error, value - margin, value + margin)


def _share(predictor: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(predictor, -700, 700))))


def _outcome(outcome: ArrayLike) -> Numbers:
    result = np.asarray(outcome, dtype=float)
    if result.ndim != 1 or not result.size or not np.isin(result, (0, 1)).all():
        raise ValueError("outcomes must be a list of 0 and 1, at least one")
    return result
