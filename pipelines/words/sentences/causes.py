"""Why people are inactive: the reason named most often, with its universe and what is left unprinted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.words.numbers import in_period, percent, rounded
from pipelines.words.sentences.engine import Reading, Rule, always, listed

if TYPE_CHECKING:
    from pipelines.catalog import Language, Text
    from pipelines.words.sentences.facts import Area

DECIMALS = 1


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Published shares of one list in one universe (pl in the genitive: "biernych zawodowo w wieku 15–89 lat").

    `kind` tells reasons for not looking for work from the status people give themselves: two lists, never mixed.
    """

    area: Area
    period: str
    universe: Text
    kind: Literal["reason", "status_group"]
    shares_percent: tuple[tuple[Text, float], ...]

    @property
    def largest(self) -> tuple[Text, ...]:
        """All that share the largest printed figure."""
        top = max((rounded(share, DECIMALS) for _, share in self.shares_percent), default=None)
        return tuple(label for label, share in self.shares_percent if rounded(share, DECIMALS) == top)

    @property
    def is_largest_certain(self) -> bool:
        """Whether no reason left unprinted can be larger than the largest printed one."""
        return max(share for _, share in self.shares_percent) > 100 - self.sum_percent

    @property
    def sum_percent(self) -> float:
        return math.fsum(share for _, share in self.shares_percent)


def _words(facts: Reasons, language: Language) -> dict[str, str]:
    words = {
        "in_period": in_period(facts.period, language),
        "where": facts.area.where(language),
        "universe": facts.universe[language],
        "sum": percent(facts.sum_percent, language),
    }
    if facts.shares_percent:
        marks = "„{}”" if language == "pl" else "“{}”"
        words["largest"] = listed([marks.format(label[language]) for label in facts.largest], language)
        words["share"] = percent(max(share for _, share in facts.shares_percent), language)
    return words


reasons = Reading[Reasons](
    (
        Rule("reasons.missing", lambda facts: not facts.shares_percent),
        Rule("reasons.largest_groups", lambda facts: facts.kind == "status_group" and len(facts.largest) > 1),
        Rule("reasons.largest_group", lambda facts: facts.kind == "status_group"),
        Rule("reasons.largest_printed", lambda facts: not facts.is_largest_certain),
        Rule("reasons.tied", lambda facts: len(facts.largest) > 1),
        Rule("reasons.largest", always),
    ),
    _words,
    # independently rounded shares may miss 100 by 0.05 each without anything left out
    notes=(
        Rule(
            "reasons.incomplete",
            lambda facts: (
                bool(facts.shares_percent) and facts.sum_percent < 100 - 0.05 * len(facts.shares_percent) - 1e-9
            ),
        ),
    ),
)
