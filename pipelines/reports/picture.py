"""A card as a picture, SVG or PNG: title, indicator, unit, period, chart, source, n, release and the word about invented data."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pages.ui.downloads import source_line
from pages.ui.palette import PALETTES
from pages.ui.text import words
from pipelines.reports import lettering, map_plot, plot, svg
from pipelines.reports.marks import Area, Drawing, Ink, Mark, Words, box, moved

if TYPE_CHECKING:
    from pages.ui.cards.common import Content
    from pipelines.catalog import Language
    from pipelines.release import Release

WIDTH = 1000.0  # px
MARGIN = 32.0
SCALE = 2  # pixels of a PNG in one px
POINT = 0.75  # pt in one px


@cache
def fonts() -> Any:
    """The bundled font as Typst holds it; UserError where a file of it is missing."""
    import typst

    folders = sorted({str(path.parent) for path in lettering.font_files()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def has_picture(content: Content) -> bool:
    """Whether the card has a chart or a map."""
    return bool(content.get("figure") or content.get("map"))


def subtitle(content: Content, language: Language) -> str:
    """Indicator, unit, universe and period, with the word about invented data."""
    told = str(content["subtitle"])
    return f"{told} · {words('card.synthetic', language)}" if content["origin"].synthetic else told


def chart(release: Release, content: Content, width: float) -> Drawing:
    """The chart or map of a card alone; ValueError for a card that has none."""
    if content.get("map"):
        return map_plot.draw(content["map"], map_plot.shapes_of(release, content["map"]), width)
    if not content.get("figure"):
        raise ValueError("the card has no chart")
    return plot.draw(content["figure"], width)


def note(release: Release, content: Content, language: Language) -> str:
    """Where the outlines of a map are from; empty for a chart."""
    if not content.get("map"):
        return ""
    told: str = map_plot.shapes_of(release, content["map"])["note"][language]
    return told


def compose(release: Release, content: Content, language: Language) -> Drawing:
    """The whole picture, always in light colours."""
    palette: dict[str, Any] = PALETTES["light"]
    room = WIDTH - 2 * MARGIN
    marks: list[Mark] = []
    y = MARGIN

    def write(text: str, size: float, colour: str, *, is_bold: bool = False) -> None:
        nonlocal y
        for line in lettering.lines(text, size, room, is_bold=is_bold):
            y += size * 1.3
            marks.append(Words(MARGIN, y, line, size, Ink(colour), "start", is_bold))

    write(str(content["title"]), 26, palette["text"], is_bold=True)
    y += 4
    write(subtitle(content, language), 17, palette["muted"])
    y += 16
    drawn = chart(release, content, room)
    marks += [moved(mark, MARGIN, y) for mark in drawn.marks]
    y += drawn.height + 8
    if content.get("map"):
        write(note(release, content, language), 15, palette["muted"])
    write(source_line(content["origin"], language), 15, palette["muted"])
    y += MARGIN
    paper = Area((box(0, 0, WIDTH, y),), Ink(palette["background"]))
    return Drawing(WIDTH, y, [paper, *marks])


def svg_text(release: Release, content: Content, language: Language) -> str:
    """The picture as SVG; its title is the finding, its description the card's reading."""
    return svg.text(compose(release, content, language), title=str(content["title"]), description=content["sentence"])


def png(release: Release, content: Content, language: Language) -> bytes:
    """The picture as PNG, with the bundled font and nothing of the machine's."""
    import typst  # 30 MB that only files need

    drawing = compose(release, content, language)
    wide, high = drawing.width * POINT, drawing.height * POINT
    source = (
        f"#set page(width: {wide}pt, height: {high}pt, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {wide}pt, height: {high}pt)'
    )
    found = typst.compile(
        source.encode(),
        format="png",
        ppi=72 / POINT * SCALE,
        sys_inputs={"svg": svg.text(drawing)},
        font_paths=fonts(),
        ignore_system_fonts=True,
    )
    assert isinstance(found, bytes), "one page"
    return found
