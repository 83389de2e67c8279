"""The theses of June 2018 by rule, on small figures and on the release; systems on the methods page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from pages.ui import views
from pages.ui.card import payload
from pages.ui.cards import methods_systems, theses
from pages.ui.cards.methods_sections import SECTIONS
from pages.ui.markup import escape
from pipelines import release as releases
from pipelines.catalog import LANGUAGES, Language
from pipelines.readings import theses as readings
from pipelines.release import Release, Value


@pytest.fixture(scope="module")
def release(marts: Path) -> Release:
    return releases.current(marts)


def figure(indicator: str, value: float | None, lower: float | None = None, upper: float | None = None) -> Value:
    told = dict.fromkeys(Value._fields, "") | {"n": None, "is_computed": False, "segment": 0}
    return Value(**told | {"indicator": indicator, "value": value, "lower": lower, "upper": upper})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "then", "before", "claimed", "expected"),
    [
        # A survey figure with its interval: inside is compatible, never confirmed.
        ("level", figure("A01", 748, 724, 772), [], 763, "compatible"),
        ("level", figure("A01", 748, 724, 772), [], 772, "compatible"),
        ("level", figure("A01", 748, 724, 772), [], 773, "refuted"),
        # A register has no sampling error: the figure as printed.
        ("level", figure("C01", 5.44), [], 5.4, "confirmed"),
        ("level", figure("C01", 5.46), [], 5.4, "refuted"),
        ("lowest", figure("C01", 5.4), [7.1, 8.9], None, "confirmed"),
        ("lowest", figure("C01", 5.4), [5.4, 8.9], None, "confirmed"),
        ("lowest", figure("C01", 5.4), [5.3, 8.9], None, "refuted"),
        ("lowest", figure("C01", 5.4), [], None, "no_series"),  # one figure is no series
        ("lowest", figure("A02", 41.6, 40.3, 42.9), [42.0], None, "compatible"),
        ("near", figure("D03", 8.4), [], None, "no_series"),
        ("topic", figure("A12", 35.0), [], None, "no_claim"),
        ("none", None, [], None, "no_series"),
        ("level", None, [], 763, "no_series"),
        ("level", figure("A01", None), [], 763, "no_series"),
    ],
)
def test_verdicts(rule: str, then: Value | None, before: list[float], claimed: float | None, expected: str) -> None:
    stretch = [figure(then.indicator, value) for value in before] + [then] if then else []
    assert readings.verdict(rule, then, stretch, claimed) == expected


def test_every_thesis_has_the_verdict_that_its_series_allows(release: Release) -> None:
    found = {one.code: one for one in readings.theses(release)}
    assert {code: one.verdict for code, one in found.items()} == {
        "deprivation": "no_series",
        "unemployment": "confirmed",
        "inactive": "compatible",
        "inactive_share": "compatible",
        "seniors": "no_claim",
        "disabled": "no_claim",
        "finances": "no_series",
        "benefits": "no_series",
        "willing": "no_series",
        "migrants": "no_series",
    }
    assert found["unemployment"].stretch == ("2006", "2017")
    assert sum(readings.counts(list(found.values())).values()) == len(found)


def test_a_claim_is_not_tested_against_itself(release: Release) -> None:
    (inactive,) = (one for one in readings.theses(release) if one.code == "inactive")
    assert inactive.then is not None
    quoted = release.value("A01", release.region, "2017-Q4")
    assert quoted is not None
    assert (quoted.value, inactive.then.value) == (763, 748)
    assert inactive.then.source != quoted.source


def test_figures_across_a_cut_say_that_they_cannot_be_compared(release: Release) -> None:
    card = theses.theses(release, "pl")
    assert card is not None
    rows = {one.code: row for one, row in zip(readings.theses(release), card["table"].rows, strict=True)}
    assert "po przerwie w szeregu (2019, 2021)" in rows["inactive"]["now"]
    assert "po przerwie w szeregu (2021, 2025)" in rows["unemployment"]["now"]
    assert rows["deprivation"]["now"] == "2018:\u00a06,8\u00a0E"  # no cut between 2017 and 2018
    assert str(rows["deprivation"]["series"]).startswith("tylko zbliżony: D03")
    assert rows["inactive"]["then"] == "2017:\u00a0748\u00a0tys.\u00a0E (724–772)"
    assert str(rows["unemployment"]["now"]).startswith("2025:\u00a05,3\u00a0%\u00a0P")
    assert "P – wstępna" in card["table"].caption


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_is_of_real_figures_and_names_their_sources(release: Release, language: Language) -> None:
    card = theses.theses(release, language)
    assert card is not None
    assert not card["origin"].synthetic
    sent = payload(language, **card)
    assert "yntetyczn" not in sent["subtitle"] + sent["source"]
    assert "synthetic" not in sent["subtitle"] + sent["source"]
    assert sent["csv"].count("\r\n") == len(card["table"].rows) + 1 == 11
    assert all(all(row.values()) for row in card["table"].rows)


def test_a_region_without_theses_has_no_such_card(elsewhere: Release) -> None:
    assert readings.theses(elsewhere) == []
    assert theses.theses(elsewhere, "pl") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_system_is_listed_with_a_card_that_exists_or_as_not_served(release: Release, language: Language) -> None:
    rows = {int(row["code"]): row for row in release.lists["systems"]}
    assert sorted(rows) == list(range(1, 32))
    html = methods_systems.systems(release, language, {"lang": language})
    links = [unescape(link) for link in re.findall(r'href="\./([^"]+)"', html)]
    assert len(links) == sum(bool(row["view"]) for row in rows.values())
    for at, link in zip((at for at in sorted(rows) if rows[at]["view"]), links, strict=True):
        view = views.parse(link)
        assert view.address == views.parse(rows[at]["view"]).address
        assert f"lang={language}" in link
        assert views.content(release, view, language)["anchor"] == view.card, (
            f"{link} leads to a card that has no such name"
        )
    for row in rows.values():
        assert (row["served"] == "none") == (row["view"] == "")
        assert row["served"] in {"full", "part", "none"}
        told = row[f"where_{language}"]
        assert told.strip(), f"system {row['code']} says neither what is shown nor what is missing"
        assert escape(told) in html
    missing = {"pl": "jeszcze nie</td>", "en": "not yet</td>"}[language]
    assert html.count(f"<td>{missing}") == sum(row["served"] == "none" for row in rows.values())


def test_links_carry_the_parameters_of_the_address_escaped(release: Release) -> None:
    html = methods_systems.systems(release, "pl", {"focus": '"><script>'})
    assert "<script>" not in html
    assert 'href="./forum#editions"' in methods_systems.systems(release, "pl", {})


def test_the_systems_are_a_section_of_the_methods_page() -> None:
    assert "systems" in SECTIONS
