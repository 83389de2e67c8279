"""What intervals and tests achieve on invented data: the acceptance table of the statistics note, B5.

Every function returns one measured share with the band it must fall into; tests use the same functions with fewer runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from bench.table import Row
from pipelines.disclosure.rates import RATE_PERSONS, rate
from pipelines.disclosure.tokens import HIDDEN, Rule
from pipelines.statistics.funnel import funnel
from pipelines.statistics.panel import NEVER, Panel, overall
from pipelines.statistics.randomisation import Permutations, infer, joint_p, permutations, size_strata, treated
from pipelines.statistics.survival import cumulative_incidence

Numbers = NDArray[np.float64]

COUNTIES, QUARTERS = 20, 12
SHARE = 0.3  # employed after a year, the middle of all invented counties
SHOCK, MEMORY = 0.03, 0.5  # quarterly shocks of a county: standard deviation and what remains of one a quarter later
PLANTED = 0.10
LEVEL = 0.05
SIZES = range(48, 501)  # the smallest group whose token is 50, up to the largest of the note
LEAST = 0.949  # at single sizes Wilson's interval dips a little below its nominal level, and so may the envelope
P_GRID = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
TO_WORK, OTHER_EXIT, YEAR = 0.03, 0.012, 12  # monthly hazards

# First quarter with the model of each treated county.
FOUR = (5,) * 4
WAVES = (4,) * 4 + (6,) * 3 + (8,) * 3


@dataclass(frozen=True)
class Measured:
    """A share (0 to 1) found in `runs` invented data sets and the band it must lie in; `runs` 0 means by enumeration."""

    name: str
    runs: int
    value: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.value <= self.high

    def within(self, errors: float, nominal: float) -> bool:
        """For few runs: within so many standard errors of a share of the nominal value, or inside the band."""
        return self.holds or abs(self.value - nominal) <= errors * sqrt(nominal * (1 - nominal) / self.runs)


def incidence_coverage(persons: int, runs: int, seed: int = 1) -> Measured:
    """Aalen-Johansen at 12 months on monthly data full of ties: coverage of the complementary log-log interval."""
    random = np.random.default_rng(seed)
    hazard = TO_WORK + OTHER_EXIT
    truth = TO_WORK / hazard * (1 - np.exp(-hazard * YEAR))
    covered = 0
    for _ in range(runs):
        leaving = np.ceil(random.exponential(1 / hazard, persons))
        exit_ = np.where(random.random(persons) < TO_WORK / hazard, 1, 2)
        end = random.integers(6, 25, persons)
        curve = cumulative_incidence(np.minimum(leaving, end), np.where(leaving <= end, exit_, 0), 1)
        where = curve.position(YEAR)
        covered += bool(curve.lower[where] <= truth <= curve.upper[where])
    return Measured(f"incidence at 12 months, {persons} persons: coverage", runs, covered / runs, 0.937, 0.963)


def envelope_coverage(share: float, sizes: range = SIZES) -> tuple[Measured, Measured]:
    """Coverage of the interval made from tokens, exact by summing the binomial: the mean and the least over sizes.

    A rate is shown, or a bound of it, whatever the count: the coverage is that of all groups of a size.
    """
    rule = Rule()
    known: dict[tuple[int, int], tuple[float, float]] = {}
    coverages = []
    for persons in sizes:
        group = int(rule.tokens([persons])[0])
        if group == HIDDEN or group < RATE_PERSONS:
            continue
        counts = np.arange(persons + 1)
        covered = np.zeros(persons + 1, dtype=bool)
        for count, token in zip(counts, rule.tokens(counts), strict=True):
            key = (int(token), group)
            if key not in known:
                shown = rate(rule, *key)
                assert shown is not None
                known[key] = shown.lower, shown.upper
            covered[count] = known[key][0] <= share <= known[key][1]
        coverages.append(float(binom.pmf(counts, persons, share)[covered].sum()))
    name = f"rate from tokens, p = {share:g}"
    return (
        Measured(f"{name}: mean coverage", 0, float(np.mean(coverages)), 0.95, 1.0),
        Measured(f"{name}: least coverage", 0, min(coverages), LEAST, 1.0),
    )


def false_positives(
    starts: tuple[int, ...], cases: int, runs: int, *, strata: int | None = None, smallest: bool = False, seed: int = 2
) -> Measured:
    """How often randomisation on t calls a model significant that does nothing."""
    random = np.random.default_rng(seed)
    rejected = 0
    for run in range(runs):
        panel = county_panel(random, starts, cases, 0.0, smallest=smallest)
        labels = None if strata is None else size_strata(panel.cases, strata)
        draws = Permutations(panel, permutations(panel.adoption, seed=run, strata=labels), only_after=True)
        rejected += joint_p(draws, [overall]) <= LEVEL
    name = f"false positives, {_design(starts, smallest)}, {cases} cases" + (f", {strata} strata" if strata else "")
    return Measured(name, runs, rejected / runs, 0.037, 0.063)


def planted(starts: tuple[int, ...], cases: int, runs: int, seed: int = 3) -> tuple[Measured, Measured]:
    """A planted +10 points: coverage of the interval by inversion, and the absolute mean bias of the estimate."""
    random = np.random.default_rng(seed)
    covered, bias = 0, 0.0
    for run in range(runs):
        panel = county_panel(random, starts, cases, PLANTED)
        draws = Permutations(panel, permutations(panel.adoption, seed=run), only_after=True)
        found = infer(draws, overall, treated(panel))
        covered += found.lower <= PLANTED <= found.upper
        bias += (found.estimate - PLANTED) / runs
    name = f"planted +10 points, {_design(starts)}, {cases} cases"
    return (
        Measured(f"{name}: coverage", runs, covered / runs, 0.932, 1.0),
        Measured(f"{name}: bias", runs, abs(bias), 0.0, 0.005),
    )


def false_flags(runs: int, spread: float = 0.0, seed: int = 4) -> Measured:
    """Share of ordinary counties outside the funnel's 99.8 % limits; `spread`: s.d. between counties."""
    random = np.random.default_rng(seed)
    flagged = 0
    for _ in range(runs):
        cases = _sizes(random, 100)
        shares = np.clip(random.normal(SHARE, spread, COUNTIES), 0.02, 0.98)
        count = random.binomial(cases, shares)
        flagged += int(np.abs(funnel(count, cases, count.sum() / cases.sum()).outside()).sum())
    name = f"funnel flags, s.d. between counties {100 * spread:g} points"
    return Measured(name, runs, flagged / runs / COUNTIES, 0.0, 0.004 if spread == 0 else 1.0)


