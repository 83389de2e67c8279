"""Local Data Bank API, answers saved as JSON: one variable for many units (by-variable) or many variables of a unit (by-unit).

A withheld figure comes as the number 0 with an attribute; attributes come as numbers and are read as their symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures
from pipelines.imports.messages import problem
from pipelines.imports.shapes import answers
from pipelines.problems import InputError

TITLE = Text("API Banku Danych Lokalnych (JSON)", "Local Data Bank API (JSON)")
LOOKS_FOR = Text(
    "pole results z listą, w której każda pozycja ma id i values z polami year, val, attrId",
    "a field results with a list whose items have id and values with the fields year, val, attrId",
)
VARIABLE = "variable"

# Ids of the service's dictionary of attributes and the symbols its exports print for them.
SYMBOLS = {
    0: "", 1: "", 3: "k", 4: "x", 7: "a", 9: "s", 11: "M", 13: "K", 14: "X", 15: "-", 17: "A", 20: "v", 21: "v", 50: "n",
    91: "x", 94: "z", 97: "p", 98: "Z",
}  # fmt: skip


def fits(arrival: Arrival) -> bool:
    found = arrival.document.get("results") if isinstance(arrival.document, dict) else None
    return (
        isinstance(found, list)
        and bool(found)
        and all(isinstance(r, dict) and "values" in r and "id" in r for r in found[:3])
    )


def variable(arrival: Arrival) -> str:
    """Id of the variable of a by-variable answer: its own field, else its link, else the file name. Raises InputError."""
    document = arrival.document
    if document.get("variableId"):
        return str(document["variableId"])
    links = document.get("links")
    link = str(links.get("self") or links.get("next") or "") if isinstance(links, dict) else ""
    named = re.search(r"by-variable/(\d+)", link) or re.search(r"(?<!\d)(\d{3,8})(?!\d)", arrival.name)
    if named is None:
        raise InputError(problem("json_shape", arrival.name, column="variableId"))
    return named.group(1)


def _rows(arrival: Arrival) -> Iterator[tuple[Any, ...]]:
    document = arrival.document
    unit = str(document.get("unitId") or "")
    ours = "" if unit else variable(arrival)
    for n, result in enumerate(document["results"]):
        for m, item in enumerate(result["values"]):
            at = f"results[{n}].values[{m}].val"
            attribute = item.get("attrId", 1)
            flag = SYMBOLS.get(attribute, f"#{attribute}")
            geo, name, key = (
                (unit, document.get("unitName"), result["id"]) if unit else (result["id"], result.get("name"), ours)
            )
            yield at, geo, name, item["year"], answers.number(item.get("val")), flag, None, key


def announced(arrival: Arrival) -> tuple[str, int, int] | None:
    """(variable, units in all, units in this file) of a page of a by-variable answer, None for other answers."""
    document = arrival.document
    if document.get("unitId") or "totalRecords" not in document:
        return None
    return variable(arrival), int(document["totalRecords"]), len(document["results"])


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, _: frozenset[str]) -> Figures:
    try:
        answers.table(con, name, 1, _rows(arrival))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(problem("json_shape", arrival.name, column=str(error).strip("'"))) from error
    return Figures(name, (VARIABLE,))
