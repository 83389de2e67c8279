"""The inactivity page, run without a browser: filters from the address, cards, fallbacks, both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_page_start import html, opened

from pages.ui.card import apart


def shown(monkeypatch: pytest.MonkeyPatch, marts: Path, **address: str) -> AppTest:
    start = opened(monkeypatch, marts)(**address)
    page = start.switch_page("pages/inactivity.py")
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def cards(page: AppTest) -> list[dict[str, Any]]:
    """What each card of the page was sent."""
    return [card for element in page.get("bidi_component") for card in apart(element.proto.bytes)]


@pytest.mark.parametrize(
    ("language", "question"),
    [("pl", "Ilu mieszkańców w województwie pomorskim"), ("en", "How many people in Pomorskie")],
)
def test_the_page_has_its_seven_cards_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, marts: Path, language: str, question: str
) -> None:
    page = shown(monkeypatch, marts, lang=language)
    assert not page.exception
    assert f"<h1>{question}" in html(page)
    titles = [card["title"] for card in cards(page)]
    assert len(titles) == len(set(titles)) == 7


def test_every_filter_changes_what_is_shown(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    plain = cards(shown(monkeypatch, marts))
    changes = {
        "measure": ("A04", 0),
        "sex": ("F", 0),
        "areas": ("02,24", 0),
        "poland": ("0", 0),
        "year": ("2015", 1),
        "from": ("2016", 4),
        "publication": ("B06-00-2024-Q4", 5),
    }
    for name, (value, at) in changes.items():
        page = shown(monkeypatch, marts, **{name: value})
        assert not page.exception
        assert cards(page)[at]["table"] != plain[at]["table"], name


def test_choosing_a_measure_writes_it_into_the_address(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts)
    page.selectbox(key="measure").set_value("A04").run()
    assert not page.exception
    assert "A04" in page.query_params["measure"]
    assert "zatrudnienia" in cards(page)[0]["title"]


@pytest.mark.parametrize(
    "address",
    [
        {"measure": "Z99"},
        {"sex": "X"},
        {"year": "1999"},
        {"areas": "99,02"},
        {"from": "2023"},
        {"from": "2021", "to": "2015"},
        {"publication": "B01-99-2000-Q1"},
    ],
)
def test_values_that_make_no_sense_fall_back_with_a_notice(
    monkeypatch: pytest.MonkeyPatch, marts: Path, address: dict[str, str]
) -> None:
    page = shown(monkeypatch, marts, **address)
    assert not page.exception
    assert "W adresie strony jest nieznana wartość" in html(page)
    assert len(cards(page)) == 7


def test_a_measure_without_sexes_offers_none(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, measure="A13", sex="F")
    assert not page.exception
    assert not page.get("button_group")
    assert "A13" in page.query_params["measure"]
