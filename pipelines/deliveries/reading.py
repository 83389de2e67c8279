"""A sheet becomes a table: parsed once, each cell checked while it is read, rows with a wrong cell marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.catalog import Table
from pipelines.contract import CONTRACT
from pipelines.deliveries import bulk, small_groups
from pipelines.deliveries.cells import Cell, cell, dates_of_months, enumeration, enumerations, nothing, quoted
from pipelines.deliveries.formats import MAX_LINE_BYTES, Sheet
from pipelines.deliveries.messages import problem
from pipelines.problems import InputError, Problem

SHOWN_SHAPES = 20
BUFFER_BYTES = 8 << 20  # of a file that one thread parses; the default of 32 MB leaves most files to a single one
MANY_ROWS = 50_000  # lines of a file from which one more statement costs less than a check of every cell
GIVEN_BACK: dict[str, str | bool] = {  # freed memory goes back soon; what an allocator keeps comes on top of the limit
    "allocator_flush_threshold": "16MB",
    "allocator_bulk_deallocation_flush_threshold": "32MB",
    "allocator_background_threads": True,
}
BYTES_A_ROW = 150  # of memory for a row while keys are counted or tables joined; tried with a limit of 1 GB

# Tables of a read file `cases`: `cases_read` as it was stored (with `wrong`), `cases_kept` the rows that stay, with
# their line, `cases` typed as rules see them.


@dataclass(frozen=True)
class Loaded:
    """A sheet in the database; `line` is SQL over `<table>_read` giving the line of the file, its header being 1."""

    sheet: Sheet
    rows: int
    line: str
    has_wrong: bool


def connect(work: Path, *, memory: str | None = None, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A database that spills only into the private folder `work` and loads nothing from outside."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "temp_directory": str(work / "spill"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if memory:
        config |= {"memory_limit": memory, **GIVEN_BACK}
    con = duckdb.connect(config=config)
    con.execute("set enable_progress_bar = true; set enable_progress_bar_print = false").fetchall()  # to be asked only
    return con


def rows_at_once(con: duckdb.DuckDBPyConnection) -> int:
    """Rows of a table that may be counted or joined at once with the memory that the database tells (`953.6 MiB`)."""
    amount, unit = con.execute("select current_setting('memory_limit')").fetchall()[0][0].split()
    size = float(amount) * 1024 ** ["bytes", "KiB", "MiB", "GiB", "TiB"].index(unit)
    return max(int(size / BYTES_A_ROW), 1)


def read_lists(con: duckdb.DuckDBPyConnection, folder: Path, tables: tuple[Table, ...] = CONTRACT) -> None:
    """The enumerations that the tables need, and the code lists that SQL reads as `ref_<list>`, all text.

    An enumeration spelt out is made in a seventh of the time that one selected from a list takes.
    """
    made = [*enumerations(tables, folder).values(), dates_of_months()]
    for name in sorted({enumeration(c) for t in tables for c in t.columns if c.type == "codes"}):
        made.append(f"set variable {name} = enum_range(null::{name})::varchar[]")
    for name in sorted(_lists(tables)):
        made.append(
            f"create table ref_{name} as select * from read_csv({quoted(literal_path(folder / f'{name}.csv'))}, "
            "header=true, delim=',', quote='\"', all_varchar=true, nullstr='')"
        )
    con.execute("; ".join(made)).fetchall()  # at once, or each would wait for the interpreter


def stand_in(con: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    """Each table empty, in place of those that do not arrive; views of a delivery are temporary and hide them."""
    for table in tables:
        con.execute(f"create view if not exists {table.name} as {nothing(table)}").fetchall()
        con.execute(f"create view if not exists {table.name}_kept as from {table.name}").fetchall()


def _lists(tables: tuple[Table, ...]) -> set[str]:
    """Names of the code lists that the rules of the tables, the months of dated codes or `small_groups` ask for."""
    rules = " ".join(rule.failing for table in tables for rule in table.rules)
    dated = {c.codes for t in tables for c in t.columns if c.codes and c.dated_by}
    return {small_groups.AGES, *dated, *re.findall(r"\bref_(\w+)", rules)}


def literal_path(path: Path) -> str:
    """The path with the signs that mean patterns to the reader made literal."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def read_sheet(con: duckdb.DuckDBPyConnection, sheet: Sheet, ahead: bulk.Ahead) -> Loaded:
    """Parse the sheet into `<table>_read`; raises InputError for rows of another shape and broken lines in cells.

    What `ahead` takes goes through memory that the database does not count.
    """
    cells = {c.name: cell(c, from_workbook=sheet.from_workbook) for c in sheet.table.columns}
    rows = bulk.read(con, sheet, cells, ahead) if ahead.takes(sheet) else None
    if rows is None:
        rows = _parse(con, sheet, cells)
    has_wrong = con.execute(f"select coalesce(bool_or(wrong), false) from {sheet.table.name}_read").fetchall()[0][0]
    return Loaded(sheet, rows, _line(con, sheet, rows), has_wrong)


def _parse(con: duckdb.DuckDBPyConnection, sheet: Sheet, cells: dict[str, Cell]) -> int:
    table, name = sheet.table, sheet.table.name
    stored = ", ".join(f'{k.stored} as "{c}"' for c, k in cells.items())
    late = [k for k in cells.values() if k.is_kept_as_sent] if sheet.lines > MANY_ROWS else []
    wrong = " or ".join(k.wrong for k in cells.values() if k not in late) or "false"
    creation = f"create temp table {name}_read as select {stored}, ({wrong}) as wrong from "
    try:
        [(rows,)] = con.execute(creation + _csv(sheet)).fetchall()
    except duckdb.InvalidInputException:
        raise InputError(*_misshapen(con, sheet)) from None  # the message would repeat the line
    _check_late(con, table, late)
    return int(rows)


