"""Lines over time: cut where a break separates them, with gaps, intervals, withheld points and labels at their ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from pages.ui.charts.axes import (
    TEXT,
    Figure,
    Wording,
    hover,
    label,
    layout,
    reach,
    steps,
    value_axis,
    width_of,
    wrapped,
)
from pages.ui.charts.time import Break, break_marks, position, stride, thinned, time_axis
from pages.ui.markup import escape
from pages.ui.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language

Role = Literal["focus", "benchmark", "context", "plain"]

MOST_SERIES = 10
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash", "dot", "dashdot")
MARKERS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "x", "star", "pentagon", "hexagon")


@dataclass(frozen=True)
class Point:
    """One value of a series; None with the status that says why it is missing."""

    period: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    obs_status: str = "A"


@dataclass(frozen=True)
class Series:
    """One line and its part in the story."""

    code: str
    name: str
    points: Sequence[Point]
    role: Role = "plain"


def segments(series: Series, breaks: Sequence[Break]) -> list[list[Point]]:
    """The series cut at breaks and at gaps: runs of neighbouring points that have values."""
    cuts = [position(at.period) for at in breaks if at.series is None or series.code in at.series]
    points = sorted(series.points, key=lambda point: position(point.period))
    step = stride([point.period for point in points]) if points else 1.0
    runs: list[list[Point]] = []
    last: float | None = None
    for point in points:
        here = position(point.period)
        if point.value is None:
            last = None
            continue
        joined = last is not None and here - last < 1.5 * step and not any(last < cut <= here for cut in cuts)
        if not joined:
            runs.append([])
        runs[-1].append(point)
        last = here
    return runs


def trend(
    series: Sequence[Series],
    language: Language,
    *,
    unit: str = "",
    decimals: int = 1,
    breaks: Sequence[Break] = (),
    zero: bool = False,
    height: int = 380,
) -> Figure:
    """Line chart of up to ten series. `unit` follows the number in hover texts, e.g. "\u00a0%"."""
    if len(series) > MOST_SERIES:
        raise ValueError(f"a line chart holds at most {MOST_SERIES} series, not {len(series)}")
    points = [point for item in series for point in item.points]
    low, high = reach([value for point in points for value in (point.value, point.lower, point.upper)])
    values = steps(0 if zero else low, high)
    bottom, top = values[0], values[-1]
    wording = Wording(language, unit, decimals)
    data: list[dict[str, Any]] = []
    ends: list[tuple[Series, float, str]] = []
    ordered = sorted(range(len(series)), key=lambda at: series[at].role in {"focus", "benchmark"})
    for at in ordered:
        item, colour = series[at], colour_of(series[at], at)
        data += line_traces(item, segments(item, breaks), at, wording)
        data += withheld_traces(item, bottom, colour, wording)
        known = [point for point in item.points if point.value is not None]
        if known:
            ends.append((item, max(known, key=lambda point: position(point.period)).value or 0.0, colour))
    first, last, axis = time_axis([point.period for point in points], language)
    right = min(max((width_of(item.name) for item, _, _ in ends), default=0) + 18, 190)

    def marked(wide: float, beside: float, letters: int) -> dict[str, Any]:
        """What depends on the width of the chart: margins, break lines with their labels, labels of the lines."""
        shapes, notes, levels = break_marks(breaks, first, last, wide - beside - 45)
        above = 14 + 19 * levels
        if bottom > 0:
            place = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top"}
            notes.append(label(escape(words("chart.cut_axis", language)), yshift=-30, **place))
        notes += end_labels(ends, (bottom, top), height - above - 56, letters)
        return {"margin": {"t": above, "r": beside}, "shapes": shapes, "annotations": notes}

    wide = marked(640, right, 40)
    return {
        "data": data,
        "layout": layout(
            height,
            {**wide["margin"], "b": 56},
            xaxis=axis,
            yaxis={**value_axis(values, language), "automargin": True},
            shapes=wide["shapes"],
            annotations=wide["annotations"],
        ),
        "narrow": {**marked(330, min(right, 112), 13), "xaxis": thinned(axis)},
    }


def colour_of(item: Series, at: int) -> str:
    """Colour name by role; plain series take the palette in order."""
    return f"@{item.role}" if item.role != "plain" else f"@series{at}"


def line_traces(item: Series, runs: Sequence[Sequence[Point]], at: int, wording: Wording) -> list[dict[str, Any]]:
    """The runs of one series, an empty point between them, and the band behind them where intervals are known.

    One trace holds all runs of one look: a browser draws four traces several times faster than twenty.
    """
    colour = colour_of(item, at)
    looks: dict[tuple[str, str], list[Sequence[Point]]] = {}
    for run in runs:
        looks.setdefault((dash_of(item, run, at), mode_of(item, run)), []).append(run)
    traces = [band_trace(runs, colour)] if item.role in {"focus", "benchmark"} else []
    strong = item.role == "focus"
    symbol = {"focus": "circle", "benchmark": "diamond", "context": "circle"}.get(item.role, MARKERS[at])
    for (dash, mode), alike in looks.items():
        points = apart(alike)
        hollow = [point is not None and point.obs_status in {"P", "U"} for point in points]
        traces.append(
            {
                "type": "scatter",
                "mode": mode,
                "x": [point and position(point.period) for point in points],
                "y": [point and point.value for point in points],
                "name": item.name,
                "line": {
                    "color": colour,
                    "width": 3.5 if strong else 1.2 if item.role == "context" else 2.2,
                    "dash": dash,
                },
                "marker": {
                    "symbol": [f"{symbol}-open" if empty else symbol for empty in hollow] if any(hollow) else symbol,
                    "size": 8 if strong else 7,
                    "color": colour,
                    "line": {"color": colour, "width": 1.5},
                },
                "customdata": [item.code] * len(points),
                "hovertext": [
                    point
                    and hover(
                        item.name,
                        point.value,
                        wording,
                        (point.lower, point.upper),
                        point.obs_status,
                        when=point.period,
                    )
                    for point in points
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    return [trace for trace in traces if trace["x"]]


def apart(runs: Sequence[Sequence[Point]]) -> list[Point | None]:
    """The points of all runs in order, None between two runs, where the line is lifted."""
    points: list[Point | None] = []
    for run in runs:
        points += [None, *run] if points else run
    return points


def band_trace(runs: Sequence[Sequence[Point]], colour: str) -> dict[str, Any]:
    """Intervals as one trace of closed shapes, a shape for each run of at least two known intervals."""
    x: list[float | None] = []
    y: list[float | None] = []
    for run in runs:
        bounded = [point for point in run if point.lower is not None and point.upper is not None]
        if len(bounded) < 2:
            continue
        across = [position(point.period) for point in bounded]
        x += [*([None] if x else []), *across, *across[::-1]]
        y += [*([None] if y else []), *(p.upper for p in bounded), *(p.lower for p in bounded[::-1])]
    line = {"width": 0, "color": colour}
    look = {"mode": "lines", "line": line, "fill": "toself", "fillcolor": f"{colour}:0.16", "hoverinfo": "skip"}
    return {"type": "scatter", "x": x, "y": y, **look}


def dash_of(item: Series, run: Sequence[Point], at: int) -> str:
    """How a run is dashed: by role or place in the palette; an estimated stretch of a published series is dotted."""
    if all(point.obs_status == "E" for point in run) and any(point.obs_status != "E" for point in item.points):
        return "dot"
    return {"focus": "solid", "benchmark": "dash", "context": "solid"}.get(item.role, DASHES[at])


def mode_of(item: Series, run: Sequence[Point]) -> str:
    """Context lines and long runs carry no markers, but a single point must be seen."""
    shown = item.role != "context" and len(run) < 40
    return "lines+markers" if shown or len(run) == 1 else "lines"


def withheld_traces(item: Series, bottom: float, colour: str, wording: Wording) -> list[dict[str, Any]]:
    """A cross on the axis for each period whose value is withheld or hidden: known to exist, not shown."""
    lost = [point for point in item.points if point.value is None and point.obs_status in {"Q", "C"}]
    if not lost:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [position(point.period) for point in lost],
            "y": [bottom] * len(lost),
            "marker": {"symbol": "x-thin-open", "size": 9, "color": colour, "line": {"color": colour, "width": 2}},
            "cliponaxis": False,
            "hovertext": [
                hover(item.name, None, wording, obs_status=point.obs_status, when=point.period) for point in lost
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
    ]


def end_labels(
    ends: Sequence[tuple[Series, float, str]], span: tuple[float, float], inner: float, letters: int
) -> list[dict[str, Any]]:
    """Names beside the last values, pushed apart where they would overlap (`inner` is the plot's height in px)."""
    per_px = (span[1] - span[0]) / inner
    placed: list[list[Any]] = []
    for item, value, colour in sorted(ends, key=lambda end: end[1]):
        text = wrapped(item.name, letters)
        placed.append([value, 19 * (1 + text.count("<br>")) * per_px, text, item, colour])
    for _ in range(60):
        for one, other in pairwise(placed):
            overlap = (one[1] + other[1]) / 2 - (other[0] - one[0])
            if overlap > 1e-9:
                one[0] -= overlap / 2
                other[0] += overlap / 2
    # A label outside the axis would not be drawn: up from its foot, then down from its top, keeping the distances.
    low, high = span
    for one in placed:
        one[0] = max(one[0], low + one[1] / 2)
        low = one[0] + one[1] / 2
    for one in placed[::-1]:
        one[0] = min(one[0], high - one[1] / 2)
        high = one[0] - one[1] / 2
    return [
        label(
            f"<b>{text}</b>" if item.role == "focus" else text,
            xref="paper",
            x=1,
            y=value,
            xanchor="left",
            xshift=6,
            align="left",
            font={"size": TEXT, "color": "@muted" if item.role == "context" else colour},
        )
        for value, _, text, item, colour in placed
    ]
