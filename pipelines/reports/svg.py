"""Drawings as SVG text."""

from __future__ import annotations

from html import escape

from pipelines.reports.lettering import FAMILY
from pipelines.reports.marks import Area, Disc, Drawing, Ink, Line, Mark, Words
from pipelines.words.numbers import NO_BREAK  # two spaces in a row would be drawn as one

HATCH = '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/><rect width="1.6" height="7" fill="#46535f"/></pattern>'


def text(drawing: Drawing, *, title: str = "", description: str = "", css_font: bool = False) -> str:
    """The drawing as one SVG; with `css_font` the page around it decides on the font."""
    width, height = _n(drawing.width), _n(drawing.height)
    named = f' role="img" aria-label="{escape(title)}"' if title else ' aria-hidden="true"'
    told = f"<title>{escape(title)}</title>" if title else ""
    told += f"<desc>{escape(description)}</desc>" if description else ""
    hatched = any(isinstance(mark, Area) and mark.is_hatched for mark in drawing.marks)
    font = "" if css_font else f" font-family=\"'{FAMILY}','Source Sans 3','Segoe UI',Arial,sans-serif\""
    body = "".join(_mark(mark) for mark in drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f"{font}{named}>{told}{f'<defs>{HATCH}</defs>' if hatched else ''}{body}</svg>"
    )


def _n(value: float) -> str:
    """A number of px with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _fill(shade: Ink | None) -> str:
    if shade is None:
        return ' fill="none"'
    return f' fill="{shade.colour}"' + (f' fill-opacity="{_n(shade.opacity)}"' if shade.opacity < 1 else "")


def _stroke(shade: Ink | None, width: float) -> str:
    if shade is None or not width:
        return ""
    thin = f' stroke-opacity="{_n(shade.opacity)}"' if shade.opacity < 1 else ""
    return f' stroke="{shade.colour}" stroke-width="{_n(width)}"{thin}'


def _path(rings: tuple[tuple[tuple[float, float], ...], ...]) -> str:
    return "".join(
        "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ring) + ("Z" if len(ring) > 2 else "") for ring in rings
    )


def _mark(mark: Mark) -> str:
    if isinstance(mark, Line):
        dash = f' stroke-dasharray="{" ".join(_n(part) for part in mark.dash)}"' if mark.dash else ""
        return f'<path d="{_path((mark.spots,)).removesuffix("Z")}" fill="none" stroke-linejoin="round"{_stroke(mark.ink, mark.width)}{dash}/>'
    if isinstance(mark, Area):
        fill = ' fill="url(#hatch)"' if mark.is_hatched else _fill(mark.fill)
        return f'<path d="{_path(mark.rings)}" fill-rule="evenodd" stroke-linejoin="round"{fill}{_stroke(mark.line, mark.width)}/>'
    if isinstance(mark, Disc):
        return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}"{_fill(mark.fill)}{_stroke(mark.line, mark.width)}/>'
    return _words(mark)


def _words(mark: Words) -> str:
    anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
    look = (' font-weight="700"' if mark.is_bold else "") + (' font-style="italic"' if mark.is_italic else "")
    turn = f' transform="rotate({_n(mark.turn)} {_n(mark.x)} {_n(mark.y)})"' if mark.turn else ""
    return f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}"{anchor}{look}{_fill(mark.ink)}{turn}>{escape(mark.text).replace("  ", NO_BREAK * 2)}</text>'
