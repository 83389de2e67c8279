"""What all charts share: layout, round axis steps, label texts, hover texts."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, NamedTuple

from pages.ui.markup import escape
from pages.ui.text import words
from pipelines.catalog import STATUSES
from pipelines.words.numbers import number, period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.catalog import Language

Figure = dict[str, Any]


class Wording(NamedTuple):
    """How a chart writes its numbers; `unit` follows the number."""

    language: Language
    unit: str
    decimals: int


MISSING = frozenset(code for code, status in STATUSES.items() if not status.has_value)

TEXT = 15  # px: axis labels, direct labels
SMALL = 14  # px: labels of breaks and references, the smallest on a chart
LETTER = 7.2  # px: a generous average letter of the 15 px font


def width_of(text: str) -> float:
    """Estimated width of a label in px."""
    return max((len(line) for line in text.replace("<br>", "\n").split("\n")), default=0) * LETTER


def wrapped(text: str, letters: int) -> str:
    """The label broken into lines of about that many letters, safe for Plotly's small HTML."""
    return "<br>".join(escape(line) for line in textwrap.wrap(text, letters, break_long_words=False) or [""])


def steps(low: float, high: float, count: int = 6) -> list[float]:
    """Round axis values that cover low to high, about `count` of them."""
    if not high > low:
        high = low + 1
    raw = (high - low) / max(count - 1, 1)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 10) for at in range(first, last + 1)]


def whole(values: Sequence[float]) -> list[float]:
    """Those of the axis values that are whole: counts have no halves."""
    return [value for value in values if value == int(value)]


def decimals_of(values: Sequence[float]) -> int:
    """Fewest decimals that write every axis value exactly, at most 3."""
    return next((places for places in range(3) if all(abs(v - round(v, places)) < 1e-9 for v in values)), 3)


def value_axis(values: Sequence[float], language: Language) -> dict[str, Any]:
    """An axis with those values, written in the language."""
    places = decimals_of(values)
    return {
        "range": [values[0], values[-1]],
        "tickvals": list(values),
        "ticktext": [number(value, places, language) for value in values],
        "gridcolor": "@grid",
        "zeroline": values[0] < 0 < values[-1],
        "zerolinecolor": "@axis",
        "tickfont": {"size": TEXT, "color": "@muted"},
        "fixedrange": True,
    }


def layout(height: int, margin: dict[str, float], **more: Any) -> dict[str, Any]:
    """The common layout: transparent paper, no legend, no dragging, our hover box."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 12, "b": 32, "pad": 4, **margin},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": TEXT, "color": "@text"},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": "@text",
            "bordercolor": "@text",
            "align": "left",
            "font": {"size": TEXT, "color": "@background"},
        },
        **more,
    }


def label(text: str, **place: Any) -> dict[str, Any]:
    """A text on the chart; `place` is where, in Plotly's words."""
    font = {"size": SMALL, "color": "@muted", **place.pop("font", {})}
    return {"text": text, "showarrow": False, "font": font, **place}


def hover(
    name: str,
    value: float | None,
    wording: Wording,
    bounds: tuple[float | None, float | None] = (None, None),
    obs_status: str = "A",
    *,
    when: str = "",
) -> str:
    """The text of the hover box: name, period, value with unit, interval, and a status that is not the normal one."""
    language, unit, decimals = wording
    head = escape(name) + (f", {escape(period(when, language, 'short'))}" if when else "")
    if value is None:
        return f"{head}<br>{escape(reason(obs_status, language))}"
    lines = [head, f"<b>{number(value, decimals, language)}{escape(unit)}</b>"]
    lower, upper = bounds
    if lower is not None and upper is not None:
        ends = {"lower": number(lower, decimals, language), "upper": number(upper, decimals, language)}
        lines.append(escape(words("chart.interval", language, **ends)))
    if obs_status != "A":
        lines.append(escape(STATUSES[obs_status].label[language]))
    return "<br>".join(lines)


def reason(obs_status: str, language: Language) -> str:
    """Two or three words why there is no value."""
    return words(f"reason.{obs_status}" if obs_status in MISSING else "chart.no_value", language)


def reach(values: Sequence[float | None]) -> tuple[float, float]:
    """Smallest and largest of the known values; (0, 1) when none is known."""
    known = [value for value in values if value is not None]
    return (min(known), max(known)) if known else (0.0, 1.0)


def bottom_axis(ticks: Sequence[float], texts: Sequence[str]) -> dict[str, Any]:
    """A plain horizontal axis with a line and these ticks; texts are escaped already."""
    return {
        "tickvals": list(ticks),
        "ticktext": list(texts),
        "showgrid": False,
        "zeroline": False,
        "ticks": "outside",
        "tickcolor": "@axis",
        "linecolor": "@axis",
        "showline": True,
        "tickangle": 0,
        "tickfont": {"size": TEXT, "color": "@muted"},
        "fixedrange": True,
    }
