"""Every form in which a delivery may come says the same; forms that may not come are refused in bounded memory."""

from __future__ import annotations

import codecs
import io
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from delivery_files import TABLES, files, folder, found, with_cell, zipped

from pipelines.contract import TABLES as CONTRACT
from pipelines.deliveries.check import Desk, Verdict

Examine = Callable[..., Verdict]


def _rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return {name: desk.con.execute(f"from {name} order by line").fetchall() for name in TABLES}


@pytest.fixture(scope="module")
def plain(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    verdict = desk.examine(folder(tmp_path_factory.mktemp("plain")))
    assert verdict.code == 0, found(verdict)
    return _rows(desk)


def _delimited(text: str, delimiter: str) -> str:
    return text.replace(";", delimiter)


def _comma_decimals(text: str) -> str:
    return text.replace("6.5", '"6,5"')


FORMS: dict[str, Callable[[str, str], bytes]] = {
    "utf-8 with mark": lambda _, t: codecs.BOM_UTF8 + t.encode(),
    "cp1250": lambda n, t: _polish(n, t).encode("cp1250"),
    "utf-8, Polish headers": lambda n, t: _polish(n, t).encode(),
    "English headers": lambda n, t: _english(n, t).encode(),
    "utf-16 with mark": lambda n, t: _polish(n, t).encode("utf-16"),
    "utf-16 big end": lambda _, t: codecs.BOM_UTF16_BE + t.encode("utf-16-be"),
    "utf-16 without mark": lambda _, t: t.encode("utf-16-le"),
    "commas": lambda _, t: _delimited(t, ",").encode(),
    "tabs": lambda _, t: _delimited(t, "\t").encode(),
    "decimal comma": lambda _, t: _comma_decimals(t).encode(),
    "decimal comma among commas": lambda _, t: _comma_decimals(_delimited(t, ",")).encode(),
    "line ends of Windows": lambda _, t: t.replace("\n", "\r\n").encode(),
    "line ends of old Macs": lambda _, t: t.replace("\n", "\r").encode(),
    "mixed line ends": lambda _, t: t.replace("\n", "\r\n", 1).encode(),
    "no last line end": lambda _, t: t.rstrip("\n").encode(),
    "everything quoted": lambda _, t: _quoted(t).encode(),
    "columns reversed": lambda _, t: _reversed(t).encode(),
}


def _polish(name: str, text: str) -> str:
    return _headed(text, [c.header.pl.upper() if c.header else c.name for c in _columns(name, text)])


def _english(name: str, text: str) -> str:
    return _headed(text, [c.header.en if c.header else c.name for c in _columns(name, text)])


def _columns(name: str, text: str) -> list:
    return [CONTRACT[name].column(c) for c in text.splitlines()[0].split(";")]


def _headed(text: str, heads: list[str]) -> str:
    return ";".join(heads) + "\n" + text.split("\n", 1)[1]


def _quoted(text: str) -> str:
    return "".join(";".join(f'"{c}"' for c in line.split(";")) + "\n" for line in text.splitlines())


def _reversed(text: str) -> str:
    return "".join(";".join(line.split(";")[::-1]) + "\n" for line in text.splitlines())


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_csv_says_the_same(
    form: str, desk: Desk, tmp_path: Path, plain: dict[str, list[tuple[object, ...]]]
) -> None:
    verdict = desk.examine(folder(tmp_path / "d", {n: FORMS[form](n, t) for n, t in TABLES.items()}))
    assert verdict.code == 0, found(verdict)
    assert _rows(desk) == plain


def test_a_zip_says_the_same_as_a_folder(
    desk: Desk, tmp_path: Path, plain: dict[str, list[tuple[object, ...]]]
) -> None:
    assert desk.examine(zipped(tmp_path / "d.zip")).code == 0
    assert _rows(desk) == plain


def _workbook(tables: dict[str, str], *, dates: bool = False) -> bytes:
    import datetime

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        month = book.add_format({"num_format": "yyyy-mm"})
        book.add_worksheet("codes").write_string(0, 0, "anything")
        for name, text in tables.items():
            sheet = book.add_worksheet(name)
            for r, line in enumerate(text.splitlines()):
                for c, cell in enumerate(line.split(";")):
                    kind = _columns(name, text)[c].type
                    if r and dates and kind == "month" and cell:
                        sheet.write_datetime(r, c, datetime.datetime.strptime(cell, "%Y-%m"), month)
                    elif r and dates and kind == "boolean" and cell:
                        sheet.write_boolean(r, c, cell == "1")
                    elif r and dates and kind in {"integer", "decimal"} and cell:
                        sheet.write_number(r, c, float(cell))
                    else:
                        sheet.write_string(r, c, cell)
    return out.getvalue()


@pytest.mark.parametrize("dates", [False, True], ids=["texts", "dates, numbers, booleans"])
def test_a_workbook_says_the_same(
    dates: bool, desk: Desk, tmp_path: Path, plain: dict[str, list[tuple[object, ...]]]
) -> None:
    changes = dict.fromkeys(TABLES) | {"dostawa.xlsx": _workbook(TABLES, dates=dates)}
    verdict = desk.examine(folder(tmp_path / "d", changes))
    assert verdict.code == 0, found(verdict)
    assert _rows(desk) == plain


def test_a_sheet_that_the_contract_does_not_know_is_refused(examine: Examine) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Kowalski")
    verdict = examine(dict.fromkeys(TABLES) | {"a.xlsx": out.getvalue()})
    assert {p.rule for p in verdict.refusals} == {"sheet_unknown"}
    assert "Kowalski" not in str(verdict.refusals)


def test_a_workbook_that_claims_its_last_cell_is_refused_within_its_memory(examine: Examine) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("cases")
        sheet.write_string(0, 0, "case_id")
        sheet.write_string(1048575, 16383, "x")
    verdict = examine(dict.fromkeys(TABLES) | {"a.xlsx": out.getvalue()})
    assert {p.rule for p in verdict.refusals} == {"workbook"}


@pytest.mark.parametrize("content", [b"PK\x03\x04 not really", b"", b"\0" * 5000, b"<html></html>"])
def test_a_broken_workbook_is_refused(content: bytes, examine: Examine) -> None:
    verdict = examine(dict.fromkeys(TABLES) | {"a.xlsx": content})
    assert {p.rule for p in verdict.refusals} == {"workbook"}


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (b"", "empty_file", None),
        (b"\n\n", "empty_file", None),
        (b"case_id;barrier\nc1;doj\0azd\n", "encoding", None),
        (b"PK\x03\x04rest", "encoding", None),
        (b"case_id;barrier\nc1;\x81\n", "encoding", None),  # a byte that cp1250 does not know
        (b"case_id;barrier\nc1;dojazd;more\n", "row_shape", 2),
        (b"case_id;barrier\nc1\n", "row_shape", 2),
        (b'case_id;barrier\nc1;"dojazd\n', "row_shape", 2),
        (b'case_id;barrier\nc1;"doj"azd\n', "row_shape", 2),
        (b'case_id;barrier\nc1;dojazd\nc2;"doj\nazd"\n', "line_break", 3),
        (b"case_id;barrier;barrier\nc1;dojazd;dojazd\n", "column_twice", 1),
        (b"case_id\nc1\n", "column_missing", 1),
        (b"c1;dojazd\nc2;dojazd\n", "column_unknown", 1),
    ],
)
def test_a_file_of_no_good_form_is_refused_with_its_place(
    content: bytes, rule: str, line: int | None, examine: Examine
) -> None:
    verdict = examine({"case_barriers": content})
    assert (rule, line) in {(p.rule, p.line) for p in verdict.refusals}, found(verdict)


