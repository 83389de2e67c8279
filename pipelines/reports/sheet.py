"""The sheet of a county or the region as PDF: one A4 of figures, a second page of definitions; tagged, PDF/UA-1, PDF/A-2a.

Typst refuses to compile what breaks either standard, e.g. a picture without alternative text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pages.ui.downloads import plain
from pipelines.catalog import Text
from pipelines.problems import UserError
from pipelines.reports import sheet_county, sheet_region, typeset
from pipelines.words import numbers

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.release import Release

TEMPLATE = Path(__file__).with_name("sheet.typ")
MARK = "latarnia-sheets.txt"  # tells a folder of sheets from others
_NAME = Text("karta", "sheet")
_RELEASE = Text(
    "Latarnia, wydanie {release}, stan danych na {date}", "Latarnia, release {release}, figures as of {date}"
)


def file_name(release: Release, area: str, language: Language = "pl") -> str:
    """E.g. `karta_powiat-jeziorny_9605_r0f3a.pdf`."""
    return f"{_NAME[language]}_{plain(release.areas[area].full[language])}_{area}_{release.id}.pdf"


def counties(release: Release) -> list[str]:
    """Counties that have a sheet: those of the region; none in a release from before there were sheets."""
    return [county.code for county in release.counties()] if "sheet_rows" in release.lists else []


def content(release: Release, area: str, language: Language) -> dict[str, Any]:
    """What the template is given; UserError for an area that has no sheet."""
    if area == release.region:
        told = sheet_region.content(release, language)
    elif area in counties(release):
        told = sheet_county.content(release, area, language)
    else:
        where = release.region_area
        raise UserError(
            Text(
                f"{area[:12]}: to nie jest powiat województwa {where.code} ({where.full.pl}); kartę ma każdy powiat regionu i region.",
                f"{area[:12]}: this is no county of voivodeship {where.code} ({where.full.en}); each of its counties and the region have a sheet.",
            )
        )
    return {
        "foot": _RELEASE[language].format(release=release.id, date=numbers.day(release.cut_off, language)),
        **told,
    }


def pdf(release: Release, area: str, language: Language) -> bytes:
    """The sheet as a file; the same release gives the same bytes."""
    return typeset.pdf(TEMPLATE, release, content(release, area, language), language)
