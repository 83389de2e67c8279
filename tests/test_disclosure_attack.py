"""The attacks find what they must: vectors worked out elsewhere, and numbers known to give persons away."""

from __future__ import annotations

import numpy as np
import pytest
from cohorts import CHARACTERISTICS, one_number, ordinary, said, skewed, small_lattice
from scipy.optimize import linprog
from scipy.sparse import csr_array

from pipelines.disclosure import audit
from pipelines.disclosure.attack import Targets, attack
from pipelines.disclosure.history import Intervals
from pipelines.disclosure.lattice import AREA, Family, Lattice
from pipelines.disclosure.polyhedron import ContradictionError, Polyhedron, whole_bounds
from pipelines.disclosure.tables import Tables
from pipelines.disclosure.tokens import HIDDEN, Rule


def table(rows: list[list[float]], lower: list[float], upper: list[float]) -> Polyhedron:
    matrix = csr_array(np.array(rows, dtype=float))
    size = matrix.shape[1]
    return Polyhedron(
        matrix, np.array(lower, float), np.array(upper, float), csr_array((0, size)), np.zeros(size, bool)
    )


def interval(polyhedron: Polyhedron, row: int) -> tuple[int, int]:
    weights = np.zeros(polyhedron.rows.shape[0])
    weights[row] = 1
    low, high = whole_bounds(polyhedron.farthest(-weights)[[row]], polyhedron.farthest(weights)[[row]])
    return int(low[0]), int(high[0])


def everything(rows: int) -> Targets:
    nothing = np.full(rows, -1)
    return Targets(np.arange(rows), nothing, nothing)


