"""Whether the data behind a county sheet are complete, and what the county's cooperation lacks; counts of rows, never cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.catalog import Text
from pipelines.indicators import INDICATORS
from pipelines.readings import cooperation, outcomes, register
from pipelines.readings.sheet_figures import declared, newest, of_county

if TYPE_CHECKING:
    from pipelines.release import Release

HIDDEN_BELOW = 10  # rows set aside by one rule; a smaller number could be about single persons
ANSWER_DAYS = 14
LEAST_ANSWERS = 10  # answer sheets of a county below which its survey score is not published

State = Literal["done", "part", "lacking", "unknown"]


@dataclass(frozen=True)
class Deliveries:
    """Half-years for which a county should have told something, and those for which it has."""

    due: tuple[str, ...]
    missing: tuple[str, ...]
    aside: tuple[tuple[str, int], ...]  # rule and rows set aside in the deliveries that tell of the county
    rows: int  # kept in them

    @property
    def received(self) -> int:
        return len(self.due) - len(self.missing)


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


def deliveries(release: Release, teryt: str) -> Deliveries:
    """Deliveries of the county itself, or of its region where that sends for all counties."""
    told = [d for d in release.manifest.get("deliveries", []) if d["teryt"] in {teryt, teryt[:2], "00"}]
    every = register.half_years(release)
    due = _every_half_year(every[0], every[-1]) if every else ()
    missing = tuple(period for period in due if register.delivery(release, teryt, period) is None)
    aside: Counter[str] = Counter()
    for delivery in told:
        for row in delivery["aside"]:
            aside[row["rule"]] += row["rows"]
    return Deliveries(due, missing, tuple(sorted(aside.items())), sum(sum(d["kept"].values()) for d in told))


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


def hidden_years(release: Release, teryt: str) -> tuple[int, int]:
    """Years of entry in which the county's exits to work within 12 months are hidden, and all such years."""
    years = outcomes.years(release)
    hidden = sum(outcomes.share(release, year, "work", outcomes.HEADLINE_MONTH, teryt).value is None for year in years)
    return hidden, len(years)


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
        steps.append(Step(code, state, part.numerator, part.denominator, until, part.why, part.wave))
    order: dict[State, int] = {"lacking": 0, "part": 1, "unknown": 2, "done": 3}
    return sorted(steps, key=lambda step: order[step.state])
