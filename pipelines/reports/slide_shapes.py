"""Marks as shapes of a slide, which stay editable: lines, freeforms, ovals, text boxes. One px is 9525 EMU."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from pipelines.reports import lettering
from pipelines.reports.marks import Area, Disc, Ink, Line, Mark, Spot, Words

PX = 9525  # EMU
POINTS = 0.75  # pt in one px
SIDES = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
WIDER = 1.15  # room for other fonts than ours


def emu(px: float) -> Emu:
    """Slide units of a length in px."""
    return Emu(round(px * PX))


def solid(ink: Ink) -> RGBColor:
    """The colour as it looks on white paper."""
    parts = (int(ink.colour[at : at + 2], 16) for at in (1, 3, 5))
    return RGBColor(*(round(255 - (255 - part) * ink.opacity) for part in parts))  # type: ignore[no-untyped-call]


def describe(shape: Any, text: str) -> None:
    """The alternative text that screen readers speak."""
    properties = shape._element.xpath(".//*[local-name()='cNvPr']")[0]
    properties.set("descr", text)


def put(shapes: Any, marks: Iterable[Mark], left: float, top: float, scale: float = 1.0) -> None:
    """Draw the marks at a place of the slide or into a group, enlarged by `scale`."""
    for mark in _joined(marks):
        if isinstance(mark, tuple):
            _words(shapes, mark, left, top, scale)
        elif isinstance(mark, Disc):
            _disc(shapes, mark, left, top, scale)
        elif isinstance(mark, Line):
            _outline(_freeform(shapes, (mark.spots,), left, top, scale, is_closed=False), mark, scale)
        else:
            _area(shapes, mark, left, top, scale)


def _joined(marks: Iterable[Mark]) -> Iterator[Line | Area | Disc | tuple[Words, ...]]:
    """Words that continue one line become one text, so that another font does not push them into each other."""
    line: list[Words] = []
    for mark in marks:
        if isinstance(mark, Words):
            last = line[-1] if line else None
            follows = (
                last is not None and last.y == mark.y and {last.anchor, mark.anchor} == {"start"} and not mark.turn
            )
            if (
                follows
                and last
                and abs(last.x + lettering.width(last.text, last.size, is_bold=last.is_bold) - mark.x) < 1
            ):
                line.append(mark)
                continue
        if line:
            yield tuple(line)
            line = []
        if isinstance(mark, Words):
            line = [mark]
        else:
            yield mark
    if line:
        yield tuple(line)


def text_box(
    shapes: Any,
    text: str,
    place: tuple[float, float, float, float],
    size: float,
    ink: Ink,
    *,
    is_bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    wraps: bool = True,
) -> Any:
    """A text box without margins; `place` is left, top, width, height in px, `size` the letters' in px."""
    box = shapes.add_textbox(*(emu(part) for part in place))
    frame = box.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = wraps, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = align
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size * POINTS), is_bold, solid(ink)
    return box


def _words(shapes: Any, line: tuple[Words, ...], left: float, top: float, scale: float) -> None:
    first = line[0]
    wide = sum(lettering.width(mark.text, mark.size, is_bold=mark.is_bold) for mark in line) * scale * WIDER + 4
    high = first.size * scale * 1.3
    x, y = left + first.x * scale, top + first.y * scale - first.size * scale
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[first.anchor]
    place, side = (x, y, wide, high), SIDES[first.anchor]
    box = text_box(
        shapes, first.text, place, first.size * scale, first.ink, is_bold=first.is_bold, align=side, wraps=False
    )
    paragraph = box.text_frame.paragraphs[0]
    paragraph.runs[0].font.italic = first.is_italic or None
    for mark in line[1:]:
        run = paragraph.add_run()
        run.text = mark.text
        run.font.size, run.font.bold, run.font.italic = (
            Pt(mark.size * scale * POINTS),
            mark.is_bold,
            mark.is_italic or None,
        )
        run.font.color.rgb = solid(mark.ink)
    if first.turn:  # turned about the start of its baseline, as the mark is
        box.left = emu(left + first.x * scale - wide / 2 - high * 0.3)
        box.top = emu(top + first.y * scale - wide / 2 - high / 2)
        box.rotation = first.turn


def _disc(shapes: Any, mark: Disc, left: float, top: float, scale: float) -> None:
    x, y, far = left + mark.x * scale, top + mark.y * scale, mark.radius * scale
    shape = shapes.add_shape(MSO_SHAPE.OVAL, emu(x - far), emu(y - far), emu(2 * far), emu(2 * far))
    _dress(shape, mark.fill, mark.line, mark.width * scale)


def _area(shapes: Any, mark: Area, left: float, top: float, scale: float) -> None:
    rings = tuple(ring for ring in mark.rings if len(ring) > 2)
    if not rings:  # two strokes of a cross
        shape = _freeform(shapes, mark.rings, left, top, scale, is_closed=False)
        _dress(shape, None, mark.line, mark.width * scale)
        return
    shape = _freeform(shapes, rings, left, top, scale, is_closed=True)
    if mark.name:
        shape.name = mark.name
    _dress(shape, mark.fill, mark.line, mark.width * scale)
    if mark.is_hatched:
        from pptx.enum.dml import MSO_PATTERN

        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = solid(Ink("#46535f")), solid(Ink("#ffffff"))


def _freeform(
    shapes: Any, rings: Iterable[tuple[Spot, ...]], left: float, top: float, scale: float, *, is_closed: bool
) -> Any:
    told = [[(left + x * scale, top + y * scale) for x, y in ring] for ring in rings]
    builder = shapes.build_freeform(*told[0][0], scale=float(PX))
    builder.add_line_segments(told[0][1:], close=is_closed)
    for ring in told[1:]:
        builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=is_closed)
    return builder.convert_to_shape()


def _outline(shape: Any, mark: Line, scale: float) -> None:
    _dress(shape, None, mark.ink, mark.width * scale)
    if mark.dash:
        shape.line.dash_style = MSO_LINE.SQUARE_DOT if mark.dash[0] < 4 else MSO_LINE.DASH


def _dress(shape: Any, fill: Ink | None, line: Ink | None, width: float) -> None:
    shape.shadow.inherit = False
    if fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = solid(fill)
    if line is None or not width:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = solid(line)
        shape.line.width = Pt(width * POINTS)
