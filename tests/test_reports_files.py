"""Tables, workbook and deck: what stands in them equals `latarnia values`; nothing half-written."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import fastexcel
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pptx import Presentation
from pptx.util import Emu

from pages.ui import views
from pages.ui.downloads import Field, Origin, Table, columns
from pipelines.__main__ import main
from pipelines.catalog import TOTAL
from pipelines.indicators import PROPOSED
from pipelines.problems import UserError
from pipelines.release import Release
from pipelines.reports import deck, picture, plot, slide_chart, tables, talk, workbook, writing

TALKS = talk.ready()


@pytest.fixture
def values(monkeypatch: pytest.MonkeyPatch, marts: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """What `latarnia values` prints, as rows."""
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    monkeypatch.setenv("LATARNIA_LANG", "pl")

    def ask(*words: str) -> list[dict[str, Any]]:
        assert main(["values", *words, "--format", "json"]) == 0
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return found

    return ask


def sheet(content: bytes, at: int | str) -> list[dict[str, Any]]:
    return fastexcel.read_excel(content).load_sheet(at).to_pandas().to_dict("records")


def test_the_workbook_holds_what_the_command_prints(published: Release, values: Any) -> None:
    book = workbook.of_areas(published, ["2205"], "pl")
    names = fastexcel.read_excel(book).sheet_names
    assert names[0] == "Opis"
    rows = [row for name in names[1:] for row in sheet(book, name)]
    for code, geo in (("C01", "2205"), ("C09", "2205"), ("A02", "22"), ("A01", "00")):
        printed = {row["period"]: row for row in values(code, "--geo", geo)}
        mine = [row for row in rows if row["Kod wskaźnika"] == code and str(row["Kod obszaru"]) == geo]
        plain = [row for row in mine if not any(isinstance(row.get(k), str) and row[k] for k in ("Płeć", "Miejsce"))]
        annual = [row for row in plain if not isinstance(row.get("Okres"), str)]
        assert len(annual) >= 5, code
        for row in annual:
            told = printed[str(int(row["Rok"]))]
            figure = None if row["Wartość"] != row["Wartość"] else row["Wartość"]
            assert (figure, row["flag"]) == (told["value"], told["obs_status"]), (code, row["Rok"])


@pytest.mark.parametrize(
    ("code", "geo"), [("E07", "2205"), ("E10", "22"), ("F01", "2205"), ("F02", "22"), ("G10", "2205"), ("H01P", "22")]
)
def test_the_workbook_holds_the_cooperation_model_too(published: Release, values: Any, code: str, geo: str) -> None:
    book = workbook.of_areas(published, ["2205"], "pl")
    rows = [row for name in fastexcel.read_excel(book).sheet_names[1:] for row in sheet(book, name)]
    mine = [row for row in rows if row["Kod wskaźnika"] == code and str(row["Kod obszaru"]) == geo]
    by = [option for name in PROPOSED[code].by for option in ("--by", name)]
    names = {"value": "Wartość", "lower": "Dolna granica", "upper": "Górna granica", "n": "n"}
    printed = values(code, "--geo", geo, *by)
    assert len(mine) == len(printed) > 0
    for row, told in zip(mine, printed, strict=True):
        assert {name: None if pd.isna(row.get(head)) else row[head] for name, head in names.items()} == {
            name: told[name] for name in names
        }
        assert (row["flag"], row["Uwaga"]) == (told["obs_status"], "DANE SYNTETYCZNE")
        assert pd.isna(row.get("Przekrój")) == all(told[name] == TOTAL for name in PROPOSED[code].by)


def test_numbers_of_the_workbook_are_numbers_and_codes_are_text(published: Release) -> None:
    book = workbook.of_areas(published, ["2205"], "en")
    reader = fastexcel.read_excel(book)
    for name in reader.sheet_names[1:]:
        table = reader.load_sheet(name).to_arrow()
        kinds = {field.name: str(field.type) for field in table.schema}
        assert kinds["Value"] == "double"
        assert kinds["Year"] in {"double", "int64"}
        assert kinds["Area code"] == "string"
    notes = "\n".join(str(cell) for row in sheet(book, "Notes") for cell in row.values())
    for said in (published.id, "withheld by the publisher", "Registered unemployment rate", "Statistics Poland"):
        assert said in notes


def test_sheet_names_are_what_the_format_allows() -> None:
    names = workbook._names(["A" * 40, "a" * 40, "x/y:z?", "x y z"])
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert len({name.lower() for name in names}) == 4


def test_a_number_with_a_status_of_its_own_has_its_own_flag() -> None:
    fields = [Field("name", "Powiat"), Field("a", "Stopa", 1), Field("b", "Stopa", 1), Field("c", "Miejsce", 0)]
    row = {"name": "Sopot", "a": 1.0, "b": None, "c": 3, "obs_status": "E", "c_status": "A"}
    found = columns(Table("x", fields, [row]), Origin("x", "GUS", "r0f3a"), "pl")
    assert {column.name: column.cells[0] for column in found if column.name[0] not in "sapr"} == {
        "Powiat": "Sopot",
        "Stopa": 1.0,
        "Stopa (b)": None,
        "Miejsce": 3,
        "flag": "E",
        "flag: Miejsce": "A",
    }


@pytest.mark.parametrize("address", ["counties?focus=2205#ranked", "start#standing", "cooperation#stages"])
def test_parquet_and_csv_hold_the_same_table(published: Release, address: str) -> None:
    content = views.content(published, views.parse(address), "en")
    found = pq.read_table(io.BytesIO(tables.parquet_bytes(content, "en")))
    rows = list(csv.DictReader(io.StringIO(tables.csv_bytes(content, "en").decode("utf-8-sig"))))
    assert found.num_rows == len(rows) == len(content["table"].rows)
    assert found.column_names == list(rows[0])
    assert "flag" in found.column_names
    metadata = {key.decode(): value.decode() for key, value in found.schema.metadata.items()}
    assert metadata["release"] == published.id
    assert metadata.get("synthetic", "") == ("true" if content["origin"].synthetic else "")
    for name in found.column_names:
        if str(found.schema.field(name).type) in {"double", "int64"}:
            cells = [None if row[name] == "" else float(row[name]) for row in rows]
            assert found.column(name).to_pylist() == pytest.approx(cells), name


def test_every_form_of_a_card_holds_what_the_command_prints(published: Release, values: Any) -> None:
    content = views.content(published, views.parse("counties?indicator=C01&year=2024#ranked"), "pl")
    printed = {
        code: values("C01", "--geo", code, "--period", "2024")[0]["value"]
        for code in sorted(area.code for area in published.counties())
    }
    heading = "Stopa bezrobocia rejestrowanego (%)"
    text = tables.csv_bytes(content, "pl").decode("utf-8-sig")
    lines = {row["TERYT"]: row[heading] for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert {code: float(cell.replace(",", ".")) for code, cell in lines.items()} == printed
    found = pq.read_table(io.BytesIO(tables.parquet_bytes(content, "pl"))).to_pydict()
    assert dict(zip(found["TERYT"], found[heading], strict=True)) == printed
    cells = sheet(workbook.of_cards(published, "x", [content], "pl"), 1)
    assert {row["TERYT"]: row[heading] for row in cells} == printed
    drawn = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)<", picture.svg_text(published, content, "pl"))))
    for code, value in printed.items():
        assert f"{published.areas[code].short.pl} {value:.1f}".replace(".", ",") in drawn, code


def test_files_are_named_by_indicator_area_period_and_release(published: Release) -> None:
    content = views.content(published, views.parse("counties?focus=2205&indicator=C01&year=2024#profile"), "pl")
    assert re.fullmatch(r"[a-z0-9-]+_2205[a-z0-9_-]*_\d{4}[a-z0-9-]*_r[0-9a-f]+\.csv", tables.name(content, "csv"))


def slides(content: bytes) -> Any:
    return Presentation(io.BytesIO(content)).slides


def numbers(shape: Any, tag: str) -> list[float]:
    """Cached numbers of a chart's axis in the order of its series."""
    return [
        float(point.text)
        for series in shape.chart.plots[0].series
        for point in series._element.iterfind(f".//{{*}}{tag}//{{*}}v")
    ]


