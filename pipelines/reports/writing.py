"""Files are written aside and renamed, so that a reader never finds half of one and a failure leaves the old one."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.catalog import Text
from pipelines.problems import UserError

_WHY = {
    errno.ENOENT: Text("nie ma takiego folderu", "there is no such folder"),
    errno.ENOTDIR: Text("to nie jest folder", "this is no folder"),
    errno.EISDIR: Text("to jest folder", "this is a folder"),
    errno.EACCES: Text("brak prawa zapisu", "no right to write there"),
    errno.EPERM: Text("brak prawa zapisu", "no right to write there"),
    errno.EROFS: Text("dysk jest tylko do odczytu", "the disk is read-only"),
    errno.ENOSPC: Text("brak miejsca na dysku", "no space left on the disk"),
}


def _cannot(path: Path, error: OSError) -> UserError:
    said = error.strerror or str(error)
    why = _WHY.get(error.errno or 0, Text(said, said))
    return UserError(
        Text(
            f"Nie można zapisać {path}: {why.pl}. Niczego nie zapisano; wybierz inne miejsce w --out.",
            f"{path} cannot be written: {why.en}. Nothing was written; choose another place with --out.",
        )
    )


def check(path: Path) -> None:
    """UserError at once, before long work, where a file could not be written in the end."""
    if path.is_dir():
        raise _cannot(path, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    try:
        with tempfile.NamedTemporaryFile(prefix=f".{path.name}.", dir=path.parent):
            pass
    except OSError as error:
        raise _cannot(path, error) from error


@contextmanager
def file_at(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; renamed to it at the end, removed after a failure. UserError where it cannot be."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _cannot(path, error) from error
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        umask = os.umask(0)
        os.umask(umask)
        aside.chmod(0o666 & ~umask)  # a temporary file is private; what is saved follows the user's own setting
        aside.replace(path)
    except OSError as error:
        raise _cannot(path, error) from error
    finally:
        aside.unlink(missing_ok=True)


def save(path: Path, content: bytes) -> None:
    """Write the whole file or nothing."""
    with file_at(path) as aside:
        aside.write_bytes(content)


@contextmanager
def folder_at(path: Path, mark: str) -> Iterator[Path]:
    """A folder beside `path` to fill; it takes its place at the end. `mark` is the file that tells our folders from others.

    An earlier folder of ours is replaced; UserError where anything else is there.
    """
    if path.exists() and not (path / mark).is_file() and (not path.is_dir() or any(path.iterdir())):
        raise UserError(
            Text(
                f"{path} już istnieje i nie jest pakietem Latarni; podaj w --out nowy albo pusty folder.",
                f"{path} exists and is no bundle of Latarnia; name a new or empty folder with --out.",
            )
        )
    try:
        aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    except OSError as error:
        raise _cannot(path, error) from error
    old = aside.with_suffix(".old")
    try:
        yield aside
        aside.chmod(0o755)
        if path.exists():
            path.rename(old)
        aside.rename(path)
    except OSError as error:
        if old.exists() and not path.exists():
            old.rename(path)
        raise _cannot(path, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
