"""Draws a chart of `pages.ui.charts` without a browser: the part of Plotly's language that those charts use."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pages.ui.palette import Theme, painted
from pipelines.reports import lettering
from pipelines.reports.blocks import LEAD, block, ink, standing, width_of
from pipelines.reports.marks import Area, Drawing, Ink, Line, Mark, Spot, box
from pipelines.reports.symbols import symbol

NARROW = 520  # px: below it the chart's narrow layout holds, as in the browser
DASHES = {"dash": (9.0, 9.0), "dot": (3.0, 3.0), "dashdot": (9.0, 3.0, 3.0, 3.0), "longdash": (15.0, 15.0)}
DASHES |= {"longdashdot": (15.0, 6.0, 3.0, 6.0)}


def merged(base: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """Nested mappings with those of the patch laid over them."""
    result = dict(base)
    for key, value in patch.items():
        mine = base.get(key)
        result[key] = merged(mine, value) if isinstance(value, dict) and isinstance(mine, dict) else value
    return result


@dataclass(frozen=True)
class Frame:
    """Where the plot lies on the paper, and its two axes."""

    left: float
    top: float
    right: float
    bottom: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    def x(self, value: float, ref: str = "x") -> float:
        share = value if ref == "paper" else (value - self.x_range[0]) / (self.x_range[1] - self.x_range[0])
        return self.left + share * (self.right - self.left)

    def y(self, value: float, ref: str = "y") -> float:
        share = value if ref == "paper" else (value - self.y_range[0]) / (self.y_range[1] - self.y_range[0])
        return self.bottom - share * (self.bottom - self.top)


@dataclass(frozen=True)
class Plan:
    """A chart laid out for one width: painted parts and the frame of its plot."""

    layout: dict[str, Any]
    data: list[dict[str, Any]]
    frame: Frame
    width: float

    @property
    def height(self) -> float:
        return float(self.layout["height"])

    def notes(self) -> list[Mark]:
        """Texts on the chart, in its order."""
        return [mark for note in self.layout.get("annotations", []) for mark in _note(note, self.frame)]

    def shapes(self, *, below: bool) -> list[Mark]:
        """Lines and bands behind the figures, or before them."""
        wanted = [shape for shape in self.layout.get("shapes", []) if (shape.get("layer") == "below") is below]
        return [_shape(shape, self.frame) for shape in wanted]

    def grid(self) -> list[Mark]:
        """Lines of the axes' values."""
        return list(_grid(self.layout, self.frame))

    def whiskers(self) -> list[Mark]:
        """Intervals that lie along the rows of dots."""
        return [
            mark
            for trace in self.data
            if trace["type"] == "scatter" and "error_x" in trace
            for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True))
            for mark in _whisker(trace["error_x"], at, x, y, self.frame)
        ]

    def axes(self) -> list[Mark]:
        """What stands beside and below the plot, and the legend above it."""
        return [
            *_bottom_axis(self.layout, self.frame),
            *_left_axis(self.layout, self.frame),
            *_legend(self.layout, self.data, self.frame),
        ]


def plan(
    figure: dict[str, Any], width: float, theme: Theme = "light", height: float | None = None, slack: float = 1.0
) -> Plan:
    """Lay the chart out; without `height` it has its own. `slack` widens the margins, for fonts wider than ours."""
    layout = merged(figure["layout"], figure.get("narrow", {})) if width < NARROW else figure["layout"]
    layout = painted({**layout, **({"height": height} if height else {})}, theme)
    data = painted(figure["data"], theme)
    return Plan(layout, data, _frame(layout, data, width, slack), width)


