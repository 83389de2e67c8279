"""A source table as it stands on disk: its rows as text, how they are sorted and written back byte for byte."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.catalog import Table

Key = tuple[str, ...]
STATUS, PERIODS = "obs_status", ("year", "period", "month")


@dataclass
class Held:
    """The rows of one source table by their key, in the order of the file."""

    table: Table
    rows: dict[Key, dict[str, str]] = field(default_factory=dict)
    sha256: str = ""

    @property
    def heads(self) -> list[str]:
        return [c.name for c in self.table.columns]

    @property
    def has_status(self) -> bool:
        return STATUS in self.heads

    @property
    def period(self) -> str:
        """Name of the column of periods."""
        return next(c for c in PERIODS if c in self.table.key)

    def series(self, key: Key) -> Key:
        """The key without its period."""
        at = self.table.key.index(self.period)
        return key[:at] + key[at + 1 :]

    def when(self, key: Key) -> str:
        return key[self.table.key.index(self.period)]


def read(sources: Path, table: Table) -> Held:
    """Rows of `<table>.csv`; none where the file is not there yet."""
    path = sources / f"{table.name}.csv"
    held = Held(table)
    content = path.read_bytes() if path.is_file() else b""
    held.sha256 = hashlib.sha256(content).hexdigest()
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        held.rows[tuple(row[name] for name in table.key)] = row
    return held


def written(held: Held, rows: dict[Key, dict[str, str]]) -> bytes:
    """The file with these rows: sorted as it was by key, else new rows at its end."""
    order = list(rows)
    before = list(held.rows)
    if before == sorted(before):
        order.sort()
    out = io.StringIO()
    writer = csv.DictWriter(out, held.heads, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[key] for key in order)
    return out.getvalue().encode()
