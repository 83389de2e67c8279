"""Time of the disclosure audit for one cohort of 20 and of 380 counties, the lattice and rung being the product's own.

The larger one is sampled: only some counties attack, the row says how many. The counts are invented.
"""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import numpy as np

from bench.build import DATA
from bench.table import Row
from pipelines.disclosure.ladder import AuditError, Cohort, release
from pipelines.disclosure.lattice import Lattice, presets

PERSONS_A_COUNTY = 100
SAMPLED = 4  # counties that attack where all of them would take too long
ALL_UP_TO = 20


def measure(rounds: int, folder: Path, counties: tuple[int, ...] = (20, 380)) -> list[Row]:
    """Seconds of a cold audit; it runs once however many rounds are asked for, since nothing else is compared with it."""
    del rounds, folder
    return [_audit(number) for number in counties]


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
    who = "all counties attack" if sampled is None else f"SAMPLE: {sampled} counties attack"
    return Row(f"audit, {counties} counties, one cohort, rung {rung}: {who}, {found}", "s", [seconds])
