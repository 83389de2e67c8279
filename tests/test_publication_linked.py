"""The declared links: true of the sample's exact counts, attacked in the build, and refused where they speak of nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines import build, model, reference, settings
from pipelines.disclosure import bundles, joint, ladder
from pipelines.disclosure.jobs import Job, code_hash
from pipelines.disclosure.lattice import Lattice
from pipelines.disclosure.links import Link
from pipelines.problems import UserError
from pipelines.publication import groups, intake, linked, protect
from pipelines.release import Release

REFERENCE = settings.ROOT / "data" / "reference"
BUNDLED = settings.ROOT / "data" / "deliveries"
AREAS = ["2205", "2216"]


def lattices(areas: list[str]) -> dict[str, Lattice]:
    rules = protect.programme(REFERENCE, areas)
    return {
        "": rules.lattice.under(rules.preset),
        **{p.name: p.lattice for p in groups.declared(REFERENCE, areas)},
    }


@pytest.fixture(scope="module")
def work(sample: Path) -> tuple[list[Job], tuple[Link, ...]]:
    """Every table of the bundled sample with its exact counts, and the links declared between them."""
    con = build.connect()
    reference.read(con, REFERENCE, lambda _: None)
    intake.read(con, intake.in_use(sample, "22"))
    for m in protect.counted(model.load(settings.MODELS), REFERENCE):
        con.execute(f"create table {m.name} as {m.sql}").fetchall()
    areas = list(reference.counties(con, "22"))
    rules = protect.programme(REFERENCE, areas)
    jobs = ladder.prepare(rules.lattice, rules.preset, protect.cohorts(con, rules.lattice, rules.months))[1]
    for population in groups.declared(REFERENCE, areas):
        found = groups.cohorts(con, population)
        jobs += ladder.prepare(population.lattice, rules.preset, found, population=population.name)[1]
    return jobs, linked.declared(REFERENCE, lattices(areas))


def test_every_link_is_true_of_the_exact_counts_of_the_sample(work: tuple[list[Job], tuple[Link, ...]]) -> None:
    """Guards the models too: a changed query that breaks an identity fails here and in the build."""
    jobs, links = work
    members = [joint.member(job, True) for job in jobs]
    met = joint.ties(links, joint.listed(jobs, [m.lattice for m in members]))
    assert {tie.link for tie in met} == {link.name for link in links}
    for tie in met:
        left, right = (sum(int(members[t].counts[row]) for t, row in side) for side in (tie.left, tie.right))
        assert left == right if tie.equal else left <= right, tie.link
    assert len(met) > 1500


def test_linked_tables_are_attacked_together(work: tuple[list[Job], tuple[Link, ...]]) -> None:
    jobs, links = work
    made = [b.cohort for b in bundles.bundles([(job, True) for job in jobs], links)]
    assert len(made) == 22
    assert made[0] == "cases + counselling + joint_work + starts + enrolment 2014-01/2015-12"


def test_a_part_of_the_joint_audit_is_repeated_from_nothing(work: tuple[list[Job], tuple[Link, ...]]) -> None:
    """One bundle, drawn by the code's hash, so that another version of it repeats another."""
    jobs, links = work
    made = bundles.bundles([(job, True) for job in jobs], links)
    small = [b for b in made if len(b.jobs) < 6]
    chosen = small[int(code_hash(), 16) % len(small)]
    kept = json.loads((BUNDLED / protect.AUDITS / f"{chosen.key()}.json").read_text(encoding="utf-8"))
    repeated = chosen.run()
    for told in (kept["attacks"], repeated["attacks"]):
        for attack in told.values():
            attack.pop("seconds")
    assert repeated["attacks"] == kept["attacks"]
    assert {name: repeated[name] for name in ("links", "cells", "tightened")} == {
        name: kept[name] for name in ("links", "cells", "tightened")
    }


def test_the_release_tells_of_the_joint_attack_and_a_first_start_repeats_none_of_it(published: Release) -> None:
    told = published.manifest["certificate"]["joint"]
    assert all(bundle["cached"] for bundle in told["bundles"]), (
        "make them anew: latarnia audit --full --out data/deliveries"
    )
    in_git = json.loads((BUNDLED / "certificate.json").read_text(encoding="utf-8"))["joint"]
    names = ("declared", "links", "tables", "cells", "tightened", "attacks", "withheld")
    assert {name: told[name] for name in names} == {name: in_git[name] for name in names}
    assert told["withheld"] == []
    assert [told["attacks"][name]["violations"] for name in ("tokens", "known_sizes", "insiders")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('left = ["enrolment.n"]\nequal = ["nobody.n"]\nwhy = "x"', "link 1: “nobody.n”: populations.toml has no such"),
        ('left = ["enrolment.n"]\nequal = ["cases.late"]\nwhy = "x"', "this population does not count “late”"),
        ('left = ["enrolment.n"]\nequal = ["cases"]\nwhy = "x"', "not of the form population.measure"),
        ('left = ["enrolment.n"]\nequal = ["cases.n"]', "left, why and one of equal, within are needed"),
        ('left = ["enrolment.n"]\nwhy = "x"', "one of equal, within"),
        ('left = ["enrolment.n"]\nequal = ["cases.n"]\nwithin = ["cases.n"]\nwhy = "x"', "one of equal, within"),
        ('left = ["enrolment.n"]\nequal = ["cases.n"]\nwhy = "x"\nwhere = "here"', "may only be counties, each"),
        ('left = ["enrolment.hard"]\nequal = ["cases.n[duration=9]"]\nwhy = "x"', "“cases.n” is not published in this"),
        ('left = ["pairs.n"]\nequal = ["flows.n"]\ncounties = true\nwhy = "x"', "“pairs.n” is not published in this"),
        ('left = ["flows.n"]\nequal = ["pairs.n"]\neach = "reason"\nwhy = "x"', "“pairs.n” is not published in this"),
        ('left = "enrolment.n"\nequal = ["cases.n"]\nwhy = "x"', "left, why and one of equal, within are needed"),
        (
            'left = ["enrolment.n"]\nequal = ["cases.n"]\nrest = ["enrolment.without_plan"]\nwhy = "x"',
            "beside within rest",
        ),
        ('left = ["enrolment.n"]\nwithin = ["cases.n"]\nrest = ["enrolment.late"]\nwhy = "x"', "does not count “late”"),
        ("left = [", "not a TOML file"),
    ],
)
def test_a_declaration_that_speaks_of_nothing_is_refused(wrong: str, said: str, tmp_path: Path) -> None:
    (tmp_path / linked.DECLARED).write_text(f"[[link]]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        linked.declared(tmp_path, lattices(AREAS))
    assert said in caught.value.text.en
    assert linked.DECLARED in caught.value.text.pl
