"""Tokens: what is hidden, what is rounded, and that five counts stand behind every number shown."""

from __future__ import annotations

import numpy as np
import pytest
from cohorts import small_lattice

from pipelines.disclosure import money, printed, rates
from pipelines.disclosure.lattice import Lattice, presets
from pipelines.disclosure.tokens import HIDDEN, Rule
from pipelines.settings import ROOT

RULE = Rule(12, 5)
LATTICE_FILE = ROOT / "data" / "reference" / "lattice.toml"


def fits(threshold: int, base: int) -> bool:
    try:
        Rule(threshold, base)
    except ValueError:
        return False
    return True


def test_threshold_and_base_are_aligned() -> None:
    assert [t for t in range(25) if fits(t, 5)] == [2, 7, 12, 17, 22]
    assert [t for t in range(10, 25) if fits(t, 10)] == [14, 24]


@pytest.mark.parametrize("rule", [Rule(12, 5), Rule(14, 10), Rule(24, 10), Rule(7, 5)])
def test_a_base_of_counts_stands_behind_every_number_shown(rule: Rule) -> None:
    counts = np.arange(500)
    tokens = rule.tokens(counts)
    lower, upper = rule.bounds(tokens)
    assert ((lower <= counts) & (counts <= upper)).all()
    for token in np.unique(tokens[: 500 - rule.base]):
        behind = counts[tokens == token]
        bounds = rule.bounds(np.array([token]))
        assert (behind.min(), behind.max()) == (bounds[0][0], bounds[1][0])
        assert len(behind) == (rule.threshold + 1 if token == HIDDEN else rule.base)


def test_zero_is_hidden_like_any_small_count() -> None:
    assert RULE.tokens(np.array([0, 1, 12, 13, 17, 18])).tolist() == [HIDDEN, HIDDEN, HIDDEN, 15, 15, 20]
    assert RULE.written(HIDDEN) == (None, "C")
    assert RULE.written(15) == (15, "A")


@pytest.mark.parametrize(
    ("value", "flag"), [(0, "A"), (0, "C"), (10, "A"), (12, "A"), (17, "A"), (None, "A"), (15, "C")]
)
def test_what_no_token_can_be_is_refused(value: int | None, flag: str) -> None:
    with pytest.raises(ValueError, match="not a token"):
        RULE.read(value, flag)


def test_the_file_of_the_lattice_declares_the_ladder() -> None:
    lattice = Lattice.read(LATTICE_FILE, ["2201", "2202"])
    ladder = presets(LATTICE_FILE)
    assert [(p.name, p.rule.threshold, p.rule.base) for p in ladder] == [
        ("P1", 12, 5),
        ("P2", 14, 10),
        ("P3", 12, 5),
        ("P4", 24, 10),
        ("P5", 12, 5),
    ]
    sizes = [len(lattice.under(preset).cells) for preset in ladder]
    assert sizes[0] == sizes[1] == len(lattice.cells)
    assert sizes[1] > sizes[2] == sizes[3] > sizes[4]


def test_totals_come_from_their_own_persons() -> None:
    lattice = small_lattice()
    persons = np.zeros(lattice.shape, dtype=np.int64)
    persons[:, 0, 0, 0, 0] = 14  # each of eight areas would be rounded to 15
    counts = dict(zip((cell.key() for cell in lattice.cells), lattice.counts(persons), strict=True))
    assert RULE.tokens(np.array([counts[":n"], counts["area=A0:n"]])).tolist() == [110, 15]


def test_later_exits_are_not_in_a_young_cohort() -> None:
    lattice = small_lattice(months=(3, 6, 12), kinds=("work",))
    persons = np.zeros(lattice.shape, dtype=np.int64)
    persons[0, 0, 0, 0] = [5, 1, 2, 4]
    young = lattice.until(6)
    counts = dict(zip((cell.key() for cell in young.cells), young.counts(lattice.fold(persons, 6)), strict=True))
    assert (counts[":n"], counts[":work_3"], counts[":work_6"]) == (12, 1, 3)
    assert ":work_12" not in counts


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ([400_400, 300_000, 300_100], 1_001_000),
        ([500_000, 500_000], None),  # two institutions
        ([760_000, 120_000, 120_000], None),  # one has more than 3/4
        ([600_000, 350_000, 50_000], None),  # the second could work out the first to within 10 %
        ([600_000, 300_000, 60_000], 960_000),
        ([0, 0, 900_000], None),
    ],
)
def test_money_of_institutions(amounts: list[float], shown: int | None) -> None:
    assert money.published_sum(amounts) == shown


def test_a_printed_rate_of_a_known_group_gives_its_count_away() -> None:
    assert printed.candidates("31.6", 57, lambda count: 100 * count / 57) == (18,)
    assert not printed.may_print("31.6", 57, lambda count: 100 * count / 57, degrees_of_freedom=56)


def test_a_printed_ratio_with_its_expectation_gives_the_observed_away() -> None:
    assert printed.candidates("1.23", 100, lambda observed: observed / 13.0) == (16,)
    assert len(printed.candidates("1.2", 1000, lambda observed: observed / 60)) >= 5


def test_a_printed_estimate_needs_ten_degrees_of_freedom() -> None:
    assert printed.may_print("0.3", 200, lambda count: count / 200, degrees_of_freedom=10)
    assert not printed.may_print("0.3", 200, lambda count: count / 200, degrees_of_freedom=9)


@pytest.mark.parametrize(
    ("count", "persons", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson(count: int, persons: int, lower: float, upper: float) -> None:
    assert rates.wilson(count, persons) == pytest.approx((lower, upper), abs=5e-5)


def test_the_interval_of_a_rate_covers_all_counts_behind_the_tokens() -> None:
    rate = rates.rate(RULE, 30, 100)
    assert rate is not None
    every = [rates.wilson(count, persons) for count in range(28, 33) for persons in range(98, 103)]
    assert (rate.lower, rate.upper) == (min(low for low, _ in every), max(high for _, high in every))
    assert (rate.kind, rate.value) == ("value", 0.3)


def test_a_hidden_count_says_below_and_a_hidden_rest_above() -> None:
    below, above = rates.rate(RULE, HIDDEN, 60), rates.rate(RULE, 55, 60)
    assert below == rates.Rate("below", None, 0.0, rates.wilson(12, 58)[1])
    assert above == rates.Rate("above", None, rates.wilson(53, 62)[0], 1.0)


def test_whether_a_rate_is_shown_never_depends_on_its_numerator() -> None:
    tokens = RULE.tokens(np.arange(0, 200))
    for persons in np.unique(tokens):
        shown = {rates.rate(RULE, int(c), int(persons)) is None for c in np.unique(tokens) if c <= max(persons, HIDDEN)}
        assert shown == {bool(persons < 50)}


def test_curves_need_a_hundred_persons() -> None:
    assert rates.curve(RULE, [15, 20, 30], 95) is None
    points = rates.curve(RULE, [HIDDEN, 20, 30], 100)
    assert points is not None
    assert [point.kind for point in points] == ["below", "value", "value"]


def test_the_envelope_covers_at_least_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    for share in (0.02, 0.1, 0.3, 0.6, 0.95):
        covered = []
        for _ in range(1500):
            persons = int(random.integers(50, 500))
            tokens = RULE.tokens(np.array([random.binomial(persons, share), persons]))
            rate = rates.rate(RULE, int(tokens[0]), int(tokens[1]))
            covered.append(rate is None or rate.lower <= share <= rate.upper)
        assert np.mean(covered) >= 0.95
