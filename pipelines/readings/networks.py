"""Networks around the model: thematic groups, local forums and support groups by type of area, guests, events of the roll-out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pipelines.readings import forum, register
from pipelines.readings.cooperation import RollOut, median_months
from pipelines.release import Release

THEMATIC = "GRUPA_TEM"
EQUAL = ("FORUM_LOK", "GRUPA_WSP")  # local forums and support groups, as EQUAL A0680 had them
SECTORS = ("public", "private", "social")


@dataclass(frozen=True)
class Thematic:
    """Thematic groups of the region: meetings by year and recommendations by state, in the order of forum.STATUSES."""

    groups: int
    meetings: dict[str, int]
    statuses: tuple[int, ...]
    due: int
    done: int


@dataclass(frozen=True)
class AreaType:
    """Bodies in one type of area: how many of each kind, and months to full operation."""

    code: str
    bodies: dict[str, int]
    reached: tuple[int, ...]
    waiting: tuple[int, ...]

    @property
    def median(self) -> float | None:
        """Median months to full operation, those still on the way counted as far as they got."""
        return median_months([RollOut(self.code, self.reached, self.waiting)])


@dataclass(frozen=True)
class Year:
    """Sessions of support groups in a year and their guests, in the order of SECTORS."""

    year: int
    sessions: int
    guests: tuple[int, ...]


def thematic(release: Release) -> Thematic | None:
    """Meetings and recommendations of the region's thematic groups; None where there is no group."""
    bodies = {
        r["body_id"]
        for r in release.table("cooperation_bodies")
        if r["type"] == THEMATIC and r["teryt"].startswith(release.region)
    }
    if not bodies:
        return None
    meetings: Counter[str] = Counter()
    for row in release.table("body_meetings"):
        if row["body_id"] in bodies:
            meetings[row["period"][:4]] += row["held"]
    given = [
        r
        for r in release.table("recommendation_register")
        if r["origin"] == "grupa_tematyczna" and r["rec_id"].startswith(release.region)
    ]
    periods = register.half_years(release)
    month = register.last_month(periods[-1]) if periods else ""
    due = [r for r in given if r["status"] != forum.REJECTED and r["due"] and r["due"] <= month]
    return Thematic(
        len(bodies),
        dict(sorted(meetings.items())),
        tuple(sum(r["status"] == status for r in given) for status in forum.STATUSES),
        len(due),
        sum(r["status"] == forum.DONE for r in due),
    )


def elsewhere(release: Release) -> list[dict[str, str]]:
    """Thematic groups of other voivodeships that are known from their documents, as a model to compare with."""
    return [row for row in release.lists.get("thematic_groups", []) if row["teryt"] != release.region]


def areas(release: Release) -> list[AreaType]:
    """Local forums and support groups by type of area, in the order of the list; closed ones too."""
    periods = register.half_years(release)
    if not periods:
        return []
    cut_off = register.last_month(periods[-1])
    bodies: dict[str, Counter[str]] = defaultdict(Counter)
    reached: dict[str, list[int]] = defaultdict(list)
    waiting: dict[str, list[int]] = defaultdict(list)
    for r in release.table("cooperation_bodies"):
        if r["type"] not in EQUAL or not r["area_type"] or not r["teryt"].startswith(release.region):
            continue
        bodies[r["area_type"]][r["type"]] += 1
        done = r["full_operation"]
        end = done or min(r["closed"] or cut_off, cut_off)
        (reached if done else waiting)[r["area_type"]].append(register.months_between(r["created"], end))
    order = [row["code"] for row in release.lists["area_types"]]
    return [
        AreaType(code, dict(bodies[code]), tuple(sorted(reached[code])), tuple(sorted(waiting[code])))
        for code in order
        if code in bodies
    ]


def guests(release: Release) -> list[Year]:
    """Guests at sessions of support groups by sector and year; years with fewer than three groups are left out."""
    return [
        Year(r["year"], r["sessions"], tuple(r[f"guests_{sector}"] for sector in SECTORS))
        for r in sorted(release.table("support_groups"), key=lambda r: r["year"])
        if r["voivodeship"] == release.region
    ]


@dataclass(frozen=True)
class Partners:
    """Partnerships that met in a year, those of several sectors, and their institutions in the order of SECTORS."""

    year: int
    partnerships: int
    mixed: int
    institutions: tuple[int, ...]


def partners(release: Release) -> list[Partners]:
    """Institutions at meetings of the region's partnerships by sector and year, oldest first."""
    return [
        Partners(r["year"], r["partnerships"], r["mixed"], tuple(r[f"partners_{sector}"] for sector in SECTORS))
        for r in sorted(release.table("partnership_partners"), key=lambda r: r["year"])
        if r["voivodeship"] == release.region
    ]


def staying(release: Release) -> list[forum.Share]:
    """Members present to members enrolled by the group's year of work: whether a group keeps its members."""
    return [
        forum.Share(r["year_of_work"], r["present"], r["places"], r["bodies"])
        for r in sorted(release.table("support_group_lives"), key=lambda r: r["year_of_work"])
        if r["voivodeship"] == release.region
    ]


def events(release: Release) -> dict[str, dict[str, int]]:
    """Meetings that belong to a phase of the model, by kind and phase; meetings of bodies and groups are left out."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in release.table("model_events"):
        if row["phase"] and row["event_kind"] not in {"spotkanie_zespolu", "grupa_wsparcia"}:
            found[row["event_kind"]][row["phase"]] += row["held"]
    order = [row["code"] for row in release.lists["meeting_kinds"]]
    return {kind: dict(found[kind]) for kind in order if kind in found}
