"""The audit of one cohort: tokens, their history and what outsiders may know, put together and attacked."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    from pipelines.disclosure.lattice import Lattice
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


@dataclass(frozen=True)
class Question:
    """What one scenario asks: the files that are possible, the counts that must stay vague, and how vague each."""

    polyhedron: Polyhedron
    targets: Targets
    widths: NDArray[np.float64] | None = None  # four where not given

    def part(self, which: NDArray[np.bool_]) -> Question:
        """The same with fewer targets."""
        return replace(
            self, targets=self.targets.part(which), widths=None if self.widths is None else self.widths[which]
        )

    def attack(self, *, stop_early: bool = False) -> Outcome:
        return attack(self.polyhedron, self.targets, self.widths, stop_early)


def ask_tokens(tables: Tables, releases: Sequence[Intervals]) -> Question:
    """Cells, complements, parents less children, filters less filters, and what came from release to release."""
    said = [release.is_said for release in releases]
    added = [before & after for before, after in pairwise(said)]
    return Question(polyhedron(tables, releases), targets(tables, [*said, *added]))


def ask_known(
    tables: Tables, release: Intervals, known: NDArray[np.bool_], counts: NDArray[np.int64], said: NDArray[np.bool_]
) -> Question:
    """What else can be worked out by who knows the cells `known` exactly; `counts` holds each cell, read there only."""
    told = Intervals(np.where(known, counts, release.lower), np.where(known, counts, release.upper))
    found = targets(tables, [said])
    asked = found.part(~known[found.larger] | ((found.smaller >= 0) & ~known[found.smaller]))
    open_to = _left_open(tables, known, counts, asked)
    return Question(polyhedron(tables, [told]), asked, np.clip(open_to - 1.0, 0, CANDIDATES - 1))


def sizes(lattice: Lattice) -> NDArray[np.bool_]:
    """The cells that count everybody in a group."""
    return np.array([cell.measure == PERSONS for cell in lattice.cells])


def caps(tables: Tables, known: NDArray[np.bool_], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The least known number that each cell lies in, its own where that is known."""
    number = {cell.codes: i for i, cell in enumerate(tables.lattice.cells) if cell.measure == PERSONS}
    found = counts[[number[cell.codes] for cell in tables.lattice.cells]]
    larger, smaller = tables.pairs
    np.minimum.at(found, smaller[known[larger]], counts[larger[known[larger]]])
    return np.where(known, counts, found)


def _left_open(
    tables: Tables, known: NDArray[np.bool_], counts: NDArray[np.int64], asked: Targets
) -> NDArray[np.float64]:
    """How many persons each target leaves open: it can have no more candidates than these allow.

    Of a known number less an open one, those whom the open one can count; of an open one less a known one, what it can
    count besides; of one measure in two groups, those in only one of them.
    """
    most = caps(tables, known, counts)
    larger, smaller = asked.larger, asked.smaller
    apart = smaller >= 0
    found = np.where(
        apart & known[larger], most[smaller], most[larger] - np.where(apart & known[smaller], counts[smaller], 0)
    )
    names = list(tables.lattice.measures)  # cells are groups times measures
    width = len(names)
    both = apart & ~known[larger] & ~known[smaller] & (larger % width == smaller % width)
    masks = np.array(list(tables.lattice.measures.values()))
    for around in range(width):
        inside = ~(masks & ~masks[around]).any(axis=1)
        wide, narrow = larger // width * width + around, smaller // width * width + around
        is_told = both & inside[larger % width] & known[wide] & known[narrow]
        found = np.where(is_told, np.minimum(found, counts[wide] - counts[narrow]), found)
    return found.astype(float)


def ask_as_insider(
    tables: Tables, release: Intervals, persons: NDArray[np.int64], area: int, said: NDArray[np.bool_]
) -> Question:
    """What an office that knows all cases of its own area can work out; `persons` is read for that area only.

    Asked are the cells of the others, and in each group of the others those without the outcome.
    """
    cells = tables.lattice.cells
    own, is_own = tables.of_area(persons, area)
    told = tables.cells @ own
    rest = Intervals(np.maximum(release.lower - told, 0), release.upper - told)
    code = tables.lattice.dimensions[AREA][area]
    is_other = np.array([cell.area != code for cell in cells])
    group = {cell.codes: i for i, cell in enumerate(cells) if cell.measure == PERSONS}
    groups = np.array([group[cell.codes] for cell in cells])
    found = targets(tables, [said])
    is_alone = found.smaller < 0
    is_complement = ~is_alone & (groups[found.smaller] == found.larger)
    asked = found.part((is_alone | is_complement) & is_other[found.larger])
    return Question(replace(polyhedron(tables, [rest]), fixed=is_own), asked)


def attack_tokens(tables: Tables, releases: Sequence[Intervals], *, stop_early: bool = False) -> Outcome:
    """The published numbers alone, earlier releases included."""
    try:
        return ask_tokens(tables, releases).attack(stop_early=stop_early)
    except ContradictionError:
        if len(releases) == 1:
            raise
        # the file was corrected, not only added to: releases tell of different files, and each stands alone
        return attack_tokens(tables, releases[-1:], stop_early=stop_early)


def attack_known_sizes(
    tables: Tables, release: Intervals, counts: NDArray[np.int64], *, stop_early: bool = False
) -> Outcome:
    """Scenario B: the size of every group is public; `counts` holds the count of each cell, read for sizes only."""
    question = ask_known(tables, release, sizes(tables.lattice), counts, release.is_said)
    return question.attack(stop_early=stop_early)


def attack_as_insider(
    tables: Tables, release: Intervals, persons: NDArray[np.int64], area: int, *, stop_early: bool = False
) -> Outcome:
    """One area's office knows all its own cases."""
    return ask_as_insider(tables, release, persons, area, release.is_said).attack(stop_early=stop_early)
