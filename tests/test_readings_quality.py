"""Data quality: dates of sources, coverage by status, what may be said of deliveries, and the page's first sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pages.ui.cards import quality as cards
from pages.ui.cards import quality_arrivals as arrivals
from pages.ui.charts.status import STATUS_MARKS
from pipelines.catalog import STATUSES
from pipelines.disclosure import certificate
from pipelines.disclosure.rows import told as told_rows
from pipelines.disclosure.tokens import Rule
from pipelines.imports import proposal
from pipelines.imports.proposal import Origin, Proposal
from pipelines.readings import counts, protection, quality, sheet_data
from pipelines.readings.counts import Token
from pipelines.readings.protection import NO_ROWS
from pipelines.release import Release


@pytest.mark.parametrize(
    ("period", "day"),
    [("2023", "2023-12-31"), ("2024-Q1", "2024-03-31"), ("2024-02", "2024-02-29"), ("2018-05", "2018-05-31")],
)
def test_a_period_ends_on_its_last_day(period: str, day: str) -> None:
    assert quality.last_day(period).isoformat() == day


@pytest.mark.parametrize(
    ("end", "months", "expected"),
    [("2023-12-31", 12, "2024-12-31"), ("2024-01-31", 1, "2024-02-29"), ("2024-11-30", 3, "2025-02-28")],
)
def test_the_next_period_ends_so_many_months_later(end: str, months: int, expected: str) -> None:
    assert quality.after(quality.date.fromisoformat(end), months).isoformat() == expected


def test_a_source_is_late_from_the_day_after_its_date(published: Release) -> None:
    wage = {"2027-01-12": "soon", "2027-01-13": "late", "2026-11-26": "later", "2026-12-13": "soon"}
    for day, state in wage.items():
        (found,) = [one for one in quality.standings(published, day) if one.table == "wage"]
        assert (found.newest, found.expected, found.state) == ("2024", "2027-01-12", state)


def test_every_source_has_a_declared_rhythm(published: Release) -> None:
    declared = {row["code"] for row in published.lists["publications"]}
    assert declared == set(published.manifest["sources"])
    assert {row["basis"] for row in published.lists["publications"]} == {"assumed", "observed", "irregular"}


def test_withheld_missing_provisional_and_computed_are_told_apart(published: Release) -> None:
    unemployed = quality.coverage(published, "A10")
    assert unemployed.level == "voivodeship"
    assert unemployed.cells["22"]["2022"] == "Q"
    assert unemployed.cells["22"]["2021"] == "E"
    rate = quality.coverage(published, "C01")
    assert rate.level == "county"
    assert (rate.count("P"), rate.count("M")) == (2, 113)
    assert rate.with_value + rate.count("M") == rate.total == 20 * 22


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = {code: (mark.symbol, mark.size if mark.symbol == "circle" else 0) for code, mark in STATUS_MARKS.items()}
    assert set(shapes) == set(STATUSES)
    assert len(set(shapes.values())) == len(shapes)


@pytest.mark.parametrize(("rows", "said"), [(0, 0), (1, None), (24, None), (25, 30), (34, 30), (35, 40), (237, 240)])
def test_rows_are_told_as_counts_of_persons_are(rows: int, said: int | None) -> None:
    rule = Rule(24, 10)
    assert told_rows(rule, rows) == said
    assert told_rows(rule, said) == said  # what was told already stays as it is


@pytest.fixture
def with_faults(published: Release) -> Release:
    """As if two counties had delivered, one with rows set aside, and a half-year had been left out.

    A release of its own, because answers about the shared one are remembered.
    """

    def delivery(teryt: str, period: str, *aside: tuple[str, str, int]) -> dict[str, Any]:
        rows = [{"table": t, "column": "c", "rule": r, "rows": n} for t, r, n in aside]
        facts = {"supplier": f"pcpr-{teryt}", "teryt": teryt, "period": period, "synthetic": True, "contract": "1"}
        return facts | {"kept": {"cases": 1204}, "aside": rows, "small_groups": {}}

    told = [
        delivery("2205", "2024-H1"),
        delivery("2205", "2025-H1", ("cases", "code", 37), ("plans", "code", 4), ("plans", "date", 3)),
        delivery("2261", "2025-H1"),
    ]
    found = Release(published.folder)
    found.manifest["deliveries"] = told
    return found


def test_deliveries_stand_by_area_and_half_year(with_faults: Release) -> None:
    found = quality.deliveries(with_faults)
    assert quality.half_years(found) == ["2024-H1", "2024-H2", "2025-H1"]
    assert [(d.teryt, d.period, d.kept, d.aside) for d in found] == [
        ("2205", "2024-H1", Token(1200, 1195, 1204), NO_ROWS),
        ("2205", "2025-H1", Token(1200, 1195, 1204), Token(40, 35, 44)),
        ("2261", "2025-H1", Token(1200, 1195, 1204), NO_ROWS),
    ]
    assert quality.rules(with_faults) == [("code", Token(None, 36, 68), 1), ("date", Token(None, 1, 24), 1)]


def test_missing_counties_are_seen_as_soon_as_one_delivers(with_faults: Release) -> None:
    card = arrivals.deliveries(with_faults, "pl")
    assert card["title"] == "Brakujące dostawy: 57; dostawy z odłożonymi wierszami: 1"
    assert len(card["figure"]["layout"]["yaxis"]["ticktext"]) == 20
    (row,) = [row for row in card["table"].rows if row["aside"] != "0"]
    assert (row["area"], row["period"], row["aside"]) == ("powiat kartuski", "I półrocze 2025", "40")
    small = arrivals.rules(with_faults, "en")["table"].rows[1]
    assert small["rows"] == "1 to 24"
    assert "up to 24 hidden, the others rounded to 10" in str(arrivals.rules(with_faults, "en")["description"])


def test_numbers_of_rows_agree_on_every_page_and_in_the_manifest(published: Release) -> None:
    rule = protection.rule(published)
    told = published.manifest["deliveries"]
    numbers = [
        n for d in told for n in [*d["kept"].values(), d["all_kept"], d["all_aside"], d["small_groups"]["below"]]
    ]
    assert numbers
    assert all(told_rows(rule, n) == n for n in numbers)  # the manifest itself holds no other
    assert None in numbers
    kept = counts.added(d.kept for d in quality.deliveries(published))
    assert sheet_data.deliveries(published, "2205").kept == kept
    found = protection.protection(published)
    assert found is not None
    assert found.cases == protection.summed(published, (d["kept"]["cases"] for d in told))
    assert "Numbers of rows of deliveries" in certificate.text(published.manifest["certificate"], "en")


def test_no_delivery_is_not_praised(published: Release) -> None:
    assert arrivals.rules(published, "pl")["title"] == "Żadna reguła nie odłożyła wiersza"
    empty = Release(published.folder)
    empty.manifest["deliveries"] = []
    for card in (arrivals.rules(empty, "pl"), arrivals.deliveries(empty, "pl")):
        assert card["title"].endswith("brak danych")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with proposals to put into it."""
    monkeypatch.setenv("LATARNIA_DATA", str(tmp_path))
    return tmp_path


