"""What a drawing is made of; SVG, slides and PDF are written from the same marks. Units are px, y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Spot = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Ink:
    """A colour `#rrggbb` with its opacity."""

    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Line:
    """A line through spots."""

    spots: tuple[Spot, ...]
    ink: Ink
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Area:
    """Closed rings, filled by the even-odd rule; without `fill` only outlined."""

    rings: tuple[tuple[Spot, ...], ...]
    fill: Ink | None = None
    line: Ink | None = None
    width: float = 0.0
    is_hatched: bool = False
    name: str = ""  # what it stands for, e.g. a county


@dataclass(frozen=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: Ink | None = None
    line: Ink | None = None
    width: float = 0.0


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is its baseline, `turn` degrees clockwise."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink
    anchor: Anchor = "start"
    is_bold: bool = False
    is_italic: bool = False
    turn: float = 0.0


Mark = Line | Area | Disc | Words


@dataclass
class Drawing:
    """Marks from back to front on a paper of that size."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)


def box(x0: float, y0: float, x1: float, y1: float) -> tuple[Spot, ...]:
    """The ring of a rectangle."""
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def moved(mark: Mark, right: float, down: float) -> Mark:
    """The same mark elsewhere."""
    if isinstance(mark, Line):
        return Line(tuple((x + right, y + down) for x, y in mark.spots), mark.ink, mark.width, mark.dash)
    if isinstance(mark, Area):
        rings = tuple(tuple((x + right, y + down) for x, y in ring) for ring in mark.rings)
        return Area(rings, mark.fill, mark.line, mark.width, mark.is_hatched, mark.name)
    if isinstance(mark, Disc):
        return Disc(mark.x + right, mark.y + down, mark.radius, mark.fill, mark.line, mark.width)
    return Words(
        mark.x + right,
        mark.y + down,
        mark.text,
        mark.size,
        mark.ink,
        mark.anchor,
        mark.is_bold,
        mark.is_italic,
        mark.turn,
    )
