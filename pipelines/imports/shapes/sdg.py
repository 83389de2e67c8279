"""The SDG platform of GUS, CSV: years down, areas across, their names in two header rows, Polish and English.

The file does not say which indicator it holds; its name does (`indicator_8-d-3-reg.csv`), so mappings go by the name.
"""

from __future__ import annotations

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures, plain, refuse_header, rows

TITLE = Text("platforma SDG (CSV)", "SDG platform (CSV)")
LOOKS_FOR = Text(
    "dwa wiersze nagłówka, oba zaczynają się od „year”, potem nazwy obszarów po polsku i po angielsku",
    "two header rows, both beginning with “year”, then names of areas in Polish and in English",
)


def _by(arrival: Arrival) -> str:
    return max((",", ";"), key=lambda d: len(arrival.cells(0, d)))


def fits(arrival: Arrival) -> bool:
    if arrival.kind != "text":
        return False
    first, second = arrival.cells(0, _by(arrival)), arrival.cells(1, _by(arrival))
    return len(first) > 1 and len(first) == len(second) and plain(first[0]) == plain(second[0]) == "year"


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, _: frozenset[str]) -> Figures:
    heads = [cell.strip() for cell in arrival.cells(0, _by(arrival))]
    if "" in heads:
        raise refuse_header(arrival, f"#{heads.index('') + 1}")
    view = rows(con, arrival, name, delimiter=_by(arrival), header_lines=2, width=len(heads))
    listed = ", ".join(f"c{i}" for i in range(1, len(heads)))
    con.execute(f"create or replace temp table {name}_heads (col varchar, area varchar)").fetchall()
    con.executemany(
        f"insert into {name}_heads values (?, ?)", [[f"c{i}", head] for i, head in enumerate(heads) if i]
    ).fetchall()
    con.execute(
        f"create or replace temp view {name} as select line, h.area as place, cast(null as varchar) as geo, h.area as geo_name, period, "
        f"case when lower(trim(value)) in ('x', '.', '-', ':') then null else value end as value, "
        f"case when lower(trim(value)) in ('x', '.', '-', ':') then lower(trim(value)) else '' end as flag, cast(null as varchar) as unit "
        f"from (unpivot (select line, c0 as period, {listed} from {view}) on {listed} into name col value value) as v join {name}_heads as h using (col)"
    ).fetchall()
    return Figures(name, ())
