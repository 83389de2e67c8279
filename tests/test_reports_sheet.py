"""The PDF sheet: its text equals the figures that commands print, and the file keeps PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pipelines.__main__ import main
from pipelines.catalog import LANGUAGES, Language
from pipelines.problems import UserError
from pipelines.readings.sheet import sheet as readings
from pipelines.release import Release
from pipelines.reports import sheet
from pipelines.words.numbers import number


@pytest.fixture(scope="module")
def made(published: Release) -> dict[tuple[str, Language], bytes]:
    """Sheets of a county, a city and the region in both languages."""
    return {(area, code): sheet.pdf(published, area, code) for area in ("2216", "2264", "22") for code in LANGUAGES}


def text(content: bytes, page: int = 0) -> str:
    """Words of a page, every space alike."""
    return re.sub(r"\s+", " ", PdfReader(io.BytesIO(content)).pages[page].extract_text())


def flat(said: str) -> str:
    return re.sub(r"\s+", " ", said)


def test_the_sheet_says_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, marts: Path, capsys: pytest.CaptureFixture[str], made: Any, published: Release
) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    for code in ("C01", "C09", "C10", "C02", "D03"):
        row = readings(published, "2216").row(code)
        assert main(["values", row.declared.indicator, "--geo", "2216", "--format", "json"]) == 0
        printed = {one["period"]: one["value"] for one in json.loads(capsys.readouterr().out)}
        assert row.county.period in printed
        for language in LANGUAGES:
            said = flat(number(printed[row.county.period], row.declared.decimals, language))
            line = text(made["2216", language]).partition(flat(row.declared.label[language]))[2]
            assert said in line[:80] or said in text(made["2216", language]), (code, language, said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["2216", "2264"])
def test_every_row_verdict_and_reason_stands_on_the_first_page(
    made: Any, published: Release, area: str, language: Language
) -> None:
    said = text(made[area, language]).replace("- ", "-")
    whole = sheet.content(published, area, language)
    found = readings(published, area)
    assert len(whole["rows"]) == len(found.rows)
    for row, cells in zip(found.rows, whole["rows"], strict=True):
        shown = cells["cells"]
        if row.county.value is not None:
            assert shown[1]["text"] == number(row.county.value, row.declared.decimals, language)
        else:
            assert not any(letter.isdigit() for letter in shown[1]["text"])
        assert (shown[6]["shade"] == "better") == (row.verdict.judged == "better")
        alt = shown[2].get("alt")
        if alt:
            assert row.declared.label[language] in alt
            assert row.county.value is None or shown[1]["text"] in alt
            assert published.areas[area].where(language)[1:] in alt
    for part in whole["parts"]:
        for line in part["lines"]:
            assert flat(line).replace("- ", "-") in said, line
    if found.is_synthetic:
        assert {"pl": "Dane syntetyczne", "en": "Synthetic data"}[language] in said


def test_the_file_keeps_both_standards(made: Any, published: Release) -> None:
    for (area, language), content in made.items():
        reader = PdfReader(io.BytesIO(content))
        assert len(reader.pages) == 2, area
        box = reader.pages[0].mediabox
        assert (round(box.width), round(box.height)) == (595, 842)
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF boolean, not Python's
        assert str(root["/Lang"]).lower() == {"pl": "pl-pl", "en": "en-gb"}[language]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
        assert root["/StructTreeRoot"]
        xmp = root["/Metadata"].get_data().decode()
        for said in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
            assert said in xmp, area
        assert published.areas[area].full[language] in str(reader.metadata.title)  # type: ignore[union-attr]
        assert re.search(rb"/FontFile2|/FontFile3", content), "the font travels along"


def test_every_picture_of_the_sheet_has_alternative_text(made: Any) -> None:
    for content in made.values():
        reader = PdfReader(io.BytesIO(content))
        figures: list[Any] = []

        def walk(node: Any, figures: list[Any] = figures) -> None:
            node = node.get_object() if hasattr(node, "get_object") else node
            if isinstance(node, list):
                for one in node:
                    walk(one)
            elif isinstance(node, dict):
                if node.get("/S") == "/Figure":
                    figures.append(node)
                if "/K" in node:
                    walk(node["/K"])

        walk(reader.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
        assert len(figures) >= 8
        assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_the_same_release_gives_the_same_bytes(published: Release, made: Any) -> None:
    assert sheet.pdf(published, "2216", "pl") == made["2216", "pl"]


def test_hidden_figures_stay_hidden(made: Any, published: Release) -> None:
    row = readings(published, "2264").row("G12")
    assert row.county.value is None
    cells = next(
        r["cells"]
        for r, found in zip(
            sheet.content(published, "2264", "pl")["rows"], readings(published, "2264").rows, strict=True
        )
        if found.code == "G12"
    )
    assert cells[1]["text"] == "ukryte"


@pytest.mark.parametrize("area", ["9999", "1465", "00", ""])
def test_an_area_without_a_sheet_is_refused_with_the_way_out(published: Release, area: str) -> None:
    with pytest.raises(UserError) as error:
        sheet.pdf(published, area, "pl")
    assert "kartę ma każdy powiat regionu i region" in error.value.text.pl


def test_the_command_writes_one_sheet_or_all(
    monkeypatch: pytest.MonkeyPatch, marts: Path, tmp_path: Path, capsys: Any
) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    assert main(["export", "sheet", "--geo", "2216", "--lang", "en", "--out", str(tmp_path / "s.pdf")]) == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    assert main(["export", "sheet", "--all", "--lang", "pl", "--out", str(tmp_path / "all")]) == 0
    assert len(list((tmp_path / "all").glob("*.pdf"))) == 21
    assert "karta 21/21" in capsys.readouterr().err
    assert main(["export", "sheet", "--geo", "1465", "--lang", "en", "--out", str(tmp_path / "x.pdf")]) == 2
    assert "each of its counties and the region have a sheet" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
