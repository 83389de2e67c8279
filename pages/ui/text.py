"""The words of the interface, read from texts/: a file for each page, and frame.toml for what every page has."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.catalog import Language

TEXTS = Path(__file__).with_name("texts")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every text by its dotted key, e.g. `{"card.chart": {"pl": "Wykres", "en": "Chart"}}`; ValueError for a key of two files."""
    found: dict[str, dict[str, str]] = {}

    def collect(prefix: str, table: dict[str, object]) -> None:
        for name, value in table.items():
            key = f"{prefix}.{name}" if prefix else name
            if isinstance(value, dict) and set(value) <= {"pl", "en"} and value:
                if key in found:
                    raise ValueError(f"{key} stands in two files of {TEXTS.name}/")
                found[key] = value
            elif isinstance(value, dict):
                collect(key, value)

    for path in sorted(TEXTS.glob("*.toml")):
        collect("", tomllib.loads(path.read_text(encoding="utf-8")))
    return found


def words(key: str, language: Language, **values: object) -> str:
    """One text in a given language, placeholders filled in; KeyError for an unknown key."""
    return catalogue()[key][language].format(**values)


def t(key: str, **values: object) -> str:
    """One text in the language of the page."""
    from pages.ui.address import language

    return words(key, language(), **values)
