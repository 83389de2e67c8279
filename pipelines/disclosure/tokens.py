"""Tokens: what stands on a page instead of a count, and the counts that each token can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

HIDDEN = -1  # in arrays only; files and tables hold null with the flag C, never a number
FLAG_HIDDEN, FLAG_SHOWN = "C", "A"


@dataclass(frozen=True)
class Rule:
    """Counts up to `threshold` are hidden, zero included; the others are rounded to `base`, halves up."""

    threshold: int = 12
    base: int = 5

    def __post_init__(self) -> None:
        if self.base < 1 or self.threshold < 0 or (self.threshold + 1 + self.base // 2) % self.base:
            raise ValueError(
                f"threshold {self.threshold} and base {self.base} do not fit: fewer counts than the base would stand "
                "behind the smallest number shown"
            )

    def tokens(self, counts: ArrayLike) -> NDArray[np.int64]:
        """Token of each count: a multiple of the base, or HIDDEN."""
        counts = np.asarray(counts)
        if counts.size and (counts.dtype.kind not in "iu" or counts.min() < 0):
            raise ValueError("counts are whole numbers, zero or more")
        counts = counts.astype(np.int64)
        rounded = (counts + self.base // 2) // self.base * self.base
        return np.where(counts <= self.threshold, HIDDEN, rounded)

    def bounds(self, tokens: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Smallest and largest count that each token can mean."""
        tokens = np.asarray(tokens, dtype=np.int64)
        is_hidden = tokens == HIDDEN
        lower = np.where(is_hidden, 0, tokens - self.base // 2)
        return lower, np.where(is_hidden, self.threshold, lower + self.base - 1)

    def written(self, token: int) -> tuple[int | None, str]:
        """Value and obs_status as they are stored: null with C, or the rounded number with A."""
        return (None, FLAG_HIDDEN) if token == HIDDEN else (int(token), FLAG_SHOWN)

    def read(self, value: int | None, flag: str) -> int:
        """The token of a stored value; refuses what this rule cannot have written."""
        if flag == FLAG_HIDDEN and value is None:
            return HIDDEN
        if flag != FLAG_SHOWN or value is None or value <= self.threshold or value % self.base:
            raise ValueError("a stored value is not a token of this rule")
        return value
