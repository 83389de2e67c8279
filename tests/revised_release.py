"""A second release beside the bundled one: the same tables with three figures of county 2205 revised, dropped and added."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb

from pipelines import publish

NAME = "r00000001"


def beside(marts: Path, folder: Path) -> tuple[str, str]:
    """Copy the release in use of `marts` into `folder` and put a revised one beside it, in use; returns old and new name."""
    old = publish.in_use(marts)
    assert old is not None
    shutil.copytree(marts / old, folder / old)
    shutil.copytree(marts / old, folder / NAME)
    table = folder / NAME / "indicator_values.parquet"
    mine = "indicator = 'C01' and teryt = '2205' and freq = 'A'"
    con = duckdb.connect()
    con.execute(f"create table v as from '{table}'")
    con.execute(f"update v set value = value + 0.3 where {mine} and period = '2024'")
    con.execute(f"insert into v select * replace ('2025' as period) from v where {mine} and period = '2024'")
    con.execute(f"delete from v where {mine} and period = '2022'")
    con.execute(f"copy (from v order by all) to '{table}' (format parquet)")
    con.close()
    manifest = json.loads((folder / NAME / "manifest.json").read_bytes())
    manifest |= {"release": NAME, "built": "2099-01-01T00:00:00+00:00"}
    for one in manifest["tables"]:
        if one["name"] == "indicator_values":
            one["sha256"] = "0" * 64
    (folder / NAME / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    publish.write_atomically(folder / publish.POINTER, NAME.encode())
    return old, NAME
