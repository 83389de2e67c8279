"""Charts as pure functions: plain rows in, a Plotly figure (dict) with colour names of the palette out."""

from pages.ui.charts.bars import Bar, Part, bars, waterfall
from pages.ui.charts.dots import Dot, Pair, Reference, gap, ranked_dots
from pages.ui.charts.spread import distribution
from pages.ui.charts.time import Break
from pages.ui.charts.trend import Point, Series, trend

__all__ = [
    "Bar",
    "Break",
    "Dot",
    "Pair",
    "Part",
    "Point",
    "Reference",
    "Series",
    "bars",
    "distribution",
    "gap",
    "ranked_dots",
    "trend",
    "waterfall",
]