def test_a_line_chart_of_the_deck_holds_the_published_values(published: Release, values: Any) -> None:
    shown = talk.show(talk.read('title = "x"\n[[views]]\naddress = "start#trend"\n', "t"), published, "pl")
    (chart,) = [shape for shape in slides(deck.deck(published, "x", shown, "pl"))[1].shapes if shape.has_chart]
    lengths = [len(list(series.values)) for series in chart.chart.plots[0].series]
    assert lengths[0] == max(lengths) > min(lengths)  # else LibreOffice leaves the first series out
    points = set(zip(numbers(chart, "xVal"), numbers(chart, "yVal"), strict=True))
    printed = {geo: values("A02", "--geo", geo) for geo in ("22", "00")}
    wanted = [
        (float(row["period"]), row["value"])
        for rows in printed.values()
        for row in rows
        if row["value"] and len(row["period"]) == 4
    ]
    assert len(points) == len(wanted) > 20
    for x, y in wanted:
        assert any(x == at and round(value, 1) == y for at, value in points), (x, y)


def test_bars_and_dots_of_the_deck_hold_the_values_of_their_cards(published: Release) -> None:
    text = 'title = "x"\n' + "".join(f'[[views]]\naddress = "{a}"\n' for a in ("inactivity#reasons", "counties#ranked"))
    shown = talk.show(talk.read(text, "t"), published, "pl")
    pages = slides(deck.deck(published, "x", shown, "pl"))
    bars, dots = (next(shape for shape in pages[at].shapes if shape.has_chart) for at in (1, 2))
    assert numbers(bars, "val") == [v for v in shown[0].content["figure"]["data"][0]["x"] if v is not None]
    told = [
        row["value"]
        for row in shown[1].content["table"].rows
        if row["value"] is not None and row["teryt"][:2] == "22" and len(row["teryt"]) == 4
    ]
    assert sorted(numbers(dots, "xVal")) == sorted(told)


