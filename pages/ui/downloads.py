"""Files for the reader: tables as CSV, and the names files get."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.ui.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.catalog import Language
    from pipelines.release import Value

FORMULA = ("=", "+", "-", "@", "\t", "\r")
POLISH = str.maketrans("łŁ", "lL")


@dataclass(frozen=True)
class Field:
    """One column of a table: its name in files, its heading, and decimals where it holds numbers."""

    name: str
    label: str
    decimals: int | None = None
    unit: str = ""  # written behind the number on the page, e.g. "\u00a0%"


@dataclass(frozen=True)
class Table:
    """Rows as mappings from field name to value.

    A number may be None: the row's `obs_status` (or `<field>_status`) then says why. `is_focus` marks a row.
    """

    caption: str
    fields: Sequence[Field]
    rows: Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Origin:
    """Where a card's figures come from; texts in the language of the page."""

    name: str  # short name for files, e.g. "bierni zawodowo"
    source: str  # producer, survey, table, date
    release: str  # id of our release
    area: str = ""  # TERYT code or codes, for file names and the CSV
    period: str = ""  # e.g. 2023 or 2010-2023
    n: str = ""  # number of persons or cases behind the figures, as text
    synthetic: bool = False  # the figures are invented; the card, its pictures and its files say so
    values: tuple[Value, ...] = ()  # published figures behind the card, to be compared with later releases


def status_of(row: Mapping[str, object], name: str) -> str:
    """Status code of one cell."""
    return str(row.get(f"{name}_status") or row.get("obs_status") or "A")


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-`, `@`, tab and return."""
    return f"'{text}" if text.startswith(FORMULA) else text


@dataclass(frozen=True)
class Column:
    """One column of a file: its heading and its cells, numbers as numbers."""

    name: str
    cells: Sequence[object]
    field: Field | None = None  # of the table; flags and origin have none

    @property
    def is_number(self) -> bool:
        return self.field is not None and self.field.decimals is not None


def columns(table: Table, origin: Origin, language: Language) -> list[Column]:
    """The table as a file holds it: readable headings, `flag` for the status of the numbers, then the origin.

    Numbers of a row that share a status share one `flag`; a number with a status of its own has `flag: <heading>`.
    """
    names: dict[str, Field] = {}
    for field in table.fields:
        heading = field.label or field.name
        names[f"{heading} ({field.name})" if heading in names else heading] = field
    found = [Column(name, [_cell(row, field) for row in table.rows], field) for name, field in names.items()]
    own = [c for c in found if c.is_number and any(f"{_name(c)}_status" in row for row in table.rows)]
    if any(c.is_number and c not in own for c in found):
        found.append(Column("flag", [str(row.get("obs_status") or "A") for row in table.rows]))
    found += [Column(f"flag: {c.name}", [status_of(row, _name(c)) for row in table.rows]) for c in own]
    fixed = {"source": origin.source, "area": origin.area, "period": origin.period, "release": origin.release}
    if origin.synthetic:
        fixed["data"] = words("card.synthetic", language)
    return [*found, *(Column(name, [value] * len(table.rows)) for name, value in fixed.items())]


def _name(column: Column) -> str:
    return column.field.name if column.field else ""


def _cell(row: Mapping[str, object], field: Field) -> object:
    value = row.get(field.name)
    if field.decimals is None:
        return "" if value is None else str(value)
    return value if isinstance(value, int | float) else None


def csv_text(table: Table, origin: Origin, language: Language) -> str:
    """The table as CSV with byte order mark, its flags and its origin in columns.

    Polish files use semicolon and decimal comma, as Polish spreadsheets read them; English ones comma and point.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "pl" else ",", lineterminator="\r\n")
    found = columns(table, origin, language)
    writer.writerow(safe(column.name) for column in found)
    for cells in zip(*(column.cells for column in found), strict=True):
        writer.writerow(
            figure(cell, language) if column.is_number else safe(str(cell))
            for column, cell in zip(found, cells, strict=True)
        )
    return "\ufeff" + out.getvalue()


def figure(value: object, language: Language) -> str:
    """A number for a file: every digit, the decimal mark of the language, empty when there is none."""
    if not isinstance(value, int | float):
        return ""
    text = repr(round(value, 9))  # drops the noise of binary fractions, keeps every digit that was published
    if text.endswith(".0"):
        text = text[:-2]
    return text.replace(".", ",") if language == "pl" else text


def file_name(origin: Origin) -> str:
    """Name without extension, like `bierni-zawodowo_22_2023_r0f3a`: plain letters, parts joined by underscores."""
    parts = (plain(text) for text in (origin.name, origin.area, origin.period, origin.release))
    return "_".join([*(part for part in parts if part), *(["synthetic"] if origin.synthetic else [])])


def plain(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens, at most 60."""
    ascii_text = unicodedata.normalize("NFKD", text.translate(POLISH)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:60].strip("-")


def source_line(origin: Origin, language: Language) -> str:
    """The line under a chart: whether the data are invented, source, n, release."""
    parts = [words("frame.synthetic", language)] if origin.synthetic else []
    parts.append(words("card.source", language, source=origin.source))
    if origin.n:
        parts.append(words("card.sample", language, n=origin.n))
    parts.append(words("card.release", language, release=origin.release))
    return " · ".join(parts)
