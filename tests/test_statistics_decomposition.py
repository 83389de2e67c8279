"""Decompositions: the vectors of the design note to the printed digits, and the promises that hold for any input."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.decomposition import das_gupta, kitagawa, kitagawa_rate, rates_standard_error, shares

P0 = (300, 420, 480, 330, 250)
P1 = (280, 400, 490, 320, 300)
R0 = (0.62, 0.14, 0.12, 0.38, 0.93)
R1 = (0.60, 0.13, 0.11, 0.36, 0.93)


def test_kitagawa_of_the_note():
    parts = kitagawa(P0, R0, P1, R1)
    assert round(parts.population, 2) == 29.05
    assert round(parts.rates, 2) == -21.25
    assert round(parts.total, 2) == 7.80
    assert len(parts.by_group) == 5
    assert parts.by_group[4] == pytest.approx((46.5, 0.0))  # the oldest group only grew: .93 x 50


def test_das_gupta_of_the_note():
    parts = das_gupta(P0, R0, P1, R1)
    assert (round(parts.size, 4), round(parts.structure, 4), round(parts.rates, 4)) == (3.7202, 25.3306, -21.2508)


def test_two_groups_by_hand():
    # 100 and 100 persons with rates .2 and .6 become 100 and 300 with rates .2 and .5
    parts = kitagawa((100, 100), (0.2, 0.6), (100, 300), (0.2, 0.5))
    assert parts.by_group == (pytest.approx((0, 0)), pytest.approx((110, -20)))
    rate = kitagawa_rate((100, 100), (0.2, 0.6), (100, 300), (0.2, 0.5))
    assert (rate.structure, rate.rates, rate.total) == pytest.approx((0.0875, -0.0625, 0.025))


def test_error_of_the_rates_part_by_hand():
    # mean populations 100 and 200, errors .01 everywhere: sqrt((100^2 + 200^2) 2 .01^2 (1 - correlation))
    for correlation in (0.0, 0.5):
        error = rates_standard_error((100, 100), (100, 300), (0.01, 0.01), (0.01, 0.01), correlation)
        assert error == pytest.approx(math.sqrt(50_000 * 2 * 0.0001 * (1 - correlation)))


def test_error_of_the_rates_part_against_simulation():
    import numpy as np

    random = np.random.default_rng(7)
    se0, se1 = (0.01, 0.02, 0.01, 0.03, 0.01), (0.02, 0.01, 0.01, 0.02, 0.02)
    drawn = [kitagawa(P0, random.normal(R0, se0), P1, random.normal(R1, se1)).rates for _ in range(4000)]
    assert float(np.std(drawn)) == pytest.approx(rates_standard_error(P0, P1, se0, se1), rel=0.05)


persons = st.floats(1, 5000)
rate = st.floats(0, 1)
groups = st.lists(st.tuples(persons, rate, persons, rate), min_size=1, max_size=8)


@given(groups)
def test_parts_add_up_and_turn_their_sign_with_time(rows):
    p0, r0, p1, r1 = zip(*rows, strict=True)
    change = math.fsum(p * r for p, r in zip(p1, r1, strict=True)) - math.fsum(
        p * r for p, r in zip(p0, r0, strict=True)
    )
    overall = change_of_rate(p0, r0, p1, r1)

    number, back = kitagawa(p0, r0, p1, r1), kitagawa(p1, r1, p0, r0)
    assert number.population + number.rates == pytest.approx(change, abs=1e-6)
    assert math.fsum(a + b for a, b in number.by_group) == pytest.approx(change, abs=1e-6)
    assert (number.population, number.rates) == pytest.approx((-back.population, -back.rates), abs=1e-6)

    rates, back_rates = kitagawa_rate(p0, r0, p1, r1), kitagawa_rate(p1, r1, p0, r0)
    assert rates.structure + rates.rates == pytest.approx(overall, abs=1e-9)
    assert (rates.structure, rates.rates) == pytest.approx((-back_rates.structure, -back_rates.rates), abs=1e-9)

    three, back_three = das_gupta(p0, r0, p1, r1), das_gupta(p1, r1, p0, r0)
    assert three.size + three.structure + three.rates == pytest.approx(change, abs=1e-6)
    assert (three.size, three.structure, three.rates) == pytest.approx(
        (-back_three.size, -back_three.structure, -back_three.rates), abs=1e-6
    )


def change_of_rate(p0, r0, p1, r1):
    def overall(p, r):
        return math.fsum(a * b for a, b in zip(p, r, strict=True)) / math.fsum(p)

    return overall(p1, r1) - overall(p0, r0)


@given(groups)
def test_equal_rates_leave_only_population(rows):
    p0, r0, p1, _ = zip(*rows, strict=True)
    assert kitagawa(p0, r0, p1, r0).rates == 0
    assert das_gupta(p0, r0, p1, r0).rates == 0


def test_shares_add_up_to_one():
    assert sum(shares(P0)) == pytest.approx(1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: kitagawa((1, 2), (0.1,), (1, 2), (0.1, 0.2)),
        lambda: kitagawa((), (), (), ()),
        lambda: kitagawa((-1,), (0.1,), (1,), (0.1,)),
        lambda: kitagawa_rate((0,), (0.1,), (1,), (0.1,)),
        lambda: rates_standard_error((1,), (1,), (-0.1,), (0.1,)),
        lambda: rates_standard_error((1,), (1,), (0.1,), (0.1,), 2),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match=r"must|groups"):
        call()
