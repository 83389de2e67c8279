"""Saved views: the same cards as the pages show, and clear words where a view is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_page_start import opened

from pages.ui import views
from pages.ui.card import apart
from pages.ui.frame import PAGES
from pipelines.release import Release

# Filters away from their defaults, for each page that has some.
FILTERS: dict[str, dict[str, str]] = {
    "inactivity": {"measure": "A01", "sex": "F", "areas": "14,24", "poland": "0", "from": "2010", "year": "2019"},
    "counties": {"indicator": "C01", "year": "2020", "focus": "2205", "counties": "2261,2262", "months": "1"},
    "sheet": {"focus": "2216", "against": "peers", "w_city": "3", "w_history": "0"},
    "cooperation": {"focus": "2205", "answers": "barriers"},
    "together": {"focus": "2205", "years": "2020-2021", "kind": "zapytanie_status"},
    "families": {"years": "2014-2017"},
    "pathways": {"reason": "family", "focus": "2205"},
    "tools": {"years": "2014-2015"},
    "outcomes": {"year": "2020", "by": "sex", "cohort": "2019", "focus": "2205"},
}


@pytest.mark.parametrize(("page", "asked"), [*((page, {}) for page in views.PAGES), *FILTERS.items()])
def test_a_view_is_the_card_of_the_page(
    monkeypatch: pytest.MonkeyPatch, marts: Path, published: Release, page: str, asked: dict[str, str]
) -> None:
    run = opened(monkeypatch, marts)(**asked)
    if page != "start":
        run = run.switch_page(PAGES[page])
        for name, value in asked.items():
            run.query_params[name] = value
        run = run.run()
    assert not run.exception
    shown = [card for element in run.get("bidi_component") for card in apart(element.proto.bytes)]
    built = [build() for build in views.contents(published, page, asked, "pl").values()]
    assert [(card["title"], card["sentence"]) for card in shown] == [(c["title"], c["sentence"]) for c in built if c]


def test_addresses_are_read_and_written_back() -> None:
    view = views.parse("http://127.0.0.1:8501/counties?indicator=C01&focus=2205&lang=en&release=r1#map")
    assert view == views.View("counties", "map", (("indicator", "C01"), ("focus", "2205")))
    assert view.address == "counties?indicator=C01&focus=2205#map"
    assert views.parse("http://127.0.0.1:8501/?lang=en#trend") == views.parse("start#trend")
    assert views.parse("outcomes#counties").address == "outcomes#counties"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("powiaty#map", "nie ma strony „powiaty”"),
        ("counties", "adres nie nazywa karty"),
        ("counties#mapa", "nie ma karty „mapa”; ma: map, ranked"),
        ("counties?focus=9999#map", "filtr focus nie zna wartości „9999”"),
        ("counties?kolor=1#map", "nie ma filtra „kolor”"),
        ("inactivity?areas=14,99#trend", "filtr areas nie zna wartości „99”"),
    ],
)
def test_what_is_not_there_is_said(published: Release, address: str, said: str) -> None:
    with pytest.raises(views.ViewError) as error:
        views.content(published, views.parse(address), "pl")
    assert said in error.value.text.pl


@pytest.mark.parametrize("page", views.PAGES)
def test_a_card_bears_the_name_that_addresses_it(published: Release, page: str) -> None:
    built = {name: build() for name, build in views.contents(published, page, {}, "pl").items()}
    assert {name: content["anchor"] for name, content in built.items() if content} == {
        n: n for n, c in built.items() if c
    }
