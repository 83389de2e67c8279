"""Bounds that rounding leaves: known figures, and the promise that the truth is inside and the bounds are reached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.rounding import Bounds, half_width, ratio_bounds, share_bounds


def test_ratio_by_hand():
    assert ratio_bounds(32, 1116, scale=100) == Bounds(100 * 31.5 / 1116.5, 100 * 32.5 / 1115.5)


def test_share_of_inactive_from_two_sexes_by_hand():
    # 737 inactive and 1133 active thousand, each the sum of two rounded cells
    width = half_width(cells=2)
    found = share_bounds(737, 1133, part_half_width=width, rest_half_width=width, scale=100)
    assert found == Bounds(100 * 736 / (736 + 1134), 100 * 738 / (738 + 1132))
    assert round(found.lower, 1) == 39.4
    assert round(found.upper, 1) == 39.5


@pytest.mark.parametrize(("cells", "unit", "expected"), [(1, 1, 0.5), (2, 1, 1.0), (4, 0.1, 0.2)])
def test_half_width(cells, unit, expected):
    assert half_width(cells, unit) == pytest.approx(expected)


def test_a_zero_is_not_negative():
    assert ratio_bounds(0, 10).lower == 0
    assert share_bounds(0, 10).lower == 0
    assert share_bounds(10, 0).upper == 1


true_counts = st.floats(0, 5000)


@given(true_counts, st.floats(1, 5000))
def test_the_true_ratio_is_inside(numerator, denominator):
    found = ratio_bounds(round(numerator), round(denominator))
    assert found.lower - 1e-12 <= numerator / denominator <= found.upper + 1e-12


@given(st.floats(1, 5000), true_counts)
def test_the_true_share_is_inside_and_tighter_than_a_ratio(part, rest):
    found = share_bounds(round(part), round(rest))
    assert found.lower - 1e-12 <= part / (part + rest) <= found.upper + 1e-12
    assert 0 <= found.lower <= found.upper <= 1
    whole = ratio_bounds(round(part), round(part) + round(rest), denominator_half_width=1.0) if rest >= 1 else None
    if whole:
        assert whole.lower <= found.lower + 1e-12
        assert found.upper <= whole.upper + 1e-12


@pytest.mark.parametrize(
    "call",
    [
        lambda: ratio_bounds(1, 0),
        lambda: ratio_bounds(-1, 10),
        lambda: ratio_bounds(float("nan"), 10),
        lambda: share_bounds(0, 0),
        lambda: half_width(0),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match=r"must|zero"):
        call()
