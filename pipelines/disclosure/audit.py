"""The audit of one cohort: tokens, their history and what outsiders may know, put together and attacked."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import block_diag, csr_array, hstack, vstack

from pipelines.disclosure.attack import CANDIDATES, Outcome, Targets, attack
from pipelines.disclosure.history import Intervals
from pipelines.disclosure.lattice import AREA, PERSONS
from pipelines.disclosure.polyhedron import ContradictionError, Polyhedron

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipelines.disclosure.tables import Tables


def polyhedron(tables: Tables, releases: Sequence[Intervals]) -> Polyhedron:
    """All files that fit every release, oldest first, when persons are only added from one release to the next.

    Rows: the cells of each release's file, then the cells of what was added before the second, third … release.
    """
    count, cells = len(releases), tables.cells
    grown = [hstack([cells if added <= i else 0 * cells for added in range(count)]) for i in range(count)]
    additions = [hstack([cells if added == i else 0 * cells for added in range(count)]) for i in range(1, count)]
    nothing = np.zeros(cells.shape[0] * (count - 1))
    return Polyhedron(
        rows=csr_array(vstack([*grown, *additions])),
        lower=np.concatenate([*(r.lower for r in releases), nothing]),
        upper=np.concatenate([*(r.upper for r in releases), nothing + np.inf]),
        ties=csr_array(block_diag([tables.ties] * count)),
        fixed=np.zeros(tables.size * count, dtype=bool),
    )


def targets(tables: Tables, said: Sequence[NDArray[np.bool_]]) -> Targets:
    """Every published cell and every difference of two that counts persons, in each file; `said` marks the published."""
    cells = tables.lattice.cells
    number = {(cell.codes, cell.measure): i for i, cell in enumerate(cells)}
    groups = [number[cell.codes, PERSONS] for cell in cells]
    totals = [number.get((tuple(c for c in cell.codes if c[0] == AREA), PERSONS), -1) for cell in cells]
    around = np.array(
        [g if g != i else t if t != i else -1 for i, (g, t) in enumerate(zip(groups, totals, strict=True))]
    )
    larger, smaller = tables.pairs
    alone = Targets(np.arange(len(cells)), np.full(len(cells), -1), around)
    apart = Targets(larger, smaller, larger)
    parts = []
    for file, is_said in enumerate(said):
        for part in (alone.part(is_said), apart.part(is_said[larger] & is_said[smaller])):
            rows = (part.larger, part.smaller, part.around)
            parts.append([np.where(row >= 0, row + file * len(cells), -1) for row in rows])
    return Targets(*(np.concatenate(rows) for rows in zip(*parts, strict=True)))


def attack_tokens(tables: Tables, releases: Sequence[Intervals], *, stop_early: bool = False) -> Outcome:
    """Cells, complements, parents less children, filters less filters, and what came from release to release."""
    try:
        said = [release.is_said for release in releases]
        added = [before & after for before, after in pairwise(said)]
        return attack(polyhedron(tables, releases), targets(tables, [*said, *added]), stop_early=stop_early)
    except ContradictionError:
        if len(releases) == 1:
            raise
        # the file was corrected, not only added to: releases tell of different files, and each stands alone
        return attack_tokens(tables, releases[-1:], stop_early=stop_early)


def attack_known_sizes(
    tables: Tables, release: Intervals, sizes: NDArray[np.int64], *, stop_early: bool = False
) -> Outcome:
    """Scenario B: the size of every group is public; `sizes` holds the count of each cell, read for sizes only."""
    cells = tables.lattice.cells
    is_size = np.array([cell.measure == PERSONS for cell in cells])
    known = Intervals(np.where(is_size, sizes, release.lower), np.where(is_size, sizes, release.upper))
    group = {cell.codes: sizes[i] for i, cell in enumerate(cells) if is_size[i]}
    persons = np.array([group[cell.codes] for cell in cells])
    measures = np.array([cell.measure for cell in cells])
    found = targets(tables, [release.is_said])
    asked = found.part(~is_size[found.larger] | ((found.smaller >= 0) & ~is_size[found.smaller]))

    def needed(part: Targets) -> NDArray[np.float64]:
        """Least width asked of each target: as many candidates as the persons it leaves open allow, five at most.

        Of a known size less an outcome open are those of the outcome's group; of one measure in two groups, those in
        only one of them.
        """
        apart = part.smaller >= 0
        less = np.where(apart, persons[part.smaller], 0)
        alike = apart & (measures[part.larger] == measures[part.smaller])
        open_to = np.where(apart & is_size[part.larger], less, persons[part.larger] - np.where(alike, less, 0))
        return np.asarray(np.clip(open_to - 1.0, 0, CANDIDATES - 1))

    return attack(polyhedron(tables, [known]), asked, needed, stop_early)


def attack_as_insider(
    tables: Tables, release: Intervals, persons: NDArray[np.int64], area: int, *, stop_early: bool = False
) -> Outcome:
    """One area's office knows all its own cases: `persons` is read for that area only.

    Attacked are the cells of the others, and in each group of the others those without the outcome.
    """
    cells = tables.lattice.cells
    known, is_own = tables.of_area(persons, area)
    told = tables.cells @ known
    rest = Intervals(np.maximum(release.lower - told, 0), release.upper - told)
    code = tables.lattice.dimensions[AREA][area]
    is_other = np.array([cell.area != code for cell in cells])
    group = {cell.codes: i for i, cell in enumerate(cells) if cell.measure == PERSONS}
    groups = np.array([group[cell.codes] for cell in cells])
    found = targets(tables, [release.is_said])
    is_alone = found.smaller < 0
    is_complement = ~is_alone & (groups[found.smaller] == found.larger)
    asked = found.part((is_alone | is_complement) & is_other[found.larger])
    return attack(replace(polyhedron(tables, [rest]), fixed=is_own), asked, stop_early=stop_early)
