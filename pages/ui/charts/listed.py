"""Rows in a given order, which says nothing of their values: dots with whiskers, and conditions that hold or do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, Wording, label, layout, reach, reason, steps, value_axis, wrapped
from pages.ui.charts.dots import ROW, Dot, Reference, dot_trace, reference_marks, row_axis
from pages.ui.markup import escape
from pipelines.words.numbers import NO_BREAK, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.catalog import Language


GAP = 2 * NO_BREAK  # between a name and its value; common spaces would fall together


@dataclass(frozen=True)
class Condition:
    """A condition, whether it holds, and what was found and needed in a few words."""

    name: str
    holds: bool
    found: str


def listed_dots(
    rows: Sequence[Dot],
    language: Language,
    *,
    references: Sequence[Reference] = (),
    said: Mapping[str, str] | None = None,
    unit: str = "",
    decimals: int = 0,
    zero: bool = True,
) -> Figure:
    """Dots with whiskers in the order given; `said` (by code) stands beside a row in place of its value."""
    said = said or {}
    low, high = reach(
        [value for row in rows for value in (row.value, row.lower, row.upper)] + [line.value for line in references]
    )
    values = steps(min(0, low) if zero else low, high)
    wording = Wording(language, unit, decimals)
    texts, slim = [], []
    for row in rows:
        shown = reason(row.obs_status, language)
        if row.value is not None:
            shown = f"{number(row.value, decimals, language)}{unit}"
        shown = escape(said.get(row.code, shown))
        for into, letters in ((texts, 40), (slim, 20)):
            text = f"{wrapped(row.name, letters)}{GAP}{f'<i>{shown}</i>' if row.value is None else shown}"
            into.append(f"<b>{text}</b>" if row.focus else text)
    data = [trace for trace in (dot_trace(rows, focus, wording) for focus in (False, True)) if trace["x"]]
    shapes, notes = reference_marks(references, values, wording)
    top = 20 * len(references) + 14
    few = values[::2]
    tall, slim_tall = (max((text.count("<br>") for text in all_), default=0) for all_ in (texts, slim))
    return {
        "data": data,
        "layout": layout(
            (ROW + 19 * tall) * len(rows) + top + 40,
            {"t": top, "b": 36},
            xaxis=value_axis(values, language),
            yaxis=row_axis(texts),
            shapes=shapes,
            annotations=notes,
        ),
        "narrow": {
            "height": (ROW + 19 * slim_tall) * len(rows) + top + 40,
            "xaxis": {"tickvals": few, "ticktext": value_axis(few, language)["ticktext"]},
            "yaxis": {"ticktext": slim},
        },
    }


def checklist(rows: Sequence[Condition], names: tuple[str, str]) -> Figure:
    """Conditions with a mark each; `names` say what a full and an empty mark mean, beside the mark itself."""
    data: list[dict[str, Any]] = []
    for holds, colour, symbol in ((True, "@down", "circle"), (False, "@up", "x")):
        mine = [(at, row) for at, row in enumerate(rows) if row.holds is holds]
        if mine:
            data.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [0.0] * len(mine),
                    "y": [at for at, _ in mine],
                    "marker": {"size": 13, "color": colour, "symbol": symbol},
                    "hovertext": [escape(f"{row.name}: {row.found}") for _, row in mine],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                    "cliponaxis": False,
                }
            )
    notes = []
    for at, row in enumerate(rows):
        text = f"<b>{escape(names[not row.holds])}</b>  {escape(row.found)}"
        notes.append(label(text, x=0, y=at, xanchor="left", xshift=14, font={"size": SMALL, "color": "@text"}))
    axis = {"visible": False, "range": [-0.02, 1], "fixedrange": True}
    slim = [wrapped(row.name, 19) for row in rows]
    tall = max((text.count("<br>") for text in slim), default=0) * 18 + 26
    narrow_notes = [
        {**note, "text": f"<b>{escape(names[not row.holds])}</b><br>{wrapped(row.found, 20)}", "align": "left"}
        for note, row in zip(notes, rows, strict=True)
    ]
    return {
        "data": data,
        "layout": layout(
            34 * len(rows) + 30,
            {"t": 8, "b": 16},
            xaxis=axis,
            yaxis=row_axis([wrapped(row.name, 46) for row in rows]) | {"tickfont": {"size": TEXT, "color": "@text"}},
            annotations=notes,
        ),
        "narrow": {
            "height": max(tall, 62) * len(rows) + 30,
            "yaxis": {"ticktext": slim},
            "annotations": narrow_notes,
        },
    }
