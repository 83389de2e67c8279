"""Rows that break something are set aside with their rule; what depends on them follows; the rest loads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from delivery_files import TABLES, found, with_cell

from pipelines.contract import CONTRACT
from pipelines.contract import TABLES as DECLARED
from pipelines.deliveries import messages, quarantine, reading, store
from pipelines.deliveries.check import Desk, Verdict
from pipelines.deliveries.quarantine import in_order

Examine = Callable[..., Verdict]


def test_a_delivery_without_a_fault_is_clean(examine: Examine) -> None:
    verdict = examine()
    assert (verdict.code, found(verdict)) == (0, set())
    assert verdict.kept == verdict.rows == {name: len(text.splitlines()) - 1 for name, text in TABLES.items()}


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "rule"),
    [
        ("followups", 3, "status", "", "required"),
        ("followups", 3, "status", "nie_ma", "code"),
        ("followups", 3, "window_m", "7", "code"),
        ("followups", 3, "measured", "2019-13", "type"),
        ("followups", 3, "measured", "2019-5", "type"),
        ("followups", 3, "measured", "3019-05", "type"),
        ("followups", 3, "in_work", "tak", "type"),
        ("followups", 3, "in_work", "2", "type"),
        ("steps", 2, "hours", "abc", "type"),
        ("steps", 2, "hours", "1e3", "type"),
        ("steps", 2, "hours", "nan", "type"),
        ("steps", 2, "hours", "-1", "range"),
        ("steps", 2, "hours", "5001", "range"),
        ("plans", 3, "inst_partners", "1.5", "type"),
        ("plans", 3, "inst_partners", "31", "range"),
        ("steps", 2, "step_id", "S1", "pattern"),
        ("steps", 2, "step_id", "s123456789", "regon"),
        ("cases", 3, "special_groups", "do_30|nie_ma", "code"),
        ("cases", 3, "special_groups", "do_30|do_30", "items"),
        ("cases", 3, "special_groups", "do_30|", "code"),
        ("steps", 3, "inst_id", "2205-OPS-9", "orphan"),
        ("case_barriers", 4, "case_id", "c99", "orphan"),
        ("case_barriers", 3, "barrier", "dojazd", "key"),
        # some rules of the contract, through everything
        ("followups", 3, "measured", "2019-03", "followup_before_window"),
        ("outcomes", 3, "exit_month", "2017-12", "exit_before_entry"),
        ("cases", 4, "law_version", "2025", "code_on_date"),
        ("steps", 3, "cost_zl", "125", "cost_zl_rounded"),
        ("cases", 4, "teryt", "2212", "county_of_delivery"),
    ],
)  # fmt: skip
def test_a_row_with_a_fault_is_told_by_its_place_and_rule(
    table: str, row: int, column: str, value: str, rule: str, examine: Examine
) -> None:
    verdict = examine({table: with_cell(table, row, column, value)})
    assert (f"{table}.csv", row, column, rule) in found(verdict)
    if rule in messages.RULES - {
        "orphan"
    }:  # a wrong date or reference may contradict other rows, a wrong cell does not
        others = {told for told in found(verdict) if told[:2] != (f"{table}.csv", row)}
        assert all(rule == "orphan" for *_, rule in others), others
    if verdict.code == 1:
        assert verdict.kept[table] <= verdict.rows[table] - 1


def test_what_depends_on_a_row_set_aside_follows_it(examine: Examine, desk: Desk) -> None:
    verdict = examine({"cases": with_cell("cases", 2, "education", "nie_ma")})
    followers = {(file, line) for file, line, _, rule in found(verdict) if rule == "orphan"}
    assert followers == {
        ("case_barriers.csv", 2), ("case_barriers.csv", 3), ("plans.csv", 2), ("steps.csv", 2), ("steps.csv", 3),
        ("outcomes.csv", 2), ("followups.csv", 2), ("followups.csv", 3),
    }  # fmt: skip
    assert desk.con.execute("select count(*) from followups_kept").fetchall() == [(0,)]


def test_one_fault_is_told_once_and_blames_no_other_row(examine: Examine) -> None:
    verdict = examine({"steps": with_cell("steps", 3, "cost_zl", "12,345")})
    assert found(verdict) == {("steps.csv", 3, "cost_zl", "type")}


def test_the_first_of_two_rows_with_one_key_stays(examine: Examine, desk: Desk) -> None:
    double = TABLES["case_barriers"] + "c1;dojazd\nc1;dojazd\n"
    verdict = examine({"case_barriers": double})
    assert found(verdict) == {("case_barriers.csv", line, "barrier", "key") for line in (5, 6)}
    assert desk.con.execute("select min(line) from case_barriers_kept").fetchall() == [(2,)]


def test_large_tables_are_judged_in_parts_with_the_same_result(
    examine: Examine, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = {
        "case_barriers": TABLES["case_barriers"] + "c1;dojazd\nc99;dojazd\n",
        "plans": with_cell("plans", 2, "ended", "2018-01"),
        "followups": with_cell("followups", 3, "measured", "2019-03"),
    }
    whole = examine(faults)
    monkeypatch.setattr(desk, "at_once", 1)
    parted = examine(faults)
    assert {rule for *_, rule in found(whole)} == {"key", "orphan", "followup_before_window", "ended_before_started"}
    assert (found(parted), parted.kept) == (found(whole), whole.kept)


@pytest.mark.parametrize(
    "faults",
    [
        {},
        {"cases": with_cell("cases", 3, "special_groups", "do_30|nie_ma")},
        {"cases": with_cell("cases", 3, "special_groups", "do_30|do_30")},
        {"steps": with_cell("steps", 3, "inst_id", "2205-XYZ-9")},
        {"steps": with_cell("steps", 3, "inst_id", "")},
        {"steps": with_cell("steps", 3, "inst_id", "jan@example.pl")},
        {"steps": with_cell("steps", 3, "inst_id", "x"), "plans": with_cell("plans", 2, "inst_lead", "y")},
        {"steps": with_cell("steps", 2, "step_id", "s02")},
        {"steps": with_cell("steps", 3, "step_id", TABLES["steps"].splitlines()[1].split(";")[0])},
        {"case_barriers": "case_id;barrier\n"},
        {"case_barriers": TABLES["case_barriers"] + "c99;dojazd\nc0;dojazd\nc03;dojazd\nc4;dojazd\n"},
        {"cases": with_cell("cases", 2, "education", "nie_ma")},
        {"cases": with_cell("cases", 2, "case_id", "c5")},
        {"plans": with_cell("plans", 2, "ended", "2018-01")},
        {"case_barriers": TABLES["case_barriers"] + TABLES["case_barriers"].splitlines()[1] + "\n"},
        {"followups": TABLES["followups"] + TABLES["followups"].splitlines()[-1] + "\n"},
    ],
)
def test_a_large_file_is_judged_like_a_small_one(
    faults: dict[str, str], examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = examine(faults)
    monkeypatch.setattr(reading, "MANY_ROWS", 0)
    monkeypatch.setattr(quarantine, "MANY_ROWS", 0)
    large = examine(faults)
    assert (found(large), large.code, large.kept) == (found(small), small.code, small.kept)
    assert large.code == 0 or faults


def test_a_table_that_did_not_arrive_is_there_empty(examine: Examine) -> None:
    verdict = examine({"institutions": None})
    assert {rule for *_, rule in found(verdict)} == {"orphan"}
    assert verdict.kept["cases"] == 3


def test_a_header_alone_is_a_clean_table(examine: Examine) -> None:
    verdict = examine({"case_barriers": "case_id;barrier\n"})
    assert verdict.code == 0
    assert verdict.kept["case_barriers"] == 0


def test_no_typed_table_holds_a_cell_other_than_the_one_sent(examine: Examine, desk: Desk) -> None:
    examine()
    rows = desk.con.execute("select hours, cost_zl, started from steps order by line").fetchall()
    assert [(h, c, str(s)) for h, c, s in rows] == [(6.5, None, "2018-05-01"), (15.0, 120.0, "2018-05-01")]
    (groups, longterm), *_ = desk.con.execute("select special_groups, is_longterm from cases order by line").fetchall()
    assert groups == ["do_30", "dlugotrwale", "pomoc_spoleczna"]
    assert longterm is True


def test_parents_come_before_their_children() -> None:
    order = [t.name for t in in_order(CONTRACT)]
    for table in CONTRACT:
        for _, target in table.references:
            assert order.index(target) < order.index(table.name)


def test_every_id_of_a_person_has_one_home() -> None:
    homes = {
        (t.name, c.name): store.home_of(t, c.name)
        for t in CONTRACT
        for c in t.columns
        if c.pattern and store._SURROGATE.fullmatch(c.pattern)
    }
    assert homes["followups", "case_id"] == "cases"
    assert homes["household_status", "household_id"] == homes["cases", "household_id"] == "households"
    assert homes["steps", "plan_id"] == "plans"
    assert {column for _, column in homes} == {"case_id", "household_id", "plan_id", "step_id", "exch_id", "resp_id"}


def test_rules_of_the_contract_do_not_take_the_ids_of_the_gate() -> None:
    for table in DECLARED.values():
        assert not {r.id for r in table.rules} & messages.RULES
