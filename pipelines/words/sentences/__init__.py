"""Computed readings in correct Polish and English: facts in, a sentence and the rule behind it out."""

from pipelines.words.sentences.causes import Reasons, reasons
from pipelines.words.sentences.change import Change, ExplainedChange, change, explained_change
from pipelines.words.sentences.comparison import Benchmark, Rank, SexGap, benchmark, rank, sex_gap
from pipelines.words.sentences.counties import Distribution, Extremes, Focus, distribution, extremes, focus
from pipelines.words.sentences.engine import Sentence
from pipelines.words.sentences.facts import Area, Figure, Subject, area, subject
from pipelines.words.sentences.level import Claim, InactiveLevel, Level, claim, inactive_level, level

__all__ = [
    "Area",
    "Benchmark",
    "Change",
    "Claim",
    "Distribution",
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
    "change",
    "claim",
    "distribution",
    "explained_change",
    "extremes",
    "focus",
    "inactive_level",
    "level",
    "rank",
    "reasons",
    "sex_gap",
    "subject",
]
