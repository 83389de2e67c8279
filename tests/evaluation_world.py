"""Invented regions for the tests of the evaluation: counties, half-years, clients of known characteristics."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pipelines.evaluation.plan import Plan
from pipelines.evaluation.strata import Strata

FIRST = 2 * 2014
PLAN = Plan("work", 12, 6, 5, 3, 2014, adoption_fixed=True, definition_unchanged=True)
WAVES = {f"C{at:02}": FIRST + start for at, start in enumerate([4] * 4 + [8] * 4 + [12] * 3)}


def strata(
    *,
    counties: int = 20,
    halves: int = 18,
    persons: int = 100,
    effect: float = 0.0,
    adoption: Mapping[str, int] | None = None,
    sizes: Mapping[str, int] | None = None,
    easy: Mapping[str, float] | None = None,
    bonus: Mapping[str, float] | None = None,
    seed: int = 0,
) -> Strata:
    """Clients are easy (share 0.5 in work) or hard (0.2), half of each unless `easy` says otherwise for a county.

    `sizes` overrides the persons of a half-year, `bonus` adds to a county's shares, the effect to those with the model.
    """
    draw = np.random.default_rng(seed)
    rows = []
    for code in (f"C{at:02}" for at in range(counties)):
        for half in range(FIRST, FIRST + halves):
            size = (sizes or {}).get(code, persons)
            easy_ones = round(size * (easy or {}).get(code, 0.5))
            more = (bonus or {}).get(code, 0.0)
            more += effect if half >= (adoption or {}).get(code, 10**6) else 0.0
            for age, number, share in (("to_34", easy_ones, 0.5), ("55_plus", size - easy_ones, 0.2)):
                if number:
                    rows.append((code, half, age, number, int(draw.binomial(number, share + more))))
    mix = [["F", age, "lower", "to_12", "nie"] for _, _, age, _, _ in rows]
    return Strata(
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        np.array(mix),
        np.array([row[3] for row in rows]),
        np.array([row[4] for row in rows]),
    )
