"""Surrogates of rows: 1, 2, 3 … inside each delivery, or right through where all deliveries are read as one."""

from __future__ import annotations

import numpy as np

from pipelines.demo.frames import Ints
from pipelines.demo.region import HALF_YEARS

OF_HOUSEHOLDS = 90_000_000  # plans and steps of households are numbered from here, apart from those of cases


class Numbering:
    """Numbers by letter (c cases, p plans …) for one supplier: each half-year, its delivery, counts from 1, whichever
    county the rows come from. `through` carries on from half-year to half-year too.
    """

    def __init__(self, *, through: bool = False) -> None:
        self.through = through
        self._given: dict[str, Ints] = {}

    def next(self, letter: str, delivery: Ints) -> Ints:
        """Numbers for rows in order of delivery; `delivery` is the half-year of each row."""
        before = self._given.setdefault(letter, np.zeros(HALF_YEARS, np.int64))
        place: Ints = np.arange(1, len(delivery) + 1)
        if self.through:
            number: Ints = place + before.sum()
        else:
            number = place - np.searchsorted(delivery, delivery) + before[delivery]
        self._given[letter] = before + np.bincount(delivery, minlength=HALF_YEARS)
        return number