def draw(figure: dict[str, Any], width: float, theme: Theme = "light") -> Drawing:
    """The chart on a paper of that width in px."""
    laid = plan(figure, width, theme)
    layout, frame = laid.layout, laid.frame
    ordered = sorted(laid.data, key=lambda trace: trace["type"] != "bar")  # as Plotly: bars behind lines and dots
    marks = [
        *laid.grid(),
        *laid.shapes(below=True),
        *(mark for trace in ordered for mark in _trace(trace, frame, layout)),
        *laid.axes(),
        *laid.shapes(below=False),
        *laid.notes(),
    ]
    return Drawing(width, laid.height, marks)


def _frame(layout: dict[str, Any], data: Sequence[dict[str, Any]], width: float, slack: float) -> Frame:
    margin, pad = layout["margin"], layout["margin"].get("pad", 0)
    left = float(margin["l"])
    axis = layout.get("yaxis", {})
    if axis.get("automargin") and axis.get("visible", True):
        size = axis["tickfont"]["size"]
        left = max(
            left, max((width_of(text, size) for text in axis.get("ticktext", [])), default=0) * slack + 2 * pad + 2
        )
    left = min(left, width * 0.6)
    ends = (_range(layout.get(name, {}), [v for t in data for v in t[name[0]]]) for name in ("xaxis", "yaxis"))
    return Frame(left, float(margin["t"]), width - margin["r"] * slack, layout["height"] - margin["b"], *ends)


def _range(axis: dict[str, Any], values: Sequence[Any]) -> tuple[float, float]:
    if "range" in axis:
        return float(axis["range"][0]), float(axis["range"][1])
    known = [float(value) for value in values if value is not None] or [0.0, 1.0]
    room = (max(known) - min(known)) * 0.06 or 1.0
    return min(known) - room, max(known) + room


def _grid(layout: dict[str, Any], frame: Frame) -> Iterator[Mark]:
    for name in ("xaxis", "yaxis"):
        axis = layout.get(name, {})
        if not axis.get("visible", True):
            continue
        if axis.get("showgrid", True) and "gridcolor" in axis:
            for value in axis.get("tickvals", []):
                yield _across(name, float(value), frame, ink(axis["gridcolor"]), 1)
        low, high = sorted(frame.x_range if name == "xaxis" else frame.y_range)
        if axis.get("zeroline") and low <= 0 <= high:
            yield _across(name, 0.0, frame, ink(axis.get("zerolinecolor", axis.get("gridcolor"))), 1.5)


def _across(name: str, value: float, frame: Frame, shade: Ink, width: float) -> Line:
    """A line through the whole plot at a value of one axis."""
    if name == "xaxis":
        return Line(((frame.x(value), frame.top), (frame.x(value), frame.bottom)), shade, width)
    return Line(((frame.left, frame.y(value)), (frame.right, frame.y(value))), shade, width)


def _bottom_axis(layout: dict[str, Any], frame: Frame) -> Iterator[Mark]:
    x = layout.get("xaxis", {})
    pad = layout["margin"].get("pad", 0)
    if x.get("visible", True):
        above = x.get("side") == "top"
        edge = frame.top if above else frame.bottom
        if x.get("showline"):
            yield Line(((frame.left, edge), (frame.right, edge)), ink(x["linecolor"]), 1)
        reach = 5.0 if x.get("ticks") == "outside" else 0.0
        for value, text in zip(x.get("tickvals", []), x.get("ticktext", []), strict=True):
            at = frame.x(float(value))
            if not frame.left - 1 <= at <= frame.right + 1:
                continue
            if reach:
                yield Line(((at, edge), (at, edge + reach)), ink(x.get("tickcolor", x["tickfont"]["color"])), 1)
            font = x["tickfont"]
            if x.get("tickangle", 0) == -90:
                yield from standing(text, at, edge - pad, font)
            else:
                spot = (at, edge - pad - 3) if above else (at, edge + reach + pad)
                yield from block(text, *spot, font["size"], font["color"], "center", "bottom" if above else "top")
        if "title" in x:
            font = x["title"]["font"]
            middle = (frame.left + frame.right) / 2
            yield from block(
                x["title"]["text"], middle, layout["height"] - 6, font["size"], font["color"], "center", "bottom"
            )


