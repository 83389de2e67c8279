"""Forum mode without a browser: the slides of both ready talks, the frozen link of each, editing, broken files."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from test_page_start import html, opened

from pages.ui import talk_stage, views
from pages.ui.card import apart
from pages.ui.talk_controls import moved, spoken
from pipelines import release as releases
from pipelines.catalog import Language, Text
from pipelines.reports import talk as talks

PAGE = "pages/talk.py"
HERE = "https://latarnia.example/panel/talk?lang=en"


def shown(monkeypatch: pytest.MonkeyPatch, marts: Path, **address: str) -> AppTest:
    page = opened(monkeypatch, marts)(**address).switch_page(PAGE)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def slides(page: AppTest) -> list[str]:
    """Titles of the slides on stage."""
    (element,) = page.get("bidi_component")
    told, _, _ = element.proto.bytes.partition(b"\n")
    return [slide["title"] for slide in json.loads(told)["slides"]]


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("path", talks.ready(), ids=lambda path: path.stem)
def test_every_slide_arrives_whole(
    monkeypatch: pytest.MonkeyPatch, marts: Path, path: Path, language: Language
) -> None:
    page = shown(monkeypatch, marts, lang=language, talk=path.stem)
    assert not page.exception
    assert len(slides(page)) == len(talks.load(path).slides)
    current = releases.current(marts)
    packed = talk_stage.packed(talks.show(talks.load(path), current, language), current, language, HERE)
    told, _, cards = packed.partition(b"\n")
    assert all(slide["qr"].startswith("<svg") for slide in json.loads(told)["slides"])
    for card in apart(cards):
        assert current.id in card["source"]
        assert card["figure"] or card["map"] or card["table"]


def test_a_link_opens_the_same_card_with_the_same_figures(marts: Path) -> None:
    current = releases.current(marts)
    link = talk_stage.link(views.parse("counties?indicator=C01&focus=2205#map"), current, "en", HERE)
    assert urlsplit(link).path == "/panel/counties"
    asked = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert asked == {"indicator": "C01", "focus": "2205", "lang": "en", "release": current.id}
    assert urlsplit(talk_stage.link(views.parse("start#trend"), current, "pl", HERE)).path == "/panel/"


def test_a_slide_moves_one_place_and_never_falls_off() -> None:
    talk = talks.load(talks.ready()[0])
    order = [slide.view.address for slide in talk.slides]
    later = [slide.view.address for slide in moved(talk, 0, 1).slides]
    assert later == [order[1], order[0], *order[2:]]
    assert moved(talk, 0, -1) == talk


def test_a_text_changes_in_the_language_of_the_page_only() -> None:
    assert spoken(Text("tak", "yes"), "nie", "pl") == Text("nie", "yes")
    assert spoken(Text("tak", "yes"), "no", "en") == Text("tak", "no")
    assert spoken(None, "nowy", "pl") == Text("nowy", "nowy")


def test_the_editor_reorders_renames_adds_removes_and_undoes(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, lang="en")
    before = slides(page)

    def press(label: str) -> None:
        next(button for button in page.button if button.label == label).click().run()
        assert not page.exception

    press("Later")
    assert slides(page)[:2] == before[1::-1]
    next(field for field in page.text_input if field.label.startswith("Your own title")).input("My title")
    press("Keep the slide")
    assert slides(page)[1] == "My title"
    next(field for field in page.text_input if field.label.startswith("Address")).input("counties#ranked")
    press("Add a slide after the chosen one")
    assert len(slides(page)) == len(before) + 1
    press("Remove the slide")
    assert len(slides(page)) == len(before)
    press("Undo all changes")
    assert slides(page) == before


def test_a_wrong_address_is_told_and_changes_nothing(monkeypatch: pytest.MonkeyPatch, marts: Path) -> None:
    page = shown(monkeypatch, marts, lang="en")
    before = slides(page)
    next(field for field in page.text_input if field.label.startswith("Address")).input("powiaty#mapa")
    next(button for button in page.button if button.label.startswith("Add a slide")).click().run()
    assert not page.exception
    assert "there is no page “powiaty”" in html(page)
    assert slides(page) == before


def test_a_broken_file_among_the_ready_ones_is_told_and_left_out(
    monkeypatch: pytest.MonkeyPatch, marts: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.toml").write_text('title = "x"\nviews = 3\n', encoding="utf-8")
    monkeypatch.setattr(talks, "ready", lambda: [tmp_path / "broken.toml"])
    page = shown(monkeypatch, marts)
    assert not page.exception
    assert "broken.toml" in html(page)
    assert "nie ma żadnej prelekcji" in html(page)
    assert page.run().get("page_link")  # the menu is there at the second look too
