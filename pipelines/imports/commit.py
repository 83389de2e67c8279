"""Several files of `data/sources` replaced together: written aside, sealed by one rename, rolled forward after a kill."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipelines import publish
from pipelines.catalog import Text
from pipelines.problems import UserError

_WRITING, _SEALED = ".accepting", ".accepted"


def replace(sources: Path, files: Mapping[str, bytes | None]) -> None:
    """Replace the files (path below `sources` -> bytes, None: remove) all or none, also across a power cut."""
    aside = sources / _WRITING
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for name, content in files.items():
        path = aside / (name if content is not None else f"{name}.gone")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content or b"")
            file.flush()
            os.fsync(file.fileno())
    aside.rename(sources / _SEALED)
    publish.sync_folder(sources)
    finish(sources)


def finish(sources: Path) -> None:
    """Put sealed files into place; a killed acceptance is completed by whoever comes next."""
    sealed = sources / _SEALED
    if not sealed.is_dir():
        return
    for path in sorted(p for p in sealed.rglob("*") if p.is_file()):
        target = sources / path.relative_to(sealed)
        if path.suffix == ".gone":
            target.with_suffix("").unlink(missing_ok=True)
            path.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target.parent / f".{target.name}-new")
            (target.parent / f".{target.name}-new").replace(target)
    publish.sync_folder(sources)
    shutil.rmtree(sealed)


def before(sources: Path, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """What stands in these files now, to put it back."""
    return {name: (sources / name).read_bytes() if (sources / name).is_file() else None for name in files}


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """One acceptance at a time. Raises UserError while another one runs."""
    home = data / "proposals"
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                Text(
                    "Ktoś właśnie przyjmuje inną propozycję; spróbuj za chwilę.",
                    "Another proposal is just being accepted; try again in a moment.",
                )
            ) from None
        yield
