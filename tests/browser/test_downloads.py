"""Downloads: the CSV says where its figures come from and holds the release's values; pictures carry title and source."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import fastexcel
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Locator, Route

from browser.view import View
from pages.ui.frame import PAGES
from pipelines import release

pytestmark = pytest.mark.browser

ORIGIN = {"source", "area", "period", "release"}
PNG = b"\x89PNG\r\n\x1a\n"


def fetched(card: Locator, kind: str) -> tuple[str, bytes]:
    """Name and content of what the button of that kind saves."""
    with card.page.expect_download() as waiting:
        card.locator(".lat-downloads button", has_text=kind).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def table(content: bytes, language: str) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if language == "pl" else ","))


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", [name for name in PAGES if name != "talk"])  # slides have no buttons
def test_every_csv_names_its_origin(view: Callable[..., View], folder: Path, name: str, language: str) -> None:
    page = view().open(name, lang=language)
    current = release.current(folder)
    cards = page.locator(".lat-card").filter(has=page.locator(".lat-downloads button:visible", has_text="CSV")).all()
    assert cards
    for card in cards:
        title, content = fetched(card, "CSV")
        rows = table(content, language)
        assert title.endswith(".csv")
        assert title.isascii()
        assert rows, title
        assert set(rows[0]) >= ORIGIN
        assert {row["release"] for row in rows} == {current.id}
        assert all(row["source"] for row in rows), title


def test_the_map_csv_holds_the_values_of_the_release(view: Callable[..., View], folder: Path) -> None:
    page = view().open("counties", lang="en", indicator="C01", year="2024")
    current = release.current(folder)
    _, content = fetched(page.locator(".lat-card").filter(has=page.locator("path[data-teryt]")), "CSV")
    rows = table(content, "en")
    column = "Registered unemployment rate (%)"
    names = {area.name("en"): area.code for area in current.counties()} | {
        area.short["en"]: area.code for area in current.counties()
    }
    found = {names[cell]: row[column] for row in rows for cell in row.values() if cell in names}
    expected = {area.code: current.value("C01", area.code, "2024") for area in current.counties()}
    assert found == {code: f"{value.value:g}" for code, value in expected.items() if value and value.value is not None}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_form_of_a_table_holds_the_same_cells(view: Callable[..., View], folder: Path, language: str) -> None:
    page = view().open("counties", lang=language, indicator="C01", focus="2205")
    current = release.current(folder)
    card = page.locator(".lat-card").nth(1)
    name, content = fetched(card, "CSV")
    rows = table(content, language)
    stem = name.removesuffix(".csv")
    assert stem.endswith(f"_{current.id}")
    name, content = fetched(card, "PARQUET")
    assert name == f"{stem}.parquet"
    columns = pq.read_table(io.BytesIO(content)).to_pydict()
    assert list(columns) == list(rows[0])
    assert "flag" in columns
    name, content = fetched(card, "XLSX")
    assert name == f"{stem}.xlsx"
    cells = fastexcel.read_excel(content).load_sheet(1).to_arrow().to_pydict()
    assert list(cells) == list(rows[0])
    for heading, held in columns.items():
        told = [row[heading] for row in rows]
        if any(isinstance(value, float | int) for value in held):
            plain = [text.replace(",", ".") if language == "pl" else text for text in told]
            assert [float(text) if text else None for text in plain] == pytest.approx(held)
            assert cells[heading] == pytest.approx(held)
        else:
            assert [value or "" for value in held] == [value or "" for value in cells[heading]] == told


def test_a_card_that_the_server_let_go_is_made_again(view: Callable[..., View]) -> None:
    page = view().open("counties", lang="en")
    asked = []

    def first_is_lost(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=404) if len(asked) == 1 else route.continue_()

    page.route("**/files/*.parquet", first_is_lost)
    name, content = fetched(page.locator(".lat-card").first, "PARQUET")
    assert name.endswith(".parquet")
    assert pq.read_table(io.BytesIO(content)).num_rows
    page.route("**/files/*.xlsx", lambda route: route.abort())
    page.locator(".lat-card").first.locator(".lat-downloads button", has_text="XLSX").click()
    page.locator(".lat-told", has_text="could not be made").wait_for()


@pytest.mark.parametrize("kind", ["chart", "map"])
def test_pictures_carry_title_and_source(view: Callable[..., View], kind: str) -> None:
    page = view("dark").open("counties")
    part = "path[data-teryt]" if kind == "map" else ".js-plotly-plot"
    card = page.locator(".lat-card").filter(has=page.locator(part)).first
    title = card.locator("h2, h3").inner_text()
    source = card.locator(".lat-source").inner_text()
    name, content = fetched(card, "SVG")
    assert name.endswith(".svg")
    root = ET.fromstring(content)
    words = re.sub(r"\s+", " ", " ".join(root.itertext()))
    for text in (title, source):
        assert re.sub(r"\s+", " ", text) in words
    assert not re.search(rb'(?:href|src)="https?:', content)
    name, content = fetched(card, "PNG")
    assert name.endswith(".png")
    assert content.startswith(PNG)
    width = int.from_bytes(content[16:20], "big")
    assert width == 2 * float(root.attrib["width"])
