"""Small pieces of HTML, escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def escape(text: object) -> str:
    """Text that may stand in HTML content and in quoted attributes."""
    return html.escape(str(text), quote=True)


def paragraphs(texts: Iterable[str]) -> str:
    """Each text as a paragraph; empty ones are left out."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """A definition list, e.g. of an indicator's numerator, denominator and caveats."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in pairs if meaning)
    return f'<dl class="lat-words">{rows}</dl>'
