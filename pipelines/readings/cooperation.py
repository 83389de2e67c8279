"""How far the cooperation model is there and used: stages, the parts E01-E05, E07, E08 and E10, maturity, time to full operation.

Counts are of institutions, bodies and meetings; E07 and E08 are shares of protected counts. Indicators are proposals of the project
(catalogue, groups E and H), not official ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipelines.readings import counts, register, survey_answers, together
from pipelines.release import Release

COORDINATING = ("PZKW", "PZK")  # bodies that coordinate a county; teams that work with families are not among them
# Bodies of the model, of its successor and of EQUAL that grow into full operation. Partnerships end with their project,
# other teams stand outside the model.
GROWING = ("PZKW", "PZK", "MGI", "ZZK", "FORUM_LOK", "GRUPA_WSP")
REFERENCE_MONTHS = 8  # full roll-out of the local forums of EQUAL A0680, "about eight months"

PARTS = ("E01", "E02", "E03", "E04", "E05", "E07", "E08", "E10")
MATURITY = ("E01", "E02", "E03", "E04", "E07", "E08", "E10")
MOST_MISSING = 2  # the index is not shown with more parts missing
NO_STAGE, PREPARED, AGREED, WORKING = range(4)  # groups of stages: 0, 1-2, 3-5, 6-7


@dataclass(frozen=True)
class Part:
    """One part of the model in one area and half-year, 0 to 1; without a value `why` says why.

    `why`: not_delivered, not_computed (no years of it closed by then), too_few, no_body, no_centre, no_meeting, no_answers.
    """

    value: float | None
    numerator: float = 0.0
    denominator: float = 0.0
    why: str = ""
    wave: str = ""  # of the survey, for E10
    block: counts.Block | None = None  # years that E07 and E08 are of
    bounds: tuple[float, float] | None = None  # of E07 and E08, 0 to 1


@dataclass(frozen=True)
class Programme:
    """A local programme: from when to when, and how many of its actions were used so far."""

    id: str
    teryt: str
    adopted: str
    valid_to: str
    listed: int
    used: int


@dataclass(frozen=True)
class RollOut:
    """Months from creation to full operation of bodies of one kind; `waiting` are those that have not reached it."""

    kind: str
    reached: tuple[int, ...]
    waiting: tuple[int, ...]  # their age in months at the last delivered half-year, or at their end


@lru_cache(maxsize=32)
def _rows(release: Release, table: str) -> dict[str, list[dict[str, Any]]]:
    """Rows of a mart by county or area."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in release.table(table):
        found[row["teryt"]].append(row)
    return found


# --- stages -----------------------------------------------------------------------------------------------------------


def stages(release: Release, teryt: str) -> list[tuple[str, int]]:
    """Months and stages of a county, oldest first; empty where none was ever delivered."""
    return [(row["month"], row["stage"]) for row in sorted(_rows(release, "county_stages").get(teryt, []), key=_month)]


def _month(row: dict[str, Any]) -> str:
    return str(row["month"])


def stage(release: Release, teryt: str, month: str) -> int | None:
    """Stage of a county in a month; None before its first entry."""
    reached = [level for since, level in stages(release, teryt) if since <= month]
    return reached[-1] if reached else None


def evidence(release: Release, teryt: str, month: str) -> str:
    """Kind of document behind the stage that a county reached in a month."""
    found = (r["evidence_ref"] for r in _rows(release, "county_stages").get(teryt, []) if r["month"] == month)
    return str(next(found, ""))


def group_of(level: int) -> int:
    """Group of a stage: none, prepared (1-2), agreed (3-5), working with clients (6-7)."""
    return NO_STAGE if level == 0 else PREPARED if level <= 2 else AGREED if level <= 5 else WORKING


def roll_out(release: Release) -> dict[str, list[int]]:
    """Counties in each group of stages at the end of each delivered half-year; the fifth number: stage unknown."""
    found = {}
    for period in register.half_years(release):
        counts = [0] * 5
        for county in release.counties():
            level = stage(release, county.code, register.last_month(period))
            counts[4 if level is None else group_of(level)] += 1
        found[period] = counts
    return found


