"""The table of the measurements: ratios, verdicts and the page that the floor is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from bench import table
from bench.table import Row
from pipelines import settings


@pytest.mark.parametrize(
    ("ours", "bare", "ratio"),
    [
        ([1.0, 2.0, 9.0], [2.0, 4.0, 9.0], 0.5),  # paired: the median of 0.5, 0.5, 1
        ([1.0, 3.0], [4.0, 4.0, 1.0], 0.5),  # unpaired: 2 / 4
    ],
)
def test_the_ratio_pairs_rounds_where_it_can(ours: list[float], bare: list[float], ratio: float) -> None:
    assert Row("x", "s", ours, bare).ratio == ratio


@pytest.mark.parametrize(
    ("at_most", "at_least", "verdict"),
    [(0.5, None, "holds"), (0.4, None, "MISSED"), (None, 5.0, "MISSED"), (None, 0.5, "holds")],
)
def test_a_target_is_judged_on_the_ratio(at_most: float | None, at_least: float | None, verdict: str) -> None:
    assert verdict in Row("x", "s", [1.0], [2.0], at_most=at_most, at_least=at_least).cells()


def test_a_side_without_measurements_is_a_dash() -> None:
    lines = table.text([Row("x", "s", [], [2.0], at_most=1.0)]).splitlines()
    assert lines[0].split()[:4] == ["measurement", "unit", "n", "ours"]
    assert lines[1].split()[:4] == ["x", "s", "0", "–"]


def test_the_floor_copies_every_file_that_a_build_reads(tmp_path: Path) -> None:
    data = settings.ROOT / "data"
    out = tmp_path / "floor"
    script = settings.ROOT / "bench" / "bare" / "to_parquet.py"
    subprocess.run([sys.executable, str(script), str(data), str(out)], check=True)
    names = {path.stem for folder in ("sources", "reference") for path in (data / folder).glob("*.csv")}
    assert {path.stem for path in out.glob("*.parquet")} == names
    con = duckdb.connect()
    rows = con.execute(f"select count(*) from '{out / 'bael_activity.parquet'}'").fetchall()
    lines = (data / "sources" / "bael_activity.csv").read_text(encoding="utf-8").splitlines()
    assert rows == [(len(lines) - 1,)]
