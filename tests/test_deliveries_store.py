"""Storing: the same delivery twice changes nothing, a new one replaces the old whole, nothing is ever half there."""

from __future__ import annotations

import fcntl
import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from delivery_files import TABLES, folder, with_cell, zipped

from pipelines.deliveries import private, small_groups, store
from pipelines.deliveries.check import Desk
from pipelines.problems import UserError

OTHER = {"cases": with_cell("cases", 4, "education", "lower")}


def _load(desk: Desk, restricted: Path, source: Path) -> tuple[store.Stored, bool]:
    with store.locked(restricted) as home:
        verdict = desk.examine(source)
        assert verdict.code < 2, verdict.refusals
        return store.save(home, desk.con, verdict, small_groups.measure(desk.con))


def _undo(restricted: Path) -> str | None:
    with store.locked(restricted) as home:
        return store.undo(home, "pcpr-2205", "2018-H1")


def _in_use(restricted: Path) -> list[str]:
    return [d.version for d in store.deliveries(restricted)]


def test_loading_twice_changes_nothing_and_a_new_delivery_replaces_the_old_whole(desk: Desk, tmp_path: Path) -> None:
    first, second, restricted = folder(tmp_path / "a"), zipped(tmp_path / "b.zip", OTHER), tmp_path / "r"
    one, is_new = _load(desk, restricted, first)
    assert is_new
    again, is_new = _load(desk, restricted, first)
    assert (again, is_new) == (one, False)
    two, is_new = _load(desk, restricted, second)
    assert is_new
    assert _in_use(restricted) == [two.version]
    assert two.report["replaces"] == one.version
    assert store.is_whole(one.folder)  # kept for undo
    assert store.is_whole(two.folder)
    rows = duckdb.sql(f"select education from '{two.folder}/cases.parquet' order by 1").fetchall()
    assert rows == [("lower",), ("post_secondary",), ("tertiary",)]


def test_undo_goes_back_version_by_version_and_withdraws_the_first(desk: Desk, tmp_path: Path) -> None:
    a, b, restricted = folder(tmp_path / "a"), folder(tmp_path / "b", OTHER), tmp_path / "r"
    versions = [_load(desk, restricted, source)[0].version for source in (a, b, a)]
    assert len(set(versions)) == 3
    assert _undo(restricted) == versions[1]
    assert _undo(restricted) == versions[0]
    assert _undo(restricted) is None
    assert _in_use(restricted) == []
    with pytest.raises(UserError, match="no loaded delivery"):
        _undo(restricted)
    assert _load(desk, restricted, a)[0].version.startswith("0004-")


@pytest.mark.parametrize(("supplier", "period"), [("..", "2018-H1"), ("pcpr-2205", "../x"), ("nobody", "2018-H1")])
def test_undo_of_what_is_not_there_is_a_clear_refusal(supplier: str, period: str, tmp_path: Path) -> None:
    with store.locked(tmp_path / "r") as home, pytest.raises(UserError, match="no loaded delivery"):
        store.undo(home, supplier, period)


def test_a_damaged_version_is_stored_anew(desk: Desk, tmp_path: Path) -> None:
    source, restricted = folder(tmp_path / "a"), tmp_path / "r"
    stored, _ = _load(desk, restricted, source)
    (stored.folder / "cases.parquet").write_bytes(b"torn")
    anew, is_new = _load(desk, restricted, source)
    assert is_new
    assert store.is_whole(anew.folder)


def test_only_the_owner_may_enter(desk: Desk, tmp_path: Path) -> None:
    restricted = tmp_path / "r"
    restricted.mkdir(mode=0o755)
    stored, _ = _load(desk, restricted, folder(tmp_path / "a"))
    for path in [restricted, *restricted.rglob("*")]:
        mode = path.stat().st_mode & 0o777
        assert mode == 0o700 if path.is_dir() else mode & 0o077 == 0 or path.name == ".lock", (path, oct(mode))
    assert stored.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("at_once", [10**6, 1], ids=["whole tables", "by parts, as with little memory"])
def test_ids_become_random_numbers_that_still_join(
    at_once: int, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "rows_at_once", lambda _: at_once)
    a, _ = _load(desk, tmp_path / "r1", folder(tmp_path / "a"))
    b, _ = _load(desk, tmp_path / "r2", folder(tmp_path / "a"))

    def ids(at: Path, table: str, column: str) -> list[tuple[object, ...]]:
        return duckdb.sql(f"select {column}, * exclude ({column}) from '{at}/{table}.parquet'").fetchall()

    for stored in (a, b):
        joined = duckdb.sql(
            f"select c.sex, s.form, p.type, h.programme from '{stored.folder}/steps.parquet' s join '{stored.folder}/plans.parquet' p "
            f"using (plan_id) join '{stored.folder}/cases.parquet' c on c.case_id = s.case_id "
            f"join '{stored.folder}/households.parquet' h on h.household_id = c.household_id order by s.form"
        ).fetchall()
        assert joined == [("M", "PORZ", "WSPOLNY", "PMW"), ("M", "PRSOC", "WSPOLNY", "PMW")]
        for path in stored.folder.glob("*.parquet"):
            assert b"c1" not in path.read_bytes()
    assert {row[0] for row in ids(a.folder, "cases", "case_id")} != {
        row[0] for row in ids(b.folder, "cases", "case_id")
    }
    numbers = [row[0] for row in ids(a.folder, "cases", "case_id")]
    assert len(set(numbers)) == 3
    assert all(isinstance(number, int) for number in numbers)


