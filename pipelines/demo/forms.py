"""The forms of support that the generator draws from: who gives them, how long, how dear, in which years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.demo.frames import Floats, Ints, month

_ALWAYS, _NEW_LAW, _PROFILES = month(1990, 1), month(2025, 6), (month(2014, 6), month(2019, 6))
_FOREVER = month(2040, 1)


@dataclass(frozen=True)
class Form:
    """One form: `by` is the type of institution, `lasts` months on average, hours and cost (zł) for that time."""

    code: str
    block: str
    by: str
    lasts: int
    hours: int
    cost_zl: int
    funding: str
    weight: float
    since: int = _ALWAYS
    until: int = _FOREVER  # first month in which it is no longer drawn


FORMS = (
    Form("POSR", "V", "PUP", 1, 4, 0, "FP", 0.20),
    Form("PORZ", "V", "PUP", 1, 5, 0, "FP", 0.13),
    Form("IPD_K", "V", "PUP", 2, 3, 0, "FP", 0.14),
    Form("STAZ", "V", "PUP", 6, 0, 8600, "FP", 0.16),
    Form("SZKOL", "V", "PUP", 2, 110, 2900, "EFS", 0.10),
    Form("PINT", "V", "PUP", 6, 0, 9800, "FP", 0.06),
    Form("ROBP", "V", "PUP", 5, 0, 11900, "FP", 0.05, until=_NEW_LAW),
    Form("PSU", "V", "PUP", 4, 160, 1500, "FP", 0.05, until=_NEW_LAW),
    Form("DOTAC", "V", "PUP", 1, 0, 23400, "FP", 0.02),
    Form("BON", "V", "PUP", 3, 0, 6100, "FP", 0.03),
    Form("PAI_A", "V", "PUP", 2, 40, 900, "FP", 0.02, *_PROFILES),
    Form("DOROS", "V", "PUP", 4, 22, 1900, "EFS", 0.06),
    Form("BIERN", "V", "PUP", 3, 10, 700, "FP", 0.10, since=_NEW_LAW),
    Form("PES_Z", "V", "PES", 8, 0, 12500, "EFS", 0.02),
    Form("PRSOC", "S", "OPS", 5, 10, 0, "budzet_gminy", 0.34),
    Form("KONTR", "S", "OPS", 4, 8, 600, "budzet_gminy", 0.20),
    Form("PROJS", "S", "OPS", 4, 36, 900, "budzet_gminy", 0.04),
    Form("PSYCH", "S", "PCPR", 3, 9, 500, "budzet_gminy", 0.12),
    Form("TERAP", "S", "OPS", 4, 24, 0, "budzet_gminy", 0.04),
    Form("GRWSP", "S", "NGO", 5, 28, 400, "EFS", 0.07),
    Form("CIS", "S", "CIS", 9, 850, 15200, "EFS", 0.08),
    Form("KIS", "S", "KIS", 6, 240, 2600, "EFS", 0.05),
    Form("PAI_I", "S", "NGO", 2, 40, 900, "FP", 0.02, *_PROFILES),
    Form("ASROD", "F", "OPS", 8, 60, 2100, "budzet_gminy", 0.07),
    Form("OPIEK", "F", "OPS", 4, 0, 1700, "budzet_gminy", 0.03),
    Form("MOD1", "V", "PCPR", 6, 60, 2400, "EFS", 0.0),
    Form("MOD2", "S", "PCPR", 6, 50, 1500, "EFS", 0.0),
    Form("MOD3", "F", "PCPR", 6, 40, 1300, "EFS", 0.0),
    Form("MOD4", "F", "PCPR", 6, 30, 800, "EFS", 0.0),
)
CODES = tuple(form.code for form in FORMS)
BLOCKS = ("S", "V", "F", "M")
FUNDINGS = ("FP", "EFS", "budzet_gminy", "PFRON", "inne")
MODULES = tuple(CODES.index(code) for code in ("MOD1", "MOD2", "MOD3", "MOD4"))
LASTS = np.array([form.lasts for form in FORMS])
HOURS = np.array([form.hours for form in FORMS])
COSTS_ZL = np.array([form.cost_zl for form in FORMS])
BLOCK = np.array([BLOCKS.index(form.block) for form in FORMS])
FUNDING = np.array([FUNDINGS.index(form.funding) for form in FORMS])
_SINCE = np.array([form.since for form in FORMS])
_UNTIL = np.array([form.until for form in FORMS])
_INSTEAD = {"V": CODES.index("POSR")}
_FALLBACK = np.array([_INSTEAD.get(form.block, CODES.index("PRSOC")) for form in FORMS])


def shares(blocks: str) -> Floats:
    """Cumulated weights of the forms of these blocks; others are never drawn."""
    weights = np.array([form.weight if form.block in blocks else 0.0 for form in FORMS])
    result: Floats = np.cumsum(weights) / weights.sum()
    return result


def in_force(form: Ints, at: Ints) -> Ints:
    """The form itself where it exists in that month, else the plain one of its side."""
    result: Ints = np.where((at >= _SINCE[form]) & (at < _UNTIL[form]), form, _FALLBACK[form])
    return result


def givers(types: Sequence[str]) -> Ints:
    """Position in `types` of the institution that gives each form."""
    return np.array([types.index(form.by) for form in FORMS])