def put(data: Path, name: str, **how: Any) -> None:
    table = data / "sources" / "wage.csv"
    table.parent.mkdir(exist_ok=True)
    table.write_bytes(b"x")
    origin = Origin(file="f.csv", sha256="0", shape="crel", lines=1)
    facts: dict[str, Any] = {
        "kind": "import",
        "table": "wage",
        "made": "2026-11-25T10:00:00+00:00",
        "released": "2026-11-24",
        "against": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",  # SHA-256 of x
        "mapping": "wage",
        "origins": (origin,),
        "unchanged": 0,
        "outside": 0,
        "cells": (),
    }
    folder = data / "proposals" / name
    folder.mkdir(parents=True)
    (folder / "proposal.json").write_bytes(proposal.to_json(Proposal(id=name, **facts | how)))


TODAY = "2026-11-26"


def test_the_first_sentence_says_what_to_do(published: Release, data: Path) -> None:
    assert arrivals.lead(published, TODAY, "pl") == (
        "Do zrobienia dziś: poszukaj nowszych liczb w 13\u00a0źródłach "
        "(od 30.08.2018 czeka na nie „Stopa bezrobocia rejestrowanego według miesięcy”)."
    )
    assert arrivals.lead(published, "2018-01-01", "en") == (
        "There is nothing to do today. Next new figures: “Registered unemployment rate by month”, 30 August 2018."
    )


def test_proposals_and_set_aside_rows_come_first(with_faults: Release, data: Path) -> None:
    put(data, "p1")
    put(data, "p2", against="0")
    said = arrivals.lead(with_faults, "2018-01-01", "pl")
    assert said == (
        "Do zrobienia dziś: rozpatrz propozycje zmian (1); wyjaśnij propozycje, których nie da się przyjąć (1); "
        "zapytaj dostawców o odłożone wiersze (I półrocze 2025)."
    )


def test_waiting_proposals_stand_with_their_state(published: Release, data: Path) -> None:
    assert arrivals.proposals(published, "en")["title"].startswith("No proposal waits for a decision")
    put(data, "p1")
    card = arrivals.proposals(published, "en")
    assert card["title"] == "Proposals waiting for a decision: 1"
    assert card["table"].rows[0]["state"] == "waits for a decision"


def test_checks_are_those_the_build_counted(published: Release) -> None:
    promised = quality.promises(published)
    assert {one.layer for one in promised} == set(cards.LAYERS)
    assert {one.table for one in promised if one.layer == "source"} == set(published.manifest["sources"])
    models = [rule.en for one in promised if one.layer != "source" for rule in one.rules]
    assert all(rule.startswith(("grain: ", "check: ")) for rule in models)
    assert str(published.manifest["checks"]) in cards.checks(published, "pl")["title"]


def test_a_release_of_an_older_latarnia_still_has_its_page(published: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(published.manifest, "promises")
    monkeypatch.delitem(published.lists, "publications")
    assert quality.promises(published) == []
    assert {one.state for one in quality.standings(published, TODAY)} == {"none"}
    assert cards.checks.__wrapped__(published, "pl")["table"] is None  # type: ignore[attr-defined]


def test_no_count_of_persons_leaves_through_this_page(with_faults: Release) -> None:
    told = json.dumps(
        [arrivals.deliveries(with_faults, "pl")["table"].rows, arrivals.rules(with_faults, "pl")["table"].rows]
    )
    assert "1204" not in told
    assert "37" not in told
