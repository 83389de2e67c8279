"""Populations whose measures are facts: what can be true together, and the same attacks as on cases."""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from test_disclosure_release import witnesses

from pipelines.disclosure import audit, ladder, ledger
from pipelines.disclosure import certificate as certificates
from pipelines.disclosure.flags import Flags
from pipelines.disclosure.history import chain
from pipelines.disclosure.ladder import Cohort
from pipelines.disclosure.lattice import AREA, Family, Lattice, Preset
from pipelines.disclosure.tables import Tables
from pipelines.disclosure.tokens import Rule

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

P4 = Preset("P4", Rule(24, 10), ("region", "region by one", "area"))
ANSWERS = Flags(
    ("answered", "soon", "lost", "online"),
    implies={"soon": ("answered",)},
    exclusive=(("answered", "lost"),),
    both={"online_soon": ("online", "soon")},
)


def population(flags: Flags = ANSWERS, areas: int = 6) -> Lattice:
    dimensions = {AREA: tuple(f"A{i}" for i in range(areas)), "kind": ("x", "y", "z")}
    families = (Family("region", ()), Family("region", ("kind",)), Family("area", ()))
    return Lattice("1", dimensions, families, (), (), flags)


def units(lattice: Lattice, count: int, seed: int, evenness: float = 3.0) -> NDArray[np.int64]:
    draw = np.random.default_rng(seed)
    shares = np.ones(1)
    for size in lattice.shape:
        shares = np.multiply.outer(shares, draw.dirichlet(np.full(size, evenness)))
    return draw.multinomial(count, shares.ravel() / shares.sum()).reshape(lattice.shape)


def block(persons: NDArray[np.int64], first: str = "2014-01", last: str = "2015-12") -> Cohort:
    return Cohort(first, last, persons, 0)


def test_combinations_are_all_that_the_rules_allow() -> None:
    assert ANSWERS.atoms[:5] == ("none", "answered", "answered+soon", "lost", "online")
    free = Flags(("a", "b", "c"))
    assert len(free.atoms) == 8
    everything = [
        {n for n, true in zip(ANSWERS.names, bits, strict=True) if true} for bits in product((0, 1), repeat=4)
    ]
    allowed = [s for s in everything if ("soon" not in s or "answered" in s) and not {"answered", "lost"} <= s]
    assert {ANSWERS.atom(frozenset(s)) for s in allowed} == set(ANSWERS.atoms)


