"""A proposal: what a file would change in one source table, told before anything changes.

One folder each in `data/proposals/` (not in git): `proposal.json` for machines, `report_pl.html` and `report_en.html` for
people, `next.csv` the table as it would be. Nothing reads them but the commands and the page on data quality.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.catalog import Text
from pipelines.imports import changes
from pipelines.problems import UserError

FOLDER = "proposals"
FILE = "proposal.json"
NEXT = "next.csv"

ChangeKind = Literal["new", "revised", "withdrawn"]
FindingKind = Literal["period", "code", "label", "jump", "break", "joined", "absent"]
State = Literal["pending", "refused", "conflict", "accepted"]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One figure that would be new, revised or withdrawn, with the place in the file it comes from."""

    kind: ChangeKind
    key: dict[str, str]
    column: str
    old: str  # as the table prints it; empty = no value
    new: str
    old_status: str  # obs_status before and after; empty where the table has none
    new_status: str
    beyond_rounding: bool  # the difference is more than one unit of the last printed digit
    file: str
    line: int | None
    at: str  # column of the file


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something a person should see before accepting."""

    kind: FindingKind
    text: Text
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A file that the proposal was made of."""

    file: str
    sha256: str
    shape: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Everything about one proposal; `read` gives it back as it was written."""

    id: str
    kind: changes.Kind
    table: str
    made: str  # UTC, ISO 8601
    released: str  # day on which the publisher released the figures
    against: str  # SHA-256 of the table that the figures were compared with
    becomes: str = ""  # SHA-256 of next.csv
    mapping: str
    origins: tuple[Origin, ...]
    unchanged: int  # figures of the file that the table has already
    outside: int  # rows of the file about areas or members that the table does not hold
    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...] = ()
    refused: tuple[Text, ...] = ()  # why it cannot be accepted as it is
    reason: str = ""  # of a correction
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, kind: ChangeKind) -> int:
        return sum(cell.kind == kind for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether the file says nothing that the table does not say already."""
        return not self.cells


def folder(data: Path) -> Path:
    """Where proposals lie."""
    return data / FOLDER


def state(data: Path, proposal: Proposal) -> State:
    """Whether the proposal still can be accepted: not once accepted, refused by itself, or made against other figures."""
    if any(change.proposal == proposal.id for change in changes.read(data / "sources")):
        return "accepted"
    if proposal.refused:
        return "refused"
    table = data / "sources" / f"{proposal.table}.csv"
    content = table.read_bytes() if table.is_file() else b""
    return "pending" if hashlib.sha256(content).hexdigest() == proposal.against else "conflict"


def listed(data: Path) -> list[Proposal]:
    """All proposals, newest first; a folder that cannot be read is left out."""
    found = []
    for path in folder(data).glob(f"*/{FILE}"):
        try:
            found.append(_from_json(path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda p: (p.made, p.id), reverse=True)


def read(data: Path, name: str) -> Proposal:
    """The proposal of that id; UserError with the ids there are when there is none."""
    found = {p.id: p for p in listed(data)}
    if name not in found:
        ids = ", ".join(found) or "-"
        raise UserError(
            Text(f"{name}: nie ma takiej propozycji; są: {ids}.", f"{name}: no such proposal; there are: {ids}.")
        )
    return found[name]


def to_json(proposal: Proposal) -> bytes:
    """The proposal for machines."""
    counts = {kind: sum(c.kind == kind for c in proposal.cells) for kind in ("new", "revised", "withdrawn")}
    return json.dumps(asdict(proposal) | {"counts": counts}, ensure_ascii=False, indent=1).encode()


def _from_json(content: bytes) -> Proposal:
    facts: dict[str, Any] = json.loads(content)
    return Proposal(
        **facts
        | {
            "origins": tuple(Origin(**origin) for origin in facts["origins"]),
            "cells": tuple(Cell(**cell) for cell in facts["cells"]),
            "findings": tuple(Finding(**f | {"text": Text(**f["text"])}) for f in facts["findings"]),
            "refused": tuple(Text(**text) for text in facts["refused"]),
        }
    )
