"""The manifest of a delivery: who sends which half-year, under which contract, and the checksums of the files."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.contract import VERSION
from pipelines.deliveries.archive import MANIFEST
from pipelines.deliveries.messages import problem
from pipelines.problems import InputError

MAX_BYTES = 1 << 20
LAW_VERSIONS = ("2004", "2025")

# field: pattern that its whole value must match; no field may hold free text
_FIELDS = {
    "supplier": "[A-Za-z0-9_-]{2,40}",
    "teryt": "[0-9]{2}([0-9]{2})?",
    "period": "20[0-9]{2}-H[12]",
    "contract": "[0-9]{1,3}",
    "law_version": "|".join(LAW_VERSIONS),
    "method": "[a-z0-9_-]{2,60}",
    "contact": "[a-z0-9_-]{2,60}",
}
_FILE = {"name": r"[A-Za-z0-9_ .()-]{1,80}", "sha256": "[0-9a-f]{64}"}
_DIGITS = re.compile(r"[0-9]{8}")  # a supplier's code needs no long number; a person's would be one


@dataclass(frozen=True)
class Manifest:
    """What the sender declares; `rows` and `hashes` are keyed by file name in lower case."""

    supplier: str
    teryt: str
    period: str  # 2024-H1
    contract: str
    law_version: str
    method: str
    contact: str
    synthetic: bool
    rows: dict[str, int]
    hashes: dict[str, str]

    @property
    def months(self) -> tuple[str, str]:
        """First and last month of the half-year, `2024-01` and `2024-06`."""
        year, half = self.period.split("-H")
        return (f"{year}-01", f"{year}-06") if half == "1" else (f"{year}-07", f"{year}-12")


def read(path: Path) -> Manifest:
    """Read and check the manifest; raises InputError naming the field, never its value."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _broken(None)
        facts = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _broken(None) from error
    if not isinstance(facts, dict):
        raise _broken(None)
    for field, pattern in _FIELDS.items():
        value = facts.get(field)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise _broken(field)
    if _DIGITS.search(facts["supplier"]):
        raise _broken("supplier")
    if not isinstance(facts.get("synthetic", False), bool):
        raise _broken("synthetic")
    if set(facts) - {*_FIELDS, "files", "synthetic"}:
        raise _broken(None)
    if facts["contract"] != VERSION:
        raise InputError(problem("manifest_version", MANIFEST, column="contract"))
    files = facts.get("files")
    if not isinstance(files, list) or not files or not all(_is_file(f) for f in files):
        raise _broken("files")
    names = [str(f["name"]).lower() for f in files]
    if len(set(names)) != len(names):
        raise _broken("files")
    return Manifest(
        **{field: facts[field] for field in _FIELDS},
        synthetic=facts.get("synthetic", False),
        rows={name: f["rows"] for name, f in zip(names, files, strict=True) if f.get("rows") is not None},
        hashes={name: f["sha256"] for name, f in zip(names, files, strict=True)},
    )


def _is_file(entry: Any) -> bool:
    if not isinstance(entry, dict) or not {"name", "sha256"} <= set(entry) <= {"name", "rows", "sha256"}:
        return False
    rows = entry.get("rows")
    if rows is not None and (not isinstance(rows, int) or isinstance(rows, bool) or rows < 0):
        return False
    return all(isinstance(entry[key], str) and re.fullmatch(form, entry[key]) for key, form in _FILE.items())


def _broken(field: str | None) -> InputError:
    return InputError(problem("manifest_form", MANIFEST, column=field))
