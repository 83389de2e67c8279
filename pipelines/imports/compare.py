"""What a file would change in a table: new, revised and withdrawn figures, and the rows as they would be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from pipelines.imports.mapping import Mapping
from pipelines.imports.messages import problem
from pipelines.imports.proposal import Cell
from pipelines.imports.table import STATUS, Held, Key
from pipelines.imports.translate import SHOWN, Reading
from pipelines.problems import InputError

_KEPT = {"U", "E"}  # set by Latarnia or by a service that flags: a file without a flag does not take them back
_GONE = {"Q", "-"}


@dataclass
class Comparison:
    """The result of comparing one file, or several, with one table."""

    rows: dict[Key, dict[str, str]]  # the table as it would be
    cells: list[Cell] = field(default_factory=list)
    unchanged: int = 0
    seen: set[Key] = field(default_factory=set)  # keys the files speak of
    flagged: list[Reading] = field(default_factory=list)  # figures beside which the publisher marks a break


def compare(held: Held, readings: Iterable[Reading], m: Mapping, *, has_flags: bool, released: str) -> Comparison:
    """Compare readings with the rows of a table. Raises InputError for a zero that may mean withheld."""
    found = Comparison({key: dict(row) for key, row in held.rows.items()})
    ambiguous = []
    for r in readings:
        old = held.rows.get(r.key)
        if not has_flags and m.zero_may_be_withheld and r.value and not Decimal(r.value):
            if old is None or old.get(STATUS) != "Q":
                ambiguous.append(problem("zero", r.file, line=r.line, column=r.at))
            found.seen.add(r.key)
            continue
        found.seen.add(r.key)
        if r.is_break:
            found.flagged.append(r)
        _one(found, held, r, m, has_flags=has_flags, released=released)
    if ambiguous:
        raise InputError(*ambiguous[:SHOWN])
    return found


def _one(found: Comparison, held: Held, r: Reading, m: Mapping, *, has_flags: bool, released: str) -> None:
    old = held.rows.get(r.key)
    was, is_gone = (old or {}).get(r.column, ""), r.status in _GONE
    old_status = (old or {}).get(STATUS, "")
    status = _status(held, r, old_status, is_same=old is not None and same(was, r.value), has_flags=has_flags)
    if is_gone and not was and (old is not None or r.status == "-" or not held.has_status):
        found.unchanged += 1  # nothing was there, nothing is
        return
    others = _others(held, m, r, released)
    if old is not None and same(was, r.value) and status == old_status and all(old[c] == v for c, v in others.items()):
        found.unchanged += 1
        return
    kind = "new" if not was and r.value else "withdrawn" if is_gone and was else "new" if old is None else "revised"
    found.cells.append(
        Cell(
            kind=kind,  # type: ignore[arg-type]
            key=dict(zip(held.table.key, r.key, strict=True)),
            column=r.column,
            old=was,
            new=r.value,
            old_status=old_status,
            new_status=status,
            beyond_rounding=_beyond(was, r.value, m.decimals),
            file=r.file,
            line=r.line,
            at=r.at,
        )
    )
    if is_gone and not held.has_status and held.table.column(r.column).required:
        found.rows.pop(r.key, None)
        return
    empty = dict.fromkeys(held.heads, "") | dict(zip(held.table.key, r.key, strict=True))
    row = found.rows.setdefault(r.key, empty)
    row |= others | {r.column: was if old is not None and same(was, r.value) else r.value}
    if held.has_status:
        row[STATUS] = status


def _status(held: Held, r: Reading, old: str, *, is_same: bool, has_flags: bool) -> str:
    """Status the row would have: what the file flags; where it flags nothing, what stood there unless the figure changed."""
    if not held.has_status:
        return ""
    if r.status == "-":
        return "M"
    if r.status:
        return r.status
    return old if is_same and (old in _KEPT or not has_flags) else "A"


def _others(held: Held, m: Mapping, r: Reading, released: str) -> dict[str, str]:
    """Columns beside key, figure and status: constants of the mapping and the mark of a break."""
    period = held.when(r.key)
    given = {c.column for c in m.constants if c.column not in held.table.key}
    found = {
        column: value.replace("{released}", released)
        for column in given
        if (value := m.constant(column, period)) is not None
    }
    if m.break_column:
        found[m.break_column] = "1" if r.is_break and r.value else "0"
    return found


def same(old: str, new: str) -> bool:
    """Whether two printed figures are the same number; texts that are no numbers must be equal."""
    try:
        return old == new or bool(old and new and Decimal(old) == Decimal(new))
    except InvalidOperation:
        return False


def _beyond(old: str, new: str, decimals: int) -> bool:
    return not (old and new) or abs(Decimal(old) - Decimal(new)) > Decimal(1).scaleb(-decimals)
