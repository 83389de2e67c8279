"""Money of institutions: when a sum may be shown, and how it is rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INSTITUTIONS = 3
LARGEST_SHARE = 0.75
REST_OF_LARGEST = 0.10
ROUNDED_TO = 1000  # zł


def published_sum(amounts_zl: Sequence[float]) -> int | None:
    """Sum of one amount per institution in zł, rounded to 1,000 zł, halves up; None where it may not be shown.

    Shown for at least 3 institutions, none with more than 3/4 (act on public statistics, art. 38 sec. 2), and only if
    the second largest cannot work out the largest to within 10 % (p %-rule: total - x1 - x2 >= 0.10 x1).
    """
    if any(not amount >= 0 for amount in amounts_zl):
        raise ValueError("amounts are zero or more")
    present = sorted((amount for amount in amounts_zl if amount > 0), reverse=True)
    total = sum(present)
    if len(present) < INSTITUTIONS or present[0] > LARGEST_SHARE * total:
        return None
    if sum(present[2:]) < REST_OF_LARGEST * present[0]:
        return None
    return int((total + ROUNDED_TO / 2) // ROUNDED_TO) * ROUNDED_TO
