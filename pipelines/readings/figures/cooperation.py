"""Group E: is the model there and used. Read as the pages of the cooperation model and of daily cooperation read it."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.catalog import TOTAL
from pipelines.readings import cooperation, counts, register, survey_answers, together, tools
from pipelines.readings.cooperation import Part
from pipelines.readings.figures.rows import Figure, median_between, of_part, of_share, protected_area, years
from pipelines.release import Release


def part(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """E01 to E05 of each delivered half-year."""
    for period in register.half_years(release):
        yield of_part(indicator, teryt, period, _parts(release, teryt, period)[indicator])


def _parts(release: Release, teryt: str, period: str) -> dict[str, Part]:
    if teryt == release.region:
        return cooperation.region_parts(release, period)
    return cooperation.parts(release, teryt, period)


def joint_plans(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """E07 of each block of years."""
    area = protected_area(release, teryt)
    for block in counts.blocks(release, "joint_work"):
        units = counts.token(release, "joint_work", block, "joint_client", area)
        yield of_share(indicator, teryt, years(block), together.joint_plans(release, block, area), units)


def timely(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """E08 by year in the region, in blocks of two years in a county."""
    area = protected_area(release, teryt)
    population = "county_exchanges" if area else "exchanges"
    for block in counts.blocks(release, population):
        units = counts.token(release, population, block, area=area)
        yield of_share(indicator, teryt, years(block), together.timely(release, block, area), units)


def days(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """Median days to an answer as bounds; what was never answered counts as longer than any limit."""
    for block in counts.blocks(release, "exchanges"):
        found = [(limit, tools.answered(release, block, f"within_{limit}")) for limit in (7, tools.ANSWER_DAYS)]
        yield median_between(indicator, teryt, years(block), found, counts.token(release, "exchanges", block))


def electronic(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """E09 by year."""
    for block in counts.blocks(release, "exchanges"):
        units = counts.token(release, "exchanges", block)
        yield of_share(indicator, teryt, years(block), tools.electronic(release, block), units)


def score(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """E10 of each wave: in the region of each side, 1 to 5; in a county of all who answered."""
    for wave in survey_answers.waves(release):
        if teryt == release.region:
            for side in survey_answers.SIDES:
                found = survey_answers.side_mean(release, wave, side)
                yield _mean(indicator, teryt, wave, (side,), found)
        else:
            yield _mean(indicator, teryt, wave, (TOTAL,), survey_answers.county_mean(release, teryt, wave))


def _mean(indicator: str, teryt: str, wave: str, by: tuple[str, ...], found: tuple[float, int] | None) -> Figure:
    if found is None:
        return Figure(indicator, teryt, wave, by, why="no_answers")
    return Figure(indicator, teryt, wave, by, found[0], n=found[1])


def barriers(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """E11 of each wave, side and barrier."""
    for wave in survey_answers.waves(release):
        for item in survey_answers.barriers(release, wave):
            for side, found in zip(survey_answers.SIDES, (item.labour, item.welfare), strict=True):
                told = None if found is None else (100 * found.value, found.n)
                yield _mean(indicator, teryt, wave, (side, item.code), told)


def maturity(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """E12 of each delivered half-year."""
    for period in register.half_years(release):
        index = cooperation.maturity(cooperation.parts(release, teryt, period))
        yield Figure(indicator, teryt, period, (), index, why="parts" if index is None else "")
