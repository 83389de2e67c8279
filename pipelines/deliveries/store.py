"""The stored deliveries: each load a version of its own, whole before one pointer is moved to it, earlier ones kept.

<restricted>/deliveries/<supplier>/<period>/<version>/<table>.parquet, report.json, quarantine.csv
<restricted>/deliveries/<supplier>/<period>/current        name of the version in use
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines import publish
from pipelines.catalog import Table, Text
from pipelines.contract import TABLES, VERSION
from pipelines.deliveries import private
from pipelines.deliveries.cells import cell, quoted, surrogate_letter
from pipelines.deliveries.check import Verdict
from pipelines.deliveries.reading import rows_at_once
from pipelines.deliveries.small_groups import Loneliness
from pipelines.problems import UserError

POINTER = "current"
REPORT = "report.json"
_ASIDE = ".loading"
_PRIME = (
    1 << 31
) - 1  # surrogates are a random affine map of row numbers modulo it: unique, and nothing of the id in them
# Surrogates hardly repeat: no dictionary of them is tried, and their differences are stored, which halves the files.
_PARQUET = "format parquet, parquet_version v2, dictionary_size_limit 8192, compression zstd, compression_level 1"
_SURROGATE = re.compile(r"[a-z]\[0-9\]\{1,8\}")  # pattern of ids given by the sender for one delivery


@dataclass(frozen=True)
class Stored:
    """A delivery in use."""

    supplier: str
    period: str
    version: str
    folder: Path

    @property
    def report(self) -> dict[str, Any]:
        """What was noted when it was loaded."""
        facts: dict[str, Any] = json.loads((self.folder / REPORT).read_bytes())
        return facts


@contextmanager
def locked(restricted: Path) -> Iterator[Path]:
    """The folder of deliveries, for one writer at a time; UserError where another load is running."""
    folder = private.enter(private.enter(restricted) / "deliveries")
    with (folder / ".lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                Text(
                    "Inne wczytywanie właśnie trwa; poczekaj, aż się skończy, i spróbuj ponownie.",
                    "Another load is running; wait for it to end and try again.",
                )
            ) from None
        for leftover in folder.glob(f"*/*/{_ASIDE}*"):  # of a killed load: the lock is ours, so nobody uses it
            shutil.rmtree(leftover)
        for leftover in folder.glob(f"*/*/.{POINTER}-*"):  # a pointer that was never put in its place
            leftover.unlink()
        yield folder


def deliveries(restricted: Path) -> list[Stored]:
    """Every delivery in use, by supplier and period."""
    found = []
    for pointer in sorted((restricted / "deliveries").glob(f"*/*/{POINTER}")):
        version = pointer.read_text(encoding="ascii").strip()
        home = pointer.parent
        found.append(Stored(home.parent.name, home.name, version, home / version))
    return found


def save(
    folder: Path, con: duckdb.DuckDBPyConnection, verdict: Verdict, lonely: Loneliness, *, is_bundled: bool = False
) -> tuple[Stored, bool]:
    """Store the examined delivery and point at it; False where the same content is in use already. Call under `locked`.

    `is_bundled`: it came with the program, and nobody of this office sent it.
    """
    stated = verdict.manifest
    if stated is None or verdict.refusals:
        raise ValueError("a refused delivery is not stored")
    home = folder / stated.supplier / stated.period
    used = in_use(home)
    content = fingerprint(verdict)
    if used and used.endswith(f"-{content}") and is_whole(home / used):
        return Stored(stated.supplier, stated.period, used, home / used), False
    private.enter(private.enter(folder / stated.supplier) / stated.period)
    version = f"{_number(home):04d}-{content}"
    aside = home / f"{_ASIDE}-{version}"
    aside.mkdir(mode=private.FOLDER_MODE)
    try:
        sealed = _write_tables(con, verdict, aside)
        _write(aside / "quarantine.csv", _quarantine(verdict))
        facts = {
            "supplier": stated.supplier,
            "period": stated.period,
            "version": version,
            "replaces": used,
            "teryt": stated.teryt,
            "contract": stated.contract,
            "law_version": stated.law_version,
            "synthetic": stated.synthetic,
            "bundled": is_bundled,
            "sent": verdict.hashes,
            "rows": verdict.rows,
            "kept": verdict.kept,
            "aside": [
                {"table": t, "column": c, "rule": r, "rows": n} for (t, c, r), n in sorted(verdict.counts.items())
            ],
            "small_groups": asdict(lonely),
            "files": sealed,
        }
        _write(aside / REPORT, json.dumps(facts, indent=1).encode())
        publish.sync_folder(aside)
        aside.rename(home / version)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    publish.sync_folder(home)
    publish.write_atomically(home / POINTER, version.encode(), mode=private.FILE_MODE)
    return Stored(stated.supplier, stated.period, version, home / version), True


def undo(folder: Path, supplier: str, period: str) -> str | None:
    """Go back to the version before the one in use and return its name, None where the delivery is withdrawn. Under `locked`."""
    home = folder / supplier / period
    plain = re.fullmatch(r"[A-Za-z0-9_-]+", supplier) and re.fullmatch(r"[0-9]{4}-H[12]", period)
    used = in_use(home) if plain else None
    if used is None:
        raise UserError(
            Text(
                "Nie ma wczytanej dostawy tego dostawcy i półrocza.",
                "There is no loaded delivery of this supplier and half-year.",
            )
        )
    earlier: str | None = json.loads((home / used / REPORT).read_bytes())["replaces"]
    if earlier is None:
        (home / POINTER).unlink()
        publish.sync_folder(home)
        return None
    if not is_whole(home / earlier):
        raise UserError(
            Text(
                f"Wcześniejsza wersja {earlier} jest uszkodzona; zostaje obecna.",
                f"The earlier version {earlier} is damaged; the present one stays.",
            )
        )
    publish.write_atomically(home / POINTER, earlier.encode(), mode=private.FILE_MODE)
    return earlier


def withdraw(delivery: Stored) -> None:
    """Take a delivery out of use; its versions are kept, and loading it again brings it back. Call under `locked`."""
    home = delivery.folder.parent
    (home / POINTER).unlink()
    publish.sync_folder(home)


def in_use(home: Path) -> str | None:
    """The version that the pointer names, None where there is no pointer."""
    try:
        return (home / POINTER).read_text(encoding="ascii").strip()
    except OSError:
        return None


def is_whole(version: Path) -> bool:
    """Whether a version holds every file its report lists, byte for byte."""
    try:
        files = json.loads((version / REPORT).read_bytes())["files"]
        return all(
            hashlib.sha256((version / name).read_bytes()).hexdigest() == told["sha256"] for name, told in files.items()
        )
    except (OSError, ValueError, KeyError):
        return False


def fingerprint(verdict: Verdict) -> str:
    """Eight hex digits of what was sent and under which contract it was judged."""
    stated = verdict.manifest
    facts = [
        VERSION,
        stated and (stated.teryt, stated.law_version, stated.synthetic),
        sorted(verdict.hashes.items()),
        sorted((list(place), n) for place, n in verdict.counts.items()),
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:8]


def _number(home: Path) -> int:
    numbers = [int(path.name[:4]) for path in home.glob("[0-9][0-9][0-9][0-9]-*")]
    return max(numbers, default=0) + 1


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(private.FILE_MODE)
    publish.seal(path)


def _quarantine(verdict: Verdict) -> bytes:
    """Places of the rows set aside, without a single value."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["file", "line", "column", "rule"])
    writer.writerows([p.file, p.line, p.column, p.rule] for p in verdict.aside)
    return out.getvalue().encode()


