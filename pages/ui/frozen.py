"""Cards of a frozen page say which of their figures the release in use gives otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.ui import address, data
from pages.ui.text import words
from pipelines import revisions
from pipelines.words import revised
from pipelines.words.plurals import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.catalog import Language

NAMED = 5  # revised figures that a card spells out; it counts the rest


def marked(content: Mapping[str, Any], language: Language) -> Mapping[str, Any]:
    """The card as it is, or, on a page of an older release, with a notice about figures revised since."""
    if not address.kept("release"):
        return content
    newer = data.newer()
    found = revisions.since(content["origin"].values, newer) if newer else []
    if newer is None or not found:
        return content
    told = [revised.told(newer, one, language) for one in found[:NAMED]]
    if len(found) > NAMED:
        told.append(words("frozen.more", language, values=counted(len(found) - NAMED, "wartość", language)))
    notice = words("frozen.since", language, release=newer.id, values="; ".join(told))
    return {**content, "notices": [*content.get("notices", ()), notice]}
