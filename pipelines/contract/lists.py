"""The code lists that columns of the contract refer to, and which of their codes a column takes."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.catalog import Column, Language, Text


@dataclass(frozen=True)
class Code:
    """One row of a code list; months of validity are `YYYY-MM` or empty."""

    code: str
    label: Text
    valid_from: str = ""
    valid_to: str = ""

    def validity(self, language: Language) -> str:
        """Since and until when the code is in force, in words; empty if always."""
        since, until = {"pl": ("od", "do"), "en": ("from", "to")}[language]
        parts = [f"{since} {self.valid_from}"] if self.valid_from else []
        parts += [f"{until} {self.valid_to}"] if self.valid_to else []
        return " ".join(parts)


def read(folder: Path, name: str) -> list[Code]:
    """The code list `<folder>/<name>.csv` in its own order; raises OSError where it is missing."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Code(row["code"], Text(row["pl"], row["en"]), row["valid_from"][:7], row["valid_to"][:7])
            for row in csv.DictReader(file)
        ]


def offered(column: Column, folder: Path, region: str) -> list[Code]:
    """Codes that a cell of the column may hold; of areas only those of `region` (TERYT of a voivodeship)."""
    if column.codes is None:
        return []
    codes = read(folder, column.codes)
    if column.codes == "teryt":
        codes = [c for c in codes if c.code.startswith(region)]
    return [c for c in codes if column.pattern is None or re.fullmatch(column.pattern, c.code)]
