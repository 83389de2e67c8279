"""Group H: forum, recommendations, support groups, partnerships and the time of roll-out; counts of all there are."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.catalog import TOTAL
from pipelines.readings import cooperation, forum, register
from pipelines.readings.figures.rows import Figure
from pipelines.release import Release


def counties(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """H01 of each edition, by its month."""
    every = len(release.counties())
    for one in forum.editions(release):
        yield Figure(indicator, teryt, one.month, (), 100 * one.counties / every, n=every)


def participants(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """Participants of each edition, all and by sector."""
    for one in forum.editions(release):
        yield Figure(indicator, teryt, one.month, (TOTAL,), one.participants)
        for sector, count in zip(forum.SECTORS, one.by_sector, strict=True):
            yield Figure(indicator, teryt, one.month, (sector,), count)


def implemented(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """H02 at the last delivered half-year."""
    found = forum.implemented(release)
    if found.due:
        period = register.half_years(release)[-1]
        yield Figure(indicator, teryt, period, (), 100 * found.implemented / found.due, n=found.due)


def attendance(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """H03 by year."""
    for one in forum.support_groups(release):
        if one.value is not None:
            yield Figure(indicator, teryt, str(one.year), (), 100 * one.value, n=one.denominator)


def granted(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """H04 of all delivered years together: applications of one year are too few for a share."""
    found = forum.partnerships(release)
    decided = sum(one.denominator for one in found)
    if decided:
        period = "-".join(dict.fromkeys([str(found[0].year), str(found[-1].year)]))
        yield Figure(indicator, teryt, period, (), 100 * sum(one.numerator for one in found) / decided, n=decided)


def roll_out(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """H05 at the last delivered half-year, of all bodies of the model."""
    times = cooperation.roll_out_times(release)
    if times:
        median = cooperation.median_months(times)
        bodies = sum(len(one.reached) + len(one.waiting) for one in times)
        why = "half" if median is None else ""
        yield Figure(indicator, teryt, register.half_years(release)[-1], (), median, n=bodies, why=why)
