"""The distribution of all areas of the country with ours marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import TEXT, Figure, Wording, hover, label, layout, reach, steps, value_axis
from pages.ui.charts.dots import reference_marks
from pages.ui.markup import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.ui.charts.dots import Dot, Reference
    from pipelines.catalog import Language

BINS = 110  # columns of dots across the chart


def swarm(values: Sequence[float], low: float, high: float) -> list[int]:
    """Vertical places that keep dots of one narrow bin apart: 0, 1, -1, 2, -2 … in the order given."""
    width = (high - low) / BINS or 1.0
    filled: dict[int, int] = {}
    places = []
    for value in values:
        column = int((value - low) / width)
        count = filled.get(column, 0)
        filled[column] = count + 1
        places.append((count + 1) // 2 * (1 if count % 2 else -1))
    return places


def distribution(
    rows: Sequence[Dot],
    ours: Sequence[str],
    language: Language,
    *,
    references: Sequence[Reference] = (),
    unit: str = "",
    decimals: int = 1,
) -> Figure:
    """One dot for each area: ours (codes) coloured and in the middle, the focus large and named, others grey."""
    mine = set(ours)
    wording = Wording(language, unit, decimals)
    known = [row for row in rows if row.value is not None]
    known.sort(key=lambda row: (not row.focus, row.code not in mine, row.value))
    low, high = reach([row.value for row in known])
    values = steps(low, high, 7)
    places = swarm([row.value or 0.0 for row in known], values[0], values[-1])
    most = max((abs(place) for place in places), default=1) + 1
    data: list[dict[str, Any]] = []
    edge = {"width": 1, "color": "@background"}
    looks = (("context", "circle", 6), ("series0", "diamond", 9), ("chosen", "circle", 15))
    for kind, (colour, symbol, size) in enumerate(looks):
        picked = [
            (row, place)
            for row, place in zip(known, places, strict=True)
            if kind == (2 if row.focus else 1 if row.code in mine else 0)
        ]
        if not picked:
            continue
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [row.value for row, _ in picked],
                "y": [place for _, place in picked],
                "marker": {"color": f"@{colour}", "symbol": symbol, "size": size, "line": edge},
                "customdata": [row.code if row.code in mine else None for row, _ in picked],
                "hovertext": [hover(row.name, row.value, wording, obs_status=row.obs_status) for row, _ in picked],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    shapes, notes = reference_marks(references, values, wording)
    for row in known:
        if row.focus and row.value is not None:
            side = "right" if row.value > (values[0] + values[-1]) / 2 else "left"
            text = f"<b>{escape(row.name)}</b>"
            place = {"x": row.value, "y": -most, "yanchor": "middle", "xanchor": side}
            notes.append(label(text, font={"size": TEXT, "color": "@chosen"}, **place))
            stem = {"type": "line", "x0": row.value, "x1": row.value, "y0": -most, "y1": 0, "layer": "below"}
            shapes.append({**stem, "line": {"color": "@chosen", "width": 1.5}})
    top = 20 * len(references) + 14
    few = values[::2]
    return {
        "data": data,
        "layout": layout(
            max(190, min(2 * most * 9, 340)) + top + 30,
            {"t": top, "b": 36, "l": 20, "r": 24},
            xaxis=value_axis(values, language),
            yaxis={"visible": False, "range": [-most - 0.8, most + 0.8], "fixedrange": True},
            shapes=shapes,
            annotations=notes,
        ),
        "narrow": {"xaxis": {"tickvals": few, "ticktext": value_axis(few, language)["ticktext"]}},
    }
