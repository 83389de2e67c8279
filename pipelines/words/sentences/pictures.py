"""Alternative texts of the small pictures on sheets: a figure beside another, with the verdict where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.facts import Area

Basis = Literal["area", "median", "expected"]
Judged = Literal["better", "worse", "higher", "lower", "similar", "not_judged"]
JUDGED: tuple[Judged, ...] = ("better", "worse", "higher", "lower", "similar", "not_judged")


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A figure of an area as text, beside that of another; `why` says why a figure is hidden.

    `basis` says what `there` is: the figure of `other`, the median of its counties, or what was to be expected. `judged` is
    None where nothing was compared.
    """

    label: str
    area: Area
    value: str | None
    ends: str | None = None
    why: str | None = None
    other: Area
    there: str | None = None
    basis: Basis = "area"
    judged: Judged | None = None


def _judged(verdict: Judged) -> Rule[Beside]:
    return Rule(f"pictures.note.{verdict}", lambda facts: facts.judged == verdict)


beside = Reading[Beside](
    (
        Rule("pictures.beside.hidden", lambda facts: facts.why is not None),
        Rule("pictures.beside.none", lambda facts: facts.value is None),
        Rule("pictures.beside.interval", lambda facts: facts.ends is not None),
        Rule("pictures.beside.exact", always),
    ),
    spoken,
    (
        Rule("pictures.note.expected", lambda facts: facts.there is not None and facts.basis == "expected"),
        Rule("pictures.note.median", lambda facts: facts.there is not None and facts.basis == "median"),
        Rule("pictures.note.other", lambda facts: facts.there is not None and facts.basis == "area"),
        *(_judged(verdict) for verdict in JUDGED),
    ),
)
