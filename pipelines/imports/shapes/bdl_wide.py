"""Local Data Bank, table export (CTAB): one column per cell; its header names members, year and unit, joined by `;`.

Sheets TABLICA say the same in several header rows, merged cells standing once for all columns they span.
"""

from __future__ import annotations

import re

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures, refuse_header, rows, wide
from pipelines.imports.shapes.bdl_long import role

TITLE = Text("Bank Danych Lokalnych, tablica (CTAB)", "Local Data Bank, table (CTAB)")
LOOKS_FOR = Text(
    "kolumny Kod i Nazwa, dalej nagłówki z rokiem, np. „ogółem;2010;[osoba]”, w jednym lub kilku wierszach",
    "columns Kod and Nazwa, then headers with a year, e.g. “ogółem;2010;[osoba]”, in one or several rows",
)
_YEAR = re.compile(r"(19|20)\d{2}")
_UNIT = re.compile(r"\[(.*)\]")
_CODE = re.compile(r"\d{1,12}")
MAX_HEADER = 6


def _header(arrival: Arrival, by: str) -> list[list[str]]:
    """The header rows: those above the first line that begins with a code."""
    found: list[list[str]] = []
    for number in range(len(arrival.head)):
        cells = arrival.cells(number, by)
        if cells and _CODE.fullmatch(cells[0].strip()):
            return found
        found.append(cells)
    return found


def _by(arrival: Arrival) -> str:
    return max((";", ",", "\t"), key=lambda d: len(arrival.cells(0, d)))


def fits(arrival: Arrival) -> bool:
    if arrival.kind != "text":
        return False
    header = _header(arrival, _by(arrival))
    if not header or [role(cell) for cell in header[0][:2]] != ["geo", "geo_name"]:
        return False
    return any(_YEAR.fullmatch(part.strip()) for cells in header for cell in cells[2:] for part in cell.split(";"))


def _columns(arrival: Arrival, header: list[list[str]]) -> dict[int, tuple[str, str, str, tuple[str, ...]]]:
    """Each data column: its heading, year, unit and members. A blank header cell repeats the one to its left."""
    width = max(len(cells) for cells in header)
    grid = [cells + [""] * (width - len(cells)) for cells in header]
    while width > 2 and not any(cells[width - 1].strip() for cells in grid):
        width -= 1  # the delimiter that ends each line
    found: dict[int, tuple[str, str, str, tuple[str, ...]]] = {}
    left = [""] * len(grid)
    for number in range(2, width):
        left = [cells[number].strip() or left[level] for level, cells in enumerate(grid)]
        parts = [part.strip() for words in left for part in words.split(";") if part.strip()]
        years = [part for part in parts if _YEAR.fullmatch(part)]
        units = [part for part in parts if _UNIT.fullmatch(part)]
        if len(years) != 1 or len(units) > 1:
            raise refuse_header(arrival, ";".join(parts) or f"#{number + 1}")
        members = tuple(part for part in parts if part not in years and part not in units)
        found[number] = (";".join(parts), years[0], units[0][1:-1] if units else "", members)
    if len({len(members) for *_, members in found.values()}) > 1:
        raise refuse_header(
            arrival, "#3", Text("kolumny mają różną liczbę wymiarów", "columns have different numbers of dimensions")
        )
    return found


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, _: frozenset[str]) -> Figures:
    by = _by(arrival)
    header = _header(arrival, by)
    columns = _columns(arrival, header)
    view = rows(con, arrival, name, delimiter=by, header_lines=len(header), width=max(len(cells) for cells in header))
    wide(con, view, name, columns, "c0", "c1")
    width = len(next(iter(columns.values()))[3]) if columns else 0
    return Figures(name, ("",) * width, has_flags=False)