def _write_tables(con: duckdb.DuckDBPyConnection, verdict: Verdict, folder: Path) -> dict[str, dict[str, Any]]:
    """Write every table that has rows as Parquet, ids replaced; returns rows and SHA-256 by file name."""
    maps = {name: (1 + secrets.randbelow(_PRIME - 1), secrets.randbelow(_PRIME)) for name in TABLES}
    beside, hashes = ThreadPoolExecutor(1), dict[str, Future[str]]()  # while the next table is written
    at_once = rows_at_once(con)
    con.execute("set preserve_insertion_order = false").fetchall()  # rows need no order here, and it costs
    try:
        for name, rows in verdict.kept.items():
            if rows:
                path = folder / f"{name}.parquet"
                wide = [c for c, home in _homes(TABLES[name]).items() if verdict.kept.get(home, 0) > at_once]
                ready = wide if len(wide) > 1 else []
                source = _resolved(con, TABLES[name], maps, ready, rows // at_once + 1)
                con.execute(
                    f"copy ({_anonymous(TABLES[name], maps, source, ready)}) to {quoted(str(path))} ({_PARQUET})"
                ).fetchall()
                hashes[name] = beside.submit(_sealed, path)
        return {
            f"{name}.parquet": {"rows": verdict.kept[name], "sha256": digest.result()}
            for name, digest in hashes.items()
        }
    finally:
        beside.shutdown()
        con.execute("set preserve_insertion_order = true").fetchall()


def _sealed(path: Path) -> str:
    """Put a finished file on the disk, for the owner only; returns its SHA-256."""
    path.chmod(private.FILE_MODE)
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _anonymous(table: Table, maps: dict[str, tuple[int, int]], source: str, ready: list[str]) -> str:
    """Select over the kept rows in `source` with every id of a person replaced by its random number; `ready` are so."""
    selected, joins = [], []
    homes = _homes(table)
    for number, column in enumerate(table.columns):
        name = f'"{column.name}"'
        if column.name in ready:
            selected.append(f"t.{name}")
        elif column.name in homes:
            key = TABLES[homes[column.name]].key[0]
            joins.append(f'left join {homes[column.name]}_kept as p{number} on p{number}."{key}" = t.{name}')
            selected.append(f"{_number_of(f'p{number}.place', maps[homes[column.name]])} as {name}")
        elif surrogate_letter(column):
            selected.append(f"{_number_of('t.place', maps[table.name])} as {name}")
        else:
            selected.append(f"{cell(column).seen.replace(name, f't.{name}')} as {name}")
    return f"select {', '.join(selected)} from {source} as t {' '.join(joins)}"


def _resolved(
    con: duckdb.DuckDBPyConnection, table: Table, maps: dict[str, tuple[int, int]], columns: list[str], parts: int
) -> str:
    """Replace the ids in `columns`, which point to large tables, one after another, by parts cut by a hash of the id.

    Two large joins at once do not fit in little memory. Returns the name of what `_anonymous` shall read.
    """
    source, done = f"{table.name}_kept", list[str]()
    for column in columns:
        home = _homes(table)[column]
        key = TABLES[home].key[0]
        made = []
        for part in range(parts):
            made.append(f"{table.name}_{column}_{part}")
            con.execute(
                f'create temp table {made[-1]} as select t.* exclude ("{column}"), {_number_of("p.place", maps[home])} as "{column}" '
                f'from (from {source} where hash("{column}") % {parts} = {part}) as t left join '
                f'(select "{key}" as key, place from {home}_kept where hash("{key}") % {parts} = {part}) as p on p.key = t."{column}"'
            ).fetchall()
        for name in done:
            con.execute(f"drop table {name}").fetchall()
        done = made
        source = f"({' union all '.join(f'from {name}' for name in made)})"
    return source


def _homes(table: Table) -> dict[str, str]:
    """Columns with ids of persons that another table numbers, and that table."""
    found = {c.name: home_of(table, c.name) for c in table.columns if surrogate_letter(c)}
    return {column: home for column, home in found.items() if home != table.name}


def _number_of(place: str, chosen: tuple[int, int]) -> str:
    factor, shift = chosen
    return f"cast(({place} * {factor} + {shift}) % {_PRIME} as integer)"


def home_of(table: Table, column: str) -> str:
    """The table whose rows the id in the column numbers: that of the chain of references, else the table itself."""
    while (target := dict(table.references).get(column)) is not None:
        table, column = TABLES[target], TABLES[target].key[0]
    if column in table.key:
        return table.name
    owner = next((t.name for t in TABLES.values() if t.key == (column,) and column not in dict(t.references)), None)
    return owner or table.name
