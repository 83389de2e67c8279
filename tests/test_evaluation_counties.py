"""Counties beside what their clients lead to expect: nothing told beyond one rounded share, no prize for easy clients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from evaluation_world import PLAN, strata

from pipelines.evaluation import counties
from pipelines.evaluation.strata import Strata


def by_code(found: Strata, first: str = "2014", known: Any = None) -> dict[str, dict[str, Any]]:
    return {row["teryt"]: row for row in counties.compared(found, PLAN, known or {}) if row["first"] == first}


def test_blocks_never_overlap_and_only_closed_ones_are_told() -> None:
    rows = counties.compared(strata(halves=17), PLAN, {})
    assert {(row["first"], row["last"]) for row in rows} == {("2014", "2016"), ("2017", "2019")}
    assert len(rows) == 2 * 21


def test_ordinary_counties_lie_within_the_limits() -> None:
    rows = by_code(strata(halves=6))
    assert all(row["outside"] == 0 for code, row in rows.items() if code)
    assert all(row["lower"] <= row["difference"] <= row["upper"] for code, row in rows.items() if code)
    assert rows[""]["lower"] <= 35 <= rows[""]["upper"]


def test_a_county_far_above_is_seen_and_one_that_drops_hard_clients_is_not_praised() -> None:
    rows = by_code(strata(halves=6, persons=150, bonus={"C03": 0.25}, easy={"C07": 1.0}))
    assert rows["C03"]["outside"] == 2
    assert rows["C07"]["gross"] >= 48
    assert abs(rows["C07"]["difference"]) <= 4
    assert rows["C07"]["outside"] == 0


def test_a_county_with_few_cases_is_hidden_and_the_region_stands_in() -> None:
    rows = by_code(strata(halves=6, sizes={"C05": 6}))
    assert rows["C05"]["obs_status"] == "C"
    assert all(rows["C05"][name] is None for name in ("gross", "expected", "difference", "lower", "upper", "outside"))
    assert rows[""]["gross"] is not None


@pytest.mark.parametrize(("n", "own"), [(60, 20), (130, 40), (300, 77), (620, 201), (900, 4)])
def test_every_count_behind_the_printed_share_gives_the_same_row(n: int, own: int) -> None:
    """The witness: whoever knows the code and everything else cannot tell these counts apart."""
    found = counties._window(n, own, (0, counties.UNKNOWN))
    if found is None:
        return
    _, low, high = found
    assert low <= own <= high
    assert high - low >= 4
    told = {"n": (n, n), "work": (0, counties.UNKNOWN)}
    rows = [counties._county("C", n, count, 0.3, 0.02, told, 2014, 2016) for count in range(low, high + 1)]
    assert all(row == rows[0] for row in rows)


def test_published_counts_of_the_years_are_part_of_what_a_reader_knows() -> None:
    assert counties._window(600, 180, (0, 600)) == (1, 177, 182)
    assert counties._window(600, 180, (179, 400)) == (2, 179, 185)  # with the tokens 1 % would leave four counts
    assert counties._window(600, 180, (178, 180)) is None


def test_random_files_keep_five_counts() -> None:
    draw = np.random.default_rng(3)
    for _ in range(300):
        n = int(draw.integers(50, 900))
        own = int(draw.integers(0, n + 1))
        known = (max(0, own - int(draw.integers(0, 15))), own + int(draw.integers(0, 15)))
        found = counties._window(n, own, known)
        assert found is None or (found[2] - found[1] >= 4 and known[0] <= found[1] <= own <= found[2] <= known[1])
