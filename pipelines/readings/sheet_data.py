"""Whether the data behind a county sheet are complete, and what the county's cooperation lacks; counts of rows, never cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.catalog import Text
from pipelines.indicators import INDICATORS
from pipelines.readings import cooperation, counts, outcomes, pathways, protection, register
from pipelines.readings.counts import Block, Token
from pipelines.readings.sheet_figures import declared, newest, of_county

if TYPE_CHECKING:
    from pipelines.release import Release
    from pipelines.words.sentences import Share

ANSWER_DAYS = 14
MOST_UNKNOWN = pathways.MOST_UNKNOWN  # percent
LEAST_ANSWERS = 10  # answer sheets of a county below which its survey score is not published

State = Literal["done", "part", "lacking", "unknown"]


@dataclass(frozen=True)
class Deliveries:
    """Half-years for which a county should have told something, and those for which it has."""

    due: tuple[str, ...]
    missing: tuple[str, ...]
    aside: tuple[tuple[str, Token], ...]  # rule and rows set aside in the deliveries that tell of the county
    all_aside: Token
    kept: Token

    @property
    def received(self) -> int:
        return len(self.due) - len(self.missing)


@dataclass(frozen=True)
class FollowUp:
    """Persons who left their pathway, and those of them whose situation the data lack though the window has passed."""

    months: int
    persons: Token
    overdue: Token  # not followed up, or entered as unknown


@dataclass(frozen=True)
class FollowUps:
    """What the data know of those who left in the newest closed years; `unknown` is a share after the last window."""

    years: Block
    windows: tuple[FollowUp, ...]
    unknown: Share
    in_region: Share


@dataclass(frozen=True)
class Freshness:
    """How old a source of the sheet is."""

    table: str
    title: Text
    newest: str  # newest period of the county
    released: str
    why: Text | None  # the county has no figure of the newest period


@dataclass(frozen=True)
class Unanswered:
    """Rows of the sheet for which the county has no figure, each with its reason."""

    label: Text
    why: Text


@dataclass(frozen=True)
class Step:
    """One part of the cooperation model in the county: its state, what was counted, and until when it holds."""

    part: str
    state: State
    have: float = 0.0
    of: float = 0.0
    until: str = ""  # month
    why: str = ""  # code of readings.cooperation where the state is unknown
    wave: str = ""
    block: Block | None = None  # years that the part is of, where they are not the half-year


def deliveries(release: Release, teryt: str) -> Deliveries:
    """Deliveries of the county itself, or of its region where that sends for all counties."""
    told = [d for d in release.manifest.get("deliveries", []) if d["teryt"] in {teryt, teryt[:2], "00"}]
    every = register.half_years(release)
    due = _every_half_year(every[0], every[-1]) if every else ()
    missing = tuple(period for period in due if register.delivery(release, teryt, period) is None)
    by_rule = tuple(sorted(protection.aside(release, told).items()))
    all_aside, kept = protection.all_rows(release, told, "aside"), protection.all_rows(release, told, "kept")
    return Deliveries(due, missing, by_rule, all_aside, kept)


def _every_half_year(first: str, last: str) -> tuple[str, ...]:
    years = range(int(first[:4]), int(last[:4]) + 1)
    return tuple(p for year in years for p in (f"{year}-H1", f"{year}-H2") if first <= p <= last)


def freshness(release: Release, teryt: str) -> list[Freshness]:
    """Every source table behind the sheet's indicators, the oldest figures first."""
    newest_of: dict[str, str] = {}
    why: dict[str, Text | None] = {}
    for row in declared(release):
        for indicator in dict.fromkeys([row.indicator, row.population]):
            if indicator not in INDICATORS:
                continue
            mine = [v for v in release.series(indicator, teryt, sex=row.sex) if v.value is not None]
            table = mine[-1].source if mine else INDICATORS[indicator].sources[0]
            newest_of[table] = max(newest_of.get(table, ""), mine[-1].period if mine else "")
            if indicator == row.indicator:
                why[table] = of_county(release, row, teryt, newest(release, row)).why
    found = {}
    for table in newest_of.keys() & release.manifest["sources"].keys():
        facts = release.manifest["sources"][table]
        title = Text(facts["title_pl"], facts["title_en"])
        found[table] = Freshness(table, title, newest_of[table], str(facts["released"]), why.get(table))
    return sorted(found.values(), key=lambda item: (item.newest, item.table))


def unanswered(release: Release, teryt: str) -> list[Unanswered]:
    """Rows without a figure of this county."""
    figures = ((row, of_county(release, row, teryt, newest(release, row))) for row in declared(release))
    return [Unanswered(row.label, figure.why) for row, figure in figures if figure.value is None and figure.why]


def follow_ups(release: Release, teryt: str) -> FollowUps | None:
    """Protected counts of the newest years whose windows have all passed; None where the release has none."""
    for years in pathways.lasting_blocks(release)[:1]:
        found = []
        for months in pathways.WINDOWS:
            persons, overdue = (
                counts.token(release, f"after_{months}", years, measure, teryt) for measure in (counts.ALL, "unknown")
            )
            if persons and overdue:
                found.append(FollowUp(months, persons, overdue))
        last = f"after_{pathways.WINDOWS[-1]}"
        shares = (counts.share(release, last, years, "unknown", area=area) for area in (teryt, ""))
        return FollowUps(years, tuple(found), *shares)
    return None


def hidden_years(release: Release, teryt: str) -> tuple[int, int]:
    """Years of entry in which the county's exits to work within 12 months are hidden, and all such years."""
    years = outcomes.years(release)
    hidden = sum(outcomes.share(release, year, "work", outcomes.HEADLINE_MONTH, teryt).value is None for year in years)
    return hidden, len(years)


def maturity(release: Release, teryt: str) -> float | None:
    """E12 at the newest delivered half-year, as the cooperation page shows it; None where too many parts are missing."""
    periods = register.half_years(release)
    return cooperation.maturity(cooperation.parts(release, teryt, periods[-1])) if periods else None


def steps(release: Release, teryt: str) -> list[Step]:
    """The parts of the model at the newest delivered half-year; what is lacking first, then what is unknown."""
    periods = register.half_years(release)
    if not periods:
        return []
    period = periods[-1]
    found = cooperation.parts(release, teryt, period)
    month = register.last_month(period)
    steps = []
    for code in cooperation.PARTS:
        part = found[code]
        until = ""
        if code == "E04":
            valid = [p.valid_to for p in cooperation.programmes(release, teryt) if p.adopted <= month <= p.valid_to]
            until = max(valid, default="")
        state: State = "unknown"
        if part.value is not None:
            state = "done" if part.value >= 1 else "lacking" if part.value <= 0 else "part"
        elif part.why in {"no_body", "no_meeting", "no_centre"}:
            state = "lacking"
        steps.append(Step(code, state, part.numerator, part.denominator, until, part.why, part.wave, part.block))
    order: dict[State, int] = {"lacking": 0, "part": 1, "unknown": 2, "done": 3}
    return sorted(steps, key=lambda step: order[step.state])
