"""`latarnia load` with join, derivation and counts against DuckDB merely copying the same files, polars and pandas.

polars and pandas do the same job without gate, validation, quarantine and new numbers, and their control sums must agree
with ours. A round runs every side once, in turn; each is a whole process, interpreter and imports included.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.build import ROOT, Cost, run
from bench.table import Row

BARE = Path(__file__).resolve().parent / "bare"
AGES = ROOT / "data" / "reference" / "age_groups.csv"
PANDAS_UP_TO = 2_000_000  # cases; it holds everything, some 1.5 GB a million


def measure(rounds: int, folder: Path, cases: Sequence[int] = (100_000,), memory: str | None = None) -> list[Row]:
    """Rows for each number of cases; `memory` limits our side (1GB), and the larger half of the work then spills."""
    rows = []
    for number in cases:
        source = _delivery(folder, number)
        rows += _compare(rounds, folder, source, number, memory)
        shutil.rmtree(source.parent)
    return rows


def _delivery(folder: Path, cases: int) -> Path:
    """One folder of big CSV files: 380 counties, one half-year, 3 to 6 steps a case that has any."""
    out = folder / f"delivery-{cases}"
    print(f"  generating {cases:,} cases …", file=sys.stderr, flush=True)
    options = ["--plain", "--counties", "all", "--cases", str(cases), "--periods", "2024-H1:2024-H1", "--out", str(out)]
    subprocess.run([sys.executable, "-m", "pipelines", "demo", *options], cwd=ROOT, check=True, stdout=sys.stderr)
    (source,) = (path for path in out.iterdir() if path.is_dir())
    return source


def _compare(rounds: int, folder: Path, source: Path, cases: int, memory: str | None) -> list[Row]:
    place = folder / "out"
    sides = {
        "DuckDB copying": [str(BARE / "delivery_to_parquet.py"), str(source), str(place)],
        "ours": ["-m", "bench.load_job", str(source), str(place), memory or "-"],
        "polars, no gate": [str(BARE / "load_polars.py"), str(source), str(place), str(AGES)],
        "pandas, no gate": ["-W", "ignore", str(BARE / "load_pandas.py"), str(source), str(place), str(AGES)],
    }
    if cases > PANDAS_UP_TO:
        del sides["pandas, no gate"]
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    said: dict[str, str] = {}
    for _ in range(rounds + 1):  # the first warms the page cache and is dropped
        for name, arguments in sides.items():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            told: list[str] = []
            costs[name].append(run([sys.executable, *arguments], told))
            said[name] = told[-1] if told else ""
    wrong = [name for name in sides if said[name] and _sums(said[name]) != _sums(said["ours"])]
    if wrong:
        raise RuntimeError(f"the control sums differ: {said}")
    costs = {name: found[1:] for name, found in costs.items()}
    lines = sum(_lines(path) - 1 for path in source.glob("*.csv"))
    return list(_rows(costs, cases, lines, memory))


def _rows(costs: dict[str, list[Cost]], cases: int, lines: int, memory: str | None) -> list[Row]:
    ours, floor = costs["ours"], costs["DuckDB copying"]
    size = f"{cases / 1e6:g}M cases" if cases >= 1_000_000 else f"{cases // 1000}k cases"
    limited = f", memory {memory}" if memory else ""
    rows = [
        Row(f"load {size}{limited}: wall", "s", _walls(ours), _walls(floor), at_most=None if memory else 1.6),
        Row(f"load {size}{limited}: CPU", "s", _cpus(ours), _cpus(floor)),
        Row(f"load {size}{limited}: peak memory", "MB", _peaks(ours), _peaks(floor)),
        Row(f"load {size}{limited}: rows a second", "1/s", _rates(ours, lines), _rates(floor, lines)),
    ]
    for name, found in costs.items():
        if name not in {"ours", "DuckDB copying"}:
            rows.append(Row(f"load {size}: ours to {name}, CPU", "s", _cpus(ours), _cpus(found)))
            rows.append(Row(f"load {size}: ours to {name}, peak memory", "MB", _peaks(ours), _peaks(found)))
    return rows


def _walls(costs: list[Cost]) -> list[float]:
    return [c.wall_seconds for c in costs]


def _cpus(costs: list[Cost]) -> list[float]:
    return [c.cpu_seconds for c in costs]


def _peaks(costs: list[Cost]) -> list[float]:
    return [c.peak_megabytes for c in costs]


def _rates(costs: list[Cost], rows: int) -> list[float]:
    return [rows / c.wall_seconds for c in costs]


def _sums(words: str) -> list[int]:
    return [int(value) for value in json.loads(words)]


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))
