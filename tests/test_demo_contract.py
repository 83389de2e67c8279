"""What the generator writes keeps the contract: every cell of every row, and the rules on a sample of deliveries."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import settings
from pipelines.catalog import Column, Table
from pipelines.contract import CONTRACT, TABLES, staging
from pipelines.deliveries.check import CLEAN, Desk
from pipelines.demo.generate import generate
from tests import demo_world

REFERENCE = settings.ROOT / "data" / "reference"


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    con = duckdb.connect(config={"threads": 1})
    out, _ = demo_world.plain()
    for table in CONTRACT:
        files = [str(path) for path in sorted(out.glob(f"*/{table.name}.csv"))]
        con.execute(
            f"create table {table.name} as select * from read_csv(?, delim=';', header=true, all_varchar=true, "
            "nullstr='', quote='', filename=true, union_by_name=true)",
            [files],
        ).fetchall()
    for name in sorted({c.codes for t in CONTRACT for c in t.columns if c.codes}):
        con.execute(
            f"create table ref_{name} as select * from read_csv(?, header=true, all_varchar=true, nullstr='')",
            [str(REFERENCE / f"{name}.csv")],
        ).fetchall()
    yield con
    con.close()


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(f"select count(*) from {query}").fetchall()[0][0])


def _wrong(column: Column) -> str:
    """SQL condition under which a cell that is there breaks its declaration."""
    cell = f'"{column.name}"'
    tests = []
    if column.codes and column.type == "codes":
        known = f"(select list(code) from ref_{column.codes})"
        tests += [
            f"not list_has_all({known}, string_split({cell}, '|'))",
            f"len(string_split({cell}, '|')) > {column.max_items}",
        ]
    elif column.codes:
        tests.append(f"{cell} not in (select code from ref_{column.codes})")
    elif column.type != "text":
        tests.append(f"{staging.typed(column)} is null")
    if column.pattern:
        tests.append(f"not regexp_full_match({cell}, '{column.pattern}')")
    if column.minimum is not None:
        tests.append(f"try_cast({cell} as double) < {column.minimum}")
    if column.maximum is not None:
        tests.append(f"try_cast({cell} as double) > {column.maximum}")
    return " or ".join(tests)


@pytest.mark.parametrize("table", CONTRACT, ids=lambda t: t.name)
def test_every_cell_keeps_its_declaration(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    assert _count(con, table.name) > 0
    have = [row[0] for row in con.execute(f"describe {table.name}").fetchall()]
    assert have == [*(column.name for column in table.columns), "filename"]
    for column in table.columns:
        cell = f'"{column.name}"'
        assert not _count(con, f"{table.name} where {cell} is not null and ({_wrong(column)})"), column.name
        assert not (column.required and _count(con, f"{table.name} where {cell} is null")), column.name


@pytest.mark.parametrize("table", CONTRACT, ids=lambda t: t.name)
def test_keys_are_unique_and_point_somewhere_in_their_delivery(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    here = "parse_dirpath(filename)"
    key = ", ".join(f'"{name}"' for name in table.key)
    assert not _count(con, f"(select {here}, {key} from {table.name} group by all having count(*) > 1)")
    for column, target in table.references:
        assert not _count(
            con,
            f'{table.name} as t where "{column}" is not null and not exists (select 1 from {target} as p '
            f'where p."{TABLES[target].key[0]}" = t."{column}" and parse_dirpath(p.filename) = parse_dirpath(t.filename))',
        ), column


def test_every_optional_column_is_filled_somewhere(con: duckdb.DuckDBPyConnection) -> None:
    unfilled = {
        f"{table.name}.{column.name}"
        for table in CONTRACT
        for column in table.columns
        if not _count(con, f'{table.name} where "{column.name}" is not null')
    }
    assert unfilled == {"agreements.valid_to", "bodies.closed", "institutions.valid_to"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"), REFERENCE, threads=1)
    yield desk
    desk.con.close()


@pytest.mark.parametrize(
    "name",
    ["powiat-2212_2014-H1", "powiat-2205_2018-H2", "powiat-2261_2025-H1", "powiat-2214_2025-H2", "rops-22_2017-H2"],
)
def test_a_delivery_passes_the_check_whole(name: str, desk: Desk) -> None:
    out, _ = demo_world.zips()
    verdict = desk.examine(out / f"{name}.zip")
    assert (verdict.code, verdict.refusals, verdict.counts) == (CLEAN, [], {})
    assert verdict.manifest is not None
    assert verdict.manifest.synthetic


@pytest.mark.parametrize(
    ("chosen", "how", "suppliers"),
    [
        ("24", {"plain": True}, ["demo-24"]),
        ("22,24", {"plain": True}, ["demo-00"]),  # the country: every county is its own
        ("22,24", {"by": "region"}, ["rops-22", "rops-24"]),
    ],
)
def test_deliveries_of_a_voivodeship_and_of_the_country_pass_too(
    chosen: str,
    how: dict[str, Any],
    suppliers: list[str],
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipelines.demo.generate._MOST_IN_A_BLOCK", 10)  # every half-year made on its own
    made = generate(tmp_path / "out", number=400, chosen=chosen, seed=2, effect=0.0, periods="2019-H1:2019-H2", **how)
    verdicts = [desk.examine(path) for path in made.paths]
    assert [(v.code, v.refusals, v.counts) for v in verdicts] == [(CLEAN, [], {})] * 2 * len(suppliers)
    assert sum(v.kept["cases"] for v in verdicts) == 400
    assert sorted({v.manifest.supplier for v in verdicts if v.manifest}) == suppliers
    assert {v.manifest.teryt for v in verdicts if v.manifest} == {s[-2:] for s in suppliers}


def test_a_county_of_another_voivodeship_is_set_aside_from_a_delivery_of_the_region(desk: Desk, tmp_path: Path) -> None:
    made = generate(tmp_path / "out", number=100, chosen="22", seed=2, effect=0.0, periods="2019-H1", by="region")
    with zipfile.ZipFile(made.paths[0]) as archive:
        archive.extractall(tmp_path / "d")
    cases = tmp_path / "d" / "cases.csv"
    cases.write_bytes(cases.read_bytes().replace(b";2201;", b";2401;"))
    told = json.loads((tmp_path / "d" / "manifest.json").read_bytes())
    next(e for e in told["files"] if e["name"] == "cases.csv")["sha256"] = hashlib.sha256(
        cases.read_bytes()
    ).hexdigest()
    (tmp_path / "d" / "manifest.json").write_text(json.dumps(told))
    verdict = desk.examine(tmp_path / "d")
    assert verdict.counts["cases", "teryt", "county_of_delivery"] == cases.read_bytes().count(b";2401;") > 0


def test_forums_known_from_documents_stand_where_they_were(con: duckdb.DuckDBPyConnection) -> None:
    query = "select forum_id, date_month, teryt from forum_events where starts_with(forum_id, '22') order by date_month"
    rows = con.execute(query).fetchall()
    assert rows[:2] == [("22-FORUM-3", "2017-12", "2261"), ("22-FORUM-4", "2018-06", "2209")]
    assert [row[0] for row in rows[2:]] == [f"22-FORUM-{edition}" for edition in range(5, 5 + len(rows) - 2)]


def test_manifests_tell_the_rows_and_hashes_of_their_files() -> None:
    out, _ = demo_world.plain()
    folders = [path for path in out.iterdir() if path.is_dir()]
    assert len(folders) == 24
    for folder in folders:
        told = json.loads((folder / "manifest.json").read_bytes())
        assert told["teryt"] == "00"
        assert {entry["name"] for entry in told["files"]} == {path.name for path in folder.glob("*.csv")}
        for entry in told["files"]:
            content = (folder / entry["name"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
            assert content.count(b"\n") - 1 == entry["rows"]


def test_zips_hold_only_what_they_should_and_say_nothing_of_the_truth() -> None:
    out, made = demo_world.zips()
    assert len(made.paths) == 21 * 24
    assert sorted(out.glob("*.zip")) == sorted(made.paths)
    for path in made.paths:
        assert re.fullmatch(r"(powiat-22\d\d|rops-22)_20(1[4-9]|2[0-5])-H[12]\.zip", path.name)
        with zipfile.ZipFile(path) as archive:
            assert {name.removesuffix(".csv") for name in archive.namelist()} <= {"manifest.json", *TABLES}
            told = json.loads(archive.read("manifest.json"))
            assert told["synthetic"] is True
            text = b"".join(archive.read(name) for name in archive.namelist())
        assert b"effect" not in text
        assert b"adoption" not in text


def test_cases_number_what_was_asked_for() -> None:
    for make, number in ((demo_world.zips, 2000), (demo_world.plain, 4000)):
        out, made = make()
        rows = 0
        for path in made.paths:
            if path.is_dir():
                told = json.loads((path / "manifest.json").read_bytes())
            else:
                with zipfile.ZipFile(path) as archive:
                    told = json.loads(archive.read("manifest.json"))
            rows += sum(entry["rows"] for entry in told["files"] if entry["name"] == "cases.csv")
        assert rows == made.cases == number
        assert json.loads((out / "truth.json").read_text())["cases"] == number
