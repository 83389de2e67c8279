"""DBW (GUS, Dziedzinowe Bazy Wiedzy), answers saved as JSON: every dimension, the area too, is a numbered position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures
from pipelines.imports.messages import problem
from pipelines.imports.shapes import answers
from pipelines.problems import InputError

TITLE = Text("API Dziedzinowych Baz Wiedzy (JSON)", "Knowledge Databases API, DBW (JSON)")
LOOKS_FOR = Text(
    "lista data, w której wiersze mają pola id-zmienna, id-daty, id-okres, wartosc",
    "a list data whose rows have the fields id-zmienna, id-daty, id-okres, wartosc",
)
_NEEDED = ("id-zmienna", "id-daty", "id-okres", "wartosc")
YEAR, JANUARY, DECEMBER = 282, 247, 258  # ids of periods: the whole year, the months in their order


def fits(arrival: Arrival) -> bool:
    found = arrival.document.get("data") if isinstance(arrival.document, dict) else None
    return (
        isinstance(found, list)
        and bool(found)
        and isinstance(found[0], dict)
        and {"id-zmienna", "wartosc"} <= found[0].keys()
    )


def _positions(row: dict[str, Any]) -> list[str]:
    """Names of the position fields in their order: id-pozycja-1, id-pozycja-2 …"""
    return sorted((k for k in row if k.startswith("id-pozycja-")), key=lambda k: int(k.rpartition("-")[2]))


def _rows(arrival: Arrival, positions: list[str]) -> Iterator[tuple[Any, ...]]:
    for n, row in enumerate(arrival.document["data"]):
        missing = next((k for k in (*_NEEDED, *positions) if k not in row), None)
        if missing:
            raise InputError(problem("json_shape", arrival.name, line=1, column=f"data[{n}].{missing}"))
        code = int(row["id-okres"])
        year = str(row["id-daty"])
        period = (
            year
            if code == YEAR
            else f"{year}-{code - JANUARY + 1:02}"
            if JANUARY <= code <= DECEMBER
            else f"{year} id-okres {code}"
        )
        # 255 says that nothing is missing, 0 that nothing is secret: the service's own dictionaries of marks
        empty = row.get("id-brak-wartosci") not in {None, 255}
        secret = row.get("id-tajnosci") not in {None, 0}
        flag = "x" if secret else "." if empty else ""
        yield (
            f"data[{n}].wartosc", None, None, period, answers.number(row["wartosc"]), flag, None,
            row["id-zmienna"], *(row[k] for k in positions),
        )  # fmt: skip


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, _: frozenset[str]) -> Figures:
    positions = _positions(arrival.document["data"][0])
    try:
        answers.table(con, name, 1 + len(positions), _rows(arrival, positions))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(problem("json_shape", arrival.name, column=str(error).strip("'"))) from error
    first = arrival.document["data"][0]
    heads = tuple(f"wymiar {first.get(k.replace('pozycja', 'wymiar'), k)}" for k in positions)
    return Figures(name, ("zmienna", *heads), geo_is_dimension=True)
