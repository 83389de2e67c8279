"""What an analyst asks on Monday: how old each source is and what should be there by now, what covers what, what was delivered."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pipelines.catalog import STATUSES, Text
from pipelines.deliveries.messages import RULES, problem
from pipelines.indicators import INDICATORS
from pipelines.readings import protection
from pipelines.readings.counts import Token
from pipelines.release import Release, Value

State = Literal["late", "soon", "later", "none"]

SOON = timedelta(days=31)
COVERED = ("county", "nuts3", "voivodeship", "country")  # the finest level that an indicator has comes first


@dataclass(frozen=True)
class Standing:
    """How one source table stands on a day; dates are ISO, empty where there is none."""

    table: str
    title: Text
    newest: str  # period
    ends: str  # its last day
    released: str
    expected: str  # when the next period should be out
    state: State
    schedule: Text
    basis: str  # assumed, observed, irregular
    url: str

    def days_late(self, today: str) -> int:
        """Days since the expected day; negative before it."""
        return (date.fromisoformat(today) - date.fromisoformat(self.expected)).days if self.expected else 0


def last_day(period: str) -> date:
    """Last day of a year, quarter or month."""
    year, _, rest = period.partition("-")
    month = 12 if not rest else 3 * int(rest[1]) if rest.startswith("Q") else int(rest)
    return date(int(year), month, calendar.monthrange(int(year), month)[1])


def after(end: date, months: int) -> date:
    """Last day of the month so many months after the month that `end` closes."""
    at = end.year * 12 + end.month - 1 + months
    return date(at // 12, at % 12 + 1, calendar.monthrange(at // 12, at % 12 + 1)[1])


def standings(release: Release, today: str) -> list[Standing]:
    """Every source table of the release, the most overdue first, then by the expected day, those without one last."""
    declared = {row["code"]: row for row in release.lists.get("publications", [])}
    found = []
    for table, facts in release.manifest["sources"].items():
        row = declared.get(table, {})
        newest = release.newest_periods.get(table, "")
        end = last_day(newest) if newest else None
        months = int(row.get("months") or 0)
        due = after(end, months) + timedelta(days=int(row["lag_days"])) if end and months else None
        found.append(
            Standing(
                table=table,
                title=Text(facts["title_pl"], facts["title_en"]),
                newest=newest,
                ends=end.isoformat() if end else "",
                released=str(facts["released"]),
                expected=due.isoformat() if due else "",
                state=_state(due, date.fromisoformat(today)),
                schedule=Text(row.get("pl", ""), row.get("en", "")),
                basis=row.get("basis", "irregular"),
                url=row.get("url") or str(facts["url"]),
            )
        )
    return sorted(found, key=lambda s: (s.expected or "9999", s.table))


def _state(due: date | None, today: date) -> State:
    if due is None:
        return "none"
    if due < today:
        return "late"
    return "soon" if due <= today + SOON else "later"


@dataclass(frozen=True)
class Coverage:
    """An indicator's figures by area and year: `cells[area][period]` is a status code of `pipelines.catalog.STATUSES`."""

    indicator: str
    level: str
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    cells: dict[str, dict[str, str]]

    def count(self, status: str) -> int:
        return sum(found == status for row in self.cells.values() for found in row.values())

    @property
    def total(self) -> int:
        return len(self.areas) * len(self.periods)

    @property
    def with_value(self) -> int:
        return sum(STATUSES[found].has_value for row in self.cells.values() for found in row.values())


def covered(release: Release) -> list[str]:
    """Indicators that have an annual figure of the region or of one of its parts."""
    return [code for code in INDICATORS if _level(release, code)]


