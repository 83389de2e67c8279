"""Bars from zero: amounts side by side, and parts of a change that add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import (
    TEXT,
    Figure,
    Wording,
    decimals_of,
    hover,
    label,
    layout,
    reach,
    reason,
    steps,
    value_axis,
    width_of,
    wrapped,
)
from pages.ui.charts.dots import row_axis
from pages.ui.markup import escape
from pages.ui.text import words
from pipelines.words.numbers import number, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language

ROW = 40  # px a row


@dataclass(frozen=True)
class Bar:
    """One amount; None with the status that says why it is missing."""

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    obs_status: str = "A"
    focus: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a change, with its interval where the survey gives one."""

    name: str
    value: float
    lower: float | None = None
    upper: float | None = None


def whiskers(rows: Sequence[Bar | Part]) -> dict[str, Any]:
    """Error bars of rows that have intervals; empty when none has."""
    if not any(row.lower is not None for row in rows):
        return {}
    above = [0 if row.upper is None or row.value is None else row.upper - row.value for row in rows]
    below = [0 if row.lower is None or row.value is None else row.value - row.lower for row in rows]
    look = {"color": "@text", "thickness": 2, "width": 0}
    return {"error_x": {"type": "data", "symmetric": False, "array": above, "arrayminus": below, **look}}


def few_ticks(values: Sequence[float], language: Language) -> dict[str, Any]:
    """Every second axis value, for narrow charts."""
    few = values[::2] if 0 in values[::2] or 0 not in values else values[1::2]
    return {"xaxis": {"tickvals": few, "ticktext": value_axis(few, language)["ticktext"]}}


def bars(rows: Sequence[Bar], language: Language, *, unit: str = "", decimals: int = 1) -> Figure:
    """Horizontal bars in the given order from zero, each with its value written behind it."""
    wording = Wording(language, unit, decimals)
    low, high = reach([value for row in rows for value in (row.value, row.lower, row.upper)])
    values = steps(min(low, 0), max(high, 0))
    notes = []
    for at, row in enumerate(rows):
        if row.value is None:
            text = f"<i>{escape(reason(row.obs_status, language))}</i>"
        else:
            text = f"{number(row.value, decimals, language)}{escape(unit)}"
        edge = max(row.value or 0, row.upper or 0, 0)
        place = {"x": edge, "y": at, "xanchor": "left", "xshift": 6}
        notes.append(label(f"<b>{text}</b>" if row.focus else text, font={"size": TEXT, "color": "@text"}, **place))
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [row.value for row in rows],
        "y": list(range(len(rows))),
        "width": 0.62,
        "marker": {"color": ["@focus" if row.focus else "@context" for row in rows]},
        "hovertext": [hover(row.name, row.value, wording, (row.lower, row.upper), row.obs_status) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **whiskers(rows),
    }
    room = max((width_of(note["text"].replace("<b>", "").replace("</b>", "")) for note in notes), default=0)
    base = layout(
        ROW * len(rows) + 52,
        {"r": min(room + 16, 110), "b": 36},
        xaxis=value_axis(values, language),
        yaxis=row_axis([wrapped(row.name, 34) for row in rows]),
        annotations=notes,
    )
    slim = [wrapped(row.name, 17) for row in rows]
    tall = max((text.count("<br>") for text in slim), default=0) * 18 + 32
    narrow = {**few_ticks(values, language), "height": tall * len(rows) + 52, "yaxis": {"ticktext": slim}}
    return {"data": [trace], "layout": base, "narrow": narrow}


def waterfall(
    parts: Sequence[Part],
    total: float,
    language: Language,
    *,
    unit: str = "",
    decimals: int = 1,
    total_name: str = "",
    tolerance: float = 1e-6,
) -> Figure:
    """Parts of a change, each starting where the one before ended, and the change in total from zero.

    ValueError when the parts do not add up to the total within `tolerance`.
    """
    if abs(sum(part.value for part in parts) - total) > tolerance:
        raise ValueError(f"the parts add up to {sum(part.value for part in parts)}, not to {total}")
    wording = Wording(language, unit, decimals)
    rows = [*parts, Part(total_name or words("chart.total_change", language), total)]
    starts, running = [], 0.0
    for part in parts:
        starts.append(running)
        running += part.value
    starts.append(0.0)
    edges = [edge for start, row in zip(starts, rows, strict=True) for edge in (start, start + row.value)]
    for start, row in zip(starts, rows, strict=True):
        edges += [start + bound for bound in (row.lower, row.upper) if bound is not None]
    low, high = reach(edges)
    values = steps(min(low, 0), max(high, 0))
    last = len(rows) - 1
    colours = ["@focus" if at == last else "@up" if row.value >= 0 else "@down" for at, row in enumerate(rows)]
    notes = []
    for at, (start, row) in enumerate(zip(starts, rows, strict=True)):
        arrow = "" if at == last or row.value == 0 else "▲ " if row.value > 0 else "▼ "
        text = f"{arrow}{signed(row.value, decimals, language)}{escape(unit)}"
        edge = max(start, start + row.value, start + (row.upper if row.upper is not None else row.value))
        font = {"size": TEXT, "color": "@text"}
        notes.append(label(f"<b>{text}</b>" if at == last else text, x=edge, y=at, xanchor="left", xshift=8, font=font))
    joints = []
    for at in range(last):
        x = starts[at] + rows[at].value
        line = {"color": "@axis", "width": 1.5, "dash": "dot"}
        joints.append({"type": "line", "x0": x, "x1": x, "y0": at + 0.31, "y1": at + 0.69, "line": line})
    trace = {
        "type": "bar",
        "orientation": "h",
        "base": starts,
        "x": [row.value for row in rows],
        "y": list(range(len(rows))),
        "width": 0.62,
        "marker": {"color": colours},
        "hovertext": [hover(row.name, row.value, wording, (row.lower, row.upper)) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **whiskers(rows),
    }
    axis = value_axis(values, language)
    places = decimals_of(values)
    axis["ticktext"] = [signed(value, places, language) for value in values]
    names = [wrapped(row.name, 30) for row in rows]
    names[last] = f"<b>{names[last]}</b>"
    slim = [wrapped(row.name, 15) for row in rows]
    slim[last] = f"<b>{slim[last]}</b>"
    narrow = few_ticks(values, language)
    narrow["xaxis"]["ticktext"] = [signed(at, places, language) for at in narrow["xaxis"]["tickvals"]]
    room = max(width_of(note["text"]) for note in notes)
    return {
        "data": [trace],
        "layout": layout(
            (ROW + 6) * len(rows) + 52,
            {"r": min(room, 110), "b": 36},
            xaxis={**axis, "zeroline": True},
            yaxis=row_axis(names),
            shapes=joints,
            annotations=notes,
        ),
        "narrow": {**narrow, "height": 66 * len(rows) + 52, "yaxis": {"ticktext": slim}},
    }
