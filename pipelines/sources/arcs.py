"""Outlines stored as arcs, every border once: `data/reference/outlines_<region>.csv` read and stitched to rings.

A row is an arc, a stretch of border with one county on its left and another (or, where the cell is empty, the outside
of the voivodeship) on its right. `points` are whole thousandths of a degree: longitude and latitude of the first point,
then the steps to each next one. Neighbours share the very same points, so rounding opens no gap between them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pipelines.catalog import Text
from pipelines.problems import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

Point = tuple[int, int]  # longitude, latitude in thousandths of a degree (WGS 84)
Ring = tuple[Point, ...]  # closed: the last point is the first
Polygon = tuple[Ring, ...]  # outer ring counter-clockwise, then holes clockwise
Outlines = dict[str, tuple[Polygon, ...]]  # TERYT code of a county -> its parts

HEADER = ["arc", "left_teryt", "right_teryt", "points"]
NUMBERS = re.compile(r"-?[0-9]{1,6}( -?[0-9]{1,6})*")
LONGITUDES = range(14_000, 24_300)  # Poland
LATITUDES = range(48_900, 55_000)

RULES = {
    "header": Text(f"kolumny to {', '.join(HEADER)}", f"the columns are {', '.join(HEADER)}"),
    "csv": Text("pliku nie da się odczytać jako CSV w UTF-8", "the file cannot be read as CSV in UTF-8"),
    "key": Text("numer łuku występuje drugi raz", "the number of the arc stands a second time"),
    "county": Text("to nie jest powiat tego województwa", "not a county of this voivodeship"),
    "sides": Text("po obu stronach łuku leży ten sam powiat", "the same county lies on both sides of the arc"),
    "number": Text(
        "to nie są liczby całkowite rozdzielone jedną spacją", "not whole numbers with one space between them"
    ),
    "points": Text(
        "łuk ma co najmniej dwa punkty po dwie liczby", "an arc has at least two points of two numbers each"
    ),
    "repeat": Text("ten sam punkt stoi dwa razy z rzędu", "the same point stands twice in a row"),
    "range": Text("punkt leży poza Polską", "a point lies outside Poland"),
    "ends": Text("łuk kończy się tam, gdzie nie zaczyna się żaden inny", "the arc ends where no other arc begins"),
    "once": Text(
        "granica powiatu {teryt} zaczyna się tam, gdzie ta z wiersza {other}, a każdą zapisuje się raz",
        "this border of county {teryt} starts where that on line {other} does, but each is stored once",
    ),
    "closed": Text("obrys powiatu {teryt} nie zamyka się za tym łukiem", "county {teryt} is not closed after this arc"),
    "complete": Text("powiat {teryt} nie ma obrysu", "county {teryt} has no outline"),
    "hole": Text(
        "wnętrze wycięte z powiatu {teryt} nie leży w dokładnie jednej z jego części",
        "a hole of county {teryt} does not lie in exactly one of its parts",
    ),
}
TODO = Text(
    "porównaj z publikacją wymienioną w pliku pochodzenia i popraw",
    "compare with the publication named in the provenance file and mend it",
)


@dataclass(frozen=True)
class Arc:
    """A stretch of border; whoever walks along `points` has `left` on the left hand."""

    id: str
    left: str
    right: str  # empty: outside the voivodeship
    points: tuple[Point, ...]
    line: int  # in the file, header = 1


def broken(path: Path, line: int, column: str, rule: str, **words: object) -> InputError:
    """The error for one broken rule at one place in the file of arcs."""
    what = Text(RULES[rule].pl.format(**words), RULES[rule].en.format(**words))
    return InputError(Problem(file=path.name, line=line, column=column, rule=rule, what=what, todo=TODO))


def read_outlines(path: Path, counties: Collection[str]) -> Outlines:
    """Read the arcs table at `path` and return the outline of each county, in the order of the codes.

    `counties` are the TERYT codes of the voivodeship: a code outside them, and a code without an outline, is an error.
    Raises InputError at the first rule that does not hold; the checksum is for `pipelines.sources.gate` to compare.
    """
    arcs = read_arcs(path, counties)
    _check_ends_meet(path, arcs)
    return {teryt: _polygons(path, teryt, arcs) for teryt in sorted(counties)}


def read_arcs(path: Path, counties: Collection[str]) -> list[Arc]:
    """Read the rows of the arcs table, each checked by itself. Raises InputError."""
    arcs: list[Arc] = []
    line = 1
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            for cells in reader:
                line = reader.line_num
                if len(cells) != len(HEADER) or (line == 1 and cells != HEADER):
                    raise broken(path, line, HEADER[0], "header")
                if line > 1:
                    arcs.append(_arc(path, line, cells, counties))
    except (UnicodeDecodeError, csv.Error) as error:
        raise broken(path, line, HEADER[0], "csv") from error
    for arc_id, times in Counter(arc.id for arc in arcs).items():
        if times > 1:
            line = [arc.line for arc in arcs if arc.id == arc_id][1]
            raise broken(path, line, "arc", "key")
    return arcs


def _arc(path: Path, line: int, cells: list[str], counties: Collection[str]) -> Arc:
    arc_id, left, right, numbers = cells
    for column, teryt in (("left_teryt", left), ("right_teryt", right)):
        if teryt not in counties and (column == "left_teryt" or teryt):
            raise broken(path, line, column, "county")
    if left == right:
        raise broken(path, line, "right_teryt", "sides")
    if not NUMBERS.fullmatch(numbers):
        raise broken(path, line, "points", "number")
    steps = [int(number) for number in numbers.split(" ")]
    if len(steps) % 2 or len(steps) < 4:
        raise broken(path, line, "points", "points")
    points = tuple(zip(accumulate(steps[0::2]), accumulate(steps[1::2]), strict=True))
    for (longitude, latitude), (next_longitude, next_latitude) in pairwise(points):
        if longitude == next_longitude and latitude == next_latitude:
            raise broken(path, line, "points", "repeat")
    if any(x not in LONGITUDES or y not in LATITUDES for x, y in points):
        raise broken(path, line, "points", "range")
    return Arc(arc_id, left, right, points, line)


def _check_ends_meet(path: Path, arcs: list[Arc]) -> None:
    """An altered arc is named by its own line: it is the one whose end no other arc touches."""
    ends = Counter(end for arc in arcs for end in (arc.points[0], arc.points[-1]))
    for arc in arcs:
        for end in (arc.points[0], arc.points[-1]):
            if ends[end] == 1:
                raise broken(path, arc.line, "points", "ends")


def _rings(path: Path, teryt: str, arcs: list[Arc]) -> list[Ring]:
    """Join the arcs of one county head to tail, the county always on the left."""
    pieces: dict[Point, tuple[Arc, tuple[Point, ...]]] = {}
    for arc in arcs:
        if teryt in (arc.left, arc.right):
            points = arc.points if teryt == arc.left else arc.points[::-1]
            if points[0] in pieces:
                other = pieces[points[0]][0].line
                raise broken(path, arc.line, "points", "once", teryt=teryt, other=other)
            pieces[points[0]] = (arc, points)
    rings: list[Ring] = []
    while pieces:
        start = min(pieces)
        ring = [start]
        while len(ring) == 1 or ring[-1] != start:
            arc, points = pieces.pop(ring[-1])
            ring.extend(points[1:])
            if ring[-1] != start and ring[-1] not in pieces:
                column = "left_teryt" if teryt == arc.left else "right_teryt"
                raise broken(path, arc.line, column, "closed", teryt=teryt)
        rings.append(tuple(ring))
    return rings


def _polygons(path: Path, teryt: str, arcs: list[Arc]) -> tuple[Polygon, ...]:
    rings = _rings(path, teryt, arcs)
    outer = [ring for ring in rings if double_area(ring) > 0]
    holes = [ring for ring in rings if double_area(ring) <= 0]
    if not outer:
        raise broken(path, 1, "left_teryt", "complete", teryt=teryt)
    if len(outer) == 1:
        return ((outer[0], *holes),)
    parts = tuple((ring, *(hole for hole in holes if _contains(ring, hole[0]))) for ring in outer)
    if sum(len(part) for part in parts) != len(rings):
        raise broken(path, 1, "left_teryt", "hole", teryt=teryt)
    return parts


def double_area(ring: Iterable[Point]) -> int:
    """Twice the signed area of a closed ring in square thousandths of a degree; positive = counter-clockwise."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))


def _contains(ring: Ring, point: Point) -> bool:
    """Whether a ray from `point` to the east crosses the ring an odd number of times."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y):
            crossings += (x - ax) * abs(by - ay) < (bx - ax) * (y - ay) * (1 if by > ay else -1)
    return crossings % 2 == 1
