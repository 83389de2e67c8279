"""Files made only when somebody asks: the table of a card as XLSX or Parquet, from the very card that was sent."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from pages.ui.memory import Same
    from pipelines.catalog import Language

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_KEY = re.compile(r"(pl|en)-[0-9a-f]{20}")
# A card is kept as long as `card.sent` keeps it. One that was pushed out is sent, and so noted, again by the next run of
# its page, which the browser asks for when a file is not found (browser/card.js).
_SENT: WeakValueDictionary[str, Same] = WeakValueDictionary()


def note(content: Same, language: Language, sent: bytes) -> str:
    """Note a card that is being sent; the key under which its files are asked for, made from what is sent."""
    key = f"{language}-{hashlib.sha256(sent).hexdigest()[:20]}"
    _SENT[key] = content
    return key


def made(key: str, kind: str) -> tuple[str, bytes] | None:
    """Name and content of a card's file; None for a card that is not known, or has no table, or a kind that is not made."""
    content = _SENT.get(key) if _KEY.fullmatch(key) else None
    if content is None or kind not in TYPES or content.parts.get("table") is None:
        return None
    from pages.ui import data
    from pipelines.reports import tables, workbook

    card = dict(content.parts)
    language: Language = "en" if key.startswith("en") else "pl"
    if kind == "parquet":
        return tables.name(card, kind), tables.parquet_bytes(card, language)
    release = data.open_release(card["origin"].release)  # type: ignore[attr-defined]
    return tables.name(card, kind), workbook.of_cards(release, str(card["title"]), [card], language)
