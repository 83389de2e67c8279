"""Findings short enough for a card's title or a headline: the same facts as the sentences, fewer words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.sentences.causes import Reasons, reasons
from pipelines.words.sentences.change import Change, ExplainedChange, change, explained_change
from pipelines.words.sentences.comparison import Benchmark, Rank, SexGap, benchmark, rank, sex_gap
from pipelines.words.sentences.engine import Reading, Rule, always, listed
from pipelines.words.sentences.level import Claim, claim

if TYPE_CHECKING:
    from pipelines.catalog import Language, Text
    from pipelines.words.sentences.facts import Area, Figure, Subject


def _change_title_words(facts: Change, language: Language) -> dict[str, str]:
    return change.words(facts, language) | {"since": facts.subject.since(facts.start.period, language)}


change_title = Reading[Change](
    (
        Rule("change_title.missing", lambda facts: facts.missing is not None),
        Rule("change_title.single", lambda facts: facts.start.period == facts.end.period),
        Rule("change_title.across_break", lambda facts: bool(facts.breaks)),
        Rule("change_title.exact", lambda facts: facts.is_exact),
        Rule("change_title.error_unknown", lambda facts: facts.lower is None or facts.upper is None),
        Rule("change_title.within_error", lambda facts: facts.is_within_error),
        Rule("change_title.beyond_error", always),
    ),
    _change_title_words,
)

change_brief = Reading[Change](
    (
        Rule(
            "change_brief.missing",
            lambda facts: facts.missing is not None or facts.start.period == facts.end.period,
        ),
        Rule("change_brief.across_break", lambda facts: bool(facts.breaks)),
        Rule("change_brief.exact", lambda facts: facts.is_exact),
        Rule("change_brief.error_unknown", lambda facts: facts.lower is None or facts.upper is None),
        Rule("change_brief.within_error", lambda facts: facts.is_within_error),
        Rule("change_brief.beyond_error", always),
    ),
    _change_title_words,
)

benchmark_brief = Reading[Benchmark](
    (
        Rule("benchmark_brief.missing", lambda facts: facts.missing is not None),
        Rule("benchmark_brief.higher", lambda facts: facts.relation == "higher"),
        Rule("benchmark_brief.lower", lambda facts: facts.relation == "lower"),
        Rule("benchmark_brief.similar", lambda facts: facts.relation == "similar"),
        Rule("benchmark_brief.not_compared", always),
    ),
    benchmark.words,
)

rank_title = Reading[Rank](
    (
        Rule("rank_title.certain", lambda facts: facts.best == facts.worst),
        Rule("rank_title.unknown", lambda facts: (facts.best, facts.worst) == (1, facts.count)),
        Rule("rank_title.range", always),
    ),
    rank.words,
)


def _sex_gap_rules(name: str, *more: Rule[SexGap]) -> tuple[Rule[SexGap], ...]:
    return (
        Rule(f"{name}.missing", lambda facts: facts.is_missing),
        *more,
        Rule(f"{name}.error_unknown", lambda facts: facts.lower is None or facts.upper is None),
        Rule(f"{name}.within_error", lambda facts: facts.is_within_error),
        Rule(f"{name}.beyond_error", always),
    )


sex_gap_title = Reading[SexGap](
    _sex_gap_rules("sex_gap_title", Rule("sex_gap_title.counts", lambda facts: facts.subject.is_count)), sex_gap.words
)
sex_gap_brief = Reading[SexGap](_sex_gap_rules("sex_gap_brief"), sex_gap.words)


def _explained_title_words(facts: ExplainedChange, language: Language) -> dict[str, str]:
    return explained_change.words(facts, language) | {"total": facts.subject.signed(facts.total, language)}


explained_title = Reading[ExplainedChange](
    (
        Rule("explained_title.across_break", lambda facts: bool(facts.breaks)),
        Rule("explained_title.within_error", lambda facts: facts.is_within_error),
        Rule("explained_title.parts", always),
    ),
    _explained_title_words,
)

reasons_title = Reading[Reasons](
    (
        Rule("reasons_title.missing", lambda facts: not facts.shares_percent),
        Rule("reasons_title.largest_group", lambda facts: facts.kind == "status_group"),
        Rule("reasons_title.largest_printed", lambda facts: not facts.is_largest_certain),
        Rule("reasons_title.largest", always),
    ),
    reasons.words,
)


@dataclass(frozen=True, kw_only=True)
class Education:
    """One count in one area and period by level of education."""

    area: Area
    subject: Subject
    period: str
    figures: tuple[tuple[Text, Figure], ...]

    @property
    def ordered(self) -> list[tuple[Text, Figure]]:
        """Education with a value, the largest first."""
        known = [item for item in self.figures if item[1].value is not None]
        return sorted(known, key=lambda item: -(item[1].value or 0.0))

    @property
    def is_largest_certain(self) -> bool:
        """Whether the largest group is larger than every other beyond the intervals of both."""
        if len(self.ordered) < 2:
            return False
        top, others = self.ordered[0][1], [figure for _, figure in self.ordered[1:]]
        if top.lower is None or any(figure.upper is None for figure in others):
            return False
        return all(figure.upper is not None and top.lower > figure.upper for figure in others)


def _education_words(facts: Education, language: Language) -> dict[str, str]:
    subject, marks = facts.subject, "„{}”" if language == "pl" else "“{}”"
    said = [(label[language], subject.amount(figure.value or 0.0, language)) for label, figure in facts.ordered]
    return {
        "subject": subject.name(language),
        "where": facts.area.where(language),
        "in_period": subject.in_period(facts.period, language),
        "largest": marks.format(said[0][0]),
        "value": said[0][1],
        "high": said[0][1],
        "low": said[-1][1],
        "list": listed([f"{label} – {value}" for label, value in said], language),
    }


education_title = Reading[Education](
    (Rule("education_title.largest", lambda facts: facts.is_largest_certain), Rule("education_title.range", always)),
    _education_words,
)
education = Reading[Education]((Rule("education.listed", always),), _education_words)

claim_title = Reading[Claim](
    (
        Rule("claim_title.missing", lambda facts: facts.now.value is None),
        Rule("claim_title.not_comparable", always),
    ),
    claim.words,
)
