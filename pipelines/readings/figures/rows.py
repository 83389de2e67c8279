"""One figure of the cooperation model, and how shares, tokens and parts become one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.catalog import TOTAL
from pipelines.readings import missing
from pipelines.readings.cooperation import Part
from pipelines.readings.counts import Block, Token
from pipelines.release import Release
from pipelines.words.sentences import Share


class Figure(NamedTuple):
    """One value with its bounds; without a value `why` is a reason of `readings.missing`."""

    indicator: str
    teryt: str
    period: str  # a year, a half-year 2025-H1, a month, or the years of a block 2022-2023
    by: tuple[str, ...] = ()  # codes of the declared breakdown; `total` for all of one
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    why: str = ""

    @property
    def obs_status(self) -> str:
        return "E" if self.value is not None else missing.status(self.why)

    @property
    def is_total(self) -> bool:
        return all(code == TOTAL for code in self.by)


def years(block: Block) -> str:
    """Months of a block as years: `2022-2023`, `2024`; the same as in the address of a page."""
    first, last = block[0][:4], block[1][:4]
    return first if first == last else f"{first}-{last}"


def protected_area(release: Release, teryt: str) -> str:
    """The area as protected counts name it: the region is empty."""
    return "" if teryt == release.region else teryt


def of_share(
    indicator: str, teryt: str, period: str, share: Share, units: Token | None = None, by: tuple[str, ...] = ()
) -> Figure:
    """A share of protected counts in percent; `n` is its rounded denominator."""
    why = {"value": "unknown", "below": "one_bound", "above": "one_bound", "missing": "too_few"}[share.kind]
    return Figure(
        indicator,
        teryt,
        period,
        by,
        share.value,
        share.lower,
        share.upper,
        units.value if units else None,
        "" if share.value is not None else why,
    )


def of_part(indicator: str, teryt: str, period: str, part: Part) -> Figure:
    """A part of the model, 0 to 1, in percent; a count of all there is has no interval."""
    n = round(part.denominator) if part.value is not None else None
    value = None if part.value is None else 100 * part.value
    return Figure(indicator, teryt, period, (), value, n=n, why=part.why)


HALF = 50.0


def median_between(
    indicator: str, teryt: str, period: str, reached: Sequence[tuple[float, Share]], units: Token | None = None
) -> Figure:
    """A median as two fixed limits between which it lies, since finer counts are not published.

    `reached` are limits in ascending order with the percentage at or below each. The median is above every limit that
    fewer than half had surely reached, and at most at the first one that half surely had: the interval of a median by
    inversion of the interval of the distribution (Brookmeyer and Crowley, Biometrics 38 (1982) 29) on a fixed grid.
    """
    below = [limit for limit, share in reached if share.upper is not None and share.upper < HALF]
    above = [limit for limit, share in reached if share.lower is not None and share.lower >= HALF]
    lower, upper = max(below, default=None), min(above, default=None)
    n = units.value if units else None
    if all(share.kind == "missing" for _, share in reached):
        return Figure(indicator, teryt, period, n=n, why="too_few")
    if upper is None:
        return Figure(indicator, teryt, period, lower=lower, n=n, why="above")
    return Figure(indicator, teryt, period, lower=lower, upper=upper, n=n, why="between")


def months(period: str) -> tuple[str, str]:
    """First and last month of a period: a year, half-year, quarter, month, or the years of a block."""
    if match := re.fullmatch(r"(\d{4})(?:-(\d{4}))?", period):
        return f"{match[1]}-01", f"{match[2] or match[1]}-12"
    if match := re.fullmatch(r"(\d{4})-([HQ])(\d)", period):
        length = 6 if match[2] == "H" else 3
        last = int(match[3]) * length
        return f"{match[1]}-{last - length + 1:02d}", f"{match[1]}-{last:02d}"
    return period, period


def covers(wanted: str, period: str) -> bool:
    """Whether what was asked for (a period, or a range `2014:2020`) and a period have a month in common."""
    first, colon, last = wanted.partition(":")
    start, end = months(period)
    earliest = months(first)[0] if first else "0"
    latest = months(last)[1] if last else "9" if colon else months(first)[1]
    return start <= latest and earliest <= end
