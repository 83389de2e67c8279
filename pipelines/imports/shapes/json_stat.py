"""JSON-stat 2.0 (and the `dataset` wrapper of version 1): sizes of the dimensions, then figures in row-major order.

Read by hand: the readers on PyPI were last released in 2017 to 2023 and bring pandas or a web client with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures
from pipelines.imports.messages import problem
from pipelines.imports.shapes import answers, eurostat_tsv
from pipelines.problems import InputError

TITLE = Text("JSON-stat", "JSON-stat")
LOOKS_FOR = Text(
    "pola id, size, dimension i value zestawu danych", "the fields id, size, dimension and value of a dataset"
)
MAX_CELLS = 5_000_000
_TIME, _GEO = {"time", "time_period"}, {"geo"}


def _dataset(arrival: Arrival) -> dict[str, Any] | None:
    document = arrival.document
    if isinstance(document, dict) and isinstance(document.get("dataset"), dict):
        document = document["dataset"]
    if isinstance(document, dict) and "dimension" in document and "value" in document:
        return document
    return None


def fits(arrival: Arrival) -> bool:
    return arrival.kind == "json" and _dataset(arrival) is not None


def _codes(category: dict[str, Any]) -> list[str]:
    """Codes of one dimension in their order; a dimension of one category may have labels only."""
    index = category.get("index", list(category.get("label", {})))
    return list(index) if isinstance(index, list) else sorted(index, key=lambda code: index[code])


def _rows(dataset: dict[str, Any], ids: list[str], codes: list[list[str]]) -> Iterator[tuple[Any, ...]]:
    values, marks = dataset["value"], dataset.get("status", {})
    labels: dict[str, dict[str, str]] = {d: dataset["dimension"][d]["category"].get("label", {}) for d in ids}
    geo = next(i for i, d in enumerate(ids) if d.lower() in _GEO)
    time = next(i for i, d in enumerate(ids) if d.lower() in _TIME)

    def found(cells: Any, n: int) -> Any:
        if isinstance(cells, str):
            return cells
        return cells.get(str(n)) if isinstance(cells, dict) else cells[n] if n < len(cells) else None

    for n, members in enumerate(product(*codes)):
        value, mark = found(values, n), found(marks, n) or ""
        if value is None and not mark:
            continue
        flag = ("" if value is not None else ":") + str(mark).replace(":", "").strip()
        others = [member for i, member in enumerate(members) if i not in {geo, time}]
        when = eurostat_tsv.period(members[time]) or members[time]
        yield (
            f"value[{n}]",
            members[geo],
            labels[ids[geo]].get(members[geo]),
            when,
            answers.number(value),
            flag,
            None,
            *others,
        )


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, _: frozenset[str]) -> Figures:
    dataset = _dataset(arrival)
    assert dataset is not None
    try:
        ids = [str(d) for d in (dataset.get("id") or dataset["dimension"]["id"])]
        size = [int(n) for n in (dataset.get("size") or dataset["dimension"]["size"])]
        codes = [_codes(dataset["dimension"][d]["category"]) for d in ids]
        values = dataset["value"]
        if not any(d.lower() in _GEO for d in ids) or not any(d.lower() in _TIME for d in ids):
            raise KeyError("id (geo, time)")
        if [len(c) for c in codes] != size or prod(size) > MAX_CELLS:
            raise KeyError("size")
        if isinstance(values, list) and len(values) != prod(size):
            raise KeyError("value")
        answers.table(con, name, len(ids) - 2, _rows(dataset, ids, codes))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(problem("json_shape", arrival.name, column=str(error).strip("'\""))) from error
    dims = tuple(d for d in ids if d.lower() not in _GEO | _TIME)
    return Figures(name, dims, released=str(dataset.get("updated") or "")[:10])
