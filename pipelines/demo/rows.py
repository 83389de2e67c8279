"""Rows of small tables collected one by one, by half-year, and turned into a frame."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipelines.demo.frames import Frame, month_text

Cell = str | int | bool | None


class Rows:
    """Cells by table; months are given as text."""

    def __init__(self) -> None:
        self._tables: dict[str, list[tuple[int, dict[str, Cell]]]] = {}

    def add(self, table: str, half: int, **cells: Cell) -> None:
        """One row of a table in the delivery of a half-year."""
        self._tables.setdefault(table, []).append((half, cells))

    def frames(self) -> dict[str, Frame]:
        """All rows, ordered by half-year."""
        made = {}
        for table, rows in self._tables.items():
            rows.sort(key=lambda row: row[0])
            columns = dict.fromkeys(name for _, cells in rows for name in cells)
            made[table] = Frame(
                np.array([half for half, _ in rows], np.int64),
                {name: pa.array([_text(cells.get(name)) for _, cells in rows], pa.string()) for name in columns},
            )
        return made


def _text(cell: Cell) -> str | None:
    if isinstance(cell, bool):
        return str(int(cell))
    return None if cell is None else str(cell)


def when(at: int | None) -> str | None:
    """A month as text; empty stays empty."""
    return None if at is None else month_text(at)
