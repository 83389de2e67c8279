"""The forum and the networks: reach of editions (H01), recommendations (H02), support groups (H03), partnerships (H04)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pipelines.readings import cooperation, register
from pipelines.release import Release

STATUSES = ("przyjeta", "w_realizacji", "wdrozona", "odrzucona")
DONE, REJECTED = "wdrozona", "odrzucona"
SECTORS = ("public", "private", "social", "other")


@dataclass(frozen=True)
class Edition:
    """One edition of the forum: participants by sector, in the order of SECTORS, and counties that came."""

    edition: int
    month: str
    teryt: str
    participants: int
    by_sector: tuple[int, ...]
    counties: int


@dataclass(frozen=True)
class Due:
    """H02 up to a month: implemented recommendations among the adopted ones whose term has passed, rejected ones apart."""

    implemented: int
    due: int
    rejected: int
    open: int  # not due yet, or without a term, and not closed


@dataclass(frozen=True)
class Share:
    """A numerator and its denominator in one year."""

    year: int
    numerator: int
    denominator: int
    bodies: int = 0
    sessions: int = 0
    waiting: int = 0

    @property
    def value(self) -> float | None:
        return self.numerator / self.denominator if self.denominator else None


def _in_region(release: Release, row: dict[str, Any], column: str = "teryt") -> bool:
    return str(row[column]).startswith(release.region)


def editions(release: Release) -> list[Edition]:
    """Editions of the region's forum, oldest first."""
    rows = sorted((r for r in release.table("forum_editions") if _in_region(release, r)), key=lambda r: r["month"])
    return [
        Edition(
            r["edition"],
            r["month"],
            r["teryt"],
            r["participants"],
            tuple(r[f"participants_{sector}"] for sector in SECTORS),
            r["counties_represented"],
        )
        for r in rows
    ]


def _recommendations(release: Release) -> list[dict[str, Any]]:
    return [r for r in release.table("recommendation_register") if _in_region(release, r, "rec_id")]


def topics(release: Release) -> dict[str, tuple[int, ...]]:
    """Recommendations by topic and present state, in the order of STATUSES."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(STATUSES))
    for row in _recommendations(release):
        found[row["topic"]][STATUSES.index(row["status"])] += 1
    order = [row["code"] for row in release.lists["recommendation_topics"]]
    return {topic: tuple(found[topic]) for topic in order if topic in found}


def implemented(release: Release) -> Due:
    """H02 at the last delivered half-year."""
    periods = register.half_years(release)
    month = register.last_month(periods[-1]) if periods else ""
    rows = _recommendations(release)
    rejected = sum(row["status"] == REJECTED for row in rows)
    kept = [row for row in rows if row["status"] != REJECTED]
    due = [row for row in kept if row["due"] and row["due"] <= month]
    done = sum(row["status"] == DONE for row in due)
    still_open = sum(row["status"] != DONE for row in kept if row not in due)
    return Due(done, len(due), rejected, still_open)


def support_groups(release: Release) -> list[Share]:
    """H03 by year: members present at sessions to members enrolled; years with fewer than three groups are left out."""
    return [
        Share(r["year"], r["present"], r["places"], r["bodies"], r["sessions"])
        for r in sorted(release.table("support_groups"), key=lambda r: r["year"])
        if r["voivodeship"] == release.region
    ]


def partnerships(release: Release) -> list[Share]:
    """H04 by year of submission: applications granted to applications decided, all funds; `waiting` are undecided."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in release.table("partnership_applications"):
        if row["voivodeship"] == release.region:
            for place, name in enumerate(("granted", "decided", "submitted")):
                sums[row["year"]][place] += row[name]
    return [
        Share(year, granted, decided, waiting=submitted - decided)
        for year, (granted, decided, submitted) in sorted(sums.items())
    ]


@dataclass(frozen=True)
class Target:
    """A target of the region in percent, and the value at the end of its year; None where it is not computed."""

    indicator: str
    year: int
    target: float
    source: str
    value: float | None

    @property
    def is_met(self) -> bool:
        """Whether the value reached the target; all these indicators are better when higher."""
        return self.value is not None and self.value >= self.target


def targets(release: Release) -> list[Target]:
    """The region's targets of the newest year that is delivered to its end, in the order of the indicators."""
    whole = {int(period[:4]) for period in register.half_years(release) if period.endswith("-H2")}
    rows = [r for r in release.table("cooperation_targets") if r["teryt"] == release.region and r["year"] in whole]
    newest = max((row["year"] for row in rows), default=0)
    known = cooperation.region_parts(release, f"{newest}-H2") if rows else {}

    def reached(code: str) -> float | None:
        part = known.get(code)
        return None if part is None or part.value is None else 100 * part.value

    told = [
        Target(r["indicator_id"], newest, r["target"], r["source"], reached(r["indicator_id"]))
        for r in rows
        if r["year"] == newest
    ]
    return sorted(told, key=lambda one: (one.indicator, one.source))
