"""Two figures of each area as a point with its interval. No line is drawn: a chart of few areas cannot carry one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import Figure, Wording, hover, label, layout, reach, steps, value_axis
from pages.ui.markup import escape
from pipelines.words.numbers import number, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language


@dataclass(frozen=True)
class Spot:
    """An area at x and y; the interval is that of y."""

    code: str
    name: str
    x: float
    y: float
    lower: float | None
    upper: float | None


def scatter(
    rows: Sequence[Spot], language: Language, *, x_title: str, y_title: str, unit: str = "", height: int = 420
) -> Figure:
    """Points with whiskers; x runs from 0 to 100, y shows its 0."""
    wording = Wording(language, unit, 0)
    low, high = reach([value for row in rows for value in (row.y, row.lower, row.upper)])
    values, across = steps(min(low, 0), max(high, 0)), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    shape = {"thickness": 1.5, "width": 0, "color": "@focus:0.4"}
    data: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": [row.x for row in rows],
        "y": [row.y for row in rows],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [0 if row.upper is None else row.upper - row.y for row in rows],
            "arrayminus": [0 if row.lower is None else row.y - row.lower for row in rows],
            **shape,
        },
        "marker": {"size": 10, "symbol": "circle", "color": "@focus"},
        "customdata": [row.code for row in rows],
        "hovertext": [
            f"{hover(row.name, row.y, wording, (row.lower, row.upper))}<br>{escape(x_title)}: {number(row.x, 0, language)}"
            for row in rows
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    below = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0, "xanchor": "center", "yanchor": "top", "yshift": -28}
    above = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8}
    signs = {"ticktext": [signed(value, 0, language) for value in values], "zeroline": True, "automargin": True}
    return {
        "data": [data],
        "layout": layout(
            height,
            {"t": 40, "r": 20, "b": 56},
            xaxis={**value_axis(across, language), "zeroline": False},
            yaxis={**value_axis(values, language), **signs},
            annotations=[label(escape(x_title), **below), label(escape(y_title), **above)],
        ),
        "narrow": {},
    }
