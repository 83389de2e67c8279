"""Rules put together find what each finds alone; surrogates as numbers; the line of progress; little memory is enough."""

from __future__ import annotations

import io
import itertools
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pytest
from contract_world import database
from test_contract_rules import CASES, RULES

from pipelines import settings
from pipelines.catalog import Table, Text
from pipelines.contract import CONTRACT, TABLES
from pipelines.deliveries import progress, scans
from pipelines.deliveries.cells import cell, numbers, runs, sent
from pipelines.deliveries.progress import Stage


@pytest.fixture(scope="module")
def world() -> Iterator[tuple[duckdb.DuckDBPyConnection, scans.Windows]]:
    con = database()
    yield con, scans.windows(con, CONTRACT)
    con.close()


def _found(
    con: duckdb.DuckDBPyConnection, table: Table, known: scans.Windows, parts: int = 1
) -> set[tuple[int, str, str]]:
    return {row for query in scans.broken(table, known, parts) for row in con.execute(query).fetchall()}


@pytest.mark.parametrize(("table", "name"), RULES)
def test_rules_put_together_find_what_each_finds_alone(
    world: tuple[duckdb.DuckDBPyConnection, scans.Windows], table: str, name: str
) -> None:
    con, known = world
    con.execute("begin").fetchall()
    try:
        con.execute(CASES[f"{table}.{name}"][0]).fetchall()
        for declared in TABLES.values():
            alone = {(*row, rule.id) for rule in declared.rules for row in con.execute(rule.failing).fetchall()}
            together = _found(con, declared, known)
            assert together == alone, declared.name
            assert _found(con, declared, known, parts=3) == alone, declared.name
            assert declared.name != table or name in {rule for *_, rule in together}
    finally:
        con.execute("rollback").fetchall()


def test_most_rules_share_the_scan_of_their_table(
    world: tuple[duckdb.DuckDBPyConnection, scans.Windows],
) -> None:
    for name in ("cases", "followups", "outcomes"):
        assert len(scans.broken(TABLES[name], world[1])) == 1
    assert len(scans.broken(TABLES["steps"], world[1])) == 2  # forms and blocks are compared apart, once a combination


@pytest.mark.parametrize("rows", [[(None, None), ("2020-01", "2020-06")], [("2020-01", "2020-06"), ("2022-01", None)]])
def test_a_code_in_force_twice_or_always_is_judged_like_the_rule_does(
    rows: list[tuple[str | None, str | None]],
) -> None:
    con = database()
    for first, last in rows:
        con.execute(
            "insert into ref_profiles (code, valid_from, valid_to) values ('NEW', ?, ?)", [first, last]
        ).fetchall()
    [rule] = [rule for rule in TABLES["cases"].rules if rule.id == "code_on_date"]
    known = scans.windows(con, CONTRACT)
    for month in ("2019-12", "2020-01", "2020-06", "2020-07", "2021-12", "2022-01", "2024-01"):
        con.execute(f"update cases set profile_hist = 'NEW', entry_month = '{month}-01' where line = 2").fetchall()
        together = _found(con, TABLES["cases"], known)
        assert {row[:2] for row in together if row[2] == rule.id} == set(con.execute(rule.failing).fetchall()), month


def test_a_surrogate_is_a_number_only_where_its_text_has_the_declared_form() -> None:
    column = TABLES["cases"].column("case_id")
    known, chance = cell(column), random.Random(1)
    texts = ["".join(signs) for n in range(1, 4) for signs in itertools.product("c01789aAeExX_+-. \t٣é", repeat=n)]
    texts += ["c" + "".join(chance.choices("0123456789_eEaf .+", k=chance.randint(1, 18))) for _ in range(20_000)]
    texts += ["c" + digit * n for digit in "09f" for n in range(1, 30)]
    con = duckdb.connect(config={"threads": 1})
    rows = con.execute(
        f"select case_id, {known.stored}, {known.wrong}, {sent(column, known.stored)} from (select unnest(?) as case_id)",
        [texts],
    ).fetchall()
    fine = [text for text in texts if re.fullmatch("c[0-9]{1,8}", text, re.ASCII)]
    assert [row[0] for row in rows if not row[2]] == fine
    assert [row[3] for row in rows if not row[2]] == fine
    assert len({row[1] for row in rows if not row[2]}) == len(set(fine))


