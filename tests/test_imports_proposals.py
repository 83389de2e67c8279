"""From a file to a release: what a proposal tells, that only `accept` changes figures, that editions are kept."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import import_files
import pytest

from pipelines import release
from pipelines.__main__ import main
from pipelines.catalog import Text
from pipelines.imports import accept, changes, commit, desk, editions, proposal, report
from pipelines.imports import table as tables
from pipelines.problems import InputError, UserError
from pipelines.sources import gate

Line = Callable[[import_files.Row], import_files.Row | None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of the test's own: the lists as they are, the figures to be changed."""
    home = tmp_path / "data"
    home.mkdir()
    (home / "reference").symlink_to(import_files.DATA / "reference")
    shutil.copytree(import_files.DATA / "sources", home / "sources")
    return home


def published() -> None:
    """Stands for a build that succeeds."""


def _revised(tmp_path: Path, change: Line, day: str = "20260401") -> Path:
    given = [changed for row in import_files.rows("bael_activity") if (changed := change(dict(row)))]
    path = tmp_path / f"RYNE_4089_CREL_{day}000000.csv"
    path.write_text(import_files.text(import_files.bael_lines(given)), encoding="utf-8")
    return path


def _is(row: import_files.Row, **wanted: str) -> bool:
    return all(row[k] == v for k, v in wanted.items())


def _two(row: import_files.Row) -> import_files.Row:
    if _is(row, teryt="22", year="2023", status="inactive"):
        row["persons_thousands"] = {"M": "293", "F": "447"}[row["sex"]]
    return row


def test_a_revised_file_lists_exactly_its_revisions(data: Path, tmp_path: Path) -> None:
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    told = [(c.kind, c.key["sex"], c.old, c.new, c.beyond_rounding) for c in made.cells]
    assert told == [("revised", "F", "446", "447", False), ("revised", "M", "291", "293", True)]
    assert made.unchanged == 1790
    line = _revised(tmp_path, _two).read_text(encoding="utf-8").splitlines()[made.cells[1].line - 1]
    assert '"POMORSKIE";"bierni zawodowo";"mężczyźni"' in line
    assert line.split(";")[6] == "293"
    assert made.cells[1].at == "Wartosc"


def test_new_periods_withheld_and_absent_figures_are_told_apart(data: Path, tmp_path: Path) -> None:
    def change(row: import_files.Row) -> import_files.Row | None:
        if _is(row, teryt="22", year="2022", status="unemployed", sex="M"):
            return row | {"persons_thousands": "", "obs_status": "Q"}
        return None if _is(row, teryt="02", year="2020", status="inactive") else row

    path = _revised(tmp_path, change)
    new = [row | {"year": "2024"} for row in import_files.rows("bael_activity") if row["year"] == "2023"]
    with path.open("a", encoding="utf-8") as file:
        file.write(import_files.text(import_files.bael_lines(new)[1:]))
    (made,) = desk.propose([path], data)
    counts = {kind: made.count(kind) for kind in ("new", "revised", "withdrawn")}
    assert counts == {"new": 128, "revised": 0, "withdrawn": 1}
    assert [(f.kind, f.text.en[-4:]) for f in made.findings] == [("period", "2024"), ("absent", "were")]
    content = (proposal.folder(data) / made.id / proposal.NEXT).read_text(encoding="utf-8")
    rows = list(csv.DictReader(content.splitlines()))
    assert {r["basis"] for r in rows if r["year"] == "2024"} == {"iess-nsp2021"}
    assert len(rows) == 1792 + 128  # what the file does not mention stays


def test_a_jump_larger_than_ever_and_a_new_name_are_told(data: Path, tmp_path: Path) -> None:
    def change(row: import_files.Row) -> import_files.Row:
        if _is(row, teryt="22", year="2023", sex="F"):
            row["persons_thousands"] = {"inactive": "300", "active": "669", "employed": "657"}.get(row["status"], "12")
        return row

    path = _revised(tmp_path, change)
    path.write_text(path.read_text(encoding="utf-8").replace('"POMORSKIE"', '"POMORSKIE NOWE"'), encoding="utf-8")
    (made,) = desk.propose([path], data)
    kinds = [f.kind for f in made.findings]
    assert kinds.count("label") == 1
    assert any(f.kind == "jump" and "22 · 2023 · F · inactive" in f.text.pl for f in made.findings)


