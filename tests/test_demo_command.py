"""`latarnia demo`: same seed, same bytes; the same rows however they are delivered; errors told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.demo.generate import half_years
from pipelines.problems import UserError


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _demo(out: Path, *more: str) -> int:
    return main(["demo", "--cases", "600", "--seed", "3", "--periods", "2018-H1:2018-H2", "--out", str(out), *more])


@pytest.mark.parametrize("more", [(), ("--messy",), ("--plain",), ("--by", "region"), ("--by", "region", "--messy")])
def test_same_seed_same_bytes_another_seed_others(tmp_path: Path, more: tuple[str, ...]) -> None:
    for name in ("a", "b"):
        assert _demo(tmp_path / name, *more) == 0
    assert _demo(tmp_path / "c", *more, "--seed", "4") == 0
    a, b, c = (_bytes(tmp_path / name) for name in "abc")
    assert a == b
    assert a != c


def _rows(folder: Path) -> dict[str, int]:
    rows: dict[str, int] = {}
    for path in folder.glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            for entry in json.loads(archive.read("manifest.json"))["files"]:
                rows[entry["name"]] = rows.get(entry["name"], 0) + entry["rows"]
    return rows


def test_plain_files_and_deliveries_of_the_region_hold_the_same_rows_as_those_of_counties(tmp_path: Path) -> None:
    assert _demo(tmp_path / "zips") == 0
    assert _demo(tmp_path / "plain", "--plain") == 0
    assert _demo(tmp_path / "region", "--by", "region") == 0
    rows = _rows(tmp_path / "zips")
    assert _rows(tmp_path / "region") == rows
    assert {path.name for path in (tmp_path / "region").iterdir()} == {
        "rops-22_2018-H1.zip",
        "rops-22_2018-H2.zip",
        "truth.json",
    }
    assert (tmp_path / "region" / "truth.json").read_bytes() == (tmp_path / "zips" / "truth.json").read_bytes()
    big: dict[str, int] = {}
    for path in (tmp_path / "plain").glob("*/manifest.json"):
        for entry in json.loads(path.read_bytes())["files"]:
            big[entry["name"]] = big.get(entry["name"], 0) + entry["rows"]
    assert rows == big
    assert rows["cases.csv"] == 600


@pytest.mark.parametrize(
    "wrong",
    [
        ("--counties", "99"),
        ("--effect", "0.5"),
        ("--cases", "0"),
        ("--seed", "-1"),
        ("--periods", "2013-H1"),
        ("--periods", "2018-H2:2018-H1"),
        ("--messy", "--plain"),
        ("--by", "region", "--plain"),
        ("--messy", "--periods", "2025-H2"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    tmp_path: Path, wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _demo(tmp_path / "out", *wrong) == 2
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x")
    assert _demo(tmp_path) == 2
    assert _bytes(tmp_path) == {"kept.txt": b"x"}


def test_half_years_are_counted_from_the_first() -> None:
    assert list(half_years("")) == list(range(24))
    assert list(half_years("2014-H1")) == [0]
    assert list(half_years("2014-H2:2015-H1")) == [1, 2]
    with pytest.raises(UserError):
        half_years("2026-H1")