def test_what_is_stored_is_what_was_sent(desk: Desk, tmp_path: Path) -> None:
    stored, _ = _load(desk, tmp_path / "r", folder(tmp_path / "a"))
    assert {p.stem for p in stored.folder.glob("*.parquet")} == set(TABLES)
    for name, text in TABLES.items():
        rows = duckdb.sql(f"select count(*) from '{stored.folder}/{name}.parquet'").fetchall()
        assert rows == [(len(text.splitlines()) - 1,)]
    months = duckdb.sql(f"select exit_month::varchar from '{stored.folder}/outcomes.parquet' order by 1").fetchall()
    assert months == [("2018-10-01",), ("2019-05-01",)]
    assert stored.report["synthetic"] is True


def test_a_second_load_at_the_same_time_is_refused_with_a_clear_line(tmp_path: Path) -> None:
    with store.locked(tmp_path), pytest.raises(UserError, match="Another load is running"), store.locked(tmp_path):
        pass
    with store.locked(tmp_path):  # and the lock is free again
        pass


def test_quarantined_rows_leave_only_their_place(desk: Desk, tmp_path: Path) -> None:
    stored, _ = _load(
        desk, tmp_path / "r", folder(tmp_path / "a", {"cases": with_cell("cases", 3, "education", "Qwxz7")})
    )
    listing = (stored.folder / "quarantine.csv").read_text()
    assert "cases.csv;3;education;code" in listing
    assert all(b"Qwxz7" not in path.read_bytes() for path in tmp_path.rglob("r/**/*") if path.is_file())


def test_k_counts_cases_alone_in_their_group(desk: Desk, tmp_path: Path) -> None:
    desk.examine(folder(tmp_path / "a"))
    assert small_groups.measure(desk.con) == small_groups.Loneliness(3, 1, 1.0)
    head, first, *_ = TABLES["cases"].splitlines()
    many = [first.replace("c1;h1", f"c{i};").replace("25-34", "18-24" if i % 2 else "25-34") for i in range(6)]
    desk.examine(folder(tmp_path / "b", dict.fromkeys(TABLES) | {"cases": "\n".join([head, *many]) + "\n"}))
    assert small_groups.measure(desk.con) == small_groups.Loneliness(6, 6, 0.0)  # three ages, not nine


_LOADS = """
import sys
from pathlib import Path
from pipelines import settings
from pipelines.deliveries import private, small_groups, store
from pipelines.deliveries.check import Desk, guarded
from pipelines.problems import UserError
restricted, *sources = map(Path, sys.argv[2:])
try:
    with store.locked(restricted) as home, private.workplace(restricted) as work:
        desk = Desk(work, settings.data_folder() / "reference")
        print("ready", flush=True)
        for _ in range(int(sys.argv[1])):
            for source in sources:
                verdict = desk.examine(source)
                with guarded():
                    store.save(home, desk.con, verdict, small_groups.measure(desk.con))
except UserError as error:
    sys.exit(error.text.en)
"""


@pytest.mark.parametrize("most_bytes", [300, 1500, 2500])
def test_a_full_disk_leaves_the_earlier_delivery_and_a_clear_line(most_bytes: int, desk: Desk, tmp_path: Path) -> None:
    restricted = tmp_path / "r"
    stored, _ = _load(desk, restricted, folder(tmp_path / "a"))

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing beyond the limit is an error, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    done = subprocess.run(
        [sys.executable, "-c", _LOADS, "1", str(restricted), str(folder(tmp_path / "b", OTHER))],
        capture_output=True, text=True, check=False, preexec_fn=full,
    )  # fmt: skip
    assert done.returncode == 1
    assert "disk cannot be read or written" in done.stderr
    assert "Traceback" not in done.stderr
    assert _in_use(restricted) == [stored.version]
    assert store.is_whole(stored.folder)
    assert not list(restricted.rglob(".loading*"))


def test_a_working_folder_in_use_is_not_cleared(tmp_path: Path) -> None:
    with private.workplace(tmp_path) as mine:
        with private.workplace(tmp_path) as yours:
            assert mine.is_dir()
            assert yours != mine
        assert not yours.exists()
        with (mine / ".lock").open("rb") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert not mine.exists()


def test_the_report_of_a_version_is_readable(desk: Desk, tmp_path: Path) -> None:
    stored, _ = _load(desk, tmp_path / "r", folder(tmp_path / "a"))
    facts = json.loads((stored.folder / "report.json").read_text())
    assert facts["rows"]["cases"] == facts["kept"]["cases"] == 3
    assert facts["small_groups"] == {"cases": 3, "smallest": 1, "share_below": 1.0}
