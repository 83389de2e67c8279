"""An area beside another one, its place among all, and women beside men."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.words.numbers import ordinal, period
from pipelines.words.plurals import counted
from pipelines.words.sentences.engine import Reading, Rule, always, forms, phrase

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.words.sentences.facts import Area, Figure, Subject

Relation = Literal["higher", "lower", "similar", "not_compared"]


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """A figure beside that of a wider area in one period; `relation` is the verdict of statistics.comparison."""

    area: Area
    other: Area
    subject: Subject
    figure: Figure
    other_figure: Figure
    relation: Relation

    def __post_init__(self) -> None:
        if self.figure.period != self.other_figure.period:
            raise ValueError("figures of different periods are not compared")
        verdict = {"higher": 1, "lower": -1}.get(self.relation, 0)
        if self.missing is None and verdict * ((self.figure.value or 0.0) - (self.other_figure.value or 0.0)) < 0:
            raise ValueError(f"relation {self.relation} contradicts the figures")

    @property
    def missing(self) -> Area | None:
        if self.figure.value is None:
            return self.area
        return self.other if self.other_figure.value is None else None

    @property
    def is_exact(self) -> bool:
        return self.figure.is_exact and self.other_figure.is_exact

    @property
    def printed_difference(self) -> float:
        return self.subject.shown(self.figure.value or 0.0) - self.subject.shown(self.other_figure.value or 0.0)

    @property
    def is_error_assumed(self) -> bool:
        """Whether the sentence leans on an error that we assumed."""
        is_judged = not self.is_exact and self.missing is None and self.relation != "not_compared"
        return (
            is_judged
            and not self.subject.is_count
            and (self.figure.is_error_assumed or self.other_figure.is_error_assumed)
        )


def _benchmark_words(facts: Benchmark, language: Language) -> dict[str, str]:
    subject, value, other_value = facts.subject, facts.figure.value, facts.other_figure.value
    words = forms(subject, language) | {
        "in_period": subject.in_period(facts.figure.period, language),
        "period": period(facts.figure.period, language),
        "subject": subject.name(language),
        "where": facts.area.where(language),
        "other_where": facts.other.where(language),
    }
    if facts.missing is not None:
        words["missing_where"] = facts.missing.where(language)
    if value is not None and other_value is not None:
        words["value"] = subject.amount(value, language)
        words["other_value"] = subject.amount(other_value, language)
        words["size"] = subject.size(facts.printed_difference, language)
    return words


benchmark = Reading[Benchmark](
    (
        Rule("comparison.missing", lambda facts: facts.missing is not None),
        Rule("comparison.counts", lambda facts: facts.subject.is_count),
        Rule("comparison.register_equal", lambda facts: facts.is_exact and facts.printed_difference == 0),
        Rule("comparison.register_higher", lambda facts: facts.is_exact and facts.printed_difference > 0),
        Rule("comparison.register_lower", lambda facts: facts.is_exact),
        Rule("comparison.survey_higher", lambda facts: facts.relation == "higher"),
        Rule("comparison.survey_lower", lambda facts: facts.relation == "lower"),
        Rule("comparison.survey_similar", lambda facts: facts.relation == "similar"),
        Rule("comparison.not_compared", always),
    ),
    _benchmark_words,
    notes=(Rule("note.assumed_error", lambda facts: facts.is_error_assumed),),
)


@dataclass(frozen=True, kw_only=True)
class Rank:
    """The possible places of an area among `count` areas called `noun` (a key of plurals.NOUNS)."""

    area: Area
    subject: Subject
    period: str
    best: int
    worst: int
    count: int
    noun: str
    is_exact: bool
    is_highest_first: bool = True
    is_error_assumed: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.best <= self.worst <= self.count:
            raise ValueError("places must be ordered and within the number of areas")


def _rank_words(facts: Rank, language: Language) -> dict[str, str]:
    return {
        "in_period": facts.subject.in_period(facts.period, language),
        "subject": facts.subject.name(language),
        "subject_genitive": facts.subject.genitive_pl,
        "name": facts.area.name(language),
        "name_genitive": facts.area.genitive_pl,
        "best": ordinal(facts.best, language),
        "worst": ordinal(facts.worst, language),
        "group": counted(facts.count, facts.noun, language, "genitive"),
        "order": phrase("from_highest" if facts.is_highest_first else "from_lowest", language),
    }


rank = Reading[Rank](
    (
        Rule("rank.certain", lambda facts: facts.best == facts.worst),
        Rule("rank.tied", lambda facts: facts.is_exact),
        Rule("rank.unknown", lambda facts: (facts.best, facts.worst) == (1, facts.count)),
        Rule("rank.pair", lambda facts: facts.worst == facts.best + 1),
        Rule("rank.range", always),
    ),
    _rank_words,
    notes=(Rule("note.assumed_error", lambda facts: facts.is_error_assumed and not facts.is_exact),),
)


@dataclass(frozen=True, kw_only=True)
class SexGap:
    """One figure of women and one of men in one period; `lower`, `upper` bound women minus men."""

    area: Area
    subject: Subject
    women: Figure
    men: Figure
    lower: float | None = None
    upper: float | None = None

    def __post_init__(self) -> None:
        if self.women.period != self.men.period:
            raise ValueError("figures of different periods are not compared")

    @property
    def is_missing(self) -> bool:
        return self.women.value is None or self.men.value is None

    @property
    def is_exact(self) -> bool:
        return self.women.is_exact and self.men.is_exact

    @property
    def printed_difference(self) -> float:
        return self.subject.shown(self.women.value or 0.0) - self.subject.shown(self.men.value or 0.0)

    @property
    def is_within_error(self) -> bool:
        return self.lower is not None and self.upper is not None and self.lower <= 0 <= self.upper

    @property
    def is_error_assumed(self) -> bool:
        """Whether the sentence leans on an error that we assumed."""
        is_judged = not self.is_missing and not self.is_exact and self.lower is not None
        return is_judged and (self.women.is_error_assumed or self.men.is_error_assumed)


def _sex_gap_words(facts: SexGap, language: Language) -> dict[str, str]:
    subject, women, men = facts.subject, facts.women.value, facts.men.value
    words = forms(subject, language) | {
        "in_period": subject.in_period(facts.women.period, language),
        "where": facts.area.where(language),
        "subject": subject.name(language),
    }
    if women is not None and men is not None:
        words["women"] = subject.amount(women, language)
        words["men"] = subject.amount(men, language)
        words["size"] = subject.size(facts.printed_difference, language)
    return words


sex_gap = Reading[SexGap](
    (
        Rule("sex_gap.missing", lambda facts: facts.is_missing),
        Rule("sex_gap.equal", lambda facts: facts.is_exact and facts.printed_difference == 0),
        Rule("sex_gap.register_higher", lambda facts: facts.is_exact and facts.printed_difference > 0),
        Rule("sex_gap.register_lower", lambda facts: facts.is_exact),
        Rule("sex_gap.error_unknown", lambda facts: facts.lower is None or facts.upper is None),
        Rule("sex_gap.within_error", lambda facts: facts.is_within_error),
        Rule("sex_gap.survey_higher", lambda facts: facts.printed_difference > 0),
        Rule("sex_gap.survey_lower", always),
    ),
    _sex_gap_words,
    notes=(Rule("note.assumed_error", lambda facts: facts.is_error_assumed),),
)
