"""Intervals: the vectors of the design note to the printed digits and what holds for any count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.disclosure import rates
from pipelines.statistics.intervals import byar, newcombe, wilson


@pytest.mark.parametrize(
    ("count", "persons", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_of_the_note(count, persons, lower, upper):
    found = wilson(count, persons)
    assert (round(float(found.lower), 4), round(float(found.upper), 4)) == (lower, upper)


@pytest.mark.parametrize(("count", "persons", "lower", "upper"), [(13, 61, 12.9, 33.1), (3, 10, 11, 60)])
def test_shares_that_the_note_warns_of(count, persons, lower, upper):
    found = wilson(count, persons)
    digits = 1 if persons == 61 else 0
    assert (round(100 * float(found.lower), digits), round(100 * float(found.upper), digits)) == (lower, upper)


def test_newcombe_of_the_note():
    found = newcombe(56, 70, 48, 80)
    assert (round(float(found.lower), 4), round(float(found.upper), 4)) == (0.0524, 0.3339)


def test_byar_of_the_note():
    found = byar([5, 10, 65])
    assert np.round(found.lower[:2], 4).tolist() == [1.6113, 4.7874]
    assert np.round(found.upper[:2], 4).tolist() == [11.6682, 18.3915]
    assert (round(float(found.lower[2]), 3), round(float(found.upper[2]), 3)) == (50.163, 82.849)


def test_byar_against_the_exact_poisson_interval():
    from scipy.stats import chi2

    observed = np.arange(1, 200)
    found = byar(observed)
    assert found.lower == pytest.approx(chi2.ppf(0.025, 2 * observed) / 2, rel=0.01, abs=0.12)
    assert found.upper == pytest.approx(chi2.ppf(0.975, 2 * observed + 2) / 2, rel=0.01)
    assert byar(0).lower == 0


@given(st.integers(1, 5000), st.floats(0, 1))
def test_wilson_is_the_one_that_pages_use(persons, share):
    count = int(share * persons)
    found = wilson(count, persons)
    assert (float(found.lower), float(found.upper)) == pytest.approx(rates.wilson(count, persons), abs=1e-12)


@given(st.integers(1, 500), st.floats(0, 1), st.integers(1, 500), st.floats(0, 1))
def test_newcombe_holds_the_difference_and_turns_with_its_sign(n1, s1, n2, s2):
    x1, x2 = int(s1 * n1), int(s2 * n2)
    there, back = newcombe(x1, n1, x2, n2), newcombe(x2, n2, x1, n1)
    assert there.lower - 1e-12 <= x1 / n1 - x2 / n2 <= there.upper + 1e-12
    assert there.lower >= -1 - 1e-12
    assert there.upper <= 1 + 1e-12
    assert (float(there.lower), float(there.upper)) == pytest.approx((-float(back.upper), -float(back.lower)))


@pytest.mark.parametrize(
    "call", [lambda: wilson(1, 0), lambda: wilson(3, 2), lambda: newcombe(-1, 2, 1, 2), lambda: byar(-1)]
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match="must"):
        call()
