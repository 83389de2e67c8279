"""A chart of the pages as a native chart of a slide, whose numbers can be edited; notes lie over it as text boxes."""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from pipelines.reports import slide_shapes
from pipelines.reports.blocks import ink
from pipelines.reports.plot import Plan, item
from pipelines.reports.slide_shapes import POINTS, emu, solid

MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "triangle-down": XL_MARKER_STYLE.TRIANGLE,
    "cross": XL_MARKER_STYLE.PLUS,
    "x": XL_MARKER_STYLE.X,
    "x-thin": XL_MARKER_STYLE.X,
    "star": XL_MARKER_STYLE.STAR,
}
DASHES = {
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdash": MSO_LINE.LONG_DASH,
}
MOST_POINTS = 3000
FLAT = (XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.BAR_STACKED)
UPRIGHT = (XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.COLUMN_STACKED)
STACKED = {FLAT[1], UPRIGHT[1]}


def is_native(plan: Plan) -> bool:
    """Whether the chart has a counterpart: diagrams of spans, matrices and check lists are drawn as shapes instead."""
    traces = plan.data
    if not traces or sum(len(trace["x"]) for trace in traces) > MOST_POINTS:
        return False
    if all(trace["type"] == "bar" for trace in traces):
        single = len(traces) == 1
        return not (single and ("text" in traces[0] or len({tuple(t["y"]) for t in traces}) != 1))
    if any(trace["type"] == "bar" or "text" in trace["mode"] for trace in traces):
        return False
    has_axes = plan.layout["xaxis"].get("visible", True) and plan.layout["xaxis"].get("side") != "top"
    return bool(has_axes)


def add(shapes: Any, plan: Plan, place: tuple[float, float], scale: float, description: str) -> Any:
    """Put the native chart on a slide at left, top; returns its frame. `description` is its alternative text.

    Its axes are pinned, so their values and all words are text boxes around it, written as on the page: a native axis
    would write numbers as the reader's own system does. Intervals along rows are lines behind the dots, because
    LibreOffice draws no horizontal error bars of its own length for each point.
    """
    left, top = place
    behind = shapes.add_group_shape()
    slide_shapes.put(behind.shapes, [*plan.grid(), *plan.shapes(below=True), *plan.whiskers()], left, top, scale)
    kind, data, looks = _native(plan)
    size = (emu(left), emu(top), emu(plan.width * scale), emu(plan.height * scale))
    frame = shapes.add_chart(kind, *size, data)
    slide_shapes.describe(frame, description)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(plan.layout["font"]["size"] * scale * POINTS)
    _inner(chart, plan)
    for series, look in zip(chart.plots[0].series, looks, strict=True):
        look(series)
    for axis, told in zip((chart.category_axis, chart.value_axis), _sides(plan), strict=True):
        _bare(axis, told)
    if _is_bars(plan):
        plot = chart.plots[0]
        plot.gap_width = round(100 * (1 / plan.data[0]["width"] - 1))
        if kind in STACKED:
            plot.overlap = 100
    before = shapes.add_group_shape()
    slide_shapes.put(before.shapes, [*plan.axes(), *plan.shapes(below=False), *plan.notes()], left, top, scale)
    for group, name in ((behind, "Grid"), (before, "Labels")):
        group.name = name
        if not len(group.shapes):
            group._element.getparent().remove(group._element)
    return frame


def _is_bars(plan: Plan) -> bool:
    return all(trace["type"] == "bar" for trace in plan.data)


def _native(plan: Plan) -> tuple[Any, Any, list[Any]]:
    if not _is_bars(plan):
        return _points(plan)
    return _floating(plan) if len(plan.data) == 1 and "base" in plan.data[0] else _bars(plan)


def _sides(plan: Plan) -> tuple[tuple[float, float], tuple[float, float]]:
    """Ranges of the chart's first and second axis, reversed where the page's is; a bar chart's first has no numbers."""
    x, y = plan.frame.x_range, plan.frame.y_range
    if not _is_bars(plan):
        return x, y
    return (y, x) if plan.data[0].get("orientation") == "h" else (x, y)


def _bare(axis: Any, told: tuple[float, float]) -> None:
    """An axis pinned to its ends, without lines and words."""
    axis.has_major_gridlines = axis.has_minor_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.format.line.fill.background()
    axis.reverse_order = told[0] > told[1]
    if axis._element.tag == qn("c:valAx"):
        axis.minimum_scale, axis.maximum_scale = min(told), max(told)


