"""The shapes of files that publishers give, one module each: what it looks for, and how it reads one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from pipelines.catalog import Text
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures
from pipelines.imports.shapes import (
    bdl_api,
    bdl_long,
    bdl_wide,
    bdl_workbook,
    dbw,
    eurostat_tsv,
    json_stat,
    sdg,
    sdmx_csv,
)

Reader = Callable[[duckdb.DuckDBPyConnection, Arrival, str, frozenset[str]], Figures]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One recogniser. `fits` looks at the first lines only; `read` may refuse the file."""

    id: str
    title: Text
    looks_for: Text
    fits: Callable[[Arrival], bool]
    read: Reader  # connection, file, name for its relations, area codes of interest (empty: all)


SHAPES: dict[str, Shape] = {
    module.__name__.rpartition(".")[2]: Shape(
        id=module.__name__.rpartition(".")[2],
        title=module.TITLE,
        looks_for=module.LOOKS_FOR,
        fits=module.fits,
        read=module.read,
    )
    for module in (bdl_workbook, bdl_api, dbw, json_stat, sdmx_csv, eurostat_tsv, bdl_wide, bdl_long, sdg)
}


def recognised(arrival: Arrival) -> Shape | None:
    """The first shape the file fits, None where there is none."""
    return next((shape for shape in SHAPES.values() if shape.fits(arrival)), None)
