"""Local Data Bank, relational export (CREL): one figure a line, dimensions in columns, attribute beside the figure.

As GUS gives it: UTF-8, `;`, decimal comma, a `;` at the end of each line. Copies saved again by Excel have other line
ends, points, no quotes, Windows-1250 or tabs; all of these are read. A single-file CSV of DBW without codes fits too.
"""

from __future__ import annotations

import unicodedata

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures, plain, rows

TITLE = Text("Bank Danych Lokalnych, eksport relacyjny (CREL)", "Local Data Bank, relational export (CREL)")
LOOKS_FOR = Text(
    "nagłówek z kolumnami Kod lub Nazwa, Rok, Wartosc (także Jednostka miary, Atrybut), rozdzielonymi ; , lub tabulatorem",
    "a header with the columns Kod or Nazwa, Rok, Wartosc (also Jednostka miary, Atrybut), separated by ; , or tab",
)

_ROLES = {
    "geo": {"kod", "code", "kod jednostki"},
    "geo_name": {"nazwa", "name", "jednostka terytorialna", "territorial unit"},
    "period": {"rok", "year"},
    "value": {"wartosc", "value"},
    "unit": {"jednostka miary", "jednostka", "measure unit", "unit"},
    "flag": {"atrybut", "attribute"},
}


def role(heading: str) -> str | None:
    """What a column is by its heading, None for a dimension."""
    letters = unicodedata.normalize("NFKD", plain(heading).replace("ł", "l"))
    bare = "".join(c for c in letters if not unicodedata.combining(c)).lstrip("\ufeff")
    return next((name for name, words in _ROLES.items() if bare in words), None)


def delimiter(arrival: Arrival) -> str:
    """The delimiter that splits the header into most fields."""
    return max((";", ",", "\t"), key=lambda d: len(arrival.cells(0, d)))


def fits(arrival: Arrival) -> bool:
    if arrival.kind != "text":
        return False
    found = [role(cell) for cell in arrival.cells(0, delimiter(arrival))]
    return {"period", "value"} <= set(found) and ("geo" in found or "geo_name" in found)


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, _: frozenset[str]) -> Figures:
    by = delimiter(arrival)
    heads = arrival.cells(0, by)
    view = rows(con, arrival, name, delimiter=by, header_lines=1, width=len(heads))
    where = {r: i for i, heading in reversed(list(enumerate(heads))) if (r := role(heading))}
    dims = [i for i, heading in enumerate(heads) if heading.strip() and role(heading) is None]

    def column(what: str) -> str:
        return f"c{where[what]} as {what}" if what in where else f"cast(null as varchar) as {what}"

    parts = [column(what) for what in _ROLES] + [f"c{i} as d{n}" for n, i in enumerate(dims)]
    at = heads[where["value"]].strip().replace("'", "''")
    con.execute(
        f"create or replace temp view {name} as select line, '{at}' as place, {', '.join(parts)} from {view}"
    ).fetchall()
    return Figures(name, tuple(heads[i].strip() for i in dims), has_flags="flag" in where)
