"""Deliveries with errors, for those who check deliveries: rows to set aside in one, a refusal in each of many others."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.catalog import Text
from pipelines.contract import TABLES
from pipelines.demo import deliveries, refusals
from pipelines.demo.deliveries import MANIFEST, Part
from pipelines.demo.faults import BASE, BESIDES, FAULTS, FOLLOW, PARENTS
from pipelines.demo.frames import month, month_text
from pipelines.demo.region import CUTOFF
from pipelines.problems import UserError

_FIRST_OWN = 92_000_000  # numbers above are of no case, plan or step that the generator makes, households' included
_SECOND_OWN = 95_000_000
_OF_COUNTY = 4  # digits of a county's code
_OBSERVED = 24  # months of follow-up that the spoilt delivery needs


@dataclass(frozen=True)
class Injected:
    """One error: where it stands, by which rule it is told."""

    file: str
    line: int | None
    column: str | None
    rule: str


def spoil(out: Path, paths: list[Path]) -> int:
    """Put errors into the largest old enough delivery with cases, write deliveries to refuse, list all in messy.json.

    messy.json: for each delivery its file, the exit code of `latarnia check`, and the errors. Returns how many there are.
    """
    chosen = _largest(paths)
    tables = {name: deliveries.cut(content) for name, content in _contents(chosen).items()}
    manifest = json.loads(_contents(chosen, manifest=True)[MANIFEST])
    county = _county(manifest["teryt"], tables)
    spoilt, errors = inject(tables, county, manifest["period"])
    deliveries.write_zip(
        chosen, manifest["supplier"], manifest["teryt"], manifest["period"], manifest["law_version"], spoilt
    )
    told = [{"delivery": chosen.name, "exit": 1, "errors": [asdict(e) for e in errors]}]
    row = _cells(BASE["cases"], _words(0, county, manifest["period"]))
    for refusal in refusals.REFUSALS:
        path = refusals.write(out, refusal, county, manifest["period"], row)
        error = Injected(refusal.file or path.name, refusal.line, refusal.column, refusal.rule)
        told.append({"delivery": path.name, "exit": 2, "errors": [asdict(error)]})
    (out / "messy.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(errors) + len(refusals.REFUSALS)


def _county(teryt: str, tables: Mapping[str, Part]) -> str:
    """The county in which the errors are put: the supplier's, or that of the first case where it is a voivodeship."""
    if len(teryt) == _OF_COUNTY:
        return teryt
    at = [column.name for column in TABLES["cases"].columns].index("teryt")
    return tables["cases"][0].partition(b"\n")[0].split(b";")[at].decode()


def _largest(paths: list[Path]) -> Path:
    able = [p for p in paths if _first_month(p.stem.rpartition("_")[2]) + _OBSERVED <= CUTOFF and _has_cases(p)]
    if not able:
        raise UserError(
            Text(
                "--messy potrzebuje dostawy z wejściami najpóźniej w 2023-H2.",
                "--messy needs a delivery with entries in 2023-H2 at the latest.",
            )
        )
    return max(able, key=lambda p: (p.stat().st_size, p.name))


def _has_cases(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return "cases.csv" in archive.namelist()


def _contents(path: Path, *, manifest: bool = False) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        named = {name: archive.read(name) for name in archive.namelist()}
    if manifest:
        return {MANIFEST: named[MANIFEST]}
    return {name.removesuffix(".csv"): content for name, content in named.items() if name != MANIFEST}


def _first_month(period: str) -> int:
    year, _, half = period.partition("-H")
    return month(int(year), 1 if half == "1" else 7)


def inject(tables: Mapping[str, Part], teryt: str, period: str) -> tuple[dict[str, Part], list[Injected]]:
    """The tables with wrong rows added at the end of each, and where they stand (header = line 1)."""
    added: dict[str, list[bytes]] = {}
    errors: list[Injected] = []

    def add(table: str, cells: dict[str, str]) -> int:
        row = ";".join(cells.get(column.name, "") for column in TABLES[table].columns)
        rows = added.setdefault(table, [])
        rows.append(f"{row}\n".encode())
        return 1 + tables.get(table, (b"", 0))[1] + len(rows)

    for number, fault in enumerate(FAULTS.strip().splitlines(), 1):
        name, _, rest = fault.partition(":")
        table, _, rule = name.partition(".")
        changes, _, column = rest.rpartition(">")
        words = _words(number, teryt, period)
        for parent in PARENTS.get(table, ()):
            if parent not in {beside for beside, _ in BESIDES.get(name, ())}:
                add(parent, _cells(BASE[parent], words))
        for beside, change in BESIDES.get(name, ()):
            add(beside, _cells(BASE[beside], words) | _cells(change, words))
        lines = [add(table, _cells(BASE[table], words) | _cells(change, words)) for change in changes.split(" / ")]
        errors.append(Injected(f"{table}.csv", lines[-1], column.strip(), rule))
        for follower, cells, at in FOLLOW.get(name, ()):
            errors.append(Injected(f"{follower}.csv", add(follower, _cells(cells, words)), at, "orphan"))
    spoilt = {
        name: (tables.get(name, (b"", 0))[0] + b"".join(rows), tables.get(name, (b"", 0))[1] + len(rows))
        for name, rows in added.items()
    }
    return dict(tables) | spoilt, errors


def _words(number: int, teryt: str, period: str) -> dict[str, str]:
    first = _first_month(period)
    words = {f"m{at}": month_text(first + at) for at in range(-1, 25)}
    return words | {
        "T": teryt,
        "other": ("04" if teryt[:2] == "02" else "02") + "01",  # every voivodeship has a county 01
        "n": str(_FIRST_OWN + number),
        "u": str(_SECOND_OWN + number),
        "k": str(9000 + number),
        "q": f"{1 + number % 12:02d}",
    }


def _cells(text: str, words: Mapping[str, str]) -> dict[str, str]:
    """`a=1, b={T}` as cells."""
    filled = re.sub(r"\{([^}]+)\}", lambda found: words[found[1]], text)
    parts = [part.strip().partition("=") for part in filled.split(", ") if part.strip(" /")]
    return {name.strip(): value.strip() for name, _, value in parts}