def test_suppressed_cells_are_bounded_by_their_margins() -> None:
    cells = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]
    hidden = {(1, 0), (1, 2), (2, 0), (2, 2)}
    eye = np.eye(9).tolist()
    margins = [[float(i // 3 == r) for i in range(9)] for r in range(3)] + [
        [float(i % 3 == c) for i in range(9)] for c in range(3)
    ]
    totals = [80.0, 49, 61, 45, 101, 44]
    shown = [(r, c) not in hidden for r in range(3) for c in range(3)]
    flat = [float(v) for row in cells for v in row]
    polyhedron = table(
        [*eye, *margins],
        [v if s else 0 for v, s in zip(flat, shown, strict=True)] + totals,
        [v if s else np.inf for v, s in zip(flat, shown, strict=True)] + totals,
    )
    assert [interval(polyhedron, i) for i in (3, 5, 6, 8)] == [(0, 25), (5, 30), (0, 25), (4, 29)]


def test_rounding_alone_is_unpicked() -> None:
    polyhedron = table([[1, 0], [0, 1], [1, 1]], [0, 0, 3], [2, 2, 7])  # shown: 0, 0, total 5
    assert [interval(polyhedron, i) for i in range(2)] == [(1, 2), (1, 2)]
    assert {v.rule for v in attack(polyhedron, everything(2)).violations} == {"narrow"}


@pytest.mark.parametrize(("shown", "expected"), [(0, (0, 4)), (15, (11, 19))])
def test_existence_intervals_of_zero_restricted_rounding(shown: int, expected: tuple[int, int]) -> None:
    polyhedron = table([[1]], [max(shown - 4, 0)], [shown + 4])
    assert interval(polyhedron, 0) == expected


def test_existence_interval_where_rounding_may_go_one_base_further() -> None:
    assert interval(table([[1]], [15 - 4 - 5], [15 + 4 + 5]), 0) == (6, 24)


def test_exact_totals_less_exact_men_are_women() -> None:
    areas = ("a", "b", "c", "d")
    lattice = Lattice("test", {AREA: areas, "sex": ("M", "F")}, (Family("area", ()), Family("area", ("sex",))), (), ())
    tables = Tables(lattice)
    shown = dict(zip([f"area={a}:n" for a in areas], (8, 10, 15, 25), strict=True))
    shown |= dict(zip([f"area={a},sex=M:n" for a in areas], (7, 5, 8, 13), strict=True))
    lower = np.array([float(shown.get(cell.key(), 0)) for cell in lattice.cells])
    upper = np.array([float(shown.get(cell.key(), np.inf)) for cell in lattice.cells])
    polyhedron = audit.polyhedron(tables, [Intervals(lower, upper)])
    women = [i for i, cell in enumerate(lattice.cells) if ("sex", "F") in cell.codes]
    assert [interval(polyhedron, i) for i in women] == [(1, 1), (5, 5), (7, 7), (12, 12)]
    found = {
        (lattice.cells[v.larger].key(), v.lower)
        for v in audit.attack_tokens(tables, [Intervals(lower, upper)]).violations
        if v.smaller >= 0
    }
    assert {("area=a:n", 1), ("area=b:n", 5), ("area=c:n", 7)} <= found


@pytest.mark.parametrize(
    ("tokens", "increments"),
    [
        ((10, 10, 15), [(0, 4), (1, 9)]),
        ((20, 20, 20, 20), [(0, 4)] * 3),
        ((HIDDEN, HIDDEN, 10), [(0, 7), (1, 12)]),
    ],
)
def test_what_was_added_between_releases(tokens: tuple[int, ...], increments: list[tuple[int, int]]) -> None:
    rule, tables = Rule(7, 5), Tables(one_number())
    bounds = [rule.bounds(np.array([token])) for token in tokens]
    polyhedron = audit.polyhedron(tables, [Intervals(low.astype(float), high.astype(float)) for low, high in bounds])
    assert [interval(polyhedron, len(tokens) + i) for i in range(len(increments))] == increments


def test_monthly_refreshes_reveal_every_new_person_in_exact_counts_and_none_in_tokens() -> None:
    random, rule = np.random.default_rng(3099), Rule(12, 5)
    counts = np.cumsum(random.integers(1, 8, size=3099)) % 400 + 13
    counts = counts[:-1][np.diff(counts) > 0], counts[1:][np.diff(counts) > 0]
    assert (counts[1] - counts[0] <= 7).all()  # exact counts: the increment itself
    before, after = (rule.bounds(rule.tokens(c)) for c in counts)
    low, high = np.maximum(after[0] - before[1], 0), after[1] - before[0]
    assert (high - low).min() == 4


def test_an_unlucky_sum_of_rounded_parts_is_found() -> None:
    lattice = Lattice(
        "test", {AREA: ("a",), "kind": tuple("wxyz")}, (Family("region", ()), Family("region", ("kind",))), (), ()
    )
    persons = np.array([13, 13, 13, 1]).reshape(lattice.shape)  # shown: 15, 15, 15, hidden, and 40 in all
    outcome = audit.attack_tokens(Tables(lattice), [said(Rule(12, 5), lattice.counts(persons))])
    assert [(v.rule, lattice.cells[v.larger].key(), v.lower, v.upper) for v in outcome.violations if v.smaller < 0] == [
        ("narrow", "kind=z:n", 0, 3)
    ]
    assert outcome.narrowest < 5


def test_nobody_is_found_where_zero_is_shown_as_zero() -> None:
    lattice = one_number(("work",))
    shown = Intervals(np.array([28.0, 0.0]), np.array([32.0, 0.0]))
    (violation,) = [v for v in audit.attack_tokens(Tables(lattice), [shown]).violations if v.smaller < 0]
    assert (violation.rule, violation.upper) == ("empty", 0)


def test_everybody_is_found() -> None:
    lattice = one_number(("work",))
    shown = Intervals(np.array([28.0, 32.0]), np.array([32.0, 36.0]))  # everybody: at most 32, with work: at least 32
    (violation,) = audit.attack_tokens(Tables(lattice), [shown]).violations
    assert (violation.rule, lattice.cells[violation.smaller].measure) == ("empty", "work_12")


def test_known_sizes_narrow_what_tokens_alone_do_not() -> None:
    lattice = one_number(("work",))
    tables, counts = Tables(lattice), np.array([15, 13])
    shown = said(Rule(12, 5), counts)
    assert not audit.attack_tokens(tables, [shown]).violations
    violations = audit.attack_known_sizes(tables, shown, counts).violations
    assert [(v.lower, v.upper) for v in violations if v.smaller >= 0] == [(0, 2)]  # 15 known, at least 13 with work


def test_an_office_that_holds_most_of_a_small_count_learns_the_rest() -> None:
    lattice = small_lattice()
    tables = Tables(lattice)
    persons = ordinary(lattice, 2000, 1)
    persons[..., 2] = 0
    persons[0, 0, 0, 0, 2], persons[1, 0, 0, 0, 2] = (
        10,
        2,
    )  # the other outcome: 12 in the region, 10 known to one office
    shown = said(Rule(12, 5), lattice.counts(persons))
    found = {lattice.cells[v.larger].key() for v in audit.attack_as_insider(tables, shown, persons, 0).violations}
    assert "area=A0:other_12" not in found
    assert ":other_12" in found
    others = {lattice.cells[v.larger].key() for v in audit.attack_as_insider(tables, shown, persons, 2).violations}
    assert ":other_12" not in others


def test_an_earlier_finer_release_is_not_forgotten() -> None:
    lattice = one_number()
    tables = Tables(lattice)
    broad, exact = Intervals(np.array([0.0]), np.array([12.0])), Intervals(np.array([3.0]), np.array([3.0]))
    assert not audit.attack_tokens(tables, [broad]).violations
    assert audit.attack_tokens(tables, [exact, broad]).violations


def test_a_corrected_file_is_attacked_by_itself() -> None:
    tables = Tables(one_number())
    larger, smaller = (Intervals(np.array([t - 2.0]), np.array([t + 2.0])) for t in (40.0, 20.0))
    with pytest.raises(ContradictionError):
        audit.polyhedron(tables, [larger, smaller]).farthest(np.zeros(3))
    assert not audit.attack_tokens(tables, [larger, smaller]).violations


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_witnesses_and_tables_change_nothing_in_the_answer(seed: int) -> None:
    """Two linear programs for each target over all combinations, against the quick way over tables."""
    lattice = small_lattice()
    rule = Rule(7, 5)  # too low on purpose, so that there is something to find
    lattice = Lattice(
        lattice.version, {AREA: ("a", "b", "c"), **CHARACTERISTICS}, lattice.families, lattice.kinds, (12,)
    )
    persons = skewed(lattice, 150, seed)
    tables, shown = Tables(lattice), said(rule, lattice.counts(persons))
    quick = {(v.rule, v.larger, v.smaller, v.lower, v.upper) for v in audit.attack_tokens(tables, [shown]).violations}
    asked = audit.targets(tables, [shown.is_said])
    atoms = np.array([lattice.counts(unit.reshape(lattice.shape)) for unit in np.eye(persons.size, dtype=np.int64)]).T
    slow = set()
    rows = csr_array(np.vstack([atoms, -atoms]).astype(float))
    sides = np.concatenate([shown.upper, -shown.lower])

    def best(weights: np.ndarray) -> float:
        return float(linprog(weights, A_ub=rows, b_ub=sides, method="highs").fun)

    random = np.random.default_rng(seed)
    sample = random.choice(len(asked), 60, replace=False)
    chosen = list(sample) + [
        i for i in range(len(asked)) if any((asked.larger[i], asked.smaller[i]) == v[1:3] for v in list(quick)[:15])
    ]
    for i in chosen:
        weights = atoms[asked.larger[i]] - (atoms[asked.smaller[i]] if asked.smaller[i] >= 0 else 0)
        low, high = int(np.ceil(best(weights) - 1e-6)), int(np.floor(-best(-weights) + 1e-6))
        if low <= 7 and high >= 1 and high - low < 4:
            slow.add(("narrow", int(asked.larger[i]), int(asked.smaller[i]), low, high))
    pairs = {(int(asked.larger[i]), int(asked.smaller[i])) for i in chosen}
    assert slow == {v for v in quick if v[0] == "narrow" and v[1:3] in pairs}
    assert slow
