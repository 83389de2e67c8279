"""The cooperation register of a release: which half-years were delivered for which area, and months between dates."""

from __future__ import annotations

from functools import lru_cache

from pipelines.release import Release

MONTHS = 6  # of a half-year


def is_synthetic(release: Release) -> bool:
    """Whether the deliveries behind the release were made by the generator."""
    return any(delivery["synthetic"] for delivery in release.manifest.get("deliveries", []))


@lru_cache(maxsize=8)
def _deliveries(release: Release) -> dict[tuple[str, str], int]:
    """Number of the delivery, as the marts count it, by area and half-year."""
    told = release.manifest.get("deliveries", [])
    return {(delivery["teryt"], delivery["period"]): number for number, delivery in enumerate(told, 1)}


@lru_cache(maxsize=8)
def half_years(release: Release) -> list[str]:
    """Half-years for which anything about the region was delivered, oldest first: `2025-H1`."""
    return sorted({period for _, period in _deliveries(release)})


def delivery(release: Release, teryt: str, period: str) -> int | None:
    """Number of the delivery that tells of an area in a half-year: its own, its region's or the country's."""
    found = (_deliveries(release).get((area, period)) for area in (teryt, teryt[:2], "00"))
    return next((number for number in found if number is not None), None)


def last_month(period: str) -> str:
    """`2025-H1` -> `2025-06`."""
    year, _, half = period.partition("-H")
    return f"{year}-{'06' if half == '1' else '12'}"


def first_month(period: str) -> str:
    """`2025-H1` -> `2025-01`."""
    year, _, half = period.partition("-H")
    return f"{year}-{'01' if half == '1' else '07'}"


def number_of(month: str) -> int:
    """Months since year 0."""
    year, _, place = month.partition("-")
    return 12 * int(year) + int(place) - 1


def months_between(start: str, end: str) -> int:
    """Whole months from one month to another; negative where the end comes first."""
    return number_of(end) - number_of(start)


def is_in_force(start: str, end: str, month: str) -> bool:
    """Whether something from `start` to `end` (empty: without end) holds in a month; an empty start never holds."""
    return bool(start) and start <= month and (not end or end >= month)


def months_within(start: str, end: str, period: str) -> int:
    """Months of a half-year in which something from `start` to `end` (empty: without end) held."""
    first = max(number_of(start), number_of(first_month(period)))
    last = number_of(last_month(period))
    if end:
        last = min(last, number_of(end))
    return max(0, last - first + 1)
