"""Two releases compared: what was revised, withdrawn, added; the commands that say so and that remove old releases."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import revised_release

from pipelines import release, revisions
from pipelines.__main__ import main
from pipelines.catalog import Language
from pipelines.release import Release
from pipelines.words import revised


@pytest.fixture(scope="module")
def both(marts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder = tmp_path_factory.mktemp("two")
    return folder, *revised_release.beside(marts, folder)


@pytest.fixture
def pair(both: tuple[Path, str, str]) -> tuple[Release, Release]:
    folder, old, new = both
    return release.opened(old, folder), release.opened(new, folder)


def test_each_kind_of_difference_is_found_once(pair: tuple[Release, Release]) -> None:
    found = {(one.kind, one.value.indicator, one.value.teryt, one.value.period) for one in revisions.between(*pair)}
    assert found == {
        ("revised", "C01", "2205", "2024"),
        ("withdrawn", "C01", "2205", "2022"),
        ("new", "C01", "2205", "2025"),
    }


def test_a_release_does_not_differ_from_itself(pair: tuple[Release, Release]) -> None:
    assert revisions.between(pair[0], pair[0]) == []
    assert revisions.tables(pair[0], pair[0]) == []


def test_only_the_changed_table_is_named(pair: tuple[Release, Release]) -> None:
    assert [name for name, _, _ in revisions.tables(*pair)] == ["indicator_values"]


def test_shown_figures_are_compared_with_the_newer_release(pair: tuple[Release, Release]) -> None:
    old, new = pair
    shown = old.series("C01", "2205")
    assert [one.kind for one in revisions.since(shown, new)] == ["withdrawn", "revised"]
    assert revisions.since(old.series("C01", "2204"), new) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [("pl", "kartuski, 2024: 2,4\u00a0% → 2,7\u00a0%"), ("en", "kartuski, 2024: 2.4% → 2.7%")],
)
def test_a_revision_in_words(pair: tuple[Release, Release], language: Language, told: str) -> None:
    (one,) = (one for one in revisions.between(*pair) if one.kind == "revised")
    assert revised.told(pair[1], one, language) == told


def test_an_unknown_release_is_named_with_those_there_are(
    both: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, old, _ = both
    monkeypatch.setenv("LATARNIA_MARTS", str(folder))
    assert main(["diff", "r99999999"]) == 2
    said = capsys.readouterr().err
    assert "r99999999" in said
    assert old in said


def test_diff_prints_every_change_in_three_forms(
    both: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, old, new = both
    monkeypatch.setenv("LATARNIA_MARTS", str(folder))
    assert main(["diff", old, new]) == 0
    assert "3\u00a0zmiany" in capsys.readouterr().out
    assert main(["diff", old, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["kind"]: (row["old_value"], row["new_value"]) for row in rows}["revised"] == ("2.4", "2.7")
    assert main(["diff", old, new, "--format", "json"]) == 0
    changes = [row["change"] for row in json.loads(capsys.readouterr().out) if row["kind"] == "revised"]
    assert changes == [0.3]


def test_diff_says_when_the_older_release_is_named_last(
    both: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, old, new = both
    monkeypatch.setenv("LATARNIA_MARTS", str(folder))
    for name, at in ((old, "2026-01-01T00:00:00+00:00"), (new, "2026-02-01T00:00:00+00:00")):
        manifest = folder / name / "manifest.json"
        manifest.write_text(
            json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"built": at}), encoding="utf-8"
        )
    assert main(["diff", old, new]) == 0
    assert not capsys.readouterr().err
    assert main(["diff", new, old]) == 0
    assert f"{new} jest nowsze niż {old}" in capsys.readouterr().err


def test_prune_keeps_the_one_in_use_and_those_that_talks_name(
    marts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = revised_release.beside(marts, tmp_path / "marts")
    data = tmp_path / "data" / "talks"
    data.mkdir(parents=True)
    monkeypatch.setenv("LATARNIA_MARTS", str(tmp_path / "marts"))
    monkeypatch.setenv("LATARNIA_DATA", str(tmp_path / "data"))
    talk = data / "talk.toml"
    talk.write_text(f'view = "counties?release={old}"', encoding="utf-8")
    assert main(["releases", "prune", "--yes"]) == 0
    assert (tmp_path / "marts" / old).is_dir()
    told = capsys.readouterr().out
    assert old in next(line for line in told.splitlines() if "talk.toml" in line)  # why it stays
    assert any(new in line and "talk.toml" not in line for line in told.splitlines())
    talk.unlink()
    assert main(["releases", "prune"]) == 2  # nobody to ask
    assert (tmp_path / "marts" / old).is_dir()
    capsys.readouterr()
    assert main(["releases", "prune", "--yes"]) == 0
    assert old in capsys.readouterr().out
    assert not (tmp_path / "marts" / old).exists()
    assert release.name_in_use(tmp_path / "marts") == new
    assert list((tmp_path / "marts").glob(".*")) == [tmp_path / "marts" / ".lock"]
