"""The table of a card as CSV or Parquet under the card's own file name, and its cells as text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import reason
from pages.ui.downloads import Field, Table, columns, csv_text, file_name, status_of
from pipelines.words import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.ui.cards.common import Content
    from pipelines.catalog import Language


def name(content: Content, ending: str) -> str:
    """The card's file name, e.g. `stopa-bezrobocia-rejestrowanego_2205_2024_r0f3a.csv`."""
    return f"{file_name(content['origin'])}.{ending}"


def csv_bytes(content: Content, language: Language) -> bytes:
    """The same CSV as the page's button gives; ValueError for a card without a table."""
    return csv_text(_table(content), content["origin"], language).encode()


def parquet_bytes(content: Content, language: Language) -> bytes:
    """The table with numbers as numbers; title, source and release also stand in the file's metadata.

    Version 1 with zstd, which every reader of Parquet knows. ValueError for a card without a table.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table, origin = _table(content), content["origin"]
    found = columns(table, origin, language)
    arrays = [_array(pa, column.cells, column.is_number) for column in found]
    facts = {"title": content["title"], "source": origin.source, "release": origin.release, "language": language}
    if origin.synthetic:
        facts["synthetic"] = "true"
    told = pa.table(arrays, names=[column.name for column in found]).replace_schema_metadata(facts)
    out = io.BytesIO()
    pq.write_table(told, out, version="1.0", compression="zstd")
    return out.getvalue()


def _array(pa: Any, cells: Any, is_number: bool) -> Any:
    if not is_number:
        return pa.array([str(cell) for cell in cells], pa.string())
    whole = all(isinstance(cell, int) for cell in cells if cell is not None)
    return pa.array(cells, pa.int64() if whole else pa.float64())


def _table(content: Content) -> Table:
    table: Table | None = content.get("table")
    if table is None:
        raise ValueError("the card has no table")
    return table


def cell(row: Mapping[str, object], field: Field, language: Language) -> str:
    """A cell as the page writes it: text, number with unit, or why there is none."""
    value = row.get(field.name)
    if field.decimals is None:
        return "" if value is None else str(value)
    if not isinstance(value, int | float):
        return reason(status_of(row, field.name), language)
    decimals = int(str(row.get("decimals", field.decimals)))
    return f"{numbers.number(value, decimals, language)}{row.get('suffix', field.unit)}"
