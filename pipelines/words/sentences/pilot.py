"""What county figures can say of a pilot: first how large it would have to be, then the change; a cause is never named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.words.numbers import in_period, interval, number, percent, signed, since
from pipelines.words.plurals import counted
from pipelines.words.sentences.engine import Reading, Rule, always, listed

if TYPE_CHECKING:
    from pipelines.catalog import Language

LEVEL = 0.05
TREND_LEVEL = 0.10  # for a check that should find nothing


@dataclass(frozen=True, kw_only=True)
class Pilot:
    """The comparison in percent and persons; `years_apart` are single years whose difference passes 5 %.

    ValueError where the p-value and the interval contradict each other.
    """

    since: str  # first year of the pilot
    base: str  # the year before it
    families: int  # in one county
    persons_most: int  # whom the pilot could have reached
    persons_before: int  # registered unemployed of the pilot counties in the year before it
    smallest: float
    persons_smallest: int
    value: float
    lower: float | None
    upper: float | None
    p: float
    trend_p: float
    assignments: int
    years: int = 0  # compared one by one
    years_apart: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = self.lower is not None and self.upper is not None
        if known and not (self.lower or 0) <= self.value <= (self.upper or 0):
            raise ValueError("the interval contradicts the estimate")
        if self.p > LEVEL and known and not (self.lower or 0) <= 0 <= (self.upper or 0):
            raise ValueError("the interval contradicts the p-value")

    @property
    def most(self) -> float:
        """Percent of the registered unemployed whom the pilot could have reached."""
        return 100 * self.persons_most / self.persons_before

    @property
    def is_blind(self) -> bool:
        """The figures could not show it even if everybody whom it could have reached had found work."""
        return self.persons_smallest > self.persons_most

    @property
    def is_uneven(self) -> bool:
        return self.trend_p <= TREND_LEVEL

    @property
    def is_apart(self) -> bool:
        return self.p <= LEVEL and None not in {self.lower, self.upper} and not self.lower <= 0 <= self.upper  # type: ignore[operator]


def _words(facts: Pilot, language: Language) -> dict[str, str]:
    words = {
        "smallest": percent(facts.smallest, language, 0),
        "persons_smallest": counted(facts.persons_smallest, "osoba", language),
        "persons_most": counted(facts.persons_most, "osoba", language),
        "families": counted(facts.families, "rodzina", language),
        "most": percent(facts.most, language, 1),
        "at_base": in_period(facts.base, language, at_end=True),
        "since": since(facts.since, language),
        "value": f"{signed(facts.value, 0, language)}{percent(0, language, 0)[1:]}",
        "years": listed(list(facts.years_apart), language) if facts.years_apart else "",
        "all": counted(facts.years, "rok", language),
        "ways": number(round(facts.p * facts.assignments), 0, language),
        "assignments": number(facts.assignments, 0, language),
        "share": percent(100 * facts.p, language, 0 if facts.p >= 0.01 else 2),
    }
    if facts.lower is not None and facts.upper is not None:
        words["interval"] = interval(facts.lower, facts.upper, language, 0)
    return words


def _change(section: str, *more: Rule[Pilot]) -> tuple[Rule[Pilot], ...]:
    return (
        Rule(f"pilot.{section}.uneven", lambda facts: facts.is_uneven),
        *more,
        Rule(f"pilot.{section}.apart_blind", lambda facts: facts.is_apart and facts.is_blind),
        Rule(f"pilot.{section}.apart", lambda facts: facts.is_apart),
        Rule(f"pilot.{section}.not_shown", always),
    )


def _reach(section: str) -> tuple[Rule[Pilot], ...]:
    return Rule(f"pilot.{section}.blind", lambda facts: facts.is_blind), Rule(f"pilot.{section}.sees", always)


def _ways(section: str) -> tuple[Rule[Pilot], ...]:
    return Rule(f"pilot.{section}.rare", lambda facts: facts.p <= LEVEL), Rule(f"pilot.{section}.usual", always)


_OPEN = Rule[Pilot]("pilot.change.not_shown_open", lambda facts: None in {facts.lower, facts.upper})
_YEARS = Rule[Pilot]("pilot.change.years", lambda facts: bool(facts.years_apart) and not facts.is_uneven)
reach = Reading[Pilot](_reach("reach"), _words)
reach_title = Reading[Pilot](_reach("reach_title"), _words)
change = Reading[Pilot](_change("change", _OPEN), _words, notes=(_YEARS,))
change_title = Reading[Pilot](_change("change_title"), _words)
ways = Reading[Pilot](_ways("ways"), _words)
ways_title = Reading[Pilot](_ways("ways_title"), _words)
