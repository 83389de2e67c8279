"""The log of accepted changes, `data/sources/changes.csv`: who let which figures in, when and why. Only ever appended to.

It is an input of the build like any table, so every release carries the log as it stood (table `changes`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.catalog import Text
from pipelines.problems import InputError, Problem

FILE = "changes.csv"
TABLE = "changes"

Kind = Literal["import", "correction"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One acceptance: figures of one table that came in together."""

    date: str  # day of the acceptance, or the day a correction names
    kind: Kind
    table: str
    by: str
    note: str  # of an import; empty for a correction
    reason: str  # of a correction; empty for an import
    released: str  # day on which the publisher released the figures
    new: int  # figures that were not there before
    revised: int
    withdrawn: int  # figures whose value is gone
    proposal: str
    files: str  # names of the files the figures came from, joined by |


HEADS = tuple(f.name for f in fields(Change))
_FORMULA = ("=", "+", "-", "@")
_COUNTS = ("new", "revised", "withdrawn")
_MEANING = {
    "date": Text("dzień przyjęcia zmiany", "day on which the change was accepted"),
    "kind": Text("nowe dane (import) albo poprawka (correction)", "new figures (import) or a correction"),
    "table": Text("tabela źródłowa", "source table"),
    "by": Text("kto przyjął", "who accepted it"),
    "note": Text("uwaga do nowych danych", "note about new figures"),
    "reason": Text("powód poprawki", "reason of a correction"),
    "released": Text("dzień wydania danych przez wydawcę", "day on which the publisher released the figures"),
    "new": Text("liczba nowych wartości", "number of new figures"),
    "revised": Text("liczba zmienionych wartości", "number of revised figures"),
    "withdrawn": Text("liczba wycofanych wartości", "number of withdrawn figures"),
    "proposal": Text("oznaczenie propozycji", "id of the proposal"),
    "files": Text("pliki, z których pochodzą dane", "files the figures came from"),
}


def read(sources: Path) -> list[Change]:
    """All accepted changes, oldest first; none where there is no log yet. Raises InputError for a broken one."""
    path = sources / FILE
    if not path.exists():
        return []
    line = 1
    try:
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True)
        if tuple(next(rows, ())) != HEADS:
            raise ValueError
        found = []
        for cells in rows:
            line = rows.line_num
            row: dict[str, Any] = dict(zip(HEADS, map(_free, cells), strict=True))
            found.append(Change(**row | {name: int(row[name]) for name in _COUNTS}))
    except (ValueError, csv.Error) as error:
        raise InputError(
            Problem(
                file=FILE,
                line=line,
                rule="changes",
                what=Text("dziennik zmian ma zły wiersz", "the log of changes has a broken line"),
                todo=Text(
                    "przywróć plik z kopii; dopisuje do niego tylko latarnia accept",
                    "restore the file from a copy; only latarnia accept writes to it",
                ),
            )
        ) from error
    return found


def appended(sources: Path, change: Change) -> bytes:
    """The bytes of the log with one more change at its end."""
    path = sources / FILE
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not path.exists():
        writer.writerow(HEADS)
    writer.writerow([_tied(" ".join(str(cell).split())) for cell in astuple(change)])
    return (path.read_bytes() if path.exists() else b"") + out.getvalue().encode()


def _tied(words: str) -> str:
    """Words of a person that a spreadsheet would take for a formula get an apostrophe in front."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _free(words: str) -> str:
    return words[1:] if words.startswith("'") and words[1:].startswith(_FORMULA) else words


def load(con: duckdb.DuckDBPyConnection, sources: Path) -> None:
    """Create the table `changes` of a release from the log."""
    columns = ", ".join(f'"{name}" {"bigint" if name in _COUNTS else "varchar"}' for name in HEADS)
    con.execute(f"create table {TABLE} ({columns})").fetchall()
    rows = [list(astuple(change)) for change in read(sources)]
    if rows:
        con.executemany(f"insert into {TABLE} values ({', '.join('?' * len(HEADS))})", rows).fetchall()


def dictionary() -> dict[str, Any]:
    """What the table and its columns mean, for the methods page."""
    return {
        TABLE: {
            "summary": {"pl": "Przyjęte zmiany danych", "en": "Accepted changes of figures"},
            "grain": ["proposal"],
            "columns": {name: {"pl": text.pl, "en": text.en} for name, text in _MEANING.items()},
        }
    }
