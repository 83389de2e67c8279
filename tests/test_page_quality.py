"""The page on data quality, run without a browser: first sentence, cards, indicator from the address, both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_page_start import html, opened

from pages.ui.card import apart


@pytest.mark.parametrize(("language", "first"), [("pl", "Do zrobienia dziś"), ("en", "To do today")])
def test_the_page_says_first_what_needs_doing(
    monkeypatch: pytest.MonkeyPatch, marts: Path, language: str, first: str
) -> None:
    monkeypatch.setattr("pages.ui.cards.quality.today", lambda: "2026-11-26")
    page = opened(monkeypatch, marts)(lang=language).switch_page("pages/quality.py")
    page.query_params["lang"] = language
    page.query_params["indicator"] = "A10"
    page = page.run()
    assert not page.exception
    assert first in html(page)
    shown = [card for element in page.get("bidi_component") for card in apart(element.proto.bytes)]
    assert len(shown) == 6
    withheld = {"pl": "utajniona przez wydawcę: 21", "en": "withheld by the publisher: 21"}[language]
    assert any(withheld in card["sentence"] for card in shown)
