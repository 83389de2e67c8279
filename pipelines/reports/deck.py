"""A talk as a PPTX deck, 16:9: one message a slide, native charts, maps as shapes, notes, source, n, page numbers."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pages.ui.downloads import Table, source_line
from pages.ui.palette import PALETTES
from pages.ui.text import words
from pipelines.catalog import Text
from pipelines.reports import lettering, picture, plot, tables
from pipelines.reports.marks import Ink
from pipelines.words import numbers

if TYPE_CHECKING:
    from pages.ui.cards.common import Content
    from pipelines.catalog import Language
    from pipelines.release import Release
    from pipelines.reports.talk import Shown

WIDE, HIGH = 1280.0, 720.0  # px
EDGE = 44.0  # px at the sides
TOP, BOTTOM = 30.0, 652.0  # px: title from, chart to
FOOT = 16.0  # px: source line
LARGEST = (40.0, 34.0, 30.0, 26.0)  # px: sizes of a title that may be tried
NOTICE_WIDE, NOTICE_LINES = 0.8 * (WIDE - 2 * EDGE), 4  # narrower than the slide: another font may stand in
ENLARGED = 1.34  # a chart's 15 px letters become 20 px
FONT = "Calibri"
TALLER = 2.0  # a short chart may grow to this many times its height
SLACK = 1.2  # margins for fonts that stand in where ours is missing
MAP = 600.0  # px: width of a map before it is enlarged to the slide
ROWS = 12  # of a table that decide how wide its columns are
HEAD, STRIPE = PALETTES["light"]["focus"], "#f2f5f7"
MORE = Text(
    "… i jeszcze {count} wierszy; całość w skoroszycie.", "… and {count} more rows; all of them in the workbook."
)
IN_NOTES = Text(" … (całość w notatkach)", " … (in full in the notes)")
ADDRESS = Text("Widok", "View")
BUILT = Text("Wydanie {release}, stan na {date}", "Release {release}, as of {date}")

TEXT, MUTED = (Ink(PALETTES["light"][name]) for name in ("text", "muted"))


def deck(
    release: Release,
    title: str,
    shown: Sequence[Shown],
    language: Language,
    tell: Callable[[int, int], None] = lambda _at, _of: None,
) -> bytes:
    """The deck as a file; `tell` is told how many slides are done, of how many."""
    from pptx import Presentation
    from pptx.util import Emu

    book = Presentation()
    stretch = round(WIDE * 9525) / book.slide_width
    book.slide_width, book.slide_height = Emu(round(WIDE * 9525)), Emu(round(HIGH * 9525))
    for page in (book.slide_master, *book.slide_layouts):
        for shape in page.shapes:
            shape.left, shape.width = Emu(round(shape.left * stretch)), Emu(round(shape.width * stretch))
    _set_font(book)
    built = datetime.datetime.fromisoformat(release.manifest["built"]).replace(tzinfo=None)
    facts = book.core_properties
    facts.title, facts.author, facts.language, facts.comments = title, "Latarnia", language, release.id
    facts.created = facts.modified = built
    _first(book, release, title, shown, language)
    for at, one in enumerate(shown, 1):
        _slide(book, release, one, at + 1, language)
        tell(at, len(shown))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_font(book: Any) -> None:
    """The theme's fonts, so that every text, chart labels too, has the same."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    for part in (book.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME),):
        part._blob = part.blob.replace(b'<a:latin typeface="Calibri Light"', b'<a:latin typeface="Calibri"')


