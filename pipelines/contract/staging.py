"""From declared columns to SQL types: how a cell read as text becomes a typed value."""

from __future__ import annotations

from pipelines.catalog import Column, Table

STAGING_TYPES = {
    "text": "varchar",
    "integer": "bigint",
    "decimal": "double",
    "month": "date",  # the first of the month
    "boolean": "boolean",
    "codes": "varchar[]",
}

# One row about the delivery itself, for the rules: teryt is that of the supplier (2 or 4 digits); months are dates.
DELIVERY = {
    "supplier": "varchar",
    "teryt": "varchar",
    "first_month": "date",
    "last_month": "date",
    "law_version": "varchar",
}


def typed(column: Column, cell: str | None = None) -> str:
    """SQL expression that turns the text `cell` (default: the column itself) into its type; null where it does not fit."""
    cell = cell or f'"{column.name}"'
    if column.type == "month":
        return f"case when regexp_full_match({cell}, '[12][0-9]{{3}}-[0-9]{{2}}') then try_cast({cell} || '-01' as date) end"
    if column.type == "boolean":
        return f"case {cell} when '1' then true when '0' then false end"
    if column.type == "codes":
        return f"string_split({cell}, '|')"
    if column.type == "text":
        return cell
    return f"try_cast({cell} as {STAGING_TYPES[column.type]})"


def empty(table: Table, name: str | None = None) -> str:
    """SQL that creates the typed table without rows, with its column `line`."""
    columns = "".join(f', "{c.name}" {STAGING_TYPES[c.type]}' for c in table.columns)
    return f"create or replace table {name or table.name} (line bigint{columns})"
