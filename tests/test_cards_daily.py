"""Pages about work with clients: figures from protected counts, hidden ones as bounds, quoted ones marked, no data explained."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_cooperation import cards, shown
from test_page_start import html

from pages.ui import views
from pages.ui.card import payload
from pages.ui.cards import counted, families, networks, together, together_institutions, tools, tools_institutions
from pages.ui.cards.common import Content
from pipelines.catalog import LANGUAGES, Language
from pipelines.readings import counts
from pipelines.readings import families as family_readings
from pipelines.readings import networks as network_readings
from pipelines.readings import together as daily_readings
from pipelines.readings import tools as tool_readings
from pipelines.readings.counts import Token
from pipelines.release import Release
from pipelines.words.sentences import Share

TITLE_LETTERS = 125
PAGES = {"together": 6, "networks": 6, "families": 5, "tools": 7}
CARDS: dict[str, Callable[[Release, Language], Content]] = {
    "ledger": lambda r, language: together.ledger(r, "", "", language),
    "joint_plans": lambda r, language: together.counties(r, "", "2205", language),
    "sent": lambda r, language: together.sent(r, daily_readings.REFERRAL, language),
    "answers": lambda r, language: together.answers(r, "", language),
    "pairs": together_institutions.pairs,
    "gaps": lambda r, language: together_institutions.gaps(r, "", language),
    "thematic": networks.thematic,
    "areas": networks.areas,
    "guests": networks.guests,
    "staying": networks.staying,
    "events": networks.events,
    "situation": lambda r, language: families.situation(r, "", language),
    "modules": lambda r, language: families.modules(r, "2014-2017", language),
    "acceptance": lambda r, language: families.acceptance(r, "2018-2021", language),
    "programmes": families.programmes,
    "teams": families.teams,
    "counselling": lambda r, language: tools.counselling(r, "", language),
    "degressive": tools.degressive,
    "flow": tools.flow,
    "channels": tools.channels,
    "centres": tools_institutions.centres,
    "projects": tools_institutions.projects,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CARDS)
def test_a_card_has_a_finding_a_chart_and_a_table_and_says_that_its_data_are_synthetic(
    published: Release, name: str, language: Language
) -> None:
    sent = payload(language, **CARDS[name](published, language))
    said = {"pl": "dane syntetyczne", "en": "synthetic data"}[language]
    assert len(sent["title"]) <= TITLE_LETTERS
    assert sent["figure"]["data"]
    assert sent["table"]
    assert sent["sentence"].endswith(".")
    assert not {"effect", "skutek", "wpływ"} & set(sent["title"].lower().split())
    assert sent["subtitle"].endswith(said)
    assert sent["source"].lower().startswith(said)
    rows = list(csv.DictReader(io.StringIO(sent["csv"][1:]), delimiter=";" if language == "pl" else ","))
    assert {row["data"] for row in rows} == {said}


@pytest.mark.parametrize("name", CARDS)
def test_without_deliveries_a_card_says_why_it_is_empty(elsewhere: Release, name: str) -> None:
    sent = payload("pl", **CARDS[name](elsewhere, "pl"))
    assert sent["figure"] is None
    assert sent["notice"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "count"), PAGES.items())
def test_a_page_has_its_cards(
    monkeypatch: pytest.MonkeyPatch, marts: Path, name: str, count: int, language: str
) -> None:
    page = shown(monkeypatch, marts, name, lang=language)
    assert not page.exception
    titles = [card["title"] for card in cards(page)]
    assert len(titles) == len(set(titles)) == count <= 7
    assert {"pl": "Dane syntetyczne", "en": "Synthetic data"}[language] in html(page)


@pytest.mark.parametrize(
    ("name", "address"), [("together", {"years": "1999"}), ("together", {"kind": "x"}), ("families", {"years": "x"})]
)
def test_values_that_make_no_sense_fall_back_with_a_notice(
    monkeypatch: pytest.MonkeyPatch, marts: Path, name: str, address: dict[str, str]
) -> None:
    page: AppTest = shown(monkeypatch, marts, name, **address)
    assert not page.exception
    assert 'role="status"' in html(page)


@pytest.mark.parametrize(
    ("share", "polish", "english"),
    [
        (Share(kind="value", value=36.4, lower=24.0, upper=52.0), "36\u00a0% (24–52\u00a0%)", "36% (24–52%)"),
        (Share(kind="below", lower=0.0, upper=20.0), "poniżej 20\u00a0%", "below 20%"),
        (Share(kind="above", lower=57.0, upper=100.0), "powyżej 57\u00a0%", "above 57%"),
        (Share(kind="missing"), "za mało spraw", "too few cases"),
    ],
)
def test_a_share_is_said_with_its_interval_or_its_bound(share: Share, polish: str, english: str) -> None:
    assert counted.said(share, "pl") == polish
    assert counted.said(share, "en") == english


@pytest.mark.parametrize(
    ("token", "polish"),
    [(Token(130, 125, 134), "130"), (Token(None, 0, 24), "poniżej 25"), (None, "–"), (Token(2720, 0, 0), "2\u202f720")],
)
def test_a_hidden_count_and_one_that_is_not_published_look_different(token: Token | None, polish: str) -> None:
    assert counted.count(token, "pl") == polish


@pytest.mark.parametrize(
    ("share", "others"),
    [
        (Share(kind="value", value=30.0, lower=20.0, upper=45.0), Share(kind="value", value=70.0, lower=55.0, upper=80.0)),
        (Share(kind="below", lower=0.0, upper=20.0), Share(kind="above", lower=80.0, upper=100.0)),
        (Share(kind="above", lower=60.0, upper=100.0), Share(kind="below", lower=0.0, upper=40.0)),
        (Share(kind="missing"), Share(kind="missing")),
    ],
)  # fmt: skip
def test_the_share_of_all_others_turns_its_bounds_round(share: Share, others: Share) -> None:
    assert family_readings.complement(share) == others


def test_unknown_situations_widen_the_interval_of_independent_families(published: Release) -> None:
    block = family_readings.followed(published)[-1]
    found = family_readings.after(published, block, 36, "independent")
    of_all = counts.share(published, "households_36", block, "independent")
    assert found.value == of_all.value  # how many are unknown is hidden here
    assert (found.upper or 0.0) > (of_all.upper or 0.0)


def test_electronic_and_other_channels_make_up_all_exchanges(published: Release) -> None:
    block = counts.blocks(published, "exchanges")[0]
    tokens = [token for token, _ in tool_readings.channels(published, block).values()]
    whole = counts.token(published, "exchanges", block)
    every = counts.added(tokens)
    assert whole is not None
    assert every is not None
    assert every.lower <= whole.upper
    assert every.upper >= whole.lower
    assert tool_readings.electronic(published, block).value == pytest.approx(77.0, abs=1)


def test_starters_are_a_larger_denominator_than_finishers(published: Release) -> None:
    for block in counts.blocks(published, "cis"):
        shares = tool_readings.independent(published, block)
        assert (shares["started"].value or 0.0) < (shares["finished"].value or 0.0)


def test_the_audit_of_2012_has_wilsons_interval() -> None:
    share = tools_institutions.audited()
    assert share.value == pytest.approx(21.3, abs=0.05)
    assert (share.lower, share.upper) == (pytest.approx(12.9, abs=0.1), pytest.approx(33.1, abs=0.1))


def test_what_was_quoted_is_marked_and_not_compared(published: Release) -> None:
    sent = payload("pl", **families.situation(published, "", "pl"))
    assert "nie opublikowano" in sent["notice"]
    assert "33" not in str(sent["figure"]["layout"].get("shapes", []))


def test_a_pair_is_read_from_both_sides(published: Release) -> None:
    block = counts.blocks(published, "pairs")[0]
    there, back = (daily_readings.pair(published, block, *both) for both in (("pup", "ops"), ("ops", "pup")))
    assert there.value is not None
    assert back.value is not None
    assert there.value < back.value


def test_gaps_are_counties_without_an_institution(published: Release) -> None:
    found = daily_readings.institutions(published)
    without = [code for code, kinds in found.items() if "CIS" not in kinds]
    sentence = together_institutions.gaps(published, "", "pl")["sentence"]
    assert f"CIS nie ma w {len(without)}, a KIS" in sentence
    assert 0 < len(without) < len(found)


def test_the_model_group_of_another_region_is_named_and_its_own_region_does_not_name_itself(
    published: Release, elsewhere: Release
) -> None:
    assert [row["teryt"] for row in network_readings.elsewhere(published)] == ["26"]
    assert network_readings.elsewhere(elsewhere) == []


def test_every_page_can_be_saved_as_views(published: Release) -> None:
    for page, count in PAGES.items():
        assert len(views.contents(published, page, {}, "pl")) == count
