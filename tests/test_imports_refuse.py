"""Broken files of figures are refused with file, line and column, or read right; nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import import_files
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.imports import desk, shapes
from pipelines.problems import InputError, Problem, UserError

LINES = import_files.bael_lines()
CUT_AT_AREA = 14 * 8  # lines of one voivodeship


@pytest.fixture(autouse=True, scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The bundled lists and figures, in a folder that proposals may be written to."""
    home = tmp_path_factory.mktemp("data")
    for folder in ("reference", "sources"):
        (home / folder).symlink_to(import_files.DATA / folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_files, "DATA", home)
        yield home


def _write(folder: Path, content: str | bytes, name: str = "RYNE_4089_CREL_20250113231804.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _problems(folder: Path, content: str | bytes, name: str = "RYNE_4089_CREL_20250113231804.csv") -> list[Problem]:
    with pytest.raises(InputError) as said:
        desk.propose([_write(folder, content, name)], import_files.DATA, released="2024-06-13")
    return list(said.value.problems)


def _with(line: int, change: Callable[[str], str]) -> str:
    """The export with one line changed (number in the file, header = 1)."""
    lines = list(LINES)
    lines[line - 1] = change(lines[line - 1])
    return import_files.text(lines)


def _field(number: int, value: str) -> Callable[[str], str]:
    def change(line: str) -> str:
        cells = line.split(";")
        cells[number] = value
        return ";".join(cells)

    return change


@pytest.mark.parametrize(
    ("number", "value", "rule", "column"),
    [
        (6, '"1 23"', "number", "Wartosc"),
        (6, '"2.sty"', "number", "Wartosc"),
        (6, '"=HYPERLINK(""http://x"")"', "number", "Wartosc"),
        (6, "12,5", "decimals", "Wartosc"),
        (5, '"45292"', "excel_date", "Rok"),
        (5, '"rok"', "period", "Rok"),
        (0, "2299000", "area", "Kod"),
        (0, "Gdynia", "area", "Kod"),
        (0, "0400000", "area_name", "Nazwa"),
        (0, "2261000", "city_rest", "Kod"),
        (2, '"aktywni"', "member", "Typy aktywności"),
        (7, '"%"', "unit", "Jednostka miary"),
        (8, '"?"', "flag", "Atrybut"),
        (8, '"x"', "hidden_value", "Wartosc"),
    ],
)
def test_a_broken_cell_is_named(tmp_path: Path, number: int, value: str, rule: str, column: str) -> None:
    (found,) = _problems(tmp_path, _with(5, _field(number, value)))
    assert (found.rule, found.line, found.column) == (rule, 5, column)
    assert found.file.startswith("RYNE_4089")


def test_thousands_set_apart_by_any_space_are_read(tmp_path: Path) -> None:
    lines = list(LINES)
    for number, space in ((2, " "), (3, "\u00a0"), (4, "\u202f")):
        value = lines[number - 1].split(";")[6]
        lines[number - 1] = _field(6, f'"1{space}{value}"')(lines[number - 1])
    (made,) = desk.propose([_write(tmp_path, import_files.text(lines))], import_files.DATA)
    assert [c.new for c in made.cells] == ["1570", "1505", "1663"]


def test_a_repeated_line_is_refused_at_its_second_place(tmp_path: Path) -> None:
    (found,) = _problems(tmp_path, import_files.text([*LINES, LINES[1]]))
    assert (found.rule, found.line) == ("twice", len(LINES) + 1)


def test_commas_and_points_in_one_file_are_refused(tmp_path: Path) -> None:
    lines = import_files.rates_long(tmp_path, codes="7", mark=",").read_text(encoding="utf-8").splitlines()
    lines[9] = lines[9].replace(",", ".")
    (found,) = _problems(tmp_path, import_files.text(lines), "RYNE_2392_CREL_20260321172526.csv")
    assert (found.rule, found.line) == ("decimal_marks", 10)


def test_lines_of_two_encodings_are_refused(tmp_path: Path) -> None:
    content = b"".join((line + "\n").encode("cp1250" if n > 20 else "utf-8") for n, line in enumerate(LINES))
    (found,) = _problems(tmp_path, content)
    assert (found.rule, found.line) == ("mixed_encoding", 22)


def test_swapped_columns_are_refused(tmp_path: Path) -> None:
    heads = "Kod;Nazwa;Typy aktywności;Płeć;Wartość i precyzja;Wartosc;Rok;Jednostka miary;Atrybut;"
    rules = {p.rule for p in _problems(tmp_path, import_files.text([heads, *LINES[1:]]))}
    assert rules == {"period"}


def test_a_file_cut_between_two_areas_says_what_is_missing(tmp_path: Path) -> None:
    path = _write(tmp_path, import_files.text(LINES[: 1 + 15 * CUT_AT_AREA]))
    (made,) = desk.propose([path], import_files.DATA)
    assert made.is_empty  # nothing is withdrawn because a file does not mention it
    assert [f.kind for f in made.findings] == ["absent"]


def test_a_wide_export_may_not_say_zero_where_zero_may_be_withheld(tmp_path: Path) -> None:
    lines = [
        'Kod;Nazwa;"aktywni zawodowo bezrobotni;kobiety;wartość liczbowa;2022;[tys. osób]"',
        "2200000;POMORSKIE;0",
        "0200000;DOLNOŚLĄSKIE;27",
    ]
    path = _write(tmp_path, import_files.text(lines), "RYNE_4089_CTAB_20250113231804.csv")
    (made,) = desk.propose([path], import_files.DATA)
    assert (made.cells, made.unchanged) == ((), 1)  # withheld before, and stays so
    (found,) = _problems(
        tmp_path, import_files.text([lines[0], "2200000;POMORSKIE;0", "0200000;DOLNOŚLĄSKIE;0"]), path.name
    )
    assert (found.rule, found.line) == ("zero", 3)


def test_a_line_with_a_missing_field_of_a_large_file_is_named(tmp_path: Path) -> None:
    lines = import_files.eurostat_tsv(tmp_path).read_text(encoding="utf-8").splitlines()
    lines[2] = "".join(lines[2].rsplit("\t", 1))
    (found,) = _problems(tmp_path, import_files.text(lines), "estat_lfst_r_lfu3rt.tsv")
    assert (found.rule, found.line) == ("fields", 3)


def test_a_period_of_which_no_base_is_known_is_refused(tmp_path: Path) -> None:
    lines = import_files.eurostat_tsv(tmp_path).read_text(encoding="utf-8").splitlines()
    lines = [f"{line}\t{'2020 ' if n == 0 else '3.0 '}" for n, line in enumerate(lines)]
    (found,) = _problems(tmp_path, import_files.text(lines), "estat_lfst_r_lfu3rt.tsv")
    assert (found.rule, found.line, found.column) == ("constant", 2, "2020")
    assert found.what.en.endswith("basis")


def test_missing_pages_of_an_answer_are_refused(tmp_path: Path) -> None:
    pages = import_files.rate_pages(tmp_path)
    with pytest.raises(InputError, match="200 of"):
        desk.propose(pages[:1], import_files.DATA)


def test_an_unknown_file_says_what_was_looked_for_and_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("a;b\n=HYPERLINK(1);2\n", encoding="utf-8")
    with pytest.raises(UserError) as said:
        desk.propose([path], import_files.DATA)
    assert all(s.title.en in said.value.text.en for s in shapes.SHAPES.values())
    assert "a;b" in said.value.text.en


def test_knowledge_databases_are_read_by_position(tmp_path: Path) -> None:
    row = {
        "rownumber": 1,
        "id-zmienna": 305,
        "id-przekroj": 739,
        "id-wymiar-1": 2,
        "id-pozycja-1": 33617,
        "id-okres": 282,
        "id-daty": 2024,
        "id-brak-wartosci": 255,
        "id-tajnosci": 0,
        "id-flaga": 0,
        "wartosc": 5.1,
        "precyzja": 1,
    }
    path = tmp_path / "dbw.json"
    path.write_text(
        json.dumps({"page-count": 1, "data": [row, row | {"id-okres": 250, "id-tajnosci": 1, "wartosc": 0}]}),
        encoding="utf-8",
    )
    with pytest.raises(UserError, match="wymiar 2") as said:
        desk.propose([path], import_files.DATA)
    assert '"33617" = "total"' in said.value.text.en


def _refused_or_right(path: Path, unchanged: int) -> None:
    """A damaged file is refused as such, or every figure it gives is that of the whole file: none is guessed."""
    try:
        made = desk.propose([path], import_files.DATA, released="2024-06-13")
    except (InputError, UserError):
        return
    for p in made:
        assert not p.cells
        assert p.unchanged <= unchanged


_SMALL = {
    "CREL": lambda folder: import_files.bael_long(folder, [r for r in import_files.rows("bael_activity") if r["teryt"] in {"02", "04", "22"}]),
    "CTAB": import_files.wage_levels,
    "TSV": import_files.eurostat_tsv,
    "SDMX": import_files.sdmx_csv,
    "JSON": import_files.json_stat,
    "API": lambda folder: import_files.months_by_unit(folder)[0],
    "SDG": import_files.sdg,
    "XLSX": lambda folder: import_files.bael_workbook(folder, "DANE"),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {shape: write(tmp_path_factory.mktemp(shape)) for shape, write in _SMALL.items()}  # type: ignore[no-untyped-call]


def _cut(whole: dict[str, Path], folder: Path, shape: str, share: float) -> None:
    content = whole[shape].read_bytes()
    path = folder / whole[shape].name
    path.write_bytes(content[: int(len(content) * share)])
    _refused_or_right(path, 1792)


def _flip(whole: dict[str, Path], folder: Path, shape: str, share: float, byte: int) -> None:
    """One byte put in the place of another: refused, or the figure there is told as revised, and nothing else is."""
    content = bytearray(whole[shape].read_bytes())
    content[int((len(content) - 1) * share)] = byte
    path = folder / whole[shape].name
    path.write_bytes(bytes(content))
    try:
        made = desk.propose([path], import_files.DATA, released="2024-06-13")
    except (InputError, UserError):
        return
    assert all(len(p.cells) <= 40 for p in made)


few = settings(
    max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SHARES = st.floats(0, 1)


@pytest.mark.parametrize("shape", _SMALL)
@few
@given(share=SHARES)
def test_a_file_cut_anywhere_is_refused_or_read_right(
    whole: dict[str, Path], tmp_path: Path, shape: str, share: float
) -> None:
    _cut(whole, tmp_path, shape, share)


@pytest.mark.simulation
@pytest.mark.parametrize("shape", _SMALL)
@many
@given(share=SHARES)
def test_files_cut_in_many_places(whole: dict[str, Path], tmp_path: Path, shape: str, share: float) -> None:
    _cut(whole, tmp_path, shape, share)


@pytest.mark.simulation
@pytest.mark.parametrize("shape", _SMALL)
@many
@given(share=SHARES, byte=st.integers(0, 255))
def test_files_with_a_wrong_byte(whole: dict[str, Path], tmp_path: Path, shape: str, share: float, byte: int) -> None:
    _flip(whole, tmp_path, shape, share, byte)
