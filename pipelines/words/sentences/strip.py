"""What stands beside every outcome: the share unknown, what lasts of the work, who was left out; for each population its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import by_share, is_known, spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.outcomes import Share
    from pipelines.words.sentences.spoken import Span, When


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """Persons whose course is unknown a year after they left in these years."""

    years: Span | None
    share: Share


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Work kept after 3, 6 and 12 months, of those who took it up."""

    first: Share
    middle: Share
    last: Share


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Without a plan: of all who were identified in these years, and of those long without work."""

    years: Span | None
    everybody: Share
    hard: Share


@dataclass(frozen=True, kw_only=True)
class Families:
    """Families whose situation is unknown after the first and after the last window, in months."""

    soon: int
    early: Share
    end: int
    late: Share


@dataclass(frozen=True, kw_only=True)
class Support:
    """Recipients whose support has not ended."""

    share: Share


@dataclass(frozen=True, kw_only=True)
class Centres:
    """Finishers for every hundred who started in a year; None where a count is hidden."""

    year: When
    finished: int | None


unknown = Reading[Unknown](by_share("strip.unknown", lambda facts: facts.share), spoken)
kept = Reading[Kept](
    (
        Rule("strip.kept.missing", lambda facts: not is_known(facts.last)),
        Rule("strip.kept.late", lambda facts: not (is_known(facts.first) and is_known(facts.middle))),
        Rule("strip.kept.all", always),
    ),
    spoken,
)
chosen = Reading[Chosen](
    (
        Rule("strip.chosen.missing", lambda facts: not is_known(facts.everybody)),
        Rule("strip.chosen.one", lambda facts: not is_known(facts.hard)),
        Rule("strip.chosen.both", always),
    ),
    spoken,
)
families = Reading[Families](
    (
        Rule("strip.families.missing", lambda facts: not (is_known(facts.early) and is_known(facts.late))),
        Rule("strip.families.known", always),
    ),
    spoken,
)
support = Reading[Support](by_share("strip.support", lambda facts: facts.share), spoken)
centres = Reading[Centres](
    (Rule("strip.centres.missing", lambda facts: facts.finished is None), Rule("strip.centres.known", always)), spoken
)
