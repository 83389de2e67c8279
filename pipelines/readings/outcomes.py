"""Readings of what became of clients, all from published tokens: shares with intervals, curves, counties, the funnel."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from pipelines.disclosure import rates
from pipelines.disclosure.tokens import HIDDEN, Rule
from pipelines.statistics.funnel import limits
from pipelines.words import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.release import Release
    from pipelines.words.sentences import Share

Left = Literal["work", "other"]
TOTAL = "total"
EVERYBODY = "n"
HEADLINE_MONTH = 12
CHARACTERISTICS = ("pathway", "sex", "age", "duration")  # in the order in which pages offer them
ORDER = ("single", "joint", "F", "M", "to_34", "35-54", "55_plus", "to_12", "12-24", "24+")
_Group = tuple[str, str, str, str, str]  # area, then CHARACTERISTICS


@dataclass(frozen=True)
class Cohort:
    """Tokens of those who entered in one year: by group and measure (kind, month); -1 is a hidden count."""

    year: str
    months: tuple[int, ...]  # up to which exits are published
    tokens: Mapping[_Group, Mapping[tuple[str, int], int]]


@dataclass(frozen=True)
class Step:
    """A share at one month since entry."""

    month: int
    share: Share


@dataclass(frozen=True)
class AtRisk:
    """How many were still waiting after a month: smallest and largest number that the tokens allow."""

    month: int
    fewest: int
    most: int


def is_synthetic(release: Release) -> bool:
    """Whether the deliveries behind the figures were made by the generator."""
    return any(d["synthetic"] for d in release.manifest.get("deliveries", ()))


def is_withheld(release: Release) -> bool:
    """Whether cases were delivered and their counts held back, because something could be worked out from them."""
    return bool((release.manifest.get("certificate") or {}).get("withheld"))


def rule(release: Release) -> Rule:
    """How the release's counts were protected; KeyError where it holds none."""
    facts = release.manifest["certificate"]["rule"]
    return Rule(facts["threshold"], facts["base"])


@lru_cache(maxsize=4)
def cohorts(release: Release) -> Mapping[str, Cohort]:
    """Cohorts by year of entry, newest first; empty where the release has no deliveries or entries are not by year."""
    tokens: dict[str, dict[_Group, dict[tuple[str, int], int]]] = defaultdict(lambda: defaultdict(dict))
    for row in release.table("cohort_counts"):
        year = row["first"][:4]
        if (row["first"], row["last"]) != (f"{year}-01", f"{year}-12"):
            continue
        group = (row["area"] or "", *(row[name] for name in CHARACTERISTICS))
        value = HIDDEN if row["value"] is None else row["value"]
        tokens[year][group][row["kind"], row["month"] or 0] = value
    found = {}
    for year in sorted(tokens, reverse=True):
        months = {month for measures in tokens[year].values() for _, month in measures if month}
        found[year] = Cohort(year, tuple(sorted(months)), tokens[year])
    return MappingProxyType(found)


def years(release: Release, month: int = HEADLINE_MONTH) -> list[str]:
    """Years of entry whose exits are published up to that month, newest first."""
    return [year for year, cohort in cohorts(release).items() if month in cohort.months]


def codes(release: Release, characteristic: str) -> list[str]:
    """Codes of a characteristic that the release publishes, in reading order; unknown codes come last."""
    at = 1 + CHARACTERISTICS.index(characteristic)
    found = {group[at] for cohort in cohorts(release).values() for group in cohort.tokens if not group[0]}
    order = {code: place for place, code in enumerate(ORDER)}
    return sorted(found - {TOTAL}, key=lambda code: (order.get(code, len(order)), code))


def group(area: str = "", **by: str) -> _Group:
    """The key of a group: everybody of the region unless an area or characteristics are given."""
    pathway, sex, age, duration = (by.get(name, TOTAL) for name in CHARACTERISTICS)
    return area, pathway, sex, age, duration


