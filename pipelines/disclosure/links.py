"""Links between published tables: sums that are equal, or lie within one another, because they count the same persons."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from pipelines.disclosure.lattice import AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelines.disclosure.lattice import Lattice

Codes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Term:
    """A measure of one population, in the group with these codes; the cases have the name ''."""

    population: str
    measure: str
    codes: Codes = ()


@dataclass(frozen=True)
class Link:
    """The left terms count as many as the right ones, or where not `equal` at most as many: each person of the left is one of the right.

    It holds for the region, with `counties` for each county too, and with `each` besides for every code of that
    characteristic. Years are those of the longest blocks among the terms; shorter ones are added up. With `rest` each
    person of the right who is not of the left is one of the rest.
    """

    name: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    equal: bool
    counties: bool = False
    each: str = ""
    rest: tuple[Term, ...] = ()

    @property
    def populations(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term.population for term in (*self.left, *self.right, *self.rest)))


def length(first: str, last: str) -> int:
    """How many months lie from the first to the last, both counted, as `2018-01` and `2019-12`."""
    (y1, m1), (y2, m2) = ((int(part) for part in month.split("-")) for month in (first, last))
    return (y2 - y1) * 12 + m2 - m1 + 1


@dataclass(frozen=True)
class Linkable:
    """One table that links can meet: whose, of which months, and its cells."""

    population: str
    first: str
    last: str
    lattice: Lattice

    @property
    def months(self) -> int:
        return length(self.first, self.last)


Cells = tuple[tuple[int, int], ...]  # number of the table and row in it


@dataclass(frozen=True)
class Tie:
    """One link at one place and time; whom the right side counts besides the left are persons of `rest`, where given."""

    link: str
    left: Cells
    right: Cells
    equal: bool
    rest: Cells = ()

    @property
    def tables(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(table for table, _ in (*self.left, *self.right)))


def ties(links: Sequence[Link], published: Sequence[Linkable]) -> tuple[Tie, ...]:
    """Every link wherever all its terms are counted."""
    rows = [{(frozenset(c.codes), c.measure): i for i, c in enumerate(t.lattice.cells)} for t in published]
    found = []
    for link in links:
        for window in _windows(link, published):
            sides = [
                [(term, table) for term in side for table in window[term.population]]
                for side in (link.left, link.right, link.rest)
            ]
            for place in _places(link, [published[table].lattice for _, table in sides[0]]):
                cells = [
                    tuple(
                        (table, rows[table].get((frozenset((*place, *term.codes)), term.measure), -1))
                        for term, table in side
                    )
                    for side in sides
                ]
                if all(row >= 0 for side in cells for _, row in side):
                    left, right, rest = cells
                    found.append(Tie(link.name, left, right, link.equal, rest))
                    if rest:
                        found.append(Tie(link.name, right, (*left, *rest), equal=False, rest=rest))
    return tuple(found)


def _windows(link: Link, published: Sequence[Linkable]) -> Iterator[Mapping[str, list[int]]]:
    """For each of the longest blocks, the tables of every population that together cover it."""
    of = {name: [i for i, t in enumerate(published) if t.population == name] for name in link.populations}
    if not all(of.values()):
        return
    longest = max(link.populations, key=lambda name: max(published[i].months for i in of[name]))
    for whole in (published[i] for i in of[longest]):
        inside = {
            name: [i for i in tables if whole.first <= published[i].first and published[i].last <= whole.last]
            for name, tables in of.items()
        }
        if all(sum(published[i].months for i in tables) == whole.months for tables in inside.values()):
            yield inside


def _places(link: Link, lattices: Sequence[Lattice]) -> list[Codes]:
    areas: list[Codes] = [()]
    groups: list[Codes] = [()]
    if link.counties:
        areas += [((AREA, code),) for code in lattices[0].dimensions[AREA]]
    if link.each:
        groups += [((link.each, code),) for code in lattices[0].dimensions[link.each]]
    return [area + group for area, group in product(areas, groups)]
