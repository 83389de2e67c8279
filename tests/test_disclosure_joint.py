"""Linked tables under attack as one: what each keeps to itself they may give away together."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from test_disclosure_flags import P4, block

from pipelines.disclosure import bundles, jobs, joint, ladder, polyhedron
from pipelines.disclosure import certificate as certificates
from pipelines.disclosure.flags import Flags
from pipelines.disclosure.history import Intervals
from pipelines.disclosure.lattice import AREA, Family, Lattice, Preset
from pipelines.disclosure.links import Link, Term, Tie
from pipelines.disclosure.polyhedron import ContradictionError
from pipelines.disclosure.tokens import Rule

REGION, COUNTIES = Family("region", ()), Family("area", ())
YEARS = (("2014-01", "2014-12"), ("2015-01", "2015-12"))
SAME = Link("x.n = y.n", (Term("x", "n"),), (Term("y", "n"),), equal=True)
Populations = dict[str, tuple[Lattice, list[ladder.Cohort]]]


def population(flags: Flags, areas: int, *families: Family) -> Lattice:
    return Lattice("1", {AREA: tuple(f"A{i}" for i in range(areas))}, families, (), (), flags)


def array(*rows: list[int]) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64)


def attacked(
    populations: Populations, links: tuple[Link, ...] = (SAME,), cases: str | None = None, **options: Path | bool
) -> bundles.Together:
    """The populations after the attack on each and the joint one; `cases` names the one that stands for the cases."""
    made = dict(ladder.release_apart({n: p for n, p in populations.items() if n != cases}, P4, workers=1))
    assert all(release.entries for release in made.values()), "each table must be safe by itself"
    first = ladder.Release((), {"violations": 0})
    if cases is not None:
        first = ladder.release(populations[cases][0], P4, populations[cases][1], workers=1)
    return bundles.withstand(first, made, links, workers=1, **options)  # type: ignore[arg-type]


def standing(found: bundles.Together) -> set[str]:
    return {name for name, release in found.apart.items() if release.entries}


def pair(rest: int) -> Populations:
    """Two years of 104 persons each, at most; by county 36, 75, 96 and the rest: at least 205 and so 0 to 3 left."""
    by_county, by_year = population(Flags(()), 4, REGION, COUNTIES), population(Flags(()), 4, REGION)
    persons = array([36], [75], [96], [rest])
    first = array([26], [26], [26], [26])
    return {
        "x": (by_county, [block(persons)]),
        "y": (by_year, [block(first, *YEARS[0]), block(persons - first, *YEARS[1])]),
    }


# The vectors: each break below changes the answer of at least one.


def years_that_add_up_give_a_county_away() -> None:
    found = attacked(pair(1))
    assert standing(found) == {"y"}
    assert found.certificate["withheld"] == ["x"]
    assert found.apart["x"].certificate["violations"] == found.apart["x"].certificate["jointly"] > 0
    assert standing(attacked(pair(20))) == {"x", "y"}  # 227 persons: the years say up to 232
    assert standing(attacked(pair(1), links=())) == {"x", "y"}


def what_gives_cases_away_is_withheld_and_the_cases_stay() -> None:
    populations = pair(1)
    link = dataclasses.replace(SAME, left=(Term("", "n"),))
    found = attacked({"": populations["x"], "y": populations["y"]}, (link,), cases="")
    assert len(found.cases.entries) == 1
    assert found.cases.certificate["violations"] == 0
    assert standing(found) == set()


def persons_between_two_tables_are_few() -> None:
    """Of 104 and 104 in two years, at most 208, 205 or more are counted among those with a plan: 0 to 3 are not."""
    counted, planned = population(Flags(()), 3, REGION), population(Flags(()), 3, REGION, COUNTIES)
    early, late = array([18], [37], [49]), array([18], [38], [48])
    made: Populations = {
        "y": (counted, [block(early, *YEARS[0]), block(late, *YEARS[1])]),
        "x": (planned, [block(array([36], [75], [96]))]),
    }
    within = dataclasses.replace(SAME, equal=False)
    assert standing(attacked(made, (within,))) == {"y"}
    half = array([36], [36], [32])
    spread: Populations = {
        "y": (counted, [block(half, *years) for years in YEARS]),
        "x": (planned, [block(array([55], [55], [50]))]),
    }
    assert standing(attacked(spread, (within,))) == {"x", "y"}


def a_size_known_in_one_table_is_known_where_it_is_linked() -> None:
    """Of 28 who have a plan, a known number, 26 or more took part; the table's own sizes do not say so."""
    planned = population(Flags(("plan", "part"), {"part": ("plan",)}), 1, REGION)
    counselled = population(Flags(("counselled",)), 1, REGION)
    link = Link("y.n = x.plan", (Term("y", "n"),), (Term("x", "plan"),), equal=True)
    found = attacked(
        {"x": (planned, [block(array([40, 2, 26]))]), "y": (counselled, [block(array([14, 14]))])}, (link,)
    )
    assert standing(found) == {"y"}
    few = {"x": (planned, [block(array([60, 1, 2]))]), "y": (counselled, [block(array([1, 2]))])}
    assert standing(attacked(few, (link,))) == {"x", "y"}  # three is known, not found


