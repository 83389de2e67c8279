"""A refresh as a whole: which series are asked for, what lies there for the import, and that nothing else ever connects."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import service_world
from service_world import House, Reply, as_json, bdl_of, json_stat
from test_architecture import ROOT, imports

from pipelines import settings
from pipelines.problems import InputError
from pipelines.services import bdl, refresh, series
from pipelines.services.answers import Answers
from pipelines.services.eurostat import SERVICE
from pipelines.services.series import Series, ServiceName
from pipelines.services.wire import Service, Wire
from pipelines.sources import SOURCES

REFERENCE = settings.data_folder() / "reference"
RATE = Series(table="unemployment_rate", service="bdl", variables=(60270,), levels=(2, 5), evidence="seen")
LFS = Series(table="bael_rates_eurostat", service="eurostat", dataset="lfst_r_lfu3rt", evidence="seen")


@pytest.fixture
def house() -> Iterator[House]:
    with service_world.running() as house:
        house.otherwise = lambda asked: as_json(json_stat()) if "eurostat" in asked.path else bdl_of(130)(asked)
        yield house


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the code list that names the region's number."""
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "teryt.csv").write_bytes((REFERENCE / "teryt.csv").read_bytes())
    return tmp_path


@pytest.fixture
def run(house: House, data: Path) -> Callable[..., refresh.Refreshed]:
    def wires(name: ServiceName, answers: Answers) -> Wire:
        plain = Service("bdl", bdl.TITLE, "bdl.stat.gov.pl", "/api/v1")
        free = Service("eurostat", SERVICE.title, SERVICE.host, SERVICE.root)
        return Wire(plain if name == "bdl" else free, answers, loopback=house.address, again=True, sleep=lambda _: None)

    def go(*wanted: Series, **how: object) -> refresh.Refreshed:
        return refresh.refresh(data, "22", wanted, wires, **how)  # type: ignore[arg-type]

    return go


def test_levels_of_a_variable_lie_in_one_file(run: Callable[..., refresh.Refreshed], house: House) -> None:
    steps: list[refresh.Progress] = []
    found = run(RATE, tell=steps.append)
    (path,) = found.files["unemployment_rate"]
    document = json.loads(path.read_bytes())
    assert path.name == "unemployment_rate_bdl_60270.json"
    assert document["totalRecords"] == len(document["results"]) == 260
    assert found.released == {"unemployment_rate": "2026-10-30"}
    assert found.requests == len(house.asked) == 4
    assert [(step.done, step.expected) for step in steps] == [(1, 5), (2, 5), (3, 5), (4, 5)]


def test_time_left_follows_the_pace_so_far() -> None:
    assert refresh.Progress(2, 10, "t", 6.0).seconds_left == 24
    assert refresh.Progress(0, 10, "t", 6.0).seconds_left == 0


def test_only_the_region_is_asked_for_where_the_table_holds_no_other(
    run: Callable[..., refresh.Refreshed], house: House
) -> None:
    run(Series(table="wage", service="bdl", variables=(64428,), levels=(5,), within="region", evidence="seen"))
    known = (REFERENCE / "teryt.csv").read_text(encoding="utf-8")
    assert house.asked[0].one("unit-parent-id") in known
    assert run(Series(table="x", service="eurostat", dataset="x", within="04", evidence="seen")).files == {}


def test_since_narrows_both_services(run: Callable[..., refresh.Refreshed], house: House) -> None:
    run(RATE, LFS, since=2024)
    assert house.asked[0].query["year"][0] == "2024"
    assert house.asked[-1].one("sinceTimePeriod") == "2024"


def test_yesterdays_file_is_left_out_and_told(run: Callable[..., refresh.Refreshed], house: House) -> None:
    (path,) = run(LFS).files["bael_rates_eurostat"]
    newest = path.read_bytes()
    house.otherwise = lambda _: as_json(json_stat(updated="2026-04-23T11:00:00+0200"))
    found = run(LFS)
    assert found.files == {}
    assert "the edition of 2026-04-23, older than the one fetched before (2026-04-24)" in found.left_out[0].en
    assert path.read_bytes() == newest


def test_a_service_that_is_down_does_not_hold_up_the_other(run: Callable[..., refresh.Refreshed], house: House) -> None:
    house.otherwise = lambda asked: as_json(json_stat()) if "eurostat" in asked.path else Reply(status=503)
    found = run(RATE, RATE, LFS)
    assert list(found.files) == ["bael_rates_eurostat"]
    assert len(found.left_out) == 1
    assert sum("bdl" in asked.path or "api/v1" in asked.path for asked in house.asked) == 5  # not ten


def test_series_with_unconfirmed_numbers_are_told_and_not_asked_for(
    run: Callable[..., refresh.Refreshed], house: House
) -> None:
    unknown = Series(table="unemployed", service="bdl", subject="P1944", levels=(5,), evidence="Not confirmed.")
    assert run(unknown).unknown == [unknown]
    assert house.asked == []


def test_every_declared_series_belongs_to_a_source_table() -> None:
    declared = series.declared(REFERENCE)
    tables = {table.name for source in SOURCES for table in source.tables}
    assert {s.table for s in declared} <= tables
    assert {s.service for s in declared} == set(series.SERVICES)
    assert all(s.evidence for s in declared)
    assert all(s.subject for s in declared if s.service == "bdl")  # an unknown number can be looked up


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("[[series", "cannot be read"),
        ('[[series]]\ntable = "t"', "missing field"),
        ('[[series]]\ntable = "t"\nservice = "gus"\nevidence = ""', "needs variables"),
        ('[[series]]\ntable = "t"\nservice = "bdl"\nevidence = ""\nvariables = [1]', "needs variables"),
        ('[[series]]\ntable = "t"\nservice = "bdl"\nevidence = ""\nvariables = ["1"]\nlevels = [5]', "needs variables"),
        ('[[series]]\ntable = "t"\nservice = "eurostat"\nevidence = ""', "needs dataset"),
        ('[[series]]\ntable = "t"\nservice = "bdl"\nevidence = ""\nbase_url = "http://x"', "wrong or missing field"),
    ],
)
def test_a_broken_declaration_is_refused(tmp_path: Path, entry: str, said: str) -> None:
    (tmp_path / "refresh.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        series.declared(tmp_path)


def test_one_file_alone_can_open_connections() -> None:
    network = {"urllib3", "requests", "httpx", "aiohttp", "http.client", "urllib.request", "ssl", "ftplib", "smtplib"}
    files = [ROOT / "app.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("pipelines/**/*.py")]
    read = {str(path.relative_to(ROOT)): imports(path) for path in files}
    able = {
        path for path, names in read.items() if any(n == x or n.startswith(f"{x}.") for n in names for x in network)
    }
    assert able == {"pipelines/services/wire.py"}
    askers = {path for path, names in read.items() if any(n.startswith("pipelines.services.wire") for n in names)}
    assert all(path.startswith("pipelines/services/") for path in askers)


def test_the_guard_of_these_tests_sees_connections() -> None:
    with socket.socket() as probe, pytest.raises(RuntimeError, match="opened a connection"):
        probe.connect(("192.0.2.1", 443))
    with pytest.raises(RuntimeError, match="opened a connection"):
        socket.getaddrinfo("bdl.stat.gov.pl", 443)
