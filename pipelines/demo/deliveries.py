"""Writing deliveries: zips (same seed, same bytes) or one folder of plain CSV files, each with its manifest."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.contract import CONTRACT, TABLES, VERSION
from pipelines.demo.frames import Frame, encode, header, spans

_EPOCH = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifest.json"
_HELD_BYTES = 1 << 18

Part = tuple[bytes, int]  # CSV lines without the header, and how many


def parts(frames: Mapping[str, list[Frame]], deliveries: int) -> list[dict[str, Part]]:
    """The lines of each table by delivery, cut from one encoding of the whole; tables without rows are left out."""
    cut: list[dict[str, Part]] = [{} for _ in range(deliveries)]
    for table in CONTRACT:
        for frame in frames.get(table.name, []):
            content, starts = encode(frame, [c.name for c in table.columns])
            bounds = spans(frame, starts, deliveries)
            counts = spans(frame, np.arange(len(frame) + 1), deliveries)
            for at in range(deliveries):
                if counts[at + 1] == counts[at]:
                    continue
                lines, rows = cut[at].get(table.name, (b"", 0))
                piece = bytes(content[bounds[at] : bounds[at + 1]])
                cut[at][table.name] = (lines + piece, rows + int(counts[at + 1] - counts[at]))
    return cut


def cut(content: bytes) -> Part:
    """The lines of a canonical file without its header, and how many."""
    lines = content.partition(b"\n")[2]
    return lines, lines.count(b"\n")


def manifest(supplier: str, teryt: str, period: str, law: str, files: Mapping[str, tuple[int, str]]) -> bytes:
    """manifest.json of a delivery; `files` maps a file's name to its rows (without the header) and SHA-256."""
    told = {
        "supplier": supplier,
        "teryt": teryt,
        "period": period,
        "contract": VERSION,
        "law_version": law,
        "synthetic": True,
        "method": "synthetic",
        "contact": "koordynator",
        "files": [{"name": name, "rows": rows, "sha256": digest} for name, (rows, digest) in files.items()],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def write_zip(path: Path, supplier: str, teryt: str, period: str, law: str, tables: Mapping[str, Part]) -> None:
    """One delivery as a zip; its bytes depend on nothing but its content."""
    contents, listed = {}, {}
    for table in CONTRACT:
        if table.name in tables:
            lines, rows = tables[table.name]
            content = header([c.name for c in table.columns]) + lines
            contents[f"{table.name}.csv"] = content
            listed[f"{table.name}.csv"] = (rows, hashlib.sha256(content).hexdigest())
    pack(path, {MANIFEST: manifest(supplier, teryt, period, law, listed)} | contents)


def pack(path: Path, contents: Mapping[str, bytes]) -> None:
    """Files as a zip whose bytes depend on nothing but them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


class PlainFolder:
    """One big delivery as CSV files in a folder, written bit by bit; for the bench."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self._waiting: dict[str, list[bytes]] = {}
        self._bytes: dict[str, int] = {}
        self._digests: dict[str, Any] = {}
        self._rows: dict[str, int] = {}

    def add(self, tables: Mapping[str, Part]) -> None:
        """Append rows; they are held back until there are enough of them to be worth opening the file."""
        for name, (lines, rows) in tables.items():
            if name not in self._rows:
                first = header([c.name for c in TABLES[name].columns])
                self._waiting[name], self._bytes[name] = [first], len(first)
                self._digests[name], self._rows[name] = hashlib.sha256(), 0
            self._waiting[name].append(lines)
            self._bytes[name] += len(lines)
            self._rows[name] += rows
            if self._bytes[name] > _HELD_BYTES:
                self._flush(name)

    def _flush(self, name: str) -> None:
        content = b"".join(self._waiting[name])
        self._digests[name].update(content)
        with (self.folder / f"{name}.csv").open("ab") as file:
            file.write(content)
        self._waiting[name], self._bytes[name] = [], 0

    def close(self, supplier: str, teryt: str, period: str, law: str) -> None:
        """Write what is left and the manifest last: a folder without one is not whole."""
        for name in self._rows:
            self._flush(name)
        listed = {
            f"{t.name}.csv": (self._rows[t.name], self._digests[t.name].hexdigest())
            for t in CONTRACT
            if t.name in self._rows
        }
        (self.folder / MANIFEST).write_bytes(manifest(supplier, teryt, period, law, listed))
