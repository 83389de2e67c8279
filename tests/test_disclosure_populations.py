"""The declared populations under attack, and deliberate breaks of their protection: each must be caught by the vectors."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray
from test_disclosure_flags import P4, block

from pipelines import settings
from pipelines.disclosure import attack, audit, jobs, ladder, ledger
from pipelines.disclosure.flags import Flags
from pipelines.disclosure.history import Intervals
from pipelines.disclosure.lattice import AREA, Family, Lattice, Preset
from pipelines.disclosure.tables import Tables
from pipelines.disclosure.tokens import HIDDEN, Rule
from pipelines.publication import groups, protect

REFERENCE = settings.ROOT / "data" / "reference"
COUNTIES = ["2205", "2216", "2261"]
DECLARED = groups.declared(REFERENCE, COUNTIES)


def regional(flags: Flags, *areas: list[int]) -> tuple[Lattice, NDArray[np.int64]]:
    """A population that is published for the region alone; units of each area by what is true of them."""
    dimensions = {AREA: tuple(f"A{i}" for i in range(len(areas)))}
    return Lattice("1", dimensions, (Family("region", ()),), (), (), flags), np.array(areas, dtype=np.int64)


def refused(
    lattice: Lattice, persons: NDArray[np.int64], published: tuple[ledger.Entry, ...] = (), preset: Preset = P4
) -> set[str]:
    """The attacks that find something; where there are any, nothing of the population may be published."""
    made = ladder.release_apart({"x": (lattice, [block(persons)])}, preset, published=published, workers=1)["x"]
    found = {s for s, told in made.certificate["cohorts"][0]["attacks"].items() if told["violations"]}
    assert bool(found) == bool(made.certificate["violations"]) == (made.entries == ())
    kept = protect.Protected(ladder.Release((), {"violations": 0}), {"x": made})
    assert (bool(kept.entries), [told.en for told in kept.warnings]) == (
        (False, ["not published, to protect persons: the tables x"]) if found else (True, [])
    )
    return found


# The vectors: each break below changes the answer of at least one.


def each_count_has_its_own_token() -> None:
    dimensions = {AREA: tuple("abcdef")}
    lattice = Lattice("1", dimensions, (Family("region", ()), Family("area", ())), (), (), Flags(()))
    persons = np.array([[0], [24], [25], [34], [35], [26]])
    (entry,), _ = ladder.prepare(lattice, P4, [block(persons)], population="x")
    assert entry.tokens == (140, None, None, 30, 30, 40, 30)  # 144 in all; rounded parts would give 130


def combinations_and_measures_are_those_declared() -> None:
    flags = Flags(
        ("plan", "joint", "lost"), {"joint": ("plan",)}, (("joint", "lost"),), {"plan_lost": ("plan", "lost")}
    )
    assert flags.atoms == ("none", "plan", "plan+joint", "lost", "plan+lost")
    lattice, persons = regional(flags, [1, 20, 300, 4000, 50_000])
    assert dict(zip([c.measure for c in lattice.cells], lattice.counts(persons), strict=True)) == {
        "n": 54_321, "plan": 50_320, "joint": 300, "lost": 54_000, "plan_lost": 50_000,
    }  # fmt: skip


def rounded_parts_of_a_rounded_sum_leave_too_little() -> None:
    families = (Family("region", ()), Family("region", ("kind",)))
    lattice = Lattice("1", {AREA: ("A0",), "kind": tuple("wxyz")}, families, (), (), Flags(()))
    persons = np.array([13, 13, 13, 1]).reshape(lattice.shape)
    finer = Preset("P1", Rule(12, 5), P4.places)
    assert refused(lattice, persons, preset=finer) == {"tokens"}  # 15, 15, 15 of 40: 0 to 3 are left for z
    assert refused(lattice, 2 * persons) == set()


def nobody_and_everybody_are_found() -> None:
    assert refused(*regional(Flags(("known",)), [0, 105])) == {"known_sizes"}  # 110 says 105 or more, of 105
    assert refused(*regional(Flags(("unknown",)), [105, 0])) == set()


def a_known_size_tells_what_tokens_do_not() -> None:
    assert refused(*regional(Flags(("answered",)), [2, 26])) == {"known_sizes"}  # 28 known, 25 or more: 0 to 3 others
    assert refused(*regional(Flags(("answered",)), [3, 26])) == set()  # of 29 known, 0 to 4 others


def an_office_knows_its_own_units() -> None:
    assert refused(*regional(Flags(("lost",)), [60, 22], [60, 1])) == {"insiders"}  # 0 to 24, of which 22 are its own
    assert refused(*regional(Flags(("lost",)), [60, 20], [60, 1])) == set()


def what_was_said_before_stays_said() -> None:
    lattice, persons = regional(Flags(()), [7])
    finer = ladder.protect(lattice, Preset("fine", Rule(1, 3), P4.places), block(persons), "x")  # 6: 5 to 7
    assert refused(lattice, persons + 3) == set()
    assert refused(lattice, persons + 3, (finer,)) == {"tokens"}
    assert refused(lattice, persons + 3, (dataclasses.replace(finer, population="y"),)) == set()


def one_month_lies_in_one_block() -> None:
    lattice, persons = regional(Flags(()), [70])
    ladder.prepare(lattice, P4, [block(persons, *four_years(year)) for year in (2014, 2018)], population="x")
    (before,), _ = ladder.prepare(lattice, P4, [block(persons, "2014-01", "2017-12")], population="x")
    for months in (("2017-12", "2021-11"), ("2014-01", "2018-12")):
        with pytest.raises(ValueError, match="overlap"):
            ladder.prepare(lattice, P4, [block(persons, *months)], population="x", published=[before])


def four_years(year: int) -> tuple[str, str]:
    (found,) = [p for p in DECLARED if p.name == "households_12"]
    return found.block(year)


FACTS = """
    (2018, 24240, 30, '2205', 1, 1), (2018, 24240, 40, '2205', 0, 0), (2018, 24240, 90, '2401', 1, 0),
    (2018, 24240, 4, '2216', 1, 0), (2019, 24251, 70, '2205', 1, 1)
