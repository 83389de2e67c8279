"""Comparison with a benchmark, possible ranks and the spread of registers, as small tables of cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.comparison import (
    Comparison,
    RankInterval,
    Standing,
    compare,
    joint_confidence,
    quantile,
    rank_interval,
    spread,
    standing,
)


@pytest.mark.parametrize(
    ("value", "benchmark", "better", "relation", "judgement"),
    [
        ((39.4, 38.3, 40.5), (42.0, 41.6, 42.4), "lower", "lower", "better"),
        ((39.4, 38.3, 40.5), (42.0, 41.6, 42.4), "higher", "lower", "worse"),
        ((39.4, 38.3, 40.5), (42.0, 41.6, 42.4), "none", "lower", "none"),
        ((45.0, 44.0, 46.0), (42.0, 41.6, 42.4), "lower", "higher", "worse"),
        ((41.0, 39.9, 42.1), (42.0, 41.6, 42.4), "lower", "similar", "none"),
        ((41.0, 40.0, 42.0), (43.0, 42.0, 44.0), "lower", "similar", "none"),  # intervals that touch
        ((39.4, None, None), (42.0, 41.6, 42.4), "lower", "not_compared", "none"),  # a survey figure without interval
        ((None, None, None), (42.0, 41.6, 42.4), "lower", "not_compared", "none"),
        ((39.4, 38.3, 40.5), (None, None, None), "lower", "not_compared", "none"),
        ((float("nan"), None, None), (42.0, 41.6, 42.4), "lower", "not_compared", "none"),
    ],
)
def test_survey_figures(value, benchmark, better, relation, judgement):
    b, bl, bu = benchmark
    found = compare(*value, benchmark=b, benchmark_lower=bl, benchmark_upper=bu, better=better)
    assert found == Comparison(relation, judgement)


@pytest.mark.parametrize(
    ("value", "benchmark", "relation", "judgement"),
    [(6.9, 4.8, "higher", "worse"), (4.8, 4.8, "similar", "none"), (2.5, 4.8, "lower", "better")],
)
def test_registers_have_no_sampling_error(value, benchmark, relation, judgement):
    found = compare(
        value,
        None,
        None,
        benchmark=benchmark,
        benchmark_lower=None,
        benchmark_upper=None,
        better="lower",
        is_exact=True,
    )
    assert found == Comparison(relation, judgement)


def test_half_an_interval_is_refused():
    with pytest.raises(ValueError, match="both bounds"):
        compare(1.0, 0.5, None, benchmark=1.0, benchmark_lower=0.5, benchmark_upper=1.5, better="none")
    with pytest.raises(ValueError, match="between them"):
        compare(2.0, 0.5, 1.5, benchmark=1.0, benchmark_lower=0.5, benchmark_upper=1.5, better="none")


@pytest.mark.parametrize(
    ("intervals", "ranks"),
    [
        ([(9, 10), (6, 8), (5, 7), (1, 2)], [(1, 1), (2, 3), (2, 3), (4, 4)]),
        ([(5, 5), (4, 4), (4, 4), (3, 3)], [(1, 1), (2, 3), (2, 3), (4, 4)]),  # registers: ties share ranks
        ([(0, 10), (0, 10), (0, 10)], [(1, 3), (1, 3), (1, 3)]),
        ([(0, 10), (9, 11), (12, 13)], [(2, 3), (2, 3), (1, 1)]),
    ],
)
def test_rank_intervals(intervals, ranks):
    lowers, uppers = zip(*intervals, strict=True)
    assert rank_interval(lowers, uppers) == tuple(RankInterval(*r) for r in ranks)


def test_rank_from_the_lowest():
    assert rank_interval((1, 5), (2, 6), highest_first=False) == (RankInterval(1, 1), RankInterval(2, 2))


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0, 50), st.floats(0, 1)), min_size=1, max_size=20))
def test_any_true_values_inside_the_intervals_have_ranks_inside_theirs(rows):
    lowers = [low for low, _, _ in rows]
    uppers = [low + width for low, width, _ in rows]
    truth = [low + share * width for low, width, share in rows]
    for value, ranks in zip(truth, rank_interval(lowers, uppers), strict=True):
        above, equal = sum(t > value for t in truth), sum(t == value for t in truth)
        assert ranks.best <= above + equal
        assert above + 1 <= ranks.worst


def test_joint_confidence():
    assert joint_confidence(1) == pytest.approx(0.95)
    assert joint_confidence(16) ** 16 == pytest.approx(0.95)


def test_spread_by_definition_7():
    found = spread([1, 2, 3, 4])
    assert (found.minimum, found.lower_quartile, found.median, found.upper_quartile, found.maximum) == (
        1,
        1.75,
        2.5,
        3.25,
        4,
    )
    assert found.n == 4
    assert spread([7]).median == 7


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=400), st.floats(0, 1))
def test_quantiles_agree_with_numpy(values, share):
    import numpy as np

    assert quantile(values, share) == pytest.approx(float(np.quantile(values, share)), abs=1e-6)


def test_standing_counts_ties_apart():
    assert standing(5, [1, 2, 5, 6, 7, 8]) == Standing(below=2, equal=1, above=3)
    assert standing(5, [1, 2, 5, 6, 7, 8]).n == 6


@pytest.mark.parametrize(
    "call",
    [
        lambda: rank_interval([1], [1, 2]),
        lambda: rank_interval([2], [1]),
        lambda: rank_interval([float("nan")], [1]),
        lambda: quantile([], 0.5),
        lambda: quantile([1], 1.5),
        lambda: joint_confidence(0),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match=r"must|needs"):
        call()
