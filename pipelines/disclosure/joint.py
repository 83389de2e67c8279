"""The joint attack: tables about the same persons are put together by what links them, and attacked as one.

The attacker of a bundle knows all its tables and every link between them: one polyhedron holds the files of all tables
at once. Its bounds are those of linear programs over everything that is linked, not of one table after another.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import block_array, block_diag, coo_array, csr_array, eye_array

from pipelines.disclosure.attack import CANDIDATES, Targets
from pipelines.disclosure.audit import Question, ask_as_insider, ask_known, ask_tokens, caps, sizes
from pipelines.disclosure.history import Intervals, chain
from pipelines.disclosure.jobs import code_hash
from pipelines.disclosure.lattice import AREA
from pipelines.disclosure.links import Linkable, Tie, ties
from pipelines.disclosure.polyhedron import ContradictionError, Polyhedron
from pipelines.disclosure.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipelines.disclosure.attack import Outcome
    from pipelines.disclosure.jobs import Job
    from pipelines.disclosure.lattice import Lattice
    from pipelines.disclosure.links import Link

_CODE = ("joint", "links")  # besides what each job's own key holds


@dataclass(frozen=True)
class Member:
    """One table of a bundle: what is said of its newest file, and the file."""

    population: str
    lattice: Lattice
    said: Intervals
    persons: NDArray[np.int64]

    @cached_property
    def tables(self) -> Tables:
        return Tables(self.lattice)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        return self.lattice.counts(self.persons)


def member(job: Job, is_published: bool, newest_only: bool = False) -> Member:
    """What a job's releases say of its newest file; a table that is withheld is known by its earlier releases only.

    With `newest_only` earlier releases are not asked: they may be of another file.
    """
    lattice, releases = chain(job.entries)
    name = job.entries[-1].population
    if newest_only:
        alone = job.entries[-1].lattice
        persons = lattice.fold(job.persons, alone.months[-1] if alone.months else 0)
        said = chain(job.entries[-1:])[1][-1] if is_published else Intervals.nothing(alone)
        return Member(name, alone, said, persons)
    if not is_published:
        releases = chain(job.entries[:-1], lattice)[1] or (Intervals.nothing(lattice),)
    return Member(name, lattice, releases[-1], job.persons)


@dataclass(frozen=True)
class Bundle:
    """Linked tables that are attacked as one; `published` marks those that are not withheld."""

    jobs: tuple[Job, ...]
    published: tuple[bool, ...]
    links: tuple[Link, ...]

    @property
    def cohort(self) -> str:
        first, last = min(j.entries[-1].first for j in self.jobs), max(j.entries[-1].last for j in self.jobs)
        return f"{' + '.join(dict.fromkeys(j.entries[-1].population or 'cases' for j in self.jobs))} {first}/{last}"

    def key(self) -> str:
        told = [[job.key() for job in self.jobs], self.published, [repr(link) for link in self.links]]
        return hashlib.sha256(json.dumps([told, code_hash(_CODE)]).encode()).hexdigest()

    def run(self) -> dict[str, Any]:
        """Attack all tables at once in every scenario; returns plain data.

        Earlier releases count as far as they can be of the same files as the newest.
        """
        try:
            return self._run(newest_only=False)
        except ContradictionError:
            return self._run(newest_only=True)

    def _run(self, *, newest_only: bool) -> dict[str, Any]:
        started = time.monotonic()
        members = [member(job, is_said, newest_only) for job, is_said in zip(self.jobs, self.published, strict=True)]
        linked = ties(self.links, listed(self.jobs, [m.lattice for m in members]))
        areas = self.jobs[0].insiders
        names = dict.fromkeys(m.population for m in members if m.said.is_said.any())
        attacks = {
            "tokens": [ask(members, linked).attack()],
            "known_sizes": [
                *(ask_sizes(members, linked, {name}).attack() for name in names),
                ask_sizes(members, linked, set(names), between=True).attack(),
            ],
            "insiders": [ask_office(members, linked, area).attack() for area in areas],
        }
        own = [m.said for m in members]
        tightened = sum(
            int((a.lower != b.lower).sum() + ((a.upper != b.upper) & (a.lower == b.lower)).sum())
            for a, b in zip(own, narrowed(own, linked), strict=True)
        )
        return {
            "cohort": self.cohort,
            "tables": [job.cohort for job in self.jobs],
            "withheld": [j.cohort for j, is_said in zip(self.jobs, self.published, strict=True) if not is_said],
            "releases": max(len(job.entries) for job in self.jobs),
            "newest_only": newest_only,
            "links": len(linked),
            "cells": sum(int(m.said.is_said.sum()) for m in members),
            "tightened": tightened,
            "insiders": [members[0].lattice.dimensions[AREA][area] for area in areas],
            "attacks": {name: self._summary(members, linked, attacks[name]) for name in attacks},
            "seconds": round(time.monotonic() - started, 1),
        }

    def _summary(self, members: Sequence[Member], linked: Sequence[Tie], outcomes: Sequence[Outcome]) -> dict[str, Any]:
        names = [
            (m.population, f"{job.cohort} {cell.key()}")
            for job, m in zip(self.jobs, members, strict=True)
            for cell in m.lattice.cells
        ]
        for end in ("right less left", "right"):
            names += [(_owner(tie, members), f"{tie.link}: {end}") for tie in _within(linked)]
        numbers = ("targets", "sensitive", "witnessed", "programs")
        return {
            **{number: sum(getattr(outcome, number) for outcome in outcomes) for number in numbers},
            "narrowest": min((outcome.narrowest for outcome in outcomes), default=None),
            "violations": [
                {
                    "population": names[v.larger][0],
                    "rule": v.rule,
                    "larger": names[v.larger][1],
                    "smaller": names[v.smaller][1] if v.smaller >= 0 else None,
                    "lower": v.lower,
                    "upper": v.upper,
                }
                for outcome in outcomes
                for v in outcome.violations
            ],
            "seconds": round(sum(outcome.seconds for outcome in outcomes), 1),
        }


def listed(jobs: Sequence[Job], lattices: Sequence[Lattice]) -> list[Linkable]:
    """The tables of these jobs, as links meet them."""
    last = [job.entries[-1] for job in jobs]
    return [Linkable(e.population, e.first, e.last, lattice) for e, lattice in zip(last, lattices, strict=True)]


def narrowed(said: Sequence[Intervals], linked: Sequence[Tie]) -> list[Intervals]:
    """Bounds of all cells after every link has told them what it can, again and again until none says more.

    Sound, and for one link exact; the linear programs use them only to see which counts can be small at all.
    """
    lower = [s.lower.copy() for s in said]
    upper = [s.upper.copy() for s in said]

    def at_most(ones: tuple[tuple[int, int], ...], others: tuple[tuple[int, int], ...]) -> bool:
        """The ones add up to no more than the others; whether that said anything new."""
        least, most = sum(lower[t][r] for t, r in ones), sum(upper[t][r] for t, r in others)
        found = False
        for t, r in ones:
            bound = most - (least - lower[t][r])
            if bound < upper[t][r]:
                upper[t][r], found = bound, True
        for t, r in others:
            rest = sum(upper[a][b] for a, b in others if (a, b) != (t, r))
            if least - rest > lower[t][r]:
                lower[t][r], found = least - rest, True
        return found

    while sum(at_most(tie.left, tie.right) + (tie.equal and at_most(tie.right, tie.left)) for tie in linked):
        if any((low > high).any() for low, high in zip(lower, upper, strict=True)):
            raise ContradictionError
    return [Intervals(low, high) for low, high in zip(lower, upper, strict=True)]


def ask(members: Sequence[Member], linked: Sequence[Tie]) -> Question:
    """The published numbers of all tables and what links them."""
    return _joined(members, linked, [ask_tokens(m.tables, [m.said]) for m in members], _said(members, linked))


def ask_sizes(
    members: Sequence[Member], linked: Sequence[Tie], populations: set[str], *, between: bool = False
) -> Question:
    """The size of every group of these populations is public besides, and their counts are asked; `between` tables too.

    What links make of these sizes is known exactly too: the number with a plan where counselling is counted among them.
    """
    known = [sizes(m.lattice) & m.said.is_said & (m.population in populations) for m in members]
    while _learn(known, linked):
        pass
    questions = []
    for m, k in zip(members, known, strict=True):
        question = ask_known(m.tables, m.said, k, m.counts, m.said.is_said)
        none = np.zeros(len(question.targets), dtype=bool)
        questions.append(question if m.population in populations else question.part(none))
    most = [caps(m.tables, k, m.counts) for m, k in zip(members, known, strict=True)]
    asked, widths = [], []
    for tie, is_asked in zip(_within(linked), _said(members, linked), strict=True):
        right, left = (all(known[t][r] for t, r in side) for side in (tie.right, tie.left))
        open_to = sum(most[t][r] for t, r in (tie.left if right else tie.right))
        open_to -= sum(most[t][r] for t, r in tie.left) if left else 0
        open_to = min(open_to, sum(most[t][r] for t, r in tie.rest)) if tie.rest else open_to
        asked.append(between and is_asked and not (left and right))
        widths.append(min(max(open_to - 1.0, 0.0), CANDIDATES - 1.0))
    return _joined(members, linked, questions, asked, widths)


def ask_office(members: Sequence[Member], linked: Sequence[Tie], area: int) -> Question:
    """The office of one area knows its own part of every table."""
    questions = [ask_as_insider(m.tables, m.said, m.persons, area, m.said.is_said) for m in members]
    code = members[0].lattice.dimensions[AREA][area]
    asked = []
    for tie, is_asked in zip(_within(linked), _said(members, linked), strict=True):
        table, row = tie.left[0]
        asked.append(is_asked and members[table].lattice.cells[row].area != code)
    return _joined(members, linked, questions, asked)


def _within(linked: Sequence[Tie]) -> list[Tie]:
    return [tie for tie in linked if not tie.equal]


def _owner(tie: Tie, members: Sequence[Member]) -> str:
    """The small population whose counts the difference of two sides is about."""
    names = [members[table].population for table in tie.tables]
    return next((name for name in names if name), "")


def _said(members: Sequence[Member], linked: Sequence[Tie]) -> list[bool]:
    """For each link that is not an equality, whether the difference of its sides is one of published numbers."""
    return [all(members[t].said.is_said[r] for t, r in (*tie.left, *tie.right)) for tie in _within(linked)]


def _learn(known: Sequence[NDArray[np.bool_]], linked: Sequence[Tie]) -> bool:
    """An equality with one unknown number tells it; whether any did."""
    found = False
    for tie in linked:
        unknown = [(t, r) for t, r in (*tie.left, *tie.right) if not known[t][r]]
        if tie.equal and len(unknown) == 1:
            known[unknown[0][0]][unknown[0][1]] = found = True
    return found


def _joined(
    members: Sequence[Member],
    linked: Sequence[Tie],
    questions: Sequence[Question],
    asked: Sequence[bool],
    widths: Sequence[float] = (),
) -> Question:
    """One question out of those of all tables.

    Variables: those of each table, then for each link that is not an equality the persons of the right side who are not
    of the left. Rows: the cells of each table, then these differences, then the right sides. `asked` says which of the
    differences are targets.
    """
    starts = np.cumsum([0, *(len(m.lattice.cells) for m in members)])
    polyhedra = [question.polyhedron for question in questions]
    bounds = narrowed([Intervals(p.lower, p.upper) for p in polyhedra], linked)
    within = _within(linked)
    cells = csr_array(block_diag([p.rows for p in polyhedra]))
    sides = _sides([(tie.right, tie.left) for tie in linked], starts) @ cells
    right = _sides([(tie.right, ()) for tie in within], starts) @ cells
    where = (np.flatnonzero([not tie.equal for tie in linked]), np.arange(len(within)))
    between = coo_array((-np.ones(len(within)), where), shape=(len(linked), len(within)))
    none = coo_array((cells.shape[0], len(within)))
    free = np.zeros(2 * len(within))
    differences = starts[-1] + np.flatnonzero(asked)
    parts = [question.targets for question in questions]
    moved = [
        [np.where(rows >= 0, rows + start, -1) for rows in (part.larger, part.smaller, part.around)]
        for part, start in zip(parts, starts[:-1], strict=True)
    ]
    moved.append([differences, np.full(len(differences), -1), differences + len(within)])
    four = CANDIDATES - 1.0
    needed = [np.full(len(q.targets), four) if q.widths is None else q.widths for q in questions]
    needed.append(np.array(widths)[np.flatnonzero(asked)] if len(widths) else np.full(len(differences), four))
    return Question(
        Polyhedron(
            rows=csr_array(block_array([[cells, none], [None, eye_array(len(within))], [right, None]])),
            lower=np.concatenate([*(b.lower for b in bounds), free]),
            upper=np.concatenate([*(b.upper for b in bounds), free + np.inf]),
            ties=csr_array(block_array([[block_diag([p.ties for p in polyhedra]), None], [sides, between]])),
            fixed=np.concatenate([*(p.fixed for p in polyhedra), np.zeros(len(within), dtype=bool)]),
        ),
        Targets(*(np.concatenate(rows) for rows in zip(*moved, strict=True))),
        np.concatenate(needed),
    )


def _sides(
    wanted: Sequence[tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]], starts: NDArray[np.int64]
) -> csr_array:
    """Rows of cells: what is added less what is taken away."""
    entries = [
        (i, starts[table] + row, sign)
        for i, (added, taken) in enumerate(wanted)
        for side, sign in ((added, 1.0), (taken, -1.0))
        for table, row in side
    ]
    where, columns, signs = np.array(entries).T if entries else np.zeros((3, 0))
    shape = (len(wanted), int(starts[-1]))
    return csr_array(coo_array((signs, (where.astype(np.int64), columns.astype(np.int64))), shape=shape))
