"""Rows of delivered files, kept or set aside: told by the rule of counts of persons, in manifest, pages and certificate alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.disclosure.tokens import HIDDEN

if TYPE_CHECKING:
    from pipelines.disclosure.tokens import Rule


def told(rule: Rule, rows: int | None) -> int | None:
    """Rows as they may be told: none at all as 0, few as None (hidden), the others rounded.

    Most files hold a row a person, so an exact number would undo the rounding of the counts made from them. Zero stays:
    it says that a file came empty or without a fault, not that something is true of nobody. What was told already stays
    as it is, so that a release from before this rule is read by it too.
    """
    if not rows:
        return rows
    token = int(rule.tokens([rows])[0])
    return None if token == HIDDEN else token
