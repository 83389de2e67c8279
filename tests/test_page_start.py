"""The start page, run without a browser: heading, figures and links in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.ui.frame import PAGES
from pipelines import settings

Run = Callable[..., AppTest]


def opened(monkeypatch: pytest.MonkeyPatch, marts: Path) -> Run:
    """Runs the entry script on a folder of releases with the given parameters in the address."""
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    st.cache_resource.clear()

    def run(**address: str) -> AppTest:
        page = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=30)
        for name, value in address.items():
            page.query_params[name] = value
        return page.run()

    return run


def html(page: AppTest) -> str:
    """All text that the page writes as HTML."""
    return " ".join(element.proto.body for element in page.get("html"))


@pytest.mark.parametrize(
    ("language", "question", "level"),
    [
        ("pl", "Kto jest poza rynkiem pracy w województwie pomorskim?", "737\u00a0tys."),
        ("en", "Who is outside the labour market in Pomorskie?", "737\u00a0thousand"),
    ],
)
def test_the_page_answers_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, marts: Path, language: str, question: str, level: str
) -> None:
    page = opened(monkeypatch, marts)(lang=language)
    assert not page.exception
    said = html(page)
    assert f"<h1>{question}</h1>" in said
    assert said.count(level) >= 2  # in the lead and among the headlines
    assert said.count('class="lat-label"') == 6
    assert len(page.get("bidi_component")) == 4


def test_the_other_pages_are_linked_with_language_and_focus(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = opened(monkeypatch, marts)(lang="en", focus="2205")
    links = [link.proto for link in page.get("page_link")]
    main = [link for link in links if link.label.startswith("**")]
    assert {link.page for link in main} == set(PAGES) - {"start"}
    assert all("lang=en" in link.query_string and "focus=2205" in link.query_string for link in links)


def test_an_unknown_language_falls_back_to_polish(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = opened(monkeypatch, marts)(lang="xx")
    assert not page.exception
    assert "Kto jest poza rynkiem pracy" in html(page)


def test_another_region_is_named_and_has_no_claim(monkeypatch: pytest.MonkeyPatch, marts_elsewhere: Path) -> None:
    page = opened(monkeypatch, marts_elsewhere)()
    assert not page.exception
    assert "w województwie świętokrzyskim?" in html(page)
    assert len(page.get("bidi_component")) == 3


def test_without_a_release_the_page_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = opened(monkeypatch, tmp_path)()
    assert not page.exception
    assert "latarnia build" in page.error[0].value
