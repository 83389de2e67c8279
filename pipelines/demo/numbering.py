"""Surrogates of rows: 1, 2, 3 … inside each delivery, or right through where everything is one delivery."""

from __future__ import annotations

import numpy as np

from pipelines.demo.frames import Ints

OF_HOUSEHOLDS = 90_000_000  # plans and steps of households are numbered from here, apart from those of cases


class Numbering:
    """Gives numbers by letter (c cases, p plans …); `through` carries on from block to block."""

    def __init__(self, *, through: bool) -> None:
        self.through = through
        self._given: dict[str, int] = {}

    def next(self, letter: str, delivery: Ints) -> Ints:
        """Numbers for rows in order of delivery."""
        if not self.through:
            inside: Ints = np.arange(1, len(delivery) + 1) - np.searchsorted(delivery, delivery)
            return inside
        start = self._given.get(letter, 0)
        self._given[letter] = start + len(delivery)
        return np.arange(start + 1, start + len(delivery) + 1)
