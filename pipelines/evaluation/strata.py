"""Exact counts by county, half-year and characteristics as arrays, and what the case mix leads to expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipelines.statistics.standardised import expected_by_strata, logistic

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Counts = NDArray[np.int64]

MIX = ("sex", "age", "education", "duration", "disability")


@dataclass(frozen=True)
class Strata:
    """One entry per group of cases alike: county, half-year (counted from year 0), characteristics, cases, in work."""

    teryt: NDArray[np.str_]
    half: Counts
    mix: NDArray[np.str_]  # strata x MIX
    cases: Counts
    in_work: Counts

    def where(self, chosen: NDArray[np.bool_]) -> Strata:
        """The chosen groups alone."""
        return Strata(self.teryt[chosen], self.half[chosen], self.mix[chosen], self.cases[chosen], self.in_work[chosen])


def read(con: duckdb.DuckDBPyConnection, months: int) -> Strata:
    """The groups of `county_panel` whose half-year has been followed for `months` months, in a fixed order."""
    rows = con.execute(
        f"select teryt, 2 * entry_year + entry_half - 1, cases, work_12, {', '.join(MIX)} "
        "from county_panel where followed_months >= ? order by all",
        [months],
    ).fetchall()
    text = np.array([[row[0], *row[4:]] for row in rows], dtype=str).reshape(len(rows), 1 + len(MIX))
    numbers = np.array([row[1:4] for row in rows], dtype=np.int64).reshape(len(rows), 3)
    return Strata(text[:, 0], numbers[:, 0], text[:, 1:], numbers[:, 1], numbers[:, 2])


def expected(strata: Strata) -> Numbers:
    """Expected share of each group's cases by their characteristics, over all counties together.

    Logistic regression on the main effects; where a characteristic leaves no variation (few cases), the shares by sex,
    age and duration instead.
    """
    copies = np.concatenate((strata.cases - strata.in_work, strata.in_work))
    groups = np.tile(np.arange(len(strata.cases)), 2)
    outcome = np.repeat(np.repeat((0, 1), len(strata.cases)), copies)
    of_case = np.repeat(groups, copies)
    columns = [
        strata.mix[:, at] == code for at in range(len(MIX)) for code in np.unique(strata.mix[:, at])[1:]
    ]  # the first code of each characteristic is the base
    features = np.column_stack(columns).astype(float) if columns else np.zeros((len(strata.cases), 0))
    try:
        share = logistic(outcome, features[of_case]).expected
    except ValueError:
        coarse = ["|".join(row) for row in strata.mix[:, [MIX.index(n) for n in ("sex", "age", "duration")]]]
        share = expected_by_strata(outcome, np.array(coarse)[of_case])
    found = np.zeros(len(strata.cases))
    found[of_case] = share
    return found


def tables(strata: Strata, counties: list[str], halves: list[int], values: Numbers | Counts) -> Numbers:
    """Sum of `values` by county and half-year."""
    found = np.zeros((len(counties), len(halves)))
    rows, columns = (
        np.searchsorted(np.array(order), keys) for order, keys in ((counties, strata.teryt), (halves, strata.half))
    )
    np.add.at(found, (rows, columns), values)
    return found
