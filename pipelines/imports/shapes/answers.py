"""Figures of a JSON answer, gathered as rows and handed to the database in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

HEADS = ("line", "place", "geo", "geo_name", "period", "value", "flag", "unit")


def table(con: duckdb.DuckDBPyConnection, name: str, dimensions: int, rows: Iterable[Sequence[object]]) -> str:
    """Create the table of figures `name`; each row is place, geo, geo_name, period, value, flag, unit, then its members.

    An answer is one line to the reader, so `line` is 1 and `place` the path to the figure in it.
    """
    import pyarrow as pa

    listed = [[None if cell is None else str(cell) for cell in row] for row in rows]
    names = [*HEADS[1:], *(f"d{i}" for i in range(dimensions))]
    batch = pa.table({head: pa.array([row[i] for row in listed], pa.string()) for i, head in enumerate(names)})
    con.register(f"{name}_answer", batch)
    con.execute(
        f"create or replace temp table {name} as select cast(1 as bigint) as line, * from {name}_answer"
    ).fetchall()
    con.unregister(f"{name}_answer")
    return name


def number(value: object) -> str | None:
    """A JSON number as text without exponent; None for null."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None if value is None else str(value)
    return repr(value) if isinstance(value, int) or "e" not in repr(value) else f"{value:.12f}"
