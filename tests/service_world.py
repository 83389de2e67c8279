"""A service on this machine that answers as it is told to: recorded shapes, faults, slowness."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

YEARS = ("2022", "2023")


@dataclass
class Reply:
    """One answer; `body` may be shorter than `length` says, and `stall` keeps the connection open after it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    stall: bool = False


def as_json(document: Any, **headers: str) -> Reply:
    return Reply(json.dumps(document).encode(), headers={name.replace("_", "-"): v for name, v in headers.items()})


def bdl_page(areas: list[str], *, total: int, page: int, updated: str = "2026-10-30T00:00:00") -> dict[str, Any]:
    """A page of /data/by-variable in the shape the Local Data Bank sends; the last year of an area is withheld."""
    values = [{"year": YEARS[0], "val": 12.5, "attrId": 1}, {"year": YEARS[1], "val": 0, "attrId": 14}]
    return {
        "totalRecords": total,
        "variableId": 60270,
        "measureUnitId": 3,
        "aggregateId": 1,
        "lastUpdate": updated,
        "page": page,
        "pageSize": 100,
        "links": {},
        "results": [{"id": area, "name": f"Powiat {area}", "values": values} for area in areas],
    }


def bdl_of(count: int, *, updated: str = "2026-10-30T00:00:00") -> Callable[[Asked], Reply]:
    """A Local Data Bank with so many areas in every level."""
    areas = [f"{number:012d}" for number in range(count)]

    def answer(asked: Asked) -> Reply:
        page, size = int(asked.one("page")), int(asked.one("page-size"))
        part = areas[page * size : (page + 1) * size]
        return as_json(bdl_page(part, total=count, page=page, updated=updated), ETag=f'"{updated}-{page}"')

    return answer


def json_stat(*, updated: str = "2026-04-24T11:00:00+0200") -> dict[str, Any]:
    """A table in the shape Eurostat's statistics service sends: JSON-stat 2.0, sparse values, flags."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Unemployment rates by sex, age and NUTS 2 region (%)",
        "source": "ESTAT",
        "updated": updated,
        "id": ["freq", "geo", "time"],
        "size": [1, 2, 2],
        "dimension": {
            "freq": {"category": {"index": {"A": 0}}},
            "geo": {"category": {"index": {"PL": 0, "PL63": 1}}},
            "time": {"category": {"index": {"2023": 0, "2024": 1}}},
        },
        "value": {"0": 2.8, "1": 2.9, "3": 2.1},
        "status": {"3": "u"},
    }


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]

    def one(self, name: str) -> str:
        return self.query[name][0]


class House:
    """What a running service was asked, and what it answers next: each of `replies` once, then `otherwise`."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.replies: list[Reply] = []
        self.otherwise: Callable[[Asked], Reply] = lambda _: Reply(b"{}", status=404)
        self.over = threading.Event()
        self.address = ""

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        return self.replies.pop(0) if self.replies else self.otherwise(asked)


@contextmanager
def running() -> Iterator[House]:
    """A service on a free port of this machine."""
    house = House()

    class Handler(BaseHTTPRequestHandler):
        protocol_version: ClassVar[str] = "HTTP/1.1"

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            reply = house.answer(Asked(address.path, parse_qs(address.query), dict(self.headers)))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(reply.length if reply.length is not None else len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            self.wfile.flush()
            if reply.stall:
                house.over.wait(10)
            if reply.length is not None or reply.stall:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    house.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        house.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
