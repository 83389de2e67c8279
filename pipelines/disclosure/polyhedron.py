"""What the tokens leave possible: all files that look the same, as linear constraints, and how far a count can move in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE = (
    1e-6  # of HiGHS solutions; vertices have small denominators, so no true bound lies this close below a whole one
)
LARGE = 10_000  # rows from which the interior point method, ended at a vertex, is faster than the simplex: 4 times at 15,000


class ContradictionError(Exception):
    """No file at all fits: what is assumed (tokens, growth, known numbers) cannot be true together."""


@dataclass(frozen=True)
class Polyhedron:
    """Variables x >= 0 with lower <= rows·x <= upper and ties·x = 0; a bound may be infinite, `fixed` holds x at zero."""

    rows: csr_array
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    ties: csr_array
    fixed: NDArray[np.bool_]

    def farthest(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of all rows in a possible file for which weights·rows is as large as can be (HiGHS, exact up to TOLERANCE)."""
        methods = ["highs", "highs-ds", "highs-ipm"]  # the next one only where numbers got too hard
        for method in methods if len(self.lower) < LARGE else reversed(methods):
            result = linprog(
                -(self.rows.T @ weights),
                A_ub=self._sides[0],
                b_ub=self._sides[1],
                A_eq=self.ties,
                b_eq=np.zeros(self.ties.shape[0]),
                bounds=self._box,
                method=method,
            )
            if result.status == 2:
                raise ContradictionError
            if result.status == 0:
                return np.asarray(self.rows @ result.x)
        raise RuntimeError(f"the solver gave up: {result.message}")

    def whole(self, weights: NDArray[np.float64], seconds: float = 20) -> NDArray[np.int64] | None:
        """Variables of a possible file in whole numbers, as far along weights·rows as found in time; None if none was."""
        result = milp(
            -(self.rows.T @ weights),
            constraints=[
                LinearConstraint(self.rows, self.lower, self.upper),
                *([LinearConstraint(self.ties, 0, 0)] if self.ties.shape[0] else []),
            ],
            bounds=Bounds(0, self._box[:, 1]),
            integrality=np.ones(self.rows.shape[1]),
            options={"time_limit": seconds},
        )
        return None if result.x is None else np.rint(result.x).astype(np.int64)

    @cached_property
    def _sides(self) -> tuple[csr_array, NDArray[np.float64]]:
        above, below = np.isfinite(self.upper), np.isfinite(self.lower) & (self.lower > 0)
        matrix = csr_array(vstack([self.rows[above], -self.rows[below]]))
        return matrix, np.concatenate([self.upper[above], -self.lower[below]])

    @cached_property
    def _box(self) -> NDArray[np.float64]:
        return np.column_stack([np.zeros(len(self.fixed)), np.where(self.fixed, 0, np.inf)])


def whole_bounds(
    low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The whole numbers between two reals: smallest and largest."""
    return np.ceil(low - TOLERANCE), np.floor(high + TOLERANCE)
