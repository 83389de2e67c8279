"""Change between two periods, and the same change split into population and rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.numbers import from_to, interval, period
from pipelines.words.sentences.engine import Reading, Rule, always, forms

if TYPE_CHECKING:
    from pipelines.catalog import Language, Text
    from pipelines.words.sentences.facts import Area, Figure, Subject


@dataclass(frozen=True, kw_only=True)
class Change:
    """Two figures of one area; `lower`, `upper` bound their difference, `breaks` name what cuts the series between."""

    area: Area
    subject: Subject
    start: Figure
    end: Figure
    lower: float | None = None
    upper: float | None = None
    breaks: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if self.missing is None and self.lower is not None and self.upper is not None:
            difference = (self.end.value or 0.0) - (self.start.value or 0.0)
            if not self.lower - 1e-9 <= difference <= self.upper + 1e-9:
                raise ValueError("lower and upper must bound the difference of the two figures")

    @property
    def missing(self) -> Figure | None:
        return next((figure for figure in (self.start, self.end) if figure.value is None), None)

    @property
    def difference(self) -> float:
        """The difference of the printed figures, so that a reader who subtracts gets the same."""
        return self.subject.shown(self.end.value or 0.0) - self.subject.shown(self.start.value or 0.0)

    @property
    def is_exact(self) -> bool:
        return self.start.is_exact and self.end.is_exact

    @property
    def is_within_error(self) -> bool:
        return self.lower is not None and self.upper is not None and self.lower <= 0 <= self.upper

    @property
    def is_error_assumed(self) -> bool:
        """Whether the sentence leans on an error that we assumed."""
        is_judged = self.missing is None and not self.breaks and not self.is_exact and self.lower is not None
        return is_judged and (self.start.is_error_assumed or self.end.is_error_assumed)


def _change_words(facts: Change, language: Language) -> dict[str, str]:
    subject, start, end = facts.subject, facts.start, facts.end
    words = forms(subject, language) | {
        "subject": subject.name(language),
        "where": facts.area.where(language),
        "in_start": subject.in_period(start.period, language),
        "in_end": subject.in_period(end.period, language),
        "from_to": subject.from_to(start.period, end.period, language),
    }
    if facts.breaks:
        words["breaks"] = "; ".join(text[language] for text in facts.breaks)
    if facts.missing is not None:
        words["missing_period"] = period(facts.missing.period, language)
    if start.value is not None and end.value is not None:
        words["start"] = subject.amount(start.value, language)
        words["end"] = subject.amount(end.value, language)
        words["difference"] = subject.signed(facts.difference, language)
    return words


change = Reading[Change](
    (
        Rule("change.missing", lambda facts: facts.missing is not None),
        Rule("change.across_break", lambda facts: bool(facts.breaks)),
        Rule("change.none", lambda facts: facts.difference == 0 and (facts.is_exact or facts.is_within_error)),
        Rule("change.register_rise", lambda facts: facts.is_exact and facts.difference > 0),
        Rule("change.register_fall", lambda facts: facts.is_exact),
        Rule("change.error_unknown", lambda facts: facts.lower is None or facts.upper is None),
        Rule("change.within_error", lambda facts: facts.is_within_error),
        Rule("change.survey_rise", lambda facts: facts.difference > 0),
        Rule("change.survey_fall", always),
    ),
    _change_words,
    notes=(Rule("note.assumed_error", lambda facts: facts.is_error_assumed),),
)


@dataclass(frozen=True, kw_only=True)
class ExplainedChange:
    """A change in a number of people as a population part and a rates part, in the unit of the subject.

    `groups` names the groups as a place ("wśród kobiet i mężczyzn"); `rates_lower`, `rates_upper` bound the rates part.
    """

    area: Area
    subject: Subject
    start_period: str
    end_period: str
    total: float
    population: float
    rates: float
    groups: Text
    rates_lower: float | None = None
    rates_upper: float | None = None
    is_error_assumed: bool = False
    breaks: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if abs(self.population + self.rates - self.total) > 1e-6 * max(1.0, abs(self.total)):
            raise ValueError("the parts of an explained change must add up to its total")

    @property
    def has_error(self) -> bool:
        return self.rates_lower is not None and self.rates_upper is not None

    @property
    def is_within_error(self) -> bool:
        return (
            self.rates_lower is not None and self.rates_upper is not None and self.rates_lower <= 0 <= self.rates_upper
        )

    @property
    def is_distinct(self) -> bool:
        return self.has_error and not self.is_within_error

    @property
    def is_opposite(self) -> bool:
        return self.population * self.rates < 0

    @property
    def is_mainly_population(self) -> bool:
        return abs(self.population) > abs(self.rates)

    @property
    def is_rounding_visible(self) -> bool:
        shown = self.subject.shown
        return abs(shown(self.population) + shown(self.rates) - shown(self.total)) > 1e-9


def _explained_words(facts: ExplainedChange, language: Language) -> dict[str, str]:
    subject = facts.subject
    words = forms(subject, language) | {
        "from_to": from_to(facts.start_period, facts.end_period, language),
        "subject": subject.name(language),
        "where": facts.area.where(language),
        "groups": facts.groups[language],
        "size": subject.size(facts.total, language),
        "population": subject.signed(facts.population, language),
        "rates": subject.signed(facts.rates, language),
    }
    if facts.breaks:
        words["breaks"] = "; ".join(text[language] for text in facts.breaks)
    if facts.rates_lower is not None and facts.rates_upper is not None:
        words["rates_interval"] = interval(
            facts.rates_lower, facts.rates_upper, language, subject.decimals, subject.unit
        )
    return words


explained_change = Reading[ExplainedChange](
    (
        Rule("explained.none", lambda facts: facts.subject.shown(facts.total) == 0),
        Rule("explained.rise", lambda facts: facts.total > 0),
        Rule("explained.fall", always),
    ),
    _explained_words,
    notes=(
        Rule("explained.error_unknown", lambda facts: not facts.has_error),
        Rule(
            "explained.mainly_population_rates_within_error",
            lambda facts: facts.is_within_error and facts.is_mainly_population,
        ),
        Rule("explained.rates_within_error", lambda facts: facts.is_within_error and not facts.is_mainly_population),
        Rule("explained.opposite", lambda facts: facts.is_distinct and facts.is_opposite),
        Rule(
            "explained.mainly_rates",
            lambda facts: facts.is_distinct and not facts.is_opposite and not facts.is_mainly_population,
        ),
        Rule(
            "explained.mainly_population",
            lambda facts: facts.is_distinct and not facts.is_opposite and facts.is_mainly_population,
        ),
        Rule("note.assumed_error", lambda facts: facts.has_error and facts.is_error_assumed),
        Rule("explained.rounding", lambda facts: facts.is_rounding_visible),
        Rule("explained.across_break", lambda facts: bool(facts.breaks)),
    ),
)