def _left_axis(layout: dict[str, Any], frame: Frame) -> Iterator[Mark]:
    y = layout.get("yaxis", {})
    pad = layout["margin"].get("pad", 0)
    if y.get("visible", True):
        font = y.get("tickfont", {})
        for value, text in zip(y.get("tickvals", []), y.get("ticktext", []), strict=True):
            at = frame.y(float(value))
            if frame.top - 1 <= at <= frame.bottom + 1:
                yield from block(text, frame.left - pad - 4, at, font["size"], font["color"], "right", "middle")


def _shape(shape: dict[str, Any], frame: Frame) -> Mark:
    xs = [frame.x(float(shape[name]), shape.get("xref", "x")) for name in ("x0", "x1")]
    ys = [frame.y(float(shape[name]), shape.get("yref", "y")) for name in ("y0", "y1")]
    line = shape.get("line", {})
    if shape["type"] == "rect":
        edge = ink(line["color"]) if line.get("width") and "color" in line else None
        return Area((box(xs[0], ys[0], xs[1], ys[1]),), ink(shape["fillcolor"]), edge, float(line.get("width", 0)))
    return Line(
        ((xs[0], ys[0]), (xs[1], ys[1])), ink(line["color"]), line["width"], DASHES.get(line.get("dash", ""), ())
    )


def _note(note: dict[str, Any], frame: Frame) -> list[Mark]:
    x = frame.x(float(note["x"]), note.get("xref", "x")) + note.get("xshift", 0)
    y = frame.y(float(note["y"]), note.get("yref", "y")) - note.get("yshift", 0)
    across, down = note.get("xanchor", "center"), note.get("yanchor", "middle")
    font = note["font"]
    return block(note["text"], x, y, font["size"], font["color"], across, down, note.get("align", ""))


def _trace(trace: dict[str, Any], frame: Frame, layout: dict[str, Any]) -> Iterator[Mark]:
    if trace["type"] == "bar":
        yield from _bars(trace, frame, layout)
    else:
        yield from _scatter(trace, frame)


def item(value: Any, at: int) -> Any:
    """A property that holds for all points, or the one of this point."""
    return value[at] if isinstance(value, list) else value


def _bars(trace: dict[str, Any], frame: Frame, layout: dict[str, Any]) -> Iterator[Mark]:
    flat = trace.get("orientation") == "h"
    marker, half = trace["marker"], trace["width"] / 2
    for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        size, row = (x, y) if flat else (y, x)
        if size is None:
            continue
        start = float(item(trace["base"], at)) if "base" in trace else 0.0
        ends, sides = (start, start + size), (row - half, row + half)
        xs, ys = (ends, sides) if flat else (sides, ends)
        left, right = sorted(frame.x(value) for value in xs)
        top, bottom = sorted(frame.y(value) for value in ys)
        line = marker.get("line", {})
        edge = ink(line["color"]) if line.get("width") else None
        fill = ink(item(marker["color"], at))
        yield Area((box(left, top, right, bottom),), fill, edge, float(line.get("width", 0)))
        if "text" in trace and trace["text"][at]:
            font = trace["textfont"]
            wide, high = width_of(trace["text"][at], font["size"]), font["size"] * LEAD
            if wide <= right - left - 6 and high * 0.85 <= bottom - top:  # what does not fit is left out
                begin = trace.get("insidetextanchor") == "start" and flat
                spot = left + 4 if begin else (left + right) / 2
                yield from block(
                    trace["text"][at],
                    spot,
                    (top + bottom) / 2,
                    font["size"],
                    item(font["color"], at),
                    "left" if begin else "center",
                    "middle",
                )
        if "error_x" in trace:
            yield from _whisker(trace["error_x"], at, start + size, row, frame)


