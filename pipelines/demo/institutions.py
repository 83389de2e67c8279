"""Who works in a county: institutions with their identifiers, and which of them gives which form of support."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.demo import forms
from pipelines.demo.frames import Bools, Ints, month
from pipelines.demo.region import County

SECTORS = {
    "PUP": "public",
    "PCPR": "public",
    "ROPS": "public",
    "WUP": "public",
    "OPS": "public",
    "CUS": "public",
    "NGO": "social",
    "CIS": "social",
}
SIDES = {
    "PUP": "IRP",
    "WUP": "IRP",
    "ROPS": "IPiIS",
    "PCPR": "IPiIS",
    "OPS": "IPiIS",
    "CUS": "IPiIS",
    "CIS": "IPiIS",
    "KIS": "IPiIS",
}
_BEFORE = month(2011, 1)
_CUS_SINCE = month(2021, 1)  # centres of social services may stand beside or replace OPS


@dataclass(frozen=True)
class Institution:
    """One institution of the register."""

    id: str
    type: str
    since: int

    @property
    def sector(self) -> str:
        return SECTORS.get(self.type, "social")

    @property
    def side(self) -> str:
        return SIDES.get(self.type, "INNA")


@dataclass(frozen=True)
class Institutions:
    """Institutions of one county; those that give steps come first and never change their position."""

    every: tuple[Institution, ...]
    first_ops: int
    count_ops: int

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(i.id for i in self.every)

    def position(self, type_: str) -> int:
        """Position of the first institution of a type, or -1."""
        return next((at for at, i in enumerate(self.every) if i.type == type_), -1)

    def giver(self, form: Ints, ops: Ints) -> Ints:
        """Institution that gives each form; `ops` is the welfare centre of the case's place."""
        by = np.array([self.position(f.by) for f in forms.FORMS])
        from_ops = np.array([f.by == "OPS" for f in forms.FORMS])
        result: Ints = np.where(from_ops[form], self.first_ops + ops, by[form])
        return result

    def here(self, form: Ints) -> Bools:
        """Whether the county has an institution that gives the form."""
        found = np.array([self.position(f.by) >= 0 for f in forms.FORMS])
        result: Bools = found[form]
        return result


def institutions(draw: np.random.Generator, county: County) -> Institutions:
    """The county's institutions: always PUP, PCPR, OPS and NGO; CIS, KIS and PES where chance gave them."""
    kinds = ["PUP", "PCPR", *["OPS"] * county.gminas, "NGO", "NGO"]
    kinds += [
        kind for kind, share in (("CIS", 0.6), ("KIS", 0.55), ("PES", 0.6)) if draw.random() < share or county.city
    ]
    numbers: dict[str, int] = {}
    every = []
    for kind in kinds:
        numbers[kind] = numbers.get(kind, 0) + 1
        every.append(Institution(f"{county.teryt}-{kind}-{numbers[kind]}", kind, _BEFORE - 12 * numbers[kind]))
    if draw.random() < 0.3:
        every.append(Institution(f"{county.teryt}-CUS-1", "CUS", _CUS_SINCE + int(draw.integers(36))))
    return Institutions(tuple(every), kinds.index("OPS"), county.gminas)
