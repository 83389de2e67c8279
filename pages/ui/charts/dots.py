"""Dots in order: areas with intervals against benchmarks, and pairs of dots for the gap between women and men."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pages.ui.charts.axes import (
    SMALL,
    TEXT,
    Figure,
    Wording,
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
from pages.ui.markup import escape
from pipelines.words.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language

ROW = 27  # px a row


@dataclass(frozen=True)
class Dot:
    """One area's value; None with the status that says why it is missing."""

    code: str
    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    obs_status: str = "A"
    focus: bool = False


@dataclass(frozen=True)
class Reference:
    """A vertical line to compare with: the region or Poland."""

    name: str
    value: float
    role: Literal["region", "country"] = "region"
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Pair:
    """The two values of one row, e.g. women and men in one year or area."""

    name: str
    women: float | None
    men: float | None
    obs_status: str = "A"  # why one is missing
    focus: bool = False


def row_axis(texts: Sequence[str]) -> dict[str, Any]:
    """An axis of rows from top to bottom."""
    return {
        "range": [len(texts) - 0.5, -0.5],
        "tickvals": list(range(len(texts))),
        "ticktext": list(texts),
        "tickfont": {"size": TEXT, "color": "@text"},
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def ranked_dots(
    rows: Sequence[Dot],
    language: Language,
    *,
    references: Sequence[Reference] = (),
    unit: str = "",
    decimals: int = 1,
    zero: bool = False,
) -> Figure:
    """Areas from the highest value to the lowest, missing ones last with their reason; click gives the area's code."""
    known = sorted((row for row in rows if row.value is not None), key=lambda row: (-(row.value or 0), row.name))
    ordered = known + sorted((row for row in rows if row.value is None), key=lambda row: row.name)
    low, high = reach(
        [value for row in rows for value in (row.value, row.lower, row.upper)] + [line.value for line in references]
    )
    values = steps(0 if zero else low, high, 6)
    wording = Wording(language, unit, decimals)
    texts = []
    for row in ordered:
        if row.value is None:
            shown = f"<i>{escape(reason(row.obs_status, language))}</i>"
        else:
            shown = number(row.value, decimals, language)
        text = f"{escape(row.name)}   {shown}"
        texts.append(f"<b>{text}</b>" if row.focus else text)
    data = [dot_trace(ordered, focus, wording) for focus in (False, True)]
    shapes, notes = reference_marks(references, values, wording)
    top = 20 * len(references) + 14
    axis = {**value_axis(values, language), "side": "bottom"}
    base = layout(
        ROW * len(ordered) + top + 40,
        {"t": top, "b": 36},
        xaxis=axis,
        yaxis=row_axis(texts),
        shapes=shapes,
        annotations=notes,
    )
    few = values[::2]
    narrow = {"xaxis": {"tickvals": few, "ticktext": value_axis(few, language)["ticktext"]}}
    return {"data": [trace for trace in data if trace["x"]], "layout": base, "narrow": narrow}


def dot_trace(rows: Sequence[Dot], focus: bool, wording: Wording) -> dict[str, Any]:
    """The dots of the focus, or of all others, with whiskers where intervals are known."""
    mine = [(at, row) for at, row in enumerate(rows) if row.value is not None and row.focus is focus]
    colour = "@focus" if focus else "@context"
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for _, row in mine],
        "y": [at for at, _ in mine],
        "marker": {
            "size": 13 if focus else 10,
            "color": colour,
            "symbol": ["circle-open" if row.obs_status in {"P", "U"} else "circle" for _, row in mine],
            "line": {"width": 2, "color": colour},
        },
        "cliponaxis": False,
        "customdata": [row.code for _, row in mine],
        "hovertext": [hover(row.name, row.value, wording, (row.lower, row.upper), row.obs_status) for _, row in mine],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    if any(row.lower is not None for _, row in mine):
        above = [0 if row.upper is None else row.upper - (row.value or 0) for _, row in mine]
        below = [0 if row.lower is None else (row.value or 0) - row.lower for _, row in mine]
        shape = {"thickness": 2, "width": 0, "color": f"{colour}:0.55"}
        trace["error_x"] = {"type": "data", "symmetric": False, "array": above, "arrayminus": below, **shape}
    return trace


