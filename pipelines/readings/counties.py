"""Readings of county figures (registers): extremes, a county in focus, its place among all counties."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings.survey import figure
from pipelines.release import Release, Value
from pipelines.statistics import comparison
from pipelines.words import sentences
from pipelines.words.sentences import Sentence


def of_region(release: Release, indicator: str, period: str) -> dict[str, Value | None]:
    """Each county of the region with its figure of the period, or None."""
    return {a.code: release.value(indicator, a.code, period) for a in release.counties()}


def of_country(release: Release, indicator: str, period: str) -> list[Value]:
    """All counties of Poland that have a figure of the period, by code."""
    counties = (a for a in release.areas.values() if a.level == "county")
    found = (release.value(indicator, a.code, period) for a in counties)
    return [v for v in found if v is not None and v.value is not None]


def extremes(release: Release, indicator: str, period: str, language: Language) -> Sentence:
    """The lowest and the highest county of the region."""
    values = of_region(release, indicator, period)
    facts = sentences.Extremes(
        region=release.region_area,
        subject=sentences.subject(INDICATORS[indicator]),
        period=period,
        values=tuple((release.areas[code], v.value if v else None) for code, v in values.items()),
    )
    return sentences.extremes(facts, language)


def focus(release: Release, indicator: str, teryt: str, period: str, language: Language) -> Sentence:
    """One county beside its region and Poland; where it has no figure, why."""
    mine = release.value(indicator, teryt, period)
    subject = sentences.subject(INDICATORS[indicator])
    if mine is None or mine.value is None:
        status, why = release.reason_missing(indicator, teryt, period)
        missing = sentences.Figure(period=period, value=None, obs_status=status)
        return sentences.level(
            sentences.Level(area=release.areas[teryt], subject=subject, figure=missing, reason=why), language
        )
    others = ((code, release.value(indicator, code, period)) for code in (release.region, "00"))
    facts = sentences.Focus(
        area=release.areas[teryt],
        subject=subject,
        figure=figure(mine),
        others=tuple((release.areas[code], figure(v)) for code, v in others if v is not None and v.value is not None),
    )
    return sentences.focus(facts, language)


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
    standing = comparison.standing(mine.value, [v.value for v in found.values if v is not mine and v.value is not None])
    facts = sentences.Distribution(
        area=release.areas[teryt],
        subject=sentences.subject(INDICATORS[mine.indicator]),
        period=mine.period,
        value=mine.value,
        below=standing.below,
        equal=standing.equal,
        above=standing.above,
    )
    return sentences.distribution(facts, language)
