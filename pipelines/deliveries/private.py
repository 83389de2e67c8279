"""The restricted folder: only its owner may enter; what a killed run left there is cleared by the next."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_WORK = ".work-"


def enter(folder: Path) -> Path:
    """Make the folder (and its parents, up to the first that is there) for the owner alone; returns it."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(FOLDER_MODE)
    return folder


@contextmanager
def workplace(restricted: Path) -> Iterator[Path]:
    """A private folder for one run, gone afterwards. While it is in use it is locked, so no other run clears it."""
    enter(restricted)
    _clear(restricted)
    folder = Path(tempfile.mkdtemp(prefix=_WORK, dir=restricted))
    try:
        with (folder / ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(restricted: Path) -> None:
    for leftover in restricted.glob(f"{_WORK}*"):
        try:
            with (leftover / ".lock").open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(leftover, ignore_errors=True)
        except (BlockingIOError, FileNotFoundError):
            continue  # in use, or another run is just making it
