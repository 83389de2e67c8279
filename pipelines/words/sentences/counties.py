"""Counties of a region: extremes, one county in focus, its place in the distribution of all counties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.numbers import number, period
from pipelines.words.plurals import counted
from pipelines.words.sentences.engine import Reading, Rule, always, forms, listed, phrase

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.words.sentences.facts import Area, Figure, Subject

NOUN = "powiat"


@dataclass(frozen=True, kw_only=True)
class Extremes:
    """The figures of all counties of a region in one period; None where a county has none."""

    region: Area
    subject: Subject
    period: str
    values: tuple[tuple[Area, float | None], ...]
    is_exact: bool = True

    @property
    def printed(self) -> tuple[tuple[Area, float], ...]:
        return tuple((area, self.subject.shown(value)) for area, value in self.values if value is not None)

    def at(self, printed_value: float) -> list[Area]:
        return [area for area, value in self.printed if value == printed_value]

    @property
    def range(self) -> tuple[float, float]:
        values = [value for _, value in self.printed]
        return min(values), max(values)


def _extremes_words(facts: Extremes, language: Language) -> dict[str, str]:
    subject = facts.subject
    words = forms(subject, language) | {
        "in_period": subject.in_period(facts.period, language),
        "where": facts.region.where(language),
        "subject": subject.name(language),
        "missing": number(len(facts.values) - len(facts.printed), 0, language),
        "counties": counted(len(facts.values), NOUN, language, "genitive"),
    }
    if facts.printed:
        lowest, highest = facts.range
        words["highest_where"] = listed([area.where(language) for area in facts.at(highest)], language)
        words["lowest_where"] = listed([area.where(language) for area in facts.at(lowest)], language)
        words["highest_value"] = subject.amount(highest, language)
        words["lowest_value"] = subject.amount(lowest, language)
    return words


extremes = Reading[Extremes](
    (
        Rule("counties.missing", lambda facts: not facts.printed),
        Rule("counties.not_ranked", lambda facts: not facts.is_exact),
        Rule("counties.only", lambda facts: len(facts.printed) == 1 < len(facts.values)),
        Rule("counties.all_equal", lambda facts: facts.range[0] == facts.range[1]),
        Rule("counties.extremes", always),
    ),
    _extremes_words,
    notes=(Rule("counties.some_missing", lambda facts: 0 < len(facts.printed) < len(facts.values)),),
)


@dataclass(frozen=True, kw_only=True)
class Focus:
    """A register's figure of one county beside those of its region and of the country."""

    area: Area
    subject: Subject
    figure: Figure
    others: tuple[tuple[Area, Figure], ...]

    def __post_init__(self) -> None:
        if any(figure.period != self.figure.period for _, figure in self.others):
            raise ValueError("figures of different periods are not compared")
        if not all(figure.is_exact for figure in (self.figure, *(figure for _, figure in self.others))):
            raise ValueError("figures with sampling error are compared by the reading `benchmark`")

    def parts(self, language: Language) -> list[str]:
        """How the county stands to each area that has a value."""
        if self.figure.value is None or self.subject.is_count:
            return []
        found = []
        for other, figure in self.others:
            if figure.value is None:
                continue
            difference = self.subject.shown(self.figure.value) - self.subject.shown(figure.value)
            name = "more_than" if difference > 0 else "less_than" if difference < 0 else "same_as"
            size, value = self.subject.size(difference, language), self.subject.amount(figure.value, language)
            found.append(phrase(name, language, size=size, where=other.where(language), value=value))
        return found


def _focus_words(facts: Focus, language: Language) -> dict[str, str]:
    subject = facts.subject
    words = forms(subject, language) | {
        "in_period": subject.in_period(facts.figure.period, language),
        "period": period(facts.figure.period, language),
        "where": facts.area.where(language),
        "subject": subject.name(language),
    }
    if facts.figure.value is not None:
        words["value"] = subject.amount(facts.figure.value, language)
    if parts := facts.parts(language):
        words["parts"] = listed(parts, language)
    return words


focus = Reading[Focus](
    (
        Rule("focus.missing", lambda facts: facts.figure.value is None),
        Rule("focus.compared", lambda facts: bool(facts.parts("en"))),
        Rule("focus.alone", always),
    ),
    _focus_words,
)


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """How many other counties with data have a smaller, an equal and a larger value of a register."""

    area: Area
    subject: Subject
    period: str
    value: float
    below: int
    equal: int
    above: int

    @property
    def counties(self) -> int:
        """All counties with data, this one included."""
        return self.below + self.equal + self.above + 1


def _distribution_words(facts: Distribution, language: Language) -> dict[str, str]:
    subject = facts.subject
    return forms(subject, language) | {
        "in_period": subject.in_period(facts.period, language),
        "where": facts.area.where(language),
        "subject": subject.name(language),
        "value": subject.amount(facts.value, language),
        "above": number(facts.above, 0, language),
        "below": number(facts.below, 0, language),
        "counties": counted(facts.counties, NOUN, language, "genitive"),
        "ties": counted(facts.equal, NOUN, language, "locative"),
    }


distribution = Reading[Distribution](
    (
        Rule("distribution.equal", lambda facts: facts.below == facts.above == 0),
        Rule("distribution.highest", lambda facts: facts.above == facts.equal == 0),
        Rule("distribution.lowest", lambda facts: facts.below == facts.equal == 0),
        Rule("distribution.lower", lambda facts: facts.above >= facts.below),
        Rule("distribution.higher", always),
    ),
    _distribution_words,
    notes=(Rule("distribution.ties", lambda facts: facts.equal > 0 and facts.below + facts.above > 0),),
)
