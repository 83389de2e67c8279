"""Eurostat, TSV: dimensions joined by commas in the first column, periods across, each figure with its flags behind it.

It streams: a file of any size takes the memory of a few blocks, and only lines of the areas asked for are looked into.
"""

from __future__ import annotations

import re

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures, literal, refuse_header, rows, wide

TITLE = Text("Eurostat, TSV", "Eurostat, TSV")
LOOKS_FOR = Text(
    r"pierwsza komórka jak „freq,sex,geo\TIME_PERIOD”, dalej okresy, rozdzielone tabulatorem",
    r"a first cell like “freq,sex,geo\TIME_PERIOD”, then periods, separated by tabs",
)
_FIRST = re.compile(r"(?P<dims>\w+(,\w+)*)\\(?i:time(_period)?)")
_PERIOD = re.compile(r"((?:19|20)\d{2})(?:-?([QM])(\d{1,2})|-(\d{2}))?")


def period(words: str) -> str | None:
    """A Eurostat period as ours: 2019, 2019-Q1, 2019-03; None where it is none."""
    found = _PERIOD.fullmatch(words.strip())
    if found is None:
        return None
    year, kind, number, month = found.groups()
    return year + (
        f"-Q{int(number)}" if kind == "Q" else f"-{int(number):02}" if kind else f"-{month}" if month else ""
    )


def fits(arrival: Arrival) -> bool:
    return arrival.kind == "text" and _FIRST.fullmatch(arrival.head[0].split("\t")[0].strip()) is not None


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, areas: frozenset[str]) -> Figures:
    heads = arrival.head[0].split("\t")
    dims = heads[0].strip().partition("\\")[0].split(",")
    columns: dict[int, tuple[str, str, str, tuple[str, ...]]] = {}
    for number, head in enumerate(heads[1:], 1):
        when = period(head)
        if when is None:
            raise refuse_header(arrival, head.strip() or f"#{number + 1}")
        columns[number] = (head.strip(), when, "", ())
    view = rows(con, arrival, name, delimiter="\t", header_lines=1, width=len(heads), quote="")
    parts = "string_split(c0, ',')"
    geo = f"trim({parts}[{dims.index('geo') + 1}])" if "geo" in dims else "''"
    if areas:
        known = ", ".join(literal(code) for code in sorted(areas))
        con.execute(
            f"create or replace temp view {name}_ours as select * from {view} where {geo} in ({known})"
        ).fetchall()
        view = f"{name}_ours"
    wide(con, view, f"{name}_cells", columns, "c0", geo)
    listed = "".join(
        f", trim(string_split(geo, ',')[{i + 1}]) as d{n}"
        for n, i in enumerate(k for k, d in enumerate(dims) if d != "geo")
    )
    con.execute(
        f"create or replace temp view {name} as select line, place, geo_name as geo, cast(null as varchar) as geo_name, period, "
        # `:` stands for no figure; what follows a blank are flags
        f"nullif(trim(regexp_replace(trim(value), '[ ]*[a-z]*$', '')), ':') as value, "
        f"case when starts_with(trim(value), ':') then ':' else '' end || regexp_extract(trim(value), '([a-z]*)$', 1) as flag, unit{listed} "
        f"from {name}_cells where trim(value) <> ''"
    ).fetchall()
    return Figures(name, tuple(d for d in dims if d != "geo"))