def test_empty_lines_and_rows_of_separators_shift_no_line_number(examine: Examine) -> None:
    verdict = examine({"case_barriers": "case_id;barrier\n\nc1;dojazd\n;\n\nc2;nie_ma\n\n"})
    assert found(verdict) == {("case_barriers.csv", 6, "barrier", "code")}
    assert verdict.kept["case_barriers"] == 1


def test_line_numbers_hold_in_a_file_that_several_threads_read(examine: Examine) -> None:
    lines = ["case_id;barrier", *("c1;dojazd" for _ in range(700_000))]
    lines[543_210 - 1] = "c1;nie_ma"
    lines[654_321 - 1] = "c9;dojazd"
    verdict = examine({"case_barriers": "\n".join(lines) + "\n"})
    at = {(p.line, p.rule) for p in verdict.aside if p.rule != "key"}
    assert at == {(543_210, "code"), (654_321, "key")} - {(654_321, "key")} | {(654_321, "orphan")}


_BOUNDED = """
import sys
from pathlib import Path
from pipelines import settings
from pipelines.deliveries import private
from pipelines.deliveries.check import Desk
with private.workplace(Path(sys.argv[1])) as work:
    verdict = Desk(work, settings.data_folder() / "reference").examine(Path(sys.argv[2]))
print(sorted({p.rule for p in verdict.refusals}))
"""


