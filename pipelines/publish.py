"""Writing a release: aside first, then one rename, then one pointer; a build killed at any moment tears nothing."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import duckdb

from pipelines.catalog import Text
from pipelines.problems import UserError

POINTER = "current"
_ASIDE = ".building-"


def write_atomically(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Replace `path` by a file with `content`, whole or not at all, also across a power cut."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Workplace:
    """A folder aside in which one build writes; `publish` makes it the release in use. One build at a time."""

    def __init__(self, marts: Path, release: str) -> None:
        self.marts, self.release = marts, release
        self.folder = marts / f"{_ASIDE}{release}"
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self.marts.mkdir(parents=True, exist_ok=True)
        self._lock = (self.marts / ".lock").open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise UserError(
                Text(
                    "Inna budowa właśnie trwa w tym folderze; poczekaj, aż się skończy, i spróbuj ponownie.",
                    "Another build is running in this folder; wait for it to end and try again.",
                )
            ) from None
        for leftover in self.marts.glob(f"{_ASIDE}*"):  # of a killed build: the lock is ours, so nobody uses it
            shutil.rmtree(leftover)
        for leftover in self.marts.glob(f".{POINTER}-*"):
            leftover.unlink()
        self.folder.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()

    def write_table(self, con: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
        """Write one table as Parquet (v1 for Spark, zstd), rows in a fixed order; returns rows and hash of the bytes."""
        path = self.folder / f"{table}.parquet"
        con.execute(
            f"copy (select * from {table} order by all) to '{path}' (format parquet, compression zstd, parquet_version v1)"
        ).fetchall()
        rows = con.execute(f"select count(*) from {table}").fetchall()[0][0]
        return {"rows": rows, "sha256": seal(path)}

    def write_bytes(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.write_bytes(content)
        seal(path)

    def write_manifest(self, facts: dict[str, Any]) -> None:
        built = datetime.now(UTC).isoformat(timespec="seconds")
        self.write_bytes("manifest.json", json.dumps({**facts, "built": built}, ensure_ascii=False, indent=1).encode())

    def publish(self) -> bool:
        """Make this the release in use; returns False when the same release already stood there whole."""
        target = self.marts / self.release
        is_new = not is_whole(target)
        if is_new:
            if target.exists():  # damaged from outside: the manifest's hashes do not hold
                shutil.rmtree(target)
            sync_folder(self.folder)
            self.folder.rename(target)
            sync_folder(self.marts)
        write_atomically(self.marts / POINTER, self.release.encode())
        return is_new


def remove(marts: Path, name: str) -> None:
    """Delete a release that is not in use: out of sight by one rename first. UserError while a build is running."""
    with Workplace(marts, f"removed-{name}") as work:  # its lock, and a folder aside that goes when it ends
        if in_use(marts) != name:
            (marts / name).rename(work.folder / name)


def in_use(marts: Path) -> str | None:
    """Name of the release in use, None where there is none."""
    try:
        return (marts / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return None


def seal(path: Path) -> str:
    """Push a file to the disk before it can be pointed at; returns its SHA-256."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_whole(folder: Path) -> bool:
    """Whether a release folder holds every table of its manifest, byte for byte."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        return (folder / "shapes.json").is_file() and all(
            hashlib.sha256((folder / f"{t['name']}.parquet").read_bytes()).hexdigest() == t["sha256"]
            for t in manifest["tables"]
        )
    except (OSError, ValueError, KeyError):
        return False
