"""The code lists of `data/reference` in the database, and the territories that a build needs by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from pipelines.catalog import Text
from pipelines.problems import InputError, Problem, UserError

Progress = Callable[[Text], None]


def read(con: duckdb.DuckDBPyConnection, folder: Path, progress: Progress) -> list[str]:
    """Load every code list as ref_<name>, all text; each needs its labels, and a code once per validity."""
    progress(Text("czytam listy kodów", "reading code lists"))
    names = [path.stem for path in sorted(folder.glob("*.csv")) if not path.stem.startswith("outlines_")]
    for name in names:
        file = f"{name}.csv"
        try:
            con.execute(
                f"create table ref_{name} as select * from read_csv(?, header=true, delim=',', quote='\"', all_varchar=true, nullstr='')",
                [str(folder / file)],
            ).fetchall()
        except duckdb.Error as error:
            raise InputError(
                Problem(
                    file=file,
                    rule="csv",
                    what=Text("listy kodów nie da się odczytać", "the code list cannot be read"),
                    todo=Text("popraw plik CSV (UTF-8, przecinki)", "mend the CSV file (UTF-8, commas)"),
                )
            ) from error
        columns = {row[0] for row in con.execute(f"describe ref_{name}").fetchall()}
        for column in {"code", "pl", "en"} & columns:
            for (line,) in con.execute(
                f'select line from (select row_number() over () + 1 as line, * from ref_{name}) where "{column}" is null limit 1'
            ).fetchall():
                raise InputError(
                    Problem(
                        file=file,
                        line=line,
                        column=column,
                        rule="label",
                        what=Text("brakuje kodu albo nazwy", "a code or a label is missing"),
                        todo=Text("uzupełnij oba języki", "complete both languages"),
                    )
                )
        if {"code", "valid_from"} <= columns and name not in {"reasons"}:
            _unique_code(con, name)
    return names


def _unique_code(con: duckdb.DuckDBPyConnection, name: str) -> None:
    rows = con.execute(
        f"select line from (select row_number() over () + 1 as line, row_number() over "
        f"(partition by code, valid_from) as copy from ref_{name}) where copy > 1 limit 1"
    ).fetchall()
    for (line,) in rows:
        raise InputError(
            Problem(
                file=f"{name}.csv",
                line=line,
                column="code",
                rule="key",
                what=Text("kod występuje drugi raz", "the code stands a second time"),
                todo=Text("zostaw jeden wiersz na kod", "keep one row per code"),
            )
        )


def region_exists(con: duckdb.DuckDBPyConnection, region: str) -> None:
    known = con.execute("select code, short_pl from ref_teryt where level = 'voivodeship' order by code").fetchall()
    if region not in {code for code, _ in known}:
        codes = ", ".join(f"{code} {name}" for code, name in known)
        raise UserError(
            Text(
                f"LATARNIA_REGION={region}: nie ma takiego województwa; są: {codes}.",
                f"LATARNIA_REGION={region}: no such voivodeship; there are: {codes}.",
            )
        )


def counties(con: duckdb.DuckDBPyConnection, region: str) -> dict[str, str]:
    rows = con.execute(
        "select code, short_pl from ref_teryt where level = 'county' and parent = ? order by code", [region]
    )
    return dict(rows.fetchall())
