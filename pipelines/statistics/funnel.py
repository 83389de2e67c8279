"""A funnel of counties: which shares lie outside what chance and the usual spread between counties explain.

Counties are shown by their number of cases, never in order of their shares. Spiegelhalter, Stat. Med. 24 (2005) 1185.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipelines.statistics.survey import critical_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]

TAILS = 0.1  # share of counties drawn in at each end before the spread is measured, so that outliers do not hide it


@dataclass(frozen=True)
class Funnel:
    """One entry per county. `z` knows chance only, `adjusted` also the spread between counties.

    `phi` is the winsorised mean of z^2 (1 where chance explains everything), `tau` the standard deviation between
    counties on the arcsine scale.
    """

    z: Numbers
    adjusted: Numbers
    phi: float
    tau: float

    def outside(self, confidence: float = 0.998) -> NDArray[np.int_]:
        """-1 below, 0 within and 1 above the limits."""
        beyond = np.abs(self.adjusted) > critical_value(confidence)
        return np.where(beyond, np.sign(self.adjusted), 0).astype(int)


@dataclass(frozen=True)
class Limits:
    """Lower and upper limits of the share (0 to 1) at each number of cases."""

    lower: Numbers
    upper: Numbers


def funnel(count: ArrayLike, cases: ArrayLike, target: ArrayLike) -> Funnel:
    """Place each county's share against its target, with additive over-dispersion.

    z = 2 sqrt(n + 1/2) (asin sqrt((y + 3/8)/(n + 3/4)) - asin sqrt p); z winsorised at 10 and 90 %, phi = mean z^2,
    w = 4n + 2, tau^2 = max(0, (I phi - (I - 1)) / (sum w - sum w^2 / sum w)); adjusted = z / sqrt(1 + tau^2 w).
    Anscombe, Biometrika 35 (1948) 246; Spiegelhalter, QSHC 14 (2005) 347. `target` is one share for all counties or
    each county's expected share (0 < p < 1). The spread needs at least three counties; with fewer it is 0.
    """
    some, all_, usual = np.broadcast_arrays(*(np.asarray(x, dtype=float) for x in (count, cases, target)))
    if some.ndim != 1 or not (np.all(all_ > 0) and np.all(some >= 0) and np.all(some <= all_)):
        raise ValueError("every county must have cases and a count between 0 and all of them")
    if not (np.all(usual > 0) and np.all(usual < 1)):
        raise ValueError("targets must lie between 0 and 1")
    weight = 4 * all_ + 2  # 1 / variance on the arcsine scale
    z = np.sqrt(weight) * (np.arcsin(np.sqrt((some + 3 / 8) / (all_ + 3 / 4))) - np.arcsin(np.sqrt(usual)))
    low, high = np.quantile(z, (TAILS, 1 - TAILS))
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    tau2 = 0.0
    if len(z) >= 3:
        spread = weight.sum() - (weight**2).sum() / weight.sum()
        tau2 = max(0.0, float((len(z) * phi - (len(z) - 1)) / spread))
    return Funnel(z, z / np.sqrt(1 + tau2 * weight), phi, float(np.sqrt(tau2)))


def limits(cases: ArrayLike, target: float, tau: float = 0.0, confidence: float = 0.95) -> Limits:
    """Limits that match `funnel`: the share at which the adjusted z reaches the critical value.

    sin^2(asin sqrt p +- z sqrt(tau^2 + 1/(4n + 2))), turned back into y / n. For one target; counties with targets of
    their own are drawn by their adjusted z.
    """
    number = np.asarray(cases, dtype=float)
    if not (np.all(number > 0) and 0 < target < 1 and tau >= 0):
        raise ValueError("cases must be positive, the target between 0 and 1 and tau not negative")
    margin = critical_value(confidence) * np.sqrt(tau**2 + 1 / (4 * number + 2))
    middle = np.arcsin(np.sqrt(target))
    shares = [
        (np.sin(np.clip(middle + sign * margin, 0, np.pi / 2)) ** 2 * (number + 3 / 4) - 3 / 8) / number
        for sign in (-1, 1)
    ]
    return Limits(np.clip(shares[0], 0, 1), np.clip(shares[1], 0, 1))


def exact_limits(cases: ArrayLike, target: float, confidence: float = 0.95) -> Limits:
    """Limits by the binomial distribution: its quantiles at the two tails, divided by the number of cases."""
    from scipy.stats import binom

    number = np.asarray(cases, dtype=float)
    if not (np.all(number > 0) and 0 < target < 1):
        raise ValueError("cases must be positive and the target between 0 and 1")
    tail = (1 - confidence) / 2
    return Limits(binom.ppf(tail, number, target) / number, binom.ppf(1 - tail, number, target) / number)
