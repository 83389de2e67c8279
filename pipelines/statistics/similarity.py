"""Which items are most alike: standardised variables, weighted distances and what each variable adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, sqrt
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Neighbour:
    """An item beside the one it is compared with."""

    code: str
    distance: float  # in standard deviations
    parts: Mapping[str, float]  # squared distance by variable; they add up to the square of `distance`


def standardised(items: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Every variable less its mean, over its standard deviation across all items (z-scores).

    A variable that never varies separates nobody and becomes 0. ValueError where items have different variables.
    """
    names = {frozenset(values) for values in items.values()}
    if len(names) != 1:
        raise ValueError("every item needs the same variables")
    shape = {}
    for name in sorted(next(iter(names))):
        column = [values[name] for values in items.values()]
        shape[name] = (fmean(column), pstdev(column))
    return {
        code: {name: (values[name] - mean) / spread if spread else 0.0 for name, (mean, spread) in shape.items()}
        for code, values in items.items()
    }


def neighbours(
    scores: Mapping[str, Mapping[str, float]],
    code: str,
    weights: Mapping[str, float],
    count: int,
    among: Iterable[str] = (),
) -> list[Neighbour]:
    """The `count` items nearest to one by weighted Euclidean distance, the nearest first; ties by code.

    d^2 = sum_k w_k (z_k - z'_k)^2 / sum_k w_k, so that weights change the mix but not the scale. `among` limits who may
    be chosen. ValueError for weights that are negative or all 0.
    """
    whole = fsum(weights.values())
    if not whole > 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("weights must not be negative, and one must be above 0")
    mine = scores[code]
    found = []
    for other in among or scores:
        if other == code or other not in scores:
            continue
        theirs = scores[other]
        parts = {name: weight / whole * (mine[name] - theirs[name]) ** 2 for name, weight in weights.items()}
        found.append(Neighbour(other, sqrt(fsum(parts.values())), parts))
    return sorted(found, key=lambda item: (item.distance, item.code))[:count]
