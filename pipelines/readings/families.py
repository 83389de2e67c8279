"""Families in programmes, from protected counts: how many, modules (F07), situation after months (G06), acceptance, load.

Teams come from the register; the contract links no family to a team, so load is families over teams and no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.readings import counts, register
from pipelines.readings.counts import Block, Token
from pipelines.release import Release
from pipelines.words import sentences

WINDOWS = (6, 12, 24, 36)  # months after entry
COMPONENTS = ("independent", "benefit_free", "adult_employed", "income_above")
MODULES = ("mod1", "mod2", "mod3", "mod4", "three_or_more")
MOBILE = ("MGI", "ZZK")  # bodies that work with families: of the pilot, and of the model after it
DELAYS = (0, 1, 2)  # months from submission of a programme to its acceptance
QUOTED_THIRD = 1 / 3  # "one third of the families", said in 2017; neither denominator nor definition was published


@dataclass(frozen=True)
class Team:
    """A body that works with families: its members by side, and meetings planned in a year."""

    id: str
    teryt: str
    kind: str
    members: tuple[int, int, int]  # labour market, assistance and integration, others


def complement(share: sentences.Share) -> sentences.Share:
    """The share of all others."""
    if share.kind == "missing":
        return share
    lower, upper = 100 - (share.upper or 0.0), 100 - (share.lower or 0.0)
    kind = {"value": "value", "below": "above", "above": "below"}[share.kind]
    value = None if share.value is None else 100 - share.value
    return sentences.Share(kind=kind, value=value, lower=lower, upper=upper)  # type: ignore[arg-type]


def followed(release: Release) -> list[Block]:
    """Blocks of entry whose families were followed, newest first."""
    return counts.blocks(release, "households_36") or counts.blocks(release, "households_6")


def programmes(release: Release) -> list[str]:
    """Programmes by which families are divided."""
    return counts.codes(release, "household_modules", "programme")


def after(release: Release, block: Block, window: int, measure: str) -> sentences.Share:
    """G06 and its components: families in that situation to families whose situation is known, after `window` months.

    How many are unknown is itself protected, so the interval covers every number of them that may stand behind.
    """
    population = f"households_{window}"
    whole, lost = (counts.token(release, population, block, name) for name in ("n", "lost"))
    known = whole
    if whole is not None and lost is not None:
        value = None if whole.value is None else whole.value - (lost.value or 0)
        known = Token(value, max(whole.lower - lost.upper, 1), whole.upper - lost.lower)
    return counts.ratio(release, population, counts.token(release, population, block, measure), known)


def modules(release: Release, block: Block) -> dict[str, sentences.Share]:
    """Families that had each module, and at least three of the four (F07)."""
    return {name: counts.share(release, "household_modules", block, name) for name in MODULES}


def accepted(release: Release, block: Block) -> dict[int, sentences.Share]:
    """Family programmes accepted within so many months of submission."""
    return {
        months: complement(counts.share(release, "family_plans", block, f"later_{months}"))
        for months in DELAYS
    }  # fmt: skip


def ends(release: Release, block: Block) -> dict[str, sentences.Share]:
    """Family programmes that reached their goal, also partly, and those broken off."""
    return {name: counts.share(release, "family_plans", block, name) for name in ("reached", "broken")}


def teams(release: Release) -> list[Team]:
    """Teams that worked with families at the last delivered month."""
    periods = register.half_years(release)
    if not periods:
        return []
    month = register.last_month(periods[-1])
    found = [
        Team(r["body_id"], r["teryt"], r["type"], (r["members_irp"], r["members_ipiis"], r["members_other"]))
        for r in release.table("cooperation_bodies")
        if r["type"] in MOBILE
        and r["teryt"].startswith(release.region)
        and register.is_in_force(r["created"], r["closed"], month)
    ]
    return sorted(found, key=lambda team: (team.kind, team.teryt, team.id))


def load(release: Release) -> tuple[Block, Token, int] | None:
    """The newest block of entry, families that entered in it, and teams at work now; None where either is missing."""
    blocks, at_work = counts.blocks(release, "households_0"), len(teams(release))
    found = counts.token(release, "households_0", blocks[0]) if blocks else None
    if found is None or not at_work:
        return None
    return blocks[0], found, at_work
