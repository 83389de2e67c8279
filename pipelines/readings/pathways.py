"""Pathways from protected counts: flows between institutions, results of plans, what lasts, official indicators (F, G).

Every share is a function of tokens. Populations and facts: data/reference/populations.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.readings import counts
from pipelines.readings.counts import Block, Token
from pipelines.release import Release
from pipelines.words.sentences import Share

FIRST = ("office", "assistance", "integration")
SECOND = (*FIRST, "stayed")
EXITS = ("work", "next", "other", "open")
PLANS = ("joint", "individual", "contract", "integration")
RESULTS = ("reached", "partly", "by_client", "by_institution", "running")
WINDOWS = (3, 6, 12)


MOST_UNKNOWN = 20.0  # percent: above it no rate is given, only what it would be were all unknown out of work, or in it


@dataclass(frozen=True)
class Measured:
    """A named share with the number of units it is of, both from tokens; `block` where rows are of different years."""

    code: str
    share: Share
    units: Token | None
    block: Block | None = None


@dataclass(frozen=True)
class Flow:
    """Units between two groups of neighbouring stages (0: first institution, 1: second, 2: exit)."""

    stage: int
    start: str
    end: str
    count: Token


def groups(release: Release, block: Block, reason: str = "") -> dict[tuple[int, str], Token]:
    """Size of each group of each stage: first institution, next of another kind, exit."""
    by, code = ("reason", reason) if reason else (counts.TOTAL, counts.TOTAL)
    names = {
        **{(0, place): f"from_{place}" for place in FIRST},
        **{(1, place): "stayed" if place == "stayed" else f"to_{place}" for place in SECOND},
        **{(2, left): f"exit_{left}" for left in EXITS},
    }
    found = {key: counts.token(release, "flows", block, name, by=by, code=code) for key, name in names.items()}
    return {key: token for key, token in found.items() if token is not None}


def flows(release: Release, block: Block, reason: str = "") -> list[Flow]:
    """All flows between groups, the hidden ones too."""
    by, code = ("reason", reason) if reason else (counts.TOTAL, counts.TOTAL)
    middle = {place: "stayed" if place == "stayed" else f"to_{place}" for place in SECOND}
    wanted = [(0, a, b, f"from_{a}_{middle[b]}") for a in FIRST for b in SECOND if a != b]
    wanted += [(1, a, b, f"{middle[a]}_exit_{b}") for a in SECOND for b in EXITS]
    found = [(at, a, b, counts.token(release, "flows", block, name, by=by, code=code)) for at, a, b, name in wanted]
    return [Flow(at, a, b, token) for at, a, b, token in found if token is not None]


def results(release: Release, block: Block, plan: str = "") -> dict[str, Token]:
    """Plans of a block by how they ended; of one kind of plan, or of all."""
    by, code = ("plan", plan) if plan else (counts.TOTAL, counts.TOTAL)
    found = {name: counts.token(release, "plans", block, name, by=by, code=code) for name in RESULTS}
    return {name: token for name, token in found.items() if token is not None}


def completion(release: Release, block: Block, plan: str = "") -> Share:
    """F03: plans that reached their goal, also partly, over all that ended."""
    return _of_ended(release, block, plan, ("reached", "partly"))


def broken(release: Release, block: Block, plan: str = "") -> Share:
    """F04: plans broken off by the client or the institution, over all that ended."""
    return _of_ended(release, block, plan, ("by_client", "by_institution"))


def ended(release: Release, block: Block, plan: str = "") -> Token | None:
    """Plans that ended in any way."""
    parts = results(release, block, plan)
    return counts.added(parts.get(name) for name in RESULTS if name != "running")


def _of_ended(release: Release, block: Block, plan: str, names: tuple[str, ...]) -> Share:
    parts = results(release, block, plan)
    part = counts.added(parts.get(name) for name in names)
    return counts.ratio(release, "plans", part, ended(release, block, plan))


def course(release: Release, area: str = "") -> list[Measured]:
    """F01, F02, F04-F06 of the newest blocks: time to the plan, combined pathways, where plans break, their length.

    Plans are counted in the region only, so a county has F01, F02 and F05. What is not published is missing; the list is
    empty where nothing is.
    """
    persons = (
        ("F01", "enrolment", "later_1", "n"),
        ("F02", "joint_work", "both_sides", "plan"),
        ("F05", "joint_work", "both_blocks", "plan"),
    )
    plans = (
        ("F06_6", "plans", "to_6", "n"),
        ("F06_12", "plans", "to_12", "n"),
        ("F04_1", "plans", "broken_1", "n"),
        ("F04_2", "plans", "broken_2", "n"),
        ("F04_3", "plans", "broken_3", "n"),
    )
    found = []
    for code, population, part, whole in persons if area else (*persons, *plans):
        block = _newest(release, population)
        share = counts.share(release, population, block, part, whole, area=area)
        found.append(Measured(code, share, counts.token(release, population, block, whole, area=area), block))
    return found if any(one.block for one in found) else []


def _newest(release: Release, population: str) -> Block | None:
    return next(iter(counts.blocks(release, population)), None)


def lasting_blocks(release: Release) -> list[Block]:
    """Years of exit whose last window is published, newest first."""
    return counts.blocks(release, "after_12")


def lasting(release: Release, block: Block, area: str = "") -> list[Measured]:
    """What a single share of work leaves out: who is in work later, who is unknown, who came back.

    In work at a window is a state of all who left, the unknown counted as not in work; retention (G02, G03) is over
    those who had taken up work and are known; returns (G04) over exits to work.
    """
    found = []
    for window in WINDOWS:
        name = f"after_{window}"
        everybody, started, lost, to_work = (
            counts.token(release, name, block, measure, area)
            for measure in ("n", "started", "started_unknown", "to_work")
        )
        in_work, unknown = (counts.token(release, name, block, measure, area) for measure in ("in_work", "unknown"))
        found.append(Measured(f"state_{window}", _between(release, name, in_work, unknown, everybody), everybody))
        found.append(Measured(f"unknown_{window}", counts.share(release, name, block, "unknown", area=area), everybody))
        kept = counts.token(release, name, block, "started_in_work", area)
        known = counts.without(started, lost)
        is_known = _unknown(release, name, lost, started) <= MOST_UNKNOWN
        share = counts.ratio(release, name, kept, known) if is_known else _between(release, name, kept, lost, started)
        found.append(Measured(f"kept_{window}", share, known if is_known else started))
        if window > WINDOWS[0]:
            share = counts.share(release, name, block, "returned", "to_work", area=area)
            found.append(Measured(f"returned_{window}", share, to_work))
    return found


def better_blocks(release: Release) -> list[Block]:
    """Years of exit for which benefits and situation are published, newest first."""
    benefits = counts.blocks(release, "benefits")
    return [block for block in counts.blocks(release, "situation") if block in benefits]


def better(release: Release, block: Block, area: str = "") -> list[Measured]:
    """G05, G08 and what they leave out: benefits after leaving, situation after 6 months, of those inactive at entry too.

    Those of unknown situation count as not improved; where too many are unknown, only bounds are given.
    """
    had = counts.token(release, "benefits", block, area=area)
    found = [
        Measured(name, counts.share(release, "benefits", block, name, area=area), had) for name in ("halved", "ended")
    ]
    for name, whole, unknown in (("improved", "n", "unknown"), ("inactive_improved", "inactive", "inactive_unknown")):
        part, everybody, lost = (counts.token(release, "situation", block, m, area) for m in (name, whole, unknown))
        found.append(Measured(name, _between(release, "situation", part, lost, everybody), everybody))
    everybody = counts.token(release, "situation", block, area=area)
    share = counts.share(release, "situation", block, "unknown", area=area)
    return [*found, Measured("situation_unknown", share, everybody)]


def _unknown(release: Release, population: str, unknown: Token | None, everybody: Token | None) -> float:
    """Percent unknown; where hidden, the most it can be."""
    share = counts.ratio(release, population, unknown, everybody)
    return share.value if share.value is not None else share.upper if share.upper is not None else 100.0


def _between(
    release: Release, population: str, part: Token | None, unknown: Token | None, everybody: Token | None
) -> Share:
    """A share of everybody; where too many are unknown, only its bounds: none of them counts, or all of them do."""
    least = counts.ratio(release, population, part, everybody)
    if _unknown(release, population, unknown, everybody) <= MOST_UNKNOWN or least.kind == "missing":
        return least
    most = counts.ratio(release, population, counts.added([part, unknown]), everybody)
    return Share(kind="value", value=None, lower=least.lower, upper=100.0 if most.kind == "above" else most.upper)


def official(release: Release) -> list[Measured]:
    """Official indicators beside each other, each by its own definition, on starters and on finishers; empty where there are none."""
    found = []
    for code, population, part, whole in (
        ("pup_finishers", "starts", "finished_employed", "finished"),
        ("pup_starters", "starts", "employed", "n"),
        ("eecr04", "after_3", "to_work", "n"),
        ("eecr05", "after_6", "in_work", "n"),
        ("cis_finishers", "cis", "independent", "n"),
    ):
        block = _newest(release, population)
        whole_token, part_token = (counts.token(release, population, block, name) for name in (whole, part))
        unknown = counts.token(release, population, block, "unknown") if code == "eecr05" else None
        share = (
            counts.ratio(release, population, part_token, whole_token)
            if unknown is None
            else _between(release, population, part_token, unknown, whole_token)
        )
        found.append(Measured(code, share, whole_token, block))
    block = _newest(release, "cis")
    entered = counts.token(release, "cis_entered", block)
    share = counts.ratio(release, "cis", counts.token(release, "cis", block, "independent"), entered)
    found.append(Measured("cis_starters", share, entered, block))
    return found if any(one.block for one in found) else []


def creaming(release: Release, area: str = "", block: Block | None = None) -> tuple[Measured, Measured] | None:
    """Without a plan: among all who were recognised, and among those without work for more than 24 months.

    Of the newest years, or of the block asked for.
    """
    for years in [block] if block else counts.blocks(release, "enrolment")[:1]:
        everybody = counts.share(release, "enrolment", years, "without_plan", area=area)
        hard = counts.share(release, "enrolment", years, "hard_without_plan", "hard", area=area)
        return (
            Measured("without_plan", everybody, counts.token(release, "enrolment", years, area=area)),
            Measured("hard_without_plan", hard, counts.token(release, "enrolment", years, "hard", area)),
        )
    return None
