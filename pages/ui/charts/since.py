"""Time counted from an event: shares by month since entry, differences by half-year around adoption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import (
    SMALL,
    Figure,
    Wording,
    bottom_axis,
    hover,
    label,
    layout,
    reach,
    steps,
    value_axis,
    width_of,
)
from pages.ui.charts.trend import DASHES, MARKERS, Role, Series, end_labels
from pages.ui.markup import escape
from pipelines.words.numbers import signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language


@dataclass(frozen=True)
class At:
    """A value so many months or half-years from the event; None with the status that says why."""

    time: int
    value: float | None
    lower: float | None = None
    upper: float | None = None
    obs_status: str = "A"
    name: str = ""  # how the hover box calls this time


@dataclass(frozen=True)
class Line:
    """One line and its part in the story."""

    name: str
    points: Sequence[At]
    role: Role = "plain"


def since_entry(
    lines: Sequence[Line], language: Language, *, axis_title: str, unit: str = "", decimals: int = 0, height: int = 380
) -> Figure:
    """Shares from 0 by month since entry, each with its band and its name at the end."""
    wording = Wording(language, unit, decimals)
    points = [point for line in lines for point in line.points]
    _, high = reach([value for point in points for value in (point.value, point.upper)])
    values = steps(0, high)
    months = sorted({point.time for point in points})
    data: list[dict[str, Any]] = []
    ends: list[tuple[Series, float, str]] = []
    for at, line in enumerate(lines):
        colour = f"@{line.role}" if line.role != "plain" else f"@series{at}"
        known = [point for point in line.points if point.value is not None]
        if not known:
            continue
        data.append(_band(known, colour))
        symbol, dash = MARKERS[at], "solid" if line.role == "focus" else DASHES[at]
        data.append(_trace(line.name, known, wording, colour, symbol, dash))
        ends.append((Series("", line.name, (), line.role), known[-1].value or 0.0, colour))
    right = min(max((width_of(line.name) for line in lines), default=0) + 18, 190)

    def marked(beside: float, letters: int) -> dict[str, Any]:
        notes = end_labels(ends, (values[0], values[-1]), height - 14 - 56, letters)
        return {"margin": {"t": 14, "r": beside}, "annotations": [*notes, _below(axis_title)]}

    wide, narrow = marked(right, 40), marked(min(right, 112), 13)
    return {
        "data": data,
        "layout": layout(
            height,
            {**wide["margin"], "b": 56},
            xaxis=bottom_axis(months, [str(month) for month in months]),
            yaxis={**value_axis(values, language), "automargin": True},
            annotations=wide["annotations"],
        ),
        "narrow": narrow,
    }


def around_adoption(
    points: Sequence[At],
    language: Language,
    *,
    axis_title: str,
    before: str,
    after: str,
    unit: str = "",
    height: int = 380,
) -> Figure:
    """Differences by half-year around adoption with whiskers; 0 is drawn, and where the model began."""
    wording = Wording(language, unit, 0)
    known = [point for point in points if point.value is not None]
    low, high = reach([value for point in known for value in (point.value, point.lower, point.upper)])
    values = steps(min(low, -1), max(high, 1))
    times = [point.time for point in points] or [0]
    ticks = [time for time in range(min(times), max(times) + 1) if time % 4 == 0]
    data = []
    for colour, inside in (("@context", range(min(times), 0)), ("@focus", range(max(times) + 1))):
        part = [point for point in known if point.time in inside]
        if part:
            trace = _trace("", part, wording, colour, "circle", "solid") | {"mode": "markers"}
            above = [0 if p.upper is None else p.upper - (p.value or 0) for p in part]
            below = [0 if p.lower is None else (p.value or 0) - p.lower for p in part]
            shape = {"thickness": 2, "width": 0, "color": f"{colour}:0.6"}
            data.append(
                trace | {"error_y": {"type": "data", "symmetric": False, "array": above, "arrayminus": below, **shape}}
            )
    hidden = [point for point in points if point.value is None]
    if hidden:
        cross = {"symbol": "x-thin-open", "size": 9, "color": "@muted", "line": {"color": "@muted", "width": 2}}
        texts = [hover(point.name, None, wording, obs_status=point.obs_status) for point in hidden]
        place = {"x": [point.time for point in hidden], "y": [values[0]] * len(hidden), "cliponaxis": False}
        data.append(
            {"type": "scatter", "mode": "markers", **place, "marker": cross}
            | {"hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}
        )
    start = {"type": "line", "x0": -0.5, "x1": -0.5, "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    shapes = [{**start, "line": {"color": "@axis", "width": 1.5, "dash": "dash"}}]
    sides = [
        label(
            escape(text),
            x=-0.5,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
            xshift=shift,
            font={"size": SMALL},
        )
        for text, anchor, shift in ((before, "right", -6), (after, "left", 6))
        if any((time < 0) == (anchor == "right") for time in times)
    ]
    axis = value_axis(values, language) | {"ticktext": [signed(value, 0, language) for value in values]}
    return {
        "data": data,
        "layout": layout(
            height,
            {"t": 30, "r": 16, "b": 56},
            xaxis=bottom_axis(ticks, [signed(time, 0, language) for time in ticks])
            | {"range": [min(times) - 0.7, max(0, *times) + 0.7]},
            yaxis={**axis, "automargin": True, "zeroline": True},
            shapes=shapes,
            annotations=[*sides, _below(axis_title)],
        ),
        "narrow": {},
    }


def _trace(name: str, points: Sequence[At], wording: Wording, colour: str, symbol: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [point.time for point in points],
        "y": [point.value for point in points],
        "name": name,
        "line": {"color": colour, "width": 3, "dash": dash},
        "marker": {"symbol": symbol, "size": 9, "color": colour},
        "hovertext": [
            hover(
                ", ".join(part for part in (name, point.name) if part),
                point.value,
                wording,
                (point.lower, point.upper),
                point.obs_status,
            )
            for point in points
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _band(points: Sequence[At], colour: str) -> dict[str, Any]:
    bounded = [point for point in points if point.lower is not None and point.upper is not None]
    x = [point.time for point in bounded]
    y = [point.upper for point in bounded] + [point.lower for point in bounded[::-1]]
    look = {"mode": "lines", "line": {"width": 0, "color": colour}, "fill": "toself", "fillcolor": f"{colour}:0.16"}
    return {"type": "scatter", "x": [*x, *x[::-1]], "y": y, **look, "hoverinfo": "skip"}


def _below(text: str) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0, "xanchor": "center", "yanchor": "top", "yshift": -30}
    return label(escape(text), **place)
