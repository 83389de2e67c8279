"""A funnel: counties by number of persons, how far each departs from what is expected, and the limits of chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, Wording, hover, label, layout, reach, steps, value_axis
from pages.ui.markup import escape
from pipelines.words.numbers import number, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.ui.charts.dots import Dot
    from pipelines.catalog import Language


def funnel_plot(
    rows: Sequence[tuple[Dot, float, int]],
    limits: Sequence[tuple[str, Sequence[float], Sequence[tuple[float, float]]]],
    language: Language,
    *,
    axis_title: str,
    unit: str = "",
    height: int = 420,
) -> Figure:
    """Dots with whiskers at their number of persons; those outside the limits (not 0) carry their name.

    `rows`: dot, persons, side outside the limits (-1, 0, 1). `limits`: name, numbers of persons, bounds at each.
    """
    wording = Wording(language, unit, 0)
    low, high = reach([v for row, _, _ in rows for v in (row.value, row.lower, row.upper)])
    edges = [bound for _, _, bounds in limits[:1] for pair in bounds[:1] for bound in pair]
    values = steps(min([low, *edges]), max([high, *edges]))
    most = max((persons for _, persons, _ in rows), default=100)
    across = steps(0, most * 1.04, 6)
    data: list[dict[str, Any]] = []
    notes = []
    for at, (name, persons, bounds) in enumerate(limits):
        for side in (0, 1):
            data.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": list(persons),
                    "y": [pair[side] for pair in bounds],
                    "line": {"color": "@axis", "width": 1.5, "dash": "dash" if at == 0 else "dot"},
                    "hoverinfo": "skip",
                }
            )
        place = {"x": persons[-1], "y": bounds[-1][1], "xanchor": "right", "yanchor": "bottom"}
        notes.append(label(escape(name), font={"size": SMALL}, **place))
    looks = {0: ("@context", "circle"), 1: ("@up", "triangle-up"), -1: ("@down", "triangle-down")}
    for side, (colour, symbol) in looks.items():
        mine = [(row, persons) for row, persons, out in rows if (out > 0) - (out < 0) == side and row.value is not None]
        if not mine:
            continue
        shape = {"thickness": 1.5, "width": 0, "color": f"{colour}:0.5"}
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [persons for _, persons in mine],
                "y": [row.value for row, _ in mine],
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [(row.upper or 0) - (row.value or 0) for row, _ in mine],
                    "arrayminus": [(row.value or 0) - (row.lower or 0) for row, _ in mine],
                    **shape,
                },
                "marker": {
                    "size": [14 if row.focus else 13 if side else 10 for row, _ in mine],
                    "symbol": symbol,
                    "color": ["@chosen" if row.focus else colour for row, _ in mine],
                },
                "customdata": [row.code for row, _ in mine],
                "hovertext": [hover(row.name, row.value, wording, (row.lower, row.upper)) for row, _ in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
            }
        )
    for row, persons, side in rows:
        if row.value is not None and (side or row.focus):
            text = f"<b>{escape(row.name)}</b>" if row.focus else escape(row.name)
            anchor = "right" if persons > most * 0.7 else "left"
            place = {"x": persons, "y": row.value, "xanchor": anchor, "xshift": -9 if anchor == "right" else 9}
            notes.append(label(text, font={"size": TEXT, "color": "@text"}, **place))
    below = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0, "xanchor": "center", "yanchor": "top", "yshift": -28}
    notes.append(label(escape(axis_title), **below))
    signs = {"ticktext": [signed(value, 0, language) for value in values], "zeroline": True, "automargin": True}
    axis = {**value_axis(across, language), "ticktext": [number(value, 0, language) for value in across]}
    few = across[::2]
    return {
        "data": data,
        "layout": layout(
            height,
            {"t": 14, "r": 16, "b": 56},
            xaxis={**axis, "showgrid": False},
            yaxis={**value_axis(values, language), **signs},
            annotations=notes,
        ),
        "narrow": {"xaxis": {"tickvals": few, "ticktext": [number(value, 0, language) for value in few]}},
    }