def _whisker(error: dict[str, Any], at: int, x: float, y: float, frame: Frame, *, up: bool = False) -> Iterator[Mark]:
    above, below = error["array"][at], error["arrayminus"][at]
    if not above and not below:
        return
    if up:
        spots = ((frame.x(x), frame.y(y - below)), (frame.x(x), frame.y(y + above)))
    else:
        spots = ((frame.x(x - below), frame.y(y)), (frame.x(x + above), frame.y(y)))
    yield Line(spots, ink(error["color"]), error["thickness"])


def _scatter(trace: dict[str, Any], frame: Frame) -> Iterator[Mark]:
    points = [
        None if x is None or y is None else (frame.x(float(x)), frame.y(float(y)))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    yield from _lines(trace, points, frame)
    for name, up in (("error_x", False), ("error_y", True)):
        if name in trace:
            for at, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
                yield from _whisker(trace[name], at, x, y, frame, up=up)
    for at, point in enumerate(points):
        if point is None:
            continue
        if "markers" in trace["mode"]:
            yield _marker(trace["marker"], at, point)
        if "text" in trace["mode"]:
            font = trace["textfont"]
            yield from block(trace["text"][at], *point, font["size"], item(font["color"], at), "center", "middle")


def _lines(trace: dict[str, Any], points: Sequence[Spot | None], frame: Frame) -> Iterator[Mark]:
    """The line or band of a trace, lifted where a point is missing."""
    pieces: list[list[Spot]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    line = trace.get("line", {})
    if trace.get("fill") == "toself":
        yield Area(tuple(tuple(piece) for piece in pieces if len(piece) > 2), ink(trace["fillcolor"]))
    elif "lines" in trace["mode"]:
        for piece in pieces:
            for inside in _clipped(piece, frame):
                yield Line(inside, ink(line["color"]), line["width"], DASHES.get(line.get("dash", ""), ()))


def _clipped(piece: Sequence[Spot], frame: Frame) -> Iterator[tuple[Spot, ...]]:
    """What of a line lies between the top and the bottom of the plot."""
    run: list[Spot] = []
    for (x0, y0), (x1, y1) in pairwise(piece):
        low, high = 0.0, 1.0  # the part of this stretch that lies inside
        for edge, sign in ((frame.top - 1, -1), (frame.bottom + 1, 1)):
            here, there = sign * (y0 - edge), sign * (y1 - edge)
            if here > 0 and there > 0:
                high = -1.0
            elif here > 0:
                low = max(low, here / (here - there))
            elif there > 0:
                high = min(high, here / (here - there))
        if high <= low:
            continue
        begin, end = ((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in (low, high))
        if not run or low > 0:
            if len(run) > 1:
                yield tuple(run)
            run = [begin]
        run.append(end)
    if len(run) > 1:
        yield tuple(run)


def _marker(marker: dict[str, Any], at: int, spot: Spot) -> Mark:
    line = marker.get("line", {})
    width = float(item(line.get("width", 0), at))
    edge = ink(item(line["color"], at)) if width and "color" in line else None
    name = str(item(marker.get("symbol", "circle"), at))
    return symbol(name, spot, float(item(marker["size"], at)) / 2, ink(item(marker["color"], at)), edge, width)


def _legend(layout: dict[str, Any], data: Sequence[dict[str, Any]], frame: Frame) -> Iterator[Mark]:
    """Swatches with names in a row above the plot."""
    if not layout.get("showlegend"):
        return
    font = layout["legend"]["font"]
    x, y = frame.left, frame.top - 16
    for trace in data:
        line = trace["marker"].get("line", {})
        edge = ink(line["color"]) if line.get("width") else None
        yield Area((box(x, y - 7, x + 14, y + 7),), ink(item(trace["marker"]["color"], 0)), edge, 1)
        yield from block(html.escape(trace["name"]), x + 20, y, font["size"], font["color"], "left", "middle")
        x += 20 + lettering.width(trace["name"], font["size"]) + 22
