"""The forum and what grew from it: editions, recommendations, support groups, partnerships, commitments, theses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import by_share, spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.outcomes import Share
    from pipelines.words.sentences.spoken import When


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of the forum: who came and from how many counties."""

    edition: int
    month: When
    participants: int
    counties: int
    all: int


lead = Reading[Edition]((Rule("forum.lead.forum", always),), spoken)
edition_title = Reading[Edition]((Rule("forum.edition.title", always),), spoken)


@dataclass(frozen=True, kw_only=True)
class Recommendations:
    """Recommendations whose term has passed and how many of these were implemented; those rejected, those open."""

    due: int
    done: int
    rejected: int
    open: int


def _due(section: str) -> tuple[Rule[Recommendations], ...]:
    return Rule(f"{section}.none_due", lambda facts: not facts.due), Rule(f"{section}.due", always)


recommendations = Reading[Recommendations](_due("forum.recommendations"), spoken)
recommendations_title = Reading[Recommendations](_due("forum.recommendations_title"), spoken)
still_open = Reading[Recommendations](
    (Rule("forum.open.none", lambda facts: not facts.open), Rule("forum.open.some", always)), spoken
)


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Support groups of a year: the share of those enrolled who came to an average session."""

    year: When
    share: Share
    groups: int
    sessions: int


groups_title = Reading[Groups](by_share("forum.groups_title", lambda facts: facts.share), spoken)
groups = Reading[Groups]((Rule("forum.groups.every", always),), spoken)


@dataclass(frozen=True, kw_only=True)
class Partnerships:
    """Applications of partnerships: decided, granted, waiting for a decision."""

    decided: int
    granted: int
    waiting: int


partnerships_title = Reading[Partnerships](
    (
        Rule("forum.partnerships_title.none", lambda facts: not facts.decided),
        Rule("forum.partnerships_title.some", always),
    ),
    spoken,
)
waiting = Reading[Partnerships](
    (Rule("forum.waiting.none", lambda facts: not facts.waiting), Rule("forum.waiting.some", always)), spoken
)


@dataclass(frozen=True, kw_only=True)
class Targets:
    """Indicators with a target for a year: those that can be computed and those that met it."""

    year: str
    known: int
    met: int


targets_title = Reading[Targets](
    (
        Rule("forum.targets_title.unknown", lambda facts: not facts.known),
        Rule("forum.targets_title.none", lambda facts: not facts.met),
        Rule("forum.targets_title.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Theses:
    """Theses by what dated series say of them."""

    all: int
    confirmed: int
    compatible: int
    refuted: int
    no_series: int
    no_claim: int


theses_title = Reading[Theses](
    (
        Rule("forum.theses_title.none_refuted", lambda facts: not facts.refuted),
        Rule("forum.theses_title.some_refuted", always),
    ),
    spoken,
)
theses = Reading[Theses]((Rule("forum.theses.every", always),), spoken)
