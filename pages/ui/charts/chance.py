"""How often chance gives a difference of each size: columns of classes, the one that holds ours marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, bottom_axis, label, layout, steps, value_axis
from pages.ui.markup import escape
from pipelines.words.numbers import EN_DASH, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language


@dataclass(frozen=True)
class Class:
    """One class of differences, from start up to end, and how many choices fall into it."""

    start: int
    end: int
    count: int
    focus: bool = False


def classes(rows: Sequence[Class], language: Language, *, axis_title: str, ours: str, height: int = 340) -> Figure:
    """Columns side by side; `ours` is written above the marked one."""
    values = steps(0, max(row.count for row in rows), 5)
    spots = list(range(len(rows)))
    texts = [f"{number(row.start, 0, language)} {EN_DASH} {number(row.end, 0, language)}" for row in rows]
    trace = {
        "type": "bar",
        "x": spots,
        "y": [row.count for row in rows],
        "width": 0.92,
        "marker": {"color": ["@focus" if row.focus else "@context" for row in rows]},
        "hovertext": [
            f"{text}<br><b>{number(row.count, 0, language)}</b>" for text, row in zip(texts, rows, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    notes: list[dict[str, Any]] = [
        label(
            escape(axis_title),
            xref="paper",
            yref="paper",
            x=0.5,
            y=0,
            xanchor="center",
            yanchor="top",
            yshift=-30,
        )
    ]
    for at, row in enumerate(rows):
        if row.focus:
            place = {
                "x": at,
                "y": values[-1],
                "yanchor": "bottom",
                "yshift": 4,
                "font": {"size": TEXT, "color": "@focus"},
            }
            side = "left" if at < len(rows) / 2 else "right"
            notes.append(label(f"<b>{escape(ours)}</b>", xanchor=side, **place))
    ends = [number(row.start, 0, language) for row in rows]
    axis = bottom_axis(spots, ends) | {"tickfont": {"size": SMALL, "color": "@muted"}, "range": [-0.6, len(rows) - 0.4]}
    return {
        "data": [trace],
        "layout": layout(
            height,
            {"t": 30, "b": 56},
            xaxis=axis,
            yaxis={**value_axis(values, language), "automargin": True},
            annotations=notes,
        ),
        "narrow": {"xaxis": {"tickvals": spots[::2], "ticktext": ends[::2]}},
    }
