"""Marker symbols of the charts as marks."""

from __future__ import annotations

import math

from pipelines.reports.marks import Area, Disc, Ink, Mark, Spot

# Corners of each symbol about its middle, for a radius of one; y grows downwards.
_CROSS = 1 / 3
CORNERS: dict[str, tuple[Spot, ...]] = {
    "square": ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "triangle-up": ((0, -1.15), (1.05, 0.7), (-1.05, 0.7)),
    "triangle-down": ((0, 1.15), (1.05, -0.7), (-1.05, -0.7)),
    "cross": tuple(
        (x * 1.1, y * 1.1)
        for x, y in (
            (-_CROSS, -1),
            (_CROSS, -1),
            (_CROSS, -_CROSS),
            (1, -_CROSS),
            (1, _CROSS),
            (_CROSS, _CROSS),
            (_CROSS, 1),
            (-_CROSS, 1),
            (-_CROSS, _CROSS),
            (-1, _CROSS),
            (-1, -_CROSS),
            (-_CROSS, -_CROSS),
        )
    ),
}
CORNERS["x"] = tuple(((x - y) * 0.78, (x + y) * 0.78) for x, y in CORNERS["cross"])


def _star(points: int, inner: float) -> tuple[Spot, ...]:
    turns = [(math.pi * at / points - math.pi / 2, 1.15 if at % 2 == 0 else inner) for at in range(2 * points)]
    return tuple((radius * math.cos(turn), radius * math.sin(turn)) for turn, radius in turns)


CORNERS["star"] = _star(5, 0.46)
CORNERS["pentagon"] = _star(5, 0.93)
CORNERS["hexagon"] = _star(6, 1.0)


def symbol(name: str, spot: Spot, radius: float, fill: Ink, edge: Ink | None, width: float) -> Mark:
    """One marker: `-open` draws its outline alone, `-thin` two strokes. ValueError for a symbol no chart uses."""
    shape, is_open = name.removesuffix("-open"), name.endswith("-open")
    x, y = spot
    if shape == "x-thin":
        far = radius * 0.8
        rings = (((x - far, y - far), (x + far, y + far)), ((x - far, y + far), (x + far, y - far)))
        return Area(rings, None, edge or fill, max(width, 1.5))
    line, wide = ((edge or fill), max(width, 1.5)) if is_open else (edge, width)
    inside = None if is_open else fill
    if shape == "circle":
        return Disc(x, y, radius, inside, line, wide)
    if shape not in CORNERS:
        raise ValueError(f"no symbol {name!r}")
    ring = tuple((x + radius * right, y + radius * down) for right, down in CORNERS[shape])
    return Area((ring,), inside, line, wide)
