"""Local Data Bank, workbook: sheet DANE holds the relational export, TABLICA the table, OPIS the description."""

from __future__ import annotations

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures
from pipelines.imports.shapes import bdl_long, bdl_wide

TITLE = Text("Bank Danych Lokalnych, skoroszyt XLSX", "Local Data Bank, XLSX workbook")
LOOKS_FOR = Text(
    "arkusz DANE z kolumnami eksportu relacyjnego albo arkusz TABLICA z kodami w pierwszej kolumnie",
    "a sheet DANE with the columns of the relational export, or a sheet TABLICA with codes in its first column",
)


def _sheet(arrival: Arrival) -> Arrival | None:
    """The sheet to read: the relational one first, since only it carries attributes."""
    by_title = {title.strip().upper(): title for title in arrival.sheets}
    for wanted, shape in (("DANE", bdl_long), ("TABLICA", bdl_wide), ("DANE", bdl_wide)):
        if wanted in by_title:
            sheet = arrival.sheet(by_title[wanted])
            if shape.fits(sheet):
                return sheet
    return None


def fits(arrival: Arrival) -> bool:
    return arrival.kind == "workbook" and _sheet(arrival) is not None


def read(con: duckdb.DuckDBPyConnection, arrival: Arrival, name: str, areas: frozenset[str]) -> Figures:
    sheet = _sheet(arrival)
    assert sheet is not None
    if bdl_long.fits(sheet):
        return bdl_long.read(con, sheet, name, areas)
    return bdl_wide.read(con, sheet, name, areas)
