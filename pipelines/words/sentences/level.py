"""How large, why there is no figure, and a claim of the past beside a figure of today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.catalog import STATUSES, Text
from pipelines.words.numbers import in_period, interval, percent, period, thousands
from pipelines.words.sentences.engine import Reading, Rule, always, forms, phrase

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.words.sentences.facts import Area, Figure, Subject

STATISTICS_POLAND = Text("GUS", "Statistics Poland")


@dataclass(frozen=True, kw_only=True)
class InactiveLevel:
    """How many people are inactive and what share of their age group; `last_age` None means no upper limit."""

    area: Area
    period: str
    inactive_thousands: float
    inactive_percent: float
    first_age: int
    last_age: int | None


def _inactive_words(facts: InactiveLevel, language: Language) -> dict[str, str]:
    first, last = str(facts.first_age), str(facts.last_age)
    return {
        "in_period": in_period(facts.period, language),
        "where": facts.area.where(language),
        "thousands": thousands(facts.inactive_thousands, language),
        "percent": percent(facts.inactive_percent, language),
        "aged": phrase("aged_and_over" if facts.last_age is None else "aged", language, first=first, last=last),
    }


inactive_level = Reading[InactiveLevel]((Rule("level.inactive", always),), _inactive_words)


@dataclass(frozen=True, kw_only=True)
class Level:
    """One figure of an area; `reason` is a full sentence why there is none, `publisher` who withheld it."""

    area: Area
    subject: Subject
    figure: Figure
    publisher: Text = STATISTICS_POLAND
    reason: Text | None = None

    def __post_init__(self) -> None:
        if (self.figure.value is not None) != STATUSES[self.figure.obs_status].has_value:
            raise ValueError(f"value and obs_status {self.figure.obs_status} contradict each other")


def _level_words(facts: Level, language: Language) -> dict[str, str]:
    figure, subject = facts.figure, facts.subject
    words = forms(subject, language) | {
        "in_period": subject.in_period(figure.period, language),
        "period": period(figure.period, language),
        "where": facts.area.where(language),
        "subject": subject.name(language),
        "publisher": facts.publisher[language],
    }
    if facts.reason is not None:
        words["reason"] = facts.reason[language]
    if figure.value is not None:
        words["value"] = subject.amount(figure.value, language)
    if figure.lower is not None and figure.upper is not None:
        words["interval"] = interval(figure.lower, figure.upper, language, subject.decimals, subject.unit)
    return words


def _status(code: str) -> Rule[Level]:
    ids = {"Q": "withheld", "C": "hidden", "L": "not_collected", "M": "not_published"}
    return Rule(f"missing.{ids[code]}", lambda facts: facts.figure.obs_status == code)


level = Reading[Level](
    (
        _status("Q"),
        _status("C"),
        Rule("missing.explained", lambda facts: facts.figure.value is None and facts.reason is not None),
        _status("L"),
        _status("M"),
        Rule("level.register", lambda facts: facts.figure.is_exact),
        Rule("level.survey", lambda facts: facts.figure.has_interval),
        Rule("level.survey_error_unknown", always),
    ),
    _level_words,
    notes=(
        Rule("note.assumed_error", lambda facts: facts.figure.has_interval and facts.figure.is_error_assumed),
        Rule("note.provisional", lambda facts: facts.figure.obs_status == "P"),
        Rule("note.unreliable", lambda facts: facts.figure.obs_status == "U"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A figure said in public at some time beside the one of today; they count differently, so nothing is subtracted.

    Universes are noun phrases ("osoby w wieku 15 lat i więcej"), `source` names the document.
    """

    area: Area
    subject: Subject
    source: Text
    then: Figure
    then_universe: Text
    now: Figure
    now_universe: Text


def _claim_words(facts: Claim, language: Language) -> dict[str, str]:
    subject = facts.subject
    words = {
        "subject": subject.name(language),
        "where": facts.area.where(language),
        "source": facts.source[language],
        "in_then": subject.in_period(facts.then.period, language),
        "in_now": subject.in_period(facts.now.period, language),
        "then_universe": facts.then_universe[language],
        "now_universe": facts.now_universe[language],
    }
    if facts.then.value is not None:
        words["then"] = subject.amount(facts.then.value, language)
    if facts.now.value is not None:
        words["now"] = subject.amount(facts.now.value, language)
    return words


claim = Reading[Claim](
    (
        Rule("claim.missing", lambda facts: facts.now.value is None),
        Rule("claim.other_universe", lambda facts: facts.then_universe != facts.now_universe),
        Rule("claim.other_base", always),
    ),
    _claim_words,
)
