"""Time to an event: published vectors to the printed digits, small tables by hand, and what holds for any file."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.survival import (
    Quantile,
    cumulative_incidence,
    kaplan_meier,
    log_rank,
    quantile,
    restricted_mean,
)
from tests import vector_files


def test_kaplan_meier_of_lung():
    time, died, sex = vector_files.lung()
    curve = kaplan_meier(time, died)
    assert [round(curve.at(day), 4) for day in (90, 180, 365)] == [0.8816, 0.7217, 0.4092]
    assert quantile(kaplan_meier(time, died, scale="log")) == Quantile(310, 285, 363)
    assert quantile(curve) == Quantile(310, 284, 361)
    by_sex = [(time[sex == one], died[sex == one]) for one in ("1", "2")]
    assert [quantile(kaplan_meier(*one, scale="log")) for one in by_sex] == [
        Quantile(270, 212, 310),
        Quantile(426, 348, 550),
    ]
    assert [quantile(kaplan_meier(*one)) for one in by_sex] == [Quantile(270, 210, 306), Quantile(426, 345, 524)]


def test_log_rank_of_lung_by_sex():
    found = log_rank(*vector_files.lung())
    assert (round(found.statistic, 4), found.degrees, round(found.p, 6)) == (10.3267, 1, 0.001311)


def test_restricted_means_of_lung_and_pbc():
    time, died, _ = vector_files.lung()
    found = restricted_mean(time, died, 365)
    assert (round(found.value, 4), round(found.standard_error, 4)) == (263.2219, 7.7989)
    pbc = vector_files.columns("pbc")
    years, dead = pbc["time"].astype(float) / 365.25, pbc["status"] == "2"
    arms = [restricted_mean(years[pbc["trt"] == arm], dead[pbc["trt"] == arm], 10) for arm in ("1", "2")]
    assert [(round(a.value, 4), round(a.standard_error, 4)) for a in arms] == [(7.1465, 0.2828), (7.2834, 0.2955)]


def test_cumulative_incidence_of_mgus2():
    months, event = vector_files.mgus2()
    disease, death = (cumulative_incidence(months, event, of) for of in (1, 2))
    at = [disease.position(month) for month in (60, 120, 240)]
    # R prints 0.0998137159354692 for the last; the design note has it cut after the eighth digit.
    assert [round(disease.at(month), 8) for month in (60, 120, 240)] == [0.03410371, 0.06372217, 0.09981372]
    assert np.round(disease.standard_error[at], 8).tolist() == [0.00488926, 0.00679685, 0.00978485]
    assert [round(death.at(month), 8) for month in (60, 120, 240)] == [0.32036701, 0.53181770, 0.72402798]


def test_five_persons_by_hand():
    # work after 2 months, moved away after 2, censored at 3, work at 5, censored at 5
    curve = cumulative_incidence([2, 2, 3, 5, 5], [1, 2, 0, 1, 0], 1)
    assert curve.times.tolist() == [2, 3, 5]
    assert curve.at_risk.tolist() == [5, 3, 2]
    assert curve.events.tolist() == [1, 0, 1]
    assert curve.censored.tolist() == [0, 1, 1]
    assert curve.value == pytest.approx([0.2, 0.2, 0.2 + 0.6 / 2])
    assert (curve.at(1.9), curve.at(2), curve.at(4)) == pytest.approx((0, 0.2, 0.2))
    assert (curve.at_risk_at(2), curve.at_risk_at(4), curve.at_risk_at(6)) == (5, 2, 0)
    assert curve.censored_before(5) == pytest.approx(0.2)
    # 1 - KM would say 1 - 4/5 x 1/2 = .6: it pretends that the one who moved away could still find work here
    assert 1 - kaplan_meier([2, 2, 3, 5, 5], [1, 0, 0, 1, 0]).at(5) == pytest.approx(0.6)


def test_bounds_by_the_formula():
    curve = cumulative_incidence([1, 2, 3, 4, 5, 6], [1, 2, 0, 1, 2, 0], 1)
    share, error = curve.value[3], curve.standard_error[3]
    log = np.log(1 - share)
    spread = 1.959963984540054 * error / ((1 - share) * abs(log))
    bounds = [1 - np.exp(-np.exp(np.log(-log) + sign * spread)) for sign in (-1, 1)]
    assert (curve.lower[3], curve.upper[3]) == pytest.approx(bounds)


def test_no_interval_before_the_first_event_and_after_the_last_person():
    curve = cumulative_incidence([1, 2, 3], [2, 1, 1], 1)
    assert np.isnan([curve.lower[0], curve.upper[0]]).all()
    alone = kaplan_meier([1, 2], [1, 1])
    assert alone.value.tolist() == [0.5, 0]
    assert np.isnan([alone.lower[1], alone.upper[1]]).all()


def test_median_on_a_flat_stretch_is_its_middle():
    assert quantile(kaplan_meier([1, 2, 3, 8], [1, 1, 1, 1])).value == 2.5
    assert quantile(kaplan_meier([1, 2, 3, 8], [1, 0, 0, 0])).value is None


people = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), min_size=2, max_size=60)


@given(people)
def test_exits_and_those_still_in_add_up_to_all(rows):
    time, cause = zip(*rows, strict=True)
    inside = kaplan_meier(time, np.asarray(cause) > 0)
    exits = [cumulative_incidence(time, cause, of) for of in (1, 2, 3)]
    for month in range(13):
        assert inside.at(month) + sum(one.at(month) for one in exits) == pytest.approx(1)
    for one in exits:
        assert (np.diff(one.value) >= 0).all()
        known = ~np.isnan(one.lower)
        assert (one.lower[known] <= one.value[known] + 1e-12).all()
        assert (one.value[known] <= one.upper[known] + 1e-12).all()


@given(people)
def test_without_censoring_it_is_a_share_of_persons_with_its_binomial_error(rows):
    time, cause = np.array([t for t, _ in rows]), np.array([max(c, 1) for _, c in rows])
    curve = cumulative_incidence(time, cause, 1)
    for month in np.unique(time):
        share = np.mean((time <= month) & (cause == 1))
        where = curve.position(month)
        assert curve.value[where] == pytest.approx(share)
        assert curve.standard_error[where] == pytest.approx(np.sqrt(share * (1 - share) / len(time)), abs=1e-7)


@given(people)
def test_restricted_mean_without_censoring_is_a_mean(rows):
    time = np.array([t for t, _ in rows], dtype=float)
    found = restricted_mean(time, np.ones(len(time)), 6)
    assert found.value == pytest.approx(np.minimum(time, 6).mean())
    assert found.standard_error == pytest.approx(np.minimum(time, 6).std() / np.sqrt(len(time)), abs=1e-7)


@pytest.mark.parametrize(
    "call",
    [
        lambda: kaplan_meier([], []),
        lambda: kaplan_meier([1, 2], [1]),
        lambda: kaplan_meier([-1], [1]),
        lambda: kaplan_meier([float("nan")], [1]),
        lambda: cumulative_incidence([1], [1], 0),
        lambda: restricted_mean([1, 2], [1, 0], 3),
        lambda: log_rank([1, 2], [1, 1], ["a", "a"]),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match=r"must|needs"):
        call()
