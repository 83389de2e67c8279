"""The pages of the cooperation model and the forum, run without a browser: cards, filters, fallbacks, both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_page_start import html, opened

from pages.ui.card import apart


def shown(monkeypatch: pytest.MonkeyPatch, marts: Path, name: str = "cooperation", **address: str) -> AppTest:
    page = opened(monkeypatch, marts)(**address).switch_page(f"pages/{name}.py")
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()


def cards(page: AppTest) -> list[dict[str, Any]]:
    return [card for element in page.get("bidi_component") for card in apart(element.proto.bytes)]


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("name", "count"), [("cooperation", 7), ("forum", 6)])
def test_the_page_has_its_cards_and_says_that_its_data_are_synthetic(
    monkeypatch: pytest.MonkeyPatch, marts: Path, name: str, count: int, language: str
) -> None:
    page = shown(monkeypatch, marts, name, lang=language)
    assert not page.exception
    titles = [card["title"] for card in cards(page)]
    assert len(titles) == len(set(titles)) == count
    assert {"pl": "Dane syntetyczne", "en": "Synthetic data"}[language] in html(page)


def test_every_filter_changes_what_is_shown(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    plain = cards(shown(monkeypatch, marts))
    changes = {
        "period": ("2019-H1", 0),
        "focus": ("2205", 3),
        "answers": ("barriers", 5),
        "wave": ("2015-H2", 5),
    }
    for name, (value, at) in changes.items():
        page = shown(monkeypatch, marts, **{name: value})
        assert not page.exception
        assert cards(page)[at]["table"] != plain[at]["table"], name


@pytest.mark.parametrize("address", [{"period": "1999-H1"}, {"focus": "9999"}, {"wave": "x"}, {"answers": "x"}])
def test_values_that_make_no_sense_fall_back_with_a_notice(
    monkeypatch: pytest.MonkeyPatch, marts: Path, address: dict[str, str]
) -> None:
    page = shown(monkeypatch, marts, **address)
    assert not page.exception
    assert len(cards(page)) == 7
    assert 'role="status"' in html(page)
