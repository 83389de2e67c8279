"""Fixtures: models tested with small text tables, a release built once from the bundled data."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import delivery_files
import duckdb
import pytest
import shared_folders

from pipelines import build, model, release, settings
from pipelines.deliveries import private
from pipelines.deliveries.check import Desk, Verdict
from pipelines.imports import further
from pipelines.publication import intake
from pipelines.release import Release
from pipelines.sources import SOURCES

_LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}


def _no_connection(event: str, arguments: tuple[Any, ...]) -> None:
    """Builds, pages and commands run under this: whoever leaves this machine fails the test it happens in."""
    if event == "socket.connect":
        address = arguments[1]
        outside = isinstance(address, tuple) and address[0] not in _LOCAL
    elif event == "socket.getaddrinfo":
        outside = arguments[0] not in _LOCAL and arguments[0] not in {b"127.0.0.1", b"localhost"}
    else:
        return
    if outside:
        raise RuntimeError(f"opened a connection: {event}")


sys.addaudithook(_no_connection)

_LONG = "test_faults_kill.py"  # few tests and minutes: the process that took it last would keep all others waiting


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file first; the others keep their order."""
    items.sort(key=lambda item: item.path.name != _LONG)


_SQL_TYPES = {"text": "varchar", "integer": "bigint", "decimal": "double"}


def _cells(table: str) -> tuple[list[str], list[list[str | None]]]:
    lines = [line for line in table.strip().splitlines() if line.strip()]
    rows = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    return [str(cell) for cell in rows[0]], rows[1:]


class Spec:
    """Builds one model from tables written as text and compares what comes out.

    Raw tables have the types that the sources declare; a staging table is built by its own model first. Columns that
    a text table leaves out are null, except source, released_on, basis, which get a plain default.
    """

    _defaults: ClassVar = {
        "source": "'s'",
        "released_on": "'2024-01-01'",
        "released": "'2024-01-01'",
        "basis": "'b'",
        "obs_status": "'A'",
    }

    def __init__(self) -> None:
        self.con = build.connect(threads=1)
        for source in SOURCES:
            for table in source.tables:
                columns = {c.name: _SQL_TYPES[c.type] for c in table.columns} | {
                    "source": "varchar",
                    "released_on": "varchar",
                }
                body = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
                self.con.execute(f"create table raw_{table.name} ({body})").fetchall()
        further.gather(self.con, {})
        intake.read(self.con, [])
        self.con.execute("create table ref_teryt (code varchar, level varchar, parent varchar)").fetchall()
        self.con.execute("create table ref_age_groups (code varchar, parent varchar)").fetchall()
        self.con.execute("create table ref_household_windows (code varchar)").fetchall()
        self.con.execute("create table ref_followup_windows (code varchar)").fetchall()
        self.con.execute("create table ref_exit_reasons (code varchar, result_class varchar)").fetchall()
        self.models = {m.name: m for m in model.load(settings.MODELS)}

    def fill(self, name: str, table: str) -> None:
        heads, rows = _cells(table)
        have = [row[0] for row in self.con.execute(f"describe {name}").fetchall()]
        values = [[row[heads.index(c)] if c in heads else None for c in have] for row in rows]
        for row in values:
            filled = [
                "null"
                if cell is None and c not in self._defaults
                else self._defaults[c]
                if cell is None and c not in heads
                else "null"
                if cell is None
                else f"'{cell}'"
                for c, cell in zip(have, row, strict=True)
            ]
            self.con.execute(f"insert into {name} values ({', '.join(filled)})").fetchall()

    def __call__(self, name: str, *, expected: str, where: str = "true", **tables: str) -> None:
        for table, text in tables.items():
            self.fill(table, text)
        for m in self.models.values():
            self.con.execute(f"create or replace table {m.name} as {m.sql}").fetchall()
        build.hold(self.con, self.models[name])
        heads, rows = _cells(expected)
        found = self.con.execute(f"select {', '.join(heads)} from {name} where {where}").fetchall()
        as_text = sorted(
            [["" if c is None else f"{c:g}" if isinstance(c, float) else str(c) for c in row] for row in found]
        )
        assert as_text == sorted([["" if c is None else c for c in row] for row in rows])


@pytest.fixture
def spec() -> Spec:
    return Spec()


@pytest.fixture(scope="session", autouse=True)
def _restricted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A restricted zone of the tests' own, empty until `sample` or `marts` is asked for; also for commands in processes."""
    with pytest.MonkeyPatch.context() as patch:
        zone = tmp_path_factory.mktemp("zone") / "restricted"
        patch.setenv("LATARNIA_RESTRICTED", str(zone))
        yield zone


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Streamlit's test runner puts a page in the place of `__main__`, which worker processes of an audit would then run."""
    own = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = own


def _region(code: str) -> Callable[[Path], object]:
    return lambda folder: build.build(marts=folder / "marts", restricted=folder / "zone", region=code)


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory, _restricted: Path) -> Path:
    made = shared_folders.copy(tmp_path_factory, "region22", _region("22"))
    shutil.copytree(made / "zone", _restricted, dirs_exist_ok=True)
    return made / "marts"


@pytest.fixture(scope="session")
def sample(_built: Path, _restricted: Path) -> Path:
    """The restricted zone with the bundled sample loaded, as the first build of the default region leaves it."""
    return _restricted


@pytest.fixture(scope="session")
def marts(_built: Path) -> Path:
    """Folder with one release of the default region, built from the bundled data."""
    return _built


@pytest.fixture(scope="session")
def published(marts: Path) -> Release:
    """That release, read."""
    return release.current(marts)


@pytest.fixture(scope="session")
def marts_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with a release of a region without deliveries, and for which the bundled figures hold less."""
    return shared_folders.copy(tmp_path_factory, "region26", _region("26")) / "marts"


@pytest.fixture(scope="session")
def elsewhere(marts_elsewhere: Path) -> Release:
    """That release, read."""
    return release.current(marts_elsewhere)


@pytest.fixture
def sql() -> Callable[[str], list[tuple[object, ...]]]:
    con = duckdb.connect()
    return lambda query: con.execute(query).fetchall()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the code lists of the product, for many deliveries."""
    with private.workplace(tmp_path_factory.mktemp("restricted")) as work:
        yield Desk(work, settings.data_folder() / "reference")


@pytest.fixture
def examine(desk: Desk, tmp_path: Path) -> Callable[..., Verdict]:
    """Examine the small delivery of delivery_files with these tables replaced."""

    def run(changes: Mapping[str, str | bytes | None] | None = None, **facts: Any) -> Verdict:
        return desk.examine(delivery_files.folder(tmp_path / "delivery", changes, **facts))

    return run
