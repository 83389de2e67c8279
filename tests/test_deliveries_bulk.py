"""Large plain files read through Arrow: the same table, row for row, the same verdict as by the database's own reader."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import delivery_files
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from test_deliveries_fuzz import spoilt

from pipelines import settings
from pipelines.contract import TABLES
from pipelines.deliveries import bulk, private, surrogates
from pipelines.deliveries.cells import cell
from pipelines.deliveries.check import Desk, Verdict
from pipelines.problems import Problem

Content = Mapping[str, bytes | str | None]


class Both:
    """Two desks, one of which reads everything in bulk, in pieces of about a line or two."""

    def __init__(self, bulky: Desk, other: Desk, taken: list[str]) -> None:
        self.bulky, self.other, self.taken = bulky, other, taken

    def examine(self, content: Content | None = None, **facts: object) -> tuple[Verdict, list[str]]:
        """The verdict that both must reach, and the tables that were read in bulk."""
        with tempfile.TemporaryDirectory() as where:
            source = delivery_files.folder(Path(where) / "delivery", content, **facts)
            return self.examine_folder(source)

    def examine_folder(self, source: Path) -> tuple[Verdict, list[str]]:
        self.taken.clear()
        ours, theirs = self.bulky.examine(source), self.other.examine(source)
        for fact in ("code", "counts", "rows", "kept", "hashes"):
            assert getattr(ours, fact) == getattr(theirs, fact), fact
        for fact in ("refusals", "aside"):
            assert _told(getattr(ours, fact)) == _told(getattr(theirs, fact)), fact
        for name in ours.rows:
            assert _read(self.bulky, name) == _read(self.other, name), name
        return ours, list(self.taken)


def _told(problems: list[Problem]) -> list[tuple[str, str]]:
    return sorted((p.message("pl"), p.message("en")) for p in problems)


def _read(desk: Desk, name: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Types and rows of a table as it was read, with the place of each row."""
    columns = ", ".join(f'"{c.name}"' for c in TABLES[name].columns)
    kept = desk.con.execute(f"select place, line, {columns} from {name}_kept order by place").fetchall()
    types = desk.con.execute(f"select column_name, column_type from (describe {name}_read)").fetchall()
    return types, [*desk.con.execute(f"select rowid, * from {name}_read order by rowid").fetchall(), *kept]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    taken: list[str] = []
    real = bulk.read

    def spied(con, sheet, cells, ahead):
        rows = real(con, sheet, cells, ahead)
        if rows is not None:
            taken.append(sheet.table.name)
        return rows

    with pytest.MonkeyPatch.context() as patch, private.workplace(tmp_path_factory.mktemp("restricted")) as work:
        patch.setattr(bulk, "MANY_LINES", 0)
        patch.setattr(bulk, "PIECE_BYTES", 120)
        patch.setattr(bulk, "read", spied)
        reference = settings.data_folder() / "reference"
        other = Desk(work, reference)
        other.in_bulk = False
        yield Both(Desk(work, reference), other, taken)


