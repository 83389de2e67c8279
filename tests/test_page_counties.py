"""The counties page, run without a browser: filters from the address, focus, fallbacks, both languages, another region."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_page_start import html, opened

from pages.ui.card import apart

KEYS = ("map", "ranked", "nation", "trend", "profile", "subregions")


def shown(monkeypatch: pytest.MonkeyPatch, marts: Path, **address: str) -> AppTest:
    page = opened(monkeypatch, marts)(**address).switch_page("pages/counties.py")
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def cards(page: AppTest) -> dict[str, dict[str, Any]]:
    """What each card of the page was sent, by its place in the code."""
    sent = [card for element in page.get("bidi_component") for card in apart(element.proto.bytes)]
    return dict(zip(KEYS, sent, strict=True))


@pytest.mark.parametrize(
    ("language", "title", "found"),
    [
        ("pl", "Powiaty województwa pomorskiego", "w powiecie nowodworskim (10,7\u00a0%), a najniższa w Sopocie"),
        ("en", "Counties in Pomorskie", "highest in nowodworski county (10.7%) and lowest in Sopot"),
    ],
)
def test_the_page_says_what_it_found_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, marts: Path, language: str, title: str, found: str
) -> None:
    page = shown(monkeypatch, marts, lang=language)
    assert not page.exception
    assert f"<h1>{title}</h1>" in html(page)
    assert found in html(page)
    assert len({card["title"] for card in cards(page).values()}) == len(KEYS)


def test_every_filter_changes_what_is_shown(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    plain = cards(shown(monkeypatch, marts))
    changes = {"indicator": ("C09", "map"), "year": ("2022", "ranked"), "counties": ("2261,2262", "trend")}
    changes |= {"months": ("1", "trend")}
    for name, (value, key) in changes.items():
        page = shown(monkeypatch, marts, **{name: value})
        assert not page.exception
        assert cards(page)[key]["table"] != plain[key]["table"], name


def test_the_focus_is_the_same_on_every_card(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, focus="2205")
    found = cards(page)
    assert found["map"]["map"]["focus"] == "2205"
    assert all("w powiecie kartuskim" in found[key]["title"].lower() for key in ("nation", "trend", "profile"))
    assert "kartuski" in found["ranked"]["table"].partition('class="lat-focus"')[2][:80]
    assert "W centrum uwagi: powiat kartuski" in html(page)


def test_choosing_an_indicator_writes_it_into_the_address(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts)
    page.selectbox(key="indicator").set_value("D07").run()
    assert page.query_params["indicator"] == "D07"
    assert not page.exception
    assert page.selectbox(key="reason").value == "7.1"


def test_a_year_that_the_indicator_lacks_gives_way_with_a_notice(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, indicator="D03", year="2024")
    assert "Dla tego wskaźnika nie ma danych powiatów za 2024\u00a0r. Pokazujemy: 2018." in html(page)
    assert page.selectbox(key="year").value == "2018"
    assert "year" not in page.query_params


@pytest.mark.parametrize("name", ["indicator", "year", "focus", "counties", "months"])
def test_unknown_values_in_the_address_fall_back_with_a_notice(
    monkeypatch: pytest.MonkeyPatch, marts: Path, name: str
) -> None:
    page = shown(monkeypatch, marts, **{name: "zzz"})
    assert not page.exception
    assert "nieznana wartość „zzz”" in html(page)
    assert len(cards(page)) == len(KEYS)


def test_the_page_says_why_there_is_no_inactivity(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, focus="2205", lang="en")
    assert "Its sample is too small for a county" in html(page)
    link = next(link.proto for link in page.get("page_link") if link.proto.label == "More in the methods")
    assert "focus=2205" in link.query_string
    assert link.page == "methods"


def test_another_region_has_its_own_counties_and_reasons(
    monkeypatch: pytest.MonkeyPatch, marts_elsewhere: Path
) -> None:
    page = shown(monkeypatch, marts_elsewhere)
    assert not page.exception
    found = cards(page)
    own = json.dumps([card for key, card in found.items() if key != "nation"], ensure_ascii=False)
    assert "świętokrzyskiego" in html(page)
    assert "pomorsk" not in (html(page) + own).lower()
    assert "Dołączony zestaw obejmuje podregiony tylko jednego województwa." in found["subregions"]["notice"]
    assert "Wskaźniki bez danych dla powiatów tego regionu: Udział długotrwale bezrobotnych" in html(page)
