"""Deliveries that must be refused whole, one for each reason: a cell that may not exist, a broken package."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.contract import TABLES
from pipelines.demo import deliveries
from pipelines.demo.deliveries import MANIFEST
from pipelines.demo.frames import header

_CASES = "cases.csv"
_COLUMNS = len(TABLES["cases"].columns)


@dataclass(frozen=True)
class Refusal:
    """One reason; `cell` is what stands in `column`. `file` None: the message is about the package."""

    rule: str
    column: str | None = None
    cell: str = ""
    line: int | None = None
    file: str | None = _CASES
    name: str = ""


def _cell(rule: str, column: str, cell: str, name: str = "") -> Refusal:
    return Refusal(rule, column, cell, 2, name=name)


REFUSALS = (
    _cell("pesel", "education", "44051401358"),
    _cell("pesel", "case_id", "44051401359", "pesel_valid"),
    _cell("nip", "education", "1060000062"),
    _cell("regon", "work_record", "123456785"),
    _cell("phone", "disability", "+48 58 123 45"),
    _cell("email", "education", "ktos@example.org"),
    _cell("iban", "education", "PL61109010140000071219812874"),
    _cell("url", "education", "https://example.org"),
    _cell("full_date", "entry_month", "1984-05-14"),
    _cell("gmina", "teryt", "2205011"),
    _cell("postcode", "education", "83-300"),
    _cell("name", "education", "Jan Kowalski"),
    _cell("free_text", "education", "klient nie przyszedł na spotkanie"),
    Refusal("column_unknown", f"#{_COLUMNS + 1}", line=1),
    Refusal("column_missing", "sex", line=1),
    Refusal("column_twice", "sex", line=1),
    Refusal("row_shape", line=2),
    Refusal("file_unknown", file="#3"),
    Refusal("file_unlisted"),
    Refusal("file_missing", "files", file=MANIFEST),
    Refusal("file_hash"),
    Refusal("file_rows"),
    Refusal("manifest_missing", file=MANIFEST),
    Refusal("manifest_form", "period", file=MANIFEST),
    Refusal("manifest_version", "contract", file=MANIFEST),
    Refusal("archive_broken", file=None),
    Refusal("archive_path", file=None),
)


def write(out: Path, refusal: Refusal, teryt: str, period: str, row: Mapping[str, str]) -> Path:
    """A zip with one case, `row`, right in everything but the reason for refusing it."""
    supplier = f"odmowa-{(refusal.name or refusal.rule).replace('_', '-')}"
    path = out / f"{supplier}_{period}.zip"
    content = _table(refusal, row)
    listed = {_CASES: (2 if refusal.rule == "file_rows" else 1, hashlib.sha256(content).hexdigest())}
    listed |= {"file_hash": {_CASES: (1, "0" * 64)}, "file_missing": {"steps.csv": (1, "0" * 64)}}.get(refusal.rule, {})
    files = {_CASES: content}
    if refusal.rule == "file_unlisted":
        other = header(column.name for column in TABLES["institution_area"].columns)
        files["institution_area.csv"] = other
        listed = {"institution_area.csv": (0, hashlib.sha256(other).hexdigest())}
    elif refusal.rule == "file_unknown":
        files["notatki.txt"] = b"x"
    stated = "2024-H3" if refusal.rule == "manifest_form" else period
    told = deliveries.manifest(supplier, teryt, stated, "2004", listed)
    if refusal.rule == "manifest_version":
        told = told.replace(b'"contract": "', b'"contract": "99')
    if refusal.rule != "manifest_missing":
        files = {MANIFEST: told} | files
    if refusal.rule == "archive_path":
        files = {f"../{name}": part for name, part in files.items()}
    deliveries.pack(path, files)
    if refusal.rule == "archive_broken":
        path.write_bytes(path.read_bytes()[:-40])
    return path


def _table(refusal: Refusal, row: Mapping[str, str]) -> bytes:
    """The file of cases: a header and one row."""
    columns = [column.name for column in TABLES["cases"].columns]
    cells = [row.get(name, "") for name in columns]
    if refusal.cell:
        cells[columns.index(refusal.column or "")] = refusal.cell
    if refusal.rule == "column_missing":
        at = columns.index("sex")
        columns, cells = columns[:at] + columns[at + 1 :], cells[:at] + cells[at + 1 :]
    elif refusal.rule == "column_twice":
        columns, cells = [*columns, "sex"], [*cells, "F"]
    elif refusal.rule == "column_unknown":
        columns, cells = [*columns, "nazwisko"], [*cells, ""]
    elif refusal.rule == "row_shape":
        cells = [*cells, "1"]
    return header(columns) + header(cells)