def coverage(release: Release, indicator: str) -> Coverage:
    """All areas of the finest level in every year from the first to the last with a figure; without a figure, why."""
    level = _level(release, indicator)
    areas = _areas(release, level)
    years = [p for p in release.periods(indicator, level) if _any(release, indicator, areas, p)]
    periods = tuple(str(year) for year in range(int(years[0]), int(years[-1]) + 1)) if years else ()
    cells = {area: {p: _status(release, indicator, area, p) for p in periods} for area in areas}
    return Coverage(indicator, level, tuple(areas), periods, cells)


def _level(release: Release, indicator: str) -> str:
    for level in COVERED:
        areas = _areas(release, level)
        if any(_any(release, indicator, areas, period) for period in release.periods(indicator, level)):
            return level
    return ""


def _areas(release: Release, level: str) -> list[str]:
    """Areas of a level; of counties and subregions only the region's own."""
    return sorted(
        area.code
        for area in release.areas.values()
        if area.level == level and (level in {"country", "voivodeship"} or area.parent == release.region)
    )


def _any(release: Release, indicator: str, areas: list[str], period: str) -> bool:
    return any((v := release.value(indicator, area, period)) and v.value is not None for area in areas)


def _status(release: Release, indicator: str, area: str, period: str) -> str:
    found = release.value(indicator, area, period)
    if found is None:
        return release.reason_missing(indicator, area, period)[0]
    return _kind(found)


def _kind(value: Value) -> str:
    """Status of a figure; one that Latarnia computed from published ones counts as computed, whatever its inputs."""
    return "E" if value.is_computed and value.obs_status == "A" else value.obs_status


@dataclass(frozen=True)
class Delivered:
    """One delivery: how many of its rows were kept and set aside, told as counts of persons are."""

    supplier: str
    teryt: str
    period: str
    synthetic: bool
    kept: Token
    aside: Token
    rules: tuple[str, ...]


def deliveries(release: Release) -> list[Delivered]:
    """The deliveries behind the release, by area and half-year."""
    found = []
    for facts in release.manifest.get("deliveries", []):
        found.append(
            Delivered(
                supplier=facts["supplier"],
                teryt=facts["teryt"],
                period=facts["period"],
                synthetic=facts["synthetic"],
                kept=protection.all_rows(release, [facts], "kept"),
                aside=protection.all_rows(release, [facts], "aside"),
                rules=tuple(sorted({row["rule"] for row in facts["aside"]})),
            )
        )
    return sorted(found, key=lambda d: (d.teryt, d.period, d.supplier))


def rules(release: Release) -> list[tuple[str, Token, int]]:
    """Rules that set rows aside: rule, rows in all deliveries, deliveries; most rows first."""
    where: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for facts in release.manifest.get("deliveries", []):
        for row in facts["aside"]:
            where[row["rule"]].add((facts["supplier"], facts["period"]))
    rows = protection.aside(release, release.manifest.get("deliveries", []))
    return [(rule, rows[rule], len(where[rule])) for rule in sorted(rows, key=lambda r: (-rows[r].upper, r))]


def half_years(found: list[Delivered]) -> list[str]:
    """Half-years from the first to the last delivery, also those of which nothing came."""
    periods = sorted({d.period for d in found})
    if not periods:
        return []
    years = range(int(periods[0][:4]), int(periods[-1][:4]) + 1)
    every = [f"{year}-H{half}" for year in years for half in (1, 2)]
    return [period for period in every if periods[0] <= period <= periods[-1]]


@dataclass(frozen=True)
class Promises:
    """What one table was held to."""

    table: str
    layer: str  # source, staging, marts
    rules: tuple[Text, ...]


def promises(release: Release) -> list[Promises]:
    """Promises that the build held its tables to; none in a release of an older Latarnia."""
    return [
        Promises(row["table"], row["layer"], tuple(Text(rule["pl"], rule["en"]) for rule in row["rules"]))
        for row in release.manifest.get("promises", [])
    ]


def rule_text(rule: str) -> Text:
    """What a rule of deliveries found wrong, in words."""
    return problem(rule, "").what if rule in RULES else Text(rule, rule)
