"""Opening a delivery, folder or zip, without trusting it: sizes, names, links and nested archives are held in bounds."""

from __future__ import annotations

import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipelines.contract import TABLES
from pipelines.deliveries.messages import problem
from pipelines.problems import InputError

MAX_FILES = 64
MAX_BYTES = 16 << 30  # of all files unpacked: ten million cases with their steps take a quarter of it
MAX_RATIO = 200  # unpacked to packed; code columns pack 10 to 40 times, deflate can do 1032
SMALL_BYTES = 1 << 20  # below it a high ratio proves nothing
CHUNK_BYTES = 1 << 20

MANIFEST = "manifest.json"
_ARCHIVES = {".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst"}
_LEFT_BY_SYSTEMS = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|~\$.*|__MACOSX", re.IGNORECASE)


@dataclass(frozen=True)
class Member:
    """One file of a delivery: the name messages may print, what it is, and where its bytes stand now."""

    name: str  # `cases.csv`, `manifest.json`, `XLSX 1`; never a name made up by the sender
    kind: str  # csv, xlsx, manifest
    table: str | None
    path: Path
    sent_as: str  # the sender's own file name in lower case, to find it in the manifest; never printed
    stamp: tuple[int, ...] | None  # of a file read where it lies; None for our own copy

    def is_unchanged(self) -> bool:
        """Whether the file is still the one that was opened first; our own copies always are."""
        try:
            return self.stamp is None or _stamp(self.path.lstat()) == self.stamp
        except OSError:
            return False


def gather(source: Path, work: Path) -> list[Member]:
    """Files of the delivery `source`; those of a zip are unpacked into `work`. Raises InputError, having kept nothing."""
    if source.is_dir():
        return _folder(source)
    if source.is_file():
        return _unpack(source, work)
    raise InputError(problem("not_found", printable(source)))


def printable(source: Path) -> str:
    """Name of the delivery for messages: its own where it is plain, `delivery` where it might tell of a person."""
    plain = re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", source.name) and not re.search(r"[0-9]{8}", source.name)
    return source.name if plain else "delivery"


def _stamp(info: os.stat_result) -> tuple[int, ...]:
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns


def _folder(folder: Path) -> list[Member]:
    entries = sorted((e for e in os.scandir(folder) if not _LEFT_BY_SYSTEMS.fullmatch(e.name)), key=lambda e: e.name)
    if len(entries) > MAX_FILES:
        raise InputError(problem("archive_members", printable(folder)))
    members = []
    for number, entry in enumerate(entries, 1):
        name, kind, table = _recognise(entry.name, number)
        info = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(info.st_mode):
            raise InputError(problem("file_unknown" if stat.S_ISDIR(info.st_mode) else "archive_link", name))
        members.append(Member(name, kind, table, Path(entry.path), entry.name.lower(), _stamp(info)))
    return members


def _recognise(name: str, number: int) -> tuple[str, str, str | None]:
    """Printable name, kind and table of a file; raises InputError where the contract knows no such file."""
    path = PurePosixPath(name)
    stem, suffix = path.stem.lower(), path.suffix.lower()
    if name.lower() == MANIFEST:
        return MANIFEST, "manifest", None
    if suffix == ".csv" and stem in TABLES:
        return f"{stem}.csv", "csv", stem
    if suffix == ".xlsx":
        return f"XLSX {number}", "xlsx", None
    raise InputError(problem("archive_nested" if suffix in _ARCHIVES else "file_unknown", f"#{number}"))


def _unpack(source: Path, work: Path) -> list[Member]:
    name = printable(source)
    before = _stamp(source.stat())
    try:
        with zipfile.ZipFile(source) as archive:
            entries = list(_safe_entries(archive, name))
            check_sizes([info for info, _ in entries], source.stat().st_size, name)
            if sum(info.file_size for info, _ in entries) > shutil.disk_usage(work).free:
                raise InputError(problem("disk", name))
            members = []
            for number, (info, base) in enumerate(entries, 1):
                told, kind, table = _recognise(base, number)
                path = work / f"{number:02d}.{kind}"
                _write(archive, info, path, name)
                members.append(Member(told, kind, table, path, base.lower(), None))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError) as error:
        raise InputError(problem("archive_broken", name)) from error
    except NotImplementedError as error:
        raise InputError(problem("archive_method", name)) from error
    if _stamp(source.stat()) != before:
        raise InputError(problem("file_changed", name))
    return members


def _safe_entries(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Files of the archive with their names without folders; one folder around all of them is allowed."""
    entries = archive.infolist()
    if len(entries) > 2 * MAX_FILES:
        raise InputError(problem("archive_members", name))
    tops, count = set(), 0
    for info in entries:
        parts = PurePosixPath(info.filename).parts
        raw = info.orig_filename
        if not parts or raw.startswith("/") or "\\" in raw or ":" in raw or "\0" in raw or ".." in parts:
            raise InputError(problem("archive_path", name))
        form = stat.S_IFMT(info.external_attr >> 16)
        if form not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise InputError(problem("archive_link", name))
        if info.is_dir() or any(_LEFT_BY_SYSTEMS.fullmatch(part) for part in parts):
            continue
        if info.flag_bits & 0x1:
            raise InputError(problem("archive_encrypted", name))
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise InputError(problem("archive_method", name))
        tops.add(parts[:-1])
        count += 1
        if count > MAX_FILES:
            raise InputError(problem("archive_members", name))
        yield info, parts[-1]
    if len(tops) > 1 or any(len(top) > 1 for top in tops):
        raise InputError(problem("file_unknown", name))


def check_sizes(entries: list[zipfile.ZipInfo], archive_bytes: int, name: str, *, max_bytes: int = MAX_BYTES) -> None:
    """Refuse (InputError) a zip that would unpack to far more than it is, or whose files share their bytes."""
    total = sum(info.file_size for info in entries)
    packed = sum(info.compress_size for info in entries)
    steep = any(i.file_size > max(SMALL_BYTES, MAX_RATIO * i.compress_size) for i in entries)
    if steep or total > max_bytes or packed > archive_bytes:
        raise InputError(problem("archive_bomb", name))
    end = 0
    for info in sorted(entries, key=lambda i: i.header_offset):
        if info.header_offset < end:
            raise InputError(problem("archive_bomb", name))
        end = info.header_offset + 30 + len(info.filename) + info.compress_size


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, name: str) -> None:
    """Unpack one file in pieces; stops as soon as more comes out than the archive declared."""
    left = info.file_size
    with archive.open(info) as packed, path.open("xb") as file:
        while piece := packed.read(CHUNK_BYTES):
            left -= len(piece)
            if left < 0:
                raise InputError(problem("archive_bomb", name))
            file.write(piece)
    if left:
        raise InputError(problem("archive_broken", name))
