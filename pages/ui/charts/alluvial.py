"""Flows through stages, from left to right: bars for the groups of each stage, bands between them as wide as the flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import SMALL, TEXT, Figure, label, layout, wrapped
from pages.ui.markup import escape
from pipelines.words.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language

WIDE = 0.06  # of the distance between two stages: width of a bar
GAP = 0.03  # of all units: space between two groups of a stage
BENDS = [at / 16 for at in range(17)]


@dataclass(frozen=True)
class Stop:
    """A group of units at one stage."""

    stage: int
    code: str
    name: str
    count: int


@dataclass(frozen=True)
class Band:
    """Units that go from a group of one stage to a group of the next."""

    stage: int
    start: str
    end: str
    count: int
    is_focus: bool = False


def alluvial(stops: Sequence[Stop], bands: Sequence[Band], titles: Sequence[str], language: Language) -> Figure:
    """Stops from the top down in their order; each end of a band lies within its group, in the order of the others."""
    total = max((sum(s.count for s in stops if s.stage == at) for at in range(len(titles))), default=1) or 1
    top: dict[tuple[int, str], float] = {}
    for at in range(len(titles)):
        y = 0.0
        for stop in (s for s in stops if s.stage == at):
            top[at, stop.code] = y
            y += stop.count / total + GAP
    leaves, arrives = dict(top), dict(top)
    names = {(s.stage, s.code): s.name for s in stops}
    order = {key: place for place, key in enumerate(top)}
    data: list[dict[str, Any]] = []
    for band in sorted(bands, key=lambda b: (b.stage, order[b.stage, b.start], order[b.stage + 1, b.end])):
        start, end = (band.stage, band.start), (band.stage + 1, band.end)
        high = band.count / total
        left, right = leaves[start], arrives[end]
        leaves[start], arrives[end] = left + high, right + high
        across = [band.stage + WIDE / 2 + (1 - WIDE) * at for at in BENDS]
        upper = [left + (right - left) * (3 * at**2 - 2 * at**3) for at in BENDS]
        said = f"{escape(names[start])} → {escape(names[end])}<br><b>{number(band.count, 0, language)}</b>"
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [*across, *across[::-1]],
                "y": [*upper, *(y + high for y in upper[::-1])],
                "fill": "toself",
                "fillcolor": "@focus:0.55" if band.is_focus else "@context:0.35",
                "line": {"width": 0},
                "hoveron": "fills",
                "text": said,
                "hoverinfo": "text",
            }
        )
    notes = []
    for stop in stops:
        y, high = top[stop.stage, stop.code], stop.count / total
        last = stop.stage == len(titles) - 1
        place = {"x": stop.stage, "y": y + high / 2, "xanchor": "right" if last else "left"}
        shown = f"{wrapped(stop.name, 24)} <b>{number(stop.count, 0, language)}</b>"
        notes.append(
            label(shown, xshift=-14 if last else 14, font={"size": SMALL, "color": "@text"}, align="left", **place)
        )
    shapes = [
        {
            "type": "rect",
            "x0": stop.stage - WIDE / 2,
            "x1": stop.stage + WIDE / 2,
            "y0": top[stop.stage, stop.code],
            "y1": top[stop.stage, stop.code] + stop.count / total,
            "fillcolor": "@text",
            "line": {"width": 0},
        }
        for stop in stops
    ]
    slim = [wrapped(title, 11) for title in titles]
    deep = max((top[s.stage, s.code] + s.count / total for s in stops), default=1.0)
    axis = {
        "range": [-WIDE, len(titles) - 1 + WIDE],
        "side": "top",
        "tickvals": list(range(len(titles))),
        "ticktext": [wrapped(title, 18) for title in titles],
        "tickangle": 0,
        "tickfont": {"size": TEXT, "color": "@muted"},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    return {
        "data": data,
        "layout": layout(
            440,
            {"t": 52, "b": 8, "l": 56, "r": 56},
            xaxis=axis,
            yaxis={"range": [deep + 0.01, -0.01], "visible": False, "fixedrange": True},
            shapes=shapes,
            annotations=notes,
        ),
        "narrow": {
            "height": 540,
            "margin": {"l": 48, "r": 92, "t": 24 + 18 * (1 + max(text.count("<br>") for text in slim))},
            "xaxis": {"ticktext": slim},
            "annotations": [
                {
                    **note,
                    "text": f"{wrapped(stop.name, 11)}<br><b>{number(stop.count, 0, language)}</b>",
                    "xanchor": "left",
                    "xshift": 8,
                }
                for note, stop in zip(notes, stops, strict=True)
            ],
        },
    }