def test_a_clean_delivery_is_read_in_bulk_and_comes_out_the_same(both: Both) -> None:
    verdict, taken = both.examine()
    assert verdict.code == 0
    assert set(taken) == set(delivery_files.TABLES)


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("steps", 2, "step_id", "S1"),
        ("steps", 3, "step_id", "s123456789"),
        ("steps", 2, "plan_id", "p"),
        ("steps", 3, "plan_id", "p01"),
        ("steps", 2, "case_id", "ć1"),
        ("steps", 2, "step_id", ""),
        ("cases", 3, "special_groups", "do_30|do_30"),
        ("cases", 4, "special_groups", "Jan Kowalski"),
        ("steps", 3, "inst_id", "2205-OPS-9"),
        ("steps", 3, "inst_id", "2205-JAN-9"),
        ("steps", 2, "hours", "1e3"),
        ("steps", 2, "hours", "6,5"),
        ("steps", 3, "hours", "5001"),
        ("followups", 3, "measured", "2019-13"),
        ("followups", 3, "in_work", "2"),
        ("followups", 3, "status", ""),
        ("cases", 4, "sex", "m"),
        ("cases", 3, "entry_month", " 2018-03"),
        ("case_barriers", 4, "case_id", "44051401359"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_found_all_the_same(table: str, row: int, column: str, value: str, both: Both) -> None:
    _, taken = both.examine({table: delivery_files.with_cell(table, row, column, value)})
    assert table in taken


@pytest.mark.parametrize(
    ("content", "in_bulk"),
    [
        ("case_id;barrier\nc1;dojazd\nc2;mieszkanie", True),  # the last line has no end
        ("barrier\tcase_id\ndojazd\tc1\nmieszkanie\tc2\n", True),
        ("\ufeffcase_id;barrier\nc1;dojazd\n", True),  # rewritten, so plain
        ("case_id;barrier\r\nc1;dojazd\r\n", False),
        ('case_id;barrier\nc1;"dojazd"\n', False),
        ("case_id;barrier\n\nc1;dojazd\n", False),  # empty lines count in the numbers of lines
        ("case_id;barrier\nc1;dojazd\n\n", False),
        ("case_id;barrier\nc1;dojazd;more\n", False),
        ("case_id;barrier\nc1;dojazd;\n", False),
        ("case_id;barrier\nc1\n", False),
        ("case_id;barrier\n;\nc1;dojazd\n", True),
        ("case_id;barrier\n", False),
    ],
)
def test_what_is_not_plain_is_left_to_the_database(content: str, in_bulk: bool, both: Both) -> None:
    _, taken = both.examine({"case_barriers": content})
    assert ("case_barriers" in taken) is in_bulk


def test_a_column_whose_texts_hardly_repeat_is_left_to_the_database(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST_TEXTS", 1)
    monkeypatch.setattr(bulk, "PIECE_BYTES", 1 << 20)
    verdict, taken = both.examine()
    assert verdict.code == 0
    assert taken == ["households"]  # one row, so one text in each column


def test_messy_deliveries_come_out_the_same(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong and right rows, several pieces of thousands of rows, threads on both sides."""
    chance = random.Random(3)
    months = [f"2018-{m:02d}" for m in range(1, 13)]
    cases = delivery_files.TABLES["cases"].splitlines()
    rows = [line.split(";") for line in cases[1:]]
    made = []
    for number in range(1, 6_001):
        row = list(chance.choice(rows))
        row[0], row[1], row[4] = f"c{number}", "", chance.choice(months[:6])
        if chance.random() < 0.01:
            row[chance.randrange(3, len(row))] = chance.choice(["", "2018-99", "7"])
        made.append(";".join(row))
    steps = [
        f"s{n:0{chance.randint(1, 8)}d};p{chance.randint(1, 3)};c{chance.choice([1, 1, 3, 9_999])};PORZ;2205-PUP-1;V;"
        f"2018-0{chance.randint(4, 6)};2018-{chance.randint(5, 12):02d};ukonczony;{chance.randint(0, 900) / 10};;FP;"
        for n in range(1, 9_001)
    ]
    monkeypatch.setattr(bulk, "PIECE_BYTES", 200_000)
    monkeypatch.setattr(bulk, "BLOCK_BYTES", 30_000)
    content = {
        "cases": "\n".join([cases[0], *made]) + "\n",
        "steps": "\n".join([delivery_files.TABLES["steps"].splitlines()[0], *steps]),
    }
    verdict, taken = both.examine(content)
    assert verdict.code == 1
    assert {"cases", "steps"} <= set(taken)
    assert {"orphan", "code", "type", "required"} <= {rule for *_, rule in verdict.counts}


_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=_QUIET, derandomize=True)
@given(content=spoilt())
def test_a_spoilt_delivery_meets_the_same_verdict(both: Both, content: dict[str, bytes]) -> None:
    both.examine({**dict.fromkeys(delivery_files.TABLES), **content})


@pytest.mark.simulation
@hypothesis_settings(max_examples=500, deadline=None, suppress_health_check=_QUIET)
@given(content=spoilt())
def test_five_hundred_spoilt_deliveries_meet_the_same_verdict(both: Both, content: dict[str, bytes]) -> None:
    both.examine({**dict.fromkeys(delivery_files.TABLES), **content})


def test_under_a_limit_of_memory_and_in_small_files_nothing_is_read_in_bulk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = delivery_files.folder(tmp_path / "delivery")

    def untouched(*_):
        raise AssertionError("read in bulk")

    monkeypatch.setattr(bulk, "_columns", untouched)
    monkeypatch.setattr(bulk, "MANY_LINES", 500_000)  # other tests here read every file in bulk
    with private.workplace(tmp_path / "restricted") as work:
        reference = settings.data_folder() / "reference"
        assert Desk(work, reference).examine(source).code == 0
        monkeypatch.setattr(bulk, "MANY_LINES", 0)
        assert Desk(work, reference, memory="1GB").examine(source).code == 0


_IMPORTED = """
import sys
from pathlib import Path
from pipelines import settings
from pipelines.deliveries import bulk, private
from pipelines.deliveries.check import Desk
bulk.MANY_LINES = 0
with private.workplace(Path(sys.argv[1])) as work:
    assert Desk(work, settings.data_folder() / "reference").examine(Path(sys.argv[2])).code == 0
print("pyarrow" in sys.modules, "pandas" in sys.modules)
"""


def test_reading_in_bulk_does_not_import_pandas(tmp_path: Path) -> None:
    source = delivery_files.folder(tmp_path / "delivery")
    command = [sys.executable, "-c", _IMPORTED, str(tmp_path / "restricted"), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_numbers_in_bulk_are_those_of_sql_and_other_texts_are_not_taken() -> None:
    import duckdb

    chance = random.Random(1)
    fine = ["c" + "".join(chance.choices("0123456789", k=chance.randint(1, 8))) for _ in range(20_000)]
    fine += [f"c{digit * n}" for n in range(1, 9) for digit in "09"]
    texts = [None if chance.random() < 0.1 else text for text in fine]
    stored = cell(TABLES["cases"].column("case_id")).stored
    con = duckdb.connect(config={"threads": 1})
    told = [n for (n,) in con.execute(f"select {stored} from (select unnest(?) as case_id)", [texts]).fetchall()]
    whole = pa.array(texts, pa.string())
    for chunks in ([whole], [whole.slice(0, 7), whole.slice(7, 0), whole.slice(7)], [pa.nulls(3, pa.string())]):
        found = surrogates.numbers(pa.chunked_array(chunks), "c")
        assert found is not None
        assert found.type == pa.int32()
        assert found.to_pylist() == (told if len(found) > 3 else [None] * 3)
    assert surrogates.numbers(pa.chunked_array([whole]), "s") is None
    signs = "c01789aAeExX_+-./:; \t٣é\x00"
    others = {"c" + "".join(chance.choices(signs, k=chance.randint(0, 10))) for _ in range(20_000)} | {"c" + "1" * 9}
    for text in sorted(text for text in others if not re.fullmatch("c[0-9]{1,8}", text, re.ASCII)):
        assert surrogates.numbers(pa.chunked_array([pa.array(["c1", text, "c2"])]), "c") is None, text
