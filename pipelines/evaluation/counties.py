"""Counties compared as if they served the same people: gross, expected from the case mix, difference; never ranked.

What is told of a county's own result is a function of one rounded share (its token) and of the published tokens of its
years: the interval is the envelope over all counts that the share allows, and a county lies outside the funnel only
where every such count does. Expected shares rest on all counties together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.disclosure.attack import CANDIDATES
from pipelines.disclosure.rates import RATE_PERSONS
from pipelines.disclosure.rates import wilson as bounds_of_share
from pipelines.evaluation import rounding
from pipelines.evaluation.strata import Strata, expected
from pipelines.statistics.funnel import funnel
from pipelines.statistics.survey import critical_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.evaluation.plan import Plan

Row = dict[str, Any]
Known = tuple[int, int]  # smallest and largest count that published tokens allow
LIMITS = {1: 0.95, 2: 0.998}  # beyond which limit: the number published as `outside`, with the sign of the side
REGION = ""
UNKNOWN = 10**9  # more persons than any group can have


def compared(strata: Strata, plan: Plan, known: Mapping[tuple[str, int, str], Known]) -> list[Row]:
    """Rows of `evaluation_counties` for every block of years that is over and followed long enough.

    `known`: bounds of the published counts by (teryt, year, n or work); what they allow already is no secret, so the
    five counts behind a printed share are those that both allow.
    """
    rows: list[Row] = []
    if not len(strata.half):
        return rows
    first, last = plan.first_year, plan.first_year + plan.block_years - 1
    while 2 * last + 1 <= strata.half.max():
        inside = strata.where((strata.half >= 2 * first) & (strata.half <= 2 * last + 1))
        if inside.cases.sum() >= RATE_PERSONS and 0 < inside.in_work.sum() < inside.cases.sum():
            rows += _block(inside, first, last, known)
        first, last = first + plan.block_years, last + plan.block_years
    return rows


def _block(strata: Strata, first: int, last: int, known: Mapping[tuple[str, int, str], Known]) -> list[Row]:
    counties, where = np.unique(strata.teryt, return_inverse=True)
    cases = np.bincount(where, weights=strata.cases)
    in_work = np.bincount(where, weights=strata.in_work)
    awaited = np.bincount(where, weights=strata.cases * expected(strata)) / cases
    usual = np.clip(awaited, 0.001, 0.999)
    spread = funnel(in_work, cases, usual).tau
    rows = [_region(int(in_work.sum()), int(cases.sum()), spread, first, last, known)]
    for teryt, n, own, share in zip(counties, cases, in_work, usual, strict=True):
        years = [(str(teryt), year, kind) for year in range(first, last + 1) for kind in ("n", "work")]
        rows.append(_county(str(teryt), int(n), int(own), float(share), spread, _summed(years, known), first, last))
    return rows


def _county(
    teryt: str, n: int, own: int, usual: float, spread: float, told: dict[str, Known], first: int, last: int
) -> Row:
    row = _empty(first, last, teryt, told["n"])
    found = _window(n, own, told["work"]) if n >= RATE_PERSONS else None
    if found is None:
        return row
    step, low, high = found
    gross, awaited = rounding.printed(own / n, step), rounding.printed(usual, 1)
    lower, upper = bounds_of_share(low, n)[0], bounds_of_share(high, n)[1]
    row |= {"obs_status": "A", "step": step, "gross": gross, "expected": awaited, "difference": gross - awaited}
    row |= {"lower": rounding.printed(lower - usual, 1, -1), "upper": rounding.printed(upper - usual, 1, 1)}
    z = funnel([low, high], [n, n], [usual, usual]).z / np.sqrt(1 + spread**2 * (4 * n + 2))
    row["outside"] = 0
    for level, confidence in LIMITS.items():
        if (np.abs(z) > critical_value(confidence)).all() and z[0] * z[1] > 0:
            row["outside"] = level * int(np.sign(z[0]))
    return row


def _region(own: int, n: int, spread: float, first: int, last: int, known: Mapping[tuple[str, int, str], Known]) -> Row:
    years = [(REGION, year, kind) for year in range(first, last + 1) for kind in ("n", "work")]
    told = _summed(years, known)
    row = _empty(first, last, REGION, told["n"])
    found = _window(n, own, told["work"])
    if found is None:
        return row
    step, low, high = found
    row |= {"obs_status": "A", "step": step, "gross": rounding.printed(own / n, step), "spread": round(spread, 2)}
    return row | {
        "lower": rounding.printed(bounds_of_share(low, n)[0], 1, -1),
        "upper": rounding.printed(bounds_of_share(high, n)[1], 1, 1),
    }


def _window(n: int, own: int, told: Known) -> tuple[int, int, int] | None:
    """Step, smallest and largest count that the printed share and the published tokens allow; None below five counts."""
    counts = np.arange(max(0, told[0]), min(n, told[1]) + 1)
    for step in rounding.STEPS:
        if not rounding.fits(own / n, 1 / n, own, n, step):
            continue
        said = rounding.printed(own / n, step)
        both = [int(c) for c in counts if rounding.printed(c / n, step) == said]
        if len(both) >= CANDIDATES:
            return step, both[0], both[-1]
    return None


def _summed(years: list[tuple[str, int, str]], known: Mapping[tuple[str, int, str], Known]) -> dict[str, Known]:
    """Bounds of the sums over years; a year without tokens allows any count."""
    found: dict[str, Known] = {}
    for kind in ("n", "work"):
        bounds = [known.get(key, (0, UNKNOWN)) for key in years if key[2] == kind]
        found[kind] = (sum(low for low, _ in bounds), sum(high for _, high in bounds))
    return found


def _empty(first: int, last: int, teryt: str, persons: Known) -> Row:
    low, high = persons
    return {
        "first": str(first),
        "last": str(last),
        "teryt": teryt,
        "persons_from": low,
        "persons_to": high if high < UNKNOWN else None,
        "gross": None,
        "expected": None,
        "difference": None,
        "lower": None,
        "upper": None,
        "outside": None,
        "step": None,
        "spread": None,
        "obs_status": "C",
    }
