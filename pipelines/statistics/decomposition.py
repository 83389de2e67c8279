"""A change in a number or a rate, split into parts that add up: size, structure and rates of groups."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Kitagawa:
    """Two parts of a change in a number of persons; `by_group` holds (population, rates) of each group."""

    population: float
    rates: float
    total: float
    by_group: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class KitagawaRate:
    """Two parts of a change in a rate; `by_group` holds (structure, rates) of each group."""

    structure: float
    rates: float
    total: float
    by_group: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class DasGupta:
    """Three parts of a change in a number of persons: size of the population, its structure, rates of the groups."""

    size: float
    structure: float
    rates: float
    total: float


def kitagawa(
    population0: Sequence[float], rates0: Sequence[float], population1: Sequence[float], rates1: Sequence[float]
) -> Kitagawa:
    """Split the change in sum(population x rate) between two dates, one entry per group.

    population = sum (r0 + r1)/2 (P1 - P0), rates = sum (P0 + P1)/2 (r1 - r0). Rates are fractions; the parts come in
    the unit of the population. Kitagawa, JASA 50 (1955) 1168, applied to numbers.
    """
    _check_groups(population0, rates0, population1, rates1)
    by_group = tuple(
        ((r0 + r1) / 2 * (p1 - p0), (p0 + p1) / 2 * (r1 - r0))
        for p0, r0, p1, r1 in zip(population0, rates0, population1, rates1, strict=True)
    )
    total = _number(population1, rates1) - _number(population0, rates0)
    return Kitagawa(math.fsum(g[0] for g in by_group), math.fsum(g[1] for g in by_group), total, by_group)


def kitagawa_rate(
    population0: Sequence[float], rates0: Sequence[float], population1: Sequence[float], rates1: Sequence[float]
) -> KitagawaRate:
    """Split the change in the overall rate between two dates into a structure effect and a rate effect.

    The same on shares s = P / sum P: structure = sum (r0 + r1)/2 (s1 - s0), rates = sum (s0 + s1)/2 (r1 - r0).
    The structure effect of a single group has meaning only beside those of the other groups. Kitagawa (1955).
    """
    _check_groups(population0, rates0, population1, rates1)
    parts = kitagawa(shares(population0), rates0, shares(population1), rates1)
    return KitagawaRate(parts.population, parts.rates, parts.total, parts.by_group)


def das_gupta(
    population0: Sequence[float], rates0: Sequence[float], population1: Sequence[float], rates1: Sequence[float]
) -> DasGupta:
    """Split the change in sum(size x share x rate) into three symmetric parts.

    The effect of factor a beside b and c is (a1 - a0) [(b0 c0 + b1 c1)/3 + (b0 c1 + b1 c0)/6], summed over groups.
    Das Gupta, US Census Bureau P23-186 (1993), chapter 2.
    """
    _check_groups(population0, rates0, population1, rates1)
    size0, size1 = math.fsum(population0), math.fsum(population1)
    groups = tuple(zip(shares(population0), rates0, shares(population1), rates1, strict=True))
    return DasGupta(
        size=math.fsum(_effect((size0, size1), (s0, s1), (r0, r1)) for s0, r0, s1, r1 in groups),
        structure=math.fsum(_effect((s0, s1), (size0, size1), (r0, r1)) for s0, r0, s1, r1 in groups),
        rates=math.fsum(_effect((r0, r1), (size0, size1), (s0, s1)) for s0, r0, s1, r1 in groups),
        total=_number(population1, rates1) - _number(population0, rates0),
    )


def rates_standard_error(
    population0: Sequence[float],
    population1: Sequence[float],
    se0: Sequence[float],
    se1: Sequence[float],
    correlation: float = 0.0,
) -> float:
    """Standard error of the rates part: sqrt(sum Pbar^2 (se0^2 + se1^2 - 2 correlation se0 se1)), Pbar = (P0 + P1)/2.

    `se0`, `se1` are standard errors of the groups' rates (fractions), `correlation` that of the two dates' estimates.
    Populations count as known, the groups' estimates as independent of each other. With shares in place of
    populations it is the error of the rate effect of `kitagawa_rate`.
    """
    _check_groups(population0, se0, population1, se1)
    if min(*se0, *se1) < 0:
        raise ValueError("standard errors must not be negative")
    if not -1 <= correlation <= 1:
        raise ValueError(f"correlation must lie between -1 and 1, got {correlation}")
    variance = math.fsum(
        ((p0 + p1) / 2) ** 2 * (e0**2 + e1**2 - 2 * correlation * e0 * e1)
        for p0, e0, p1, e1 in zip(population0, se0, population1, se1, strict=True)
    )
    return math.sqrt(max(0.0, variance))


def shares(population: Sequence[float]) -> tuple[float, ...]:
    """Each group's share of the whole population, 0 to 1."""
    size = math.fsum(population)
    if size <= 0:
        raise ValueError("the whole population must be positive")
    return tuple(p / size for p in population)


def _effect(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (a[1] - a[0]) * ((b[0] * c[0] + b[1] * c[1]) / 3 + (b[0] * c[1] + b[1] * c[0]) / 6)


def _number(population: Sequence[float], rates: Sequence[float]) -> float:
    return math.fsum(p * r for p, r in zip(population, rates, strict=True))


def _check_groups(
    population0: Sequence[float], x0: Sequence[float], population1: Sequence[float], x1: Sequence[float]
) -> None:
    if not len(population0) == len(x0) == len(population1) == len(x1) > 0:
        raise ValueError("both dates need the same groups, at least one, in the same order")
    if min(*population0, *population1) < 0:
        raise ValueError("populations must not be negative")
