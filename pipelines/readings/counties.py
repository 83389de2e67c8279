"""Readings of county figures (registers): extremes, a county in focus, its place among all counties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from pipelines.catalog import TOTAL, Language
from pipelines.indicators import INDICATORS
from pipelines.readings.survey import figure
from pipelines.release import Break, Release, Value
from pipelines.statistics import comparison
from pipelines.words import sentences
from pipelines.words.sentences import Sentence
from pipelines.words.sentences.facts import Subject


def of_region(release: Release, indicator: str, period: str, **by: str) -> dict[str, Value | None]:
    """Each county of the region with its figure of the period, or None."""
    return {a.code: release.value(indicator, a.code, period, **by) for a in release.counties()}


def of_country(release: Release, indicator: str, period: str) -> list[Value]:
    """All counties of Poland that have a figure of the period, by code."""
    counties = (a for a in release.areas.values() if a.level == "county")
    found = (release.value(indicator, a.code, period) for a in counties)
    return [v for v in found if v is not None and v.value is not None]


def reasons(release: Release, indicator: str) -> list[str]:
    """Codes of the reasons for which an indicator is given in the region; empty where it has a total of all."""
    found = {v.reason for a in release.counties() for v in release.rows(indicator, a.code)}
    return [] if TOTAL in found else sorted(found)


@lru_cache(maxsize=64)
def years(release: Release, indicator: str) -> Mapping[str, int]:
    """Years in which counties of the region have a figure, newest first, with the number of those counties."""
    pairs = {
        (v.teryt, v.period)
        for a in release.counties()
        for v in release.rows(indicator, a.code)
        if v.freq == "A" and v.value is not None
    }
    return MappingProxyType(dict(sorted(Counter(period for _, period in pairs).items(), reverse=True)))


def newest_year(release: Release, indicator: str) -> str:
    """The newest year in which at least half of the region's counties have a figure; LookupError without any figure."""
    found = years(release, indicator)
    if not found:
        raise LookupError(f"{indicator}: no county of {release.region} has a figure")
    half = len(release.counties()) / 2
    return next((year for year, count in found.items() if count >= half), next(iter(found)))


def ends(values: Iterable[Value | None]) -> tuple[list[Value], list[Value]]:
    """The figures with the lowest and with the highest printed value, ties together; empty where there is none."""
    known = [v for v in values if v is not None and v.value is not None]
    if not known:
        return [], []
    printed = sentences.subject(INDICATORS[known[0].indicator]).shown
    low, high = min(printed(v.value or 0) for v in known), max(printed(v.value or 0) for v in known)
    lowest, highest = ([v for v in known if printed(v.value or 0) == end] for end in (low, high))
    return lowest, highest


def standing(values: Iterable[Value | None], value: float, teryt: str = "") -> comparison.Standing:
    """How many areas other than `teryt` have a smaller, an equal and a larger printed value."""
    known = [v for v in values if v is not None and v.value is not None and v.teryt != teryt]
    if not known:
        return comparison.standing(value, [])
    printed = sentences.subject(INDICATORS[known[0].indicator]).shown
    return comparison.standing(printed(value), [printed(v.value or 0) for v in known])


def middle(values: Iterable[Value]) -> float:
    """The median of areas' figures, each area counted once."""
    return comparison.quantile([v.value for v in values if v.value is not None], 0.5)


def subject(release: Release, indicator: str, reason: str = "") -> Subject:
    """What a figure measures; the reason of assistance is named where the reader chose it."""
    found = sentences.subject(INDICATORS[indicator])
    if not reason:
        return found
    label = release.label("reasons_assistance", reason)
    return replace(
        found,
        nominative_pl=f"{found.nominative_pl} (powód: {label.pl})",
        genitive_pl=f"{found.genitive_pl} (powód: {label.pl})",
        en=f"{found.en} (reason: {label.en})",
    )


def extremes(release: Release, indicator: str, period: str, language: Language, **by: str) -> Sentence:
    """The lowest and the highest county of the region."""
    values = of_region(release, indicator, period, **by)
    facts = sentences.Extremes(
        region=release.region_area,
        subject=subject(release, indicator, by.get("reason", "")),
        period=period,
        values=tuple((release.areas[code], v.value if v else None) for code, v in values.items()),
    )
    return sentences.extremes(facts, language)


