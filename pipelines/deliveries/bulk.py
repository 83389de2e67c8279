"""Large files without quotes: Arrow splits their lines, each different text is judged once, ids become numbers in bulk.

The table is the one that `reading` makes of the same file by the same SQL, row for row. Texts repeat: the months, codes
and amounts of four million steps are some thousand different ones, and only the random numbers of the sender are not.
What does not fit (a row of another shape, an empty line, texts that hardly repeat) is left to `reading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

import duckdb

from pipelines.deliveries import surrogates
from pipelines.deliveries.cells import Cell, surrogate_letter
from pipelines.deliveries.formats import Sheet

if TYPE_CHECKING:
    import pyarrow as pa

MANY_LINES = 500_000  # of a file; fewer are read before Arrow is imported
PIECE_BYTES = 64 << 20  # of whole lines that are split and stored at once
BLOCK_BYTES = 8 << 20  # of a piece for one thread
MOST_TEXTS = 50_000  # different ones in a column of a piece; more are better judged one by one


def read(con: duckdb.DuckDBPyConnection, sheet: Sheet, cells: dict[str, Cell]) -> int | None:
    """Make `<table>_read` and return its number of rows; None, and no table, where it is left to `reading`."""
    import pyarrow as pa

    if sheet.lines <= MANY_LINES or not sheet.is_plain:
        return None
    rows: int | None = None
    try:
        for piece in _split(sheet, cells):
            added = _store(con, sheet.table.name, piece, cells, is_first=rows is None)
            if added is None:
                break
            rows = (rows or 0) + added
    except pa.ArrowInvalid:  # the message would repeat the line
        rows = None
    if rows is not None and rows + 1 == sheet.lines:  # Arrow passes over empty lines
        return rows
    con.execute(f"drop table if exists {sheet.table.name}_read").fetchall()
    return None


def _split(sheet: Sheet, cells: dict[str, Cell]) -> Iterator[pa.Table]:
    """The columns of one piece of the file after another; the next is split while the one before is stored."""
    with sheet.path.open("rb") as file, ThreadPoolExecutor(1) as ahead:
        file.readline()
        coming = ahead.submit(_next_piece, file, sheet, cells)
        while (piece := coming.result()) is not None:
            coming = ahead.submit(_next_piece, file, sheet, cells)
            yield piece


def _next_piece(file: BinaryIO, sheet: Sheet, cells: dict[str, Cell]) -> pa.Table | None:
    import pyarrow as pa
    import pyarrow.csv as pc

    lines = _whole_lines(file)
    if not lines:
        return None
    repeating, single = pa.dictionary(pa.int32(), pa.string()), pa.string()
    return pc.read_csv(
        pa.BufferReader(lines),
        read_options=pc.ReadOptions(column_names=list(sheet.columns), block_size=BLOCK_BYTES),
        parse_options=pc.ParseOptions(delimiter=sheet.delimiter, quote_char=False),
        convert_options=pc.ConvertOptions(
            column_types={c: single if surrogate_letter(k.column) else repeating for c, k in cells.items()},
            strings_can_be_null=True,
            null_values=[""],
            check_utf8=False,  # the survey has done so
        ),
    ).unify_dictionaries()


def _whole_lines(file: BinaryIO) -> bytes:
    start = file.tell()
    file.seek(PIECE_BYTES, 1)
    file.readline()
    end = file.tell()
    file.seek(start)
    return file.read(end - start)


def _store(
    con: duckdb.DuckDBPyConnection, name: str, piece: pa.Table, cells: dict[str, Cell], *, is_first: bool
) -> int | None:
    """Append a piece to the table; returns its rows, None where a column of it has too many different texts."""
    import pyarrow as pa

    repeating = [c for c, known in cells.items() if not surrogate_letter(known.column)]
    texts = {c: piece.column(c).chunk(0).dictionary for c in repeating if piece.column(c).num_chunks}
    if len(texts) < len(repeating) or max(map(len, texts.values()), default=0) > MOST_TEXTS:
        return None
    made = [f"{name}_texts_{c}" for c in texts]
    try:
        for view, (column, found) in zip(made, texts.items(), strict=True):
            con.register(view, pa.table({column: found, "place": pa.array(range(len(found)), pa.int32())}))
        columns, stored, wrong = {}, [], []
        broken = _judge(con, name, {c: cells[c] for c in repeating})
        for column, known in cells.items():
            sent, place = piece.column(column), f'"{column}"'
            if column not in texts:
                numbers = surrogates.numbers(sent, surrogate_letter(known.column) or "")
                columns[column] = sent if numbers is None else numbers
                stored.append(known.stored if numbers is None else place)
                if numbers is None:
                    wrong.append(known.wrong)
                    continue
            elif known.is_kept_as_sent:
                columns[column] = sent
                stored.append(place)
                if column in broken:
                    wrong.append(known.wrong)
                    continue
            else:
                columns[column] = pa.chunked_array([chunk.indices for chunk in sent.chunks], pa.int32())
                stored.append(f"getvariable('texts_{column}')[{place} + 1]")
                if column in broken:
                    wrong.append(f"coalesce(getvariable('broken_{column}')[{place} + 1], false)")
            if known.column.required:
                wrong.append(f"{place} is null")
        view = f"{name}_piece"
        made.append(view)
        con.register(view, pa.table(columns))
        selected = ", ".join(f'{sql} as "{c}"' for c, sql in zip(cells, stored, strict=True))
        into = f"create temp table {name}_read as" if is_first else f"insert into {name}_read"
        con.execute(f"{into} select {selected}, ({' or '.join(wrong) or 'false'}) as wrong from {view}").fetchall()
    finally:
        for view in made:
            con.unregister(view)
    return int(piece.num_rows)


def _judge(con: duckdb.DuckDBPyConnection, name: str, cells: dict[str, Cell]) -> set[str]:
    """Keep what becomes of each text of each column in a variable, by its place; returns the columns with a wrong one."""
    kept = [
        f"set variable texts_{c} = (select list({known.stored} order by place) from {name}_texts_{c})"
        for c, known in cells.items()
        if not known.is_kept_as_sent
    ]
    con.execute("; ".join(kept)).fetchall()
    tests = [f"(select coalesce(bool_or({known.wrong}), false) from {name}_texts_{c})" for c, known in cells.items()]
    answers = con.execute(f"select {', '.join(tests)}").fetchall()[0]
    broken = {c for c, is_broken in zip(cells, answers, strict=True) if is_broken}
    for c in broken:
        con.execute(
            f"set variable broken_{c} = (select list({cells[c].wrong} order by place) from {name}_texts_{c})"
        ).fetchall()
    return broken