def test_a_waterfall_adds_up_in_its_floating_parts(published: Release) -> None:
    shown = talk.show(talk.read('title = "x"\n[[views]]\naddress = "inactivity#explained"\n', "t"), published, "pl")
    (chart,) = [shape for shape in slides(deck.deck(published, "x", shown, "pl"))[1].shapes if shape.has_chart]
    blank, above, below = (series.values for series in chart.chart.plots[0].series)
    trace = shown[0].content["figure"]["data"][0]
    for at, (base, size) in enumerate(zip(trace["base"], trace["x"], strict=True)):
        low, high = sorted((base, base + size))
        assert above[at] - below[at] == pytest.approx(high - low)
        assert blank[at] == pytest.approx(low if low > 0 else high if high < 0 else 0)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("path", TALKS, ids=[path.stem for path in TALKS])
def test_every_slide_has_message_source_number_notes_and_alternative_text(
    published: Release, path: Path, language: Any
) -> None:
    told = talk.load(path)
    shown = talk.show(told, published, language)
    book = Presentation(io.BytesIO(deck.deck(published, told.title[language], shown, language)))
    assert (book.slide_width, book.slide_height) == (Emu(12192000), Emu(6858000))
    assert book.core_properties.title == told.title[language]
    for at, (slide, one) in enumerate(zip(list(book.slides)[1:], shown, strict=True), 2):
        assert slide.shapes.title.text_frame.text == one.title
        texts = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        assert texts["Source"].startswith(
            {"pl": ("Źródło", "Dane syntetyczne", "Granice"), "en": ("Source", "Synthetic data", "Outlines")}[language]
        )
        assert texts["Page number"] == str(at)
        notes = slide.notes_slide.notes_text_frame.text
        assert one.content["sentence"] in notes
        assert one.slide.view.address in notes
        assert one.notes in notes
        described = [node.get("descr") for node in slide._element.iter("{*}cNvPr") if node.get("descr")]
        assert described, one.slide.view.address
        for shape in slide.shapes:
            assert shape.top >= -1, shape.name
            assert shape.top + shape.height <= book.slide_height + 9525, shape.name


