"""Frozen figures: a page of a named release, what was revised since, and the page of changes, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import revised_release
from streamlit.testing.v1 import AppTest
from test_page_start import html, opened

from pages.ui.card import apart
from pages.ui.frame import PAGES
from pipelines.release import Release

PAGE = "pages/changes.py"


@pytest.fixture(scope="module")
def both(marts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder = tmp_path_factory.mktemp("two")
    return folder, *revised_release.beside(marts, folder)


def shown(monkeypatch: pytest.MonkeyPatch, marts: Path, page: str, **address: str) -> AppTest:
    run = opened(monkeypatch, marts)(**address).switch_page(page)
    for name, value in address.items():
        run.query_params[name] = value
    return run.run()


def cards(page: AppTest) -> list[dict[str, Any]]:
    return [card for element in page.get("bidi_component") for card in apart(element.proto.bytes)]


@pytest.mark.parametrize(
    ("language", "banner", "revised"),
    [
        ("pl", "Oglądasz zamrożone wydanie", "kartuski, 2024: 2,4\u00a0% → 2,7\u00a0%"),
        ("en", "You see the frozen release", "kartuski, 2024: 2.4% → 2.7%"),
    ],
)
def test_an_old_release_shows_its_figures_and_what_was_revised_since(
    monkeypatch: pytest.MonkeyPatch, both: tuple[Path, str, str], language: str, banner: str, revised: str
) -> None:
    folder, old, new = both
    page = shown(monkeypatch, folder, "pages/counties.py", lang=language, release=old, focus="2205", year="2024")
    assert not page.exception
    assert banner in html(page)
    assert f"from={old}&amp;to={new}" in html(page)
    assert all(old in card["source"] for card in cards(page))
    assert any(revised in card["notice"] for card in cards(page))
    now = shown(monkeypatch, folder, "pages/counties.py", lang=language, focus="2205", year="2024")
    assert banner not in html(now)
    assert all(new in card["source"] and revised not in card["notice"] for card in cards(now))


def test_a_frozen_county_sheet_says_which_of_its_rows_were_revised(
    monkeypatch: pytest.MonkeyPatch, both: tuple[Path, str, str]
) -> None:
    folder, old, new = both
    for county, is_revised in {"2205": True, "2216": False}.items():
        page = shown(monkeypatch, folder, PAGES["sheet"], lang="en", release=old, focus=county)
        assert not page.exception
        spine = cards(page)[0]
        assert old in spine["source"]
        assert ("kartuski, 2024: 2.4% → 2.7%" in spine["notice"]) is is_revised
        assert ("withdrawn" in spine["notice"]) is is_revised
        assert (new in spine["notice"]) is is_revised


def test_menu_links_stay_in_the_frozen_release(monkeypatch: pytest.MonkeyPatch, both: tuple[Path, str, str]) -> None:
    folder, old, _ = both
    page = shown(monkeypatch, folder, "pages/counties.py", release=old)
    assert all(f"release={old}" in link.proto.query_string for link in page.get("page_link"))


@pytest.mark.parametrize("asked", ["r99999999", "../../etc", "<b>"])
def test_an_unknown_release_falls_back_and_says_so(
    monkeypatch: pytest.MonkeyPatch, both: tuple[Path, str, str], asked: str
) -> None:
    folder, _, new = both
    page = shown(monkeypatch, folder, "pages/counties.py", release=asked)
    assert not page.exception
    assert "nie ma albo nie da się go odczytać" in html(page)
    assert "<b>" not in html(page).split("lat-frozen")[1].split("</p>")[0]
    assert all(new in card["source"] for card in cards(page))


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("pl", "zmieniono 1\u00a0wartość, wycofano 1\u00a0wartość, dodano 1\u00a0wartość"),
        ("en", "1\u00a0value changed, 1\u00a0value withdrawn, 1\u00a0value added"),
    ],
)
def test_the_page_of_changes_counts_and_lists_them(
    monkeypatch: pytest.MonkeyPatch, both: tuple[Path, str, str], language: str, lead: str
) -> None:
    folder, old, new = both
    page = shown(monkeypatch, folder, PAGE, lang=language)
    assert not page.exception
    assert lead in html(page)
    overview, added, revised, tables, *_ = cards(page)
    assert overview["figure"]["data"]
    assert revised["csv"].count("2205") == 0  # areas are named, not coded
    assert revised["csv"].count("kartuski") == 2
    assert "2025" in added["csv"]
    assert "indicator_values" in tables["csv"]
    assert all(name in cards(page)[-1]["csv"] for name in (old, new))


def test_with_one_release_the_page_says_that_there_is_nothing_to_compare(
    monkeypatch: pytest.MonkeyPatch, marts: Path
) -> None:
    page = shown(monkeypatch, marts, PAGE)
    assert not page.exception
    assert "jest jedyne" in html(page)
    assert len(cards(page)) >= 1


def test_accepted_changes_stand_with_their_reasons(
    monkeypatch: pytest.MonkeyPatch, both: tuple[Path, str, str]
) -> None:
    folder, _, _ = both
    log = {"date": "2026-05-02", "kind": "import", "table": "unemployment_rate", "by": "A. Analityk", "note": "=nota"}
    log |= {"reason": "korekta wydawcy", "released": "2026-04-30", "new": 1, "revised": 1, "withdrawn": 1}
    plain = Release.table
    told = lambda self, name: [log] if name == "changes" else plain(self, name)  # noqa: E731
    monkeypatch.setattr(Release, "table", told)
    page = shown(monkeypatch, folder, PAGE)
    assert not page.exception
    *_, revised, _, notes, _ = cards(page)
    assert "korekta wydawcy" in revised["csv"]
    assert "A. Analityk" in notes["csv"]
    assert "'=nota" in notes["csv"]  # no spreadsheet takes it for a formula
