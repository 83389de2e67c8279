"""The closed list of everything that may be published: groups of persons, measures, and nothing else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Self

import numpy as np

from pipelines.disclosure.flags import Flags
from pipelines.disclosure.tokens import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

AREA = "area"
PERSONS = "n"  # the measure that counts everybody in a group
NEVER = "none"  # the outcome of who has had no exit by the last month


@dataclass(frozen=True)
class Family:
    """All groups by the same characteristics, of the whole region or of every area in it."""

    place: str  # "region" or "area"
    by: tuple[str, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        return (AREA, *self.by) if self.place == "area" else self.by


@dataclass(frozen=True)
class Cell:
    """One published count: who (codes by dimension, the whole region where AREA is absent) and what (the measure)."""

    codes: tuple[tuple[str, str], ...]
    measure: str

    @property
    def group(self) -> Cell:
        return replace(self, measure=PERSONS)

    @property
    def area(self) -> str | None:
        return dict(self.codes).get(AREA)

    def key(self) -> str:
        return ",".join(f"{dimension}={code}" for dimension, code in self.codes) + ":" + self.measure


@dataclass(frozen=True)
class Preset:
    """One rung of the ladder: a rule of tokens and the families that are published under it."""

    name: str
    rule: Rule
    places: tuple[str, ...]  # "region" and "area" (totals), and each "by one", "by two" characteristics


@dataclass(frozen=True)
class Lattice:
    """Dimensions, families and measures of one version.

    Measures count exits of a kind up to a month, cumulated, or, where `flags` are given, facts about units of any kind.
    """

    version: str
    dimensions: Mapping[str, tuple[str, ...]]  # AREA first, then the characteristics in the order of the axes
    families: tuple[Family, ...]
    kinds: tuple[str, ...]
    months: tuple[int, ...]
    flags: Flags | None = None

    @classmethod
    def read(cls, path: Path, areas: Sequence[str]) -> Self:
        """The lattice of the file for these areas."""
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        dimensions = {AREA: tuple(areas)} | {d["name"]: tuple(d["codes"]) for d in facts["dimension"]}
        families = tuple(Family(f["place"], tuple(f["by"])) for f in facts["family"])
        unknown = {name for family in families for name in family.by} - set(dimensions)
        if unknown:
            raise ValueError(f"the lattice has families by unknown dimensions: {', '.join(sorted(unknown))}")
        return cls(facts["version"], dimensions, families, tuple(facts["kinds"]), tuple(facts["months"]))

    def under(self, preset: Preset) -> Self:
        """The part of the lattice that a preset publishes."""

        def is_kept(family: Family) -> bool:
            return family.place + ("", " by one", " by two")[len(family.by)] in preset.places

        return replace(self, families=tuple(f for f in self.families if is_kept(f)))

    def until(self, month: int) -> Self:
        """The lattice of a cohort that has been followed for `month` months: later counts do not exist yet."""
        return replace(self, months=tuple(m for m in self.months if m <= month))

    def fold(self, persons: NDArray[np.int64], month: int) -> NDArray[np.int64]:
        """Counts of this lattice as counts of `until(month)`: who left later has not left yet."""
        shorter = self.until(month)
        folded = np.zeros((*persons.shape[:-1], len(shorter.outcomes)), dtype=np.int64)
        for i, outcome in enumerate(self.outcomes):
            folded[..., shorter.outcomes.index(outcome) if outcome in shorter.outcomes else 0] += persons[..., i]
        return folded

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Codes of the last axis: no exit, then the kind of exit and the month of the list by which it came."""
        if self.flags:
            return self.flags.atoms
        return (NEVER, *(f"{kind}_{month}" for kind in self.kinds for month in self.months))

    @cached_property
    def measures(self) -> Mapping[str, NDArray[np.bool_]]:
        """The outcomes that each measure counts."""
        found = {PERSONS: np.ones(len(self.outcomes), dtype=bool)}
        if self.flags:
            return {**found, **self.flags.masks}
        for kind in self.kinds:
            for month in self.months:
                counted = {f"{kind}_{m}" for m in self.months if m <= month}
                found[f"{kind}_{month}"] = np.array([outcome in counted for outcome in self.outcomes])
        return found

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Shape of an array of counts over everything: areas, characteristics, outcomes."""
        return (*(len(codes) for codes in self.dimensions.values()), len(self.outcomes))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every published count, in a fixed order."""
        return tuple(
            Cell(tuple(zip(family.dimensions, codes, strict=True)), measure)
            for family in self.families
            for codes in product(*(self.dimensions[name] for name in family.dimensions))
            for measure in self.measures
        )

    def counts(self, persons: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count of each cell, each from its own persons; `persons` has the shape of the lattice."""
        if persons.shape != self.shape:
            raise ValueError(f"counts have the shape {persons.shape}, the lattice {self.shape}")
        masks = np.array(list(self.measures.values()), dtype=np.int64)
        names = list(self.dimensions)
        parts = []
        for family in self.families:
            summed = tuple(i for i, name in enumerate(names) if name not in family.dimensions)
            kept = [name for name in names if name in family.dimensions]
            table = persons.sum(axis=summed) @ masks.T
            order = [kept.index(name) for name in family.dimensions]
            parts.append(table.transpose(*order, len(order)).ravel())
        return np.concatenate(parts)


def presets(path: Path) -> tuple[Preset, ...]:
    """The ladder of the lattice file, finest first."""
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Preset(p["name"], Rule(p["threshold"], p["base"]), tuple(p["places"])) for p in facts["preset"])
