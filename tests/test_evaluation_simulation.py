"""The whole way at night: a region is invented, loaded, evaluated and read, with an effect and without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.ui.cards import effect
from pipelines import build, release, settings
from pipelines.__main__ import main
from pipelines.readings import effect as readings

pytestmark = pytest.mark.simulation


def evaluated(folder: Path, *, cases: int, planted: float) -> release.Release:
    data = folder / "data"
    data.mkdir()
    for name in ("reference", "sources"):
        (data / name).symlink_to(settings.ROOT / "data" / name)
    command = [
        "demo",
        "--by",
        "region",
        "--cases",
        str(cases),
        "--effect",
        str(planted),
        "--out",
        str(data / "deliveries"),
    ]
    assert main(command) == 0
    build.build(data=data, marts=folder / "marts", restricted=folder / "restricted", region="22")
    return release.current(folder / "marts")


def test_an_effect_of_eight_points_is_covered(tmp_path: Path) -> None:
    found = evaluated(tmp_path, cases=60_000, planted=0.08)
    main_row = readings.row(found, "effect")
    assert main_row is not None
    assert 0 < main_row["lower"] <= 8 <= main_row["upper"]
    assert effect.answer(found, "pl")["title"].startswith("Model zwiększył odsetek")


def test_without_an_effect_the_page_says_that_it_was_not_shown(tmp_path: Path) -> None:
    found = evaluated(tmp_path, cases=60_000, planted=0.0)
    assert effect.answer(found, "pl")["title"].startswith("Nie wykazano")