def between(without: int, planned: list[int], works: list[int]) -> bundles.Together:
    """Persons with a plan and without one, all at work by two tables; without work and with, in each."""
    told = population(Flags(("without",)), 1, REGION)
    counted = population(Flags(("work",)), 1, REGION)
    made: Populations = {
        "x": (told, [block(array([sum(planned), without]))]),
        "y": (counted, [block(array(planned))]),
        "z": (counted, [block(array(works))]),
    }
    n, work = ({name: Term(name, measure) for name in "xyz"} for measure in ("n", "work"))
    rest = (Term("x", "without"),)
    links = (
        Link("x.n = z.n", (n["x"],), (n["z"],), equal=True),
        Link("x.n = y.n + x.without", (n["x"],), (n["y"], *rest), equal=True),
        Link("y.work <= z.work", (work["y"],), (work["z"],), equal=False, rest=rest),
    )
    return attacked(made, links)


def few_persons_between_two_tables_are_few_persons_of_the_rest() -> None:
    """At work are 45 to 54, with a plan 25 to 34: 11 or more without one. Of 13 that is almost everybody, of 40 it is not."""
    assert standing(between(13, [60, 34], [61, 46])) < {"x", "y", "z"}
    assert standing(between(40, [60, 30], [80, 50])) == {"x", "y", "z"}


def the_only_person_of_the_rest_is_known_and_nothing_of_it_found() -> None:
    assert standing(between(1, [60, 30], [61, 30])) == {"x", "y", "z"}


def an_office_takes_its_own_part_out_of_all_tables() -> None:
    """All 22 hidden but for 0 to 2 are one office's own, in two tables that only together bound them."""
    lost, late = Flags(("lost",)), Flags(("lost", "late"), {"late": ("lost",)})
    one, two = population(lost, 2, REGION), population(late, 2, REGION)
    link = Link("y.lost = x.lost", (Term("y", "lost"),), (Term("x", "lost"),), equal=True)
    persons = array([60, 20], [60, 1])
    detailed = array([60, 0, 20], [60, 0, 1])
    made = attacked({"x": (one, [block(persons)]), "y": (two, [block(detailed)])}, (link,))
    assert made.certificate["attacks"]["insiders"]["targets"] > 0
    (bundle,) = bundles.bundles([(job, True) for r in made.apart.values() for job in r.work], (link,))
    members = [joint.member(job, True) for job in bundle.jobs]
    asked = joint.ask_office(members, joint.ties((link,), joint.listed(bundle.jobs, [m.lattice for m in members])), 0)
    assert asked.polyhedron.upper[1] == asked.polyhedron.upper[4 - 1] == 4  # 24 less its own 20


def a_table_that_is_withheld_still_links_others() -> None:
    """x.n = z.n = y.n, and of z nothing is told."""
    made = pair(1)
    empty = population(Flags(("sure",)), 4, REGION)
    both = array([0, 36], [0, 75], [0, 96], [0, 1])  # all are sure: withheld by its own attack
    links = (
        Link("x.n = z.n", (Term("x", "n"),), (Term("z", "n"),), equal=True),
        Link("z.n = y.n", (Term("z", "n"),), (Term("y", "n"),), equal=True),
    )
    released = dict(ladder.release_apart({**made, "z": (empty, [block(both)])}, P4, workers=1))
    withheld = dataclasses.replace(released["z"], entries=())
    nothing = ladder.Release((), {"violations": 0})
    assert standing(bundles.withstand(nothing, {**released, "z": withheld}, links, workers=1)) == {"y"}


VECTORS: tuple[Callable[[], None], ...] = (
    years_that_add_up_give_a_county_away,
    what_gives_cases_away_is_withheld_and_the_cases_stay,
    persons_between_two_tables_are_few,
    a_size_known_in_one_table_is_known_where_it_is_linked,
    few_persons_between_two_tables_are_few_persons_of_the_rest,
    the_only_person_of_the_rest_is_known_and_nothing_of_it_found,
    an_office_takes_its_own_part_out_of_all_tables,
    a_table_that_is_withheld_still_links_others,
)


