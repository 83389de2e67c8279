"""Is the cooperation model there and used: counties by stage and part, meetings, programmes, survey, time to full operation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.facts import Area
    from pipelines.words.sentences.spoken import When


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Counties at work, with a body that meets and with a valid programme on a day."""

    date: str
    working: int
    active: int
    valid: int
    all: int


lead = Reading[Lead](
    (Rule("cooperation.lead.none", lambda facts: not facts.working), Rule("cooperation.lead.some", always)), spoken
)


@dataclass(frozen=True, kw_only=True)
class Stages:
    """Counties by group of stages on a day."""

    date: str
    none: int
    prepared: int
    agreed: int
    working: int
    all: int


stages_title = Reading[Stages](
    (
        Rule("cooperation.stages_title.none", lambda facts: not facts.working),
        Rule("cooperation.stages_title.all", lambda facts: facts.working == facts.all),
        Rule("cooperation.stages_title.some", always),
    ),
    spoken,
)
stages = Reading[Stages]((Rule("cooperation.stages.every", always),), spoken)


@dataclass(frozen=True, kw_only=True)
class RollOut:
    """Counties with at least an agreement at the first and the last delivered half-year."""

    start: When
    end: When
    first: int
    last: int
    working: int
    all: int


roll_out_title = Reading[RollOut](
    (
        Rule("cooperation.roll_out_title.same", lambda facts: facts.first == facts.last),
        Rule("cooperation.roll_out_title.from_none", lambda facts: not facts.first),
        Rule("cooperation.roll_out_title.changed", always),
    ),
    spoken,
)
roll_out = Reading[RollOut]((Rule("cooperation.roll_out.every", always),), spoken)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Counties whose maturity is known, and shares of the region in percent as text, None where one is not known."""

    date: str
    known: int
    all: int
    agreements: str | None
    bodies: str | None
    programmes: str | None


parts_title = Reading[Parts](
    (
        Rule("cooperation.parts_title.none", lambda facts: not facts.known),
        Rule("cooperation.parts_title.all", lambda facts: facts.known == facts.all),
        Rule("cooperation.parts_title.some", always),
    ),
    spoken,
)
parts = Reading[Parts](
    (
        Rule("cooperation.parts.unknown", lambda facts: None in {facts.agreements, facts.bodies, facts.programmes}),
        Rule("cooperation.parts.known", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """Meetings of coordinating bodies in a year; none planned means that there was no body."""

    area: Area
    year: When
    held: int
    planned: float


meetings_title = Reading[Meetings](
    (
        Rule("cooperation.meetings_title.none", lambda facts: not facts.planned),
        Rule("cooperation.meetings_title.more", lambda facts: facts.held > facts.planned),
        Rule("cooperation.meetings_title.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Attended:
    """Invitations of institutions and how many were taken up; `share` in percent as text."""

    invited: int
    present: int
    share: str | None


attended = Reading[Attended](
    (Rule("cooperation.attended.none", lambda facts: facts.share is None), Rule("cooperation.attended.some", always)),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Programmes:
    """Counties with a valid programme on a day, and the actions that these list and used."""

    date: str
    valid: int
    all: int
    used: int
    listed: int


programmes_title = Reading[Programmes](
    (
        Rule("cooperation.programmes_title.none", lambda facts: not facts.valid),
        Rule("cooperation.programmes_title.all", lambda facts: facts.valid == facts.all),
        Rule("cooperation.programmes_title.some", always),
    ),
    spoken,
)
programmes_used = Reading[Programmes](
    (
        Rule("cooperation.programmes_used.nothing", lambda facts: not facts.listed),
        Rule("cooperation.programmes_used.none", lambda facts: not facts.used),
        Rule("cooperation.programmes_used.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Survey:
    """Mean scores of both sides as text, and in how many questions they differ by more than the error."""

    labour: str
    welfare: str
    beyond: int
    all: int


@dataclass(frozen=True, kw_only=True)
class Barriers:
    """About how many barriers the sides differ by more than the error."""

    beyond: int
    all: int


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The lowest and the highest figure as text."""

    low: str
    high: str


survey_title = Reading[Survey](
    (
        Rule("cooperation.survey_title.within", lambda facts: not facts.beyond),
        Rule("cooperation.survey_title.beyond", always),
    ),
    spoken,
)
survey_range = Reading[Reach]((Rule("cooperation.survey_range.every", always),), spoken)
barriers_title = Reading[Barriers](
    (
        Rule("cooperation.barriers_title.within", lambda facts: not facts.beyond),
        Rule("cooperation.barriers_title.beyond", always),
    ),
    spoken,
)
barriers_range = Reading[Reach]((Rule("cooperation.barriers_range.every", always),), spoken)


@dataclass(frozen=True, kw_only=True)
class Time:
    """Median months to full operation, None while fewer than half are there, beside the months of the reference."""

    median: float | None
    reference: int
    reached: int
    all: int


time_title = Reading[Time](
    (
        Rule("cooperation.time_title.unknown", lambda facts: facts.median is None),
        Rule("cooperation.time_title.known", always),
    ),
    spoken,
)
time = Reading[Time]((Rule("cooperation.time.every", always),), spoken)