def _new(book: Any, title: str, at: int, language: Language, sizes: Sequence[float] = LARGEST) -> tuple[Any, float]:
    """A slide with its title and page number; returns it and where the title ends."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    from pipelines.reports.slide_shapes import POINTS, emu, solid, text_box

    slide = book.slides.add_slide(book.slide_layouts[5])  # title only
    room = WIDE - 2 * EDGE
    size = next((s for s in sizes if len(lettering.lines(title, s * 1.04, room, is_bold=True)) <= 2), sizes[-1])
    lines = lettering.lines(title, size * 1.04, room, is_bold=True)
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = emu(EDGE), emu(TOP), emu(room), emu(size * 1.2 * len(lines) + 6)
    frame = head.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE  # where the font is missing and a wider one stands in
    frame.text = title
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.runs[0].font
    font.size, font.bold, font.color.rgb = Pt(size * POINTS), True, solid(TEXT)
    _speak(frame, language)
    place = (WIDE - EDGE - 60, HIGH - 44, 60, 24)
    number = text_box(slide.shapes, "", place, FOOT, MUTED, align=PP_ALIGN.RIGHT)
    _page_number(number, at)
    return slide, TOP + size * 1.2 * len(lines) + 6


def _speak(frame: Any, language: Language) -> None:
    """Name the language of a text, for spelling and screen readers."""
    for properties in frame._txBody.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
        properties.set("lang", "pl-PL" if language == "pl" else "en-GB")


def _page_number(box: Any, at: int) -> None:
    from lxml import etree  # type: ignore[import-untyped]

    run = box.text_frame.paragraphs[0]._p
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    old = run.find(f"{{{space}}}r")
    field = etree.SubElement(run, f"{{{space}}}fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    field.append(old.find(f"{{{space}}}rPr"))
    etree.SubElement(field, f"{{{space}}}t").text = str(at)
    run.replace(old, field)
    box.name = "Page number"


def _first(book: Any, release: Release, title: str, shown: Sequence[Shown], language: Language) -> None:
    """Title, region, release, and whether anything in it is invented."""
    from pipelines.reports.slide_shapes import text_box

    slide, end = _new(book, title, 1, language, (56.0, 48.0, 40.0))
    told = [
        release.region_area.name(language),
        BUILT[language].format(release=release.id, date=numbers.day(release.cut_off, language)),
    ]
    if any(one.content["origin"].synthetic for one in shown):
        told.append(f"{words('frame.synthetic', language)} {words('frame.synthetic_note', language)}")
    for text in told:
        lines = lettering.lines(text, 24, (WIDE - 2 * EDGE) * 0.85)
        text_box(slide.shapes, text, (EDGE, end + 12, WIDE - 2 * EDGE, 32 * len(lines)), 24, MUTED)
        end += 32 * len(lines) + 10


def _slide(book: Any, release: Release, one: Shown, at: int, language: Language) -> None:
    from pipelines.reports.slide_shapes import text_box

    content = one.content
    slide, end = _new(book, one.title, at, language)
    subtitle = picture.subtitle(content, language)
    lines = lettering.lines(subtitle, 18, (WIDE - 2 * EDGE) * 0.85)
    text_box(slide.shapes, subtitle, (EDGE, end + 4, WIDE - 2 * EDGE, 23 * len(lines)), 18, MUTED)
    end += 4 + 23 * len(lines) + 10
    notices = "" if picture.has_picture(content) else _whole_sentences(" ".join(content.get("notices", ())))
    if notices:
        lines = lettering.lines(notices, 20, NOTICE_WIDE)
        text_box(slide.shapes, notices, (EDGE, end, WIDE - 2 * EDGE, 26 * len(lines)), 20, TEXT)
        end += 26 * len(lines) + 10
    if picture.has_picture(content):
        _picture(slide, release, content, end)
    elif content.get("table"):
        _table(slide, content["table"], end, language)
    parts = (picture.note(release, content, language), source_line(content["origin"], language))
    source = " · ".join(part for part in parts if part)
    room = WIDE - 2 * EDGE - 80
    lines = lettering.lines(source, FOOT * 1.12, room)
    told = source if len(lines) <= 2 else f"{' '.join(lines[:2])[: -len(IN_NOTES[language])]}{IN_NOTES[language]}"
    foot = text_box(slide.shapes, told, (EDGE, BOTTOM + 8, room, 50), FOOT, MUTED)
    foot.name = "Source"
    for shape in slide.shapes:
        if shape.has_text_frame:
            _speak(shape.text_frame, language)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(_said(one, source, language))


def _whole_sentences(text: str) -> str:
    """As many sentences as there is room for; all of them stand in the notes."""
    told = ""
    for sentence in re.split(r"(?<=[.!?]) (?=[A-ZĄĆĘŁŃÓŚŹŻ])", text):
        longer = f"{told} {sentence}".strip()
        if told and len(lettering.lines(longer, 20, NOTICE_WIDE)) > NOTICE_LINES:
            break
        told = longer
    return told


def _said(one: Shown, source: str, language: Language) -> list[str]:
    """Speaker notes: the presenter's own, the reading, remarks, where it is from, the address of the view."""
    content = one.content
    address = f"{ADDRESS[language]}: {one.slide.view.address}"
    return [part for part in (one.notes, content["sentence"], *content.get("notices", ()), source, address) if part]


