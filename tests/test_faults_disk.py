"""A full disk, really: a small tmpfs in a mount namespace of its own. The earlier delivery and release stay, one line tells why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from delivery_files import folder, with_cell

from pipelines import settings

PAGE = 4096  # tmpfs gives room by the page

_MOUNTED = 'mount -t tmpfs -o size=16m tmpfs "$1" && shift && exec "$@"'

# Runs inside: one delivery or region, then the disk is filled up to some bytes, then another.
_INSIDE = """
import json, os, subprocess, sys
from pathlib import Path
disk, left, first, second = Path(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3]), json.loads(sys.argv[4])

def run(told):
    environment = {**os.environ, "LATARNIA_LANG": "en", **told["environment"]}
    return subprocess.run([sys.executable, "-m", "pipelines", *told["command"]], env=environment, capture_output=True, text=True)

def state():
    return {str(p.relative_to(disk)): p.read_text() for p in disk.rglob("current")}

assert run(first).returncode == 0
before = state()
assert before
with (disk / "ballast").open("wb") as ballast:
    room = os.statvfs(disk)
    ballast.write(bytes(room.f_bavail * room.f_bsize - left))
full = run(second)
after = state()
(disk / "ballast").unlink()
again = run(second)
from pipelines import publish
from pipelines.deliveries import store
whole = [publish.is_whole(p.parent / p.read_text()) or store.is_whole(p.parent / p.read_text()) for p in disk.rglob("current")]
print(json.dumps({
    "code": full.returncode, "said": full.stderr, "before": before, "after": after, "again": again.returncode, "whole": whole,
    "leftovers": [p.name for p in disk.rglob(".*") if p.name.startswith((".loading", ".work-", ".building", ".current-"))],
}))
"""


def _fill(disk: Path, left: int, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    disk.mkdir()
    mounted = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _MOUNTED, "sh", str(disk)]
    try:
        able = subprocess.run([*mounted, "true"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare here (not Linux)")
    if able.returncode:
        pytest.skip(f"no tmpfs may be mounted here: {able.stderr.strip()}")
    arguments = [str(disk), str(left), json.dumps(first), json.dumps(second)]
    done = subprocess.run(
        [*mounted, sys.executable, "-c", _INSIDE, *arguments],
        cwd=settings.ROOT, env={**os.environ, "TMPDIR": str(disk)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def _says_why(facts: dict[str, Any]) -> None:
    assert facts["code"] == 2
    assert "Traceback" not in facts["said"]
    assert facts["said"].strip()


def _stays(facts: dict[str, Any]) -> None:
    assert facts["after"] == facts["before"]
    assert facts["code"] != 0
    assert facts["again"] == 0, "with room again the same command succeeds"
    assert facts["whole"] == [True]
    assert not facts["leftovers"]


@pytest.mark.parametrize("pages", [0, 1, 3, 8])
def test_a_load_onto_a_full_disk_leaves_the_earlier_delivery(pages: int, tmp_path: Path) -> None:
    sources = folder(tmp_path / "a"), folder(tmp_path / "b", {"cases": with_cell("cases", 4, "education", "lower")})
    first, second = (
        {"command": ["load", str(source)], "environment": {"LATARNIA_RESTRICTED": str(tmp_path / "disk")}}
        for source in sources
    )
    facts = _fill(tmp_path / "disk", pages * PAGE, first, second)
    _stays(facts)
    _says_why(facts)


def _build(disk: Path, pages: int) -> dict[str, Any]:
    first, second = (
        {"command": ["build"], "environment": {"LATARNIA_MARTS": str(disk), "LATARNIA_REGION": region}}
        for region in ("22", "24")
    )
    return _fill(disk, pages * PAGE, first, second)


@pytest.mark.parametrize("pages", [0, 40])
def test_a_build_onto_a_full_disk_leaves_the_earlier_release(pages: int, tmp_path: Path) -> None:
    _stays(_build(tmp_path / "disk", pages))


def test_a_build_onto_a_full_disk_says_why_in_one_line(tmp_path: Path) -> None:
    _says_why(_build(tmp_path / "disk", 40))
