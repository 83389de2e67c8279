"""What is compared: conditions behind a verdict, counties that have the model, counties and cases left out."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import spoken


@dataclass(frozen=True, kw_only=True)
class Gates:
    """Conditions and how many of them do not hold."""

    failed: int
    all: int


gates = Reading[Gates](
    (Rule("compared.gates.hold", lambda facts: not facts.failed), Rule("compared.gates.failed", always)), spoken
)


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """Counties that delivered cases, and those of them that have the model."""

    adopted: int
    all: int


adopted = Reading[Adopted](
    (
        Rule("compared.adopted.none", lambda facts: not facts.adopted),
        Rule("compared.adopted.all", lambda facts: facts.adopted == facts.all),
        Rule("compared.adopted.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Cases compared, to hundreds; counties left out because a half-year had too few, or the model was there too early.

    Without cases nothing could be compared; without `small` their counts are held back and nobody was asked.
    """

    cases: int | None
    least: int
    small: int | None
    early: int


left_out = Reading[LeftOut](
    (
        Rule("compared.left_out.withheld", lambda facts: facts.small is None),
        Rule("compared.left_out.no_panel", lambda facts: facts.cases is None),
        Rule("compared.left_out.none", lambda facts: not facts.small and not facts.early),
        Rule("compared.left_out.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """Counties with too few cases, as text, and the share of the whole region, None where that is not known."""

    areas: str
    pooled: str | None


hidden = Reading[Hidden](
    (Rule("compared.hidden.alone", lambda facts: facts.pooled is None), Rule("compared.hidden.pooled", always)), spoken
)
