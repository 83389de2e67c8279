"""Cards on the pilots: real figures that carry no synthetic label, on a page whose other cards do; a reason elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from pages.ui import views
from pages.ui.card import payload
from pages.ui.cards import effect, effect_pilot
from pipelines.catalog import LANGUAGES, Language
from pipelines.release import Release
from pipelines.reports import plot

INVENTED = {"pl": "dane syntetyczne", "en": "synthetic data"}


def every_card(release: Release, language: Language) -> list[dict[str, Any]]:
    return [build(release, language) for build in (effect_pilot.reach, effect_pilot.by_year, effect_pilot.by_chance)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_figures_are_not_called_invented_and_the_page_tells_which_are(
    published: Release, language: Language
) -> None:
    for card in every_card(published, language):
        content = payload(language, **card)
        for part in ("title", "subtitle", "sentence", "source", "csv", "description", "notice"):
            assert INVENTED[language] not in content[part].lower(), part
        assert {"pl": "Bank Danych Lokalnych", "en": "Local Data Bank"}[language] in content["source"]
        assert 10 < len(content["title"]) <= 130
        assert all(content[part] for part in ("table", "csv", "description", "figure"))
    assert INVENTED[language] in payload(language, **effect.answer(published, language))["subtitle"]
    assert INVENTED[language] in effect_pilot.introduction(published, language)


def test_what_could_be_seen_stands_before_what_was_found(published: Release) -> None:
    found = list(views.contents(published, "effect", {}, "pl"))
    assert found[-3:] == ["pilot_reach", "pilot_by_year", "pilot_by_chance"]
    table = effect_pilot.reach(published, "pl")["table"].rows
    assert [row["persons"] for row in table] == [4330, 160, 20558]


def test_the_years_show_every_year_the_pilot_and_what_changed_the_register(published: Release) -> None:
    card = effect_pilot.by_year(published, "pl")
    assert [row["period"] for row in card["table"].rows] == [str(year) for year in range(2002, 2025)]
    told = " ".join(note["text"] for note in card["figure"]["layout"]["annotations"])
    for mark in ("Początek pilotażu", "Ustawa z 2004 r.", "Pandemia COVID-19", "Koniec profilowania"):
        assert mark in told
    line = next(trace for trace in card["figure"]["data"] if trace["mode"] == "lines+markers")
    assert line["x"].count(None) == 1, "cut where the pilot begins, and nowhere else"
    assert line["x"][line["x"].index(None) - 1] == 2013


def test_columns_of_chance_hold_every_choice_and_one_is_marked(published: Release) -> None:
    card = effect_pilot.by_chance(published, "en")
    (columns,) = card["figure"]["data"]
    assert sum(columns["y"]) == 4845
    assert columns["marker"]["color"].count("@focus") == 1
    assert sum(bool(row["mark"]) for row in card["table"].rows) == 1


@pytest.mark.parametrize("width", [900, 390])
def test_files_draw_every_chart(published: Release, width: int) -> None:
    for card in every_card(published, "pl"):
        assert plot.draw(card["figure"], width).marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_without_a_pilot_says_why(elsewhere: Release, language: Language) -> None:
    assert not effect_pilot.is_there(elsewhere)
    for card in every_card(elsewhere, language):
        content = payload(language, **card)
        assert content["figure"] is None
        assert "pilots.csv" in content["notice"]
        assert content["title"] == card["sentence"].removesuffix(".")
