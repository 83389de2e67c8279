"""The bundled font: where it lies, how wide its letters are, how text breaks into lines."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from pipelines.catalog import Text
from pipelines.problems import UserError

FAMILY = "Latarnia Sans"
FONTS = Path(__file__).with_name("fonts")
STYLES = ("Regular", "Bold")
UNKNOWN = 600  # 1/1000 em: a letter that the font does not have


def font_files() -> list[Path]:
    """Both weights; UserError where one is missing, because files in another font would break differently."""
    files = [FONTS / f"LatarniaSans-{style}.ttf" for style in STYLES]
    for path in files:
        if not path.is_file():
            raise UserError(
                Text(
                    f"Brakuje pliku czcionki {path.name}; zainstaluj program ponownie (uv sync --reinstall).",
                    f"The font file {path.name} is missing; install the program again (uv sync --reinstall).",
                )
            )
    return files


@cache
def _widths() -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads((FONTS / "widths.json").read_text(encoding="utf-8"))
    return found


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Width of a line of text in px at a size in px, without kerning."""
    table = _widths()
    return sum(table[letter][is_bold] if letter in table else UNKNOWN for letter in text) * size / 1000


def lines(text: str, size: float, room: float, *, is_bold: bool = False) -> list[str]:
    """The text broken at spaces so that every line fits into the room; a longer word stands alone."""
    told: list[str] = []
    for word in text.split(" "):
        longer = f"{told[-1]} {word}" if told else word
        if told and width(longer, size, is_bold=is_bold) <= room:
            told[-1] = longer
        else:
            told.append(word)
    return told or [""]
