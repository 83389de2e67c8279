"""Answers kept from one rerun to the next: a release never changes, so the same question has the same answer."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

KEPT = 128  # answers of one function; some tens of kilobytes each


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Keep the newest answers of a pure function for all sessions; who gets one must not change it.

    Arguments are a release, codes and language; a list counts as the tuple of its items. A card that names no anchor takes
    the function's name, which is how a link leads to it (`page#name`, pages/ui/views).
    """

    @wraps(function)
    def named(*args: P.args, **given: P.kwargs) -> R:
        answer = function(*args, **given)
        if isinstance(answer, dict) and "origin" in answer:  # a card bears the name that addresses it
            answer.setdefault("anchor", function.__name__)
        return answer

    kept = lru_cache(maxsize=KEPT)(named)

    @wraps(function)
    def ask(*args: P.args, **named: P.kwargs) -> R:
        return kept(*map(_fixed, args), **{name: _fixed(value) for name, value in named.items()})

    return ask


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class Same:
    """Named parts that equal another set only when every part is the very same object, so that large ones need no hash."""

    def __init__(self, **parts: object) -> None:
        self.parts = parts
        self.key = tuple((name, id(part)) for name, part in parts.items())

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        # Both hold their parts, so no part's id can have passed to another object meanwhile.
        return isinstance(other, Same) and self.key == other.key
