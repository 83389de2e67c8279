"""Coverage and false positives on invented data: briefly in every run, with the bands of the note at night.

`python -m bench statistics` prints all of them. A short run may miss its nominal value by four standard errors.
"""

from __future__ import annotations

import pytest

from bench import statistics as bench

DESIGNS = pytest.mark.parametrize("starts", [bench.FOUR, bench.WAVES], ids=["four", "waves"])
CASES = pytest.mark.parametrize("cases", [8, 30, 100])
PERSONS = pytest.mark.parametrize("persons", [60, 200])


@PERSONS
def test_incidence_covers_briefly(persons):
    assert bench.incidence_coverage(persons, 300).within(4, 0.95)


def test_rates_from_tokens_cover_at_some_sizes():
    for share in (0.02, 0.3, 0.95):
        for found in bench.envelope_coverage(share, range(48, 501, 50)):
            assert found.holds, found


@DESIGNS
def test_false_positives_briefly(starts):
    assert bench.false_positives(starts, 30, 100).within(4, 0.05)


def test_a_planted_effect_is_found_briefly():
    coverage, bias = bench.planted(bench.WAVES, 100, 60)
    assert coverage.within(4, 0.95)
    assert bias.value < 0.02


def test_the_funnel_flags_few_ordinary_counties():
    assert bench.false_flags(300).holds
    spread = [bench.false_flags(300, sd).value for sd in (0.0, 0.05, 0.1)]
    assert max(spread) < 0.05  # without over-dispersion 10 % of counties would be flagged at a spread of 10 points


def test_the_printed_table_has_every_row():
    # two for each share of the grid; designs: two of incidence, six of false positives, four planted, one funnel
    names = [row.name for row in bench.table(scale=0)]
    assert len(set(names)) == len(names) == 2 * len(bench.P_GRID) + 13


@pytest.mark.simulation
@PERSONS
def test_incidence_covers(persons):
    found = bench.incidence_coverage(persons, 2000)
    assert found.holds, found


@pytest.mark.simulation
@pytest.mark.parametrize("share", bench.P_GRID)
def test_rates_from_tokens_cover(share):
    for found in bench.envelope_coverage(share):
        assert found.holds, found


@pytest.mark.simulation
@DESIGNS
@CASES
def test_false_positives(starts, cases):
    found = bench.false_positives(starts, cases, 2000)
    assert found.holds, found


@pytest.mark.simulation
@DESIGNS
def test_a_planted_effect_is_covered_and_recovered(starts):
    for found in bench.planted(starts, 30, 1000):
        assert found.holds, found


@pytest.mark.simulation
def test_the_funnel_flags_few_ordinary_counties_at_length():
    found = bench.false_flags(3000)
    assert found.holds, found
