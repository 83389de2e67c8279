"""Texts of charts as marks: Plotly's small HTML, several lines, placed by their edge or middle."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.reports import lettering
from pipelines.reports.marks import Anchor, Ink, Mark, Words

LEAD = 1.3  # line height in sizes of the letter
BASE = 0.35  # from the middle of a line down to its baseline, in sizes of the letter
SIDES: dict[str, Anchor] = {"left": "start", "center": "middle", "right": "end"}


def ink(colour: Any) -> Ink:
    """A colour as a painted figure holds it: `#rrggbb` or `rgba(r,g,b,o)`."""
    parts = re.fullmatch(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)", str(colour))
    if not parts:
        return Ink(str(colour))
    red, green, blue = (int(parts[at]) for at in (1, 2, 3))
    return Ink(f"#{red:02x}{green:02x}{blue:02x}", float(parts[4]))


@dataclass(frozen=True)
class Run:
    """Letters of one look within a line."""

    text: str
    is_bold: bool
    is_italic: bool


def runs(text: str) -> list[list[Run]]:
    """The lines of a text in Plotly's small HTML (`<br>`, `<b>`, `<i>`), each as runs of one look; entities resolved."""
    found: list[list[Run]] = [[]]
    bold = italic = False
    for part in re.split(r"(<br\s*/?>|</?[a-z]+>)", str(text)):
        if part.startswith("<br"):
            found.append([])
        elif part in {"<b>", "</b>"}:
            bold = part == "<b>"
        elif part in {"<i>", "</i>"}:
            italic = part == "<i>"
        elif part and not re.fullmatch(r"</?[a-z]+>", part):
            found[-1].append(Run(html.unescape(part), bold, italic))
    return found


def _wide(line: Sequence[Run], size: float) -> float:
    return sum(lettering.width(run.text, size, is_bold=run.is_bold) for run in line)


def width_of(text: str, size: float) -> float:
    """Width of the longest line."""
    return max(_wide(line, size) for line in runs(text))


def block(
    text: str, x: float, y: float, size: float, colour: Any, across: str, down: str, align: str = ""
) -> list[Mark]:
    """Lines of text at a spot: `across` left, center or right of it, `down` its top, middle or bottom at the spot."""
    told = runs(text)
    height = size * LEAD * len(told)
    top = y - {"top": 0.0, "middle": height / 2, "bottom": height}[down]
    wide = width_of(text, size)
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[across]
    side = align or across
    at = left + {"left": 0.0, "center": wide / 2, "right": wide}[side]
    marks: list[Mark] = []
    for row, line in enumerate(told):
        base = top + size * LEAD * (row + 0.5) + size * BASE
        if len(line) == 1:
            marks.append(_letters(line[0], at, base, size, colour, SIDES[side]))
            continue
        begin = at - {"left": 0.0, "center": 0.5, "right": 1.0}[side] * _wide(line, size)
        for run in line:
            marks.append(_letters(run, begin, base, size, colour, "start"))
            begin += lettering.width(run.text, size, is_bold=run.is_bold)
    return marks


def _letters(run: Run, x: float, y: float, size: float, colour: Any, anchor: Anchor, turn: float = 0.0) -> Words:
    return Words(x, y, run.text, size, ink(colour), anchor, run.is_bold, run.is_italic, turn)


def standing(text: str, x: float, y: float, font: dict[str, Any]) -> Iterator[Mark]:
    """Lines that read from the bottom up, the first on the left."""
    told = runs(text)
    first = x - font["size"] * LEAD * (len(told) - 1) / 2
    for row, line in enumerate(told):
        at = first + row * font["size"] * LEAD + font["size"] * BASE
        yield from (_letters(run, at, y, font["size"], font["color"], "start", -90) for run in line)
