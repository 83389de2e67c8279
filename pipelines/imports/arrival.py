"""A file as it arrived: its hash, encoding and first lines, its JSON or its sheets. What it means, the shapes say."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.deliveries import formats
from pipelines.deliveries.archive import Member
from pipelines.imports.messages import problem
from pipelines.problems import InputError

HEAD_LINES = 6
MAX_JSON_BYTES = 256 << 20
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Arrival:
    """One file ready to be recognised."""

    name: str
    kind: Literal["text", "json", "workbook"]
    sha256: str
    path: Path  # of text: UTF-8, lines end in \n or all in \r\n
    lines: int = 0
    head: tuple[str, ...] = ()
    is_cut: bool = False  # the last line has no end
    document: Any = None  # of JSON
    sheets: dict[str, Path] = field(default_factory=dict)  # of a workbook: each as CSV without header

    def cells(self, line: int, delimiter: str) -> list[str]:
        """Fields of one of the first lines (from 0); empty where there is no such line."""
        if line >= len(self.head):
            return []
        return next(csv.reader([self.head[line]], delimiter=delimiter), [])

    def sheet(self, title: str) -> Arrival:
        """One sheet of a workbook as if it were a text file."""
        path = self.sheets[title]
        lines = path.read_text(encoding="utf-8").splitlines()
        return Arrival(f"{self.name} / {title}", "text", self.sha256, path, len(lines), tuple(lines[:HEAD_LINES]))


def opened(path: Path, work: Path) -> Arrival:
    """Open a file; what must be rewritten or unpacked goes into `work`. Raises InputError."""
    name = path.name
    if not path.is_file():
        raise InputError(problem("not_found", name))
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK\x03\x04"):
        from pipelines.imports import workbook

        return Arrival(name, "workbook", formats.sha256(path), path, sheets=workbook.unpack(path, work))
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in {b"{", b"["}:
        return Arrival(name, "json", formats.sha256(path), path, document=_json(path))
    found = formats.survey(path, name)
    target, sha256 = path, found.sha256
    if found.encoding == "cp1250":
        _refuse_mixed(path, name)
    if found.encoding != "utf-8" or not found.plain_ends:
        target = work / f"{found.sha256[:12]}.txt"
        if not target.exists():
            formats.rewrite(Member(name, "csv", None, path, name.lower(), None), found.encoding, target)
        found = formats.survey(target, name)
    with target.open("rb") as file:
        file.seek(-1, 2)
        is_cut = file.read(1) not in b"\r\n"
    with target.open(encoding="utf-8", newline="\n") as lines:
        head = tuple(line.rstrip("\r\n") for line, _ in zip(lines, range(HEAD_LINES), strict=False))
    return Arrival(name, "text", sha256, target, found.lines, head, is_cut)


def _json(path: Path) -> Any:
    if path.stat().st_size > MAX_JSON_BYTES:
        raise InputError(problem("json", path.name))
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise InputError(problem("json", path.name, line=error.lineno, column=str(error.colno))) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise InputError(problem("json", path.name)) from error


def _refuse_mixed(path: Path, name: str) -> None:
    """A file that is not UTF-8 as a whole must not have lines that are: those were pasted in from elsewhere."""
    single: int | None = None
    several: int | None = None
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(_BLOCK), b""), 1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                several = several or number
            except UnicodeDecodeError:
                single = single or number
            if single and several:
                raise InputError(problem("mixed_encoding", name, line=max(single, several)))
