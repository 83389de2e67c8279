"""From counts to what may be published: tokens by the programme's rung of the ladder, if the audit finds nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from pipelines.disclosure import jobs, ledger
from pipelines.disclosure.certificate import Certificate, certificate
from pipelines.disclosure.lattice import AREA
from pipelines.disclosure.tokens import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pipelines.disclosure.lattice import Lattice, Preset


class AuditError(Exception):
    """The audit found violations: nothing is published, and a person chooses what to do. Carries the certificate."""

    def __init__(self, found: Certificate, work: tuple[jobs.Job, ...] = ()) -> None:
        super().__init__(f"{found['violations']} violations at preset {found['preset']}")
        self.certificate = found
        self.work = work


@dataclass(frozen=True)
class Cohort:
    """Everybody who entered from month `first` to `last` (2024-01): counts over the whole lattice.

    `months` is how long all of them have been followed; exits after that are not published.
    """

    first: str
    last: str
    persons: NDArray[np.int64]
    months: int


@dataclass(frozen=True)
class Release:
    """What may be published: an entry of the ledger for each cohort, and the certificate; `work` is what was attacked."""

    entries: tuple[ledger.Entry, ...]
    certificate: Certificate
    work: tuple[jobs.Job, ...] = ()


def protect(lattice: Lattice, preset: Preset, cohort: Cohort, population: str = "") -> ledger.Entry:
    """Tokens of one cohort at one rung; the only step that reads counts and writes what may be seen."""
    shown = lattice.under(preset).until(cohort.months)
    tokens = preset.rule.tokens(shown.counts(lattice.fold(cohort.persons, cohort.months)))
    written = tuple(None if token == HIDDEN else int(token) for token in tokens)
    return ledger.Entry(
        cohort.first, cohort.last, preset.name, preset.rule, shown, written, jobs.code_hash(), population
    )


def prepare(
    lattice: Lattice,
    preset: Preset,
    cohorts: Sequence[Cohort],
    *,
    population: str = "",
    published: Sequence[ledger.Entry] = (),
    insiders: int | None = None,
    stop_early: bool = False,
) -> tuple[tuple[ledger.Entry, ...], list[jobs.Job]]:
    """Entries of all cohorts of one population and the attacks they have to withstand; `published` is the ledger."""
    published = [entry for entry in published if entry.population == population]
    entries = tuple(protect(lattice, preset, cohort, population) for cohort in cohorts)
    _refuse_overlaps(entries, published)
    for entry, cohort in zip(entries, cohorts, strict=True):
        _hold_to_counts(lattice, entry, cohort)
    work = [
        jobs.Job(
            entries=(*_earlier(entry, published), entry),
            persons=_persons(lattice, entry, cohort, published),
            insiders=_drawn(len(lattice.dimensions[AREA]), insiders, entry.cohort),
            stop_early=stop_early,
        )
        for cohort, entry in zip(cohorts, entries, strict=True)
    ]
    return entries, work


def release(
    lattice: Lattice,
    preset: Preset,
    cohorts: Sequence[Cohort],
    *,
    published: Sequence[ledger.Entry] = (),
    cache_folder: Path | None = None,
    repeat: bool = False,
    workers: int | None = None,
    insiders: int | None = None,
    synthetic: bool = False,
    stop_early: bool = False,
    tell: Callable[[str], object] = str,
) -> Release:
    """Tokens and certificate of all cohorts at the programme's preset; raises AuditError if anything is given away.

    `published` is the ledger. `insiders` limits how many areas of each cohort attack (a sample that the certificate
    names; all where not given). With `repeat` no finished audit is recalled from `cache_folder`. The ledger is not written here: append the entries before the files are published.
    """
    started = time.monotonic()
    entries, work = prepare(lattice, preset, cohorts, published=published, insiders=insiders, stop_early=stop_early)
    audits = jobs.run_all(work, cache_folder, workers, tell, repeat=repeat)
    found = certificate(lattice, preset, audits, seconds=time.monotonic() - started, synthetic=synthetic)
    if found["violations"]:
        raise AuditError(found, tuple(work))
    return Release(entries, found, tuple(work))


def release_apart(
    populations: Mapping[str, tuple[Lattice, Sequence[Cohort]]],
    preset: Preset,
    *,
    published: Sequence[ledger.Entry] = (),
    cache_folder: Path | None = None,
    repeat: bool = False,
    workers: int | None = None,
    insiders: int | None = None,
    synthetic: bool = False,
    tell: Callable[[str], object] = str,
) -> Mapping[str, Release]:
    """Small populations side by side, each with its own closed list, attacks and certificate, at the same preset.

    One that gives anything away is left out as a whole: it has no entries, and its certificate says what was found.
    """
    ready = {
        name: prepare(lattice, preset, cohorts, population=name, published=published, insiders=insiders)
        for name, (lattice, cohorts) in populations.items()
    }
    started = time.monotonic()
    audits = iter(
        jobs.run_all([job for _, work in ready.values() for job in work], cache_folder, workers, tell, repeat=repeat)
    )
    seconds = time.monotonic() - started
    found = {}
    for name, (entries, work) in ready.items():
        told = certificate(
            populations[name][0], preset, [next(audits) for _ in work], seconds=seconds, synthetic=synthetic
        )
        found[name] = Release(() if told["violations"] else entries, told, tuple(work))
    return found


def climb(
    lattice: Lattice, presets: Sequence[Preset], cohorts: Sequence[Cohort], **options: object
) -> tuple[Release, Mapping[str, int]]:
    """The first rung that passes, and the violations of those that did not. Only when a person asks for it.

    Which rung fails is itself information (at most log2 of the number of rungs), so a programme keeps one rung.
    """
    failed: dict[str, int] = {}
    for preset in presets:
        try:
            return release(lattice, preset, cohorts, **options), failed  # type: ignore[arg-type]
        except AuditError as error:
            failed[preset.name] = error.certificate["violations"]
            last = error
    raise last


def _persons(
    lattice: Lattice, entry: ledger.Entry, cohort: Cohort, published: Sequence[ledger.Entry]
) -> NDArray[np.int64]:
    """Counts over the months that this and earlier releases of the cohort speak of."""
    said = [old.lattice.months[-1] for old in _earlier(entry, published) if old.lattice.months]
    return lattice.fold(cohort.persons, max([cohort.months, *said]))


def _earlier(entry: ledger.Entry, published: Sequence[ledger.Entry]) -> list[ledger.Entry]:
    """What was said of this cohort before; a release that is repeated word for word says nothing new."""
    earlier = [old for old in published if old.cohort == entry.cohort]
    while earlier and earlier[-1].says_the_same(entry):
        earlier.pop()
    return earlier


def _refuse_overlaps(entries: Sequence[ledger.Entry], published: Sequence[ledger.Entry]) -> None:
    """One month of entry belongs to one cohort, now and in everything published before."""
    windows = sorted({(e.first, e.last) for e in (*entries, *published)})
    wrong = [window for window in windows if window[0] > window[1]]
    for before, after in pairwise(windows):
        if after[0] <= before[1]:
            wrong.append(after)
    if wrong or len({(e.first, e.last) for e in entries}) != len(entries):
        raise ValueError("cohorts overlap, among themselves or with an earlier release: their difference would be seen")


def _hold_to_counts(lattice: Lattice, entry: ledger.Entry, cohort: Cohort) -> None:
    """Each token stands for its own count, whatever went wrong on the way."""
    tokens = [HIDDEN if token is None else token for token in entry.tokens]
    counts = entry.lattice.counts(lattice.fold(cohort.persons, cohort.months))
    lower, upper = entry.rule.bounds(tokens)
    if ((counts < lower) | (counts > upper)).any() or any(
        t is not None and t <= entry.rule.threshold for t in entry.tokens
    ):
        raise RuntimeError("a token does not stand for its own count; nothing may be published")


def _drawn(areas: int, limit: int | None, cohort: str) -> tuple[int, ...]:
    if areas == 1:  # its office knows everybody; there are no others to protect from it
        return ()
    if limit is None or limit >= areas:
        return tuple(range(areas))
    seed = list(cohort.encode())
    return tuple(sorted(int(a) for a in np.random.default_rng(seed).choice(areas, limit, replace=False)))
