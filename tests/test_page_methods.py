"""The methods page, run without a browser: sections, search and group from the address, both languages, another region."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_start import html, opened

from pages.ui.card import apart
from pages.ui.cards import methods_protection
from pages.ui.cards.methods_sections import SECTIONS
from pipelines import release
from pipelines.catalog import Language
from pipelines.indicators import CATALOGUE, INDICATORS, PROPOSED
from pipelines.words import numbers


def shown(monkeypatch: pytest.MonkeyPatch, marts: Path, **address: str) -> AppTest:
    page = opened(monkeypatch, marts)(**address).switch_page("pages/methods.py")
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def indicators(page: AppTest) -> list[str]:
    return re.findall(r'<details id="([A-D]\d\d)"', html(page))


@pytest.mark.parametrize(("language", "title"), [("pl", "Metody i źródła"), ("en", "Methods and sources")])
def test_the_page_has_every_section_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, marts: Path, language: str, title: str
) -> None:
    page = shown(monkeypatch, marts, lang=language)
    assert not page.exception
    assert f"<h1>{title}</h1>" in html(page)
    assert re.findall(r'<h2 id="(\w+)"', html(page)) == list(SECTIONS)
    parts = re.search(r"(\d+)\s\w+: (\d+) .*?, (\d+) ", html(page))  # all of the catalogue, published, of the model
    assert parts is not None
    assert [int(part) for part in parts.groups()] == [len(CATALOGUE), len(INDICATORS), len(PROPOSED)]
    assert len(page.get("bidi_component")) == 3
    assert len(indicators(page)) == 29


def test_search_and_group_come_from_the_address(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    assert indicators(shown(monkeypatch, marts, group="D")) == ["D03", "D07"]
    page = shown(monkeypatch, marts, search="zniechęceni")
    assert "B04" in indicators(page)
    assert len(indicators(page)) < 5
    assert page.text_input(key="search").value == "zniechęceni"


def test_typing_a_search_writes_it_into_the_address(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts)
    page.text_input(key="search").set_value("wynagrodzenie brutto").run()
    assert page.query_params["search"] == "wynagrodzenie brutto"
    assert indicators(page) == ["C11"]
    page.text_input(key="search").set_value("").run()
    assert "search" not in page.query_params


def test_an_unknown_group_falls_back_with_a_notice(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, group="Z")
    assert "nieznana wartość „Z”" in html(page)
    assert len(indicators(page)) == 29


def test_a_long_or_hostile_search_does_no_harm(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, search="<script>alert(1)</script>" * 20)
    assert not page.exception
    assert "<script>" not in html(page)
    assert "Nic tu nie pasuje do wyszukiwania." in html(page)


def test_another_region_reads_no_word_of_the_first(monkeypatch: pytest.MonkeyPatch, marts_elsewhere: Path) -> None:
    page = shown(monkeypatch, marts_elsewhere)
    cards = [card for element in page.get("bidi_component") for card in apart(element.proto.bytes)]
    everything = html(page) + json.dumps(cards, ensure_ascii=False)
    assert not page.exception
    assert not re.findall(r"\w*(?:pomorski|gdańsk|kartusk)\w*", everything, re.IGNORECASE)


@pytest.mark.parametrize(("language", "synthetic"), [("pl", "Dane syntetyczne"), ("en", "Synthetic data")])
def test_the_certificate_of_protection_stands_on_the_page(marts: Path, language: Language, synthetic: str) -> None:
    found = release.current(marts)
    told = methods_protection.protection(found, language)
    assert synthetic in told
    assert ("24\u00a0dostawy" if language == "pl" else "24\u00a0deliveries") in told
    assert told.count("<tr>") == 4 + 4  # the head and three attacks, then those on linked tables
    assert numbers.number(found.manifest["certificate"]["attacks"]["tokens"]["targets"], 0, language) in told
    jointly = found.manifest["certificate"]["joint"]
    for name in ("links", "tables", "cells", "tightened"):
        assert numbers.number(jointly[name], 0, language) in told


def test_a_release_from_before_the_joint_attack_says_that_tables_were_tried_apart(marts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "r0"
    shutil.copytree(release.current(marts).folder, folder)
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told["certificate"].pop("joint")
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    assert "each table was tried by itself" in methods_protection.protection(release.Release(folder), "en")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_without_deliveries_the_page_says_how_to_load_them(marts: Path, tmp_path: Path, language: Language) -> None:
    folder = tmp_path / "r0"
    shutil.copytree(release.current(marts).folder, folder)
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8")) | {"certificate": None, "deliveries": []}
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    assert "latarnia load" in methods_protection.protection(release.Release(folder), language)
