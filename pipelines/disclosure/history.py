"""Earlier releases of a cohort beside the new one: what an attacker who kept them all can put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import numpy as np

from pipelines.disclosure.tokens import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipelines.disclosure.lattice import Lattice
    from pipelines.disclosure.ledger import Entry


@dataclass(frozen=True)
class Intervals:
    """What is said of each cell of a lattice: smallest and largest count, 0 and infinity where nothing is said."""

    lower: NDArray[np.float64]
    upper: NDArray[np.float64]

    def and_(self, other: Intervals) -> Intervals:
        """What both say of one file."""
        return Intervals(np.maximum(self.lower, other.lower), np.minimum(self.upper, other.upper))

    @classmethod
    def nothing(cls, lattice: Lattice) -> Self:
        """Nothing is said of any cell."""
        return cls(np.zeros(len(lattice.cells)), np.full(len(lattice.cells), np.inf))

    @property
    def is_possible(self) -> bool:
        return bool((self.lower <= self.upper).all())

    @property
    def is_said(self) -> NDArray[np.bool_]:
        return np.isfinite(self.upper)


def joined(lattices: Sequence[Lattice]) -> Lattice:
    """The smallest lattice that holds all of these; a dimension must keep its codes, or change its name."""
    last = lattices[-1]
    dimensions = dict(last.dimensions)
    for lattice in lattices:
        for name, codes in lattice.dimensions.items():
            if dimensions.setdefault(name, codes) != codes:
                raise ValueError(
                    f"the codes of {name} are not those of an earlier release; give the dimension a new name"
                )
    if any(not set(lattice.kinds) <= set(last.kinds) for lattice in lattices):
        raise ValueError("an earlier release counted other kinds of exit; keep their names or start a new programme")
    if any(lattice.flags != last.flags for lattice in lattices):
        raise ValueError("an earlier release counted other facts; give the population a new name")
    return replace(
        last,
        dimensions=dimensions,
        families=tuple(dict.fromkeys(family for lattice in reversed(lattices) for family in lattice.families)),
        months=tuple(sorted({month for lattice in lattices for month in lattice.months})),
    )


def chain(entries: Sequence[Entry], lattice: Lattice | None = None) -> tuple[Lattice, tuple[Intervals, ...]]:
    """The joined lattice, or the given one, and what the releases say of each different file, oldest first.

    Releases that can be about one and the same file are taken so, which tells the attacker most; a cell that moved
    outside its earlier interval proves that the file has changed.
    """
    lattice = lattice or joined([entry.lattice for entry in entries])
    number = {(frozenset(cell.codes), cell.measure): i for i, cell in enumerate(lattice.cells)}
    found: list[Intervals] = []
    for entry in entries:
        said = Intervals.nothing(lattice)
        where = [number[frozenset(cell.codes), cell.measure] for cell in entry.lattice.cells]
        tokens = np.array([HIDDEN if token is None else token for token in entry.tokens])
        said.lower[where], said.upper[where] = entry.rule.bounds(tokens)
        if found and found[-1].and_(said).is_possible:
            found[-1] = found[-1].and_(said)
        else:
            found.append(said)
    return lattice, tuple(found)