def test_a_new_area_is_a_new_code(data: Path, tmp_path: Path) -> None:
    years = [r["year"] for r in import_files.rows("unemployed") if r["teryt"] == "22"]
    path = import_files.unemployed_wide(tmp_path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    sums = {
        y: sum(
            int(r["persons"])
            for r in import_files.rows("unemployed")
            if r["teryt"][:2] == "24" and len(r["teryt"]) == 4 and r["year"] == y
        )
        for y in years
    }
    lines.append('2400000;"ŚLĄSKIE";;' + "".join(f"{sums[y]};" for y in years))
    path.write_text(import_files.text(lines), encoding="utf-8")
    (made,) = desk.propose([path], data)
    assert made.count("new") == len(years)
    assert [f.text.en for f in made.findings if f.kind == "code"] == ["new codes in column teryt (1): 24"]


def test_another_vintage_is_not_joined_to_the_old_one(data: Path, tmp_path: Path) -> None:
    def change(row: import_files.Row) -> import_files.Row | None:
        if row["year"] < "2022":
            return None
        return (
            row | {"persons_thousands": str(int(row["persons_thousands"] or 0) + 20), "obs_status": "A"}
            if row["persons_thousands"]
            else row
        )

    def consistent(row: import_files.Row) -> import_files.Row | None:
        changed = change(row)
        if changed and changed["status"] == "active" and changed["persons_thousands"]:
            changed["persons_thousands"] = str(int(changed["persons_thousands"]) + 20)
        return changed

    (made,) = desk.propose([_revised(tmp_path, consistent)], data)
    assert made.refused
    assert "2021" in made.refused[0].pl
    assert proposal.state(data, made) == "refused"
    before = (data / "sources" / "bael_activity.csv").read_bytes()
    with pytest.raises(UserError, match="Vintages"):
        accept.accept(data, made.id, by="A", note="n", publish=published)
    assert (data / "sources" / "bael_activity.csv").read_bytes() == before


def test_nothing_changes_until_accepted_and_then_everything_together(data: Path, tmp_path: Path) -> None:
    sources = data / "sources"
    before = {p.name: p.read_bytes() for p in sources.iterdir()}
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    assert {p.name: p.read_bytes() for p in sources.iterdir()} == before
    told: list[str] = []
    change = accept.accept(data, made.id, by="A. Nowak", note="Korekta GUS", publish=lambda: told.append("built"))
    assert told == ["built"]
    table = desk.tables_of(data)["bael_activity"]
    origin = gate.read_provenance(sources, table)  # checks the checksum
    assert (origin.released, origin.facts["first_released"]) == ("2026-04-01", "2025-01-13")
    assert changes.read(sources) == [change]
    assert (change.by, change.revised, change.files) == ("A. Nowak", 2, made.origins[0].file)
    assert proposal.state(data, made) == "accepted"
    with pytest.raises(UserError, match="accepted already"):
        accept.accept(data, made.id, by="A", note="n", publish=published)
    (again,) = desk.propose([_revised(tmp_path, _two)], data)
    assert again.is_empty


def test_a_proposal_against_other_figures_is_refused(data: Path, tmp_path: Path) -> None:
    (first,) = desk.propose([_revised(tmp_path, _two)], data)
    (second,) = desk.propose(
        [
            _revised(
                tmp_path,
                lambda r: (
                    r | {"persons_thousands": "292"}
                    if _is(r, teryt="22", year="2023", status="inactive", sex="M")
                    else r
                ),
                "20260402",
            )
        ],
        data,
    )
    accept.accept(data, second.id, by="A", note="n", publish=published)
    assert proposal.state(data, first) == "conflict"
    with pytest.raises(UserError, match="import the file again"):
        accept.accept(data, first.id, by="A", note="n", publish=published)


def test_where_publishing_fails_everything_is_put_back(data: Path, tmp_path: Path) -> None:
    sources = data / "sources"
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    before = {p: p.read_bytes() for p in sources.rglob("*") if p.is_file()}

    def failing() -> None:
        raise UserError(Text("nie", "no"))

    with pytest.raises(UserError):
        accept.accept(data, made.id, by="A", note="n", publish=failing)
    assert {p: p.read_bytes() for p in sources.rglob("*") if p.is_file()} == before
    assert proposal.state(data, made) == "pending"


def test_an_acceptance_killed_in_the_middle_is_completed(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    with monkeypatch.context() as patch:
        patch.setattr(commit, "finish", lambda sources: None)  # killed right after the sealing rename
        accept.accept(data, made.id, by="A", note="n", publish=published)
    assert proposal.state(data, made) == "pending"
    commit.finish(data / "sources")
    assert proposal.state(data, made) == "accepted"
    gate.read_provenance(data / "sources", desk.tables_of(data)["bael_activity"])


def test_a_changed_proposal_is_not_accepted(data: Path, tmp_path: Path) -> None:
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    path = proposal.folder(data) / made.id / proposal.NEXT
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(UserError, match=r"next\.csv"):
        accept.accept(data, made.id, by="A", note="n", publish=published)


def test_every_edition_of_a_figure_is_kept(data: Path, tmp_path: Path) -> None:
    sources, table = data / "sources", desk.tables_of(data)["bael_activity"]
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    accept.accept(data, made.id, by="A", note="n", publish=published)
    accept.correct(
        data, table, {"teryt": "22", "year": "2023", "sex": "M", "status": "inactive"}, {"persons_thousands": "292"},
        by="B", reason="Pomyłka w druku", date="2026-05-02", publish=published,
    )  # fmt: skip
    held, facts = tables.read(sources, table), gate.read_provenance(sources, table).facts
    key = ("22", "2023", "M", "inactive")
    seen = {
        day: editions.as_of(sources, held, facts, day).get(key, {}).get("persons_thousands")
        for day in ("2024-06-30", "2025-06-30", "2026-04-01", "2026-05-02")
    }
    assert seen == {"2024-06-30": None, "2025-06-30": "291", "2026-04-01": "293", "2026-05-02": "292"}
    assert editions.as_of(sources, held, facts, "2026-12-31") == held.rows
    assert [c.kind for c in changes.read(sources)] == ["import", "correction"]
    assert changes.read(sources)[1].reason == "Pomyłka w druku"


@pytest.mark.parametrize(
    ("at", "new", "why"),
    [
        ({"teryt": "22"}, {"persons_thousands": "1"}, "exactly the columns"),
        ({"teryt": "22", "year": "2023", "sex": "M", "status": "inactive"}, {"persons": "1"}, "no column persons"),
        (
            {"teryt": "22", "year": "2023", "sex": "M", "status": "inactive"},
            {"persons_thousands": "291"},
            "changes nothing",
        ),
    ],
)
def test_a_correction_says_what_is_wrong_with_it(data: Path, at: dict[str, str], new: dict[str, str], why: str) -> None:
    table = desk.tables_of(data)["bael_activity"]
    with pytest.raises(UserError, match=why):
        accept.correct(data, table, at, new, by="B", reason="r", date="2026-05-02", publish=published)


def test_a_correction_that_breaks_a_promise_is_refused(data: Path) -> None:
    table = desk.tables_of(data)["bael_activity"]
    with pytest.raises(InputError, match="active_is_employed"):
        accept.correct(data, table, {"teryt": "22", "year": "2023", "sex": "M", "status": "active"}, {"persons_thousands": "1"}, by="B", reason="r", date="2026-05-02", publish=published)  # fmt: skip


def test_the_report_tells_people_and_machines_the_same(data: Path, tmp_path: Path) -> None:
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    home = proposal.folder(data) / made.id
    facts = json.loads((home / proposal.FILE).read_bytes())
    assert facts["counts"] == {"new": 0, "revised": 2, "withdrawn": 0}
    pl, en = ((home / f"report_{language}.html").read_text(encoding="utf-8") for language in ("pl", "en"))
    assert 'lang="pl"' in pl
    assert "zmienione 2 (w tym w granicach zaokrąglenia 1)" in pl
    assert "revised 2 (of these within rounding 1)" in en
    assert "+2" in pl
    assert f"latarnia accept {made.id}" in report.terminal(made, "pl")


def test_words_of_a_person_leave_as_text(data: Path, tmp_path: Path) -> None:
    (made,) = desk.propose([_revised(tmp_path, _two)], data)
    accept.accept(data, made.id, by="=1+1", note='=HYPERLINK("http://x")', publish=published)
    written = (data / "sources" / changes.FILE).read_text(encoding="utf-8")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(written.splitlines()) for cell in row)
    assert changes.read(data / "sources")[0].note == '=HYPERLINK("http://x")'


def test_the_command_line_goes_from_file_to_release_and_back_in_time(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, folder in (("DATA", data), ("MARTS", tmp_path / "marts"), ("RESTRICTED", tmp_path / "restricted")):
        monkeypatch.setenv(f"LATARNIA_{name}", str(folder))

    def said(*arguments: str, code: int = 0) -> str:
        assert main(list(arguments)) == code
        told = capsys.readouterr()
        return told.out + told.err

    said("build")
    earlier = release.current(tmp_path / "marts").id
    assert "Nic się nie zmienia" in said("import", str(import_files.bael_long(tmp_path)))
    told = said("import", str(_revised(tmp_path, _two)), "--lang", "en")
    (made,) = proposal.listed(data)
    assert "446 → 447" in told
    assert f"{made.id}" in said("proposals")
    assert "revised 2" in said("accept", made.id, "--by", "A. Nowak", "--note", "Korekta", "--lang", "en")
    assert "[przyjęta]" in said("proposals")
    current = release.current(tmp_path / "marts")
    assert current.id != earlier
    assert release.opened(earlier, tmp_path / "marts").id == earlier  # the previous release still opens
    assert [row["note"] for row in current.table("changes")] == ["Korekta"]
    asked = ("values", "A01", "--geo", "22", "--period", "2023", "--format", "csv")
    assert ",740," in said(*asked)
    assert ",737," in said(*asked, "--as-of", "2025-06-30")
    broken = tmp_path / "broken.csv"
    broken.write_text("Kod;Nazwa\n", encoding="utf-8")
    assert "nie rozpoznaję" in said("import", str(broken), code=2)
    assert "KOLUMNA=WARTOŚĆ" in said(
        *("correct", "wage", "teryt", "--set", "pln=1", "--reason", "r", "--date", "2026-05-01", "--by", "B"), code=2
    )
