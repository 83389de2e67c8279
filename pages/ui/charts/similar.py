"""Where a county and its peers stand on each context figure, in standard deviations from the mean of all counties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, label, layout, reach, steps, value_axis, wrapped
from pages.ui.charts.dots import row_axis
from pages.ui.markup import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.catalog import Language

ROW = 46


def similar(
    variables: Sequence[tuple[str, str]],
    mine: tuple[str, Mapping[str, float]],
    peers: Sequence[tuple[str, Mapping[str, float]]],
    hover: Mapping[tuple[str, str], str],
    language: Language,
    *,
    axis_title: str,
    peers_name: str,
) -> Figure:
    """A row for each variable (code, name); the county as a large diamond, its peers as grey dots.

    `mine` and `peers` are names with scores by variable; `hover` is the text of a (name, variable).
    """
    everybody = [mine, *peers]
    low, high = reach([scores[code] for _, scores in everybody for code, _ in variables])
    values = steps(min(low, 0.0), max(high, 0.0), 6)

    def dots(found: Sequence[tuple[str, Mapping[str, float]]], marker: dict[str, Any]) -> dict[str, Any]:
        every = [(at, code, name, scores) for at, (code, _) in enumerate(variables) for name, scores in found]
        return {
            "type": "scatter",
            "mode": "markers",
            "x": [scores[code] for _, code, _, scores in every],
            "y": [at for at, _, _, _ in every],
            "marker": marker,
            "cliponaxis": False,
            "hovertext": [escape(hover[name, code]) for _, code, name, _ in every],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }

    line = {"width": 2, "color": "@context"}
    others = dots(peers, {"symbol": "circle-open", "size": 11, "color": "@context", "line": line})
    own = dots(
        [mine], {"symbol": "diamond", "size": 14, "color": "@focus", "line": {"width": 1, "color": "@background"}}
    )
    key = [
        label(
            f"◆ {escape(mine[0])}",
            xref="paper",
            x=0,
            xanchor="left",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=6,
            font={"size": TEXT, "color": "@focus"},
        ),
        label(
            f"○ {escape(peers_name)}",
            xref="paper",
            x=1,
            xanchor="right",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=6,
            font={"size": TEXT, "color": "@muted"},
        ),
    ]
    axis = value_axis(values, language)
    few = values[::2]
    return {
        "data": [trace for trace in (others, own) if trace["x"]],
        "layout": layout(
            ROW * len(variables) + 100,
            {"t": 34, "b": 60, "r": 16},
            xaxis={**axis, "title": {"text": escape(axis_title), "font": {"size": SMALL, "color": "@muted"}}},
            yaxis=row_axis([wrapped(name, 30) for _, name in variables]),
            annotations=key,
        ),
        "narrow": {
            "height": 66 * len(variables) + 100,
            "xaxis": {"tickvals": few, "ticktext": value_axis(few, language)["ticktext"]},
            "yaxis": {"ticktext": [wrapped(name, 22) for _, name in variables]},
        },
    }
