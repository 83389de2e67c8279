"""The pages on outcomes and on the effect, run without a browser: address, both languages, the synthetic label."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_page_start import html, opened

from pages.ui.card import apart


def shown(monkeypatch: pytest.MonkeyPatch, marts: Path, page: str, **address: str) -> AppTest:
    found = opened(monkeypatch, marts)(**address).switch_page(f"pages/{page}.py")
    for name, value in address.items():
        found.query_params[name] = value
    return found.run()


def cards(page: AppTest) -> list[dict[str, Any]]:
    return [card for element in page.get("bidi_component") for card in apart(element.proto.bytes)]


@pytest.mark.parametrize(
    ("page", "language", "title"),
    [
        ("outcomes", "pl", "Kto z klientów podejmuje pracę i po jakim czasie w województwie pomorskim?"),
        ("outcomes", "en", "Which clients take up work, and after how long, in Pomorskie?"),
        ("effect", "pl", "Czy zmiana wynika z modelu współpracy?"),
        ("effect", "en", "Does the change come from the cooperation model?"),
    ],
)
def test_the_pages_open_in_both_languages_and_say_that_data_are_invented(
    monkeypatch: pytest.MonkeyPatch, marts: Path, page: str, language: str, title: str
) -> None:
    found = shown(monkeypatch, marts, page, lang=language)
    assert not found.exception
    assert f"<h1>{title}</h1>" in html(found)
    assert {"pl": "Dane syntetyczne", "en": "Synthetic data"}[language] in html(found)
    told = cards(found)
    assert 4 <= len(told) <= 7
    assert len({card["title"] for card in told}) == len(told)


def test_every_choice_changes_what_is_shown(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    plain = cards(shown(monkeypatch, marts, "outcomes"))
    changes = {"year": ("2016", 0), "by": ("age", 1), "block": ("2014", 4), "cohort": ("2014", 6), "focus": ("2205", 5)}
    for name, (value, at) in changes.items():
        found = shown(monkeypatch, marts, "outcomes", **{name: value})
        assert not found.exception
        assert json.dumps(cards(found)[at]) != json.dumps(plain[at]), name


@pytest.mark.parametrize("name", ["year", "by", "block", "cohort", "focus"])
def test_unknown_values_in_the_address_fall_back_with_a_notice(
    monkeypatch: pytest.MonkeyPatch, marts: Path, name: str
) -> None:
    found = shown(monkeypatch, marts, "outcomes", **{name: "zzz"})
    assert not found.exception
    assert "nieznana wartość „zzz”" in html(found)
