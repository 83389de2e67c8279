"""Rows of areas: spans of time, a matrix of shares as filled dots, counts at a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, label, layout, steps, value_axis, wrapped
from pages.ui.charts.dots import row_axis
from pages.ui.charts.time import position, time_axis
from pages.ui.markup import escape
from pipelines.words.numbers import number

if TYPE_CHECKING:
    from pipelines.catalog import Language

ROW = 30  # px a row
DOT = 20  # px: diameter of a full dot
SHADES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.82, 1.0)  # opacity of a strength from 0 to 7; text needs 4.5:1 on each
DARK = 0.6  # from this opacity on, the writing on a span takes the colour of the background
MONTH = 1 / 12
FITTING = {"minsize": SMALL, "mode": "hide"}  # writing that does not fit into its bar is left out


@dataclass(frozen=True)
class Row:
    """One row of a chart: the code that a click chooses, and its name."""

    code: str
    name: str
    focus: bool = False


@dataclass(frozen=True)
class Span:
    """A stretch of time on a row, from the beginning of the month `start` to the end of the month `end`."""

    row: int
    start: str
    end: str
    strength: int  # 0 white to 7 full colour
    text: str  # written inside
    hover: str


@dataclass(frozen=True)
class Cell:
    """A share 0 to 1 in a matrix; None where it is missing, `hover` says why."""

    value: float | None
    hover: str


def _names(rows: Sequence[Row]) -> list[str]:
    return [f"<b>{escape(row.name)}</b>" if row.focus else escape(row.name) for row in rows]


def spans(rows: Sequence[Row], found: Sequence[Span], language: Language, *, mark: str = "") -> Figure:
    """Spans of time on rows, stronger colour for a higher strength, each with its text inside; `mark` is a month."""
    months = [month for span in found for month in (span.start, span.end)]
    first, last, axis = time_axis(months, language)
    last += MONTH
    opacity = [SHADES[span.strength] for span in found]
    trace = {
        "type": "bar",
        "orientation": "h",
        "base": [position(span.start) for span in found],
        "x": [position(span.end) + MONTH - position(span.start) for span in found],
        "y": [span.row for span in found],
        "width": 0.86,  # high enough for its text
        "marker": {
            "color": [f"@focus:{shade}" if shade else "@background" for shade in opacity],
            "line": {"width": 1, "color": "@axis"},
        },
        "text": [escape(span.text) for span in found],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {"size": SMALL, "color": ["@background" if shade > DARK else "@text" for shade in opacity]},
        "customdata": [rows[span.row].code for span in found],
        "hovertext": [escape(span.hover) for span in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    axis["range"] = [first, last]
    shapes = []
    if mark:
        here = position(mark) + MONTH
        line = {"color": "@chosen", "width": 2}
        shapes = [{"type": "line", "x0": here, "x1": here, "yref": "paper", "y0": 0, "y1": 1, "line": line}]
    few = axis["tickvals"][::2] if len(axis["tickvals"]) > 4 else axis["tickvals"]
    labels = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    return {
        "data": [trace],
        "layout": layout(
            ROW * len(rows) + 44,
            {"t": 8, "b": 36, "r": 12},
            xaxis=axis,
            yaxis=row_axis(_names(rows)),
            bargap=0,
            uniformtext=FITTING,
            shapes=shapes,
        ),
        "narrow": {"xaxis": {"tickvals": few, "ticktext": [labels[at] for at in few]}},
    }


def matrix(
    rows: Sequence[Row], columns: Sequence[str], cells: Sequence[Sequence[Cell]], last: Sequence[str], last_name: str
) -> Figure:
    """A ring for every cell, filled in proportion to its share: the area of the disc is the share of the ring's area.

    A missing cell is a cross. `last` stands behind each row as text, under the heading `last_name`.
    """
    every = [(x, y, cell) for y, line in enumerate(cells) for x, cell in enumerate(line)]
    known = [(x, y, cell.value, cell.hover) for x, y, cell in every if cell.value is not None]
    lost = [(x, y, cell) for x, y, cell in every if cell.value is None]

    def dots(found: Sequence[tuple[Any, ...]], marker: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "scatter",
            "mode": "markers",
            "x": [item[0] for item in found],
            "y": [item[1] for item in found],
            "marker": marker,
            "cliponaxis": False,
            "customdata": [rows[item[1]].code for item in found],
        }

    ring = dots(known, {"size": DOT, "color": "@background", "line": {"width": 1.5, "color": "@axis"}})
    ring |= {
        "hovertext": [escape(hover) for _, _, _, hover in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    filled = [item for item in known if item[2] > 0]
    disc = dots(
        filled,
        {"size": [DOT * item[2] ** 0.5 for item in filled], "color": "@focus", "opacity": 1, "line": {"width": 0}},
    )
    cross_marker = {"symbol": "x-thin-open", "size": 8, "color": "@axis", "line": {"width": 2, "color": "@axis"}}
    cross = dots(lost, cross_marker)
    cross |= {
        "hovertext": [escape(cell.hover) for _, _, cell in lost],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    notes = [
        label(escape(text), x=len(columns), y=y, font={"size": TEXT, "color": "@text"}) for y, text in enumerate(last)
    ]
    heads = [wrapped(name, 13) for name in (*columns, last_name)]
    axis = {
        "range": [-0.6, len(columns) + 0.6],
        "tickvals": list(range(len(columns) + 1)),
        "ticktext": heads,
        "side": "top",
        "tickangle": 0,
        "tickfont": {"size": SMALL, "color": "@muted"},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    high = max((head.count("<br>") for head in heads), default=0) + 1
    upright = [wrapped(name, 22) for name in (*columns, last_name)]  # turned: their length is the height of the heading
    long = max(len(line) for head in upright for line in head.split("<br>"))
    above = 28 + round(6.6 * long)
    names = row_axis(_names(rows))
    return {
        "data": [
            trace for trace in ({**ring, "hoverinfo": "text"}, {**disc, "hoverinfo": "skip"}, cross) if trace["x"]
        ],
        "layout": layout(
            ROW * len(rows) + 18 * high + 24,
            {"t": 18 * high + 12, "b": 8, "r": 8},
            xaxis=axis,
            yaxis=names,
            annotations=notes,
        ),
        "narrow": {
            "height": ROW * len(rows) + above + 8,
            "margin": {"t": above},
            "xaxis": {"tickangle": -90, "ticktext": upright},
        },
    }


def counts_at(
    rows: Sequence[str],
    found: Sequence[tuple[int, float, int, str, bool]],
    language: Language,
    *,
    reference: tuple[float, str],
    axis_title: str,
) -> Figure:
    """A dot for (row, number, how many, hover, is reached), larger where more share it; hollow where not reached yet."""
    most = max((how_many for _, _, how_many, _, _ in found), default=1)
    data = []
    for reached in (True, False):
        mine = [item for item in found if item[4] is reached]
        data.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [item[1] for item in mine],
                "y": [item[0] for item in mine],
                "text": [number(item[2], 0, language) for item in mine],
                "textposition": "middle center",
                "textfont": {"size": SMALL, "color": "@background" if reached else "@text"},
                "marker": {
                    "size": [22 + 14 * (item[2] / most) ** 0.5 for item in mine],
                    "color": "@focus" if reached else "@background",
                    "opacity": 1,
                    "line": {"width": 2, "color": "@focus"},
                },
                "cliponaxis": False,
                "hovertext": [escape(item[3]) for item in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    values = steps(0, max([reference[0], *(item[1] for item in found)]) + 1, 6)
    at, name = reference
    line = {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    note = label(
        escape(name),
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=2,
        xanchor="left" if at < values[-1] / 2 else "right",
        font={"size": SMALL, "color": "@benchmark"},
    )
    title = {"text": escape(axis_title), "font": {"size": SMALL, "color": "@muted"}}
    return {
        "data": [trace for trace in data if trace["x"]],
        "layout": layout(
            44 * len(rows) + 100,
            {"t": 36, "b": 56, "r": 24},
            xaxis={**value_axis(values, language), "title": title},
            yaxis=row_axis([wrapped(row, 30) for row in rows]),
            shapes=[{**line, "line": {"color": "@benchmark", "width": 2, "dash": "dash"}}],
            annotations=[note],
        ),
        "narrow": {"yaxis": {"ticktext": [wrapped(row, 14) for row in rows]}, "height": 64 * len(rows) + 100},
    }
