"""Folders that take long to make: made once in a test run, whichever of its processes comes first; each gets its own copy."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Make = Callable[[Path], object]


def copy(factory: pytest.TempPathFactory, name: str, make: Make) -> Path:
    """A copy of the folder `name`, which `make` fills; the caller may change it, others do not see that."""
    return Path(shutil.copytree(_made(factory, name, make), factory.mktemp(name) / "own"))


def _made(factory: pytest.TempPathFactory, name: str, make: Make) -> Path:
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, aside = shared / f"shared-{name}", shared / f"shared-{name}-aside"
    with (shared / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(aside, ignore_errors=True)  # of a process that failed to make it
            aside.mkdir()
            make(aside)
            aside.rename(folder)
    return folder
