"""Charts of what is there and what is not: a matrix of states, and dates with the ones that passed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, bottom_axis, label, layout, wrapped
from pages.ui.charts.dots import row_axis
from pages.ui.markup import escape

if TYPE_CHECKING:
    from pipelines.catalog import Language

ROW = 24  # px a row
KEY_LETTERS = 20  # of a line of the key on a phone
LINE = 18  # px a line of a row's name
SIZE = 11  # px: diameter of a mark


@dataclass(frozen=True)
class Mark:
    """How a state is drawn: the shape tells it, the colour only helps."""

    symbol: str
    colour: str
    size: int = SIZE


# What a figure's status looks like; filled shapes have a value that nothing is to be said against.
STATUS_MARKS: dict[str, Mark] = {
    "A": Mark("square", "@focus"),
    "E": Mark("diamond", "@focus", 10),
    "P": Mark("circle-open", "@focus"),
    "U": Mark("triangle-up-open", "@focus"),
    "Q": Mark("x-thin-open", "@chosen"),
    "C": Mark("pentagon-open", "@chosen"),
    "L": Mark("triangle-down-open", "@muted", 9),
    "M": Mark("circle", "@context", 4),
}


@dataclass(frozen=True)
class Due:
    """A row of the chart of dates, in years: the end of the newest period, when the next should come."""

    name: str
    newest: float | None
    expected: float | None
    is_late: bool
    hover: str


def state_matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[str]],
    marks: Mapping[str, Mark],
    named: Mapping[str, str],
    hover: Sequence[Sequence[str]],
) -> Figure:
    """A mark for every row and column by its state; above the rows a key of the states that occur, in the order of `named`."""
    keys = [state for state in named if any(state in line for line in cells)]
    dense = len(columns) > 18  # smaller marks, so that neighbours stay apart on a phone
    data = []
    for at, state in enumerate(keys):
        spots = [(x, y) for y, line in enumerate(cells) for x, found in enumerate(line) if found == state]
        texts = [hover[y][x] for x, y in spots]
        data.append(_marks([(0, at - len(keys)), *spots], marks[state], [named[state], *texts], dense=dense))
    slim = [wrapped(name, 16) for name in rows]
    every = max(1, -(-len(columns) // 12))
    shown = [at for at in range(len(columns)) if (len(columns) - 1 - at) % every == 0]
    rare = [at for at in range(len(columns)) if (len(columns) - 1 - at) % max(1, -(-len(columns) // 4)) == 0]
    base = layout(
        ROW * (len(rows) + len(keys)) + 52,
        {"t": 8, "b": 40, "r": 16},
        xaxis={
            **bottom_axis(shown, [escape(columns[at]) for at in shown]),
            "range": [-0.6, len(columns) - 0.4],
        },
        yaxis=row_axis([escape(name) for name in rows]) | {"range": [len(rows) - 0.5, -0.7 - len(keys)]},
        annotations=_key(keys, named, range(-len(keys), 0)),
    )
    key = {state: wrapped(named[state], KEY_LETTERS) for state in keys}
    narrow = {
        "xaxis": {"tickvals": rare, "ticktext": [escape(columns[at]) for at in rare]},
        "yaxis": {"ticktext": slim},
        "annotations": [{**note, "text": text} for note, text in zip(base["annotations"], key.values(), strict=True)],
    }
    if any("<br>" in text for text in (*slim, *key.values())):
        narrow["height"] = _high([*slim, *key.values()]) * (len(rows) + len(keys)) + 52
    return {"data": data, "layout": base, "narrow": narrow}


def due_dates(rows: Sequence[Due], today: float, named: Mapping[str, str], language: Language) -> Figure:
    """Newest period and expected publication of each row, and today as a line; a date that passed is a triangle.

    `named` has the words of the key: newest, later, late, today.
    """
    looks = {
        "newest": Mark("circle", "@focus"),
        "later": Mark("diamond-open", "@focus"),
        "late": Mark("triangle-up", "@up", 13),
    }
    spots: dict[str, list[tuple[float, float]]] = {name: [] for name in looks}
    texts: dict[str, list[str]] = {name: [] for name in looks}
    joins: list[dict[str, Any]] = []
    for y, row in enumerate(rows):
        if row.newest is not None:
            spots["newest"].append((row.newest, y))
            texts["newest"].append(row.hover)
        if row.expected is not None:
            kind = "late" if row.is_late else "later"
            spots[kind].append((row.expected, y))
            texts[kind].append(row.hover)
            if row.newest is not None:
                line = {"color": "@grid", "width": 2}
                joins.append(
                    {
                        "type": "line",
                        "x0": row.newest,
                        "x1": row.expected,
                        "y0": y,
                        "y1": y,
                        "layer": "below",
                        "line": line,
                    }
                )
    reached = [x for found in spots.values() for x, _ in found] + [today]
    first, last = math.floor(min(reached)), math.ceil(max(reached) + 0.2)
    keys = [name for name in looks if spots[name]]
    names, slim = ([wrapped(row.name, letters) for row in rows] for letters in (40, 20))
    step = ROW / _high(names)  # a row of the key is as low as it can be, in rows of the chart
    heights = [-0.6 - step * (len(keys) - at) for at in range(len(keys))]
    data = [
        _marks([(first + 0.15, heights[at]), *spots[name]], looks[name], [named[name], *texts[name]])
        for at, name in enumerate(keys)
    ]
    now = {"type": "line", "x0": today, "x1": today, "y0": -0.6, "y1": len(rows) - 0.5, "layer": "below"}
    note = label(
        escape(named["today"]),
        x=today,
        y=-0.6,
        yanchor="bottom",
        xanchor="right",
        xshift=-4,
        font={"size": SMALL, "color": "@chosen"},
    )
    every = max(1, -(-(last - first) // 9))
    years = [year for year in range(first, last + 1) if (last - year) % every == 0]
    few = years[:: 1 + len(years) // 5]
    return {
        "data": data,
        "layout": layout(
            _high(names) * len(rows) + ROW * len(keys) + 60,
            {"t": 8, "b": 40, "r": 16},
            xaxis={**bottom_axis(years, [str(year) for year in years]), "range": [first, last]},
            yaxis=row_axis(names) | {"range": [len(rows) - 0.5, -0.7 - step * len(keys)]},
            shapes=[*joins, now | {"line": {"color": "@chosen", "width": 2, "dash": "dash"}}],
            annotations=[*_key(keys, named, heights, first + 0.15), note],
        ),
        "narrow": {
            "height": round(_high(slim) * (len(rows) + step * len(keys))) + 60,
            "xaxis": {"tickvals": few, "ticktext": [str(year) for year in few]},
            "yaxis": {"ticktext": slim},
        },
    }


def _high(names: Sequence[str]) -> int:
    """Height of a row in px for the longest of the names."""
    return LINE * (1 + max((name.count("<br>") for name in names), default=0)) + 8


def _marks(
    spots: Sequence[tuple[float, float]], mark: Mark, texts: Sequence[str], *, dense: bool = False
) -> dict[str, Any]:
    is_thin = "thin" in mark.symbol
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "marker": {
            "symbol": mark.symbol,
            "size": min(mark.size, 8) if dense else mark.size,
            "color": mark.colour,
            "opacity": 1,
            "line": {"width": 2 if is_thin or mark.symbol.endswith("open") else 0, "color": mark.colour},
        },
        "cliponaxis": False,
        "hovertext": [escape(text) for text in texts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _key(keys: Sequence[str], named: Mapping[str, str], heights: Sequence[float], x: float = 0) -> list[dict[str, Any]]:
    place: dict[str, Any] = {"xanchor": "left", "xshift": 12, "font": {"size": TEXT, "color": "@muted"}}
    return [label(escape(named[name]), x=x, y=y, align="left", **place) for name, y in zip(keys, heights, strict=True)]
