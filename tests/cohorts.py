"""Invented files for the tests of disclosure control: a small lattice and files of any size and skew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipelines.disclosure.history import Intervals
from pipelines.disclosure.lattice import AREA, Family, Lattice, Preset
from pipelines.disclosure.tokens import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHARACTERISTICS = {"sex": ("F", "M"), "age": ("young", "middle", "old"), "pathway": ("single", "joint")}
AREAS = tuple(f"A{i}" for i in range(8))
FINE = ("region", "region by one", "area", "area by one")
COARSE = ("region", "region by one", "area")
PRESETS = (
    Preset("P1", Rule(12, 5), FINE),
    Preset("P2", Rule(14, 10), FINE),
    Preset("P3", Rule(12, 5), COARSE),
    Preset("P4", Rule(24, 10), COARSE),
    Preset("P5", Rule(12, 5), ("region", "region by one")),
)


def small_lattice(months: tuple[int, ...] = (12,), kinds: tuple[str, ...] = ("work", "other")) -> Lattice:
    """8 areas x sex 2 x age 3 x pathway 2, region and area by one characteristic: 72 groups of persons."""
    singles = tuple(Family(place, by) for place in ("region", "area") for by in ((), *((n,) for n in CHARACTERISTICS)))
    return Lattice("test", {AREA: AREAS, **CHARACTERISTICS}, singles, kinds, months)


def one_number(kinds: tuple[str, ...] = ()) -> Lattice:
    """A lattice that publishes one group, the whole region."""
    return Lattice("test", {AREA: ("A0",)}, (Family("region", ()),), kinds, (12,))


def ordinary(lattice: Lattice, persons: int, seed: int) -> NDArray[np.int64]:
    """A file with unequal areas and moderate shares, in the shape of the lattice."""
    return _drawn(lattice, persons, np.random.default_rng(seed), evenness=4.0)


def skewed(lattice: Lattice, persons: int, seed: int) -> NDArray[np.int64]:
    """A lop-sided file: some areas, characteristics and outcomes hold nearly everybody."""
    return _drawn(lattice, persons, np.random.default_rng(seed), evenness=0.6)


def said(rule: Rule, counts: NDArray[np.int64]) -> Intervals:
    """What the tokens of these counts say."""
    lower, upper = rule.bounds(rule.tokens(counts))
    return Intervals(lower.astype(float), upper.astype(float))


def _drawn(lattice: Lattice, persons: int, random: np.random.Generator, evenness: float) -> NDArray[np.int64]:
    shares = np.ones(1)
    for size in lattice.shape:
        shares = np.multiply.outer(shares, random.dirichlet(np.full(size, evenness)))
    return random.multinomial(persons, shares.ravel() / shares.sum()).reshape(lattice.shape)