def test_every_surrogate_has_a_small_number_of_its_own() -> None:
    chance = random.Random(1)
    digits = ["".join(signs) for n in range(1, 5) for signs in itertools.product("0123456789", repeat=n)]
    digits += [digit * n for n in range(5, 9) for digit in "09"] + ["1" + "0" * n for n in range(4, 8)]
    digits += ["".join(chance.choices("0123456789", k=chance.randint(5, 8))) for _ in range(20_000)]
    ids = sorted({f"c{text}" for text in digits})
    con = duckdb.connect(config={"threads": 1})
    stored = cell(TABLES["cases"].column("case_id")).stored
    con.execute(f"create table ids as select {stored} as case_id from (select unnest(?) as case_id)", [ids]).fetchall()
    told = [n for (n,) in con.execute(numbers("case_id", "ids")).fetchall()]
    assert len(set(told)) == len(told) == len(ids)
    assert 0 <= min(told) <= max(told) == 1_099_999_999 - 890_000_000 < 210_000_000


@pytest.mark.parametrize(
    ("ids", "gapless"),
    [
        (range(1, 1234), True),
        ([*range(1, 12), *range(13, 1234)], False),
        (range(9_999_990, 10_000_010), True),
        ([*range(1, 100), *range(90_000_000, 90_000_009)], True),
        ([9_999_999, 10_000_000, 10_000_002], False),
    ],
)
def test_ids_counted_through_leave_no_gap_among_those_of_one_length(ids: Iterable[int], gapless: bool) -> None:
    con = duckdb.connect(config={"threads": 1})
    stored = cell(TABLES["cases"].column("case_id")).stored
    texts = [f"c{n}" for n in ids]
    con.execute(
        f"create table ids as select {stored} as case_id from (select unnest(?) as case_id)", [texts]
    ).fetchall()
    found = con.execute(runs(numbers("case_id", "ids"))).fetchall()
    assert sum(count for *_, count in found) == len(texts)
    assert all(greatest - least + 1 == count for least, greatest, count in found) is gapless


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_tells_rate_and_time_left_on_a_terminal_and_nothing_in_a_pipe() -> None:
    stage = Stage(Text("czytam: Sprawy", "reading: Cases"), done=100_000, ahead=100_000, rows=1_000_000)
    assert progress.line(stage, 0.5, 10, "en") == "  reading: Cases … 15% · 15,000 rows/s · 57 s left"
    assert progress.line(stage, -1, 100, "pl") == "  czytam: Sprawy … 10% · 1\u202f000 wierszy/s · jeszcze 16 min"
    assert progress.line(stage, 0.5, 0.1, "en") == "  reading: Cases …"
    for out, said in ((_Terminal(), "czytam: Sprawy"), (io.StringIO(), "")):
        with progress.shown("pl", lambda: -1.0, out) as tell:
            tell(stage)
        assert said in out.getvalue()
        assert bool(out.getvalue()) == bool(said)


def test_a_row_is_counted_once_from_reading_to_storing() -> None:
    told: list[Stage] = []
    stages = progress.Stages(told.append, 300)
    for share in (progress.READING, progress.CHECKING, progress.STORING):
        for rows in (100, 200):
            stages.next(Text("", ""), rows, share)
    assert told[-1].done + told[-1].ahead == pytest.approx(300)


def test_a_delivery_larger_than_the_memory_spills_and_loads(tmp_path: Path) -> None:
    from pipelines.deliveries import private, small_groups, store
    from pipelines.deliveries.check import Desk

    out = tmp_path / "deliveries"
    options = ["--plain", "--counties", "22", "--cases", "60000", "--periods", "2024-H1:2024-H1", "--out", str(out)]
    subprocess.run([sys.executable, "-m", "pipelines", "demo", *options], check=True, capture_output=True)
    (source,) = (path for path in out.iterdir() if path.is_dir())
    restricted = tmp_path / "restricted"
    with store.locked(restricted) as folder, private.workplace(restricted) as work:
        desk = Desk(work, settings.data_folder() / "reference", memory="64MB")
        verdict = desk.examine(source)
        stored, is_new = store.save(folder, desk.con, verdict, small_groups.measure(desk.con))
        spilt = desk.con.execute("select count(*) from duckdb_temporary_files()").fetchall()[0][0]
    assert (verdict.code, is_new) == (0, True)
    assert spilt > 0, "the limit was not reached, so this shows nothing"
    assert store.is_whole(stored.folder)
