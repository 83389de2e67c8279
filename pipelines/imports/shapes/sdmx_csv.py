"""SDMX-CSV as Eurostat gives it: one observation a line, columns named by their SDMX ids."""

from __future__ import annotations

import re

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures, literal, rows

TITLE = Text("SDMX-CSV", "SDMX-CSV")
LOOKS_FOR = Text(
    "nagłówek z kolumnami DATAFLOW lub STRUCTURE, geo, TIME_PERIOD, OBS_VALUE",
    "a header with the columns DATAFLOW or STRUCTURE, geo, TIME_PERIOD, OBS_VALUE",
)
_ABOUT = {"dataflow", "structure", "structure_id", "structure_name", "action", "last update", "last_update"}
_NOT_DIMENSIONS = _ABOUT | {"geo", "time_period", "obs_value", "obs_flag", "obs_status", "conf_status", "obs_footnotes"}


def _by(arrival: Arrival) -> str:
    return max((",", ";"), key=lambda d: len(arrival.cells(0, d)))


def _heads(arrival: Arrival) -> list[str]:
    # A column may come as `geo` or, with labels, as `geo:Geopolitical entity`.
    return [cell.split(":")[0].strip().lower() for cell in arrival.cells(0, _by(arrival))]


def fits(arrival: Arrival) -> bool:
    if arrival.kind != "text":
        return False
    heads = set(_heads(arrival))
    return {"time_period", "obs_value", "geo"} <= heads and bool({"dataflow", "structure"} & heads)


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, areas: frozenset[str]) -> Figures:
    heads = _heads(arrival)
    view = rows(con, arrival, name, delimiter=_by(arrival), header_lines=1, width=len(heads))
    at = {head: f"c{i}" for i, head in enumerate(heads)}
    dims = [head for head in heads if head not in _NOT_DIMENSIONS and head]
    flag = at.get("obs_flag") or at.get("obs_status") or "''"
    secret = f" || case when {at['conf_status']} in ('C', 'c') then 'c' else '' end" if "conf_status" in at else ""

    def code(column: str) -> str:
        return f"trim(split_part({column}, ':', 1))"

    when = code(at["time_period"])
    only = f" where {code(at['geo'])} in ({', '.join(literal(a) for a in sorted(areas))})" if areas else ""
    con.execute(
        f"create or replace temp view {name} as select line, 'OBS_VALUE' as place, {code(at['geo'])} as geo, cast(null as varchar) as geo_name, "
        f"regexp_replace(regexp_replace({when}, '^(\\d{{4}})-?M(\\d{{2}})$', '\\1-\\2'), '^(\\d{{4}})-?Q(\\d)$', '\\1-Q\\2') as period, "
        f"nullif({at['obs_value']}, ':') as value, case when {at['obs_value']} is null or {at['obs_value']} = ':' then ':' else '' end "
        f"|| lower(coalesce({flag}, '')){secret} as flag, cast(null as varchar) as unit"
        + "".join(f", {code(at[d])} as d{n}" for n, d in enumerate(dims))
        + f" from {view}{only}"
    ).fetchall()
    released = ""
    update = at.get("last update") or at.get("last_update")
    if update:
        for (words,) in con.execute(f"select min({update}) from {view}").fetchall():
            released = _day(words or "")
    return Figures(name, tuple(dims), released=released)


def _day(words: str) -> str:
    """ISO day of `13/06/24 23:00:00` or `2024-06-13T…`; empty where it is neither."""
    if found := re.match(r"(\d{2})/(\d{2})/(\d{2}|\d{4})\b", words):
        day, month, year = found.groups()
        return f"{year if len(year) == 4 else '20' + year}-{month}-{day}"
    found = re.match(r"\d{4}-\d{2}-\d{2}", words)
    return found.group() if found else ""