def county_panel(
    random: np.random.Generator, starts: tuple[int, ...], cases: int, effect: float, *, smallest: bool = False
) -> Panel:
    """Shares of 20 unequal counties over 12 quarters: level, common season, own slow shocks, binomial noise, effect.

    Counties adopt at random unless `smallest`; `cases` is the mean number per county and quarter.
    """
    sizes = _sizes(random, cases)
    if smallest:
        sizes = np.sort(sizes)
    adoption = np.full(COUNTIES, NEVER)
    adoption[: len(starts)] = starts
    shocks = np.empty((COUNTIES, QUARTERS))
    shocks[:, 0] = random.normal(0, SHOCK, COUNTIES)
    for quarter in range(1, QUARTERS):
        fresh = random.normal(0, SHOCK * sqrt(1 - MEMORY**2), COUNTIES)
        shocks[:, quarter] = MEMORY * shocks[:, quarter - 1] + fresh
    level = random.normal(SHARE, 0.05, COUNTIES)[:, None] + 0.02 * np.sin(np.arange(QUARTERS) * np.pi / 2)[None]
    model = effect * (np.arange(QUARTERS)[None] >= adoption[:, None])
    seen = np.maximum(random.poisson(sizes[:, None], (COUNTIES, QUARTERS)), 1)
    outcome = random.binomial(seen, np.clip(level + shocks + model, 0.0, 1.0)) / seen
    return Panel(outcome, sizes.astype(float), adoption)


def table(scale: float = 1.0) -> list[Measured]:
    """Every row of B5 that figures can decide; `scale` shortens the runs."""

    def runs(full: int) -> int:
        return max(50, round(full * scale))

    rows = [incidence_coverage(persons, runs(2000)) for persons in (60, 200)]
    rows += [row for share in P_GRID for row in envelope_coverage(share)]
    rows += [false_positives(starts, cases, runs(2000)) for starts in (FOUR, WAVES) for cases in (8, 30, 100)]
    for starts in (FOUR, WAVES):
        rows += planted(starts, 30, runs(1000))
    return [*rows, false_flags(runs(3000))]


def measure(rounds: int, folder: Path) -> list[Row]:
    """Print the measured shares beside their bands; no row of the timing table, nothing here is a speed."""
    del rounds, folder
    rows = [*table(), false_positives(FOUR, 30, 2000, smallest=True), *(false_flags(3000, sd) for sd in (0.05, 0.1))]
    width = max(len(row.name) for row in rows)
    for row in rows:
        verdict = "holds" if row.holds else "MISSED"
        runs = str(row.runs) if row.runs else "exact"
        print(f"{row.name:<{width}}  {runs:>6}  {row.value:.4f}  [{row.low:.3f}, {row.high:.3f}]  {verdict}")
    return []


def _sizes(random: np.random.Generator, mean: int) -> NDArray[np.int_]:
    sizes = random.lognormal(0, 0.5, COUNTIES)
    return np.maximum(np.round(sizes / sizes.mean() * mean), 2).astype(int)


def _design(starts: tuple[int, ...], smallest: bool = False) -> str:
    waves = len(set(starts))
    return f"{len(starts)} {'smallest ' if smallest else ''}treated" + (f" in {waves} waves" if waves > 1 else "")