"""


def a_block_is_counted_when_all_are_followed_and_hidden_counts_are_written_as_null() -> None:
    con = duckdb.connect()
    con.execute(f"create table f as select * from (values {FACTS}) t(year, seen_to, n, teryt, independent, employed)")
    (cis,) = [p for p in DECLARED if p.name == "cis"]
    found = groups.cohorts(con, dataclasses.replace(cis, facts="f", follow=12))
    assert [(c.first, int(c.persons.sum())) for c in found] == [("2018-01", 74)]  # 2019 lacks a month
    lattice = cis.lattice
    entry = ladder.protect(lattice, P4, found[0], "cis")
    groups.write(con, {"cis": ladder.Release((entry,), {"synthetic": True})})
    rows = con.execute(
        "select coalesce(area, ''), measure, value, lower, upper, obs_status from protected_counts"
    ).fetchall()
    told = {row[:2]: row[2:] for row in rows}
    assert len(told) == 12
    assert told["", "n"] == (70, 65, 74, "A")  # 2205 and 2216, nobody of another region
    assert told["2216", "n"] == told["2261", "n"] == (None, 0, 24, "C")  # four and nobody look the same


def regional_populations_have_no_counties() -> None:
    by_county = {p.name for p in DECLARED if any(cell.area for cell in p.lattice.cells)}
    assert by_county == {
        "counselling", "county_exchanges", "joint_work", "cis", "cis_entered", "after_3", "after_6", "after_12", "enrolment",
        "benefits", "situation",
    }  # fmt: skip


def exact_totals_less_exact_parts_are_found() -> None:
    """OpenSAFELY's pair: of 8, 10, 15, 25 answered 7, 5, 8, 13, so 1, 5, 7, 12 did not."""
    flags = Flags(("answered",))
    lattice = Lattice("1", {AREA: tuple("abcd")}, (Family("area", ()),), (), (), flags)
    persons = np.array([[1, 7], [5, 5], [7, 8], [12, 13]])
    exact = Intervals(*(lattice.counts(persons).astype(float),) * 2)
    found = {
        (lattice.cells[v.larger].key(), v.lower, v.upper)
        for v in audit.attack_tokens(Tables(lattice), [exact]).violations
        if v.smaller >= 0
    }
    assert found == {("area=a:n", 1, 1), ("area=b:n", 5, 5), ("area=c:n", 7, 7)}


