"""Audits of many cohorts: each is a job of its own, done on all cores, and not done again while nothing in it changes."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from pipelines.disclosure.audit import attack_as_insider, attack_known_sizes, attack_tokens
from pipelines.disclosure.history import chain
from pipelines.disclosure.lattice import AREA
from pipelines.disclosure.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from pipelines.disclosure.attack import Outcome
    from pipelines.disclosure.history import Intervals
    from pipelines.disclosure.lattice import Lattice
    from pipelines.disclosure.ledger import Entry

SCENARIOS = ("tokens", "known_sizes", "insiders")
_ATTACKING = ("attack", "audit", "history", "jobs", "lattice", "polyhedron", "tables", "tokens")  # not wording or money


class Work(Protocol):
    """What is attacked by itself and remembered by its key."""

    @property
    def cohort(self) -> str: ...
    def key(self) -> str: ...
    def run(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Job:
    """One cohort to attack: all its releases, the new one last; `persons` serves known sizes and insiders only."""

    entries: tuple[Entry, ...]
    persons: NDArray[np.int64]
    insiders: tuple[int, ...]  # numbers of the areas whose offices attack
    stop_early: bool = False

    @property
    def cohort(self) -> str:
        return self.entries[-1].cohort

    def run(self) -> dict[str, Any]:
        return run(self)

    def key(self) -> str:
        """Hash of everything the answer depends on, the code of the attack included."""
        told = [{**entry.facts(), "code": ""} for entry in self.entries]
        text = json.dumps([told, self.insiders, self.stop_early, code_hash(_ATTACKING)], sort_keys=True)
        return hashlib.sha256(text.encode() + np.ascontiguousarray(self.persons).tobytes()).hexdigest()


@cache
def code_hash(names: tuple[str, ...] = ("*",)) -> str:
    """Hash of the code of this package, or of these files of it."""
    digest = hashlib.sha256()
    for path in sorted(path for name in names for path in Path(__file__).parent.glob(f"{name}.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def run(job: Job) -> dict[str, Any]:
    """Attack one cohort in every scenario; returns plain data."""
    started = time.monotonic()
    lattice, releases = chain(job.entries)
    newest, sizes = releases[-1], lattice.counts(job.persons)
    tables, stop = Tables(lattice), job.stop_early
    attacks: dict[str, list[Outcome]] = {
        "tokens": [attack_tokens(tables, releases, stop_early=stop)],
        "known_sizes": [attack_known_sizes(tables, newest, sizes, stop_early=stop)],
        "insiders": [attack_as_insider(tables, newest, job.persons, area, stop_early=stop) for area in job.insiders],
    }
    return {
        "cohort": job.cohort,
        "releases": len(job.entries),
        "numeric": float(np.mean([token is not None for token in job.entries[-1].tokens])),
        "insiders": [lattice.dimensions[AREA][area] for area in job.insiders],
        "attacks": {name: _summary(lattice, releases, outcomes) for name, outcomes in attacks.items()},
        "seconds": round(time.monotonic() - started, 1),
    }


def run_all(
    jobs: Sequence[Work],
    cache_folder: Path | None,
    workers: int | None = None,
    tell: Callable[[str], object] = str,
    *,
    repeat: bool = False,
) -> list[dict[str, Any]]:
    """Results of all jobs in their order; `tell` hears the name of each cohort as its audit ends.

    With `repeat` nothing is recalled, but what was found is remembered.
    """
    results: dict[int, dict[str, Any]] = {}
    todo = []
    for i, job in enumerate(jobs):
        known = None if repeat else _recall(cache_folder, job.key())
        if known is None:
            todo.append(i)
        else:
            results[i] = {**known, "cached": True}
    for i, result in zip(todo, _work([jobs[i] for i in todo], workers), strict=True):
        key = jobs[i].key()
        _remember(cache_folder, key, result)
        results[i] = {"key": key, **result, "cached": False}
        tell(jobs[i].cohort)
    return [results[i] for i in range(len(jobs))]


def _work(jobs: Sequence[Work], workers: int | None) -> Iterator[dict[str, Any]]:
    count = min(workers or len(os.sched_getaffinity(0)), len(jobs))
    if count <= 1:
        yield from map(_run, jobs)
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_run, jobs)


def _run(work: Work) -> dict[str, Any]:
    return work.run()


def _summary(lattice: Lattice, releases: Sequence[Intervals], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    numbers = ("targets", "sensitive", "witnessed", "programs")
    names = [f"release {i + 1} of {len(releases)}" for i in range(len(releases))]
    names += [f"{later} less {earlier}" for earlier, later in pairwise(names)]
    violations = []
    for violation in (v for outcome in outcomes for v in outcome.violations):
        size = len(lattice.cells)
        facts = asdict(violation)
        for side in ("larger", "smaller"):
            row = facts[side]
            facts[side] = lattice.cells[row % size].key() if row >= 0 else None
        violations.append({"file": names[violation.larger // size], **facts})
    return {
        **{number: sum(getattr(outcome, number) for outcome in outcomes) for number in numbers},
        "narrowest": min((outcome.narrowest for outcome in outcomes), default=None),
        "violations": violations,
        "seconds": round(sum(outcome.seconds for outcome in outcomes), 1),
    }


def _recall(folder: Path | None, key: str) -> dict[str, Any] | None:
    if folder is None:
        return None
    try:
        found = json.loads((folder / f"{key}.json").read_bytes())
    except (OSError, ValueError):  # absent, or torn: then the audit is done again
        return None
    return found if isinstance(found, dict) and found.get("key") == key else None


def _remember(folder: Path | None, key: str, result: dict[str, Any]) -> None:
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"key": key, **result}, file)
    Path(name).replace(folder / f"{key}.json")
