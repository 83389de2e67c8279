"""The command line of the measurements: `python -m bench [PART …] [--rounds N]`.

Timings come as one table; `statistics` prints measured coverages instead and runs only when asked for.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path

from bench import table

PARTS = ("build", "pages", "sessions")
ON_REQUEST = ("reports", "imports", "load", "audit", "statistics", "faults")


def main() -> int:
    """Run the chosen parts and print their rows; targets are judged in the table, never by the exit code."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("parts", nargs="*", choices=[*PARTS, *ON_REQUEST, []], help="default: all timings")
    options.add_argument("--rounds", type=int, default=5, help="measured rounds; one more comes first and is dropped")
    options.add_argument("--cases", type=int, nargs="+", default=[100_000], help="of `load`: 100000 1000000 10000000")
    options.add_argument("--memory", help="of `load`: memory limit of our side, e.g. 1GB")
    options.add_argument("--only", nargs="+", default=[], help="of `pages`: names of pages, e.g. counties")
    chosen = options.parse_args()
    own = {"load": {"cases": chosen.cases, "memory": chosen.memory}, "pages": {"only": chosen.only}}
    rows: list[table.Row] = []
    with tempfile.TemporaryDirectory() as folder:
        # Every part works on a release of its own, never on the one in use.
        os.environ["LATARNIA_MARTS"] = str(Path(folder) / "marts")
        # Every side is a process of its own, with modules compiled once, as on any machine, in the round that is dropped.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        for name in chosen.parts or PARTS:
            print(f"{name} …", file=sys.stderr, flush=True)
            with table.noise() as others:
                found = importlib.import_module(f"bench.{name}").measure(
                    chosen.rounds, Path(folder), **own.get(name, {})
                )
            rows += [table.with_noise(row, others.share) for row in found]
    if rows:
        print(table.text(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