def what_was_added_between_two_releases_is_bounded() -> None:
    """A number of n persons shown as 10, 10, 15 by rule 7/5: 0 to 4, then 1 to 9 were added."""
    lattice, _ = regional(Flags(()), [0])
    rule, tables = Rule(7, 5), Tables(lattice)
    bounds = [rule.bounds(np.array([token])) for token in (10, 10, 15)]
    told = audit.polyhedron(tables, [Intervals(low.astype(float), high.astype(float)) for low, high in bounds])
    ends = []
    for row in (3, 4):
        weights = np.zeros(told.rows.shape[0])
        weights[row] = 1.0
        ends.append(tuple(round(float(told.farthest(sign * weights)[row])) for sign in (-1, 1)))
    assert ends == [(0, 4), (1, 9)]


VECTORS: tuple[Callable[[], None], ...] = (
    each_count_has_its_own_token,
    combinations_and_measures_are_those_declared,
    rounded_parts_of_a_rounded_sum_leave_too_little,
    nobody_and_everybody_are_found,
    a_known_size_tells_what_tokens_do_not,
    an_office_knows_its_own_units,
    what_was_said_before_stays_said,
    one_month_lies_in_one_block,
    a_block_is_counted_when_all_are_followed_and_hidden_counts_are_written_as_null,
    regional_populations_have_no_counties,
    exact_totals_less_exact_parts_are_found,
    what_was_added_between_two_releases_is_bounded,
)


def attack_by_all_vectors() -> None:
    for vector in VECTORS:
        vector()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v.__name__)
def test_numbers_known_to_give_units_away_are_refused_and_others_pass(vector: Callable[[], None]) -> None:
    vector()


# Mutations: each deliberate break must be caught by a vector, or stop the release by itself.

Patch = pytest.MonkeyPatch
CAUGHT = (AssertionError, RuntimeError, ValueError, pytest.fail.Exception)


def no_attack(name: str) -> Callable[[Patch], None]:
    nothing = attack.Outcome(0, 0, 0, 0, attack.CANDIDATES, (), 0.0)
    return lambda patch: patch.setattr(jobs, name, lambda *_, **__: nothing)


def tokens(change: Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.int64]]) -> Callable[[Patch], None]:
    """Another rule from counts and their honest tokens."""
    honest = Rule.tokens
    return lambda p: p.setattr(Rule, "tokens", lambda rule, counts: change(np.asarray(counts), honest(rule, counts)))


