"""Borders of a region's counties for maps: ready SVG paths, or a grid of tiles without outlines."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from pipelines.catalog import Column, Table, Text
from pipelines.sources import arcs, gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipelines.sources.arcs import Outlines

WIDTH = 1000  # of the view box; every coordinate is a whole number of its units
MARGIN = 6  # room for half the stroke along the edge of the view box
# Below the area of a square of 100 units an area is hard to hit: on a map 360 px wide that square has 36 px a side.
SMALL_AREA = 100**2
TILE_GAP = 8
ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
TILE_NOTE = Text(
    "Kafelki w porządku alfabetycznym. Ich położenie nie odpowiada położeniu powiatów.",
    "Tiles in alphabetical order. Their position is not where the counties lie.",
)


@dataclass(frozen=True)
class Area:
    """One county of a map: its SVG path, a point inside it for a label, and whether it is too small to hit easily."""

    teryt: str
    path: str
    label_x: int
    label_y: int
    is_small: bool


@dataclass(frozen=True)
class MapShapes:
    """Everything needed to draw a map without geometry software. `note` must stand beside it."""

    kind: Literal["outlines", "tiles"]
    view_box: str
    note: Text  # outlines: whose they are; tiles: that this is not geography
    areas: tuple[Area, ...]

    def as_json(self) -> str:
        """Return the shapes as compact JSON, as the page reads them."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")) + "\n"


def shapes_json(reference: Path, region: str, names: Mapping[str, str]) -> bytes:
    """Return the map of a voivodeship as the JSON file that a release carries. Parameters as in `map_shapes`."""
    return map_shapes(reference, region, names).as_json().encode()


def map_shapes(reference: Path, region: str, names: Mapping[str, str]) -> MapShapes:
    """Return the map of a voivodeship: from `outlines_<region>.csv` in `reference`, or tiles where it is missing.

    `names` maps the TERYT codes of the voivodeship's counties to short names. Raises InputError.
    """
    table = outlines_table(region)
    path = reference / f"{table.name}.csv"
    if not path.exists():
        return tile_grid(names)
    outlines = arcs.read_outlines(path, names)  # before the checksum: a broken row is better told by its line
    facts = gate.read_provenance(reference, table).facts
    producer = str(facts["producer"])
    return outline_shapes(outlines, Text(facts.get("credit_pl", producer), facts.get("credit_en", producer)))


def outlines_table(region: str) -> Table:
    """Declaration of the file of outlines; its rows are checked by `pipelines.sources.arcs`, not by the gate."""
    return Table(
        name=f"outlines_{region}",
        title=Text("Granice powiatów", "Outlines of counties"),
        columns=(
            Column(name="arc", type="integer", meaning=Text("numer łuku", "number of the arc")),
            Column(name="left_teryt", type="text", meaning=Text("powiat po lewej stronie", "county on the left")),
            Column(
                name="right_teryt",
                type="text",
                meaning=Text(
                    "powiat po prawej stronie; puste: poza województwem",
                    "county on the right; empty: outside the voivodeship",
                ),
                required=False,
            ),
            Column(
                name="points",
                type="text",
                meaning=Text(
                    "długość i szerokość pierwszego punktu w tysięcznych stopnia, potem kroki do następnych",
                    "longitude and latitude of the first point in thousandths of a degree, then steps to the next ones",
                ),
            ),
        ),
        key=("arc",),
    )


def outline_shapes(outlines: Outlines, note: Text) -> MapShapes:
    """Project outlines to a view box of width 1000: equirectangular, true to scale at the middle latitude.

    A point shared by neighbours is projected and rounded alike, so their paths meet exactly.
    """
    from shapely import Polygon
    from shapely.ops import polylabel

    corners = [point for polygons in outlines.values() for polygon in polygons for point in polygon[0]]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    shrink = math.cos(math.radians((south + north) / 2000))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * shrink)

    def project(ring: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
        return [(MARGIN + (x - west) * shrink * scale, MARGIN + (north - y) * scale) for x, y in ring]

    areas: list[Area] = []
    for teryt, polygons in outlines.items():
        drawn = [[project(ring) for ring in polygon] for polygon in polygons]
        shapes = [Polygon(outer, holes) for outer, *holes in drawn]
        label = polylabel(max(shapes, key=lambda shape: shape.area), tolerance=1)
        is_small = sum(shape.area for shape in shapes) < SMALL_AREA
        path = "".join(_path(ring) for polygon in drawn for ring in polygon)
        areas.append(Area(teryt, path, round(label.x), round(label.y), is_small))
    height = 2 * MARGIN + round((north - south) * scale)
    return MapShapes("outlines", f"0 0 {WIDTH} {height}", note, tuple(areas))


def _path(ring: Iterable[tuple[float, float]]) -> str:
    """SVG path of a closed ring: absolute start, relative steps, points that rounding made equal left out."""
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points[:-1]) if (ax, ay) != (bx, by)]
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps) + "z"


def tile_grid(names: Mapping[str, str]) -> MapShapes:
    """Return one square tile per county, row by row in the Polish alphabetical order of `names` (code -> name)."""
    codes = sorted(names, key=lambda teryt: (alphabetical(names[teryt]), teryt))
    columns = math.ceil(math.sqrt(1.25 * len(codes)))  # a little wider than high
    rows = math.ceil(len(codes) / columns)
    pitch = WIDTH // columns
    side = pitch - TILE_GAP
    areas: list[Area] = []
    for place, teryt in enumerate(codes):
        x = place % columns * pitch + TILE_GAP // 2
        y = place // columns * pitch + TILE_GAP // 2
        areas.append(Area(teryt, f"M{x} {y}h{side}v{side}h-{side}z", x + side // 2, y + side // 2, is_small=False))
    return MapShapes("tiles", f"0 0 {WIDTH} {rows * pitch}", TILE_NOTE, tuple(areas))


def alphabetical(name: str) -> list[int]:
    """Sorting key of the Polish alphabet, where ą follows a and ł follows l; spaces and hyphens come first."""
    return [ALPHABET.find(letter) for letter in name.casefold()]
