"""The spine of a county: each row a measure on its own scale, the benchmark in the middle, all counties as a grey bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pages.ui.charts.axes import SMALL, TEXT, Figure, label, layout, wrapped
from pages.ui.charts.dots import row_axis
from pages.ui.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.statistics.comparison import Spread

Mark = Literal["better", "worse", "similar", "none"]

ROW, NARROW_ROW = 50, 88  # px a row; the narrow one holds the name above its bar
SPARK, SPARK_WIDTH, NOTE = 1.2, 0.44, 1.72  # where the small lines and the words about them stand, in half-spines
WIDE, NARROW = [-1.06, 2.75], [-1.06, 1.06]
# Colour and shape say one thing together: better or worse beyond chance; everything else is grey.
LOOKS: dict[Mark, tuple[str, str, int]] = {
    "better": ("@better", "triangle-up", 17),
    "worse": ("@worse", "triangle-down", 17),
    "similar": ("@muted", "circle", 13),
    "none": ("@muted", "circle-open", 13),
}
KEY_ROW = -1.22
KEY: dict[Mark, float] = {
    "better": -0.99,
    "worse": -0.53,
    "similar": -0.05,
    "none": 0.5,
}  # where each stands above the rows


class _Dot(NamedTuple):
    x: float
    y: float
    symbol: str
    size: int
    colour: str
    edge: str
    hover: str = ""


@dataclass(frozen=True)
class SpineRow:
    """One measure; `sign` is -1 where less is better, so that better is always on the right."""

    code: str
    name: str
    told: str  # value and benchmark as text
    mark: Mark
    sign: int
    value: float | None
    lower: float | None
    upper: float | None
    middle: float | None  # the benchmark; None draws no line
    spread: Spread | None  # of all counties that have the figure; without it there is no scale
    points: Sequence[tuple[float, float, int]]  # time, value, segment
    note: str  # the trend in two or three words
    hover: str


@dataclass(frozen=True)
class SpineWords:
    """What stands around the rows."""

    left: str
    right: str
    trend: str
    marks: dict[Mark, str]


def place(row: SpineRow, value: float) -> float:
    """Where a value stands: 0 at the benchmark (else the median), -1 and 1 at the farther end of all counties."""
    assert row.spread is not None
    centre = row.spread.median if row.middle is None else row.middle
    reach = max(abs(end - centre) for end in (row.spread.minimum, row.spread.maximum)) or 1.0
    return max(-1.0, min(1.0, row.sign * (value - centre) / reach))


def spine(rows: Sequence[SpineRow], words: SpineWords) -> Figure:
    """Bars of all counties, quarters darker, whiskers, the county's mark, and its small line on wide screens."""
    scaled = [(at, row) for at, row in enumerate(rows) if row.spread is not None]
    data = [
        _bars(scaled, "@grid", lambda row: (row.spread.minimum, row.spread.maximum)),  # type: ignore[union-attr]
        _bars(scaled, "@context:0.5", lambda row: (row.spread.lower_quartile, row.spread.upper_quartile)),  # type: ignore[union-attr]
        _benchmarks(scaled),
        _whiskers(scaled),
        _sparks(rows),
        _marks(rows),
    ]
    heads = [
        label(escape(words.left), x=-1, y=-0.72, xanchor="left"),
        label(escape(words.right), x=1, y=-0.72, xanchor="right"),
    ]
    keys = [
        label(
            escape(words.marks[mark]),
            x=KEY[mark] + 0.05,
            y=KEY_ROW,
            xanchor="left",
            font={"size": SMALL, "color": "@text"},
        )
        for mark in LOOKS
    ]
    lifted = [{**head, "y": -0.92} for head in heads]  # above the first name
    notes = [label(wrapped(row.note, 24), x=NOTE, y=at, xanchor="left", align="left") for at, row in enumerate(rows)]
    texts = [f"{escape(row.name)}<br><b>{escape(row.told)}</b>" for row in rows]
    above = [
        label(
            text,
            x=-1.04,
            y=at - 0.2,
            xanchor="left",
            yanchor="bottom",
            align="left",
            font={"color": "@text", "size": TEXT},
        )
        for at, text in enumerate(f"{wrapped(row.name, 48)}<br><b>{wrapped(row.told, 46)}</b>" for row in rows)
    ]
    axis = row_axis(texts)
    axis["range"] = [len(rows) - 0.5, -1.5]
    return {
        "data": [trace for trace in data if trace["x"]],
        "layout": layout(
            ROW * (len(rows) + 1) + 20,
            {"t": 8, "b": 8, "r": 4},
            xaxis={"range": WIDE, "visible": False, "fixedrange": True},
            yaxis=axis,
            barmode="overlay",
            annotations=[*keys, *heads, label(escape(words.trend), x=SPARK, y=-0.72, xanchor="left"), *notes],
        ),
        "narrow": {
            "height": NARROW_ROW * (len(rows) + 1),
            "xaxis": {"range": NARROW},
            "yaxis": {"showticklabels": False, "automargin": False, "range": [len(rows) - 0.6, -1.45]},
            "annotations": [*keys, *lifted, *above],
        },
    }


