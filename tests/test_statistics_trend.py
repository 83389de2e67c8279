"""The exact Mann-Kendall test against scipy and against every order written out; the slope and its interval."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pipelines.statistics.trend import arrangements, trend

YEARS = [float(year) for year in range(2015, 2025)]
FALLING = [1850.0, 1632.0, 1212.0, 1113.0, 964.0, 1052.0, 804.0, 656.0, 565.0, 517.0]


def test_p_and_slope_are_those_of_scipy_without_ties() -> None:
    found = trend(YEARS, FALLING)
    assert found.p == pytest.approx(stats.kendalltau(YEARS, FALLING, method="exact").pvalue)
    assert found.slope == pytest.approx(stats.theilslopes(FALLING, YEARS).slope)
    assert found.score == -43  # one of 45 pairs rises: 2019 to 2020
    assert found.is_significant()


@pytest.mark.parametrize("values", [[1, 2, 2, 3, 1], [5, 5, 5, 4, 4, 3], [2, 1, 2, 1, 2, 1], [7, 7, 7, 7, 7]])
def test_p_with_ties_is_the_share_of_all_orders(values: list[int]) -> None:
    def score(order: tuple[int, ...]) -> int:
        return sum((b > a) - (b < a) for at, a in enumerate(order) for b in order[at + 1 :])

    orders = [abs(score(order)) for order in permutations(values)]
    expected = sum(found >= abs(score(tuple(values))) for found in orders) / len(orders)
    found = trend(range(len(values)), [float(v) for v in values])
    assert found.p == pytest.approx(expected)


def test_inversions_of_all_orders() -> None:
    assert arrangements((1, 1, 1)) == (1, 2, 2, 1)
    assert arrangements((2, 2)) == (1, 1, 2, 1, 1)  # 1122 1212 1221+2112 2121 2211
    assert sum(arrangements((1,) * 10)) == 3628800


@given(st.lists(st.integers(0, 10**6), min_size=5, max_size=12, unique=True))
def test_the_interval_holds_zero_where_the_test_finds_nothing(values: list[int]) -> None:
    found = trend(range(len(values)), [float(v) for v in values])
    assert found.lower <= found.slope <= found.upper
    assert (found.lower <= 0 <= found.upper) is not found.is_significant()


def test_the_interval_of_a_longer_series_is_near_that_of_scipy() -> None:
    values = [3.1, 2.7, 3.9, 4.4, 3.6, 5.2, 4.9, 6.1, 5.8, 6.6, 7.9, 6.4, 8.1, 8.8, 7.7, 9.3]
    found, other = trend(range(16), values), stats.theilslopes(values, range(16))
    assert found.lower == pytest.approx(other.low_slope, abs=0.02)
    assert found.upper == pytest.approx(other.high_slope, abs=0.02)


@pytest.mark.parametrize(
    ("times", "values"), [([1, 2, 3, 4], [1, 2, 3, 4]), ([1, 2, 3, 4, 4], [1, 2, 3, 4, 5]), ([1, 2, 3, 4, 5], [1])]
)
def test_series_that_carry_no_trend_are_refused(times: list[float], values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"points|rise|length"):
        trend(times, values)