def events(release: Release) -> dict[str, dict[str, int]]:
    """Meetings of the whole register by phase of the model and year."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in release.table("model_events"):
        if row["phase"]:
            found[row["phase"]][row["period"][:4]] += row["held"]
    return {phase: dict(sorted(years.items())) for phase, years in found.items()}


# --- parts ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _meetings(release: Release) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["body_id"], row["period"]): row for row in release.table("body_meetings")}


@lru_cache(maxsize=8)
def _centres(release: Release) -> dict[tuple[str, int], list[dict[str, Any]]]:
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in release.table("welfare_centres"):
        found[row["teryt"], row["delivery_number"]].append(row)
    return found


def coordinating(release: Release, teryt: str, period: str) -> list[dict[str, Any]]:
    """Coordinating bodies of a county that worked in some month of a half-year."""
    return [
        body
        for body in _rows(release, "cooperation_bodies").get(teryt, [])
        if body["type"] in COORDINATING and register.months_within(body["created"], body["closed"], period)
    ]


def rhythm(release: Release, teryt: str, period: str) -> tuple[int, float, int, int]:
    """Meetings held and planned by a county's coordinating bodies, institutions present and invited.

    Planned is the yearly plan times the months of the half-year in which the body existed, over twelve.
    """
    held = present = invited = 0
    planned = 0.0
    for body in coordinating(release, teryt, period):
        months = register.months_within(body["created"], body["closed"], period)
        planned += body["meetings_planned_per_year"] * months / 12
        row = _meetings(release).get((body["body_id"], period))
        if row:
            held, present, invited = held + row["held"], present + row["present"], invited + row["invited"]
    return held, planned, present, invited


def share(numerator: float, denominator: float, why: str) -> Part:
    """A part as a share, at most 1; without a denominator it says why."""
    if not denominator:
        return Part(None, why=why)
    return Part(min(1.0, numerator / denominator), numerator, denominator)


def parts(release: Release, teryt: str, period: str) -> dict[str, Part]:
    """All parts of one county in one half-year."""
    number = register.delivery(release, teryt, period)
    if number is None:
        return dict.fromkeys(PARTS, Part(None, why="not_delivered"))
    month = register.last_month(period)
    centres = [
        row
        for row in _centres(release).get((teryt, number), [])
        if register.is_in_force(row["valid_from"], row["valid_to"], month)
    ]
    agreed = [row for row in centres if register.is_in_force(row["agreed_from"], row["agreed_to"], month)]
    held, planned, present, invited = rhythm(release, teryt, period)
    has_programme = any(p.adopted <= month <= p.valid_to for p in programmes(release, teryt))
    return {
        "E01": share(len(agreed), len(centres), "no_centre"),
        "E02": Part(float(held > 0), float(held > 0), 1.0),
        "E03": share(held, planned, "no_body"),
        "E04": Part(float(has_programme), float(has_programme), 1.0),
        "E05": share(present, invited, "no_meeting"),
        **{code: counted(release, population, teryt, month) for code, population in COUNTED.items()},
        "E10": score(release, teryt, period),
    }


COUNTED = {
    "E07": "joint_work",
    "E08": "county_exchanges",
}  # parts from protected counts, and the population they are of


def counted(release: Release, population: str, area: str, month: str) -> Part:
    """E07 or E08 of the newest years that had ended by a month, from protected counts; `area` empty is the region."""
    block = together.newest_until(release, population, month)
    if block is None:
        return Part(None, why="not_computed")
    read = together.joint_plans if population == "joint_work" else together.timely
    found = read(release, block, area)
    if found.value is None or found.lower is None or found.upper is None:
        return Part(None, why="too_few", block=block)
    return Part(found.value / 100, found.value, 100.0, block=block, bounds=(found.lower / 100, found.upper / 100))


def score(release: Release, teryt: str, period: str) -> Part:
    """E10 as 0 to 1, (mean - 1) / 4, of the newest wave of the survey not after the half-year."""
    wave = survey_answers.newest_wave(release, period)
    found = survey_answers.county_mean(release, teryt, wave)
    if found is None:
        return Part(None, why="no_answers", wave=wave)
    mean, persons = found
    return Part((mean - 1) / 4, mean, persons, wave=wave)


def maturity(found: dict[str, Part]) -> float | None:
    """E12, 0 to 100: plain mean of the known ones of seven parts; None with more than two missing."""
    known = [value for code in MATURITY if (value := found[code].value) is not None]
    if len(known) < len(MATURITY) - MOST_MISSING:
        return None
    return 100 * sum(known) / len(known)


def region_parts(release: Release, period: str) -> dict[str, Part]:
    """The region's E01 to E05 from the counts of its counties, E02 and E04 shares of those delivered; E07 and E08 its own."""
    counties = [c.code for c in release.counties() if register.delivery(release, c.code, period) is not None]
    all_parts = [parts(release, code, period) for code in counties]
    total: dict[str, Part] = {}
    for code, why in (("E01", "no_centre"), ("E02", "not_delivered"), ("E04", "not_delivered"), ("E05", "no_meeting")):
        total[code] = share(sum(p[code].numerator for p in all_parts), sum(p[code].denominator for p in all_parts), why)
    held, planned = _summed(rhythm(release, code, period)[:2] for code in counties)
    total["E03"] = share(held, planned, "no_body")
    month = register.last_month(period)
    total["E07"] = counted(release, "joint_work", "", month)
    total["E08"] = counted(release, "exchanges", "", month)
    return total