def _picture(slide: Any, release: Release, content: Content, top: float) -> None:
    """The chart native, the map and diagrams as a group of shapes, as large as there is room."""
    from pipelines.reports import slide_chart, slide_shapes

    room = WIDE - 2 * EDGE
    high = BOTTOM - top
    if content.get("figure"):
        own = float(content["figure"]["layout"]["height"])
        scale = max(0.8, min(ENLARGED, high / own))
        laid = plot.plan(content["figure"], room / scale, height=min(high / scale, own * TALLER), slack=SLACK)
        if slide_chart.is_native(laid):
            slide_chart.add(slide.shapes, laid, (EDGE, top), scale, content["sentence"])
            return
    drawing = picture.chart(release, content, MAP if content.get("map") else room / ENLARGED)
    scale = min(room / drawing.width, high / drawing.height, ENLARGED)
    group = slide.shapes.add_group_shape()
    slide_shapes.put(group.shapes, drawing.marks, EDGE + (room - drawing.width * scale) / 2, top, scale)
    slide_shapes.describe(group, content["sentence"])


def _table(slide: Any, table: Table, top: float, language: Language) -> None:
    """As many rows of a table as there is room for, as a native one."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    from pipelines.reports.slide_shapes import POINTS, describe, emu, solid, text_box

    fields = list(table.fields)[:6]
    cells = [
        [field.label for field in fields],
        *([tables.cell(row, field, language) for field in fields] for row in table.rows),
    ]
    size = 18.0 if len(table.rows) <= 6 else 15.0
    longest = [min(max(len(line[column]) for line in cells[:ROWS]), 60) + 4 for column in range(len(fields))]
    least = [
        max(lettering.width(word, size * SLACK) for line in cells[: ROWS + 1] for word in line[column].split(" "))
        for column in range(len(fields))
    ]
    spare = max(WIDE - 2 * EDGE - sum(least) - 24 * len(fields), 0)
    widths = [word + 24 + spare * share / sum(longest) for word, share in zip(least, longest, strict=True)]
    widths = [wide * (WIDE - 2 * EDGE) / sum(widths) for wide in widths]
    heights: list[float] = []
    for line in cells:
        told = [lettering.lines(text, size * SLACK, wide - 20) for text, wide in zip(line, widths, strict=True)]
        height = max(len(lines) for lines in told) * size * 1.25 + 10
        if sum(heights) + height > BOTTOM - top - 30:
            break
        heights.append(height)
    cells = cells[: len(heights)]
    place = (emu(EDGE), emu(top), emu(WIDE - 2 * EDGE), emu(sum(heights)))
    frame = slide.shapes.add_table(len(cells), len(fields), *place)
    describe(frame, table.caption)
    made = frame.table
    for column, wide in enumerate(widths):
        made.columns[column].width = emu(wide)
    for at, line in enumerate(cells):
        made.rows[at].height = emu(heights[at])
        for column, text in enumerate(line):
            cell = made.cell(at, column)
            cell.text = text
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if fields[column].decimals is not None else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.bold = Pt(size * POINTS), at == 0
                run.font.color.rgb = solid(Ink("#ffffff") if at == 0 else TEXT)
            cell.fill.solid()
            cell.fill.fore_color.rgb = solid(Ink(HEAD) if at == 0 else Ink(STRIPE if at % 2 else "#ffffff"))
    left = len(table.rows) - len(cells) + 1
    if left:
        text = MORE[language].format(count=left)
        text_box(slide.shapes, text, (EDGE, BOTTOM - 24, WIDE - 2 * EDGE, 24), 16, MUTED)
