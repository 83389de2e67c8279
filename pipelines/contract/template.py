"""The template of a delivery: empty CSV files, one workbook whose cells offer the code lists, and the dictionary."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipelines import publish
from pipelines.catalog import Language, Text
from pipelines.contract import CONTRACT, dictionary, lists
from pipelines.contract.workbook import Sheets
from pipelines.problems import UserError

_FILES = {
    "workbook": Text("dostawa.xlsx", "delivery.xlsx"),
    "dictionary": Text("slownik.csv", "dictionary.csv"),
    "rules": Text("reguly.csv", "rules.csv"),
}


def write(folder: Path, language: Language, *, reference: Path, region: str) -> list[Path]:
    """Write the template below `folder` and return its files; raises UserError where one of them is there already.

    `csv/` holds one empty file per table, `xlsx/` the workbook; each of the two is a delivery once it is filled and
    packed. `reference` is the folder of code lists, `region` the TERYT of the voivodeship whose counties are offered.
    """
    contents: dict[Path, bytes] = {
        folder / "csv" / f"{table.name}.csv": _csv([[c.name for c in table.columns]]) for table in CONTRACT
    }
    contents[folder / "xlsx" / _FILES["workbook"][language]] = workbook(language, reference=reference, region=region)
    contents[folder / _FILES["dictionary"][language]] = _listing(dictionary.columns(language), language)
    contents[folder / _FILES["rules"][language]] = _listing(dictionary.rules(language), language)
    if any(path.exists() for path in contents):  # it may be filled by now
        raise UserError(
            Text(
                "W tym folderze jest już szablon; podaj inny folder.",
                "The folder holds a template already; name another folder.",
            )
        )
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        publish.write_atomically(path, content)
    return list(contents)


def workbook(language: Language, *, reference: Path, region: str) -> bytes:
    """The workbook as bytes, the same for the same declarations: notes, one sheet per table, code lists."""
    out = io.BytesIO()
    with Sheets(out, language, created=datetime.datetime(2024, 1, 1)) as sheets:
        sheets.notes()
        offers = {
            (table.name, column.name): lists.offered(column, reference, region)
            for table in CONTRACT
            for column in table.columns
        }
        for table in CONTRACT:
            sheets.table(table, {c.name: offers[table.name, c.name] for c in table.columns})
        sheets.code_lists()
    return out.getvalue()


def _listing(rows: Sequence[Mapping[str, str]], language: Language) -> bytes:
    heads = [dictionary.HEADINGS[name][language] for name in rows[0]]
    return b"\xef\xbb\xbf" + _csv([heads, *(row.values() for row in rows)])  # spreadsheets need the mark to read UTF-8


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")
