"""What rounding alone leaves open: exact bounds of ratios computed from rounded counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """The smallest and the largest value that the printed figures allow."""

    lower: float
    upper: float


def half_width(cells: int = 1, rounding_unit: float = 1.0) -> float:
    """How far the sum of `cells` independently rounded counts can be from the true sum: half a unit per cell."""
    if cells < 1 or rounding_unit <= 0:
        raise ValueError("cells must be at least 1 and rounding_unit positive")
    return cells * rounding_unit / 2


def ratio_bounds(
    numerator: float,
    denominator: float,
    *,
    numerator_half_width: float = 0.5,
    denominator_half_width: float = 0.5,
    scale: float = 1.0,
) -> Bounds:
    """Worst-case bounds of scale x numerator / denominator when both were rounded separately.

    The numerator need not be part of the denominator. Counts are never negative. ValueError where the denominator
    may be 0.
    """
    _check(numerator, denominator, numerator_half_width, denominator_half_width)
    smallest = denominator - denominator_half_width
    if smallest <= 0:
        raise ValueError("the denominator may be zero: its rounding leaves no upper bound")
    return Bounds(
        scale * max(0.0, numerator - numerator_half_width) / (denominator + denominator_half_width),
        scale * (numerator + numerator_half_width) / smallest,
    )


def share_bounds(
    part: float, rest: float, *, part_half_width: float = 0.5, rest_half_width: float = 0.5, scale: float = 1.0
) -> Bounds:
    """Worst-case bounds of scale x part / (part + rest) when part and rest were rounded separately.

    A share rises with its part and falls with the rest, so the bounds lie in opposite corners: (part - h, rest + h) and
    (part + h, rest - h). Example: inactive / (inactive + active). ValueError where the whole may be 0.
    """
    _check(part, rest, part_half_width, rest_half_width)
    least_part, least_rest = max(0.0, part - part_half_width), max(0.0, rest - rest_half_width)
    if least_part + least_rest <= 0:
        raise ValueError("the whole may be zero: its share has no bounds")
    most_part, most_rest = part + part_half_width, rest + rest_half_width
    return Bounds(scale * least_part / (least_part + most_rest), scale * most_part / (most_part + least_rest))


def _check(*figures: float) -> None:
    if any(not figure >= 0 for figure in figures):
        raise ValueError("counts and half widths must not be negative")