def test_remarks_of_a_slide_end_with_a_sentence(published: Release) -> None:
    text = 'title = "x"\n[[views]]\naddress = "effect#answer"\n'
    (one,) = talk.show(talk.read(text, "t"), published, "en")
    page = slides(deck.deck(published, "x", [one], "en"))[1]
    whole = " ".join(one.content["notices"])
    (told,) = [s.text_frame.text for s in page.shapes if s.has_text_frame and whole.startswith(s.text_frame.text[:40])]
    assert whole.startswith(told)
    assert told.endswith(".")
    assert whole in page.notes_slide.notes_text_frame.text.replace("\n\n", " ")


def test_a_map_is_made_of_named_shapes(published: Release) -> None:
    shown = talk.show(talk.read('title = "x"\n[[views]]\naddress = "counties#map"\n', "t"), published, "pl")
    slide = slides(deck.deck(published, "x", shown, "pl"))[1]
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    named = {shape.name for shape in group.shapes}
    assert {area["name"] for area in shown[0].content["map"]["areas"].values()} <= named
    assert not [shape for shape in slide.shapes if shape.shape_type == 13], "no pictures"


def test_most_charts_are_native(published: Release) -> None:
    built = [build() for page in views.PAGES for build in views.contents(published, page, {}, "pl").values()]
    figures = [card["figure"] for card in built if card and card.get("figure")]
    drawn = [figure for figure in figures if not slide_chart.is_native(plot.plan(figure, 900))]
    assert len(figures) > 25
    assert len(drawn) * 4 <= len(figures), (
        "spans of time, matrices, counted dots and check lists are diagrams of shapes"
    )


def half_a_file(path: Path) -> None:
    with writing.file_at(path) as aside:
        aside.write_bytes(b"half")
        raise RuntimeError


def half_a_folder(path: Path) -> None:
    with writing.folder_at(path, "mark") as aside:
        (aside / "x").write_text("half")
        raise RuntimeError


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        half_a_file(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    folder = tmp_path / "bundle"
    with pytest.raises(RuntimeError):
        half_a_folder(folder)
    assert not folder.exists()
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(UserError, match="no bundle of Latarnia"), writing.folder_at(tmp_path / "mine", "mark"):
        pytest.fail("nothing is to be written")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "x"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["view", "counties?focus=9999#map", "--out", "x.png"], "filtr focus nie zna wartości „9999”"),
        (["view", "counties#map", "--out", "x.doc"], "końcówka może być .csv, .parquet, .xlsx, .svg, .png"),
        (["view", "counties#profile", "--out", "x.png"], "końcówka może być .csv, .parquet, .xlsx."),
        (["workbook", "--geo", "9999", "--out", "x.xlsx"], "9999: nie ma takiego obszaru"),
        (["workbook", "--out", "missing/x.xlsx"], "nie ma takiego folderu. Niczego nie zapisano"),
        (
            ["deck", "--talk", "missing.toml", "--out", "x.pptx"],
            "Nie można odczytać prelekcji missing.toml: nie ma takiego pliku",
        ),
        (["deck", "--talk", "broken.toml", "--out", "x.pptx"], "broken.toml, wiersz 1"),
        (["deck", "--talk", "frozen.toml", "--out", "x.pptx"], "nie ma już wydania r00000000"),
        (
            ["deck", "--talk", "lost.toml", "--out", "x.pptx"],
            "lost.toml, wiersz 2: widok 1 (start#old): strona „start” nie ma karty „old”",
        ),
    ],
)
def test_bad_input_is_said_in_the_users_language_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, marts: Path, tmp_path: Path, capsys: Any, words: list[str], said: str
) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    monkeypatch.setenv("LATARNIA_LANG", "pl")
    monkeypatch.chdir(tmp_path)
    Path("broken.toml").write_text("title = [", encoding="utf-8")
    good = '[[views]]\naddress = "start#trend"\n'
    Path("frozen.toml").write_text(f'title = "x"\nrelease = "r00000000"\n{good}', encoding="utf-8")
    Path("lost.toml").write_text(f'title = "x"\n{good.replace("trend", "old")}', encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    assert main(["export", *words]) == 2
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_the_command_writes_every_form_of_a_card(monkeypatch: pytest.MonkeyPatch, marts: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    assert main(["export", "view", "counties?focus=2205#map", "--lang", "en", "--out", str(tmp_path)]) == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".parquet", ".png", ".svg", ".xlsx"]
    assert len({path.stem for path in tmp_path.iterdir()}) == 1
