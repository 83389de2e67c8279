"""Our side of `bench load` in a process of its own: `latarnia load`, then the join, the derivation and the counts.

Arguments: delivery, empty folder, memory limit or `-`. Prints the control sums that all sides must agree on, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

TABLES = ("cases", "plans", "steps", "outcomes")
SUMS = "select sum(n), sum(steps), sum(institutions), sum(months_waited), sum(n) filter (work and by_month <= 12) from"


def main(source: Path, out: Path, memory: str) -> None:
    """Load the delivery into a restricted folder of its own and count from what was stored."""
    os.environ["LATARNIA_RESTRICTED"] = str(out / "restricted")
    if memory != "-":
        os.environ["LATARNIA_MEMORY"] = memory
    from pipelines import settings
    from pipelines.__main__ import main as latarnia
    from pipelines.deliveries import reading

    sys.argv = ["latarnia", "load", str(source)]
    stdout, sys.stdout = sys.stdout, sys.stderr
    if latarnia() == 2:
        raise RuntimeError("latarnia load ended with exit code 2; its words stand above")
    sys.stdout = stdout
    (version,) = (p for p in (out / "restricted" / "deliveries").glob("*/*/*-*") if p.is_dir())
    con = reading.connect(out, memory=None if memory == "-" else memory)
    for name in TABLES:
        con.execute(f"create view {name} as from '{version / name}.parquet'")
    con.execute(f"create view age_groups as from read_csv('{settings.data_folder() / 'reference' / 'age_groups.csv'}')")
    target = out / "counts.parquet"
    con.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").replace("OUT", str(target))).fetchall()
    print(json.dumps(con.execute(f"{SUMS} '{target}'").fetchall()[0], default=int))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
