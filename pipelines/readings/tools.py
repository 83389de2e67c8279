"""Tools of support, from protected counts: counselling, degressive support (G09), exchanges (E08, E09), centres (G07), projects."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.disclosure import rates
from pipelines.readings import counts
from pipelines.readings.counts import Block, Token
from pipelines.readings.families import complement
from pipelines.release import Release
from pipelines.words import sentences

HOURS = ("low", "middle", "high")  # of counselling per client; labels of `population_measures` tell the limits
SUPPORT_MONTHS = (4, 5, 6, 7)
ELECTRONIC = ("email", "epuap", "empatia_ac", "platforma")
CHANNELS = ("papier", "telefon", *ELECTRONIC)
ANSWER_DAYS = 14
# NIK on the social integration centre of Łobez in 2012: 13 of 61 who finished became independent.
AUDITED = (13, 61)


@dataclass(frozen=True)
class Projects:
    """D06: social projects started in a year, and their participants as protected counts."""

    year: int
    projects: int
    finished: int
    achieved: int
    partners: int
    participants: int | None
    beyond_income: int | None


def counselling(release: Release, block: Block) -> dict[str, sentences.Share]:
    """Clients who left to work within 12 months of entry: all with a plan, and those counselled, by hours."""
    found = {"n": counts.share(release, "counselling", block, "work_12")}
    found["counselled"] = counts.share(release, "counselling", block, "counselled_work_12", "counselled")
    return found | {h: counts.share(release, "counselling", block, f"{h}_work_12", h) for h in HOURS}


def supported(release: Release, block: Block) -> dict[int, sentences.Share]:
    """Recipients whose degressive support lasted into each month."""
    return {
        month: complement(counts.share(release, "degressive", block, f"left_{month}"))
        for month in SUPPORT_MONTHS
    }  # fmt: skip


def work_after_support(release: Release, block: Block) -> sentences.Share:
    """G09: in work when the support fell to zero, to recipients whose support did.

    How many have not finished is protected, so the interval covers every number of them that may stand behind.
    """
    whole, unfinished = (counts.token(release, "degressive", block, name) for name in ("n", "unfinished"))
    if whole is not None and unfinished is not None:
        value = None if whole.value is None else whole.value - (unfinished.value or 0)
        whole = Token(value, max(whole.lower - unfinished.upper, 1), whole.upper - unfinished.lower)
    return counts.ratio(release, "degressive", counts.token(release, "degressive", block, "finished_work"), whole)


def answered(release: Release, block: Block, measure: str = "within_14") -> sentences.Share:
    """E08: exchanges answered within 14 days (or another measure) to all sent."""
    return counts.share(release, "exchanges", block, measure)


def electronic(release: Release, block: Block) -> sentences.Share:
    """E09: exchanges over electronic channels to all sent; a hidden channel leaves one bound only."""
    part = counts.added(
        counts.token(release, "exchanges", block, by="channel", code=channel) for channel in ELECTRONIC
    )  # fmt: skip
    return counts.ratio(release, "exchanges", part, counts.token(release, "exchanges", block))


def channels(release: Release, block: Block) -> dict[str, tuple[Token | None, sentences.Share]]:
    """Exchanges by channel: count, and share of all."""
    whole = counts.token(release, "exchanges", block)
    found = {c: counts.token(release, "exchanges", block, by="channel", code=c) for c in CHANNELS}
    return {c: (token, counts.ratio(release, "exchanges", token, whole)) for c, token in found.items()}


def independent(release: Release, block: Block) -> dict[str, sentences.Share]:
    """G07: participants of integration centres who became independent, of those who finished and of those who started.

    Those who started in a year are not the same persons as those who finished in it; the second share says how many
    independent persons there are for every hundred entries.
    """
    part = counts.token(release, "cis", block, "independent")
    finished, started = counts.token(release, "cis", block), counts.token(release, "cis_entered", block)
    return {
        "finished": counts.ratio(release, "cis", part, finished),
        "started": counts.ratio(release, "cis", part, started),
    }


def projects(release: Release) -> list[Projects]:
    """Social projects of the region by year of start, oldest first."""
    return [
        Projects(
            year=r["year"],
            projects=r["projects"],
            finished=r["finished"],
            achieved=r["achieved"],
            partners=r["partners"],
            participants=r["participants"],
            beyond_income=r["participants_beyond_income"],
        )
        for r in sorted(release.table("social_project_years"), key=lambda r: r["year"])
        if r["voivodeship"] == release.region
    ]


def beyond_income(one: Projects) -> sentences.Share:
    """D06: participants with income above the criterion to all participants, from counts rounded to 10."""
    if one.participants is None or one.beyond_income is None:
        return sentences.MISSING
    part, whole = (Token(v, v - 5, v + 4) for v in (one.beyond_income, one.participants))
    lower = 100 * rates.wilson(min(part.lower, whole.upper), whole.upper)[0]
    upper = 100 * rates.wilson(min(part.upper, whole.lower), whole.lower)[1]
    value = 100 * one.beyond_income / one.participants
    return sentences.Share(kind="value", value=value, lower=lower, upper=upper)


ROUNDED = 500  # PLN: sums of money are rounded to a thousand


@dataclass(frozen=True)
class Paid:
    """Degressive support in one month: recipients, and the sum in PLN rounded to a thousand; None where it is hidden."""

    month: int
    recipients: Token | None
    support: int | None

    @property
    def mean(self) -> float | None:
        """Mean amount of a recipient."""
        if self.support is None or self.recipients is None or not self.recipients.value:
            return None
        return self.support / self.recipients.value

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Smallest and largest mean amount that the rounded sum and the rounded number of recipients allow."""
        if self.support is None or self.recipients is None or self.mean is None:
            return None
        lower, upper = max(1, self.recipients.lower), self.recipients.upper
        return max(0, self.support - ROUNDED) / upper, (self.support + ROUNDED) / lower


def taper(release: Release, block: Block) -> list[Paid]:
    """Amounts of degressive support by month, of those who entered in some years."""
    found = []
    everybody = counts.token(release, "degressive", block)
    rows = [row for row in release.table("taper") if (row["first"], row["last"]) == block]
    for row in sorted(rows, key=lambda row: row["month_no"]):
        month, recipients = row["month_no"], everybody
        if month >= SUPPORT_MONTHS[0]:
            left = counts.token(release, "degressive", block, f"left_{month}")
            recipients = None if left is None or left.value is None else counts.without(everybody, left)
        found.append(Paid(month, recipients, row["support_zl"]))
    return found
