"""The planted truth: how likely work is by each month without the model, and what the model adds, in percentage points."""

from __future__ import annotations

from typing import Any

import numpy as np

from pipelines.catalog import Text
from pipelines.demo.frames import Bools, Floats, Ints, month_text
from pipelines.demo.region import NEVER, Region
from pipelines.problems import UserError

HORIZON = 24  # months since entry up to which the effect is planted exactly
LARGEST_EFFECT = 0.2  # beyond it the largest chance of work would pass one
WORK_LIMITS = (0.04, 0.80)  # chance of ever leaving to work without the model
_LAST_MONTH = 48
_SOON = 0.72  # of those who never leave to work: leave otherwise within the table; the rest stays long
_LATE = (30, 73)  # months after which these leave
FIXED_MONTHS = (3, 6, 9, 12, 18, 24)


def _weibull(scale: float, power: float) -> Floats:
    """Share of exits of one kind that has happened by month 0.._LAST_MONTH; all by the last."""
    at = np.arange(_LAST_MONTH + 1)
    by = 1 - np.exp(-((at / scale) ** power))
    result: Floats = by / by[-1]
    return result


TO_WORK = _weibull(11.0, 1.15)  # to work
OTHERWISE = _weibull(14.0, 1.0)  # to anything else


def growth() -> Floats:
    """Effect at month 0..HORIZON relative to month 12: slow at first, full at 12, a tenth more at 24."""
    at = np.arange(HORIZON + 1)
    result: Floats = np.where(at <= 12, (at / 12) ** 1.3, 1 + 0.1 * (at - 12) / 12)
    return result


def checked(effect: float) -> float:
    """The effect at 12 months as a share; it must leave room for chance."""
    if not 0 <= effect <= LARGEST_EFFECT:
        raise UserError(
            Text(
                "--effect: podaj liczbę od 0 do 0.2 (0.08 to 8 punktów procentowych).",
                "--effect: give a number from 0 to 0.2 (0.08 is 8 percentage points).",
            )
        )
    return effect


def exits(draw: np.random.Generator, chance: Floats, treated: Bools, effect: float) -> tuple[Ints, Bools, Bools]:
    """Months from entry to exit, whether to work, and whether the model caused it.

    Without the model a case leaves to work by month m with probability chance * TO_WORK[m]. Where the model works, those
    who would not have worked by HORIZON get a second chance such that P(work by m) rises by effect * growth()[m] for
    every case alike: the effect on the county is then exactly that, whoever is in it.
    """
    rows = len(chance)
    kind = draw.random(rows)
    to_work = kind < chance
    soon = kind < chance + _SOON * (1 - chance)
    place = draw.random(rows)
    waited = np.where(to_work, np.searchsorted(TO_WORK, place), np.searchsorted(OTHERWISE, place))
    after = np.where(to_work | soon, np.maximum(waited, 1), draw.integers(*_LATE, rows))
    grown = effect * growth()
    pool = ~(to_work & (after <= HORIZON))
    share = grown[-1] / (1 - chance * TO_WORK[HORIZON])
    moved = treated & pool & (draw.random(rows) < share)
    if effect > 0:
        new = np.maximum(np.searchsorted(grown / grown[-1], draw.random(rows)), 1)
        after = np.where(moved, new, after)
    return after, to_work | moved, moved


def statement(region: Region, *, effect: float, seed: int, cases: int, chances: dict[str, float]) -> dict[str, Any]:
    """What truth.json says: the effect by month since entry, where and since when, and what confounds it."""
    grown = [round(float(v), 6) for v in 100 * effect * growth()]
    return {
        "synthetic": True,
        "seed": seed,
        "cases": cases,
        "outcome": "exit to work by m months since entry (exit_reason PR_NS, PR_DG or PR_S), all cases of the county",
        "unit": "percentage points, added for every case that entered in a county in or after its month of adoption",
        "effect_by_month_pp": {str(m): grown[m] for m in range(1, HORIZON + 1)},
        "effect_at_fixed_months_pp": {str(m): grown[m] for m in FIXED_MONTHS},
        "adoption": {c.teryt: (None if c.adoption == NEVER else month_text(c.adoption)) for c in region.counties},
        "without_the_model": {
            "mean_chance_of_work_ever": chances,
            "share_of_exits_to_work_by_month": {str(m): round(float(TO_WORK[m]), 6) for m in FIXED_MONTHS},
        },
        "confounding": "harder clients are chosen into joint plans, partly for reasons that no column shows; "
        "the joint plan itself has no effect beyond that of the model in the county",
    }
