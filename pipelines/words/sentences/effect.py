"""What may be said of the model: a cause is named only where every condition holds and the interval leaves out 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.words.numbers import interval, points
from pipelines.words.plurals import counted
from pipelines.words.sentences.engine import Reading, Rule, always, listed

if TYPE_CHECKING:
    from pipelines.catalog import Language, Text

Verdict = Literal["no_design", "hidden", "not_shown", "positive", "negative"]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """The verdict with the figures that carry it, in percentage points as printed; `failed` names conditions.

    ValueError where the verdict says more than the conditions and the printed interval allow.
    """

    verdict: Verdict
    months: int
    failed: tuple[Text, ...] = ()
    value: int | None = None
    lower: int | None = None
    upper: int | None = None

    def __post_init__(self) -> None:
        names_cause = self.verdict in {"positive", "negative"}
        if self.verdict in {"not_shown", "positive", "negative"} and self.failed:
            raise ValueError("the verdict contradicts a condition that does not hold")
        if self.verdict == "no_design" and not self.failed:
            raise ValueError("the verdict contradicts conditions that all hold")
        if names_cause:
            if self.value is None or self.lower is None or self.upper is None:
                raise ValueError("a verdict without its interval contradicts itself")
            if not (self.lower > 0 if self.verdict == "positive" else self.upper < 0):
                raise ValueError("the verdict contradicts its interval")


def _words(facts: Effect, language: Language) -> dict[str, str]:
    words = {"months": counted(facts.months, "miesiąc", language, "genitive")}
    if facts.failed:
        words["failed"] = listed([text[language] for text in facts.failed], language)
    if facts.value is not None:
        words["value"] = points(facts.value, language, 0)
    if facts.lower is not None and facts.upper is not None:
        words["interval"] = interval(facts.lower, facts.upper, language, 0, "pp")
    return words


def _rules(section: str, *more: Rule[Effect]) -> tuple[Rule[Effect], ...]:
    return (
        *more,
        Rule(f"{section}.hidden", lambda facts: facts.verdict == "hidden"),
        Rule(f"{section}.positive", lambda facts: facts.verdict == "positive"),
        Rule(f"{section}.negative", lambda facts: facts.verdict == "negative"),
        Rule(f"{section}.not_shown", lambda facts: facts.verdict == "not_shown"),
        Rule(f"{section}.no_design", always),
    )


_OPEN = Rule[Effect](
    "effect.not_shown_open", lambda facts: facts.verdict == "not_shown" and None in {facts.lower, facts.upper}
)
effect = Reading[Effect](_rules("effect", _OPEN), _words)
effect_title = Reading[Effect](_rules("effect_title"), _words)


@dataclass(frozen=True, kw_only=True)
class Smallest:
    """The smallest difference, in percentage points, that the data could show; None where it is not known."""

    points: int | None


def _smallest_words(facts: Smallest, language: Language) -> dict[str, str]:
    return {} if facts.points is None else {"smallest": points(facts.points, language, 0, sign=False)}


smallest = Reading[Smallest](
    (Rule("smallest.unknown", lambda facts: facts.points is None), Rule("smallest.known", always)), _smallest_words
)
