"""A published table that no model makes: what it is called and means, how it gets into the release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb

    from pipelines.catalog import Text


@dataclass(frozen=True, kw_only=True)
class Published:
    """One table; a column is text unless it is one of the whole `numbers`, or `synthetic`, which is true or false."""

    name: str
    summary: Text
    columns: Mapping[str, Text]
    grain: tuple[str, ...]
    numbers: tuple[str, ...]

    def write(self, con: duckdb.DuckDBPyConnection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Create the table with these rows; without any it is there and empty."""
        import pyarrow as pa

        kinds = dict.fromkeys(self.numbers, pa.int64()) | {"synthetic": pa.bool_()}
        schema = pa.schema([(name, kinds.get(name, pa.string())) for name in self.columns])
        con.register("published_rows", pa.Table.from_pylist(list(rows), schema=schema))
        con.execute(f"create or replace table {self.name} as select * from published_rows").fetchall()
        con.unregister("published_rows")

    def entry(self) -> dict[str, Any]:
        """What the release's dictionary says of it."""
        return {
            "summary": {"pl": self.summary.pl, "en": self.summary.en},
            "grain": list(self.grain),
            "columns": {name: {"pl": told.pl, "en": told.en} for name, told in self.columns.items()},
        }
