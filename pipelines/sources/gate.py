"""The gate: every source file is checked against its declaration before anything is built from it.

All checks are set-based SQL over the file read as text, so that each broken rule is told with file, line and column.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.catalog import Column, Table, Text
from pipelines.problems import InputError, Problem

SQL_TYPES = {"text": "varchar", "integer": "bigint", "decimal": "double"}
SHOWN_PER_RULE = 3  # a thousand broken lines of one kind are told by their first three

_NUMBER = Text(
    "popraw liczbę: cyfry, kropka dziesiętna, bez spacji", "mend the number: digits, decimal point, no spaces"
)
_PROVENANCE_KEYS = (
    "title_pl",
    "title_en",
    "producer",
    "url",
    "licence",
    "released",
    "accessed",
    "base",
    "synthetic",
    "sha256",
)


@dataclass(frozen=True)
class Provenance:
    """Where a source table comes from: the `.toml` beside it."""

    table: str
    facts: dict[str, Any]

    @property
    def released(self) -> str:
        return str(self.facts["released"])

    @property
    def region(self) -> str | None:
        """TERYT of the only voivodeship the table covers, or None when it covers more."""
        return self.facts.get("region")


def read_provenance(folder: Path, table: Table) -> Provenance:
    """Read and check `<table>.toml`: complete, and the hash of the file it vouches for. Raises InputError."""
    file = f"{table.name}.toml"
    path = folder / file
    if not path.is_file():
        raise InputError(
            _problem(
                file,
                "provenance",
                "brakuje pliku pochodzenia",
                "the provenance file is missing",
                f"dodaj {file} obok tabeli",
                f"add {file} beside the table",
            )
        )
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            _problem(
                file,
                "provenance",
                f"pliku nie da się odczytać ({error})",
                f"the file cannot be read ({error})",
                "popraw zapis TOML w UTF-8",
                "mend the TOML, in UTF-8",
            )
        ) from error
    missing = [key for key in _PROVENANCE_KEYS if key not in facts]
    if missing:
        names = ", ".join(missing)
        raise InputError(
            _problem(
                file,
                "provenance",
                f"brakuje pól: {names}",
                f"fields are missing: {names}",
                "uzupełnij pochodzenie danych",
                "complete the provenance",
            )
        )
    csv = folder / f"{table.name}.csv"
    if not csv.is_file():
        raise InputError(
            _problem(
                csv.name,
                "file",
                "brakuje pliku",
                "the file is missing",
                "przywróć plik albo usuń tabelę z deklaracji źródła",
                "restore the file or remove its declaration",
            )
        )
    if hashlib.sha256(csv.read_bytes()).hexdigest() != facts["sha256"]:
        raise InputError(
            _problem(
                csv.name,
                "checksum",
                f"suma kontrolna różni się od zapisanej w {file}",
                f"the checksum differs from the one in {file}",
                "sprawdź, kto zmienił plik; jeśli zmiana jest zamierzona, wpisz nową sumę sha256",
                "find out who changed the file; if on purpose, write the new sha256",
            )
        )
    return Provenance(table.name, facts)


def promises(table: Table) -> list[Text]:
    """What `read_provenance` and `load` hold a table to, in words."""
    return [
        Text("suma kontrolna zgodna z plikiem pochodzenia", "the checksum is that of the provenance file"),
        Text("każda komórka zgodna z deklaracją kolumny", "every cell keeps the declaration of its column"),
        Text("klucz bez powtórzeń", "no key stands twice"),
        *(check.rule for check in table.checks),
    ]


def load(con: duckdb.DuckDBPyConnection, path: Path, table: Table, *, name: str, constants: dict[str, str]) -> int:
    """Create table `name` from the file if it keeps every promise; returns its rows, raises InputError otherwise.

    `constants` become text columns with one value for the whole table (source table, release date).
    Code lists must already stand in the connection as `ref_<list>`.
    """
    text = _read_text(con, path, table)
    problems = [*_cells(con, path.name, table, text), *_keys(con, path.name, table, text)]
    if problems:
        raise InputError(*problems)
    typed = ", ".join(f'cast("{c.name}" as {SQL_TYPES[c.type]}) as "{c.name}"' for c in table.columns)
    con.execute(f"create or replace temp table t as select line, {typed} from {text}").fetchall()
    for check in table.checks:
        rows = con.execute(check.failing).fetchall()
        problems += [
            Problem(
                file=path.name,
                line=line,
                column=column,
                rule=check.id,
                what=check.rule,
                todo=Text("porównaj z publikacją źródłową i popraw", "compare with the publication and mend it"),
            )
            for line, column in sorted(rows, key=str)[:SHOWN_PER_RULE]
        ]
    if problems:
        raise InputError(*problems)
    extra = "".join(f", '{value}' as {key}" for key, value in constants.items())
    con.execute(f"create table {name} as select * exclude (line){extra} from t").fetchall()
    con.execute(f"drop table t; drop table {text}").fetchall()
    return int(con.execute(f"select count(*) from {name}").fetchall()[0][0])


def _problem(file: str, rule: str, pl: str, en: str, todo_pl: str, todo_en: str, **place: Any) -> Problem:
    return Problem(file=file, rule=rule, what=Text(pl, en), todo=Text(todo_pl, todo_en), **place)


def _read_text(con: duckdb.DuckDBPyConnection, path: Path, table: Table) -> str:
    """Read the file as text into a temporary table with its line numbers; the header must be the declared one."""
    try:
        header_line = path.read_text(encoding="utf-8").partition("\n")[0]
    except UnicodeDecodeError as error:
        raise InputError(
            _problem(
                path.name,
                "encoding",
                "plik nie jest w UTF-8",
                "the file is not UTF-8",
                "zapisz plik jako CSV UTF-8",
                "save the file as CSV UTF-8",
            )
        ) from error
    header = [cell.strip().strip('"') for cell in header_line.lstrip("\ufeff").rstrip("\r").split(",")]
    expected = [c.name for c in table.columns]
    problems = [
        _problem(
            path.name,
            "header",
            "brakuje kolumny",
            "a column is missing",
            "dodaj kolumnę z deklaracji",
            "add the declared column",
            line=1,
            column=name,
        )
        for name in expected
        if name not in header
    ] + [
        _problem(
            path.name,
            "header",
            "nieznana kolumna",
            "unknown column",
            "usuń kolumnę albo popraw jej nazwę",
            "remove or rename it",
            line=1,
            column=name,
        )
        for name in header
        if name not in expected
    ]
    if len(set(header)) != len(header):
        problems.append(
            _problem(
                path.name,
                "header",
                "kolumna występuje dwa razy",
                "a column stands twice",
                "zostaw jedną",
                "keep one",
                line=1,
            )
        )
    if problems:
        raise InputError(*problems)
    columns = ", ".join(f"'{name}': 'varchar'" for name in header)
    try:
        con.execute(
            f"create or replace temp table cells as select row_number() over () + 1 as line, * from read_csv(?, delim=',', quote='\"', "
            f"header=true, auto_detect=false, strict_mode=true, parallel=false, columns={{{columns}}}, nullstr='')",
            [str(path)],
        ).fetchall()
    except duckdb.Error as error:
        line = next((int(word.rstrip(".:,")) for word in str(error).split() if word.rstrip(".:,").isdigit()), None)
        raise InputError(
            _problem(
                path.name,
                "csv",
                "wiersz ma złą liczbę pól albo złe cudzysłowy",
                "a line has a wrong number of fields or broken quotes",
                "sprawdź przecinki i cudzysłowy w tym wierszu",
                "check commas and quotes in that line",
                line=line,
            )
        ) from error
    return "cells"


def _cells(con: duckdb.DuckDBPyConnection, file: str, table: Table, text: str) -> list[Problem]:
    """Rules of single cells: present, of its type, in its code list, of its form, in its range."""
    problems: list[Problem] = []

    def offenders(column: Column, condition: str, rule: str, what: Text, todo: Text) -> None:
        rows = con.execute(f"select line from {text} where {condition} order by line limit {SHOWN_PER_RULE}").fetchall()
        problems.extend(
            Problem(file=file, line=line, column=column.name, rule=rule, what=what, todo=todo) for (line,) in rows
        )

    for column in table.columns:
        cell = f'"{column.name}"'
        typed = f"try_cast({cell} as {SQL_TYPES[column.type]})"
        if column.required:
            offenders(
                column,
                f"{cell} is null",
                "required",
                Text("pusta komórka", "empty cell"),
                Text("wpisz wartość", "enter a value"),
            )
        if column.type != "text":
            offenders(
                column,
                f"{cell} is not null and ({typed} is null or {cell} <> trim({cell}))",
                "type",
                Text("to nie jest liczba", "not a number"),
                _NUMBER,
            )
        if column.type == "integer":
            offenders(
                column,
                f"{typed} is not null and contains({cell}, '.')",
                "type",
                Text("to nie jest liczba całkowita", "not a whole number"),
                _NUMBER,
            )
        if column.type == "decimal":
            offenders(column, f"not isfinite({typed})", "type", Text("to nie jest liczba", "not a number"), _NUMBER)
        if column.codes is not None:
            known = f"(select code from ref_{column.codes})"
            offenders(
                column,
                f"{cell} is not null and {cell} not in {known}",
                "code",
                Text(f"kodu nie ma na liście {column.codes}", f"the code is not in the list {column.codes}"),
                Text(
                    f"użyj kodu z data/reference/{column.codes}.csv", f"use a code of data/reference/{column.codes}.csv"
                ),
            )
        if column.pattern is not None:
            offenders(
                column,
                f"{cell} is not null and not regexp_full_match({cell}, '{column.pattern}')",
                "pattern",
                Text("wartość ma inną postać niż zadeklarowana", "the value has another form than declared"),
                Text(f"postać: {column.meaning.pl}", f"form: {column.meaning.en}"),
            )
        bounds = [f"{typed} < {column.minimum}"] if column.minimum is not None else []
        bounds += [f"{typed} > {column.maximum}"] if column.maximum is not None else []
        if bounds:
            offenders(
                column,
                " or ".join(bounds),
                "range",
                Text("wartość poza dopuszczalnym zakresem", "value out of range"),
                Text(
                    f"dopuszczalne: {column.minimum} do {column.maximum}",
                    f"allowed: {column.minimum} to {column.maximum}",
                ),
            )
    return problems


def _keys(con: duckdb.DuckDBPyConnection, file: str, table: Table, text: str) -> list[Problem]:
    key = ", ".join(f'"{name}"' for name in table.key)
    rows = con.execute(
        f"select line from (select line, row_number() over (partition by {key} order by line) as copy from {text}) "
        f"where copy > 1 order by line limit {SHOWN_PER_RULE}"
    ).fetchall()
    return [
        _problem(
            file,
            "key",
            "klucz występuje drugi raz",
            "the key stands a second time",
            f"zostaw jeden wiersz na ({', '.join(table.key)})",
            f"keep one row per ({', '.join(table.key)})",
            line=line,
            column=table.key[-1],
        )
        for (line,) in rows
    ]
