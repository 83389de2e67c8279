"""The survey of staff on cooperation: means by question, side and wave, the gap between sides, barriers.

Answers come from staff who chose to answer, several in one office. Intervals treat them as independent draws, so they
are narrower than the truth; they guard against calling noise a difference, no more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from pipelines.release import Release

SIDES = ("PUP", "OPS")
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Mean:
    """A mean score 1 to 5 with its standard error (sample variance over n)."""

    value: float
    error: float
    n: int


@dataclass(frozen=True)
class Item:
    """One question (or barrier) seen from both sides; `labour` PUP, `welfare` OPS and CUS; None under ten answers."""

    code: str
    labour: Mean | None
    welfare: Mean | None
    compared: int = 1  # how many gaps are judged at once

    @property
    def gap(self) -> float | None:
        """Labour minus welfare side."""
        if self.labour is None or self.welfare is None:
            return None
        return self.labour.value - self.welfare.value

    @property
    def is_beyond_error(self) -> bool:
        """Whether the gap's interval leaves out zero: errors added in squares, 95 % for all gaps together (Bonferroni)."""
        if self.gap is None or self.labour is None or self.welfare is None:
            return False
        z = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / (2 * self.compared))
        return abs(self.gap) > z * math.hypot(self.labour.error, self.welfare.error)


def waves(release: Release) -> list[str]:
    """Waves with published answers, oldest first."""
    return sorted({row["wave"] for row in release.table("survey_sides")})


def newest_wave(release: Release, period: str) -> str:
    """The newest wave not after a half-year; empty where there is none."""
    return max((wave for wave in waves(release) if wave <= period), default="")


@lru_cache(maxsize=8)
def _means(release: Release) -> dict[tuple[str, str, str], Mean]:
    found = {}
    for row in release.table("survey_sides"):
        n, total, squares = row["answers"], row["score_sum"], row["square_sum"]
        variance = max(0.0, squares - total * total / n) / (n - 1)
        found[row["wave"], row["side"], row["item"]] = Mean(total / n, math.sqrt(variance / n), n)
    return found


def items(release: Release, wave: str) -> list[Item]:
    """The twelve questions of one wave in their order; empty where nothing of the wave is published."""
    if wave not in waves(release):
        return []
    means = _means(release)
    labour, welfare = SIDES
    codes = sorted((row["code"] for row in release.lists["survey_items"]), key=lambda code: int(code[1:]))
    return [Item(code, means.get((wave, labour, code)), means.get((wave, welfare, code)), len(codes)) for code in codes]


def side_mean(release: Release, wave: str, side: str) -> tuple[float, int] | None:
    """E10 of one side: mean of all scores of all questions, and the most persons who answered one."""
    rows = [r for r in release.table("survey_sides") if r["wave"] == wave and r["side"] == side]
    answers = sum(row["answers"] for row in rows)
    if not answers:
        return None
    return sum(row["score_sum"] for row in rows) / answers, max(row["answers"] for row in rows)


def county_mean(release: Release, teryt: str, wave: str) -> tuple[float, int] | None:
    """E10 of one county: mean of all scores, and persons; None where it is not published."""
    for row in release.table("survey_counties"):
        if row["wave"] == wave and row["teryt"] == teryt:
            return row["score_sum"] / row["answers"], row["persons"]
    return None


def barriers(release: Release, wave: str) -> list[Item]:
    """Shares 0 to 1 of persons who named each barrier, both sides, in the order of the code list."""
    rows = {(r["side"], r["barrier"]): r for r in release.table("survey_barriers") if r["wave"] == wave}
    sizes = {side: r["persons"] for (side, _), r in rows.items()}
    if not sizes:
        return []

    def told(side: str, code: str) -> Mean | None:
        n = sizes.get(side)
        if n is None:
            return None
        named = rows[side, code]["named"] if (side, code) in rows else 0
        rate = named / n
        return Mean(rate, math.sqrt(rate * (1 - rate) / n), n)

    labour, welfare = SIDES
    codes = [row["code"] for row in release.lists["cooperation_barriers"]]
    return [Item(code, told(labour, code), told(welfare, code), len(codes)) for code in codes]
