"""The county sheet in sentences: verdicts counted, people affected, similar counties, what another set would say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.words.numbers import number
from pipelines.words.sentences.engine import Reading, Rule, always, listed, phrase

if TYPE_CHECKING:
    from pipelines.catalog import Language, Text
    from pipelines.words.sentences.facts import Area

Comparator = Literal["region", "country", "peers", "peers_region", "past", "target"]
NAMED = 3  # indicators named in a title; more are counted


def benchmark(comparator: str, area: Area | None, language: Language) -> str:
    """What is compared with, in the genitive: "Polski", "pięciu podobnych powiatów kraju"."""
    if area is not None:
        return area.genitive_pl if language == "pl" else area.name("en")
    return phrase(f"beside_{comparator}", language)


def than(comparator: str, area: Area | None, language: Language) -> str:
    """What is compared with, behind "niż": "w Polsce", "w pięciu podobnych powiatach kraju"."""
    return area.where(language) if area is not None else phrase(f"than_{comparator}", language)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a county stands to a benchmark: names of indicators by verdict, and those with a trend and its way."""

    area: Area
    comparator: Comparator
    other: Area | None  # the region or Poland
    better: tuple[Text, ...]
    worse: tuple[Text, ...]
    similar: int
    not_judged: int
    moving: tuple[tuple[Text, Literal["up", "down"]], ...] = ()

    @property
    def rows(self) -> int:
        return len(self.better) + len(self.worse) + self.similar + self.not_judged

    @property
    def is_judged(self) -> bool:
        return self.not_judged < self.rows


def _names(found: tuple[Text, ...], language: Language) -> str:
    names = [_lower(text[language]) for text in found[:NAMED]]
    if len(found) > NAMED:
        names.append(phrase("sheet_more", language, count=number(len(found) - NAMED, 0, language)))
    return listed(names, language) if names else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _standing_words(facts: Standing, language: Language) -> dict[str, str]:
    words = {
        "name": facts.area.name(language),
        "benchmark": benchmark(facts.comparator, facts.other, language),
        "than": than(facts.comparator, facts.other, language),
        "rows": number(facts.rows, 0, language),
        "better": number(len(facts.better), 0, language),
        "worse": number(len(facts.worse), 0, language),
        "similar": number(facts.similar, 0, language),
        "not_judged": number(facts.not_judged, 0, language),
        "better_names": _names(facts.better, language),
        "worse_names": _names(facts.worse, language),
    }
    if facts.moving:
        ways = [f"{_lower(text[language])} ({phrase(f'trend_{way}', language)})" for text, way in facts.moving]
        words["moving"] = listed(ways, language)
    return words


sheet_lead = Reading[Standing](
    (Rule("sheet.lead_none", lambda facts: not facts.is_judged), Rule("sheet.lead", always)),
    _standing_words,
    notes=(Rule("sheet.trend", lambda facts: bool(facts.moving)),),
)

sheet_title = Reading[Standing](
    (
        Rule("sheet.title_none", lambda facts: not facts.is_judged),
        Rule("sheet.title_both", lambda facts: bool(facts.better and facts.worse)),
        Rule("sheet.title_worse", lambda facts: bool(facts.worse)),
        Rule("sheet.title_better", lambda facts: bool(facts.better)),
        Rule("sheet.title_similar", always),
    ),
    _standing_words,
)


@dataclass(frozen=True, kw_only=True)
class People:
    """The people by whom a county would differ at its benchmark's level; without `people` there is nothing to count."""

    comparator: Comparator
    other: Area | None
    people: Text | None = None
    persons: float = 0.0
    lower: float = 0.0
    upper: float = 0.0
    is_fewer: bool = True

    def __post_init__(self) -> None:
        if not self.lower <= self.persons <= self.upper:
            raise ValueError("bounds must hold the number of people between them")


def _people_words(facts: People, language: Language) -> dict[str, str]:
    words = {
        "benchmark": benchmark(facts.comparator, facts.other, language),
        "persons": number(facts.persons, 0, language),
        "lower": number(facts.lower, 0, language),
        "upper": number(facts.upper, 0, language),
        "way": phrase("people_fewer" if facts.is_fewer else "people_more", language),
    }
    if facts.people is not None:
        words["people"] = facts.people[language]
    return words


sheet_people = Reading[People](
    (Rule("sheet.affected_none", lambda facts: facts.people is None), Rule("sheet.affected", always)), _people_words
)


@dataclass(frozen=True, kw_only=True)
class Similar:
    """The counties most similar to one; none with the reason why."""

    area: Area
    peers: tuple[Area, ...]
    why: Text | None = None


def _similar_words(facts: Similar, language: Language) -> dict[str, str]:
    words = {"name": facts.area.name(language), "name_genitive": facts.area.genitive_pl}
    if facts.peers:
        words["peers"] = listed([area.name(language) for area in facts.peers], language)
    if facts.why is not None:
        words["why"] = facts.why[language]
    return words


sheet_peers = Reading[Similar](
    (Rule("sheet.peers_none", lambda facts: not facts.peers), Rule("sheet.peers", always)), _similar_words
)


@dataclass(frozen=True, kw_only=True)
class OtherSets:
    """The verdict on one row with the frozen peers, and with each other set: its name and its verdict."""

    row: Text
    verdict: str
    others: tuple[tuple[Text, str], ...]

    @property
    def different(self) -> list[tuple[Text, str]]:
        return [(name, verdict) for name, verdict in self.others if verdict != self.verdict]


def _other_words(facts: OtherSets, language: Language) -> dict[str, str]:
    words = {
        "row": facts.row[language],
        "verdict": phrase(f"verdict_{facts.verdict}", language),
        "sets": number(len(facts.others), 0, language),
        "different": number(len(facts.different), 0, language),
    }
    if facts.different:
        told = [f"{name[language]} – {phrase(f'verdict_{verdict}', language)}" for name, verdict in facts.different]
        words["others"] = "; ".join(told)
    return words


sheet_other_sets = Reading[OtherSets](
    (Rule("sheet.same", lambda facts: not facts.different), Rule("sheet.other", always)), _other_words
)