def plain(text: Any) -> str:
    """A label without its small HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br\s*/?>", " ", str(text)))).strip()


def _inner(chart: Any, plan: Plan) -> None:
    """Pin the plot to the frame in which the notes were placed."""
    frame = plan.frame
    shares = {
        "x": frame.left / plan.width,
        "y": frame.top / plan.height,
        "w": (frame.right - frame.left) / plan.width,
        "h": (frame.bottom - frame.top) / plan.height,
    }
    area = chart._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    parts = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares.items())
    area.insert(
        0,
        _xml(
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{parts}</c:manualLayout></c:layout>"
        ),
    )


def _xml(text: str) -> Any:
    spaces = (
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    return etree.fromstring(re.sub(r"^<c:(\w+)", rf"<c:\1 {spaces}", text, count=1))


def _bars(plan: Plan) -> tuple[Any, Any, list[Any]]:
    """Bars side by side or stacked."""
    flat = plan.data[0].get("orientation") == "h"
    data = _categories(plan)
    for at, trace in enumerate(plan.data):
        data.add_series(plain(trace.get("name", "")) or f"{at + 1}", trace["x" if flat else "y"])
    stacked = len(plan.data) > 1

    def look(trace: dict[str, Any]) -> Any:
        def dress(series: Any) -> None:
            colours = trace["marker"]["color"]
            _fill(series, colours, trace["marker"].get("line", {}))
            if stacked:
                labels = series.data_labels
                labels.show_value = True
                labels.number_format, labels.number_format_is_linked = "#,##0;-#,##0;", False  # an empty part has none
                labels.position = XL_LABEL_POSITION.CENTER
                labels.font.color.rgb = solid(ink(item(trace["textfont"]["color"], 0)))
            if "error_x" in trace:
                _whiskers(series, trace["error_x"], "")

        return dress

    return (FLAT if flat else UPRIGHT)[stacked], data, [look(trace) for trace in plan.data]


def _categories(plan: Plan) -> Any:
    flat = plan.data[0].get("orientation") == "h"
    data: Any = CategoryChartData(number_format="General")  # type: ignore[no-untyped-call]
    data.categories = [plain(text) for text in plan.layout["yaxis" if flat else "xaxis"]["ticktext"]]
    return data


def _fill(series: Any, colours: Any, line: dict[str, Any]) -> None:
    """One colour for all bars, or one for each."""
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = solid(ink(item(colours, 0)))
    if line.get("width"):
        series.format.line.color.rgb = solid(ink(line["color"]))
    for at, colour in enumerate(colours if isinstance(colours, list) else ()):
        fill = series.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = solid(ink(colour))


def _floating(plan: Plan) -> tuple[Any, Any, list[Any]]:
    """Parts of a waterfall: an invisible bar up to where a part begins, then what of it is above and below zero."""
    trace = plan.data[0]
    ends = [sorted((base, base + size)) for base, size in zip(trace["base"], trace["x"], strict=True)]
    data = _categories(plan)
    data.add_series("0", [low if low > 0 else high if high < 0 else 0.0 for low, high in ends])
    data.add_series("+", [high - max(low, 0.0) if high > 0 else 0.0 for low, high in ends])
    data.add_series("−", [low - min(high, 0.0) if low < 0 else 0.0 for low, high in ends])

    def blank(series: Any) -> None:
        series.format.fill.background()

    def part(series: Any) -> None:
        _fill(series, trace["marker"]["color"], {})

    return XL_CHART_TYPE.BAR_STACKED, data, [blank, part, part]


def _points(plan: Plan) -> tuple[Any, Any, list[Any]]:
    """Every run of a line and every set of dots as a series of points; bands become whiskers of their line."""
    data: Any = XyChartData(number_format="General")  # type: ignore[no-untyped-call]
    looks = []
    bands = [trace for trace in plan.data if trace.get("fill") == "toself"]
    runs = [(trace, run) for trace in plan.data if trace.get("fill") != "toself" for run in _runs(trace)]
    # LibreOffice draws nothing of a first series that has fewer points than a later one, so the longest comes first.
    longest = max(range(len(runs)), key=lambda at: len(runs[at][1]), default=0)
    for trace, run in [*runs[longest : longest + 1], *runs[:longest], *runs[longest + 1 :]]:
        series = data.add_series(plain(trace.get("name", "")))
        for at in run:
            series.add_data_point(trace["x"][at], trace["y"][at])
        looks.append(_point_look(trace, run, _bounds(trace, run, bands)))
    return XL_CHART_TYPE.XY_SCATTER_LINES, data, looks


def _runs(trace: dict[str, Any]) -> list[list[int]]:
    """Places of neighbouring points between those that are missing."""
    known = [x is not None and y is not None for x, y in zip(trace["x"], trace["y"], strict=True)]
    if "lines" not in trace["mode"]:
        return [[at for at, is_known in enumerate(known) if is_known]]
    return [list(group) for is_known, group in groupby(range(len(known)), known.__getitem__) if is_known]


def _bounds(trace: dict[str, Any], run: list[int], bands: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Intervals of a run's points, found in the band of the same colour."""
    colour = trace.get("line", {}).get("color")
    found: dict[float, list[float]] = {}
    for band in bands:
        if band["line"].get("color") == colour:
            for x, y in zip(band["x"], band["y"], strict=True):
                if x is not None:
                    found.setdefault(x, []).append(y)
    if not any(trace["x"][at] in found for at in run):
        return None
    ends = [found.get(trace["x"][at], [trace["y"][at]]) for at in run]
    return {
        "array": [max(end) - trace["y"][at] for end, at in zip(ends, run, strict=True)],
        "arrayminus": [trace["y"][at] - min(end) for end, at in zip(ends, run, strict=True)],
        "color": colour,
        "thickness": 1.5,
    }