def _summed(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    found = list(pairs)
    return sum(one for one, _ in found), sum(other for _, other in found)


@dataclass(frozen=True)
class Year:
    """Meetings of coordinating bodies in the delivered half-years of a year."""

    year: str
    held: int
    planned: float
    present: int
    invited: int
    bodies: int  # at the end
    is_whole: bool  # both half-years delivered


def meeting_years(release: Release, teryt: str = "") -> list[Year]:
    """Rhythm and attendance by year, of one county or of all counties of the region."""
    found = []
    for year in sorted({period[:4] for period in register.half_years(release)}):
        sums = [0.0] * 4
        bodies = told = 0
        for period in (f"{year}-H1", f"{year}-H2"):
            codes = [c.code for c in release.counties() if teryt in {"", c.code}]
            delivered = [code for code in codes if register.delivery(release, code, period) is not None]
            told += bool(delivered)
            for code in delivered:
                sums = [one + more for one, more in zip(sums, rhythm(release, code, period), strict=True)]
            bodies = sum(len(coordinating(release, code, period)) for code in delivered) if delivered else bodies
        if told:
            held, planned, present, invited = sums
            found.append(Year(year, int(held), planned, int(present), int(invited), bodies, told == 2))
    return found


# --- programmes and time to full operation ----------------------------------------------------------------------------


def programmes(release: Release, teryt: str) -> list[Programme]:
    """Local programmes of a county, oldest first."""
    return [
        Programme(r["lpiw_id"], teryt, r["adopted"], r["valid_to"], r["actions_listed"], r["actions_used"])
        for r in sorted(_rows(release, "local_programmes").get(teryt, []), key=lambda r: (r["adopted"], r["lpiw_id"]))
    ]


def valid_programmes(release: Release, month: str) -> list[Programme]:
    """Programmes in force in a month, one line each."""
    every = (p for county in release.counties() for p in programmes(release, county.code))
    return [p for p in every if p.adopted <= month <= p.valid_to]


def roll_out_times(release: Release) -> list[RollOut]:
    """Months to full operation of the counties' bodies by kind, in the order of GROWING."""
    periods = register.half_years(release)
    if not periods:
        return []
    cut_off = register.last_month(periods[-1])
    reached: dict[str, list[int]] = defaultdict(list)
    waiting: dict[str, list[int]] = defaultdict(list)
    for county in release.counties():
        for body in _rows(release, "cooperation_bodies").get(county.code, []):
            kind, done = body["type"], body["full_operation"]
            if kind not in GROWING:
                continue
            end = done or min(body["closed"] or cut_off, cut_off)
            (reached if done else waiting)[kind].append(register.months_between(body["created"], end))
    kinds = [kind for kind in GROWING if kind in reached or kind in waiting]
    return [RollOut(kind, tuple(sorted(reached[kind])), tuple(sorted(waiting[kind]))) for kind in kinds]


def median_months(times: Iterable[RollOut]) -> float | None:
    """H05: median months to full operation by Kaplan and Meier, so that bodies still on the way count as far as they got.

    None where fewer than half have reached it. pipelines.statistics.survival.quantile has the source.
    """
    from pipelines.statistics.survival import kaplan_meier, quantile

    months, done = [], []
    for kind in times:
        months += [*kind.reached, *kind.waiting]
        done += [1] * len(kind.reached) + [0] * len(kind.waiting)
    if not any(done):
        return None
    found = quantile(kaplan_meier(months, done)).value
    return None if found is None else float(found)
