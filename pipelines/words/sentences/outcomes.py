"""What became of clients: shares made from tokens, groups, years of entry and counties beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Literal

from pipelines.words.numbers import in_period, interval, percent
from pipelines.words.plurals import counted
from pipelines.words.sentences.engine import Reading, Rule, always, listed

if TYPE_CHECKING:
    from pipelines.catalog import Language, Text
    from pipelines.words.sentences.facts import Area

LEFT = {
    "work": {"pl": "podjęło pracę", "en": "took up work"},
    "other": {"pl": "zakończyło sprawę inaczej", "en": "left in another way"},
}
DECIMALS = 0


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share in percent with its bounds; a hidden count knows one bound only, a group too small none."""

    kind: Literal["value", "below", "above", "missing"]
    value: float | None = None
    lower: float | None = None
    upper: float | None = None


MISSING = Share(kind="missing")


def exceeds(one: Share, other: Share) -> bool:
    """Whether one share is significantly larger than another of other people: the interval of their difference is above 0.

    Newcombe's interval (Stat. Med. 17 (1998) 873, method 10) from the bounds of both: d - sqrt((p1 - l1)^2 + (u2 - p2)^2).
    Bounds that are envelopes over tokens are wider than Wilson's, so this errs on the side of saying nothing.
    """
    if one.value is None or other.value is None:
        return False
    down, up = one.value - (one.lower or 0.0), (other.upper or 0.0) - other.value
    return one.value - other.value > hypot(down, up)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How many of those who entered in a year left in one way within some months."""

    area: Area
    year: str
    months: int
    left: Literal["work", "other"]
    share: Share


def _outcome_words(facts: Outcome, language: Language) -> dict[str, str]:
    share = facts.share
    words = {
        "in_period": in_period(facts.year, language),
        "where": facts.area.where(language),
        "left": LEFT[facts.left][language],
        "months": counted(facts.months, "miesiąc", language, "genitive"),
    }
    words |= {
        name: percent(bound, language, DECIMALS)
        for name, bound in (("value", share.value), ("lower", share.lower), ("upper", share.upper))
        if bound is not None
    }
    if share.lower is not None and share.upper is not None:
        words["interval"] = interval(share.lower, share.upper, language, DECIMALS)
    return words


def _rules(section: str) -> tuple[Rule[Outcome], ...]:
    return (
        Rule(f"{section}.missing", lambda facts: facts.share.kind == "missing"),
        Rule(f"{section}.below", lambda facts: facts.share.kind == "below"),
        Rule(f"{section}.above", lambda facts: facts.share.kind == "above"),
        Rule(f"{section}.value", always),
    )


outcome = Reading[Outcome](_rules("share"), _outcome_words)
outcome_title = Reading[Outcome](_rules("share_title"), _outcome_words)


@dataclass(frozen=True, kw_only=True)
class Groups:
    """The same share in several groups of one cohort."""

    shares: tuple[tuple[Text, Share], ...]

    @property
    def known(self) -> list[tuple[Text, Share]]:
        return [(label, share) for label, share in self.shares if share.kind == "value"]

    @property
    def apart(self) -> tuple[tuple[Text, Share], tuple[Text, Share]] | None:
        """The lowest and the highest group where they differ: two significantly, of more (a choice) without overlap."""
        if len(self.known) < 2:
            return None
        low, *between, high = sorted(self.known, key=lambda pair: pair[1].value or 0.0)
        differ = (low[1].upper or 0.0) < (high[1].lower or 0.0) if between else exceeds(high[1], low[1])
        return (low, high) if differ else None


def _groups_words(facts: Groups, language: Language) -> dict[str, str]:
    if facts.apart is None:
        return {}
    (low, low_share), (high, high_share) = facts.apart
    return {
        "low": low[language],
        "high": high[language],
        "low_value": percent(low_share.value or 0.0, language, DECIMALS),
        "high_value": percent(high_share.value or 0.0, language, DECIMALS),
    }


groups = Reading[Groups](
    (
        Rule("groups.missing", lambda facts: len(facts.known) < 2),
        Rule("groups.similar", lambda facts: facts.apart is None),
        Rule("groups.apart", always),
    ),
    _groups_words,
)


@dataclass(frozen=True, kw_only=True)
class Cohorts:
    """The same share of those who entered in two years."""

    months: int
    start: tuple[str, Share]
    end: tuple[str, Share]

    @property
    def is_known(self) -> bool:
        return self.start[1].kind == self.end[1].kind == "value" and self.start[0] < self.end[0]

    @property
    def relation(self) -> int:
        """1 where the later share is significantly larger, -1 smaller, 0 where that cannot be said."""
        first, last = self.start[1], self.end[1]
        return int(exceeds(last, first)) - int(exceeds(first, last))


def _cohorts_words(facts: Cohorts, language: Language) -> dict[str, str]:
    words = {"months": counted(facts.months, "miesiąc", language, "genitive")}
    for name, (year, share) in (("start", facts.start), ("end", facts.end)):
        words[f"in_{name}"] = in_period(year, language)
        if share.value is not None:
            words[name] = percent(share.value, language, DECIMALS)
    return words


cohorts = Reading[Cohorts](
    (
        Rule("cohorts.missing", lambda facts: not facts.is_known),
        Rule("cohorts.higher", lambda facts: facts.relation > 0),
        Rule("cohorts.lower", lambda facts: facts.relation < 0),
        Rule("cohorts.similar", always),
    ),
    _cohorts_words,
)


@dataclass(frozen=True, kw_only=True)
class Places:
    """In how many counties a share can be given, in how many not."""

    known: int
    too_few: int


def _places_words(facts: Places, language: Language) -> dict[str, str]:
    return {
        "few": str(facts.too_few),
        "counties": counted(facts.known + facts.too_few, "powiat", language, "genitive"),
    }


places = Reading[Places](
    (
        Rule("places.none", lambda facts: facts.known == 0),
        Rule("places.all", lambda facts: facts.too_few == 0),
        Rule("places.some", always),
    ),
    _places_words,
)


@dataclass(frozen=True, kw_only=True)
class OutsideFunnel:
    """Counties beyond the limits of a funnel, each with its side (-1 below, 1 above); `compared` counts all."""

    compared: int
    outside: tuple[tuple[Area, int], ...]


SIDES = {
    -1: {"pl": "poniżej", "en": "below"},
    1: {"pl": "powyżej", "en": "above"},
}


def _funnel_words(facts: OutsideFunnel, language: Language) -> dict[str, str]:
    names = [f"{area.name(language)} ({SIDES[side][language]})" for area, side in facts.outside]
    return {"listed": listed(names, language)} if names else {}


outside_funnel = Reading[OutsideFunnel](
    (
        Rule("funnel.missing", lambda facts: facts.compared < 3),
        Rule("funnel.none", lambda facts: not facts.outside),
        Rule("funnel.one", lambda facts: len(facts.outside) == 1),
        Rule("funnel.some", always),
    ),
    _funnel_words,
)