def _bars(scaled: Sequence[tuple[int, SpineRow]], colour: str, ends: Any) -> dict[str, Any]:
    spans = [sorted(place(row, end) for end in ends(row)) for _, row in scaled]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [low for low, _ in spans],
        "x": [high - low for low, high in spans],
        "y": [at for at, _ in scaled],
        "width": 0.34,
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _benchmarks(scaled: Sequence[tuple[int, SpineRow]]) -> dict[str, Any]:
    at = [place for place, row in scaled if row.middle is not None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _ in at for x in (0, 0, None)],
        "y": [y for place in at for y in (place - 0.22, place + 0.22, None)],
        "line": {"color": "@text", "width": 2},
        "hoverinfo": "skip",
    }


def _whiskers(scaled: Sequence[tuple[int, SpineRow]]) -> dict[str, Any]:
    known = [
        (at, place(row, row.lower), place(row, row.upper))
        for at, row in scaled
        if row.lower is not None and row.upper is not None
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, low, high in known for x in (low, high, None)],
        "y": [y for at, _, _ in known for y in (at, at, None)],
        "line": {"color": "@muted", "width": 2},
        "hoverinfo": "skip",
    }


def _marks(rows: Sequence[SpineRow]) -> dict[str, Any]:
    """Every mark in one trace, which browsers draw much sooner than many: the county's, newest years, and the key."""
    dots = [
        _Dot(place(row, row.value), at, *_look(row.mark), escape(row.hover))
        for at, row in enumerate(rows)
        if row.spread is not None and row.value is not None
    ]
    dots += [_Dot(x[-1], y[-1], "circle", 6, "@muted", "@muted") for x, y, _ in _lines(rows)]
    dots += [_Dot(KEY[mark], KEY_ROW, symbol, 12, colour, colour) for mark, (colour, symbol, _) in LOOKS.items()]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.x for dot in dots],
        "y": [dot.y for dot in dots],
        "marker": {
            "symbol": [dot.symbol for dot in dots],
            "size": [dot.size for dot in dots],
            "color": [dot.colour for dot in dots],
            "opacity": 1,
            "line": {"width": 2, "color": [dot.edge for dot in dots]},
        },
        "cliponaxis": False,
        "hovertext": [dot.hover for dot in dots],
        "hoverinfo": ["text" if dot.hover else "skip" for dot in dots],
    }


def _look(mark: Mark) -> tuple[str, int, str, str]:
    colour, symbol, size = LOOKS[mark]
    return symbol, size, colour, colour if mark == "none" else "@background"


def _lines(rows: Sequence[SpineRow]) -> Iterator[tuple[list[float], list[float], list[int]]]:
    """Places of the annual figures of each row on its own scale, and the segment of each."""
    for at, row in enumerate(rows):
        if len(row.points) < 2:
            continue
        times, values = [p[0] for p in row.points], [p[1] for p in row.points]
        low, high = min(values), max(values)
        x = [SPARK + SPARK_WIDTH * (time - times[0]) / (times[-1] - times[0]) for time in times]
        y = [at + (0.28 - 0.56 * (value - low) / (high - low) if high > low else 0.0) for value in values]
        yield x, y, [segment for _, _, segment in row.points]


def _sparks(rows: Sequence[SpineRow]) -> dict[str, Any]:
    """The annual figures as small lines, cut between segments."""
    places: list[tuple[float | None, float | None]] = []
    for x, y, segments in _lines(rows):
        for here, segment in enumerate(segments):
            if here and segment != segments[here - 1]:
                places.append((None, None))
            places.append((x[here], y[here]))
        places.append((None, None))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "line": {"color": "@context", "width": 1.5},
        "hoverinfo": "skip",
    }
