"""Counts that add up: columns over time and bars by name, their parts told apart by strength of one colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, label, layout, steps, value_axis, whole, wrapped
from pages.ui.charts.dots import row_axis
from pages.ui.charts.grid import DARK, FITTING, SHADES
from pages.ui.markup import escape
from pipelines.words.numbers import EN_DASH, number

if TYPE_CHECKING:
    from pipelines.catalog import Language

COLUMNS_INNER = 312  # px: height of the columns' plot
# px: a legend that needs more room than its margin would move the plot away from the names of its rows
LEGEND, LEGEND_ROW = 14, 27


def _look(strength: int) -> dict[str, Any]:
    """Colour of a part and of the numbers inside it."""
    shade = SHADES[strength]
    return {
        "marker": {"color": f"@focus:{shade}" if shade else "@background", "line": {"width": 1, "color": "@axis"}},
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": SMALL, "color": "@background" if shade > DARK else "@text"},
    }


def columns(
    periods: Sequence[str], parts: Sequence[tuple[str, int, Sequence[int]]], language: Language, *, total: int
) -> Figure:
    """Columns of counts that add up to at most `total`, one a period: (name, strength 0 to 7, counts) from the bottom up.

    A period may have several lines.
    """
    labels = [escape(period).replace("\n", "<br>") for period in periods]
    lines = 1 + max((text.count("<br>") for text in labels), default=0)
    traces = []
    ends: list[tuple[float, str]] = []  # middle of a part of the last column, and its name
    floor = [0] * len(periods)
    for name, strength, counts in parts:
        traces.append(
            {
                "type": "bar",
                "name": name,
                "x": list(range(len(periods))),
                "y": list(counts),
                "base": list(floor),
                "width": 0.8,
                **_look(strength),
                "text": [number(count, 0, language) if count else "" for count in counts],
                "hovertext": [
                    f"{escape(name)}, {period.replace('<br>', ', ')}<br><b>{number(count, 0, language)}</b>"
                    for period, count in zip(labels, counts, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
        if counts[-1]:
            ends.append((floor[-1] + counts[-1] / 2, name))
        floor = [low + count for low, count in zip(floor, counts, strict=True)]
    every = max(1, -(-len(periods) // 5))
    kept = [at for at in range(len(periods)) if (len(periods) - 1 - at) % every == 0]
    # A stretch of years is too long for a narrow column: the second year goes under the first.
    slim = [labels[at].replace(EN_DASH, f"{EN_DASH}<br>") for at in kept]
    slim_lines = 1 + max((text.count("<br>") for text in slim), default=0)
    axis = {
        "range": [-0.6, len(periods) - 0.4],
        "tickvals": list(range(len(periods))),
        "ticktext": labels,
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": TEXT, "color": "@muted"},
        "fixedrange": True,
    }
    up = value_axis(whole(steps(0, total, 5)), language)
    return {
        "data": traces,
        "layout": layout(
            COLUMNS_INNER + 28 + 20 * lines,
            {"t": 12, "b": 16 + 20 * lines, "r": 190},
            xaxis=axis,
            yaxis={**up, "range": [0, total], "automargin": True},
            annotations=_beside(ends, total, 24),
            barmode="overlay",
            uniformtext=FITTING,
        ),
        "narrow": {
            "xaxis": {"tickvals": kept, "ticktext": slim},
            "annotations": _beside(ends, total, 13),
            "height": COLUMNS_INNER + 28 + 20 * slim_lines,
            "margin": {"r": 104, "b": 16 + 20 * slim_lines},
        },
    }


def _beside(ends: Sequence[tuple[float, str]], total: int, letters: int) -> list[dict[str, Any]]:
    """Names right of the last column, from the bottom up, pushed up where they would overlap, then down from the top."""
    per_px = total / COLUMNS_INNER
    placed = []
    for middle, name in ends:
        text = wrapped(name, letters)
        placed.append([middle, (18 * (1 + text.count("<br>")) + 4) * per_px, text])
    low = 0.0
    for one in placed:
        one[0] = max(one[0], low + one[1] / 2)
        low = one[0] + one[1] / 2
    high = float(total)
    for one in placed[::-1]:
        one[0] = min(one[0], high - one[1] / 2)
        high = one[0] - one[1] / 2
    place = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 6, "align": "left"}
    return [label(text, y=at, font={"size": TEXT, "color": "@text"}, **place) for at, _, text in placed]


def stacked_rows(names: Sequence[str], parts: Sequence[tuple[str, int, Sequence[int]]], language: Language) -> Figure:
    """Horizontal bars of counts, one a name from top to bottom: (part, strength 0 to 7, counts) from the left.

    The parts, four at most, are named in a legend above the first row.
    """
    traces = []
    floor = [0] * len(names)
    for name, strength, counts in parts:
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "y": list(range(len(names))),
                "x": list(counts),
                "base": list(floor),
                "width": 0.7,
                **_look(strength),
                "text": [number(count, 0, language) if count else "" for count in counts],
                "hovertext": [
                    f"{escape(row)}, {escape(name)}<br><b>{number(count, 0, language)}</b>"
                    for row, count in zip(names, counts, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
        floor = [left + count for left, count in zip(floor, counts, strict=True)]
    axis = value_axis(whole(steps(0, max(floor, default=1), 6)), language)
    slim = [wrapped(name, 18) for name in names]
    tall = 1 + max((text.count("<br>") for text in slim), default=0)
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "itemclick": False}
    return {
        "data": traces,
        "layout": layout(
            40 * len(names) + 42 + LEGEND + LEGEND_ROW,
            {"t": LEGEND + LEGEND_ROW, "b": 36, "r": 16},
            xaxis=axis,
            yaxis=row_axis([wrapped(name, 30) for name in names]),
            barmode="overlay",
            uniformtext=FITTING,
            showlegend=True,
            legend={**legend, "itemdoubleclick": False, "font": {"size": TEXT, "color": "@text"}},
        ),
        "narrow": {
            "height": max(36, 18 * tall + 14) * len(names) + 42 + LEGEND + LEGEND_ROW * len(parts),
            "margin": {"t": LEGEND + LEGEND_ROW * len(parts)},
            "yaxis": {"ticktext": slim},
        },
    }
