"""Time on a chart: where periods stand, which are written on the axis, how breaks are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, bottom_axis, label, width_of
from pages.ui.markup import escape
from pipelines.words.numbers import period, period_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language

STRIDES = {"year": 1.0, "quarter": 0.25, "month": 1 / 12}


@dataclass(frozen=True)
class Break:
    """From `period` on, figures are not comparable with earlier ones; `series` limits it to some codes."""

    period: str
    label: str
    series: tuple[str, ...] | None = None


def position(code: str) -> float:
    """A period as a point in time in years: its beginning, so annual figures stand on the year's own number."""
    year, quarter, month = period_parts(code)
    if quarter:
        return int(year) + (int(quarter) - 1) / 4
    return int(year) + ((int(month) - 1) / 12 if month else 0)


def stride(codes: Sequence[str]) -> float:
    """Years from one period to the next in a series of such codes (the finest kind present)."""
    parts = [period_parts(code) for code in codes]
    if any(month for _, _, month in parts):
        return STRIDES["month"]
    return STRIDES["quarter"] if any(quarter for _, quarter, _ in parts) else STRIDES["year"]


def time_axis(codes: Sequence[str], language: Language) -> tuple[float, float, dict[str, Any]]:
    """First and last position and an axis with years, or with the periods themselves when they are few."""
    spots = sorted({position(code): code for code in codes}.items()) or [(2000.0, "2000")]
    first, last = spots[0][0], spots[-1][0]
    if len(spots) <= 6 and stride(codes) < 1:
        ticks = [(at, period(code, language, "short")) for at, code in spots]
    else:
        every = next(size for size in (1, 2, 5, 10) if (last - first) / size <= 8)
        years = range(math.ceil(first), int(last) + 1)
        ticks = [(year, str(year)) for year in years if (int(last) - year) % every == 0]
    pad = max((last - first) * 0.02, 0.1)
    return (
        first,
        last,
        {
            "range": [first - pad, last + pad],
            **bottom_axis([at for at, _ in ticks], [escape(text) for _, text in ticks]),
        },
    )


def thinned(axis: dict[str, Any]) -> dict[str, Any]:
    """The time axis with room for fewer labels: the last, and every second or third before it."""
    count = len(axis["tickvals"])
    every = max(1, -(-count // 4))
    kept = [at for at in range(count) if (count - 1 - at) % every == 0]
    return {"tickvals": [axis["tickvals"][at] for at in kept], "ticktext": [axis["ticktext"][at] for at in kept]}


def break_marks(
    breaks: Sequence[Break], first: float, last: float, room: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Dashed vertical lines with short labels above; neighbours stand on different levels. Returns the levels used.

    `room` is the width of the plot in px.
    """
    inside = sorted((at for at in breaks if first < position(at.period) <= last), key=lambda at: position(at.period))
    shapes, notes = [], []
    rows: list[float] = []  # where the last label of each level ends, in years
    for at in inside:
        x = position(at.period) - (0.5 if len(at.period) == 4 else 0)  # an annual break lies between two years
        text = at.label
        wide = (width_of(text) + 10) / room * (last - first)
        late = x - first > 0.5 * (last - first)
        start = x - wide if late else x
        level = next((row for row, end in enumerate(rows) if end < start), len(rows))
        end = x if late else x + wide
        rows[level : level + 1] = [end]
        line = {"color": "@axis", "width": 1.5, "dash": "dash"}
        ends = {"x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1}
        shapes.append({"type": "line", **ends, "layer": "below", "line": line})
        where = {"x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + 19 * level}
        notes.append(label(escape(text), xanchor="right" if late else "left", font={"size": SMALL}, **where))
    return shapes, notes, len(rows)
