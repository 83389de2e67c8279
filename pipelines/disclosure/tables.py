"""The smallest tables that stand for all files: what the published margins leave open, and not a variable more.

A file is a count for every combination of all dimensions. Only margins of it are published, so two files with the same
tables over the cliques of a triangulated graph (dimensions published together are joined) look the same; and tables
that agree on what they share always belong to a file, in whole numbers too (Lauritzen, Graphical Models, 1996, 3.1).
So an attack on these tables finds exactly what an attack on all files finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, vstack

from pipelines.disclosure.lattice import AREA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from pipelines.disclosure.lattice import Cell, Lattice


_OUTCOME = ""  # the last axis of every table


def _listed(table: NDArray[np.int64]) -> NDArray[np.int64]:
    """One row of codes for each person counted in a table."""
    return np.repeat(np.argwhere(np.ones(table.shape, dtype=bool)), table.ravel(), axis=0)


def cliques(edges: Sequence[tuple[str, ...]], sizes: Mapping[str, int]) -> tuple[frozenset[str], ...]:
    """Largest sets of dimensions of the triangulated graph; the dimension with the smallest clique goes first."""
    joined: dict[str, set[str]] = {}
    for names in edges:
        for name in names:
            joined.setdefault(name, set()).update(set(names) - {name})
    found: list[frozenset[str]] = []
    while joined:
        name = min(joined, key=lambda n: (prod(sizes[m] for m in joined[n]) * sizes[n], n))
        neighbours = joined.pop(name)
        clique = frozenset({name, *neighbours})
        if not any(clique <= other for other in found):
            found.append(clique)
        for other in neighbours:
            joined[other] |= neighbours - {other}
            joined[other].discard(name)
    return tuple(found) or (frozenset(),)


def tree(nodes: Sequence[frozenset[str]]) -> tuple[tuple[int, int], ...]:
    """Edges of a junction tree: the largest shared sets first (Prim)."""
    inside, edges = {0}, []
    while len(inside) < len(nodes):
        outside = [i for i in range(len(nodes)) if i not in inside]
        edge = max(((i, j) for i in sorted(inside) for j in outside), key=lambda e: len(nodes[e[0]] & nodes[e[1]]))
        edges.append(edge)
        inside.add(edge[1])
    return tuple(edges)


@dataclass(frozen=True)
class Tables:
    """The variables of a lattice: one table per clique, each with the outcome as its last axis."""

    lattice: Lattice

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Dimensions of each table, in the order of its axes."""
        sizes = {name: len(codes) for name, codes in self.lattice.dimensions.items()}
        found = cliques([family.dimensions for family in self.lattice.families], sizes)
        return tuple(tuple(name for name in self.lattice.dimensions if name in clique) for clique in found)

    @cached_property
    def blocks(self) -> tuple[NDArray[np.int64], ...]:
        """Numbers of the variables of each table, in its shape."""
        blocks, start = [], 0
        for names in self.names:
            shape = (*(len(self.lattice.dimensions[name]) for name in names), len(self.lattice.outcomes))
            blocks.append(np.arange(start, start + prod(shape)).reshape(shape))
            start += prod(shape)
        return tuple(blocks)

    @cached_property
    def size(self) -> int:
        return sum(block.size for block in self.blocks)

    @cached_property
    def cells(self) -> csr_array:
        """Which variables each published cell adds up: cells x variables."""
        return self._rows([self._members(cell) for cell in self.lattice.cells])

    @cached_property
    def ties(self) -> csr_array:
        """What neighbouring tables share must be equal: rows x variables, each row sums to zero."""
        parts = [csr_array((0, self.size))]
        for i, j in tree([frozenset(names) for names in self.names]):
            shared = [name for name in self.names[i] if name in self.names[j]]
            left, right = (self._margin(k, shared) for k in (i, j))
            parts.append(self._rows(left) - self._rows(right))
        return csr_array(vstack(parts))

    @cached_property
    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of the larger and the smaller cell of every difference that counts persons."""
        return pairs(self.lattice)

    def fill(self, persons: NDArray[np.int64]) -> NDArray[np.int64]:
        """The variables of a file; `persons` has the shape of the lattice."""
        order = list(self.lattice.dimensions)
        return np.concatenate(
            [persons.sum(axis=tuple(order.index(n) for n in order if n not in names)).ravel() for names in self.names]
        )

    def file(self, variables: NDArray[np.int64]) -> NDArray[np.int64]:
        """A file with these tables, in whole numbers: the proof that the tables leave nothing out. Shape of the lattice."""
        values = [variables[block.ravel()].reshape(block.shape) for block in self.blocks]
        names, persons = [*self.names[0], _OUTCOME], _listed(values[0])
        for _, added in tree([frozenset(names) for names in self.names]):
            more, others = [*self.names[added], _OUTCOME], _listed(values[added])
            shared = [name for name in names if name in more]
            persons = persons[np.lexsort([persons[:, names.index(name)] for name in shared])]
            others = others[np.lexsort([others[:, more.index(name)] for name in shared])]
            new = [name for name in more if name not in names]
            persons = np.hstack([persons, others[:, [more.index(name) for name in new]]])
            names += new
        whole = np.zeros(self.lattice.shape, dtype=np.int64)
        axes = [
            persons[:, names.index(name)] if name in names else np.zeros(len(persons), dtype=np.int64)
            for name in (*self.lattice.dimensions, _OUTCOME)
        ]
        np.add.at(whole, tuple(axes), 1)
        return whole

    def of_area(self, persons: NDArray[np.int64], area: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """What one area alone puts into each variable, and which variables speak of that area only."""
        alone = np.zeros_like(persons)
        alone[area] = persons[area]
        is_own = [np.zeros(block.shape, dtype=bool) for block in self.blocks]
        for names, own in zip(self.names, is_own, strict=True):
            if AREA in names:
                own[area] = True
        return self.fill(alone), np.concatenate([own.ravel() for own in is_own])

    def _members(self, cell: Cell) -> NDArray[np.int64]:
        codes = dict(cell.codes)
        table = min(
            (k for k, names in enumerate(self.names) if codes.keys() <= set(names)), key=lambda k: self.blocks[k].size
        )
        where = tuple(
            self.lattice.dimensions[name].index(codes[name]) if name in codes else slice(None)
            for name in self.names[table]
        )
        return self.blocks[table][where][..., self.lattice.measures[cell.measure]].ravel()

    def _margin(self, table: int, shared: Sequence[str]) -> list[NDArray[np.int64]]:
        kept = [self.names[table].index(name) for name in shared]
        block = np.moveaxis(self.blocks[table], [*kept, -1], range(len(kept) + 1))
        return list(block.reshape(prod(block.shape[: len(kept) + 1]), -1))

    def _rows(self, members: Sequence[NDArray[np.int64]]) -> csr_array:
        starts = np.cumsum([0, *(len(m) for m in members)])
        columns = np.concatenate([np.empty(0, dtype=np.int64), *members])
        return csr_array((np.ones(len(columns)), columns, starts), shape=(len(members), self.size))


def pairs(lattice: Lattice) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All differences of published counts that count persons: numbers of the larger and of the smaller cell.

    A cell lies inside another when its group and its measure do: parent less child, filter less filter, total less
    area, everybody less those with the outcome, and one month less an earlier one.
    """
    number = {(frozenset(cell.codes), cell.measure): i for i, cell in enumerate(lattice.cells)}
    masks = lattice.measures
    within = {m: [o for o in masks if not (masks[m] & ~masks[o]).any()] for m in masks}
    larger, smaller = [], []
    for i, cell in enumerate(lattice.cells):
        for size in range(len(cell.codes) + 1):
            for codes in combinations(cell.codes, size):
                for measure in within[cell.measure]:
                    j = number.get((frozenset(codes), measure))
                    if j is not None and j != i:
                        larger.append(j)
                        smaller.append(i)
    return np.array(larger, dtype=np.int64), np.array(smaller, dtype=np.int64)
