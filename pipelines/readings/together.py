"""Daily cooperation, from protected counts: clients known to several institutions, joint plans (E07), referrals, who works with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.readings import counts, register
from pipelines.readings.counts import Block, Token
from pipelines.readings.tools import answered
from pipelines.release import Release
from pipelines.words import sentences

PARTS = {
    "joint_work": ("joint_client_joint_plan", "joint_client"),
    "county_exchanges": ("within_14", counts.ALL),
}  # E07, E08
LEDGER = ("joint_client", "two_institutions", "three_institutions", "both_sides", "plan")
KINDS = ("pup", "ops", "pcpr", "cis", "kis", "ngo", "pes", "other")  # of institutions, in the order of pairs
REFERRAL = "skierowanie"
# Kinds of institutions whose presence in a county a client can feel; the labour office and assistance are everywhere.
CARRIERS = ("PUP", "OPS", "CUS", "PCPR", "CIS", "KIS", "WTZ", "ZAZ", "PES", "NGO")


@dataclass(frozen=True)
class Sent:
    """Exchanges sent in a year and what became of them; hidden counts are None."""

    year: str
    sent: Token | None
    on_time: Token | None
    lost: Token | None

    @property
    def late(self) -> int | None:
        """Answered later than in 14 days: what the other counts leave, never below zero."""
        known = [token.value for token in (self.sent, self.on_time, self.lost) if token is not None]
        values = [value for value in known if value is not None]
        return max(0, values[0] - values[1] - values[2]) if len(values) == 3 else None


def ledger(release: Release, block: Block, area: str = "") -> dict[str, sentences.Share]:
    """Of all recognised clients: common clients, those with several institutions, with both sides, with plans; E07 last."""
    found = {name: counts.share(release, "joint_work", block, name, area=area) for name in LEDGER}
    return found | {"joint_client_joint_plan": joint_plans(release, block, area)}


def joint_plans(release: Release, block: Block, area: str = "") -> sentences.Share:
    """E07: common clients with a joint plan to all common clients."""
    return counts.share(release, "joint_work", block, *PARTS["joint_work"], area=area)


def timely(release: Release, block: Block, area: str = "") -> sentences.Share:
    """E08 in a county, in blocks of two years, or in the region, in years."""
    if not area:
        return answered(release, block)
    return counts.share(release, "county_exchanges", block, *PARTS["county_exchanges"], area=area)


def pooled(release: Release, population: str, block: Block, areas: Sequence[str]) -> sentences.Share:
    """E07 or E08 of several counties as if they were one, or of all of them; missing where a count of one is hidden."""
    part, whole = PARTS[population]
    if set(areas) >= {area.code for area in release.counties()}:
        return counts.share(release, population, block, part, whole)
    above, below = (
        counts.added(counts.token(release, population, block, measure, area) for area in areas)
        for measure in (part, whole)
    )
    return counts.ratio(release, population, above, below)


def newest_until(release: Release, population: str, month: str) -> Block | None:
    """The newest block of years that had ended by a month."""
    return next((block for block in counts.blocks(release, population) if block[1] <= month), None)


def sent(release: Release, kind: str) -> list[Sent]:
    """Exchanges of one kind by year, oldest first."""
    chosen = {"by": "kind", "code": kind} if kind else {}
    return [
        Sent(
            block[0][:4],
            *(counts.token(release, "exchanges", block, name, **chosen) for name in ("n", "within_14", "lost")),
        )
        for block in reversed(counts.blocks(release, "exchanges"))
    ]


def kinds(release: Release) -> list[str]:
    """Kinds of exchanges, referrals first."""
    return sorted(counts.codes(release, "exchanges", "kind"), key=lambda code: (code != REFERRAL, code))


def pair(release: Release, block: Block, one: str, other: str) -> sentences.Share:
    """Of the clients of one kind of institution, the share who were with the other kind too."""
    first, second = sorted((one, other), key=KINDS.index)
    return counts.ratio(
        release,
        "pairs",
        counts.token(release, "pairs", block, f"{first}_{second}"),
        counts.token(release, "pairs", block, one),
    )


def institutions(release: Release) -> dict[str, dict[str, int]]:
    """Institutions of each kind at work in each county at the last delivered half-year."""
    periods = register.half_years(release)
    found: dict[str, dict[str, int]] = {area.code: {} for area in release.counties()}
    if not periods:
        return found
    for row in release.table("county_institutions"):
        if row["teryt"] in found and row["delivery_number"] == register.delivery(release, row["teryt"], periods[-1]):
            found[row["teryt"]][row["type"]] = row["institutions"]
    return found
