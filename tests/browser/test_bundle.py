"""The offline bundle opened as files: no server, no network, no script; accessible, by keyboard, in both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.test_every_page import violations
from pages.ui import views
from pipelines.catalog import LANGUAGES, Language
from pipelines.release import Release
from pipelines.reports import bundle, talk, writing

pytestmark = pytest.mark.browser

VARIANTS = ("counties-2205", "sheet-2216", "sheet-2264", "counties-D03", "inactivity-A01")


@pytest.fixture(scope="module")
def folder(published: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with a talk."""
    out = tmp_path_factory.mktemp("stick") / "bundle"
    with writing.folder_at(out, bundle.MARK) as aside:
        bundle.write(published, aside, talk.load(talk.ready()[0]), "pl")
    return out


class Reader:
    """A browser without network that opens files and notes what it asks for beside them."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    def _note(self, url: str) -> None:
        if not url.startswith((self.folder.as_uri(), "data:")):
            self.outside.append(url)

    def open(self, name: str) -> Page:
        self.page.goto((self.folder / name).as_uri())
        return self.page


@pytest.fixture
def reader(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Reader]:
    width = getattr(request, "param", 1440)
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True, offline=True)
    yield Reader(context.new_page(), folder)
    context.close()


@pytest.mark.parametrize(
    ("name", "reader"),
    [(name, (1440, 390)[at % 2]) for at, name in enumerate([*views.PAGES, "talk", *VARIANTS])],
    indirect=["reader"],
)
def test_a_page_is_whole_and_accessible_without_a_network(reader: Reader, name: str) -> None:
    language = "en" if name in {"counties", "effect", "talk"} else "pl"
    page = reader.open(f"{language}/{name}.html")
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("article").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    for summary in page.locator("summary").all()[:4]:
        summary.click()
    assert reader.outside == []
    assert reader.errors == []  # looked at before axe tries to fetch the style sheet
    assert violations(page) == []


def test_the_first_page_opens_the_talk_and_leads_everywhere_by_keyboard(reader: Reader) -> None:
    page = reader.open("index.html")
    page.wait_for_url(re.compile(r"/pl/talk\.html$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("link", name="Powiaty", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/pl/counties\.html$"))
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/en/counties\.html$"))


def test_every_link_leads_to_a_file_of_the_folder(folder: Path) -> None:
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        html = path.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"#]+)"', html):
            if not target.startswith("https://"):  # sources are named by their address, nothing is fetched
                assert (path.parent / target).is_file(), f"{path.name}: {target}"
        assert "<script" not in html


def test_the_cards_are_those_of_the_pages(folder: Path, published: Release) -> None:
    for page in views.PAGES:
        html = (folder / "pl" / f"{page}.html").read_text(encoding="utf-8")
        for build in views.contents(published, page, {}, "pl").values():
            content = build()
            if content:
                assert bundle.escape(content["title"]) in html
                assert bundle.escape(content["sentence"]) in html


@pytest.mark.parametrize(
    ("page", "name", "filters"),
    [
        ("sheet", "sheet-2264", {"focus": "2264"}),
        ("counties", "counties-C09", {"indicator": "C09"}),
        ("inactivity", "inactivity-A01", {"measure": "A01"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_that_people_change_most_are_pages_of_their_own(
    folder: Path, published: Release, page: str, name: str, filters: dict[str, str], language: Language
) -> None:
    html = (folder / language / f"{name}.html").read_text(encoding="utf-8")
    made = [build() for build in views.contents(published, page, filters, language).values()]
    assert made
    assert all(bundle.escape(content["sentence"]) in html for content in made if content)


def test_every_county_has_a_sheet_one_click_from_its_page(reader: Reader, folder: Path, published: Release) -> None:
    for language in LANGUAGES:
        assert len(list((folder / language).glob("sheet-*.html"))) == len(published.counties())
    page = reader.open("pl/counties-2216.html")
    page.get_by_role("link", name="Karta tego powiatu").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/pl/sheet-2216\.html$"))
    assert page.locator("h1").inner_text() == "Karta powiatu: powiat sztumski"
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="This county on the map").click()
    page.wait_for_url(re.compile(r"/en/counties-2216\.html$"))


def test_the_first_page_says_what_stays_out(folder: Path) -> None:
    for language, said in {"pl": "Nie ma w nim pozostałych filtrów", "en": "It lacks the other filters"}.items():
        assert said in (folder / language / "talk.html").read_text(encoding="utf-8")


def test_the_talk_stands_in_its_order(folder: Path, published: Release) -> None:
    html = (folder / "pl" / "talk.html").read_text(encoding="utf-8")
    shown = talk.show(talk.load(talk.ready()[0]), published, "pl")
    places = [html.index(bundle.escape(one.title)) for one in shown]
    assert places == sorted(places)
    assert all(bundle.escape(one.notes) in html for one in shown)


def test_synthetic_pages_say_so_and_real_ones_do_not(folder: Path) -> None:
    for name, is_invented in {"outcomes": True, "effect": True, "inactivity": False, "counties": False}.items():
        html = (folder / "pl" / f"{name}.html").read_text(encoding="utf-8")
        assert ('class="synthetic"' in html) is is_invented, name


def test_data_lie_beside_the_pages(folder: Path, published: Release) -> None:
    files = list((folder / "data").glob("*.csv"))
    assert len(files) > 60
    one = folder / "data" / next(p.name for p in files if p.name.startswith("pl_counties-2205-ranked_stopa-bezrobocia"))
    rows = list(csv.DictReader(one.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows
    assert {"flag", "source", "release"} <= set(rows[0])
    for row in rows:
        found = published.value("C01", row["TERYT"], "2024")
        assert found is not None
        assert row["Stopa bezrobocia rejestrowanego (%)"] == f"{found.value:g}".replace(".", ",")
    assert len(list((folder / "sheets").glob("*.pdf"))) == 42
