"""A talk as PDF, 16:9: the same slides as on the stage, tagged, PDF/UA-1 and PDF/A-2a, chart as picture with its reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pages.ui.downloads import source_line
from pipelines.catalog import Text
from pipelines.reports import picture, svg, tables, typeset
from pipelines.words import numbers

if TYPE_CHECKING:
    from pages.ui.downloads import Table
    from pipelines.catalog import Language
    from pipelines.release import Release
    from pipelines.reports.talk import Shown

TEMPLATE = Path(__file__).with_name("slides.typ")
WIDE = 760.0  # px: a chart of that width, enlarged to the page, has letters of 14 pt and more
HIGH = 330.0  # px: about the room below the title
LEAST_ROW = 17.0  # px a row of a dense chart
ROWS = 10  # of a table that stand on a slide
LONGEST = 260  # letters of a notice
_BUILT = Text("Wydanie {release}, stan danych na {date}", "Release {release}, figures as of {date}")
_MORE = Text("… i jeszcze {count} wierszy; całość na stronie.", "… and {count} more rows; all of them on the page.")


def pdf(release: Release, title: str, shown: Sequence[Shown], language: Language) -> bytes:
    """The talk as a file; the same release gives the same bytes."""
    state = _BUILT[language].format(release=release.id, date=numbers.day(release.cut_off, language))
    told = {
        "title": title,
        "subtitle": f"{release.region_area.name(language)} · {state}",
        "foot": f"Latarnia · {title}",
        "slides": [_slide(release, one, language) for one in shown],
    }
    return typeset.pdf(TEMPLATE, release, told, language)


def _slide(release: Release, one: Shown, language: Language) -> dict[str, Any]:
    content = one.content
    flat = {**content, "figure": _flat(content["figure"])} if content.get("figure") else content
    drawn = svg.text(picture.chart(release, flat, WIDE)) if picture.has_picture(content) else ""
    table: Table | None = None if drawn else content.get("table")
    rows = (
        [] if table is None else [[tables.cell(row, field, language) for field in table.fields] for row in table.rows]
    )
    left = len(rows) - ROWS
    notices = [str(notice)[:LONGEST] for notice in content.get("notices", ())]
    origin = picture.note(release, content, language)
    return {
        "title": one.title,
        "subtitle": picture.subtitle(content, language),
        "svg": drawn,
        "alt": str(content["sentence"]),
        "heads": [] if table is None else [field.label for field in table.fields],
        "rows": rows[:ROWS],
        "more": _MORE[language].format(count=left) if left > 0 else "",
        "notices": notices[:2],
        "source": " · ".join(part for part in (source_line(content["origin"], language), origin) if part),
    }


def _flat(figure: dict[str, Any]) -> dict[str, Any]:
    """The chart for a wide page: names of rows stand on one line, and many rows move together."""
    layout = figure["layout"]
    names = layout.get("yaxis", {}).get("ticktext")
    if not names or "range" not in layout["yaxis"] or layout["height"] <= HIGH:
        return figure
    margin = layout.get("margin", {})
    least = len(names) * LEAST_ROW + margin.get("t", 0) + margin.get("b", 0)
    axis = {**layout["yaxis"], "ticktext": [str(name).replace("<br>", " ") for name in names]}
    return {**figure, "layout": {**layout, "yaxis": axis, "height": min(layout["height"], max(HIGH, least))}}