def _check_late(con: duckdb.DuckDBPyConnection, table: Table, late: list[Cell]) -> None:
    """Mark rows with a wrong cell in the `late` columns: few different texts stand in many rows, so each is tried once."""
    tests = [
        f'(select coalesce(bool_or({k.wrong}), false) from (select distinct "{k.column.name}" from {table.name}_read))'
        for k in late
    ]
    broken = con.execute(f"select {', '.join(tests)}").fetchall()[0] if tests else ()
    if wrong := " or ".join(k.wrong for k, is_broken in zip(late, broken, strict=True) if is_broken):
        con.execute(f"update {table.name}_read set wrong = true where not wrong and ({wrong})").fetchall()


def _misshapen(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Problem]:
    """Lines that have another number of fields than the header, or a broken quote."""
    name = sheet.table.name
    rejects = f"rejects_table='{name}_shape', rejects_scan='{name}_scan', rejects_limit=1000, store_rejects=true"
    every = ", ".join(f'count("{c}")' for c in sheet.columns)
    con.execute(f"select {every} from {_csv(sheet, rejects)}").fetchall()
    shapes = con.execute(f"select distinct line from {name}_shape order by line limit {SHOWN_SHAPES}").fetchall()
    return [problem("row_shape", sheet.name, line=line) for (line,) in shapes or [(None,)]]


def _csv(sheet: Sheet, more: str = "") -> str:
    columns = ", ".join(f"{quoted(c)}: 'varchar'" for c in sheet.columns)
    return (
        f"read_csv({quoted(literal_path(sheet.path))}, delim={quoted(sheet.delimiter)}, quote='\"', escape='\"', header=true, "
        f"auto_detect=false, strict_mode=true, columns={{{columns}}}, nullstr='', max_line_size={2 * MAX_LINE_BYTES}, "
        f"buffer_size={BUFFER_BYTES}{', ' + more if more else ''})"
    )


def _line(con: duckdb.DuckDBPyConnection, sheet: Sheet, rows: int) -> str:
    """Rows lie in the order of the file, so row 0 is line 2, unless empty lines stand between them."""
    if rows + 1 == sheet.lines:
        return "rowid + 2"
    name = sheet.table.name
    con.execute(
        f"create temp table {name}_lines as select row_number() over () as line, text from read_csv("
        f"{quoted(literal_path(sheet.path))}, delim='\x1f', quote='', escape='', header=false, auto_detect=false, parallel=false, "
        f"columns={{'text': 'varchar'}}, max_line_size={2 * MAX_LINE_BYTES})"
    ).fetchall()
    full = con.execute(f"select count(*) from {name}_lines where coalesce(text, '') <> ''").fetchall()[0][0]
    if full != rows + 1:
        odd = con.execute(
            f"select min(line) from {name}_lines where (length(text) - length(replace(text, '\"', ''))) % 2 = 1"
        ).fetchall()[0][0]
        raise InputError(problem("line_break" if odd else "row_shape", sheet.name, line=odd))
    con.execute(
        f"create temp table {name}_place as select line, row_number() over (order by line) - 2 as place "
        f"from {name}_lines where coalesce(text, '') <> ''"
    ).fetchall()
    return f"(select line from {name}_place where place = {name}_read.rowid)"


def read_wrong(con: duckdb.DuckDBPyConnection, loaded: Loaded) -> str:
    """Read the marked rows once more as text into `<table>_text` with their line; returns its name."""
    sheet, name = loaded.sheet, loaded.sheet.table.name
    columns = ", ".join(f'"{c}"' for c in sheet.columns)
    con.execute(
        f"create temp table {name}_text as with marked as (select rowid as place, {loaded.line} as line from {name}_read where wrong) "
        f"select marked.line, {columns} from (select row_number() over () - 1 as place, * from {_csv(sheet, 'parallel=false')}) "
        "join marked using (place)"
    ).fetchall()
    return f"{name}_text"


def show(con: duckdb.DuckDBPyConnection, table: Table, loaded: Loaded, *, has_aside: bool) -> None:
    """(Re)create the views `<table>_kept`, rows that stay, and `<table>`, rows as rules see them.

    Rules also see rows that a wrong cell or another rule sets aside, so that one fault is told once: a plan is not
    blamed for a step that has a mistyped cost. Doubles and rows that point nowhere they do not see.
    """
    name = table.name
    columns = ", ".join(f'"{c.name}"' for c in table.columns)
    typed = ", ".join(f'{cell(c).seen} as "{c.name}"' for c in table.columns)
    stays, seen = "not wrong", "true"
    if loaded.has_wrong:
        seen = "not (wrong and " + " and ".join(f'"{c.name}" is null' for c in table.columns) + ")"
    if has_aside:
        stays += f" and {loaded.line} not in (select line from aside where file = '{name}')"
        seen += (
            f" and {loaded.line} not in (select line from aside where file = '{name}' and rule in ('key', 'orphan'))"
        )
    con.execute(
        f"create or replace temp view {name}_kept as select rowid as place, {loaded.line} as line, {columns} "
        f"from {name}_read where {stays}"
    ).fetchall()
    con.execute(
        f"create or replace temp view {name} as select {loaded.line} as line, {typed} from {name}_read where {seen}"
    ).fetchall()


def clear(con: duckdb.DuckDBPyConnection) -> None:
    """Forget every table and view of the delivery examined before; code lists are no temporary tables and stay."""
    made = con.execute(
        "select 'view ' || view_name from duckdb_views() where temporary and not internal "
        "union all select 'table ' || table_name from duckdb_tables() where temporary"
    ).fetchall()
    if made:
        con.execute("; ".join(f"drop {what}" for (what,) in sorted(made, reverse=True))).fetchall()