def reference_marks(
    references: Sequence[Reference], values: Sequence[float], wording: Wording
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines with name and value above, each on a level of its own, and the interval as a pale band."""
    shapes, notes = [], []
    language, unit, decimals = wording
    middle = (values[0] + values[-1]) / 2
    for level, line in enumerate(references):
        colour = "@focus" if line.role == "region" else "@benchmark"
        if line.lower is not None and line.upper is not None:
            band = {"type": "rect", "x0": line.lower, "x1": line.upper, "yref": "paper", "y0": 0, "y1": 1}
            shapes.append({**band, "fillcolor": f"{colour}:0.1", "line": {"width": 0}, "layer": "below"})
        style = {"color": colour, "width": 2, "dash": "solid" if line.role == "region" else "dash"}
        top = {"type": "line", "x0": line.value, "x1": line.value, "yref": "paper", "y0": 0, "y1": 1}
        shapes.append({**top, "line": style, "layer": "below"})
        text = f"{escape(line.name)} {number(line.value, decimals, language)}{escape(unit)}"
        side = "right" if line.value > middle else "left"
        where = {"x": line.value, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + 20 * level}
        notes.append(label(text, xanchor=side, font={"size": SMALL, "color": colour}, **where))
    return shapes, notes


def gap(
    rows: Sequence[Pair],
    language: Language,
    *,
    names: tuple[str, str],
    unit: str = "",
    decimals: int = 1,
    zero: bool = False,
) -> Figure:
    """Rows in the given order with two marks each, joined by a line; `names` says who the two are (women, men)."""
    low, high = reach([value for row in rows for value in (row.women, row.men)])
    values = steps(0 if zero else low, high, 6)
    wording = Wording(language, unit, decimals)
    links: dict[str, list[Any]] = {"x": [], "y": []}
    for at, row in enumerate(rows):
        if row.women is not None and row.men is not None:
            links["x"] += [row.women, row.men, None]
            links["y"] += [at, at, None]
    data: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "lines", **links, "line": {"color": "@context", "width": 3}, "hoverinfo": "skip"}
    ]
    looks = (("@women", "circle"), ("@men", "square"))
    for which, (colour, symbol) in enumerate(looks):
        mine = [(at, row, (row.women, row.men)[which]) for at, row in enumerate(rows)]
        seen = [(at, row, value) for at, row, value in mine if value is not None]
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [value for _, _, value in seen],
                "y": [at for at, _, _ in seen],
                "marker": {"size": 12, "color": colour, "symbol": symbol},
                "hovertext": [hover(f"{row.name}, {names[which]}", value, wording) for _, row, value in seen],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    notes = []
    whole = next((row for row in rows if row.women is not None and row.men is not None), None)
    if whole is not None and whole.women is not None and whole.men is not None:
        for name, value, other, colour in (
            (names[0], whole.women, whole.men, "@women"),
            (names[1], whole.men, whole.women, "@men"),
        ):
            side = "right" if value < other else "left"
            place = {"x": value, "y": rows.index(whole), "yanchor": "bottom", "yshift": 9}
            notes.append(label(escape(name), xanchor=side, font={"size": TEXT, "color": colour}, **place))
    for at, row in enumerate(rows):
        if row.women is None or row.men is None:
            why = escape(reason(row.obs_status, language))
            notes.append(label(why, xref="paper", x=1, xanchor="right", y=at, font={"size": SMALL}))
    texts = [f"<b>{escape(row.name)}</b>" if row.focus else wrapped(row.name, 22) for row in rows]
    axis = value_axis(values, language)
    few = values[::2]
    return {
        "data": data,
        "layout": layout(
            ROW * len(rows) + 76,
            {"t": 34, "b": 36, "r": min(40, width_of(names[1]) / 2)},
            xaxis=axis,
            yaxis=row_axis(texts),
            annotations=notes,
        ),
        "narrow": {"xaxis": {"tickvals": few, "ticktext": value_axis(few, language)["ticktext"]}},
    }
