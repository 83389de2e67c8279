"""Time to an event: Kaplan-Meier, Aalen-Johansen with competing exits, restricted mean time, log-rank test.

Times are in one unit (months) from entry; an event coded 0 is censoring. Censoring is assumed not to depend on the
outcome. At equal times events come before censoring, so monthly data with ties need no tie-breaking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from pipelines.statistics.survey import critical_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]

Scale = Literal["log", "log-log"]
CENSORED = 0


@dataclass(frozen=True)
class Curve:
    """A step function after each distinct time, with persons at risk just before it, events and censored at it.

    `value` is the share still without the event (`kaplan_meier`) or with it (`cumulative_incidence`), 0 to 1; `events`
    are those of the curve. Bounds are nan where no event has happened yet or nobody is left: no interval exists there.
    """

    times: Numbers
    at_risk: Numbers
    events: Numbers
    censored: Numbers
    value: Numbers
    standard_error: Numbers
    lower: Numbers
    upper: Numbers
    start: float  # the value before the first time

    def position(self, time: float) -> int:
        """Index of the step that holds at `time`, -1 before the first."""
        return int(np.searchsorted(self.times, time, side="right")) - 1

    def at(self, time: float) -> float:
        """The value at `time`."""
        where = self.position(time)
        return self.start if where < 0 else float(self.value[where])

    def at_risk_at(self, time: float) -> int:
        """Persons at risk just before `time`."""
        where = int(np.searchsorted(self.times, time, side="left"))
        return int(self.at_risk[where]) if where < len(self.times) else 0

    def censored_before(self, time: float) -> float:
        """Share of all persons censored before `time`: how far the curve rests on fewer than all."""
        return float(self.censored[self.times < time].sum() / self.at_risk[0])


@dataclass(frozen=True)
class Quantile:
    """The time by which a share of persons has had the event; None where the curve or its bound stays above it."""

    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Estimate:
    """A number with its standard error."""

    value: float
    standard_error: float


@dataclass(frozen=True)
class Test:
    """A chi-square statistic, its degrees of freedom and its p-value."""

    __test__ = False  # not a test for pytest to collect

    statistic: float
    degrees: int
    p: float


def kaplan_meier(time: ArrayLike, event: ArrayLike, *, confidence: float = 0.95, scale: Scale = "log-log") -> Curve:
    """Share still without the event after each time; `event` is 0 for censored and anything else for the event.

    S(t) = prod (1 - d/n), Var by Greenwood: S^2 sum d/(n(n-d)). Kaplan and Meier, JASA 53 (1958) 457. Bounds on the
    scale of log(-log S) or log S (Kalbfleisch and Prentice, 2nd ed. 2002, section 1.4). Never use 1 - S for one of
    several competing exits: see `cumulative_incidence`.
    """
    times, at_risk, counts = _counts(time, np.asarray(event) != CENSORED, (1,))
    events = counts[1]
    survival = np.cumprod(1 - events / at_risk).astype(float)
    spread = np.sqrt(np.cumsum(_greenwood(events, at_risk))).astype(float)  # s.e. of log S
    z = critical_value(confidence)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # a bound beyond any number is 0 or 1
        if scale == "log":
            lower, upper = survival * np.exp(-z * spread), np.minimum(1.0, survival * np.exp(z * spread))
        else:
            logs = np.log(survival)
            lower, upper = (survival ** np.exp(sign * z * spread / np.abs(logs)) for sign in (1, -1))
    known = (survival > 0) & (survival < 1)
    return Curve(
        times,
        at_risk,
        events,
        counts[CENSORED],
        survival,
        survival * spread,
        np.where(known, lower, np.nan),
        np.where(known, upper, np.nan),
        1.0,
    )


def quantile(curve: Curve, share: float = 0.5) -> Quantile:
    """First time at which a Kaplan-Meier curve has fallen to 1 - `share`, and where its bounds have.

    A curve that is flat exactly there gives the middle of the flat stretch, as in R. Brookmeyer and Crowley (1982).
    On a page say "between month a and b": one step may be one person.
    """
    return Quantile(*(_first(curve, values, 1 - share) for values in (curve.value, curve.lower, curve.upper)))


def cumulative_incidence(time: ArrayLike, cause: ArrayLike, of: int, *, confidence: float = 0.95) -> Curve:
    """Share that has left through exit `of` by each time, other exits competing (Aalen and Johansen, 1978).

    F(t) = sum S(t-) d_k/n, where S counts every exit. With F_t - F_j written D_j, the variance is
    sum D_j^2 d_j/[n_j(n_j-d_j)] + sum S_j-^2 (n_j-d_kj) d_kj/n_j^3 - 2 sum D_j S_j- d_kj/n_j^2
    (Marubini and Valsecchi 1995, p. 341); bounds on the scale of log(-log(1 - F)).
    `cause`: whole numbers, 0 = censored, any other = an exit. Raises ValueError where `of` is 0.
    """
    causes = np.asarray(cause)
    if of == CENSORED:
        raise ValueError("the exit must not be the code of censoring")
    kinds = tuple(int(kind) for kind in np.unique(causes) if kind not in (CENSORED, of))
    times, at_risk, counts = _counts(time, causes, (of, *kinds))
    own = counts[of]
    exits = np.sum([counts[kind] for kind in (of, *kinds)], axis=0)
    survival = np.cumprod(1 - exits / at_risk)
    before = np.concatenate(([1.0], survival[:-1]))
    incidence = np.cumsum(before * own / at_risk)

    all_terms = _greenwood(exits, at_risk)
    own_terms = before * own / at_risk**2
    variance = (  # the sums of D_j multiplied out, so that one pass serves every time
        incidence**2 * np.cumsum(all_terms)
        - 2 * incidence * np.cumsum(incidence * all_terms)
        + np.cumsum(incidence**2 * all_terms)
        + np.cumsum(before**2 * (at_risk - own) * own / at_risk**3)
        - 2 * (incidence * np.cumsum(own_terms) - np.cumsum(incidence * own_terms))
    )
    error = np.sqrt(np.maximum(variance, 0.0))
    lower, upper = _complementary_log_log(incidence, error, critical_value(confidence))
    return Curve(times, at_risk, own, counts[CENSORED], incidence, error, lower, upper, 0.0)


def restricted_mean(time: ArrayLike, event: ArrayLike, until: float) -> Estimate:
    """Mean time without the event up to `until`: the area under Kaplan-Meier, with its standard error.

    Var = sum_j [area from t_j to `until`]^2 d_j/[n_j(n_j-d_j)] (Klein and Moeschberger, 2nd ed. 2003, section 4.5);
    not to be mistaken for the much larger variance of min(T, until). Raises ValueError where follow-up ends earlier.
    """
    curve = kaplan_meier(time, event)
    if until <= 0 or (until > curve.times[-1] and curve.value[-1] > 0):
        raise ValueError("the restricted mean must end within the follow-up")
    inside = curve.times < until
    steps = np.concatenate(([0.0], curve.times[inside], [until]))
    areas = np.diff(steps) * np.concatenate(([1.0], curve.value[inside]))
    after = areas[::-1].cumsum()[::-1][1:]  # area right of each time
    variance = np.sum(after**2 * _greenwood(curve.events[inside], curve.at_risk[inside]))
    return Estimate(float(areas.sum()), float(np.sqrt(variance)))


def log_rank(time: ArrayLike, event: ArrayLike, group: ArrayLike) -> Test:
    """Whether groups differ in the time to the event (Mantel 1966); `group` holds one label per person.

    Raises ValueError with fewer than two groups. For one of several competing exits it compares the cause-specific
    hazards, not the cumulative incidences.
    """
    from scipy.special import chdtrc

    labels = np.unique(np.asarray(group))
    if len(labels) < 2:
        raise ValueError("a comparison needs at least two groups")
    times, at_risk, counts = _counts(time, np.asarray(event) != CENSORED, (1,))
    events = counts[1]
    risk = np.zeros((len(labels), len(times)))
    seen = np.zeros_like(risk)
    for row, label in enumerate(labels):
        own = np.asarray(group) == label
        own_times, own_events = np.asarray(time, dtype=float)[own], np.asarray(event)[own] != CENSORED
        risk[row] = len(own_times) - np.searchsorted(np.sort(own_times), times, side="left")
        seen[row] = np.bincount(np.searchsorted(times, own_times), weights=own_events, minlength=len(times))
    share = risk / at_risk
    excess = (seen - share * events).sum(axis=1)[:-1]
    factor = events * (at_risk - events) / np.maximum(at_risk - 1, 1)
    covariance = np.diag((share * factor).sum(axis=1)) - np.einsum("it,jt,t->ij", share, share, factor)
    statistic = float(excess @ np.linalg.solve(covariance[:-1, :-1], excess))
    return Test(statistic, len(labels) - 1, float(chdtrc(len(labels) - 1, statistic)))


def _counts(time: ArrayLike, cause: ArrayLike, causes: tuple[int, ...]) -> tuple[Numbers, Numbers, dict[int, Numbers]]:
    """Distinct times, persons at risk just before each, and how many left at each through every cause."""
    duration, kind = np.asarray(time, dtype=float), np.asarray(cause).astype(int)
    if duration.ndim != 1 or duration.shape != kind.shape or not len(duration):
        raise ValueError("times and events must be lists of the same length, with at least one person")
    if not (np.isfinite(duration).all() and duration.min() >= 0):
        raise ValueError("times must be numbers that are not negative")
    times, where = np.unique(duration, return_inverse=True)
    leaving = _tally(where, np.ones(len(where), dtype=bool), len(times))
    counts = {code: _tally(where, kind == code, len(times)) for code in (CENSORED, *causes)}
    return times, len(duration) - np.concatenate(([0.0], np.cumsum(leaving)[:-1])), counts


def _tally(where: NDArray[np.int_], chosen: NDArray[np.bool_], length: int) -> Numbers:
    return np.bincount(where[chosen], minlength=length).astype(float)


def _greenwood(events: Numbers, at_risk: Numbers) -> Numbers:
    left = at_risk - events
    # Where everybody leaves at once no later step depends on the term, so it may be 0.
    return np.where(left > 0, events / (at_risk * np.maximum(left, 1)), 0.0)


def _complementary_log_log(share: Numbers, error: Numbers, z: float) -> tuple[Numbers, Numbers]:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # a bound beyond any number is 0 or 1
        hazard = -np.log1p(-share)
        spread = z * error / ((1 - share) * hazard)
        lower, upper = (-np.expm1(-hazard * np.exp(sign * spread)) for sign in (-1, 1))
    known = (share > 0) & (share < 1)
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


def _first(curve: Curve, values: Numbers, level: float) -> float | None:
    with np.errstate(invalid="ignore"):
        reached = np.flatnonzero(values <= level + 1e-12)
    if not len(reached):
        return None
    first = int(reached[0])
    if abs(values[first] - level) > 1e-12:
        return float(curve.times[first])
    later = np.flatnonzero(values < level - 1e-12)
    return float((curve.times[first] + curve.times[later[0]]) / 2) if len(later) else float(curve.times[first])
