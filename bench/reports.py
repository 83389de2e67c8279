"""Time of the files to take away, beside the seconds that they may take; a release is built first and not timed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.table import Row
from pages.ui import views
from pipelines import build, settings
from pipelines.catalog import Text
from pipelines.release import current
from pipelines.reports import bundle, deck, picture, sheet, slides, talk, workbook

SLIDES = 10


def measure(rounds: int, folder: Path) -> list[Row]:
    """Seconds of each file, warm: the first round is dropped. `bare` is the limit, so a ratio up to 1 holds."""
    marts = settings.marts_folder()
    build.build(marts=marts)
    release = current(marts)
    told = [slide for path in talk.ready() for slide in talk.load(path).slides][:SLIDES]
    shown = talk.show(talk.Talk(Text("x", "x"), tuple(told)), release, "pl")
    areas = [area.code for area in release.counties()]
    card = views.content(release, views.parse("counties#map"), "pl")

    def static() -> None:
        with tempfile.TemporaryDirectory(dir=folder) as out:
            bundle.write(release, Path(out), None, "pl")

    parts: list[tuple[str, float, Callable[[], object]]] = [
        ("sheet of a county, PDF", 1.5, lambda: sheet.pdf(release, areas[0], "pl")),
        (f"sheets of {len(areas)} counties, PDF", 60, lambda: [sheet.pdf(release, area, "pl") for area in areas]),
        (f"deck of {len(shown)} slides, PPTX", 5, lambda: deck.deck(release, "x", shown, "pl")),
        (f"talk of {len(shown)} slides, PDF", 5, lambda: slides.pdf(release, "x", shown, "pl")),
        ("offline bundle, both languages", 60, static),
        ("workbook of a county", 5, lambda: workbook.of_areas(release, areas[:1], "pl")),
        ("picture of a map, PNG", 1, lambda: picture.png(release, card, "pl")),
    ]
    return [_row(name, limit, make, rounds) for name, limit, make in parts]


def _row(name: str, limit: float, make: Callable[[], object], rounds: int) -> Row:
    seconds = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        make()
        seconds.append(time.perf_counter() - started)
    return Row(f"{name} (bare: the limit)", "s", seconds[1:], [limit] * rounds, at_most=1.0)
