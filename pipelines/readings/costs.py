"""Costs of pathways from published sums and protected counts, as ranges; and the national values that are quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.readings import counts
from pipelines.readings.tools import Paid

if TYPE_CHECKING:
    from pipelines.readings.counts import Block, Token
    from pipelines.release import Release

# What is divided by whom: sum of money, measure of the population of starters.
PER = {
    "started": ("all", "n"),
    "finished": ("all", "finished"),
    "employed": ("all", "employed"),
    "fund_employed": ("fund", "finished_employed"),  # C07: Labour Fund over those who finished and took up work
}


@dataclass(frozen=True)
class Cost:
    """PLN for each person, None where a sum or a count is hidden; `bounds` hold every value that rounding allows."""

    code: str
    total: int | None
    persons: Token | None

    @property
    def mean(self) -> float | None:
        return Paid(0, self.persons, self.total).mean

    @property
    def bounds(self) -> tuple[float, float] | None:
        return Paid(0, self.persons, self.total).bounds


@dataclass(frozen=True)
class National:
    """A quoted national value: employment effectiveness in percent, cost of one employed in thousand PLN."""

    year: str
    employment: float
    cost: float | None
    source: str


def block(release: Release) -> Block | None:
    """The newest years of entry whose costs are published."""
    found = sorted({(row["first"], row["last"]) for row in release.table("step_costs")}, reverse=True)
    return found[0] if found else None


def per_person(release: Release, years: Block) -> list[Cost]:
    """Costs of one starter, finisher and employed, and of one employed from the Labour Fund alone."""
    sums = {row["kind"]: row["cost_zl"] for row in _rows(release, years)}
    return [
        Cost(code, sums.get(kind), counts.token(release, "starts", years, measure))
        for code, (kind, measure) in PER.items()
    ]


def told(release: Release, years: Block) -> int | None:
    """Percentage of steps whose cost the deliveries tell."""
    return next((row["told_percent"] for row in _rows(release, years)), None)


def national(release: Release, language: str) -> list[National]:
    """Values of Poland, newest first."""
    return [
        National(
            row["code"],
            float(row["employment_percent"]),
            float(row["cost_thousand_zl"]) if row["cost_thousand_zl"] else None,
            row[f"source_{language}"],
        )
        for row in sorted(release.lists.get("national_effectiveness", ()), key=lambda row: row["code"], reverse=True)
    ]


def _rows(release: Release, years: Block) -> list[dict[str, Any]]:
    return [row for row in release.table("step_costs") if (row["first"], row["last"]) == years]
