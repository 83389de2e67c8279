"""Stored deliveries enter the build: which of them count, and their rows as raw tables that never leave it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pipelines import publish
from pipelines.catalog import Column, Table, Text
from pipelines.contract import CONTRACT
from pipelines.contract.staging import STAGING_TYPES
from pipelines.deliveries import private, store
from pipelines.deliveries.store import Stored
from pipelines.disclosure import rows
from pipelines.disclosure.tokens import Rule
from pipelines.problems import UserError

Progress = Callable[[Text], None]

DELIVERED = "bundled.json"  # zips of data/deliveries that were loaded once, by name and hash
_SURROGATE = re.compile(r"[a-z]\[0-9\]\{1,8\}")  # such ids are stored as numbers


def waiting(data: Path, restricted: Path, region: str) -> list[Path]:
    """Zips in `data/deliveries` about the region that this installation has not loaded yet."""
    done = _delivered(restricted)
    found = sorted((data / "deliveries").glob(f"*-{region}*_*.zip"))
    return [path for path in found if done.get(path.name) != _hash(path)]


def take(data: Path, restricted: Path, region: str, progress: Progress) -> list[Text]:
    """Load what is waiting, each once: a later undo or a newer delivery of the same supplier is not overruled.

    Returns a warning for each delivery that was not taken whole.
    """
    todo = waiting(data, restricted, region)
    if not todo:
        return []
    from pipelines.deliveries import small_groups
    from pipelines.deliveries.check import CLEAN, REFUSED, Desk, guarded

    warnings: list[Text] = []
    done = _delivered(restricted)
    held = {f"{d.supplier}_{d.period}" for d in store.deliveries(restricted)}
    with store.locked(restricted) as folder, private.workplace(restricted) as work:
        desk = Desk(work, data / "reference")
        for number, path in enumerate(todo, 1):
            if path.name not in done and path.stem in held:  # somebody loaded that half-year before the first build
                done[path.name] = _hash(path)
                continue
            progress(
                Text(
                    f"wczytuję dostawę {number} z {len(todo)}: {path.stem}",
                    f"loading delivery {number} of {len(todo)}: {path.stem}",
                )
            )
            verdict = desk.examine(path)
            if verdict.code != CLEAN:
                warnings.append(
                    Text(
                        f"{path.name}: są błędy; pokaże je latarnia check data/deliveries/{path.name}",
                        f"{path.name}: there are faults; latarnia check data/deliveries/{path.name} shows them",
                    )
                )
            if verdict.code != REFUSED:
                with guarded():
                    store.save(folder, desk.con, verdict, small_groups.measure(desk.con), is_bundled=True)
            done[path.name] = _hash(path)
        publish.write_atomically(
            folder / DELIVERED, json.dumps(done, indent=1, sort_keys=True).encode(), mode=private.FILE_MODE
        )
    return warnings


def in_use(restricted: Path, region: str) -> list[Stored]:
    """The deliveries about the region that a build reads: real ones where there are any, else invented ones of the office.

    The bundled sample counts only where there are neither: two worlds are never put together. Raises UserError where a
    county and its region both delivered clients of one half-year: they would count twice.
    """
    facts = {d: d.report for d in store.deliveries(restricted)}
    about = [d for d, told in facts.items() if told["teryt"] == "00" or told["teryt"].startswith(region)]
    real = [d for d in about if not facts[d]["synthetic"]]
    chosen = real or [d for d in about if not facts[d].get("bundled")] or about
    clients = [d for d in chosen if any(facts[d]["kept"].get(table) for table in ("cases", "households"))]
    wide = {d.period for d in clients if len(facts[d]["teryt"]) < 4}
    twice = [d for d in clients if d.period in wide and len(facts[d]["teryt"]) == 4]
    if twice:
        named = f"{twice[0].supplier} {twice[0].period}"
        raise UserError(
            Text(
                f"Dostawa {named} dotyczy powiatu, który jest już w dostawie całego województwa z tego półrocza. "
                f"Wycofaj jedną z nich: latarnia load --undo {named}",
                f"Delivery {named} is about a county that the delivery of the whole voivodeship in that half-year holds. "
                f"Withdraw one of them: latarnia load --undo {named}",
            )
        )
    return chosen


def is_synthetic(deliveries: Sequence[Stored]) -> bool:
    """Whether the rows were made by the generator."""
    return any(d.report["synthetic"] for d in deliveries)


def content(deliveries: Sequence[Stored]) -> str:
    """What the deliveries hold, in one line: it does not depend on how often they were loaded."""
    return " ".join(f"{d.supplier}/{d.period}/{d.version.partition('-')[2]}" for d in deliveries)


def facts(deliveries: Sequence[Stored], rule: Rule) -> list[dict[str, object]]:
    """What the manifest of a release says of each delivery: who, when, how many rows, how many set aside by which rule.

    Numbers of rows are told by the rule of the release's counts; the exact ones stay in the restricted zone.
    """
    told = []
    for delivery in deliveries:
        report = delivery.report
        lonely = report["small_groups"]
        below = round(lonely["share_below"] * lonely["cases"])
        told.append(
            {
                **{name: report[name] for name in ("supplier", "period", "teryt", "synthetic", "contract")},
                "kept": {table: rows.told(rule, count) for table, count in report["kept"].items()},
                "all_kept": rows.told(rule, sum(report["kept"].values())),
                "all_aside": rows.told(rule, sum(row["rows"] for row in report["aside"])),
                "aside": [{**row, "rows": rows.told(rule, row["rows"])} for row in report["aside"]],
                "small_groups": {"below": rows.told(rule, below), "is_personal": bool(below)},
            }
        )
    return told


def read(con: duckdb.DuckDBPyConnection, deliveries: Sequence[Stored]) -> None:
    """Create `raw_<table>` for every table of the contract: all rows, with the number of their delivery before them."""
    for table in CONTRACT:
        con.execute(f"create or replace table raw_{table.name} ({_columns(table)})").fetchall()
        paths = [(n, d.folder / f"{table.name}.parquet") for n, d in enumerate(deliveries)]
        present = {str(path): n for n, path in paths if path.is_file()}
        if not present:
            continue
        names = ", ".join(f'"{c.name}"' for c in table.columns)
        con.execute(
            f"insert into raw_{table.name} select list_position(?, filename) as delivery, {names} "
            "from read_parquet(?, union_by_name=true, filename=true)",
            [_places(present, len(deliveries)), list(present)],
        ).fetchall()


def _places(present: dict[str, int], count: int) -> list[str]:
    places = [""] * count
    for path, number in present.items():
        places[number] = path
    return places


def _columns(table: Table) -> str:
    return ", ".join(["delivery integer", *(f'"{c.name}" {_type(c)}' for c in table.columns)])


def _type(column: Column) -> str:
    if column.pattern is not None and _SURROGATE.fullmatch(column.pattern):
        return "integer"
    return STAGING_TYPES[column.type]


def _delivered(restricted: Path) -> dict[str, str]:
    try:
        done: dict[str, str] = json.loads((restricted / "deliveries" / DELIVERED).read_bytes())
    except (OSError, ValueError):
        return {}
    return done


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
