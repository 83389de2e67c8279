"""The page of the county sheet as a run of Streamlit."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_page_start import opened

from pages.ui.card import apart
from pages.ui.frame import PAGES


@pytest.mark.parametrize(("focus", "name"), [("2216", "powiat sztumski"), ("2264", "Sopot")])
def test_the_page_is_about_the_county_of_the_address(
    monkeypatch: pytest.MonkeyPatch, marts: Path, focus: str, name: str
) -> None:
    run = opened(monkeypatch, marts)(focus=focus).switch_page(PAGES["sheet"])
    run.query_params["focus"] = focus
    run = run.run()
    assert not run.exception
    assert f"Karta powiatu: {name}" in "".join(element.proto.body for element in run.get("html"))
    assert len([card for element in run.get("bidi_component") for card in apart(element.proto.bytes)]) == 5


def test_an_unknown_county_is_said_and_the_first_one_shown(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    run = opened(monkeypatch, marts)(focus="9999").switch_page(PAGES["sheet"])
    run.query_params["focus"] = "9999"
    run = run.run()
    assert not run.exception
    told = "".join(element.proto.body for element in run.get("html"))
    assert "9999" in told
    assert 'role="status"' in told


def test_another_benchmark_and_weights_change_the_cards(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    run = opened(monkeypatch, marts)(focus="2216").switch_page(PAGES["sheet"])
    run.query_params["focus"] = "2216"
    run = run.run()
    run.selectbox(key="against").set_value("peers")
    run = run.run()
    assert run.query_params["against"] == "peers"
    titles = [card["title"] for element in run.get("bidi_component") for card in apart(element.proto.bytes)]
    assert titles[0].startswith("Lepiej niż w pięciu podobnych powiatach kraju")
    run.select_slider(key="w_city").set_value("3")
    run = run.run()
    subtitles = [card["subtitle"] for element in run.get("bidi_component") for card in apart(element.proto.bytes)]
    assert any("według wag" in text for text in subtitles)
