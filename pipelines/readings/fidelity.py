"""Maturity of cooperation (E12) beside the share who take up work, county by county, from what is published of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.readings import cooperation, outcomes, register
from pipelines.statistics.comparison import power_of_correlation
from pipelines.words.sentences.fidelity import LEAST, Beside

if TYPE_CHECKING:
    from pipelines.release import Release

# Individual placement and support, 79 sites: correlation of the fidelity score with the employment rate (Bond et al. 2012).
STUDIED, CORRELATION = 79, 0.34


@dataclass(frozen=True)
class Pair:
    """A county's maturity (0 to 100) and its share above the one expected (percentage points); None where not told."""

    teryt: str
    maturity: float | None
    difference: int | None
    lower: int | None
    upper: int | None

    @property
    def is_shown(self) -> bool:
        return self.maturity is not None and self.difference is not None


def years(release: Release) -> tuple[str, str] | None:
    """The newest years in which counties are compared; None where they are not."""
    return next(iter(outcomes.blocks(release).values()), None)


def period(release: Release) -> str | None:
    """The half-year whose maturity is taken: the last of those years, or the newest delivered before it."""
    block, delivered = years(release), register.half_years(release)
    if block is None or not delivered:
        return None
    return max((half for half in delivered if half <= f"{block[1]}-H2"), default=delivered[0])


def pairs(release: Release) -> list[Pair]:
    """One pair for each county of the region, by code; empty where nothing is compared or delivered."""
    block, half = years(release), period(release)
    if block is None or half is None:
        return []
    told = {row["teryt"]: row for row in outcomes.compared(release, block[0])[1] if row["obs_status"] == "A"}
    found = []
    for area in release.counties():
        row = told.get(area.code, {})
        maturity = cooperation.maturity(cooperation.parts(release, area.code, half))
        found.append(Pair(area.code, maturity, *(row.get(name) for name in ("difference", "lower", "upper"))))
    return found


def facts(found: list[Pair]) -> Beside:
    """The facts of the sentences on these pairs."""
    shown = sum(pair.is_shown for pair in found)
    share = power_of_correlation(CORRELATION, max(shown, LEAST))
    return Beside(shown=shown, hidden=len(found) - shown, studied=STUDIED, correlation=CORRELATION, share=share)