def _point_look(trace: dict[str, Any], run: list[int], bounds: dict[str, Any] | None) -> Any:
    def dress(series: Any) -> None:
        series.smooth = False
        line = trace.get("line", {})
        if "lines" in trace["mode"]:
            series.format.line.color.rgb = solid(ink(line["color"]))
            series.format.line.width = Pt(line["width"])
            if line.get("dash") in DASHES:
                series.format.line.dash_style = DASHES[line["dash"]]
        else:
            series.format.line.fill.background()
        if "markers" in trace["mode"]:
            _markers(series, trace["marker"], run)
        else:
            series.marker.style = XL_MARKER_STYLE.NONE
        if bounds:
            _whiskers(series, bounds, "y")
        if "error_y" in trace:
            error = trace["error_y"]
            chosen = {**error, **{key: [error[key][at] for at in run] for key in ("array", "arrayminus")}}
            _whiskers(series, chosen, "y")

    return dress


def _markers(series: Any, marker: dict[str, Any], run: list[int]) -> None:
    """The marker of the series, and of single points where they differ."""
    _marker(series.marker, marker, run[0])
    varied = [name for name in ("symbol", "size", "color") if isinstance(marker.get(name), list)]
    if any(len({item(marker[name], at) for at in run}) > 1 for name in varied):
        for place, at in enumerate(run):
            _marker(series.points[place].marker, marker, at)


def _marker(target: Any, marker: dict[str, Any], at: int) -> None:
    name = str(item(marker.get("symbol", "circle"), at))
    colour = solid(ink(item(marker["color"], at)))
    target.style = MARKS[name.removesuffix("-open")]
    target.size = max(2, min(72, round(float(item(marker["size"], at)))))
    target.format.fill.solid()
    target.format.fill.fore_color.rgb = solid(ink("#ffffff")) if name.endswith("-open") else colour
    line = marker.get("line", {})
    edge = item(line.get("color", item(marker["color"], at)), at) if line.get("width") else item(marker["color"], at)
    target.format.line.color.rgb = solid(ink(edge))


def _whiskers(series: Any, error: dict[str, Any], direction: str) -> None:
    """Error bars with their own length for each point (python-pptx has no words for them)."""

    def numbers(values: list[Any]) -> str:
        points = "".join(f'<c:pt idx="{at}"><c:v>{value:.6g}</c:v></c:pt>' for at, value in enumerate(values) if value)
        return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'

    told = f'<c:errDir val="{direction}"/>' if direction else ""
    made = _xml(
        f'<c:errBars>{told}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{numbers(error['array'])}</c:plus><c:minus>{numbers(error['arrayminus'])}</c:minus>"
        f'<c:spPr><a:ln w="{round(error["thickness"] * 12700)}"><a:solidFill><a:srgbClr val="{solid(ink(error["color"]))}"/>'
        "</a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    before = next(child for child in series._element if child.tag in {qn("c:xVal"), qn("c:cat"), qn("c:val")})
    before.addprevious(made)
