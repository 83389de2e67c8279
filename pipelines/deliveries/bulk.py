"""Large files without quotes: Arrow splits their lines, each different text is judged once, ids become numbers in bulk.

The table is the one that `reading` makes of the same file by the same SQL, row for row. Texts repeat: the months, codes
and amounts of four million steps are some thousand different ones, and only the random numbers of the sender are not.
What does not fit (a row of another shape, an empty line, texts that hardly repeat) is left to `reading`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BufferedReader
from typing import TYPE_CHECKING

import duckdb

from pipelines.deliveries.cells import Cell, surrogate_letter
from pipelines.deliveries.formats import Sheet

if TYPE_CHECKING:
    import pyarrow as pa

MANY_LINES = 500_000  # of a file; fewer are read before Arrow is imported
PIECE_BYTES = 64 << 20  # of whole lines that are split and stored at once
PIECES_AHEAD = 2  # that wait to be stored, or are being split
BLOCK_BYTES = 8 << 20  # of a piece for one thread
MOST_TEXTS = 50_000  # different ones in a column of a piece; more are better judged one by one


@dataclass(frozen=True)
class _Piece:
    table: str
    columns: pa.Table | None  # None where its lines cannot be split


class Ahead:
    """Splits the large plain files of a delivery in their order, ahead of what is being stored.

    The first pieces of a file are split while the one before, or a small one, is still read: both cores have work.
    """

    def __init__(self, sheets: Iterable[Sheet] = ()) -> None:
        self._sheets = [sheet for sheet in sheets if sheet.lines > MANY_LINES and sheet.is_plain]
        self._left: set[str] = set()  # tables of which no more pieces are wanted
        self._pieces = self._split()
        self._thread = ThreadPoolExecutor(1)
        self._coming: deque[Future[_Piece | None]] = deque()

    def __enter__(self) -> Ahead:
        if self._sheets:
            self._coming.extend(self._next() for _ in range(PIECES_AHEAD))
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)
        self._pieces.close()

    def takes(self, sheet: Sheet) -> bool:
        """Whether the sheet is one of those that are split."""
        return sheet in self._sheets

    def pieces(self, sheet: Sheet) -> Iterator[pa.Table | None]:
        """The columns of one piece of the file after another; None for a piece that cannot be split."""
        while (found := self._coming[0].result()) is not None:
            if found.table not in {sheet.table.name, *self._left}:
                return
            self._coming.popleft()
            self._coming.append(self._next())
            if found.table == sheet.table.name:
                yield found.columns

    def leave(self, sheet: Sheet) -> None:
        """Split no more of the sheet."""
        self._left.add(sheet.table.name)

    def _next(self) -> Future[_Piece | None]:
        return self._thread.submit(next, self._pieces, None)

    def _split(self) -> Generator[_Piece, None, None]:
        import pyarrow as pa

        room = bytearray()  # the same for every piece, since fresh memory takes its time
        for sheet in self._sheets:
            name = sheet.table.name
            with sheet.path.open("rb") as file:
                file.readline()
                while name not in self._left:
                    size = _whole_lines(file)
                    if len(room) < size:
                        room = bytearray(size + (size >> 3))
                    if not (read := file.readinto(memoryview(room)[:size])):
                        break
                    try:
                        yield _Piece(name, _columns(memoryview(room)[:read], sheet))
                    except pa.ArrowInvalid:  # the message would repeat the line
                        yield _Piece(name, None)


def read(con: duckdb.DuckDBPyConnection, sheet: Sheet, cells: dict[str, Cell], ahead: Ahead) -> int | None:
    """Make `<table>_read` and return its number of rows; None, and no table, where it is left to `reading`."""
    rows: int | None = None
    for piece in ahead.pieces(sheet):
        added = None if piece is None else _store(con, sheet.table.name, piece, cells, is_first=rows is None)
        if added is None:
            rows = None
            break
        rows = (rows or 0) + added
    ahead.leave(sheet)
    if rows is not None and rows + 1 == sheet.lines:  # Arrow passes over empty lines
        return rows
    con.execute(f"drop table if exists {sheet.table.name}_read").fetchall()
    return None


def _whole_lines(file: BufferedReader) -> int:
    """Number of bytes of the next piece, which ends with a line or, then fewer, with the file."""
    start = file.tell()
    file.seek(PIECE_BYTES, 1)
    file.readline()
    size = file.tell() - start
    file.seek(start)
    return size


def _columns(lines: memoryview, sheet: Sheet) -> pa.Table:
    """The lines split into columns: surrogates as numbers, if all of them are such, other texts in dictionaries."""
    import pyarrow as pa
    import pyarrow.csv as pc

    from pipelines.deliveries import surrogates  # with numpy, as pyarrow only where a file is large

    repeating, single = pa.dictionary(pa.int32(), pa.string()), pa.string()
    letters = {c.name: surrogate_letter(c) for c in sheet.table.columns}
    piece = pc.read_csv(
        pa.BufferReader(lines),
        read_options=pc.ReadOptions(column_names=list(sheet.columns), block_size=BLOCK_BYTES),
        parse_options=pc.ParseOptions(delimiter=sheet.delimiter, quote_char=False),
        convert_options=pc.ConvertOptions(
            column_types={c: single if letter else repeating for c, letter in letters.items()},
            strings_can_be_null=True,
            null_values=[""],
            check_utf8=False,  # the survey has done so
        ),
    ).unify_dictionaries()
    for place, column in enumerate(sheet.columns):
        if letter := letters[column]:
            numbers = surrogates.numbers(piece.column(column), letter)
            piece = piece if numbers is None else piece.set_column(place, column, numbers)
    return piece


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
            con.register(view, pa.table({column: found, "place": _places(len(found))}))
        columns, stored, wrong = {}, [], []
        broken = _judge(con, name, {c: cells[c] for c in repeating})
        for column, known in cells.items():
            sent, place = piece.column(column), f'"{column}"'
            if column not in texts:
                is_number = sent.type == pa.int32()
                columns[column] = sent
                stored.append(place if is_number else known.stored)
                if not is_number:
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


def _places(count: int) -> pa.Int32Array:
    import numpy as np
    import pyarrow as pa

    return pa.Array.from_buffers(pa.int32(), count, [None, pa.py_buffer(np.arange(count, dtype=np.int32))])


def _judge(con: duckdb.DuckDBPyConnection, name: str, cells: dict[str, Cell]) -> set[str]:
    """Keep what becomes of each text of each column in a variable, by its place; returns the columns with a wrong one."""
    kept = [
        f"set variable texts_{c} = (select list({known.stored} order by place) from {name}_texts_{c})"
        for c, known in cells.items()
        if not known.is_kept_as_sent
    ]
    con.execute("; ".join(kept)).fetchall()
    # Planned in a sixth of the time that one row of answers takes.
    tests = " union all ".join(f"select '{c}' from {name}_texts_{c} where {k.wrong}" for c, k in cells.items())
    broken = {c for (c,) in con.execute(tests).fetchall()}
    for c in broken:
        con.execute(
            f"set variable broken_{c} = (select list({cells[c].wrong} order by place) from {name}_texts_{c})"
        ).fetchall()
    return broken
