"""Maturity of cooperation beside the share taking up work: why there is no line, and which counties have no point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.words.numbers import number, percent
from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import spoken

if TYPE_CHECKING:
    from pipelines.catalog import Language

LEAST = 4  # points from which a chart says more than a table


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Counties with both figures and without; a study's sites and correlation, and how often ours would show as much."""

    shown: int
    hidden: int
    studied: int
    correlation: float
    share: float  # 0 to 1


def _words(facts: Beside, language: Language) -> dict[str, Any]:
    """The correlation has two decimals, which plain numbers of a sentence do not have."""
    return spoken(facts, language) | {
        "found": number(facts.correlation, 2, language),
        "power": percent(100 * facts.share, language, 0),
    }


def _rules(section: str) -> tuple[Rule[Beside], ...]:
    return Rule(f"fidelity.{section}.missing", lambda facts: facts.shown < LEAST), Rule(
        f"fidelity.{section}.known", always
    )


title = Reading[Beside](_rules("title"), _words)
why = Reading[Beside](_rules("why"), _words)
hidden = Reading[Beside](
    (Rule("fidelity.hidden.none", lambda facts: facts.hidden == 0), Rule("fidelity.hidden.some", always)), _words
)