def focus(release: Release, indicator: str, teryt: str, period: str, language: Language, **by: str) -> Sentence:
    """One county beside its region and Poland; where it has no figure, why."""
    mine = release.value(indicator, teryt, period, **by)
    measured = subject(release, indicator, by.get("reason", ""))
    if mine is None or mine.value is None:
        status, why = release.reason_missing(indicator, teryt, period)
        missing = sentences.Figure(period=period, value=None, obs_status=status)
        return sentences.level(
            sentences.Level(area=release.areas[teryt], subject=measured, figure=missing, reason=why), language
        )
    others = ((code, release.value(indicator, code, period, **by)) for code in (release.region, "00"))
    facts = sentences.Focus(
        area=release.areas[teryt],
        subject=measured,
        figure=figure(mine),
        others=tuple((release.areas[code], figure(v)) for code, v in others if v is not None and v.value is not None),
    )
    return sentences.focus(facts, language)


def _tables(value: Value) -> set[str]:
    """Source tables behind a figure, that of its denominator included."""
    if value.freq != "A":
        return {value.source}
    annual = (name for name in INDICATORS[value.indicator].sources if not name.endswith("monthly"))
    return {value.source} | {name for name in annual if name.startswith("nuts3") == value.source.startswith("nuts3")}


def breaks(release: Release, values: Iterable[Value]) -> list[tuple[Break, str]]:
    """Cuts between the first and the last of these figures, each with the code of the area if only that one is cut."""
    found = list(values)
    periods = [v.period for v in found]
    cut: dict[tuple[str, str], Break] = {}
    for teryt, table in sorted({(v.teryt, name) for v in found for name in _tables(v)}):
        common = {b.code for b in release.breaks(table)}
        for b in release.breaks(table, teryt=teryt):
            if b.kind == "cut" and min(periods) < b.first_period <= max(periods):
                cut[b.code, "" if b.code in common else teryt] = b
    return sorted(((b, teryt) for (_, teryt), b in cut.items()), key=lambda pair: (pair[0].first_period, pair[1]))


def comparable(values: Sequence[Value], period: str = "") -> tuple[Value, Value] | None:
    """First and last figure between two breaks of a series: around `period`, else the newest. None without figures."""
    known = [v for v in values if v.value is not None]
    if not known:
        return None
    around = next((v for v in known if v.period == period), known[-1])
    joined = [v for v in known if v.segment == around.segment]
    return joined[0], joined[-1]


@lru_cache(maxsize=64)
def covered(release: Release, indicator: str) -> tuple[str, ...]:
    """Years in which at least nine in ten counties of Poland have a figure, newest first."""
    whole = [a.code for a in release.areas.values() if a.level == "county"]
    found = Counter(v.period for code in whole for v in release.series(indicator, code) if v.value is not None)
    return tuple(sorted((year for year, count in found.items() if count * 10 >= len(whole) * 9), reverse=True))


def national(release: Release, indicator: str, year: str) -> tuple[str, str]:
    """Indicator and year in which all counties of Poland can be compared: the asked ones where that is possible.

    Counts grow with a county's size, so the registered unemployment rate stands in for them. A year without figures
    gives way to the nearest earlier one. LookupError where no year covers the country.
    """
    is_count = sentences.subject(INDICATORS[indicator]).is_count
    chosen = indicator if not is_count and covered(release, indicator) else "C01"
    possible = covered(release, chosen)
    if not possible:
        raise LookupError(f"{chosen}: no year covers the counties of Poland")
    return chosen, next((period for period in possible if period <= year), possible[-1])


@dataclass(frozen=True)
class Distribution:
    """All counties' figures of one period, with their quartiles."""

    values: list[Value]
    spread: comparison.Spread


def distribution(release: Release, indicator: str, period: str) -> Distribution | None:
    """The spread of all counties; None where fewer than ten have a figure."""
    values = of_country(release, indicator, period)
    if len(values) < 10:
        return None
    return Distribution(values, comparison.spread([v.value for v in values if v.value is not None]))


def place(release: Release, found: Distribution, teryt: str, language: Language) -> Sentence | None:
    """How many counties have less than this one; None where it has no figure."""
    mine = next((v for v in found.values if v.teryt == teryt), None)
    if mine is None or mine.value is None:
        return None
    counted = standing(found.values, mine.value, teryt)
    facts = sentences.Distribution(
        area=release.areas[teryt],
        subject=sentences.subject(INDICATORS[mine.indicator]),
        period=mine.period,
        value=mine.value,
        below=counted.below,
        equal=counted.equal,
        above=counted.above,
    )
    return sentences.distribution(facts, language)
