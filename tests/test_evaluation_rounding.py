"""Numbers from exact counts are printed so coarsely that five counts fit each of them."""

from __future__ import annotations

import pytest

from pipelines.evaluation.rounding import fits, printed, step_for


@pytest.mark.parametrize(
    ("share", "step", "side", "said"),
    [
        (0.074, 1, 0, 7),
        (0.075, 1, 0, 8),
        (-0.031, 1, 0, -3),
        (0.074, 5, 0, 5),
        (0.075, 5, 0, 10),
        (0.0401, 1, -1, 4),
        (0.0499, 1, -1, 4),
        (0.0401, 1, 1, 5),
        (-0.0401, 2, -1, -6),
        (-0.0401, 2, 1, -4),
        (0.04, 2, -1, 4),
        (0.04, 2, 1, 4),
    ],
)
def test_printed_numbers_are_whole_steps_and_bounds_go_outwards(share: float, step: int, side: int, said: int) -> None:
    assert printed(share, step, side) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("own", "persons", "step", "fit"),
    [
        (50, 100, 1, False),  # 50 % means 50 of 100
        (50, 100, 2, False),  # 49..51
        (50, 100, 5, True),  # 48..52
        (0, 100, 5, False),  # 0 % to the nearest 5 is 0..2
        (0, 100, 10, True),  # 0..5
        (300, 600, 1, True),  # 297..303
    ],
)
def test_a_share_needs_five_counts_behind_it(own: int, persons: int, step: int, fit: bool) -> None:
    assert fits(own / persons, 1 / persons, own, persons, step) is fit


def test_a_cell_of_few_persons_is_safe_only_where_every_count_fits() -> None:
    assert fits(0.05, 0.0001, 1, 2, 1)
    assert not fits(0.05, 0.01, 1, 2, 1)


def test_a_bound_hides_as_many_counts_as_a_rounded_number() -> None:
    # 4 stands for everything from 4 up to 5: counts 0..9 of a cell that moves it by a tenth of a point
    assert fits(0.04, 0.001, 0, 30, 1, -1)
    assert not fits(0.04, 0.003, 0, 30, 1, -1)  # 0..3


def test_the_finest_step_that_hides_every_number_is_taken() -> None:
    numbers = [(0.5, 0.01, 50, 100, 0), (0.31, 0.002, 40, 200, 0)]
    assert step_for(numbers) == 5
    assert step_for(numbers[1:]) == 1
    assert step_for([(0.5, 0.2, 2, 5, 0)]) is None
    assert step_for([(float("inf"), 0.2, 2, 5, 1)]) == 1  # what is not printed tells nothing