def attack_by_all_vectors() -> None:
    for vector in VECTORS:
        vector()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v.__name__)
def test_tables_that_give_something_away_together_do_not_both_stand(vector: Callable[[], None]) -> None:
    vector()


# Mutations: each deliberate break must be caught by a vector.

Patch = pytest.MonkeyPatch


def other_ties(change: Callable[[Tie], Tie | None]) -> Callable[[Patch], None]:
    honest = joint.ties

    def mutate(patch: Patch) -> None:
        for where in (joint, bundles):
            patch.setattr(where, "ties", lambda *told: tuple(t for tie in honest(*told) if (t := change(tie))))

    return mutate


def one_year_only(tie: Tie) -> Tie:
    return dataclasses.replace(tie, right=tie.right[:1], equal=False, left=tie.right[:1])


MUTATIONS: dict[str, Callable[[Patch], None]] = {
    "links are not known": other_ties(lambda _: None),
    "an equality is not held": other_ties(lambda tie: None if tie.equal else tie),
    "a part is not held": other_ties(lambda tie: tie if tie.equal else None),
    "an equality is held on one side only": other_ties(lambda tie: dataclasses.replace(tie, equal=False)),
    "one year of two is added up": other_ties(one_year_only),
    "differences between tables are not asked": lambda p: p.setattr(
        joint, "_said", lambda _, linked: [False for tie in linked if not tie.equal]
    ),
    "the others of a whole may be anybody": other_ties(lambda tie: None if len(tie.left) < len(tie.right) else tie),
    "one person may be many": other_ties(lambda tie: dataclasses.replace(tie, rest=())),
    "only one table's sizes are known": lambda p: p.setattr(
        joint,
        "ask_sizes",
        lambda members, linked, names, honest=joint.ask_sizes, **_: honest(members, linked, {min(names)}),
    ),
    "linked sizes are not learnt": lambda p: p.setattr(joint, "_learn", lambda *_: False),
    "a withheld table links nothing": lambda p: p.setattr(
        bundles, "bundles", lambda work, links, honest=bundles.bundles: honest([w for w in work if w[1]], links)
    ),
    "what is found is published": lambda p: p.setattr(bundles, "_blocking", lambda _: []),
    "the cases go first": lambda p: p.setattr(bundles, "_first", lambda given, *_: min(given)),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_deliberate_break_is_caught(name: str, monkeypatch: Patch) -> None:
    MUTATIONS[name](monkeypatch)
    with pytest.raises((AssertionError, RuntimeError, ValueError)):
        attack_by_all_vectors()


def ends(asked: joint.Question) -> list[tuple[int, int]]:
    found = []
    for row in range(asked.polyhedron.rows.shape[0]):
        weights = np.zeros(asked.polyhedron.rows.shape[0])
        weights[row] = 1.0
        low, high = (float(asked.polyhedron.farthest(sign * weights)[row]) for sign in (-1, 1))
        found.append((int(np.ceil(low - 1e-6)), int(np.floor(high + 1e-6))))
    return found


@pytest.mark.parametrize("large", [polyhedron.LARGE, 0])
@pytest.mark.parametrize("seed", range(4))
def test_bounds_are_those_of_all_files_in_whole_numbers(seed: int, large: int, monkeypatch: Patch) -> None:
    """Two counties with one fact beside two years: every file of up to 24 persons is tried, by either method."""
    monkeypatch.setattr(polyhedron, "LARGE", large)
    rule = Rule(1, 3)  # 0 to 1, 2 to 4, 5 to 7 …
    draw = np.random.default_rng(seed)
    persons = draw.integers(0, 4, (2, 2))
    total, early = int(persons.sum()), int(draw.integers(0, persons.sum() + 1))
    facts, years = population(Flags(("yes",)), 2, REGION, COUNTIES), population(Flags(()), 2, REGION)
    fine = Preset("fine", rule, P4.places)
    told: Populations = {
        "x": (facts, [block(persons)]),
        "y": (years, [block(array([early], [0]), *YEARS[0]), block(array([total - early], [0]), *YEARS[1])]),
    }
    work = [job for n, (lat, c) in told.items() for job in ladder.prepare(lat, fine, c, population=n)[1]]
    members = [joint.member(job, True) for job in work]
    linked = joint.ties((SAME,), joint.listed(work, [m.lattice for m in members]))
    assert len(linked) == 1
    said = [m.said for m in members]
    files = []
    for counts in product(range(8), repeat=4):
        cells = facts.counts(np.array(counts).reshape(2, 2))
        if ((cells >= said[0].lower) & (cells <= said[0].upper)).all():
            for one in range(sum(counts) + 1):
                split = (one, sum(counts) - one)
                if all(s.lower[0] <= part <= s.upper[0] for s, part in zip(said[1:], split, strict=True)):
                    files.append([*cells, *split])
    true = [(min(column), max(column)) for column in zip(*files, strict=True)]
    assert ends(joint.ask(members, linked)) == true
    narrowed = joint.narrowed(said, linked)
    rough = [(low, high) for n in narrowed for low, high in zip(n.lower, n.upper, strict=True)]
    own = [(low, high) for s in said for low, high in zip(s.lower, s.upper, strict=True)]
    assert all(r[0] <= t[0] and t[1] <= r[1] for r, t in zip(rough, true, strict=True))
    assert all(o[0] <= r[0] and r[1] <= o[1] for o, r in zip(own, rough, strict=True))


def test_one_link_narrows_exactly() -> None:
    """a + b = c with 0–24, 25–34 and 55–64: at least 21 of a, and c at most 58."""
    said = [Intervals(np.array([low]), np.array([high])) for low, high in ((0.0, 24.0), (25.0, 34.0), (55.0, 64.0))]
    found = joint.narrowed(said, (Tie("", ((0, 0), (1, 0)), ((2, 0),), equal=True),))
    assert [(n.lower[0], n.upper[0]) for n in found] == [(21, 24), (31, 34), (55, 58)]
    with pytest.raises(ContradictionError):
        joint.narrowed(said, (Tie("", ((0, 0),), ((2, 0),), equal=True),))


def test_a_link_that_does_not_hold_stops_the_build() -> None:
    made = pair(1)
    made["y"] = (made["y"][0], [made["y"][1][0], block(array([200], [0], [0], [0]), *YEARS[1])])
    with pytest.raises(RuntimeError, match=r"x\.n = y\.n does not hold"):
        attacked(made)


def test_earlier_releases_of_other_persons_are_not_put_together_with_new_ones() -> None:
    """Before, x said 40 and now 41; y says only what is true now. Together with the old number nothing would fit."""
    lattice = population(Flags(()), 1, REGION)
    old = ladder.protect(lattice, Preset("fine", Rule(0, 1), P4.places), block(array([70])), "x")
    entries, work = ladder.prepare(lattice, P4, [block(array([72]))], population="x", published=[old])
    fine = Preset("fine", Rule(0, 1), P4.places)
    other, beside = ladder.prepare(lattice, fine, [block(array([72]))], population="y")
    assert len(entries) == len(other) == 1
    found = joint.Bundle((*work, *beside), (True, True), (SAME,)).run()
    assert found["newest_only"]
    assert joint.Bundle((work[0],), (True,), ()).run()["newest_only"] is False


def test_an_unchanged_bundle_is_not_attacked_again_and_one_with_a_withheld_table_is(tmp_path: Path) -> None:
    first = attacked(pair(20), cache_folder=tmp_path)
    assert [b["cached"] for b in first.certificate["bundles"]] == [False]
    again = attacked(pair(20), cache_folder=tmp_path)
    assert [b["cached"] for b in again.certificate["bundles"]] == [True]
    assert again.certificate["attacks"] == first.certificate["attacks"]
    assert [b["cached"] for b in attacked(pair(20), cache_folder=tmp_path, repeat=True).certificate["bundles"]] == [
        False
    ]
    work = tuple(job for release in first.apart.values() for job in release.work)
    keys = {joint.Bundle(work, said, (SAME,)).key() for said in product((True, False), repeat=len(work))}
    assert len(keys) == 2 ** len(work)
    assert jobs.Job.key(work[0]) != joint.Bundle(work, (True,) * len(work), ()).key()


def test_the_certificate_says_what_was_attacked_jointly_and_what_not() -> None:
    found = attacked(pair(20))
    told = {**found.apart["x"].certificate, "populations": {n: r.certificate for n, r in found.apart.items()}}
    alone = certificates.text(told, "pl")
    assert "kontrola nie obejmuje" in alone
    told["joint"] = found.certificate
    assert json.loads(json.dumps(told["joint"])) == told["joint"]
    polish, english = certificates.text(told, "pl"), certificates.text(told, "en")
    assert "Rodzaje powiązań: 1, w miejscach i latach: 1; tablice: 3, układy: 1; komórki: 7" in polish
    assert "Jointly, the published numbers alone: targets" in english
    assert "Each table is attacked by itself" not in english
    assert "lower" not in json.dumps(told["joint"])  # no finding is told, only numbers of findings
