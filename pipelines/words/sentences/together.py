"""Daily cooperation, from protected counts: common clients, joint plans, exchanges, and institutions in counties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import by_share, is_known, spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.facts import Area
    from pipelines.words.sentences.outcomes import Share
    from pipelines.words.sentences.spoken import Protected, Span, When


@dataclass(frozen=True, kw_only=True)
class Joint:
    """Of clients identified in these years, those common to both sides, and of these the ones with a joint plan."""

    area: Area
    span: Span
    joint: Share
    plan: Share


_PLAN = (Rule[Joint]("together.note.plan", lambda facts: is_known(facts.joint) and is_known(facts.plan)),)
lead = Reading[Joint](by_share("together.lead", lambda facts: facts.joint), spoken, _PLAN)
ledger_title = Reading[Joint](by_share("together.ledger_title", lambda facts: facts.joint), spoken)


@dataclass(frozen=True, kw_only=True)
class Counties:
    """A share of the region and in how many of all counties it can be told."""

    share: Share
    known: int
    all: int


counties_title = Reading[Counties](
    (
        Rule("together.counties_title.missing", lambda facts: not is_known(facts.share)),
        Rule("together.counties_title.all", lambda facts: facts.known == facts.all),
        Rule("together.counties_title.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """In how many of all counties a share can be told."""

    known: int
    all: int


answers_title = Reading[Told](
    (
        Rule("together.answers_title.none", lambda facts: not facts.known),
        Rule("together.answers_title.all", lambda facts: facts.known == facts.all),
        Rule("together.answers_title.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Exchanges of one kind in a year; None where a count is not published."""

    kind: str
    year: When
    sent: Protected | None
    on_time: Protected | None
    lost: Protected | None


sent_title = Reading[Sent](
    (
        Rule("together.sent_title.untold", lambda facts: None in {facts.sent, facts.on_time, facts.lost}),
        Rule("together.sent_title.told", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Of the clients of one kind of institution, those who are with the other too, and the other way round."""

    there: Share
    back: Share


pairs_title = Reading[Pair](
    (
        Rule("together.pairs_title.missing", lambda facts: not (is_known(facts.there) and is_known(facts.back))),
        Rule("together.pairs_title.known", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """Counties without a centre of integration (CIS), without a club (KIS), without either."""

    cis: int
    kis: int
    both: int
    all: int


gaps_title = Reading[Gaps](
    (Rule("together.gaps_title.none", lambda facts: not facts.both), Rule("together.gaps_title.some", always)), spoken
)
gaps = Reading[Gaps]((Rule("together.gaps.each", always),), spoken)
