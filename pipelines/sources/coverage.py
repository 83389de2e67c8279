"""County polygons into arcs of whole thousandths of a degree that neighbours share: simplified together, then snapped.

Lines of all counties are noded on the grid at once and cut into faces, so that neither simplification nor rounding can
open a gap or an overlap; each face belongs to the county that covers most of it (Visvalingam simplification of a
coverage and snap rounding: GEOS, through shapely).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

TOLERANCE = 500.0  # metres: the side of a square as large as the smallest corner that is kept
SPECK = 60  # square thousandths of a degree, about 0.4 km²: smaller islets and slivers are not drawn
ATTEMPTS = 4

Point = tuple[int, int]
Edge = tuple[Point, Point]
Arcs = list[tuple[str, str, list[Point]]]  # county on the left, on the right (empty: outside), points


class PinchedError(Exception):
    """A county still touches itself in a point: an outline in this form cannot say on which side its inside lies."""


def arcs_of(counties: dict[str, Any]) -> Arcs:
    """Arcs of counties given in EPSG:2180; ordered by the codes beside them, the smaller code on the left."""
    shapes = _to_thousandths(dict(zip(counties, _simplified(list(counties.values())), strict=True)))
    for attempt in range(1, ATTEMPTS + 1):
        owners = _owners(shapes)
        pinches = _pinches(owners)
        if not pinches:
            return _chains(owners)
        shapes = _widened(shapes, pinches, attempt)
    raise PinchedError


def csv_rows(arcs: Arcs) -> list[list[str]]:
    """Rows of the file of outlines: number, counties beside the arc, first point and steps."""
    rows = []
    for number, (left, right, points) in enumerate(arcs, 1):
        steps = [v for (ax, ay), (bx, by) in pairwise(points) for v in (bx - ax, by - ay)]
        rows.append([str(number), left, right, " ".join(map(str, [*points[0], *steps]))])
    return rows


def _simplified(shapes: list[Any]) -> list[Any]:
    import shapely

    return list(shapely.coverage_simplify(shapes, TOLERANCE))


def _to_thousandths(shapes: dict[str, Any]) -> dict[str, Any]:
    import numpy as np
    import pyproj
    import shapely

    degrees = pyproj.Transformer.from_crs("EPSG:2180", "EPSG:4326", always_xy=True)

    def move(points: Any) -> Any:
        return np.column_stack(degrees.transform(points[:, 0], points[:, 1])) * 1000

    return {code: shapely.transform(shape, move) for code, shape in shapes.items()}


def _owners(shapes: dict[str, Any]) -> dict[Edge, str]:
    """For every edge of the noded borders, in the direction that has a county on its left: that county."""
    import shapely

    codes, polygons = list(shapes), list(shapes.values())
    lines = shapely.union_all([shapely.boundary(shape) for shape in polygons], grid_size=1)
    faces = shapely.orient_polygons(shapely.get_parts(shapely.polygonize(list(shapely.get_parts(lines)))))
    tree = shapely.STRtree(polygons)
    owners: dict[Edge, str] = {}
    small: list[tuple[list[Edge], str]] = []
    for face in faces:
        near = [int(i) for i in tree.query(face, predicate="intersects")]
        shares = {codes[i]: shapely.intersection(polygons[i], face).area for i in near}
        best = max(sorted(shares), key=lambda code: shares[code], default="")
        county = best if best and 2 * shares[best] > face.area else ""
        edges = [edge for ring in (face.exterior, *face.interiors) for edge in _edges(ring)]
        if face.area < SPECK:
            small.append((edges, county))
        elif county:
            owners.update(dict.fromkeys(edges, county))
    for edges, county in small:  # an islet is left out, a sliver goes to the county with the longest border on it
        beside = Counter(owners[b, a] for a, b in edges if (b, a) in owners)
        if beside:
            owners.update(dict.fromkeys(edges, county if county in beside else beside.most_common(1)[0][0]))
        elif county and county not in owners.values():
            owners.update(dict.fromkeys(edges, county))
    return {(a, b): county for (a, b), county in owners.items() if owners.get((b, a)) != county}


def _edges(ring: Any) -> list[Edge]:
    points = [(round(x), round(y)) for x, y in ring.coords]
    return list(pairwise(points))


def _pinches(owners: dict[Edge, str]) -> dict[Point, str]:
    """Points in which a county touches itself, with that county (the first, where two do)."""
    starts = Counter((county, start) for (start, _), county in owners.items())
    return {start: county for (county, start), times in sorted(starts.items(), reverse=True) if times > 1}


def _widened(shapes: dict[str, Any], pinches: dict[Point, str], steps: int) -> dict[str, Any]:
    """The counties with their necks that snapping closes made wider by so many grid steps (Hel is that narrow)."""
    import shapely

    grown = dict(shapes)
    for county in sorted(set(pinches.values())):
        shape = grown[county]
        places = shapely.MultiPoint([point for point, whose in pinches.items() if whose == county])
        thin = shapely.difference(shape, shape.buffer(-1).buffer(1.1))
        necks = [part for part in shapely.get_parts(thin) if shapely.distance(part, places) < 2]
        bridge = shapely.union_all([*necks, places]).buffer(steps, quad_segs=1)
        grown = {
            code: shapely.union(other, bridge) if code == county else shapely.difference(other, bridge)
            for code, other in grown.items()
        }
    return grown


def _chains(owners: dict[Edge, str]) -> Arcs:
    """Join edges with the same two neighbours into arcs, as far as the next place where three areas meet."""
    sides = {
        (a, b): (left, owners.get((b, a), ""))
        for (a, b), left in owners.items()
        if (b, a) not in owners or left < owners[b, a]
    }
    touching: dict[Point, list[tuple[str, str]]] = defaultdict(list)
    for (a, b), pair in sides.items():
        touching[a].append(pair)
        touching[b].append(pair)
    after = {(a, sides[a, b]): b for a, b in sides}
    nodes = {p for p, pairs in touching.items() if len(pairs) != 2 or pairs[0] != pairs[1]}
    arcs: Arcs = []
    left_over = set(sides)
    inner = sorted(edge for edge in sides if edge[0] not in nodes)
    for a, b in [*sorted(edge for edge in sides if edge[0] in nodes), *inner]:
        if (a, b) not in left_over:
            continue
        points, pair = [a, b], sides[a, b]
        left_over.discard((a, b))
        while points[-1] not in nodes and points[-1] != a:
            step = (points[-1], after[points[-1], pair])
            left_over.discard(step)
            points.append(step[1])
        arcs.append((*pair, points))
    return sorted(arcs, key=lambda arc: (arc[0], arc[1] or "~", arc[2]))
