"""Tools of support: personal counselling, degressive support, flow of information, integration centres, social projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import by_share, is_known, spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.outcomes import Share
    from pipelines.words.sentences.spoken import Protected, When


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Timely answers in a year, and independence of those who finished an integration centre."""

    year: When
    share: Share
    independent: Share


lead = Reading[Lead](
    by_share("tools.lead", lambda facts: facts.share),
    spoken,
    (Rule("tools.lead.independent", lambda facts: is_known(facts.independent)),),
)


@dataclass(frozen=True, kw_only=True)
class Counselling:
    """Counselled clients who left to work, beside all with a plan; counts None where they are not published."""

    share: Share
    whole: Share
    counselled: Protected | None
    n: Protected | None


counselling_title = Reading[Counselling](by_share("tools.counselling_title", lambda facts: facts.share), spoken)
counselling = Reading[Counselling](
    by_share("tools.counselling", lambda facts: facts.share),
    spoken,
    (
        Rule("tools.counselling.all", lambda facts: is_known(facts.whole)),
        Rule("tools.counselling.persons", lambda facts: facts.counselled is not None and facts.n is not None),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Taper:
    """Mean support of a recipient in PLN: in the first month, and in the last one that is known."""

    first: int | None
    month: int | None
    last: int | None


taper_title = Reading[Taper](
    (
        Rule("tools.taper_title.missing", lambda facts: facts.first is None),
        Rule("tools.taper_title.one", lambda facts: facts.first is None or facts.last is None),
        Rule("tools.taper_title.falls", lambda facts: (facts.last or 0) < (facts.first or 0)),
        Rule("tools.taper_title.known", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A share of persons."""

    share: Share


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """How many had degressive support."""

    n: Protected | None


degressive_title = Reading[Part](by_share("tools.degressive_title", lambda facts: facts.share), spoken)
recipients = Reading[Recipients](
    (Rule("tools.recipients.untold", lambda facts: facts.n is None), Rule("tools.recipients.told", always)), spoken
)
started = Reading[Part](by_share("tools.started", lambda facts: facts.share), spoken)


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Requests and referrals of a year: answered on time, sent over electronic channels, never answered."""

    year: When
    share: Share
    electronic: Share
    lost: Share


flow_title = Reading[Flow](by_share("tools.flow_title", lambda facts: facts.share), spoken)
flow = Reading[Flow](
    by_share("tools.flow", lambda facts: facts.share),
    spoken,
    (
        Rule("tools.flow.electronic", lambda facts: is_known(facts.electronic)),
        Rule("tools.flow.lost", lambda facts: is_known(facts.lost)),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Yearly:
    """A share of a year."""

    year: When
    share: Share


channels_title = Reading[Yearly](by_share("tools.channels_title", lambda facts: facts.share), spoken)
centres_title = Reading[Yearly](by_share("tools.centres_title", lambda facts: facts.share), spoken)
projects_title = Reading[Yearly](by_share("tools.projects_title", lambda facts: facts.share), spoken)


@dataclass(frozen=True, kw_only=True)
class Projects:
    """Projects started in a year, their mean number of partners, and how those that ended did."""

    year: When
    projects: int
    partners: float
    finished: int
    achieved: int


projects = Reading[Projects](
    (
        Rule("tools.projects.none", lambda facts: not facts.projects),
        Rule("tools.projects.running", lambda facts: not facts.finished),
        Rule("tools.projects.finished", always),
    ),
    spoken,
)