def test_two_million_columns_and_a_line_of_a_gigabyte_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    wide = b";".join(b"k%d" % i for i in range(2_000_000)) + b"\n"
    for number, content in enumerate([wide, None]):
        target = folder(tmp_path / f"d{number}", {"case_barriers": content or b"x"})
        if content is None:  # a sparse file: a gigabyte of no line end, written in no time
            with (target / "case_barriers.csv").open("wb") as file:
                file.write(b"case_id;barrier\nc1;")
                for _ in range(1024):
                    file.write(b"d" * (1 << 20))
        done = subprocess.run(
            [sys.executable, "-c", _BOUNDED, str(tmp_path / "r"), str(target)],
            capture_output=True, text=True, check=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
        )  # fmt: skip
        assert done.stdout.strip() == "['line_length']", done


def test_a_file_that_changes_while_it_is_read_is_refused(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.deliveries import reading

    target, real = folder(tmp_path / "d"), reading.read_sheet

    def meddle(con, sheet, ahead):
        (target / "cases.csv").write_bytes(files()["cases.csv"] + b"\n")
        return real(con, sheet, ahead)

    monkeypatch.setattr(reading, "read_sheet", meddle)
    assert {(p.file, p.rule) for p in desk.examine(target).refusals} == {("cases.csv", "file_changed")}


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"contract": "999"}, "manifest_version"),
        ({"supplier": "Jan Kowalski"}, "manifest_form"),
        ({"supplier": "x44051401359"}, "manifest_form"),
        ({"period": "2018"}, "manifest_form"),
        ({"note": "free words"}, "manifest_form"),
        ({"files": []}, "manifest_form"),
        ({"synthetic": "yes"}, "manifest_form"),
        ({"files": [{"name": "cases.csv", "sha256": "0" * 64}]}, "file_hash"),
        ({"files": [{"name": "other.csv", "sha256": "0" * 64}]}, "file_missing"),
    ],
)
def test_a_manifest_that_does_not_fit_refuses(facts: dict[str, object], rule: str, examine: Examine) -> None:
    assert rule in {p.rule for p in examine(**facts).refusals}


def test_a_number_of_rows_that_the_manifest_denies_refuses(desk: Desk, tmp_path: Path) -> None:
    import json

    target = folder(tmp_path / "d")
    facts = json.loads((target / "manifest.json").read_bytes())
    facts["files"][0]["rows"] = 77
    (target / "manifest.json").write_text(json.dumps(facts))
    assert {p.rule for p in desk.examine(target).refusals} == {"file_rows"}


def test_without_a_manifest_the_sender_is_told_to_pack(desk: Desk, tmp_path: Path) -> None:
    target = folder(tmp_path / "d")
    (target / "manifest.json").unlink()
    (told,) = desk.examine(target).refusals
    assert told.rule == "manifest_missing"
    assert "latarnia pack" in told.todo.en


def test_a_decimal_that_might_be_thousands_is_set_aside(examine: Examine) -> None:
    verdict = examine({"steps": with_cell("steps", 3, "cost_zl", "1.234")})
    assert found(verdict) == {("steps.csv", 3, "cost_zl", "type")}
