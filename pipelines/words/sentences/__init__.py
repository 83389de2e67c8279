"""Computed readings in correct Polish and English: facts in, a sentence and the rule behind it out."""

from pipelines.words.sentences.causes import Reasons, reasons
from pipelines.words.sentences.change import Change, ExplainedChange, change, explained_change
from pipelines.words.sentences.comparison import Benchmark, Rank, SexGap, benchmark, rank, sex_gap
from pipelines.words.sentences.counties import Distribution, Extremes, Focus, distribution, extremes, focus
from pipelines.words.sentences.engine import Sentence
from pipelines.words.sentences.facts import Area, Figure, Subject, area, subject
from pipelines.words.sentences.level import Claim, InactiveLevel, Level, claim, inactive_level, level
from pipelines.words.sentences.titles import (
    Education,
    benchmark_brief,
    change_brief,
    change_title,
    claim_title,
    education,
    education_title,
    explained_title,
    rank_title,
    reasons_title,
    sex_gap_brief,
    sex_gap_title,
)

__all__ = [
    "Area",
    "Benchmark",
    "Change",
    "Claim",
    "Distribution",
    "Education",
    "ExplainedChange",
    "Extremes",
    "Figure",
    "Focus",
    "InactiveLevel",
    "Level",
    "Rank",
    "Reasons",
    "Sentence",
    "SexGap",
    "Subject",
    "area",
    "benchmark",
    "benchmark_brief",
    "change",
    "change_brief",
    "change_title",
    "claim",
    "claim_title",
    "distribution",
    "education",
    "education_title",
    "explained_change",
    "explained_title",
    "extremes",
    "focus",
    "inactive_level",
    "level",
    "rank",
    "rank_title",
    "reasons",
    "reasons_title",
    "sex_gap",
    "sex_gap_brief",
    "sex_gap_title",
    "subject",
]
