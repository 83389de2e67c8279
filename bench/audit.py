"""Time of the disclosure audit for 20 and for 380 counties: one cohort of cases, and the tables of exits as one.

Lattices, links and rung are the product's own, the counts invented. The larger one is sampled: only some counties
attack, the row says how many.
"""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import duckdb
import numpy as np

from bench.build import DATA
from bench.table import Row
from pipelines.disclosure import bundles
from pipelines.disclosure.ladder import AuditError, Cohort, Release, release, release_apart
from pipelines.disclosure.lattice import Lattice, presets
from pipelines.publication import groups, linked, protect

PERSONS_A_COUNTY = 100
SAMPLED = 4  # counties that attack where all of them would take too long
ALL_UP_TO = 20
EXITS = ("after_3", "after_6", "after_12", "benefits", "situation")


def measure(rounds: int, folder: Path, counties: tuple[int, ...] = (20, 380)) -> list[Row]:
    """Seconds of a cold audit; it runs once however many rounds are asked for, since nothing else is compared with it."""
    del rounds, folder
    return [row for number in counties for row in (_audit(number), _exits(number))]


def _audit(counties: int) -> Row:
    path = DATA / "reference" / "lattice.toml"
    lattice = Lattice.read(path, [f"C{number:03d}" for number in range(counties)])
    rung = tomllib.loads(path.read_text(encoding="utf-8"))["rung"]
    (preset,) = (preset for preset in presets(path) if preset.name == rung)
    random = np.random.default_rng(1)
    shares = np.ones(1)
    for size in lattice.shape:
        shares = np.multiply.outer(shares, random.dirichlet(np.full(size, 4.0)))
    persons = random.multinomial(PERSONS_A_COUNTY * counties, shares.ravel() / shares.sum()).reshape(lattice.shape)
    sampled = None if counties <= ALL_UP_TO else SAMPLED
    started = time.perf_counter()
    try:
        release(lattice, preset, [Cohort("2019-01", "2019-12", persons, 24)], insiders=sampled)
        found = "nothing given away"
    except AuditError as error:
        found = f"{error.certificate['violations']} violations"
    seconds = time.perf_counter() - started
    return Row(f"audit, {counties} counties, one cohort, rung {rung}: {_who(sampled)}, {found}", "s", [seconds])


def _who(sampled: int | None) -> str:
    return "all counties attack" if sampled is None else f"SAMPLE: {sampled} counties attack"


def _exits(counties: int) -> Row:
    """Each of the linked tables of those who left in two years by itself, and then all as one."""
    reference, areas = DATA / "reference", [f"C{number:03d}" for number in range(counties)]
    rules = protect.programme(reference, areas)
    declared = {p.name: p for p in groups.declared(reference, areas)}
    links = linked.declared(
        reference, {"": rules.lattice.under(rules.preset), **{name: p.lattice for name, p in declared.items()}}
    )
    con = duckdb.connect()
    invented = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    con.execute(invented.replace("COUNTIES", str(counties)).replace("PERSONS", str(2 * PERSONS_A_COUNTY * counties)))
    found = {name: (declared[name].lattice, groups.cohorts(con, declared[name])) for name in EXITS}
    sampled = None if counties <= ALL_UP_TO else SAMPLED
    started = time.perf_counter()
    apart = release_apart(found, rules.preset, insiders=sampled)
    alone = time.perf_counter() - started
    told = bundles.withstand(Release((), {"violations": 0}), apart, links).certificate
    seconds = time.perf_counter() - started
    what = f"{told['tables']} tables of exits, {told['cells']:,} cells"
    return Row(
        f"audit, {counties} counties, {what}: {_who(sampled)}, withheld {len(EXITS) - told['tables']}, "
        f"{alone:.0f} s one by one, then as one",
        "s",
        [seconds],
    )
