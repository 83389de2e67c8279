"""Every edition of a figure that ever changed, kept for good: `data/sources/editions/<table>.csv`, only appended to.

A figure that never changed has one edition, its row in the table, released on `first_released` of the provenance file.
When an acceptance changes a figure, its old row is written down once, then each new one with its day of release.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import duckdb

from pipelines.catalog import Table
from pipelines.imports.table import Held, Key

FOLDER = "editions"
HEADS = ("proposal", "released", "recorded", "gone")  # then the columns of the table
_LAST_DAY = "-12-31"


def last_day(day: str) -> str:
    """A day from a date that may be a year or a month only: its last day."""
    return day + _LAST_DAY[-(10 - len(day)) :] if len(day) in {4, 7} else day


def read(sources: Path, table: Table) -> dict[Key, list[dict[str, str]]]:
    """Editions of each figure that ever changed, in the order in which they were recorded."""
    path = sources / FOLDER / f"{table.name}.csv"
    found: dict[Key, list[dict[str, str]]] = {}
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(tuple(row[name] for name in table.key), []).append(row)
    return found


def appended(
    sources: Path,
    held: Held,
    after: dict[Key, dict[str, str]],
    *,
    facts: dict[str, Any],
    proposal: str,
    released: str,
    recorded: str,
) -> bytes:
    """The file of editions with the change from the rows of `held` to `after` written down."""
    known = read(sources, held.table)
    path = sources / FOLDER / f"{held.table.name}.csv"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not path.is_file():
        writer.writerow([*HEADS, *held.heads])
    for key in sorted(held.rows.keys() | after.keys()):
        old, new = held.rows.get(key), after.get(key)
        if old == new:
            continue
        if old is not None and key not in known:
            first = str(facts.get("first_released", facts["released"]))
            writer.writerow(["", first, facts["accessed"], 0, *(old[h] for h in held.heads)])
        row = new or old
        assert row is not None
        writer.writerow([proposal, released, recorded, int(new is None), *(row[h] for h in held.heads)])
    return (path.read_bytes() if path.is_file() else b"") + out.getvalue().encode()


def as_of(sources: Path, held: Held, facts: dict[str, Any], day: str) -> dict[Key, dict[str, str]]:
    """Rows of the table as they were known on a day: of each figure the edition released last until then."""
    known = read(sources, held.table)
    first = last_day(str(facts.get("first_released", facts["released"])))
    found: dict[Key, dict[str, str]] = {key: row for key, row in held.rows.items() if key not in known and first <= day}
    for key, editions in known.items():
        until = [e for e in editions if last_day(e["released"]) <= day]
        if until:
            newest = max(until, key=lambda e: last_day(e["released"]))  # of one day the one recorded first …
            newest = [e for e in until if e["released"] == newest["released"]][
                -1
            ]  # … gives way to the one recorded last
            if newest["gone"] == "0":
                found[key] = {h: newest[h] for h in held.heads}
    if "released" in held.heads:
        found = {key: row for key, row in found.items() if last_day(row["released"]) <= day}
    return dict(sorted(found.items()))


def date_rows(con: duckdb.DuckDBPyConnection, sources: Path, table: Table, facts: dict[str, Any]) -> None:
    """Give the rows of raw_<table> the day on which each figure was released as it stands, not that of the whole table."""
    known = read(sources, table)
    if not known or "released" in {c.name for c in table.columns}:
        return
    names = ", ".join(f'"{name}" varchar' for name in table.key)
    con.execute(f"create or replace temp table edition_days ({names}, day varchar)").fetchall()
    con.executemany(
        f"insert into edition_days values ({', '.join('?' * (len(table.key) + 1))})",
        [[*key, editions[-1]["released"]] for key, editions in known.items()],
    ).fetchall()
    first = str(facts.get("first_released", facts["released"]))
    con.execute(f"update raw_{table.name} set released_on = ?", [first]).fetchall()
    same = " and ".join(f'r."{name}" = e."{name}"' for name in table.key)
    con.execute(f"update raw_{table.name} as r set released_on = e.day from edition_days as e where {same}").fetchall()
