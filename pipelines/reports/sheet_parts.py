"""What the sheets of a county and of the region share: cells, the spine of a row, spans of time in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.ui.cards.register import half_year
from pages.ui.palette import PALETTES
from pages.ui.text import words
from pipelines.reports import svg
from pipelines.reports.marks import Area, Disc, Drawing, Ink, Line, Mark, box
from pipelines.words import numbers

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.release import Release

WIDTH, HEIGHT, EDGE = 220.0, 30.0, 10.0  # px of a spine


@dataclass(frozen=True)
class Spine:
    """One row's figures on one line: the county with its interval, a benchmark, all counties' range and middle half."""

    value: float | None
    bounds: tuple[float, float] | None
    benchmark: float | None
    ends: tuple[float, float] | None = None
    half: tuple[float, float] | None = None


def spine(told: Spine) -> str:
    """The spine as SVG; empty space where there is no figure."""
    palette = PALETTES["light"]
    known = [v for v in (told.value, told.benchmark, *(told.bounds or ()), *(told.ends or ())) if v is not None]
    if told.value is None or not known:
        return svg.text(Drawing(WIDTH, HEIGHT))
    low, high = min(known), max(known)
    reach = (high - low) or 1.0
    middle = HEIGHT / 2

    def x(value: float) -> float:
        return float(EDGE + (value - low) / reach * (WIDTH - 2 * EDGE))

    marks: list[Mark] = []
    if told.ends:
        marks.append(Line(((x(told.ends[0]), middle), (x(told.ends[1]), middle)), Ink(palette["context"]), 2))
    if told.half:
        marks.append(Area((box(x(told.half[0]), middle - 6, x(told.half[1]), middle + 6),), Ink("#cfd8de")))
    if told.benchmark is not None:
        here = x(told.benchmark)
        marks.append(Line(((here, 2), (here, HEIGHT - 2)), Ink(palette["benchmark"]), 2.4, (5, 3)))
    if told.bounds:
        ends = tuple((x(value), middle) for value in told.bounds)
        marks.append(Line(ends, Ink(palette["focus"]), 3))
    marks.append(Disc(x(told.value), middle, 6, Ink(palette["focus"]), Ink("#ffffff"), 1))
    return svg.text(Drawing(WIDTH, HEIGHT, marks))


def sources(release: Release, names: Iterable[str], language: Language) -> list[tuple[str, str]]:
    """Each source table as (title, producer, publication, day of release)."""
    suffix = "_en" if language == "en" else ""
    found = []
    for name in sorted(set(names) & set(release.manifest["sources"])):
        fact = release.manifest["sources"][name]
        issued = words("card.issued", language, date=numbers.day(fact["released"], language))
        told = f"{fact[f'producer{suffix}']}, {fact[f'publication_{language}']}, {issued}."
        found.append((f"{words('card.source', language, source=fact[f'title_{language}'])}.", told))
    return found


def text_cell(text: str, small: str = "") -> dict[str, str]:
    return {"kind": "text", "text": text, "small": small}


def name_cell(text: str, small: str) -> dict[str, str]:
    return {"kind": "name", "text": text, "small": small}


def verdict_cell(text: str, shade: str) -> dict[str, str]:
    return {"kind": "verdict", "text": text, "shade": shade}


def picture_cell(content: str, alt: str) -> dict[str, str]:
    return {"kind": "picture", "svg": content, "alt": alt}


def when(period: str, language: Language) -> str:
    """A period as the sheet writes it: `2024`, `II półrocze 2025`, `2020–2022`."""
    if "-H" in period:
        return half_year(period, language)
    return period if "–" in period or not period else numbers.period(period, language, "short")


def between(lower: float | None, upper: float | None, decimals: int, language: Language) -> str:
    """An interval as a short text; empty where there is none."""
    if lower is None or upper is None:
        return ""
    return f"{numbers.number(lower, decimals, language)} – {numbers.number(upper, decimals, language)}"


Content = dict[str, Any]
