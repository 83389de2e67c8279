"""Amounts of degressive support: shown by the rule for money of institutions, and never where they would tell a hidden count."""

from __future__ import annotations

from types import SimpleNamespace

import duckdb
import pytest

from pages.ui.cards import tools_taper
from pipelines import settings
from pipelines.disclosure.lattice import Cell
from pipelines.disclosure.tokens import Rule
from pipelines.publication import taper
from pipelines.readings import counts, tools
from pipelines.readings.figures import figures
from pipelines.release import Release

REFERENCE = settings.ROOT / "data" / "reference"
AREAS = ("2201", "2202", "2203", "2204")


def sums(amounts: dict[str, float], *, n: int | None = 80, left_4: int | None = 30) -> dict[int, int | None]:
    """Sums by month, of one amount for each county in months 1 and 4."""
    con = duckdb.connect()
    con.execute("create table taper_facts (year int, teryt varchar, month_no int, support_zl double)")
    con.executemany(
        "insert into taper_facts values (2015, ?, ?, ?)",
        [[teryt, month, amount] for teryt, amount in amounts.items() for month in (1, 4)],
    )
    told = {"n": n, "left_4": left_4} | dict.fromkeys(("left_5", "left_6", "left_7"), 40)
    entry = SimpleNamespace(
        first="2014-01",
        last="2019-12",
        rule=Rule(24, 10),
        lattice=SimpleNamespace(cells=[Cell((), name) for name in told]),
        tokens=tuple(told.values()),
    )
    apart = SimpleNamespace(entries=(entry,), certificate={"synthetic": True})
    return {row["month_no"]: row["support_zl"] for row in taper.rows(con, REFERENCE, AREAS, apart)}  # type: ignore[arg-type]


EVEN = {"2201": 20_000.0, "2202": 15_400.0, "2203": 15_000.0}


def test_a_sum_of_three_payers_is_rounded_to_a_thousand() -> None:
    assert sums(EVEN) == {1: 50_000, 2: None, 3: None, 4: 50_000, 5: None, 6: None, 7: None}


@pytest.mark.parametrize(
    "amounts",
    [
        {"2201": 20_000.0, "2202": 15_000.0},  # two payers
        {"2201": 90_000.0, "2202": 15_000.0, "2203": 5_000.0},  # one pays more than three quarters
        {"2201": 50_000.0, "2202": 40_000.0, "2203": 1_000.0},  # the second works out the first
        {"2201": 20_000.0, "0201": 15_000.0, "0202": 15_000.0},  # payers of another region do not count
    ],
)
def test_a_sum_that_tells_of_one_payer_is_hidden(amounts: dict[str, float]) -> None:
    assert sums(amounts)[1] is None


def test_a_sum_is_hidden_where_it_would_tell_how_many_dropped_out() -> None:
    assert sums(EVEN, left_4=None)[4] is None
    assert sums(EVEN, left_4=None)[1] == 50_000
    assert sums(EVEN, n=60, left_4=40)[4] is None  # at least 20 to 24 recipients are left: as few as a hidden count
    assert set(sums(EVEN, n=None).values()) == {None}


def test_the_sample_hides_exactly_the_months_whose_recipients_are_hidden(published: Release) -> None:
    blocks = counts.blocks(published, "degressive")
    assert blocks
    for block in blocks:
        paid = tools.taper(published, block)
        assert [one.month for one in paid] == list(range(1, 8))
        for one in paid:
            left = counts.token(published, "degressive", block, f"left_{one.month}")
            assert (one.support is None) == (one.month > 3 and (left is None or left.value is None))
            assert one.support is None or one.support % 1000 == 0
            if one.mean is not None:
                assert one.bounds is not None
                assert one.bounds[0] < one.mean < one.bounds[1]


def test_the_card_says_what_the_catalogue_says(published: Release) -> None:
    rows = tools_taper.taper(published, "pl")["table"].rows
    found = figures(published, "G09Z", "22")
    newest = [f for f in found if f.period == found[-1].period]
    assert [(row["mean"], row["mean_status"]) for row in rows] == [(f.value, f.obs_status) for f in newest]
    assert {row["bounds"] for row in rows if row["support"] is None} == {"ukryte"}
    for language in ("pl", "en"):
        card = tools_taper.taper(published, language)  # type: ignore[arg-type]
        assert str(round(newest[0].value or 0)) in card["title"]


def test_a_region_without_recipients_has_no_amounts(elsewhere: Release) -> None:
    assert elsewhere.table("taper") == []
    assert tools_taper.taper(elsewhere, "pl").get("table") is None
