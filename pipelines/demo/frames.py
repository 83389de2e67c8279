"""Rows of one table of many deliveries at once, held as columns, and their bytes as canonical CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_FIRST_YEAR, _LAST_YEAR = 1990, 2045
_MONTHS = pa.array([f"{y}-{m:02d}" for y in range(_FIRST_YEAR, _LAST_YEAR) for m in range(1, 13)])
NO_MONTH = -1


def month(year: int, number: int) -> int:
    """Count of months since year 0; the form in which the generator reckons time."""
    return year * 12 + number - 1


def month_text(value: int) -> str:
    """`2024-06` for month(2024, 6)."""
    return f"{value // 12}-{value % 12 + 1:02d}"


def half_year(value: int) -> str:
    """`2024-H1` for any month of January to June 2024."""
    return f"{value // 12}-H{value % 12 // 6 + 1}"


@dataclass
class Frame:
    """Columns of equal length; `delivery` says to which delivery each row belongs and never falls from row to row."""

    delivery: Ints
    columns: dict[str, Any]

    def __len__(self) -> int:
        return len(self.delivery)


def coded(codes: Sequence[str], index: Ints) -> Any:
    """Codes by position; a negative position is an empty cell."""
    return pa.array(list(codes), pa.string()).take(pa.array(index, mask=index < 0))


def months(value: Ints) -> Any:
    """Months `YYYY-MM`; NO_MONTH is an empty cell."""
    return _MONTHS.take(pa.array(value - _FIRST_YEAR * 12, mask=value == NO_MONTH))


def numbers(value: npt.NDArray[Any], known: Bools | None = None) -> Any:
    """Whole numbers; empty where not known."""
    return pa.array(value.astype(np.int64), mask=None if known is None else ~known)


def flags(value: npt.NDArray[Any], known: Bools | None = None) -> Any:
    """Booleans `0`/`1`; empty where not known."""
    return numbers(value, known)


def same(text: str, rows: int) -> Any:
    """One text in every row; an empty text is an empty cell."""
    return pa.repeat(pa.scalar(text or None, pa.string()), rows)


def names(prefix: str, number: Ints, known: Bools | None = None) -> Any:
    """Surrogates such as `c17`: a letter and a number, empty where not known."""
    digits = pc.cast(numbers(number, known), pa.string())
    return pc.binary_join_element_wise(pa.scalar(prefix), digits, "")


def joined(flag: Mapping[str, Bools]) -> Any:
    """Several codes in one cell, `a|b`; empty where none holds."""
    items = list(flag)
    pattern = sum((flag[code].astype(np.int64) << position for position, code in enumerate(items)), np.int64(0))
    texts = ["|".join(c for p, c in enumerate(items) if bits >> p & 1) for bits in range(1 << len(items))]
    return coded(texts, np.where(pattern == 0, -1, pattern))


def header(columns: Iterable[str]) -> bytes:
    """The first line of a canonical file."""
    return (";".join(columns) + "\n").encode()


def encode(frame: Frame, columns: Sequence[str]) -> tuple[memoryview, Ints]:
    """All rows as canonical CSV lines, and where each row begins: line i is bytes[starts[i]:starts[i + 1]]."""
    missing = pa.nulls(len(frame), pa.string())
    table = pa.table({name: frame.columns.get(name, missing) for name in columns})
    sink = pa.BufferOutputStream()
    options = pacsv.WriteOptions(include_header=False, delimiter=";", quoting_style="none", batch_size=16_384)
    pacsv.write_csv(table, sink, options)
    content = memoryview(sink.getvalue())
    ends = np.flatnonzero(np.frombuffer(content, np.uint8) == ord("\n")) + 1
    return content, np.concatenate([[0], ends])


def spans(frame: Frame, starts: Ints, deliveries: int) -> Ints:
    """Byte position where the rows of each delivery begin; one more at the end."""
    first: Ints = np.searchsorted(frame.delivery, np.arange(deliveries + 1))
    return starts[first]
