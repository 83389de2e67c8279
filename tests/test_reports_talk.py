"""Talk files: read whole, written back, and refused with file, line and what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui.views import View
from pipelines.catalog import LANGUAGES, Text
from pipelines.problems import InputError
from pipelines.release import Release
from pipelines.reports import talk

GOOD = """\
title = "Dwa widoki"

[[views]]
address = "start#trend"

[[views]]
address = "counties?focus=2205#map"
title = { pl = "Mapa", en = "Map" }
notes = "Uwaga"
"""


def test_a_talk_is_read_and_written_back() -> None:
    found = talk.read(GOOD, "t.toml")
    assert found.title == Text("Dwa widoki", "Dwa widoki")
    assert [slide.view.address for slide in found.slides] == ["start#trend", "counties?focus=2205#map"]
    assert found.slides[1].title == Text("Mapa", "Map")
    assert talk.read(talk.written(found), "t.toml") == found


@given(st.text(min_size=1, max_size=60).filter(str.strip), st.text(max_size=60))
def test_any_text_survives_the_file(title: str, notes: str) -> None:
    slides = (talk.Slide(View("start", "trend"), Text(title, "x"), Text(notes, title)),)
    told = talk.Talk(Text(title, title), slides, "r0f3a", "t.toml")
    assert talk.read(talk.written(told), "t.toml") == told


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("title = 'x\n", "talk_syntax", "t.toml, wiersz 1"),
        ("title = 'x'\n", "talk_views", "t.toml:"),
        (GOOD.replace("start#trend", "startt#trend"), "talk_address", "t.toml, wiersz 3"),
        (GOOD.replace("counties?focus=2205#map", "counties"), "talk_address", "t.toml, wiersz 6"),
        (GOOD.replace("notes =", "nots ="), "talk_key", "t.toml, wiersz 6, kolumna nots"),
        (GOOD.replace('"Uwaga"', '{ pl = "x" }'), "talk_text", "t.toml, wiersz 6, kolumna notes"),
        (GOOD.replace('title = "Dwa widoki"', "title = ' '"), "talk_text", "t.toml, kolumna title"),
        ("release = '../x'\n" + GOOD, "talk_release", "t.toml:"),
    ],
)
def test_a_broken_file_is_told_with_its_line(text: str, rule: str, place: str) -> None:
    with pytest.raises(InputError) as error:
        talk.read(text, "t.toml")
    (problem,) = error.value.problems
    assert problem.rule == rule
    assert problem.message("pl").startswith(place)
    assert "What to do" in problem.message("en")


def test_views_that_a_release_does_not_have_are_all_named(published: Release) -> None:
    bad = GOOD.replace("#trend", "#trendy").replace("2205", "9999")
    with pytest.raises(InputError) as error:
        talk.show(talk.read(bad, "t.toml"), published, "en")
    said = [problem.message("en") for problem in error.value.problems]
    assert said[0].startswith("t.toml, line 3: view 1 (start#trendy)")
    assert said[1].startswith("t.toml, line 6: view 2 (counties?focus=9999#map)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_talks_that_ship_show_cards(published: Release, language: str) -> None:
    told = {path.stem: talk.show(talk.load(path), published, language) for path in talk.ready()}  # type: ignore[arg-type]
    assert set(told) == {"biernosc-w-regionie", "czy-model-dziala"}
    real, model = (told[name] for name in ("biernosc-w-regionie", "czy-model-dziala"))
    assert all(not one.content["origin"].synthetic and one.title for one in real)
    assert all(one.content["origin"].synthetic for one in model)
