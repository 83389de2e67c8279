"""`latarnia pack`: the manifest of a folder whose sender has none, or its checksums anew after files were mended."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines import publish
from pipelines.catalog import Text
from pipelines.contract import VERSION
from pipelines.deliveries import archive, formats, manifest
from pipelines.problems import UserError

NEW_LAW_FROM = "2025-H2"  # the first half-year that lies wholly under the act of 2025
DEFAULTS = {"method": "by-supplier", "contact": "coordinator"}


def pack(folder: Path, given: Mapping[str, str | None]) -> Path:
    """Write `manifest.json` of the folder and return its path; an earlier one lends the fields that are not `given`.

    `given` holds supplier, teryt, period, law_version, method, contact. Raises UserError where supplier, teryt or
    period are known from nowhere, InputError for a file the contract does not know or a field of a wrong form.
    """
    if not folder.is_dir():
        raise UserError(Text("Nie ma takiego folderu.", "There is no such folder."))
    members = archive.gather(folder, folder)  # of a folder nothing is unpacked
    facts: dict[str, Any] = DEFAULTS | _earlier(members) | {k: v for k, v in given.items() if v is not None}
    missing = [field for field in ("supplier", "teryt", "period") if not facts.get(field)]
    if missing:
        options = ", ".join(f"--{field}" for field in missing)
        raise UserError(Text(f"Podaj jeszcze: {options}.", f"Please also give: {options}."))
    facts.setdefault("law_version", "2025" if str(facts["period"]) >= NEW_LAW_FROM else "2004")
    files = [_described(member) for member in members if member.kind != "manifest"]
    if not files:
        raise UserError(Text("W folderze nie ma żadnej tabeli.", "The folder holds no table."))
    content = (json.dumps(facts | {"contract": VERSION, "files": files}, indent=1) + "\n").encode()
    with tempfile.TemporaryDirectory() as aside:  # what the loader would refuse is not written
        draft = Path(aside) / archive.MANIFEST
        draft.write_bytes(content)
        manifest.read(draft)
    path = folder / archive.MANIFEST
    publish.write_atomically(path, content)
    return path


def _earlier(members: list[archive.Member]) -> dict[str, Any]:
    """Fields of the manifest that lies there already; none if there is no readable one."""
    for member in members:
        if member.kind == "manifest" and member.path.stat().st_size <= manifest.MAX_BYTES:
            try:
                facts = json.loads(member.path.read_bytes())
            except (ValueError, RecursionError):
                return {}
            if isinstance(facts, dict):
                return {key: value for key, value in facts.items() if key not in {"files", "contract"}}
    return {}


def _described(member: archive.Member) -> dict[str, Any]:
    """Name, SHA-256 and rows of a file; rows only where its lines can be counted without rewriting it."""
    if member.kind == "csv":
        found = formats.survey(member.path, member.name)
        counted = found.plain_ends and not found.encoding.startswith("utf-16")
        rows = {"rows": found.lines - 1} if counted else {}
        return {"name": member.path.name, **rows, "sha256": found.sha256}
    with member.path.open("rb") as file:
        return {"name": member.path.name, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
