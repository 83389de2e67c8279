"""Draws the map of a region's areas without a browser, as pages/ui/browser/map.js does it on the page."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pages.ui.palette import PALETTES, Theme
from pipelines.reports import lettering
from pipelines.reports.marks import Area, Disc, Drawing, Ink, Line, Mark, Spot, Words, box, moved

if TYPE_CHECKING:
    from pipelines.release import Release

LABEL = 15.0  # px: names of small cities beside the map
STEP = 30.0  # px from one such name to the next
SWATCH = (24.0, 16.0)  # px
LEGEND = 16.0  # px


@lru_cache(maxsize=8)
def _shapes(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def shapes_of(release: Release, content: dict[str, Any]) -> dict[str, Any]:
    """The outlines that a map names, from the release's own folder."""
    return _shapes(release.folder / Path(content["shapes"]).name)


def rings(path: str) -> tuple[tuple[Spot, ...], ...]:
    """The closed rings of an outline: `M x y l dx dy dx dy … z`, with `h` and `v` for the sides of tiles."""
    found: list[tuple[Spot, ...]] = []
    ring: list[Spot] = []
    x = y = 0.0
    for command, numbers in re.findall(r"([MmLlHhVvZz])([^MmLlHhVvZz]*)", path):
        values = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", numbers)]
        if command in "Mm" and ring:
            found.append(tuple(ring))
            ring = []
        for value in values if command in "HhVv" else ():
            if command in "Hh":
                x = x + value if command == "h" else value
            else:
                y = y + value if command == "v" else value
            ring.append((x, y))
        if command in "HhVv":
            continue
        for right, down in zip(values[::2], values[1::2], strict=True):
            x, y = (x + right, y + down) if command in "ml" else (right, down)
            ring.append((x, y))
    return (*found, *([tuple(ring)] if ring else []))


def draw(map_: dict[str, Any], shapes: dict[str, Any], width: float, theme: Theme = "light") -> Drawing:
    """Areas in their classes with names of small cities on leader lines; legend below."""
    palette = PALETTES[theme]
    left, top, across, down = (float(part) for part in shapes["view_box"].split())
    small = [shape for shape in shapes["areas"] if shape["is_small"]]
    beside = max((lettering.width(_name(map_, s), LABEL) + 30 for s in small), default=0.0)
    sides = _sides(small, left + across / 2)
    room = sum(beside for cities in sides.values() if cities)
    unit = max(width - room, 120) / across  # px in one map unit
    start = beside if sides["left"] else 0.0

    def spot(x: float, y: float) -> Spot:
        return start + (x - left) * unit, 4 + (y - top) * unit

    marks: list[Mark] = []
    over: list[Mark] = []
    for shape in sorted(shapes["areas"], key=lambda s: not isinstance(_class(map_, s), int)):
        kind = _class(map_, shape)
        ring = tuple(tuple(spot(*point) for point in one) for one in rings(shape["path"]))
        edge = Ink(palette["border"] if isinstance(kind, int) else palette["muted"])
        marks.append(Area(ring, _fill(kind, palette), edge, 1.2, kind == "missing", _name(map_, shape)))
        middle = spot(shape["label_x"], shape["label_y"])
        if shapes["kind"] == "tiles":
            ink = Ink("#000000" if isinstance(kind, int) and kind > 3 else palette["text"])
            over.append(Words(middle[0], middle[1] + 5, _name(map_, shape)[:4], 14, ink, "middle"))
        if kind == "withheld":
            over.append(Disc(*middle, 4.5, Ink(palette["text"])))
        if shape["teryt"] == map_["focus"]:
            over.append(Area(ring, None, Ink(palette["background"]), 6))
            over.append(Area(ring, None, Ink(palette["chosen"]), 3.2))
    height = 8 + down * unit
    marks += over
    for side, cities in sides.items():
        at_y = 0.0
        for at, city in enumerate(cities):
            x, y = spot(city["label_x"], city["label_y"])
            at_y = max(y, at_y + STEP) if at else y
            edge_x = start - 8 if side == "left" else start + across * unit + 8
            marks += _beside(map_, city, (x, y), (edge_x, at_y), side, beside, palette)
            height = max(height, at_y + 20)
    told, below = legend(map_["legend"], width, palette)
    marks += [moved(mark, 0, height + 12) for mark in told]
    return Drawing(width, height + 12 + below, marks)


def legend(entries: list[tuple[int | str, str]], width: float, palette: dict[str, Any]) -> tuple[list[Mark], float]:
    """Swatches with their words in rows, and the height of all rows."""
    marks: list[Mark] = []
    x = y = 0.0
    for kind, said in entries:
        wide = SWATCH[0] + 8 + lettering.width(said, LEGEND) + 24
        if x and x + wide > width:
            x, y = 0.0, y + 28
        ring = box(x + 1, y + 1, x + 1 + SWATCH[0], y + 1 + SWATCH[1])
        marks.append(Area((ring,), _fill(kind, palette), Ink(palette["muted"]), 1, kind == "missing"))
        if kind == "withheld":
            marks.append(Disc(x + 13, y + 9, 4.5, Ink(palette["text"])))
        marks.append(Words(x + SWATCH[0] + 9, y + 14, said, LEGEND, Ink(palette["text"])))
        x += wide
    return marks, y + 28


def _sides(small: list[dict[str, Any]], middle: float) -> dict[str, list[dict[str, Any]]]:
    ordered = sorted(small, key=lambda shape: shape["label_y"])
    return {
        "left": [shape for shape in ordered if shape["label_x"] < middle],
        "right": [shape for shape in ordered if shape["label_x"] >= middle],
    }


def _beside(
    map_: dict[str, Any],
    city: dict[str, Any],
    here: Spot,
    end: Spot,
    side: str,
    beside: float,
    palette: dict[str, Any],
) -> list[Mark]:
    """A small city's name beside the map, joined to its place."""
    text = Ink(palette["text"])
    marks: list[Mark] = [Line((here, end), text, 1), Disc(*here, 3, text)]
    x, y = end
    far = x - beside + 8 if side == "left" else x + beside - 8
    if city["teryt"] == map_["focus"]:
        marks.append(Area((box(min(x, far), y - 14, max(x, far), y + 14),), None, Ink(palette["chosen"]), 2.5))
    if side == "left":
        return [*marks, Words(x - 4, y + 5, _name(map_, city), LABEL, text, "end")]
    return [*marks, Words(x + 4, y + 5, _name(map_, city), LABEL, text)]


def _class(map_: dict[str, Any], shape: dict[str, Any]) -> int | str:
    area = map_["areas"].get(shape["teryt"])
    kind: int | str = area["class"] if area else "missing"
    return kind


def _name(map_: dict[str, Any], shape: dict[str, Any]) -> str:
    area = map_["areas"].get(shape["teryt"])
    return str(area["name"]) if area else str(shape["teryt"])


def _fill(kind: int | str, palette: dict[str, Any]) -> Ink:
    return Ink(palette["classes"][kind] if isinstance(kind, int) else palette["zero"])