def test_an_implied_fact_may_stand_later_in_the_list() -> None:
    assert Flags(("a", "b"), implies={"a": ("b",)}).atoms == ("none", "b", "a+b")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (lambda: Flags(("a",), implies={"a": ("b",)}), "not declared"),
        (lambda: Flags(("a", "a")), "twice"),
        (lambda: Flags(("a", "b"), both={"a": ("a", "b")}), "twice"),
        (lambda: Flags(tuple(f"f{i}" for i in range(11))).sets, "can be audited"),
    ],
)
def test_a_declaration_that_cannot_be_audited_is_refused(flags: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        flags()  # type: ignore[operator]


def test_measures_count_the_units_for_which_facts_are_true() -> None:
    lattice = population(areas=1)
    persons = np.zeros(lattice.shape, dtype=np.int64)
    persons[0, 0, :7] = [1, 20, 300, 4000, 0, 0, 50_000]
    counts = dict(zip([cell.key() for cell in lattice.cells], lattice.counts(persons), strict=True))
    assert [counts[f":{m}"] for m in ("n", "answered", "soon", "lost", "online_soon")] == [
        54321,
        50320,
        50300,
        4000,
        50000,
    ]


def test_what_an_attacker_knows_of_the_facts_is_used() -> None:
    """Of 30 units 26 are answered: those lost are at most 4, because nothing can be both."""
    flags = Flags(("answered", "lost"), exclusive=(("answered", "lost"),))
    lattice = dataclasses.replace(population(flags, areas=1), families=(Family("region", ()),))
    persons = np.zeros(lattice.shape, dtype=np.int64)
    persons[0, 0] = [2, 26, 2]
    careless = dataclasses.replace(lattice, flags=Flags(("answered", "lost")))
    wide = np.zeros(careless.shape, dtype=np.int64)
    wide[0, 0, :3] = [2, 26, 2]
    assert _lost(lattice, persons) < _lost(careless, wide)


def _lost(lattice: Lattice, persons: NDArray[np.int64]) -> int:
    """The most units that can be without an answer, the size of the group being known."""
    tables = Tables(lattice)
    _, (said,) = chain([ladder.protect(lattice, P4, block(persons))])
    n = [cell.measure for cell in lattice.cells].index("n")
    said.lower[n] = said.upper[n] = persons.sum()
    lost = [cell.measure for cell in lattice.cells].index("lost")
    weights = np.zeros(len(lattice.cells))
    weights[lost] = 1.0
    return int(audit.polyhedron(tables, [said]).farthest(weights)[lost] + 1e-6)


def test_a_fact_true_of_nearly_all_is_caught_and_its_rare_side_is_not() -> None:
    """105 units, all known: the token 110 says 105 or more, so nobody is unknown. Hidden unknowns tell nothing."""
    for facts, is_safe in ((("known",), False), (("unknown",), True)):
        lattice = dataclasses.replace(population(Flags(facts), areas=1), families=(Family("region", ()),))
        persons = np.zeros(lattice.shape, dtype=np.int64)
        persons[0, 0, 0 if is_safe else 1] = 105
        made = ladder.release_apart({"families": (lattice, [block(persons)])}, P4)["families"]
        assert (made.certificate["violations"] == 0) is is_safe
        assert bool(made.entries) is is_safe


def test_a_population_that_gives_something_away_is_left_out_and_the_others_stay() -> None:
    safe, open_ = population(Flags(("seen",))), population(Flags(("known",)), areas=1)
    sure = np.zeros(open_.shape, dtype=np.int64)
    sure[0, :, 1] = 105
    made = ladder.release_apart(
        {"exchanges": (safe, [block(units(safe, 3000, 4, evenness=60))]), "families": (open_, [block(sure)])},
        P4,
        workers=1,
    )
    assert made["exchanges"].entries[0].population == "exchanges"
    assert made["families"].entries == ()
    told = {**made["exchanges"].certificate, "populations": {name: r.certificate for name, r in made.items()}}
    assert "Nieopublikowane: families." in certificates.text(told, "pl")
    assert "Not published: families." in certificates.text(told, "en")


def test_offices_attack_a_population_of_the_region_too() -> None:
    lattice = dataclasses.replace(population(areas=3), families=(Family("region", ()),))
    persons = np.zeros(lattice.shape, dtype=np.int64)
    persons[0, 0, :4] = [10, 60, 10, 26]
    persons[1, 0, 3] = 1
    made = ladder.release_apart({"exchanges": (lattice, [block(persons)])}, P4)["exchanges"]
    assert made.certificate["insiders"] == {"attacked": 3, "possible": 3}
    found = made.certificate["cohorts"][0]["attacks"]["insiders"]["violations"]
    assert found == []  # 30 says 25 to 34: an office that holds 26 leaves 0 to 8


@pytest.mark.parametrize("seed", range(12))
def test_skewed_populations_withstand_the_attack_on_their_tokens(seed: int) -> None:
    lattice = population()
    entry = ladder.protect(lattice, P4, block(units(lattice, 600, seed, evenness=0.6)), "exchanges")
    joined, said = chain([entry])
    assert audit.attack_tokens(Tables(joined), said).violations == ()


@pytest.mark.parametrize("seed", range(3))
def test_other_units_give_the_same_release_through_the_whole_pipeline(seed: int) -> None:
    lattice = population(Flags(("soon", "lost"), exclusive=(("soon", "lost"),)), areas=4)
    persons = units(lattice, 160, seed)
    tokens = ladder.protect(lattice, P4, block(persons)).tokens
    others = witnesses(persons, lattice, P4, 10)
    assert len({other.tobytes() for other in others}) > 5
    assert {ladder.protect(lattice, P4, block(other)).tokens for other in others} == {tokens}


def test_the_ledger_keeps_populations_apart_and_reads_their_facts_again(tmp_path: Path) -> None:
    lattice, book = population(), tmp_path / "ledger.jsonl"
    both = {name: (lattice, [block(units(lattice, 700, seed))]) for seed, name in enumerate(("first", "second"))}
    entries = [ladder.protect(file, P4, cohorts[0], name) for name, (file, cohorts) in both.items()]
    assert ledger.append(book, entries) == 2
    assert ledger.append(book, entries) == 0
    assert list(ledger.read(book)) == entries
    # the same months in another population do not overlap, in the same one they do
    ladder.prepare(lattice, P4, [block(units(lattice, 700, 3))], population="third", published=entries)
    late = Cohort("2015-01", "2016-12", units(lattice, 700, 3), 0)
    with pytest.raises(ValueError, match="overlap"):
        ladder.prepare(lattice, P4, [late], population="first", published=entries)


def test_what_a_later_release_adds_is_attacked_too() -> None:
    lattice = dataclasses.replace(population(areas=1), families=(Family("region", ()),))
    first, later = (np.zeros(lattice.shape, dtype=np.int64) for _ in range(2))
    first[0, 0, :5] = [40, 60, 40, 34, 40]
    later[0, 0, :5] = [40, 60, 40, 35, 40]
    before = ladder.release_apart({"x": (lattice, [block(first)])}, P4)["x"]
    after = ladder.release_apart({"x": (lattice, [block(later)])}, P4, published=before.entries)["x"]
    assert after.certificate["cohorts"][0]["releases"] == 2
    assert after.certificate["violations"] == 0  # 30 then 40: 1 to 19 were added


def test_other_facts_under_the_same_name_are_refused() -> None:
    lattice = population(areas=1)
    before = ladder.protect(lattice, P4, block(units(lattice, 300, 1)), "x")
    changed = dataclasses.replace(lattice, flags=Flags(("answered", "lost")))
    files = {"x": (changed, [block(units(changed, 300, 1))])}
    with pytest.raises(ValueError, match="new name"):
        ladder.release_apart(files, P4, published=[before], insiders=0)
