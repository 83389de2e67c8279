"""The course of pathways, what lasts after them, and official indicators, from protected counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import by_share, is_known, spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.facts import Area
    from pipelines.words.sentences.outcomes import Share


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Where most pathways begin, None where counts are hidden, and the share that stays with one kind of institution."""

    first: str | None
    stayed: Share


def _first(section: str) -> tuple[Rule[Flow], ...]:
    return Rule(f"{section}.missing", lambda facts: facts.first is None), Rule(f"{section}.known", always)


flow_title = Reading[Flow](_first("pathways.flow_title"), spoken)
flow = Reading[Flow](
    _first("pathways.flow"),
    spoken,
    (Rule("pathways.flow.stayed", lambda facts: is_known(facts.stayed)),),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A share of plans or of persons."""

    share: Share


ends_title = Reading[Part](by_share("pathways.ends_title", lambda facts: facts.share), spoken)
late = Reading[Part](by_share("pathways.late", lambda facts: facts.share), spoken)
unknown = Reading[Part](by_share("pathways.unknown", lambda facts: facts.share), spoken)


@dataclass(frozen=True, kw_only=True)
class Course:
    """Pathways with a plan that combine institutions of both sides."""

    area: Area
    combined: Share


course_title = Reading[Course](by_share("pathways.course_title", lambda facts: facts.combined), spoken)


@dataclass(frozen=True, kw_only=True)
class Lasting:
    """In work three months and a year after leaving."""

    area: Area
    early: Share
    late: Share


lasting_title = Reading[Lasting](
    (
        Rule("pathways.lasting_title.missing", lambda facts: not is_known(facts.late)),
        Rule("pathways.lasting_title.one", lambda facts: not is_known(facts.early)),
        Rule("pathways.lasting_title.both", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Better:
    """Persons whose benefits fell by half or more, and persons whose situation is better half a year after leaving."""

    area: Area
    benefits: Share
    situation: Share


better_title = Reading[Better](
    (
        Rule(
            "pathways.better_title.missing",
            lambda facts: not is_known(facts.benefits) and not is_known(facts.situation),
        ),
        Rule("pathways.better_title.situation", lambda facts: not is_known(facts.benefits)),
        Rule("pathways.better_title.benefits", lambda facts: not is_known(facts.situation)),
        Rule("pathways.better_title.both", always),
    ),
    spoken,
)
situation_unknown = Reading[Part](by_share("pathways.situation_unknown", lambda facts: facts.share), spoken)


@dataclass(frozen=True, kw_only=True)
class Official:
    """Employment effectiveness on finishers and on starters."""

    finishers: Share
    starters: Share


official_title = Reading[Official](
    (
        Rule("pathways.official_title.missing", lambda facts: not is_known(facts.finishers)),
        Rule("pathways.official_title.one", lambda facts: not is_known(facts.starters)),
        Rule("pathways.official_title.both", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Costs:
    """Thousand PLN for each who started and for each who took up work; None where a sum is hidden."""

    started: float | None
    employed: float | None


costs_title = Reading[Costs](
    (
        Rule("pathways.costs_title.missing", lambda facts: facts.started is None),
        Rule("pathways.costs_title.one", lambda facts: facts.employed is None),
        Rule("pathways.costs_title.both", always),
    ),
    spoken,
)
