"""A release: the same inputs give the same bytes, one build at a time. Killed builds: test_faults_kill.py."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipelines import build, publish, release
from pipelines.problems import UserError


def _parquet(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*/*.parquet"))}


@pytest.mark.usefixtures("sample")
def test_one_and_two_threads_give_the_same_bytes(tmp_path: Path) -> None:
    for threads in (1, 2):
        build.build(marts=tmp_path / str(threads), region="22", threads=threads)
    one, two = (_parquet(tmp_path / str(threads)) for threads in (1, 2))
    assert len(one) > 10
    assert one == two


def test_building_again_changes_nothing(marts: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in marts.glob("r*/*")}
    assert not build.build(marts=marts, region="22").is_new
    assert {path: path.stat().st_mtime_ns for path in marts.glob("r*/*")} == before


def test_a_damaged_release_is_built_anew(marts_elsewhere: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(marts_elsewhere, tmp_path / "marts"))
    table = release.current(folder).folder / "activity.parquet"
    whole = table.read_bytes()
    table.write_bytes(whole[:-1])
    assert build.build(marts=folder, region="26").is_new
    assert table.read_bytes() == whole


def test_the_manifest_tells_what_the_release_holds(marts: Path) -> None:
    current = release.current(marts)
    manifest = current.manifest
    assert manifest["region"] == current.region == "22"
    assert {t["name"] for t in manifest["tables"]} == {p.stem for p in current.folder.glob("*.parquet")}
    assert all(len(t["sha256"]) == 64 for t in manifest["tables"])
    assert all({"producer", "url", "licence", "sha256"} <= set(facts) for facts in manifest["sources"].values())
    assert not manifest["synthetic"]


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with publish.Workplace(tmp_path, "r0"), pytest.raises(UserError), publish.Workplace(tmp_path, "r1"):
        pass
    with publish.Workplace(tmp_path, "r1"):
        pass


def test_without_a_release_the_user_learns_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError) as said:
        release.current(tmp_path)
    assert "latarnia build" in said.value.text.en


def test_manifest_is_json_that_others_can_read(marts: Path) -> None:
    text = (release.current(marts).folder / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(text)["release"].startswith("r")
