"""Bad input: every kind of damage is told with file, line, column and rule, and nothing is published."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines import build, release, settings
from pipelines.__main__ import main
from pipelines.problems import InputError

ACTIVITY = "bael_activity.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for part in ("reference", "sources"):
        shutil.copytree(settings.ROOT / "data" / part, folder / part)
    return folder


def damage(data: Path, name: str, change: Callable[[list[str]], list[str]], *, sign: bool = True) -> None:
    """Rewrite a source file line by line; `sign` puts the new checksum into its provenance."""
    path = data / "sources" / name
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")
    if sign:
        toml = path.with_suffix(".toml")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        toml.write_text(
            re.sub(r'(?m)^sha256 = ".*"$', f'sha256 = "{digest}"', toml.read_text(encoding="utf-8")), encoding="utf-8"
        )


def cell(line: int, column: int, value: str) -> Callable[[list[str]], list[str]]:
    """Put `value` into one cell; line as in an editor (header = 1), column from 0."""

    def change(lines: list[str]) -> list[str]:
        cells = lines[line - 1].split(",")
        cells[column] = value
        return [*lines[: line - 1], ",".join(cells), *lines[line:]]

    return change


# columns of bael_activity: teryt, year, sex, status, persons_thousands, obs_status, basis
DAMAGES = {
    "a column is missing": (lambda ls: [line.rpartition(",")[0] for line in ls], 1, "basis", "header"),
    "an unknown column": (lambda ls: [line + ",x" for line in ls], 1, "x", "header"),
    "a word for a number": (cell(5, 4, "dużo"), 5, "persons_thousands", "type"),
    "a number with a space": (cell(5, 4, "1 234"), 5, "persons_thousands", "type"),
    "a fraction of a thousand": (cell(5, 4, "12.5"), 5, "persons_thousands", "type"),
    "not a finite number": (cell(5, 4, "nan"), 5, "persons_thousands", "type"),
    "an unknown code": (cell(7, 2, "X"), 7, "sex", "code"),
    "a county in a survey table": (cell(7, 0, "2205"), 7, "teryt", None),
    "an empty key": (cell(9, 1, ""), 9, "year", "required"),
    "a year that is none": (cell(9, 1, "20100"), 9, "year", None),
    "a row twice": (lambda ls: [*ls, ls[3]], 1794, "obs_status", "key"),
    "a value beside withheld": (cell(3, 5, "Q"), 3, None, None),
    "a field too many": (lambda ls: [*ls[:10], ls[10] + ",x", *ls[11:]], 11, None, "csv"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_the_place_and_the_rule_are_named(data: Path, name: str, tmp_path: Path) -> None:
    change, line, column, rule = DAMAGES[name]
    damage(data, ACTIVITY, change)
    with pytest.raises(InputError) as refused:
        build.build(data=data, marts=tmp_path / "marts", region="22")
    problem = next(p for p in refused.value.problems if p.line == line)
    assert problem.file == ACTIVITY
    if rule is not None:
        assert problem.rule == rule
    if column is not None and rule != "key":
        assert problem.column == column
    assert not (tmp_path / "marts" / "current").exists()


def test_a_sum_that_does_not_hold_beyond_rounding_is_refused(data: Path, tmp_path: Path) -> None:
    lines = (data / "sources" / ACTIVITY).read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(lines, 1) if text.startswith("22,2023,M,active,"))
    value = int(lines[line - 1].split(",")[4])
    for shift, is_refused in ((1, None), (3, True)):
        damage(data, ACTIVITY, cell(line, 4, str(value + shift)))
        if is_refused:
            with pytest.raises(InputError) as refused:
                build.build(data=data, marts=tmp_path / "marts", region="22")
            assert (refused.value.problems[0].file, refused.value.problems[0].line) == (ACTIVITY, line)


def test_a_county_sum_that_differs_from_the_printed_voivodeship_is_refused(data: Path, tmp_path: Path) -> None:
    lines = (data / "sources" / "unemployed.csv").read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(lines, 1) if text.startswith("2205,2024,"))
    damage(data, "unemployed.csv", cell(line, 2, "99999"))
    with pytest.raises(InputError) as refused:
        build.build(data=data, marts=tmp_path / "marts", region="22")
    assert refused.value.problems[0].file == "unemployed.csv"


def test_a_wrong_checksum_is_refused(data: Path, tmp_path: Path) -> None:
    damage(data, ACTIVITY, cell(5, 4, "700"), sign=False)
    with pytest.raises(InputError) as refused:
        build.build(data=data, marts=tmp_path / "marts", region="22")
    assert refused.value.problems[0].rule == "checksum"


def test_missing_files_and_bytes_that_are_not_utf8_are_refused(data: Path, tmp_path: Path) -> None:
    (data / "sources" / "wage.toml").unlink()
    (data / "sources" / "population.csv").unlink()
    path = data / "sources" / "unemployed.csv"
    path.write_bytes(path.read_bytes().replace(b"teryt", b"t\xb3ryt", 1))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    toml = path.with_suffix(".toml")
    toml.write_text(
        re.sub(r'(?m)^sha256 = ".*"$', f'sha256 = "{digest}"', toml.read_text(encoding="utf-8")), encoding="utf-8"
    )
    with pytest.raises(InputError) as refused:
        build.build(data=data, marts=tmp_path / "marts", region="22")
    rules = {(p.file, p.rule) for p in refused.value.problems}
    assert {("wage.toml", "provenance"), ("population.csv", "file"), ("unemployed.csv", "encoding")} <= rules


def test_a_refused_build_says_so_in_the_users_language_and_the_release_stays(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LATARNIA_DATA", str(data))
    monkeypatch.setenv("LATARNIA_MARTS", str(tmp_path / "marts"))
    assert main(["build"]) == 0
    before = release.current(tmp_path / "marts").id
    damage(data, ACTIVITY, cell(5, 4, "tajne"))
    capsys.readouterr()
    for language, words in (
        ("pl", "wiersz 5, kolumna persons_thousands: to nie jest liczba"),
        ("en", "line 5, column persons_thousands: not a number"),
    ):
        monkeypatch.setenv("LATARNIA_LANG", language)
        assert main(["build"]) == 2
        said = capsys.readouterr().err
        assert f"{ACTIVITY}, {words}" in said
        assert "tajne" not in said
        assert "Traceback" not in said
    assert release.current(tmp_path / "marts").id == before


def test_a_region_that_does_not_exist_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LATARNIA_REGION", "99")
    monkeypatch.setenv("LATARNIA_MARTS", str(tmp_path))
    assert main(["build"]) == 2
    assert "22 pomorskie" in capsys.readouterr().err
