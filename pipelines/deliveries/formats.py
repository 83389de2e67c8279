"""The bytes of a CSV file: hashed, decoded and measured in one pass with bounded memory, then its header read."""

from __future__ import annotations

import codecs
import csv
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from pipelines.catalog import Table
from pipelines.deliveries.archive import CHUNK_BYTES, Member
from pipelines.deliveries.messages import problem
from pipelines.problems import InputError

MAX_LINE_BYTES = 1 << 20  # DuckDB itself takes lines of two; a row of the contract has a few hundred
DELIMITERS = (";", ",", "\t")
SHOWN_COLUMNS = 20
LARGE_BYTES = 64 << 20  # of a file; counting lines in smaller ones takes less time than importing numpy
_LINE_END = ord("\n")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"%PDF")


@dataclass(frozen=True)
class Sheet:
    """A CSV file ready to be parsed: UTF-8, one kind of line end, its columns recognised."""

    name: str  # for messages
    table: Table
    path: Path
    delimiter: str
    columns: tuple[str, ...]  # declared names in the order of the file
    lines: int  # with the header; a last line without line end counts
    sha256: str  # of the file as it was sent
    bytes: int
    is_plain: bool = False  # no quotes, and lines end in \n alone
    from_workbook: bool = False


@dataclass(frozen=True)
class _Survey:
    encoding: str  # utf-8, utf-8-sig, utf-16, cp1250
    sha256: str
    bytes: int
    lines: int
    plain_ends: bool  # all lines end alike, in \n or \r\n
    is_plain: bool  # no quotes, no \r