def totals_from_tokens(patch: Patch) -> None:
    honest, own = ladder.protect, Lattice.counts

    def counts(lattice: Lattice, persons: NDArray[np.int64]) -> NDArray[np.int64]:
        return own(lattice, np.where(persons > 24, (persons + 5) // 10 * 10, 0))

    def protected(*told: Any) -> ledger.Entry:
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(Lattice, "counts", counts)
            return honest(*told)

    patch.setattr(ladder, "protect", protected)


def facts_without(**rules: Any) -> Callable[[Patch], None]:
    honest = Flags.__dict__["sets"].func
    return lambda p: p.setattr(Flags, "sets", property(lambda flags: honest(dataclasses.replace(flags, **rules))))


def either_fact(patch: Patch) -> None:
    def masks(flags: Flags) -> dict[str, NDArray[np.bool_]]:
        wanted = {**{name: (name,) for name in flags.names}, **flags.both}
        return {m: np.array([bool(set(facts) & kept) for kept in flags.sets]) for m, facts in wanted.items()}

    patch.setattr(Flags, "masks", property(masks))


def declared_otherwise(old: str, new: str) -> Callable[[Patch], None]:
    def change(patch: Patch) -> None:
        told = (REFERENCE / groups.DECLARED).read_text(encoding="utf-8")
        assert old in told
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / groups.DECLARED).write_text(told.replace(old, new), encoding="utf-8")
            patch.setitem(globals(), "DECLARED", groups.declared(Path(folder), COUNTIES))

    return change


def counted_otherwise(
    change: Callable[[duckdb.DuckDBPyConnection, groups.Population], groups.Population],
) -> Callable[[Patch], None]:
    honest = groups.cohorts
    return lambda p: p.setattr(groups, "cohorts", lambda con, population: honest(con, change(con, population)))


def another_regions_county(con: duckdb.DuckDBPyConnection, population: groups.Population) -> groups.Population:
    con.execute("update f set teryt = '2205' where teryt = '2401'")
    return population


def one_history(patch: Patch) -> None:
    honest = ladder.prepare

    def prepare(*told: Any, population: str, published: Sequence[ledger.Entry] = (), **rest: Any) -> Any:
        own = [dataclasses.replace(entry, population=population) for entry in published]
        return honest(*told, population=population, published=own, **rest)

    patch.setattr(ladder, "prepare", prepare)


def lax_certificate(patch: Patch) -> None:
    honest = ladder.certificate
    patch.setattr(ladder, "certificate", lambda *told, **rest: {**honest(*told, **rest), "violations": 0})


def four_candidates(patch: Patch) -> None:
    for where in (attack, audit):
        patch.setattr(where, "CANDIDATES", 4)


NO_PAIRS = (np.array([], dtype=np.int64),) * 2
MUTATIONS: dict[str, Callable[[Patch], None]] = {
    "a lower threshold": tokens(lambda counts, told: np.where(counts > 22, (counts + 5) // 10 * 10, told)),
    "a higher threshold": tokens(lambda counts, told: np.where(counts <= 25, HIDDEN, told)),
    "zero shown as zero": tokens(lambda counts, told: np.where(counts == 0, 0, told)),
    "a hidden count shown as zero": tokens(lambda _, told: np.where(told == HIDDEN, 0, told)),
    "exact counts": tokens(lambda counts, told: np.where(told == HIDDEN, told, counts)),
    "rounding down": tokens(lambda counts, told: np.where(told == HIDDEN, told, counts // 10 * 10)),
    "totals summed from tokens": totals_from_tokens,
    "hidden counts written as zero": lambda p: p.setattr(Rule, "written", lambda _, token: (max(token, 0), "A")),
    "tokens are not attacked": no_attack("attack_tokens"),
    "known sizes are not attacked": no_attack("attack_known_sizes"),
    "no office attacks": no_attack("attack_as_insider"),
    "no office is drawn": lambda p: p.setattr(ladder, "_drawn", lambda *_: ()),
    "four candidates are enough": four_candidates,
    "six and seven are many": lambda p: p.setattr(attack, "SMALL", 5),
    "nobody may be proved": lambda p: p.setattr(attack, "_is_someone_there", lambda *_: False),
    "differences are not asked": lambda p: p.setattr(Tables, "pairs", property(lambda _: NO_PAIRS)),
    "what was said is forgotten": lambda p: p.setattr(ladder, "_earlier", lambda *_: []),
    "the history of another population counts": one_history,
    "windows may overlap": lambda p: p.setattr(ladder, "_refuse_overlaps", lambda *_: None),
    "blocks overlap": lambda p: p.setattr(groups.Population, "block", lambda _, year: (f"{year}-01", f"{year + 4}-12")),
    "violations are published": lax_certificate,
    "facts that exclude each other are not known": facts_without(exclusive=()),
    "facts that follow are not known": facts_without(implies={}),
    "a measure counts either fact": either_fact,
    "nobody is waited for": counted_otherwise(lambda _, population: dataclasses.replace(population, follow=0)),
    "units of another region count": counted_otherwise(another_regions_county),
    "regional populations by county": declared_otherwise("counties = false", "counties = true"),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_deliberate_break_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTATIONS[name](monkeypatch)
    with pytest.raises(CAUGHT):
        attack_by_all_vectors()
