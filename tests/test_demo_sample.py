"""The bundled sample: what the command makes, marked as synthetic, small enough for git, clean."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from pipelines import settings
from pipelines.__main__ import main
from pipelines.deliveries.check import CLEAN, Desk
from pipelines.deliveries.commands import deliveries_in

BUNDLED = settings.ROOT / "data" / "deliveries"
COMMAND = ["demo", "--by", "region", "--cases", "24000", "--seed", "1"]
MOST_BYTES = 6_000_000


def _unpacked(path: Path) -> dict[str, bytes]:
    """What a zip holds: packed bytes may differ from one zlib to the next."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_what_the_command_makes(tmp_path: Path) -> None:
    assert main([*COMMAND, "--out", str(tmp_path / "made")]) == 0
    made = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert made == sorted(path.name for path in BUNDLED.iterdir() if path.suffix == ".zip" or path.name == "truth.json")
    different = [
        name
        for name in made
        if name.endswith(".zip") and _unpacked(tmp_path / "made" / name) != _unpacked(BUNDLED / name)
    ]
    assert not different, f"make it anew: latarnia {' '.join(COMMAND)} --out data/deliveries"
    assert (tmp_path / "made" / "truth.json").read_bytes() == (BUNDLED / "truth.json").read_bytes()


def test_every_half_year_is_there_once_and_says_that_it_is_synthetic() -> None:
    paths = sorted(BUNDLED.glob("*.zip"))
    assert len(paths) == 24
    cases = 0
    for path in paths:
        assert re.fullmatch(r"[a-z]+-[0-9]{2}_20(1[4-9]|2[0-5])-H[12]\.zip", path.name)
        told = json.loads(_unpacked(path)["manifest.json"])
        assert told["synthetic"] is True
        assert f"{told['supplier']}_{told['period']}.zip" == path.name
        cases += sum(entry["rows"] for entry in told["files"] if entry["name"] == "cases.csv")
    assert cases == 24_000


def test_it_is_small_and_its_truth_stands_beside_never_inside() -> None:
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) <= MOST_BYTES
    assert (BUNDLED / "truth.json").is_file()
    assert {path.suffix for path in deliveries_in(BUNDLED)} == {".zip"}
    assert len(list(deliveries_in(BUNDLED))) == 24


@pytest.mark.parametrize("period", ["2014-H1", "2019-H2", "2025-H2"])
def test_it_passes_the_check(period: str, desk: Desk) -> None:
    [path] = BUNDLED.glob(f"*_{period}.zip")
    verdict = desk.examine(path)
    assert (verdict.code, verdict.refusals, verdict.counts) == (CLEAN, [], {})
