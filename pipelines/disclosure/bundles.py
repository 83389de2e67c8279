"""Which tables are attacked together, which of them may stand, and what the certificate says of it."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.disclosure import jobs
from pipelines.disclosure.attack import SMALL
from pipelines.disclosure.jobs import SCENARIOS
from pipelines.disclosure.joint import Bundle, listed, member, narrowed
from pipelines.disclosure.lattice import AREA
from pipelines.disclosure.links import ties

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pipelines.disclosure.history import Intervals
    from pipelines.disclosure.jobs import Job
    from pipelines.disclosure.joint import Member
    from pipelines.disclosure.ladder import Release
    from pipelines.disclosure.links import Link, Tie


@dataclass(frozen=True)
class Together:
    """What withstood the joint attack too, and what it found."""

    cases: Release
    apart: Mapping[str, Release]
    certificate: dict[str, Any]


def withstand(
    cases: Release,
    apart: Mapping[str, Release],
    links: Sequence[Link],
    *,
    cache_folder: Path | None = None,
    repeat: bool = False,
    workers: int | None = None,
    tell: Callable[[str], object] = str,
) -> Together:
    """Attack linked tables as one until nothing is given away; the population that gives most away is withheld first.

    Each table has withstood its own attacks, so what links it to others gives it away. Where counts of the cases are
    given away, the first small population linked to them goes; the cases only where none is left (an earlier release
    of one still stands in the ledger).
    """
    started = time.monotonic()
    releases = {"": cases, **apart}
    found: Counter[str] = Counter()
    while True:
        work = [(job, bool(r.entries) and not found[name]) for name, r in releases.items() for job in r.work]
        made = bundles(work, links)
        audits = jobs.run_all(made, cache_folder, workers, tell, repeat=repeat)
        given = Counter(v["population"] for audit in audits for v in _blocking(audit))
        if not given:
            break
        name = _first(given, made, audits)
        found[name] = given[name] or 1
        repeat = False  # what was attacked in this run stays known
    kept = {name: _withheld(r, found[name]) if found[name] else r for name, r in releases.items()}
    told = _certificate(links, audits, [name or "cases" for name in found if found[name]], time.monotonic() - started)
    return Together(kept.pop(""), kept, told)


def _blocking(audit: dict[str, Any]) -> list[dict[str, Any]]:
    return [v for name in SCENARIOS for v in audit["attacks"][name]["violations"]]


def _first(given: Counter[str], made: Sequence[Bundle], audits: Sequence[dict[str, Any]]) -> str:
    """Which population goes: the small one with most violations, or else one that stands beside the cases."""
    small = sorted((-count, name) for name, count in given.items() if name)
    if small:
        return small[0][1]
    beside = [
        job.entries[-1].population
        for bundle, audit in zip(made, audits, strict=True)
        if _blocking(audit)
        for job, is_published in zip(bundle.jobs, bundle.published, strict=True)
        if is_published
    ]
    return next((name for name in beside if name), "")


def _withheld(release: Release, violations: int) -> Release:
    told = {**release.certificate, "violations": violations, "jointly": violations}
    return replace(release, entries=(), certificate=told)


def _certificate(
    links: Sequence[Link], audits: Sequence[dict[str, Any]], withheld: Sequence[str], seconds: float
) -> dict[str, Any]:
    """What was attacked jointly; findings are numbers only, since they were made with what is not published."""

    def total(name: str) -> dict[str, Any]:
        parts = [audit["attacks"][name] for audit in audits]
        return {
            **{n: sum(part[n] for part in parts) for n in ("targets", "sensitive", "witnessed", "programs")},
            "narrowest": min((part["narrowest"] for part in parts if part["narrowest"] is not None), default=None),
            "violations": sum(len(part["violations"]) for part in parts),
        }

    facts = (
        "key",
        "cohort",
        "tables",
        "withheld",
        "releases",
        "newest_only",
        "links",
        "cells",
        "tightened",
        "insiders",
    )
    return {
        "declared": len(links),
        "links": sum(audit["links"] for audit in audits),
        "tables": sum(len(audit["tables"]) - len(audit["withheld"]) for audit in audits),
        "cells": sum(audit["cells"] for audit in audits),
        "tightened": sum(audit["tightened"] for audit in audits),
        "attacks": {name: total(name) for name in SCENARIOS},
        "withheld": list(withheld),
        "bundles": [{name: audit[name] for name in (*facts, "seconds", "cached")} for audit in audits],
        "seconds": round(seconds, 1),
        "seconds_of_audits": round(sum(audit["seconds"] for audit in audits), 1),
    }


def bundles(work: Sequence[tuple[Job, bool]], links: Sequence[Link]) -> list[Bundle]:
    """Linked tables put together; `work` holds each table and whether it is published.

    A link that the tables' own bounds make true by far joins nothing: it tells the attacker nothing, and what lies
    between its sides are many. Raises RuntimeError where a link does not hold for the true counts.
    """
    jobs = [job for job, _ in work]
    members = [member(job, is_published) for job, is_published in work]
    linked = ties(links, listed(jobs, [m.lattice for m in members]))
    for tie in linked:
        _hold(tie, members)
    bounds = narrowed([m.said for m in members], [tie for tie in linked if tie.equal])
    group = list(range(len(jobs)))
    for tie in linked:
        if tie.equal or _between(tie, members, bounds) <= SMALL:
            joined = {group[table] for table in tie.tables}
            group = [min(joined) if g in joined else g for g in group]
    found = [[i for i, g in enumerate(group) if g == number] for number in sorted(set(group))]
    return [_bundle(work, tables, links) for tables in found if len(tables) > 1 and any(work[i][1] for i in tables)]


def _bundle(work: Sequence[tuple[Job, bool]], tables: Sequence[int], links: Sequence[Link]) -> Bundle:
    present = {work[i][0].entries[-1].population for i in tables}
    own = tuple(link for link in links if present.issuperset(link.populations))
    return Bundle(tuple(work[i][0] for i in tables), tuple(work[i][1] for i in tables), own)


def _hold(tie: Tie, members: Sequence[Member]) -> None:
    """In every area: an office takes its own part out of both sides."""
    left, right = (sum(_parts(members[t], r) for t, r in side) for side in (tie.left, tie.right))
    if np.any(left > right) or (tie.equal and np.any(left < right)):
        table, row = tie.left[0]
        raise RuntimeError(f"the link {tie.link} does not hold for {members[table].lattice.cells[row].key()}")


def _between(tie: Tie, members: Sequence[Member], bounds: Sequence[Intervals]) -> float:
    """The least that the right side has more than the left one, also to an office that takes its own part away."""
    least = sum(bounds[t].lower[r] for t, r in tie.right) - sum(bounds[t].upper[r] for t, r in tie.left)
    own = sum(_parts(members[t], r) for t, r in tie.right) - sum(_parts(members[t], r) for t, r in tie.left)
    return float(least - np.max(own, initial=0))


def _parts(of: Member, row: int) -> NDArray[np.int64]:
    """What each area has in one cell."""
    cell = of.lattice.cells[row]
    where = tuple(
        of.lattice.dimensions[name].index(dict(cell.codes)[name]) if name in dict(cell.codes) else slice(None)
        for name in of.lattice.dimensions
    )
    mask = of.lattice.measures[cell.measure]
    if cell.area is not None:
        alone = np.zeros(len(of.lattice.dimensions[AREA]), dtype=np.int64)
        alone[where[0]] = of.persons[where][..., mask].sum()
        return alone
    found = of.persons[where][..., mask]
    return np.asarray(found.reshape(len(found), -1).sum(axis=1))
