"""Loads and builds killed (SIGKILL) at random moments: what is in use is whole, the next run succeeds.

A kill of a build costs over half a second, so there are fewer of them; `python -m bench faults` makes hundreds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from delivery_files import folder, with_cell

from bench import faults
from pipelines import build, publish, release, settings
from pipelines.__main__ import main
from pipelines.deliveries import private, store
from pipelines.disclosure import ledger

LOADS, BUILDS = 100, 60
SEED = 7


def test_a_killed_load_leaves_a_whole_delivery(tmp_path: Path) -> None:
    restricted = tmp_path / "r"
    other = {"cases": with_cell("cases", 4, "education", "lower")}
    sources = folder(tmp_path / "a"), folder(tmp_path / "b", other)
    found = faults.kill_loads(restricted, sources, LOADS, seed=SEED)
    assert (found.kills, found.torn) == (LOADS, 0)
    assert found.moved, "some kills came after the pointer had moved"
    with faults.Forks("load", {}) as forks:
        forks.whole(restricted=str(restricted), one=str(sources[0]), other=str(sources[1]))
    [used] = store.deliveries(restricted)
    assert store.is_whole(used.folder)
    with private.workplace(restricted):
        pass
    left = [p for pattern in (".work-*", "**/.loading*", "**/.current-*") for p in restricted.glob(pattern)]
    assert not left, "what killed runs left behind is cleared"


def test_a_killed_build_leaves_a_whole_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the bundled figures and one small delivery, so that counts of persons are protected and noted in each too."""
    data, marts, restricted = tmp_path / "data", tmp_path / "marts", tmp_path / "restricted"
    data.mkdir()
    for name in ("reference", "sources"):
        (data / name).symlink_to(settings.ROOT / "data" / name)
    monkeypatch.setenv("LATARNIA_RESTRICTED", str(restricted))
    assert main(["load", str(folder(tmp_path / "sent"))]) == 0
    found = faults.kill_builds(tmp_path, BUILDS, seed=SEED, data=data)
    assert (found.kills, found.torn) == (BUILDS, 0)
    assert found.moved, "some kills came after the pointer had moved"
    summary = build.build(data=data, marts=marts, restricted=restricted, region="22")
    assert release.current(marts).id == summary.release
    assert publish.is_whole(release.current(marts).folder)
    assert ledger.read(marts / "ledger_22_synthetic.jsonl")
    assert not list(marts.glob(".building-*"))
