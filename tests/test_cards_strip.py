"""No outcome stands alone: every card with one carries its own line, and a county that drops hard cases wins nothing."""

from __future__ import annotations

import copy

import pytest
from evaluation_world import PLAN, strata

from pages.ui import views
from pages.ui.cards import outcomes_funnel, strip
from pipelines.catalog import LANGUAGES, Language
from pipelines.evaluation import counties
from pipelines.readings import counts, pathways
from pipelines.release import Release

# Page and card -> how the line of its population begins.
CLIENTS = {"pl": "Rok po wyjściu", "en": "A year after leaving"}
OWN = {
    ("families", "situation"): {"pl": "Sytuacja jest nieznana u", "en": "The situation of"},
    ("tools", "degressive"): {"pl": "U ", "en": "For "},
    ("tools", "centres"): {"pl": "Na 100 osób", "en": "For every 100"},
}
OUTCOMES = {
    **{
        ("outcomes", card): CLIENTS
        for card in ("time_to_work", "by_group", "over_years", "official", "three_numbers", "counties")
    },
    **dict.fromkeys(
        (("effect", "answer"), ("pathways", "flow"), ("pathways", "results"), ("tools", "counselling")), CLIENTS
    ),
    **OWN,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "card"), OUTCOMES, ids=str)
def test_every_outcome_carries_the_line_of_its_own_population(
    published: Release, page: str, card: str, language: Language
) -> None:
    content = views.contents(published, page, {}, language)[card]()
    assert content is not None
    assert sum(text.startswith(OUTCOMES[page, card][language]) for text in content["notices"]) == 1


def test_the_line_follows_the_years_and_the_county(published: Release) -> None:
    early, late = (strip.clients(published, "pl", year) for year in ("2014", "2023"))
    assert "2014–2015" in early
    assert "2022–2023" in late
    assert strip.clients(published, "pl", "2030") == late, "years without a block of their own take the newest"
    assert strip.clients(published, "pl", "2023", "2205") != late
    block = pathways.lasting_blocks(published)[0]
    lost = counts.share(published, "after_12", block, "unknown")
    assert f"{lost.value:.0f}\u00a0%" in strip.unknown(published, "pl", "2023")


def test_without_deliveries_the_line_says_that_nothing_is_known(elsewhere: Release) -> None:
    assert strip.clients(elsewhere, "pl").startswith("Ilu osób los jest nieznany, nie da się podać")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_county_that_drops_hard_cases_is_not_shown_as_better(published: Release, language: Language) -> None:
    """Rows of the build's own comparison, read and drawn by the page's own card."""
    codes = [area.code for area in published.counties()]
    easy, good = codes[7], codes[3]
    found = strata(halves=6, persons=150, bonus={"C03": 0.25}, easy={"C07": 1.0})
    known = {
        (f"C{at:02}", year, kind): bounds
        for at in range(20)
        for year in (2014, 2015, 2016)
        for kind, bounds in (("n", (295, 304)), ("work", (0, 304)))
    }
    rows = [
        row | {"teryt": codes[int(row["teryt"][1:])] if row["teryt"] else ""}
        for row in counties.compared(found, PLAN, known)
    ]
    planted = copy.copy(published)
    planted._tables = {**published._tables, "evaluation_counties": rows}
    card = outcomes_funnel.three_numbers(planted, "2014", "", language)
    told = {row["teryt"]: row for row in rows if row["teryt"]}
    assert told[easy]["gross"] == max(row["gross"] for code, row in told.items() if code != good), (
        "it looks best of all"
    )
    assert told[easy]["outside"] == 0
    assert published.areas[good].name(language) in card["title"]
    assert published.areas[easy].name(language) not in card["title"]
    better = {
        code
        for trace in card["figure"]["data"]
        for code, colour in zip(trace.get("customdata", ()), trace.get("marker", {}).get("color", ()), strict=True)
        if colour == "@up"
    }
    assert better == {good}
