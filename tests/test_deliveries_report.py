"""The commands check and load: exit codes, the report in both languages, and canaries that no output repeats."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from delivery_files import TABLES, folder, with_cell, zipped

from pipelines.__main__ import main
from pipelines.contract import TABLES as CONTRACT


@pytest.fixture
def restricted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LATARNIA_RESTRICTED", str(tmp_path / "restricted"))
    return tmp_path / "restricted"


WRONG = {"followups": with_cell("followups", 3, "measured", "2019-03")}
REFUSED = {"cases": with_cell("cases", 3, "education", "Jan Kowalski")}


@pytest.mark.parametrize(("changes", "code"), [({}, 0), (WRONG, 1), (REFUSED, 2)])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_check_tells_the_outcome_by_code_line_page_and_list(
    changes: dict[str, str],
    code: int,
    language: str,
    restricted: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = zipped(tmp_path / "powiat_2018-H1.zip", changes)
    assert main(["check", str(source), "--out", str(tmp_path / "out"), "--lang", language]) == code
    said = capsys.readouterr().out
    words = {"pl": ("poprawna", "wiersze odłożone: 1", "odrzucona"), "en": ("clean", "rows set aside: 1", "refused")}
    assert words[language][code] in said
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    assert {"pl": "dane syntetyczne", "en": "synthetic data"}[language] in page
    with (tmp_path / "out" / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file, delimiter=";"))
    expected = {
        0: [], 1: [["followups.csv", "3", "measured", "followup_before_window"]], 2: [["cases.csv", "3", "education", "name"]]
    }  # fmt: skip
    assert (
        head[:4] == {"pl": ["plik", "wiersz", "kolumna", "reguła"], "en": ["file", "row", "column", "rule"]}[language]
    )
    assert [row[:4] for row in rows] == expected[code]
    assert all(row[5] and row[6] for row in rows), "what is wrong and what to do"
    assert not list(restricted.rglob("*.parquet")), "checking keeps nothing"
    assert not list(restricted.glob(".work*"))


def test_the_page_stands_alone_and_is_a_proper_document(restricted: Path, tmp_path: Path) -> None:
    main(["check", str(folder(tmp_path / "d", WRONG)), "--out", str(tmp_path / "out")])
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=", page)
    assert page.count("<h1>") == 1
    assert "<title>" in page
    for tag in ("table", "tbody", "tr", "td", "main", "body"):
        assert page.count(f"<{tag}") - page.count(f"</{tag}>") == 0, tag


def test_load_stores_says_k_and_can_be_undone(
    restricted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(folder(tmp_path / "d"))]) == 0
    said = capsys.readouterr().out
    assert "k = 1" in said
    assert "100,0% spraw" in said
    assert "dane o osobach" in said
    assert main(["load", str(tmp_path / "d")]) == 0
    assert "jest już wczytana" in capsys.readouterr().out
    assert main(["load", str(folder(tmp_path / "d", WRONG))]) == 1
    assert main(["load", "--undo", "pcpr-2205", "2018-H1"]) == 0
    assert "0001-" in capsys.readouterr().out
    assert main(["load", str(folder(tmp_path / "d", REFUSED))]) == 2
    assert (restricted / "deliveries" / "pcpr-2205" / "2018-H1" / "current").read_text().startswith("0001-")


def test_a_folder_of_deliveries_is_taken_one_by_one(
    restricted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    zipped(many / "a.zip")
    zipped(many / "b.zip", REFUSED, supplier="pup-2205")
    folder(many / "c", WRONG, supplier="ops-2205")
    assert main(["load", str(many)]) == 2
    assert {p.parent.parent.name for p in restricted.glob("deliveries/*/*/current")} == {"pcpr-2205", "ops-2205"}
    assert (
        len([line for line in capsys.readouterr().out.splitlines() if line.startswith(("a.zip", "b.zip", "c "))]) >= 2
    )
    assert main(["check", str(many), "--out", str(tmp_path / "out")]) == 2
    assert {p.parent.name for p in tmp_path.glob("out/*/report.html")} == {"a", "b", "c"}


@pytest.mark.parametrize(
    "arguments", [["check", "nowhere"], ["load", "nowhere"], ["load"], ["load", "--undo", "nobody", "2018-H1"]]
)
def test_what_cannot_be_done_is_a_line_and_code_2(
    arguments: list[str],
    restricted: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert (said.out + said.err).strip()
    assert "Traceback" not in said.err


CANARIES = ("Qwxz7Kanarek", "Zdzisława Brzęczyszczyk", "44051401359", "kanarek@example.org")


@pytest.mark.parametrize("canary", CANARIES)
def test_canaries_in_every_cell_appear_in_no_output(
    canary: str, restricted: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    changes = {}
    for name, text in TABLES.items():
        head, first, *rest = text.splitlines()
        width = len(CONTRACT[name].columns)
        changes[name] = "\n".join([head, first, ";".join([canary] * width), *rest]) + "\n"
    source = folder(tmp_path / "d", changes)
    for command in (["check", str(source), "--out", str(tmp_path / "out")], ["load", str(source)]):
        assert main([*command, "--lang", "pl"]) in {1, 2}
        assert main([*command, "--lang", "en"]) in {1, 2}
    said = capfd.readouterr()
    outputs = [said.out.encode(), said.err.encode()]
    outputs += [p.read_bytes() for where in (tmp_path / "out", restricted) for p in where.rglob("*") if p.is_file()]
    assert len(outputs) >= 4
    for told in outputs:
        for part in canary.replace("@", " ").split():
            assert part.encode() not in told