def sha256(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_sheet(member: Member, table: Table, work: Path, *, from_workbook: bool = False) -> Sheet:
    """Survey the file and recognise its columns; rewritten as UTF-8 into `work` if need be. Raises InputError."""
    found = survey(member.path, member.name)
    path, seen = member.path, found
    if found.encoding != "utf-8" or not found.plain_ends:
        path = work / f"{table.name}.utf8.csv"
        rewrite(member, found.encoding, path)
        seen = survey(path, member.name)
    delimiter, columns = read_header(path, member.name, table)
    return Sheet(
        member.name,
        table,
        path,
        delimiter,
        columns,
        seen.lines,
        found.sha256,
        found.bytes,
        seen.is_plain,
        from_workbook,
    )


def survey(path: Path, name: str) -> _Survey:
    """Hash, encoding, number of lines in one pass; memory is one piece of a megabyte. Raises InputError."""
    with path.open("rb") as file:
        first = file.read(4096)
        encoding = _guess(first, name)
        file.seek(0)
        return _pass(file, name, encoding)


def _guess(first: bytes, name: str) -> str:
    """Encoding by the byte order mark, or by the zeros that UTF-16 without a mark shows."""
    if not first.strip(b"\0 \t\r\n"):
        raise InputError(problem("empty_file" if b"\0" not in first else "encoding", name))
    if first.startswith(_BINARY):
        raise InputError(problem("encoding", name))
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            return encoding
    odd, even = first[1::2].count(0), first[0::2].count(0)
    if odd + even == 0:
        return "utf-8"
    return "utf-16-le" if odd > even else "utf-16-be"


def _pass(file: BinaryIO, name: str, encoding: str) -> _Survey:
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    size = lines = returns = pairs = carried = 0
    last, quotes = b"", False
    counted = _counter(os.fstat(file.fileno()).st_size)
    wide = encoding.startswith("utf-16")  # line ends of these are counted after rewriting
    while piece := file.read(CHUNK_BYTES):
        digest.update(piece)
        size += len(piece)
        if not wide:
            if b"\0" in piece or b"\x1f" in piece:
                raise InputError(problem("encoding", name))
            if encoding.startswith("utf-8"):
                encoding = _still_utf8(decoder, piece, encoding)
            quotes = quotes or b'"' in piece
            ends = counted(piece)
            pairs += last == b"\r" and piece.startswith(b"\n")
            if b"\r" in piece:  # looking takes a tenth of counting, and most files have none
                returns += piece.count(b"\r")
                pairs += piece.count(b"\r\n")
            start = piece.find(b"\n")
            if carried + (start if ends else len(piece)) > MAX_LINE_BYTES:
                raise InputError(problem("line_length", name, line=lines + 1))
            carried = len(piece) - piece.rfind(b"\n") - 1 if ends else carried + len(piece)
            lines += ends
            last = piece[-1:]
    if encoding.startswith("utf-8"):
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            encoding = "cp1250"
    plain = returns == 0 or (returns == pairs == lines)
    lines += last not in {b"", b"\n"}
    return _Survey(encoding, digest.hexdigest(), size, lines, plain, not (wide or quotes or returns))


def _counter(size: int) -> Callable[[bytes], int]:
    """Counts the line ends of a piece; for a large file three times as fast as `count`."""
    if size < LARGE_BYTES:
        return lambda piece: piece.count(b"\n")
    import numpy as np

    return lambda piece: int(np.count_nonzero(np.frombuffer(piece, np.uint8) == _LINE_END))


def _still_utf8(decoder: codecs.IncrementalDecoder, piece: bytes, encoding: str) -> str:
    if piece.isascii() and not decoder.getstate()[0]:
        return encoding
    try:
        decoder.decode(piece)
    except UnicodeDecodeError:
        return "cp1250"
    return encoding


def rewrite(member: Member, encoding: str, path: Path) -> None:
    """Write the file again as UTF-8 with \\n line ends, piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    ends = _Newlines()
    length = lines = 0
    try:
        with member.path.open("rb") as source, path.open("xb") as target:
            while True:
                piece = source.read(CHUNK_BYTES)
                text = ends.decode(decoder.decode(piece, final=not piece), final=not piece)
                length = len(text) - text.rfind("\n") - 1 if "\n" in text else length + len(text)
                lines += text.count("\n")
                if length > MAX_LINE_BYTES:
                    raise InputError(problem("line_length", member.name, line=lines + 1))
                target.write(text.encode("utf-8"))
                if not piece:
                    return
    except UnicodeError as error:
        raise InputError(problem("encoding", member.name)) from error


class _Newlines:
    """Turns \\r\\n and \\r into \\n across the borders of pieces."""

    def __init__(self) -> None:
        self._held = False

    def decode(self, text: str, *, final: bool) -> str:
        text = ("\r" if self._held else "") + text
        self._held = text.endswith("\r") and not final
        if self._held:
            text = text[:-1]
        return text.replace("\r\n", "\n").replace("\r", "\n")


def read_header(path: Path, name: str, table: Table) -> tuple[str, tuple[str, ...]]:
    """Delimiter and declared names of the columns in their order; raises InputError for columns unknown, double, missing."""
    with path.open("rb") as file:
        line = file.readline(MAX_LINE_BYTES + 2).decode("utf-8").rstrip("\r\n")
    readings = [(d, _split(line, d)) for d in DELIMITERS]
    delimiter, cells = max(readings, key=lambda r: (sum(recognise(c, table) is not None for c in r[1]), len(r[1])))
    names = [recognise(cell, table) for cell in cells]
    known = [n for n in names if n is not None]
    problems = [problem("column_unknown", name, line=1, column=f"#{i}") for i, n in enumerate(names, 1) if n is None][
        :SHOWN_COLUMNS
    ]
    problems += [problem("column_twice", name, line=1, column=n) for n in sorted(set(known)) if known.count(n) > 1]
    problems += [problem("column_missing", name, line=1, column=c.name) for c in table.columns if c.name not in known]
    if problems:
        raise InputError(*problems)
    return delimiter, tuple(known)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [""])
    except csv.Error:
        return [line]


def recognise(cell: str, table: Table) -> str | None:
    """Declared name of the column whose name or header, in either language, stands in the cell."""
    return _wordings(table).get(_plain(cell))


@cache
def _wordings(table: Table) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in table.columns:
        for words in (column.name, *((column.header.pl, column.header.en) if column.header else ())):
            names.setdefault(_plain(words), column.name)
    return names


def _plain(words: str) -> str:
    return re.sub(r"[\s_]+", " ", words.strip()).casefold()
