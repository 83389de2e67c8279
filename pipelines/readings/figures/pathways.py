"""Group F: plans and pathways of clients and families, read as the pages of pathways and families read them."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.catalog import TOTAL
from pipelines.readings import counts, families, pathways
from pipelines.readings.figures.rows import Figure, median_between, of_share, protected_area, years
from pipelines.release import Release

# Rows of the card "course": population, part, whole.
_COURSE = {
    "F01S": ("enrolment", "later_1", counts.ALL),
    "F02": ("joint_work", "both_sides", "plan"),
    "F05": ("joint_work", "both_blocks", "plan"),
}


def time_to_plan(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """Median months from identification to the plan, of those who got one, as bounds."""
    area = protected_area(release, teryt)
    for block in counts.blocks(release, "enrolment"):
        everybody, without = (
            counts.token(release, "enrolment", block, name, area) for name in (counts.ALL, "without_plan")
        )
        planned = counts.without(everybody, without)
        found = [
            (
                limit,
                families.complement(
                    counts.ratio(
                        release, "enrolment", counts.token(release, "enrolment", block, f"later_{limit}", area), planned
                    )
                ),
            )
            for limit in (0, 1, 3)
        ]
        yield median_between(indicator, teryt, years(block), found, planned)


def course(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """F01S, F02 and F05 of each block of years."""
    population, part, whole = _COURSE[indicator]
    area = protected_area(release, teryt)
    for block in counts.blocks(release, population):
        share = counts.share(release, population, block, part, whole, area=area)
        yield of_share(indicator, teryt, years(block), share, counts.token(release, population, block, whole, area))


def completion(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """F03 of each block, of all plans and of each kind of plan."""
    for block in counts.blocks(release, "plans"):
        for kind in ("", *pathways.PLANS):
            share = pathways.completion(release, block, kind)
            yield of_share(
                indicator, teryt, years(block), share, pathways.ended(release, block, kind), (kind or TOTAL,)
            )


def broken(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """F04 of each block, of all plans and of each kind of plan."""
    for block in counts.blocks(release, "plans"):
        for kind in ("", *pathways.PLANS):
            share = pathways.broken(release, block, kind)
            yield of_share(
                indicator, teryt, years(block), share, pathways.ended(release, block, kind), (kind or TOTAL,)
            )


def steps(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """At which step plans broke, of all plans begun."""
    for block in counts.blocks(release, "plans"):
        for step in ("1", "2", "3"):
            share = counts.share(release, "plans", block, f"broken_{step}")
            yield of_share(indicator, teryt, years(block), share, counts.token(release, "plans", block), (step,))


def ended_within(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """Plans ended within 6 and 12 months, of all begun."""
    for block in counts.blocks(release, "plans"):
        for months in ("6", "12"):
            share = counts.share(release, "plans", block, f"to_{months}")
            yield of_share(indicator, teryt, years(block), share, counts.token(release, "plans", block), (months,))


def length(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """Median months of a plan as bounds; every plan was followed for 12 months, those still running count as longer."""
    for block in counts.blocks(release, "plans"):
        found = [(limit, counts.share(release, "plans", block, f"to_{limit}")) for limit in (3, 6, 12)]
        yield median_between(indicator, teryt, years(block), found, counts.token(release, "plans", block))


def modules(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """F07 of each block of years of entry."""
    for block in counts.blocks(release, "household_modules"):
        share = families.modules(release, block)["three_or_more"]
        yield of_share(indicator, teryt, years(block), share, counts.token(release, "household_modules", block))
