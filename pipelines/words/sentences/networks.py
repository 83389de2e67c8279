"""Networks around the model: thematic groups, local forums, support groups, events of the roll-out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.engine import Reading, Rule, always
from pipelines.words.sentences.spoken import spoken

if TYPE_CHECKING:
    from pipelines.words.sentences.outcomes import Share
    from pipelines.words.sentences.spoken import When


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Recommendations of thematic groups past their term, and how many forums and support groups there are."""

    due: int
    done: int
    forums: int
    groups: int


@dataclass(frozen=True, kw_only=True)
class Thematic:
    """Recommendations of thematic groups past their term."""

    due: int
    done: int


lead = Reading[Lead](
    (Rule("networks.lead.none_due", lambda facts: not facts.due), Rule("networks.lead.due", always)),
    spoken,
    (Rule("networks.lead.bodies", always),),
)
thematic_title = Reading[Thematic](
    (
        Rule("networks.thematic_title.none_due", lambda facts: not facts.due),
        Rule("networks.thematic_title.due", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Partners:
    """Partnerships that met in a year, and those that join several sectors."""

    year: When
    partnerships: int
    mixed: int


partners_title = Reading[Partners](
    (
        Rule("networks.partners_title.none", lambda facts: not facts.mixed),
        Rule("networks.partners_title.every", lambda facts: facts.mixed == facts.partnerships),
        Rule("networks.partners_title.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class States:
    """Recommendations by state, as text."""

    states: str


states = Reading[States]((Rule("networks.states.every", always),), spoken)


@dataclass(frozen=True, kw_only=True)
class Areas:
    """Forums and groups, and those in areas for which the EQUAL pattern was made."""

    specific: int
    all: int


areas_title = Reading[Areas](
    (
        Rule("networks.areas_title.none", lambda facts: not facts.specific),
        Rule("networks.areas_title.some", always),
    ),
    spoken,
)


@dataclass(frozen=True, kw_only=True)
class Guests:
    """Guests at sessions of support groups, in a year and in all years."""

    year: When
    guests: int
    all: int


guests_title = Reading[Guests](
    (Rule("networks.guests_title.none", lambda facts: not facts.guests), Rule("networks.guests_title.some", always)),
    spoken,
)
guests = Reading[Guests]((Rule("networks.guests.every", always),), spoken)


@dataclass(frozen=True, kw_only=True)
class Staying:
    """Attendance in a group's first year of work and in its latest."""

    first: Share
    year: int
    last: Share


@dataclass(frozen=True, kw_only=True)
class Events:
    """Meetings of the roll-out, those of implementation counselling among them."""

    all: int
    advice: int


staying_title = Reading[Staying]((Rule("networks.staying_title.every", always),), spoken)
events_title = Reading[Events]((Rule("networks.events_title.every", always),), spoken)
