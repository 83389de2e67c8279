"""Nearest neighbours against scipy's distances, and the interval of a difference against Newcombe's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from scipy.stats import zscore

from pipelines.statistics.intervals import difference, newcombe, wilson
from pipelines.statistics.similarity import neighbours, standardised

ITEMS = {
    "a": {"size": 4.0, "rate": 12.0, "city": 0.0},
    "b": {"size": 5.0, "rate": 9.5, "city": 0.0},
    "c": {"size": 9.0, "rate": 3.0, "city": 1.0},
    "d": {"size": 4.2, "rate": 20.0, "city": 0.0},
}


def test_distances_are_those_of_scipy() -> None:
    scores = standardised(ITEMS)
    names = ["size", "rate", "city"]
    table = np.array([[ITEMS[code][name] for name in names] for code in ITEMS])
    assert np.allclose([[scores[code][name] for name in names] for code in ITEMS], zscore(table))
    weights = {"size": 1.0, "rate": 2.0, "city": 1.0}
    expected = cdist(zscore(table), zscore(table), "euclidean", w=np.array([1, 2, 1]) / 4)[0]
    found = neighbours(scores, "a", weights, 3)
    assert {item.code: item.distance for item in found} == pytest.approx(dict(zip("bcd", expected[1:], strict=True)))
    assert [item.distance for item in found] == sorted(item.distance for item in found)
    assert all(sum(item.parts.values()) == pytest.approx(item.distance**2) for item in found)


def test_weights_change_who_is_near_but_not_the_scale() -> None:
    scores = standardised(ITEMS)
    only_size = neighbours(scores, "a", {"size": 1, "rate": 0, "city": 0}, 1)
    only_rate = neighbours(scores, "a", {"size": 0, "rate": 3, "city": 0}, 1)
    assert (only_size[0].code, only_rate[0].code) == ("d", "b")
    assert neighbours(scores, "a", {"size": 2, "rate": 2, "city": 2}, 2) == neighbours(
        scores, "a", {"size": 1, "rate": 1, "city": 1}, 2
    )
    assert [n.code for n in neighbours(scores, "a", {"size": 1}, 5, among=["c", "d", "a", "unknown"])] == ["d", "c"]


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="same variables"):
        standardised({"a": {"x": 1.0}, "b": {"y": 1.0}})
    for weights in ({"size": 0.0}, {"size": 2.0, "rate": -1.0}):
        with pytest.raises(ValueError, match="weights"):
            neighbours(standardised(ITEMS), "a", weights, 1)
    assert standardised({"a": {"x": 2.0}, "b": {"x": 2.0}}) == {"a": {"x": 0.0}, "b": {"x": 0.0}}


def test_difference_of_two_shares_is_newcombes() -> None:
    def estimate(count: int, persons: int) -> tuple[float, float, float]:
        found = wilson([count], [persons])
        return count / persons, float(found.lower[0]), float(found.upper[0])

    gap, lower, upper = difference(estimate(56, 70), estimate(48, 80))
    expected = newcombe([56], [70], [48], [80])
    assert (gap, lower, upper) == pytest.approx((0.2, float(expected.lower[0]), float(expected.upper[0])))
    assert (lower, upper) == pytest.approx((0.0524, 0.3339), abs=5e-5)  # Newcombe 1998, table II
    with pytest.raises(ValueError, match="within"):
        difference((1.0, 2.0, 3.0), (1.0, 0.0, 2.0))
