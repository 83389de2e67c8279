"""The common form into which every shape of file is read, and the reading of delimited text with exact line numbers.

A relation of figures has the columns line, place (column of the file), geo, geo_name, period, value, flag, unit and one
column d0, d1 … for each dimension, all text as the file has it. It is a view where it can be, so that files larger than
memory stream through.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.messages import problem
from pipelines.problems import InputError, Problem

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
SQL_SPACES = r"[\s\x{00A0}\x{202F}]+"


@dataclass(frozen=True)
class Figures:
    """What a shape read: the relation and what the file says about it as a whole."""

    relation: str
    dimensions: tuple[str, ...]  # headings of d0, d1 …; empty where the file names none
    has_flags: bool = True
    released: str = ""  # day the file gives for its figures (ISO)
    geo_is_dimension: bool = False  # the file has no column of areas: the mapping says which dimension it is


def plain(words: str) -> str:
    """Wording without differences of case and spaces, to compare headings and members."""
    return _SPACES.sub(" ", words.strip()).casefold()


def sql_plain(column: str) -> str:
    """SQL for `plain` of a column."""
    return f"lower(trim(regexp_replace({column}, '{SQL_SPACES}', ' ', 'g')))"


def literal(words: str) -> str:
    """Any text as an SQL literal."""
    return "'" + words.replace("'", "''") + "'"


def rows(
    con: duckdb.DuckDBPyConnection,
    arrival: Arrival,
    name: str,
    *,
    delimiter: str,
    header_lines: int,
    width: int,
    quote: str = '"',
) -> str:
    """A view of the lines below the header: `line` and c0 … as text, empty fields null. Raises InputError.

    Every line must have `width` fields; a delimiter at the end of each line makes one more, always empty.
    """
    if arrival.is_cut:
        raise InputError(problem("cut", arrival.name, line=arrival.lines))
    columns = ", ".join(f"'c{i}': 'varchar'" for i in range(width))
    view = f"{name}_rows"
    con.execute(
        f"create or replace temp view {view} as select row_number() over () + {header_lines} as line, * from "
        f"read_csv({literal(str(arrival.path))}, delim={literal(delimiter)}, quote={literal(quote)}, escape={literal(quote)}, header=false, "
        f"skip={header_lines}, columns={{{columns}}}, auto_detect=false, strict_mode=true, null_padding=false, nullstr='', max_line_size=2097152)"
    ).fetchall()
    if not quote:
        return view
    try:
        found = con.execute(f"select count(*) from {view}").fetchall()[0][0]
    except duckdb.Error as error:
        raise InputError(_broken(arrival, delimiter, width)) from error
    if found != arrival.lines - header_lines:
        raise InputError(_broken(arrival, delimiter, width))
    return view


def _broken(arrival: Arrival, delimiter: str, width: int) -> Problem:
    """The first line that is not one row of `width` fields."""
    with arrival.path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        line = 0
        try:
            for cells in reader:
                if not cells:
                    return problem("blank", arrival.name, line=reader.line_num)
                if reader.line_num != line + 1 or (line and len(cells) != width):
                    return problem("fields", arrival.name, line=line + 1)
                line = reader.line_num
        except csv.Error:
            return problem("fields", arrival.name, line=line + 1)
    return problem("fields", arrival.name, line=arrival.lines)


@contextmanager
def streaming(arrival: Arrival) -> Iterator[None]:
    """Around queries on a file too large to be looked through first: names the line that the reader stumbles over."""
    try:
        yield
    except duckdb.InvalidInputException as error:
        width = arrival.head[0].count("\t") if arrival.head else 0
        with arrival.path.open(encoding="utf-8", newline="\n") as file:
            line = next((n for n, words in enumerate(file, 1) if words.count("\t") != width), None)
        raise InputError(problem("fields", arrival.name, line=line)) from error


def wide(
    con: duckdb.DuckDBPyConnection,
    view: str,
    name: str,
    columns: dict[int, tuple[str, str, str, tuple[str, ...]]],
    geo: str,
    geo_name: str,
) -> str:
    """Figures of a table with one column per cell.

    `columns` says for each column number where it is (at), its period, its unit and its members; `geo` and `geo_name`
    are SQL over c0 … .
    """
    width = max((len(members) for *_, members in columns.values()), default=0)
    con.execute(
        f"create or replace temp table {name}_heads (col varchar, place varchar, period varchar, unit varchar{''.join(f', d{i} varchar' for i in range(width))})"
    ).fetchall()
    con.executemany(
        f"insert into {name}_heads values ({', '.join('?' * (4 + width))})",
        [
            [f"c{number}", at, period, unit, *members, *[None] * (width - len(members))]
            for number, (at, period, unit, members) in columns.items()
        ],
    ).fetchall()
    listed = ", ".join(f"c{number}" for number in columns)
    dims = "".join(f", h.d{i}" for i in range(width))
    con.execute(
        f"create or replace temp view {name} as select v.line, h.place, v.geo, v.geo_name, h.period, v.value, cast(null as varchar) as flag, h.unit{dims} "
        f"from (unpivot (select line, {geo} as geo, {geo_name} as geo_name, {listed} from {view}) on {listed} into name col value value) as v "
        f"join {name}_heads as h using (col)"
    ).fetchall()
    return name


def refuse_header(arrival: Arrival, column: str, detail: Text | None = None) -> InputError:
    """The error for a column whose header cannot be read."""
    return InputError(problem("headers", arrival.name, line=1, column=column, detail=detail))
