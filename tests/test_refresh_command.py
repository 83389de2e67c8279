"""`latarnia refresh` from the question to the proposal, against a service on this machine."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import service_world
from service_world import Asked, House, Reply, as_json, bdl_page

from pipelines import settings
from pipelines.__main__ import main, parser
from pipelines.imports import proposal
from pipelines.services import bdl, commands
from pipelines.services.answers import Answers
from pipelines.services.series import ServiceName
from pipelines.services.wire import Service, Wire

SERIES = """
[[series]]
table = "wage"
service = "bdl"
subject = "P2497"
variables = [64428]
levels = [5]
within = "region"
evidence = "seen"

[[series]]
table = "unemployed"
service = "bdl"
subject = "P1944"
variables = []
levels = [5]
evidence = "Not confirmed."
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own with the bundled figures and two declared series."""
    bundled = settings.data_folder()
    for name in ("reference", "sources"):
        shutil.copytree(bundled / name, tmp_path / name)
    (tmp_path / "reference" / "refresh.toml").write_text(SERIES, encoding="utf-8")
    monkeypatch.setenv("LATARNIA_DATA", str(tmp_path))
    monkeypatch.setenv("LATARNIA_REGION", "22")
    return tmp_path


@pytest.fixture
def house(data: Path) -> Iterator[House]:
    """A Local Data Bank with the wages that are bundled, one of them 100 zł higher, and one new year in one county."""
    with (data / "reference" / "teryt.csv").open(encoding="utf-8", newline="") as file:
        units = {row["code"]: row["bdl_id"] for row in csv.DictReader(file)}
    results: dict[str, list[dict[str, object]]] = {}
    with (data / "sources" / "wage.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pln = float(row["pln"]) + (100 if (row["teryt"], row["year"]) == ("2205", "2022") else 0)
            results.setdefault(row["teryt"], []).append({"year": row["year"], "val": pln, "attrId": 1})
    results["2205"].append({"year": "2025", "val": 9000.5, "attrId": 1})
    page = bdl_page([], total=len(results), page=0, updated="2026-11-20T00:00:00")
    page["variableId"] = 64428
    page["results"] = [{"id": units[code], "name": code, "values": values} for code, values in results.items()]
    with service_world.running() as house:
        house.otherwise = lambda asked: as_json(page) if "by-variable" in asked.path else _variables(asked)
        yield house


def _variables(asked: Asked) -> Reply:
    rows = [{"id": 10514, "n1": "ogółem", "n2": "kobiety", "measureUnitName": "osoba"}] if asked.query else []
    return as_json({"totalRecords": len(rows), "page": 0, "pageSize": 100, "results": rows})


def run(house: House, *arguments: str) -> int:
    def wires(name: ServiceName, answers: Answers) -> Wire:
        plain = Service(name, bdl.TITLE, "bdl.stat.gov.pl", "/api/v1")
        return Wire(plain, answers, loopback=house.address, sleep=lambda _: None)

    return commands.run(parser("en").parse_args(["refresh", "--lang", "en", *arguments]), wires)


def test_a_refresh_ends_in_a_proposal_and_changes_nothing(
    house: House, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / "sources" / "wage.csv").read_bytes()
    assert run(house) == 0
    (made,) = proposal.listed(data)
    assert (made.table, made.count("new"), made.count("revised"), made.count("withdrawn")) == ("wage", 1, 1, 0)
    assert made.released == "2026-11-20"
    assert (data / "sources" / "wage.csv").read_bytes() == before
    said = capsys.readouterr().out
    assert made.id in said
    assert "unemployed: not asked for" in said
    assert "latarnia refresh --lookup P1944" in said


def test_a_service_that_cannot_be_had_is_told(house: House, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house.otherwise = lambda _: Reply(status=500)
    assert run(house) == commands.NOTHING
    assert proposal.listed(data) == []
    assert "the service answers with code 500" in capsys.readouterr().err


def test_only_the_named_service_is_asked(house: House, data: Path) -> None:
    assert run(house, "--source", "eurostat") == 0
    assert house.asked == []


def test_variables_of_a_subject_are_listed(house: House, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(house, "--lookup", "p1944") == 0
    assert capsys.readouterr().out == "10514  ogółem · kobiety  [osoba]\n"
    assert house.asked[0].one("subject-id") == "P1944"


def test_the_client_id_comes_from_the_environment_and_nothing_moves_the_host(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LATARNIA_BDL_CLIENT", "k-1")
    for name in ("LATARNIA_BDL_URL", "BDL_BASE_URL", "LATARNIA_BASE_URL"):
        monkeypatch.setenv(name, "http://192.0.2.1")
    wire = commands._wires(again=False)("bdl", Answers(data, "bdl"))
    assert wire._headers["X-ClientId"] == "k-1"
    assert wire.base == "https://bdl.stat.gov.pl/api/v1"
    assert wire.service.quotas == bdl.REGISTERED


def test_a_broken_declaration_ends_the_command(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "reference" / "refresh.toml").write_text("[[series]]", encoding="utf-8")
    assert main(["refresh", "--lang", "en"]) == 2
    assert "refresh.toml" in capsys.readouterr().err
