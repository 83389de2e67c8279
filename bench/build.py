"""`latarnia build` against the bare floor: DuckDB copying the same files to Parquet and doing nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.table import Row

ROOT = Path(__file__).resolve().parents[1]
FLOOR = Path(__file__).resolve().parent / "bare" / "to_parquet.py"
DATA = ROOT / "data"
KILOBYTE = 1024  # Linux counts the largest resident set in kilobytes, macOS in bytes


@dataclass(frozen=True)
class Cost:
    """What one whole process took, interpreter and imports included."""

    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float


def run(command: list[str], told: list[str] | None = None) -> Cost:
    """Run a process to its end and read its own resource usage; raises when it fails. Its last line joins `told`."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.PIPE)
        assert child.stderr is not None
        words = child.stderr.read()
        said.seek(0)
        if told is not None:
            told += said.read().decode().splitlines()[-1:]
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command[:3]} failed: {words.decode()}")
    in_bytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else KILOBYTE)
    return Cost(wall, usage.ru_utime + usage.ru_stime, in_bytes / KILOBYTE**2)


def measure(rounds: int, folder: Path) -> list[Row]:
    """Both sides in turn; the first round warms the page cache and is dropped."""
    ours: list[Cost] = []
    bare: list[Cost] = []
    marts = Path(os.environ["LATARNIA_MARTS"])
    for _ in range(rounds + 1):
        shutil.rmtree(marts, ignore_errors=True)  # otherwise the second build finds its release and stops
        ours.append(run([sys.executable, "-m", "pipelines", "build"]))
        out = folder / "floor"
        shutil.rmtree(out, ignore_errors=True)
        bare.append(run([sys.executable, str(FLOOR), str(DATA), str(out)]))
    ours, bare = ours[1:], bare[1:]
    return [
        Row("build: whole process", "s", [c.wall_seconds for c in ours], [c.wall_seconds for c in bare]),
        Row("build: CPU", "s", [c.cpu_seconds for c in ours], [c.cpu_seconds for c in bare]),
        Row("build: peak memory", "MB", [c.peak_megabytes for c in ours], [c.peak_megabytes for c in bare]),
    ]
