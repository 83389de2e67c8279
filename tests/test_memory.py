"""Remembered answers: computed once, told apart by what was asked, and never mistaken for another object's."""

from __future__ import annotations

import gc

from pages.ui.memory import KEPT, Same, remembered


def test_an_answer_is_computed_once_and_lists_count_by_their_items() -> None:
    asked: list[object] = []

    @remembered
    def answer(release: object, codes: list[str], language: str = "pl") -> list[str]:
        asked.append((release, codes, language))
        return [language, *codes]

    release = object()
    first = answer(release, ["a", "b"])
    assert first == ["pl", "a", "b"]
    assert answer(release, ["a", "b"]) is first
    assert answer(release, ["b", "a"]) == ["pl", "b", "a"]
    assert answer(object(), ["a", "b"]) is not first
    assert answer(release, ["a", "b"], language="en") == ["en", "a", "b"]
    assert len(asked) == 4


def test_only_the_newest_answers_are_kept() -> None:
    asked: list[int] = []

    @remembered
    def answer(number: int) -> int:
        asked.append(number)
        return number

    for number in range(KEPT + 1):
        answer(number)
    answer(KEPT)
    answer(0)
    assert asked == [*range(KEPT + 1), 0]


def test_same_means_the_very_same_objects() -> None:
    figure, other = {"data": [1]}, {"data": [1]}
    assert Same(figure=figure) == Same(figure=figure)
    assert hash(Same(figure=figure)) == hash(Same(figure=figure))
    assert Same(figure=figure) != Same(figure=other)
    assert Same(figure=figure) != Same(table=figure)


def test_an_address_used_again_is_not_mistaken_for_the_old_object() -> None:
    kept = {Same(figure={"number": number}): number for number in range(200)}
    gc.collect()
    assert all(Same(figure={"number": -1}) not in kept for _ in range(200))
