"""`latarnia export`: the same figures as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from pipelines.catalog import LANGUAGES, Language, Text
from pipelines.problems import InputError, UserError

_HELP = {
    "export": Text("zapisz te same liczby do plików", "save the same figures as files"),
    "sheet": Text("karta powiatu albo regionu jako PDF", "sheet of a county or the region as PDF"),
    "workbook": Text(
        "skoroszyt XLSX: liczby obszarów albo tabele prelekcji", "XLSX workbook: figures of areas, or a talk's tables"
    ),
    "deck": Text("prelekcja jako PPTX z edytowalnymi wykresami", "a talk as PPTX with editable charts"),
    "bundle": Text(
        "folder stron, który działa bez serwera i sieci", "a folder of pages that works without a server or a network"
    ),
    "view": Text(
        "jedna karta: CSV, Parquet, XLSX, SVG albo PNG, według końcówki",
        "one card: CSV, Parquet, XLSX, SVG or PNG, by the ending",
    ),
    "address": Text("adres karty, np. counties?focus=2205#map", "address of the card, e.g. counties?focus=2205#map"),
    "geo": Text("kod powiatu albo regionu, np. 2205", "code of a county or of the region, e.g. 2205"),
    "geos": Text(
        "kody obszarów po przecinku (domyślnie region)", "codes of areas, comma-separated (default: the region)"
    ),
    "file": Text("plik prelekcji (.toml)", "file of a talk (.toml)"),
    "talk": Text(
        "prelekcja jako PPTX, PDF i pakiet bez sieci w jednym folderze",
        "a talk as PPTX, PDF and offline bundle in one folder",
    ),
    "lang": Text("język pliku: pl albo en", "language of the file: pl or en"),
    "out": Text("dokąd zapisać", "where to save"),
    "all": Text(
        "wszystkie powiaty regionu i region; --out jest folderem",
        "all counties of the region and the region; --out is a folder",
    ),
}
_NOTHING = Text("Niczego nie zapisano.", "Nothing was written.")


def register(commands: Any, language: Language) -> None:
    """Add `export` and its kinds to the command line."""

    def told(key: str) -> str:
        return _HELP[key][language]

    export = commands.add_parser("export", help=told("export"), description=told("export"))
    kinds = export.add_subparsers(dest="kind", required=True)

    def kind(name: str) -> Any:
        made = kinds.add_parser(name, help=told(name), description=told(name))
        made.add_argument("--lang", choices=LANGUAGES, default=language, help=told("lang"))
        made.add_argument("--out", type=Path, required=True, help=told("out"))
        return made

    sheet = kind("sheet")
    sheet.add_argument("--geo", default="", help=told("geo"))
    sheet.add_argument("--all", action="store_true", help=told("all"))
    workbook = kind("workbook")
    workbook.add_argument("--geo", default="", help=told("geos"))
    workbook.add_argument("--talk", type=Path, help=told("file"))
    kind("deck").add_argument("--talk", type=Path, required=True, help=told("file"))
    kind("bundle").add_argument("--talk", type=Path, help=told("file"))
    kind("talk").add_argument("--talk", type=Path, required=True, help=told("file"))
    kind("view").add_argument("address", help=told("address"))


def run(options: argparse.Namespace) -> int:
    """Write the file; 0, or 2 with one sentence for each thing that is wrong and nothing written."""
    from pipelines.reports import exports  # cards and their readings, which other commands do not need

    language: Language = options.lang
    try:
        exports.KINDS[options.kind](options, language)
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(problem.message(language) + "\n")
        sys.stderr.write(_NOTHING[language] + "\n")
        return 2
    except UserError as error:
        sys.stderr.write(error.text[language] + "\n")
        return 2
    sys.stdout.write(f"{options.out}\n")
    return 0
