"""The template a sender fills in, and the manifest that `latarnia pack` writes for it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import fastexcel
import pytest

from pipelines import settings
from pipelines.__main__ import main
from pipelines.contract import CONTRACT, NOTE_SHEETS, TABLES, template
from pipelines.deliveries import manifest
from pipelines.deliveries.pack import pack
from pipelines.problems import InputError, UserError

LISTS = settings.ROOT / "data" / "reference"
GIVEN = {"supplier": "pcpr-2205", "teryt": "2205", "period": "2024-H1"}


@pytest.fixture(scope="module")
def book() -> bytes:
    return template.workbook("pl", reference=LISTS, region="22")


def _sheet_xml(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        number = 2 + [t.name for t in CONTRACT].index(name)  # the notes come first
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_command_writes_a_file_per_table_and_refuses_to_write_over_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", str(tmp_path)]) == 0
    for table in CONTRACT:
        header = (tmp_path / "csv" / f"{table.name}.csv").read_text(encoding="utf-8")
        assert header == ";".join(c.name for c in table.columns) + "\n"
    (tmp_path / "csv" / "cases.csv").write_text("filled\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["template", str(tmp_path)]) == 2
    assert "szablon" in capsys.readouterr().err
    assert (tmp_path / "csv" / "cases.csv").read_text(encoding="utf-8") == "filled\n"


@pytest.mark.parametrize("language", ["pl", "en"])
def test_workbook_has_a_sheet_per_table_with_headers_in_the_language(language: str) -> None:
    content = template.workbook(language, reference=LISTS, region="22")
    reader = fastexcel.read_excel(content)
    assert reader.sheet_names == [NOTE_SHEETS[0], *(t.name for t in CONTRACT), NOTE_SHEETS[1]]
    for table in CONTRACT:
        found = reader.load_sheet(table.name, header_row=None).to_arrow().to_pylist()
        assert list(found[0].values()) == [c.header[language] for c in table.columns]


def test_same_declarations_give_the_same_bytes(book: bytes) -> None:
    assert template.workbook("pl", reference=LISTS, region="22") == book


def test_cells_offer_exactly_the_codes_of_their_column(book: bytes) -> None:
    codes = fastexcel.read_excel(book).load_sheet(NOTE_SHEETS[1], header_row=None).to_arrow().to_pylist()
    grid = [list(row.values()) for row in codes]
    xml = _sheet_xml(book, "cases")
    sources = dict(re.findall(r'sqref="([A-Z]+)2:[A-Z]+\d+"[^>]*><formula1>codes!\$([A-Z]+)\$3:', xml))
    expected = {
        "sex": ["F", "M"],
        "disability": ["tak", "nie", "brak_danych"],
        "law_version": ["2004", "2025"],
        "education": ["basic_vocational", "general_secondary", "lower", "post_secondary", "tertiary"],
    }
    names = [c.name for c in TABLES["cases"].columns]
    for name, wanted in expected.items():
        place = _number(sources[_letters(names.index(name))])
        assert [row[place] for row in grid[2:] if row[place] is not None] == wanted
    counties = _number(sources[_letters(names.index("teryt"))])
    offered = [row[counties] for row in grid[2:] if row[counties] is not None]
    assert len(offered) == 20
    assert all(re.fullmatch("22[0-9]{2}", str(code)) for code in offered)


def test_cells_check_months_and_numbers(book: bytes) -> None:
    xml = _sheet_xml(book, "degressive_support")
    assert re.search(r'type="whole"[^>]*sqref="B2:B\d+"[^>]*><formula1>1</formula1><formula2>60</formula2>', xml)
    assert re.search(r'type="custom"[^>]*sqref="E2:E\d+"', _sheet_xml(book, "cases"))
    assert re.search(r'type="list"[^>]*sqref="Q2:Q\d+"[^>]*><formula1>"1,0"</formula1>', _sheet_xml(book, "cases"))


def _letters(number: int) -> str:
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lpiw.csv").write_text("lpiw_id;teryt\n2205-LPIW-1;2205\n", encoding="utf-8")
    (tmp_path / "case_barriers.csv").write_bytes("case_id;barrier\r\nc1;dojazd\r\nc2;zdrowie".encode("cp1250"))
    (tmp_path / "cases.csv").write_bytes("case_id\nc1\n".encode("utf-16"))
    return tmp_path


def test_packed_folder_has_a_manifest_the_loader_reads(folder: Path) -> None:
    found = manifest.read(pack(folder, GIVEN))
    assert (found.supplier, found.teryt, found.period, found.law_version) == ("pcpr-2205", "2205", "2024-H1", "2004")
    assert found.rows == {"lpiw.csv": 1, "case_barriers.csv": 2}
    assert found.hashes == {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.suffix == ".csv"
    }
    assert not found.synthetic


def test_packing_again_keeps_the_fields_and_takes_the_new_files(folder: Path) -> None:
    first = json.loads(pack(folder, GIVEN | {"method": "k-anonymity"}).read_text(encoding="utf-8"))
    (folder / "lpiw.csv").write_text("lpiw_id;teryt\n", encoding="utf-8")
    second = json.loads(pack(folder, {"period": "2025-H2"}).read_text(encoding="utf-8"))
    assert second["method"] == "k-anonymity"
    assert second["period"] == "2025-H2"
    assert [f["rows"] for f in second["files"] if f["name"] == "lpiw.csv"] == [0]
    assert first["files"] != second["files"]


def test_an_unknown_sender_a_bad_field_or_an_unknown_file_writes_no_manifest(folder: Path) -> None:
    with pytest.raises(UserError, match="--teryt"):
        pack(folder, {"supplier": "pcpr-2205", "period": "2024-H1"})
    with pytest.raises(InputError) as caught:
        pack(folder, GIVEN | {"supplier": "Jan Kowalski"})
    assert "Kowalski" not in str(caught.value)
    (folder / "Kowalski.docx").write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        pack(folder, GIVEN)
    assert "Kowalski" not in str(caught.value)
    assert not (folder / "manifest.json").exists()
    with pytest.raises(UserError, match="folder"):
        pack(folder / "none", GIVEN)
