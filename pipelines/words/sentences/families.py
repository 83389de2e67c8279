"""Families in programmes, from protected counts, and the teams that work with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import by_share, spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.outcomes import Share
    from pipelines.words.sentences.spoken import Protected, Span


@dataclass(frozen=True, kw_only=True)
class Independent:
    """The share of families that are independent some months after they entered in these years."""

    span: Span
    months: int
    share: Share


lead = Reading[Independent](by_share("families.lead", lambda facts: facts.share), spoken)
situation_title = Reading[Independent](by_share("families.situation_title", lambda facts: facts.share), spoken)
situation = Reading[Independent](by_share("families.situation", lambda facts: facts.share), spoken)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """Families that entered programmes in these years; None where the count is not published."""

    span: Span
    families: Protected | None


def _told(section: str) -> tuple[Rule[Entered], ...]:
    return Rule(f"{section}.untold", lambda facts: facts.families is None), Rule(f"{section}.told", always)


entered_title = Reading[Entered](_told("families.entered_title"), spoken)
newest = Reading[Entered](_told("families.newest"), spoken)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A share of families or of their programmes."""

    share: Share


modules_title = Reading[Part](by_share("families.modules_title", lambda facts: facts.share), spoken)
plans_title = Reading[Part](by_share("families.plans_title", lambda facts: facts.share), spoken)
reached = Reading[Part](by_share("families.reached", lambda facts: facts.share), spoken)


@dataclass(frozen=True, kw_only=True)
class Teams:
    """Teams at work and their members by side."""

    teams: int
    labour: int
    welfare: int


@dataclass(frozen=True, kw_only=True)
class Load:
    """Families that entered in the newest years, for the teams at work; None where that is not known."""

    span: Span | None
    families: Protected | None
    teams: int


teams_title = Reading[Teams]((Rule("families.teams_title.every", always),), spoken)
load = Reading[Load](
    (
        Rule("families.load.untold", lambda facts: facts.families is None or not facts.teams),
        Rule("families.load.told", always),
    ),
    spoken,
)
