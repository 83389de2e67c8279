"""Readings of the pilots beside the other counties, on published unemployment: facts of the sentences, years, chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.words.sentences.pilot import Pilot

if TYPE_CHECKING:
    from pipelines.release import Release, Value

INDICATOR = "C09"  # registered unemployed at the end of the year
LEVEL = 0.05


def compared(release: Release) -> dict[str, Any] | None:
    """What was compared with what; None where the region has no pilot or its figures are not complete."""
    rows = release.table("evaluation_pilot")
    return rows[0] if rows else None


def areas(release: Release) -> list[str]:
    """Codes of the region's counties on the list of pilots, in order."""
    inside = {area.code for area in release.counties()}
    return sorted(row["teryt"] for row in release.lists.get("pilots", ()) if row["teryt"] in inside)


def years(release: Release) -> list[dict[str, Any]]:
    """The difference year by year, in order; the last year before the pilot is the base."""
    return sorted(release.table("evaluation_pilot_years"), key=lambda row: str(row["period"]))


def chance(release: Release) -> list[dict[str, Any]]:
    """How many choices of counties give a difference in each class, from the lowest."""
    return sorted(release.table("evaluation_pilot_chance"), key=lambda row: int(row["start"]))


def facts(release: Release) -> Pilot:
    """The facts of the sentences; LookupError where nothing is compared."""
    told = compared(release)
    if told is None:
        raise LookupError("the release compares no pilot")
    measured = [row for row in years(release) if row["p"] is not None]
    names = ("since", "families", "persons_most", "persons_before", "smallest", "persons_smallest")
    return Pilot(
        **{name: told[name] for name in (*names, "value", "lower", "upper", "p", "trend_p", "assignments")},
        base=str(int(told["since"]) - 1),
        years=len(measured),
        years_apart=tuple(row["period"] for row in measured if row["p"] <= LEVEL),
    )


def figures(release: Release) -> list[Value]:
    """The published figures that were compared."""
    told = compared(release)
    if told is None:
        return []
    return [
        value
        for area in release.counties()
        for value in release.series(INDICATOR, area.code)
        if told["first"] <= value.period <= told["last"]
    ]
