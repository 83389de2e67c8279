"""The command line of the measurements: `python -m bench [build|pages|sessions] [--rounds N]` prints one table."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path

from bench import table

PARTS = ("build", "pages", "sessions")


def main() -> int:
    """Run the chosen parts and print their rows; targets are judged in the table, never by the exit code."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all parts")
    options.add_argument("--rounds", type=int, default=5, help="measured rounds; one more comes first and is dropped")
    chosen = options.parse_args()
    rows: list[table.Row] = []
    with tempfile.TemporaryDirectory() as folder:
        # Every part works on a release of its own, never on the one in use.
        os.environ["LATARNIA_MARTS"] = str(Path(folder) / "marts")
        for name in chosen.parts or PARTS:
            print(f"{name} …", file=sys.stderr, flush=True)
            with table.noise() as others:
                found = importlib.import_module(f"bench.{name}").measure(chosen.rounds, Path(folder))
            rows += [table.with_noise(row, others.share) for row in found]
    print(table.text(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