def share(release: Release, year: str, left: Left, month: int, area: str = "", **by: str) -> Share:
    """Share in percent that left in one way up to a month since entry, with the envelope interval over tokens."""
    measures = cohorts(release)[year].tokens.get(group(area, **by), {})
    if (left, month) not in measures:
        return sentences.MISSING
    return _share(rates.rate(rule(release), measures[left, month], measures[EVERYBODY, 0]))


def curve(release: Release, year: str, left: Left, area: str = "", **by: str) -> list[Step]:
    """Cumulative incidence with competing exits, from entry (0) to the last published month; empty for a small group.

    Everybody has been followed up to each published month, so the share of all who entered is the Aalen-Johansen
    estimate: there is no censoring before it.
    """
    cohort = cohorts(release)[year]
    measures = cohort.tokens.get(group(area, **by), {})
    persons = measures.get((EVERYBODY, 0), HIDDEN)
    counts = [measures[left, month] for month in cohort.months if (left, month) in measures]
    found = rates.curve(rule(release), counts, persons)
    if found is None or len(found) != len(cohort.months):
        return []
    start = Step(0, sentences.Share(kind="value", value=0.0, lower=0.0, upper=0.0))
    return [start, *(Step(month, _share(rate)) for month, rate in zip(cohort.months, found, strict=True))]


def at_risk(release: Release, year: str, area: str = "", **by: str) -> list[AtRisk]:
    """Bounds of the number still waiting at entry and after each published month; empty for a hidden group."""
    cohort, held = cohorts(release)[year], rule(release)
    measures = cohort.tokens.get(group(area, **by), {})
    persons = measures.get((EVERYBODY, 0), HIDDEN)
    if persons == HIDDEN:
        return []
    fewest, most = _bounds(held, persons)
    found = [AtRisk(0, fewest, most)]
    for month in cohort.months:
        gone = [_bounds(held, measures[kind, month]) for kind in ("work", "other")]
        low = max(0, fewest - sum(high for _, high in gone))
        found.append(AtRisk(month, low, max(low, most - sum(low for low, _ in gone))))
    return found


def persons(release: Release, year: str, area: str = "", **by: str) -> int | None:
    """Rounded number of those who entered; None where hidden."""
    token = cohorts(release)[year].tokens.get(group(area, **by), {}).get((EVERYBODY, 0), HIDDEN)
    return None if token == HIDDEN else token


def blocks(release: Release) -> dict[str, tuple[str, str]]:
    """Blocks of years in which counties are compared, newest first: first year -> (first, last)."""
    found = {row["first"]: (row["first"], row["last"]) for row in release.table("evaluation_counties")}
    return dict(sorted(found.items(), reverse=True))


def compared(release: Release, first: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """Rows of one block: the region's (None where it has none) and those of its counties, by code."""
    rows = [row for row in release.table("evaluation_counties") if row["first"] == first]
    region = next((row for row in rows if not row["teryt"]), None)
    return region, sorted((row for row in rows if row["teryt"]), key=lambda row: str(row["teryt"]))


@dataclass(frozen=True)
class Funnel:
    """Limits of the difference (percentage points) at some numbers of persons, for the region's share."""

    persons: list[int]
    inner: list[tuple[float, float]]  # 95 %
    outer: list[tuple[float, float]]  # 99.8 %


def funnel(region: dict[str, Any], largest: int) -> Funnel:
    """The funnel around 0 for the region's share and the usual spread between counties, from 50 persons up."""
    usual = min(max(region["gross"] / 100, 0.01), 0.99)
    places = sorted({50, *range(60, max(70, largest + 20), 20)})
    both = [limits(places, usual, region["spread"] or 0.0, confidence) for confidence in (0.95, 0.998)]
    inner, outer = (
        [(100 * (low - usual), 100 * (high - usual)) for low, high in zip(b.lower, b.upper, strict=True)] for b in both
    )
    return Funnel(places, inner, outer)


def _bounds(held: Rule, token: int) -> tuple[int, int]:
    low, high = held.bounds(token)
    return int(low), int(high)


def _share(found: rates.Rate | None) -> Share:
    if found is None:
        return sentences.MISSING
    value = None if found.value is None else 100 * found.value
    return sentences.Share(kind=found.kind, value=value, lower=100 * found.lower, upper=100 * found.upper)
