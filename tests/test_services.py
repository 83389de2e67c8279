"""Asking the statistical services: whole answers, politeness, and every way in which a service can fail."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import service_world
from service_world import YEARS, House, Reply, as_json, bdl_of, bdl_page, json_stat

from pipelines.catalog import Text
from pipelines.problems import UserError
from pipelines.services import bdl
from pipelines.services.answers import Answers
from pipelines.services.bdl import Bdl
from pipelines.services.eurostat import SERVICE, Eurostat
from pipelines.services.wire import ATTEMPTS, Service, Wire

NOON = 1_790_000_000.0


class Clock:
    """A clock that only moves when somebody waits."""

    def __init__(self) -> None:
        self.now = NOON
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def house() -> Iterator[House]:
    with service_world.running() as house:
        yield house


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wire(house: House, clock: Clock, tmp_path: Path) -> Callable[..., Wire]:
    def make(service: Service | None = None, **how: object) -> Wire:
        service = service or Service("bdl", Text("BDL", "BDL"), "bdl.stat.gov.pl", "/api/v1")
        given = {"loopback": house.address, "clock": clock, "sleep": clock.sleep, "patience": (30.0, 30.0, 60.0)} | how
        return Wire(service, Answers(tmp_path / "answers", service.name), **given)  # type: ignore[arg-type]

    return make


def test_a_variable_comes_with_all_its_pages_and_attributes(house: House, wire: Callable[..., Wire]) -> None:
    house.otherwise = bdl_of(230)
    steps: list[tuple[int, int]] = []
    found = Bdl(wire(headers={"X-ClientId": "k-1"})).values(
        60270, 5, parent="042200000000", years=[2022, 2023], step=lambda done, of: steps.append((done, of))
    )
    assert len(found["results"]) == found["totalRecords"] == 230
    assert found["results"][-1]["values"][1] == {"year": YEARS[1], "val": 0, "attrId": 14}
    assert [asked.one("page") for asked in house.asked] == ["0", "1", "2"]
    assert steps == [(1, 3), (2, 3), (3, 3)]
    first = house.asked[0]
    assert first.path == "/api/v1/data/by-variable/60270"
    assert first.query["year"] == ["2022", "2023"]
    assert (first.one("unit-level"), first.one("unit-parent-id")) == ("5", "042200000000")
    assert first.headers["X-ClientId"] == "k-1"


def test_variables_of_a_subject_are_listed(house: House, wire: Callable[..., Wire]) -> None:
    row = {"id": 60270, "subjectId": "P2392", "n1": "stopa bezrobocia", "level": 5, "measureUnitName": "%"}
    house.otherwise = lambda _: as_json({"totalRecords": 1, "page": 0, "pageSize": 100, "results": [row]})
    assert Bdl(wire()).variables("P2392") == [row]
    assert house.asked[0].one("subject-id") == "P2392"


def test_too_many_requests_wait_as_long_as_the_service_says(
    house: House, wire: Callable[..., Wire], clock: Clock
) -> None:
    house.otherwise = bdl_of(3)
    house.replies = [Reply(status=429, headers={"Retry-After": "7"})]
    assert len(Bdl(wire()).values(1, 5)["results"]) == 3
    assert clock.waits == [7]


def test_a_date_to_come_back_is_understood(house: House, wire: Callable[..., Wire], clock: Clock) -> None:
    from email.utils import formatdate

    house.otherwise = bdl_of(3)
    house.replies = [Reply(status=503, headers={"Retry-After": formatdate(NOON + 30, usegmt=True)})]
    Bdl(wire()).values(1, 5)
    assert clock.waits == [30]


def test_a_used_up_quota_ends_the_refresh_and_the_next_one_goes_on(house: House, wire: Callable[..., Wire]) -> None:
    whole = bdl_of(250)
    house.otherwise = lambda asked: (
        whole(asked) if asked.one("page") != "2" else Reply(status=429, headers={"Retry-After": "43200"})
    )
    first = wire()
    with pytest.raises(UserError, match=r"code 429\. Answers that came are kept"):
        Bdl(first).values(1, 5)
    assert first.is_down
    house.asked.clear()
    house.otherwise = whole
    assert len(Bdl(wire()).values(1, 5)["results"]) == 250
    assert [asked.one("page") for asked in house.asked] == ["2"]


def test_a_broken_server_is_asked_again_later_and_later(house: House, wire: Callable[..., Wire], clock: Clock) -> None:
    house.otherwise = bdl_of(3)
    house.replies = [Reply(status=500), Reply(status=502), Reply(status=500)]
    Bdl(wire()).values(1, 5)
    assert [2**n <= wait <= 2**n + 1 for n, wait in enumerate(clock.waits)] == [True] * 3  # a second of jitter


def test_a_server_that_stays_broken_is_given_up(house: House, wire: Callable[..., Wire]) -> None:
    house.otherwise = lambda _: Reply(status=500)
    with pytest.raises(UserError, match="code 500"):
        Bdl(wire()).values(1, 5)
    assert len(house.asked) == ATTEMPTS


WHOLE = json.dumps(bdl_page(["000000000000"], total=1, page=0)).encode()
CUT = [
    pytest.param(Reply(WHOLE[:80]), id="JSON cut, length right"),
    pytest.param(Reply(WHOLE[:80], length=len(WHOLE)), id="connection lost"),
    pytest.param(Reply(b'\xff\xfe{"a"'), id="not UTF-8"),
    pytest.param(Reply(b"[]"), id="another JSON"),
    pytest.param(Reply(b"<html>maintenance</html>"), id="a page instead of data"),
]


@pytest.mark.parametrize("cut", CUT)
def test_a_cut_answer_is_asked_for_again_and_never_kept(
    house: House, wire: Callable[..., Wire], tmp_path: Path, cut: Reply
) -> None:
    house.replies = [cut] * ATTEMPTS
    with pytest.raises(UserError):
        Bdl(wire()).values(1, 5)
    assert not list(tmp_path.rglob("*.body"))
    house.replies, house.otherwise = [cut], bdl_of(1)
    assert len(Bdl(wire()).values(1, 5)["results"]) == 1


@pytest.mark.parametrize(
    ("patience", "said"),
    [((30.0, 0.05, 60.0), "does not answer in time"), ((30.0, 30.0, 0.0), "comes too slowly")],
    ids=["silence", "too long in all"],
)
def test_a_slow_body_is_not_waited_for(
    house: House, wire: Callable[..., Wire], patience: tuple[float, float, float], said: str
) -> None:
    stalls = patience[1] < 1
    house.otherwise = lambda _: Reply(WHOLE[:40], length=len(WHOLE), stall=True) if stalls else Reply(WHOLE)
    line = wire(patience=patience)
    with pytest.raises(UserError, match=said):
        Bdl(line).values(1, 5)
    assert line.requests == ATTEMPTS


@pytest.mark.parametrize("lost", ["results", "totalRecords"])
def test_another_schema_is_refused_at_once(house: House, wire: Callable[..., Wire], lost: str) -> None:
    page = bdl_page(["000000000000"], total=1, page=0)
    house.otherwise = lambda _: as_json({name: value for name, value in page.items() if name != lost})
    with pytest.raises(UserError, match="changed the form of its answers"):
        Bdl(wire()).values(1, 5)
    assert len(house.asked) == 1


def test_renamed_fields_of_a_value_are_refused(house: House, wire: Callable[..., Wire]) -> None:
    page = bdl_page(["000000000000"], total=1, page=0)
    page["results"][0]["values"] = [{"rok": "2022", "wartosc": 1}]
    house.otherwise = lambda _: as_json(page)
    with pytest.raises(UserError, match=r"missing: results.values"):
        Bdl(wire()).values(1, 5)


def test_data_that_change_between_pages_are_not_mixed(house: House, wire: Callable[..., Wire]) -> None:
    old, new = bdl_of(150), bdl_of(150, updated="2026-11-25T00:00:00")
    house.otherwise = lambda asked: (old if asked.one("page") == "0" else new)(asked)
    with pytest.raises(UserError, match="data changed while they were fetched"):
        Bdl(wire()).values(1, 5)


def test_fewer_areas_than_promised_are_refused(house: House, wire: Callable[..., Wire]) -> None:
    house.otherwise = lambda asked: as_json(bdl_page(["0"] if asked.one("page") == "0" else [], total=3, page=0))
    with pytest.raises(UserError, match="1 of 3 items came"):
        Bdl(wire()).values(1, 5)


@pytest.mark.parametrize(("told", "asks"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_what_has_not_changed_is_not_sent_again(
    house: House, wire: Callable[..., Wire], clock: Clock, tmp_path: Path, told: str, asks: str
) -> None:
    house.replies = [Reply(WHOLE, headers={told: "Tue, 24 Nov 2026 10:00:00 GMT"}), Reply(status=304)]
    first = Bdl(wire()).values(1, 5)
    clock.now += 24 * 3600
    assert Bdl(wire()).values(1, 5) == first
    assert house.asked[1].headers[asks] == "Tue, 24 Nov 2026 10:00:00 GMT"
    (facts,) = (json.loads(path.read_text()) for path in tmp_path.rglob("*.json"))
    assert facts["fetched"] < facts["checked"]


def test_an_answer_of_today_is_not_asked_for_again(house: House, wire: Callable[..., Wire]) -> None:
    house.otherwise = bdl_of(1)
    Bdl(wire()).values(1, 5)
    Bdl(wire()).values(1, 5)
    assert len(house.asked) == 1
    Bdl(wire(again=True)).values(1, 5)
    assert len(house.asked) == 2


def test_a_damaged_cache_counts_for_nothing(house: House, wire: Callable[..., Wire], tmp_path: Path) -> None:
    house.otherwise = bdl_of(1)
    Bdl(wire()).values(1, 5)
    (body,) = tmp_path.rglob("*.body")
    body.write_bytes(body.read_bytes()[:-5])
    assert len(Bdl(wire()).values(1, 5)["results"]) == 1
    assert len(house.asked) == 2


def test_the_quota_is_kept_also_across_runs(house: House, wire: Callable[..., Wire], clock: Clock) -> None:
    house.otherwise = bdl_of(250)
    sparing = Service("bdl", Text("BDL", "BDL"), "bdl.stat.gov.pl", "/api/v1", ((3, 60),))
    Bdl(wire(sparing)).values(1, 5)
    assert clock.waits == []
    Bdl(wire(sparing)).values(2, 5)
    assert clock.waits == [60]


def test_no_network_is_told_and_not_waited_for_long(clock: Clock, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: every connection is refused
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        wire = Wire(SERVICE, Answers(tmp_path, "eurostat"), loopback=nobody, clock=clock, sleep=clock.sleep)
        with pytest.raises(UserError, match="no connection; check the network"):
            Eurostat(wire).table("lfst_r_lfu3rt", {})
    assert sum(clock.waits) < 60


def test_redirects_are_not_followed(house: House, wire: Callable[..., Wire]) -> None:
    house.otherwise = lambda _: Reply(status=302, headers={"Location": f"{house.address}/elsewhere"})
    with pytest.raises(UserError, match="code 302"):
        Bdl(wire()).values(1, 5)
    assert len(house.asked) == 1


def test_only_the_services_own_hosts_over_tls(tmp_path: Path) -> None:
    for service in (bdl.service(registered=False), SERVICE):
        assert Wire(service, Answers(tmp_path, service.name)).base.startswith(f"https://{service.host}/")
    for elsewhere in ("http://192.0.2.1", "https://example.org", "http://127.0.0.1.example.org", "http://localhost"):
        with pytest.raises(ValueError, match="this machine"):
            Wire(SERVICE, Answers(tmp_path, "x"), loopback=elsewhere)


def test_a_table_of_eurostat_is_filtered(house: House, wire: Callable[..., Wire]) -> None:
    house.otherwise = lambda _: as_json(json_stat())
    found = Eurostat(wire(SERVICE)).table("lfst_r_lfu3rt", {"geo": ["PL", "PL63"], "sex": ["T"]}, since=2020)
    assert found["value"]["3"] == 2.1
    assert found["status"]["3"] == "u"
    assert house.asked[0].path == "/eurostat/api/dissemination/statistics/1.0/data/lfst_r_lfu3rt"
    assert house.asked[0].query["geo"] == ["PL", "PL63"]
    assert house.asked[0].one("sinceTimePeriod") == "2020"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}, "did not give table"),
        ({"error": [{"status": 400, "label": "Dimension not found"}]}, "did not give table"),
        ({"size": [1, 2]}, "changed the form"),
        ({"size": [1, 1, 1]}, "changed the form"),
    ],
)
def test_odd_tables_of_eurostat_are_refused(
    house: House, wire: Callable[..., Wire], change: dict[str, object], said: str
) -> None:
    house.otherwise = lambda _: as_json(json_stat() | change)
    with pytest.raises(UserError, match=said):
        Eurostat(wire(SERVICE)).table("lfst_r_lfu3rt", {})
