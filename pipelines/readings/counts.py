"""Protected counts of the small populations (households, plans, exchanges …): blocks of years, tokens, shares of tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.disclosure import rates
from pipelines.disclosure.tokens import Rule
from pipelines.release import Release
from pipelines.words import sentences

ALL = "n"
TOTAL = "total"
Block = tuple[str, str]  # first and last month
_Group = tuple[str, str, str]  # area, characteristic, code


@dataclass(frozen=True)
class Token:
    """A protected count: rounded, or None where it is hidden, with the smallest and the largest count behind it."""

    value: int | None
    lower: int
    upper: int


@lru_cache(maxsize=4)
def _tokens(release: Release) -> Mapping[str, Mapping[Block, Mapping[_Group, Mapping[str, Token]]]]:
    found: dict[str, dict[Block, dict[_Group, dict[str, Token]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(dict))
    )
    for row in release.table("protected_counts"):
        group = (row["area"] or "", row["by"], row["code"])
        token = Token(row["value"], row["lower"], row["upper"])
        found[row["population"]][row["first"], row["last"]][group][row["measure"]] = token
    return found


def blocks(release: Release, population: str) -> list[Block]:
    """Blocks of years in which a population is published, newest first; empty where it is not."""
    return sorted(_tokens(release).get(population, {}), reverse=True)


def token(
    release: Release, population: str, block: Block | None, measure: str = ALL, area: str = "", by: str = TOTAL, code: str = TOTAL
) -> Token | None:  # fmt: skip
    """One count; None where it is not published at all (which is not the same as hidden), as without a block."""
    if block is None:
        return None
    return _tokens(release).get(population, {}).get(block, {}).get((area, by, code), {}).get(measure)


def codes(release: Release, population: str, by: str) -> list[str]:
    """Codes by which a population is divided, in alphabetical order."""
    groups = {group for block in _tokens(release).get(population, {}).values() for group in block}
    return sorted(code for _, name, code in groups if name == by)


def summed(
    release: Release, population: str, chosen: Iterable[Block], measure: str = ALL, area: str = "", by: str = TOTAL, code: str = TOTAL
) -> Token | None:  # fmt: skip
    """Sum of the tokens of several blocks, with the sums of their bounds; no value where one of them is hidden."""
    return added(token(release, population, block, measure, area, by, code) for block in chosen)


def added(tokens: Iterable[Token | None]) -> Token | None:
    """Sum of tokens of different units with the sums of their bounds; None where one is not published, or there is none."""
    found = list(tokens)
    known = [part for part in found if part is not None]
    if not known or len(known) < len(found):
        return None
    values = [part.value for part in known]
    value = None if None in values else sum(v for v in values if v is not None)
    return Token(value, sum(part.lower for part in known), sum(part.upper for part in known))


def without(whole: Token | None, part: Token | None) -> Token | None:
    """A token less a part of it, with the bounds of the difference; a hidden part leaves the value of the whole."""
    if whole is None or part is None:
        return None
    value = None if whole.value is None else whole.value - (part.value or 0)
    return Token(value, max(0, whole.lower - part.upper), whole.upper - part.lower)


def share(
    release: Release,
    population: str,
    block: Block | None,
    part: str,
    whole: str = ALL,
    area: str = "",
    by: str = TOTAL,
    code: str = TOTAL,
) -> sentences.Share:
    """Percentage that one measure is of another, both of the same group, with the envelope interval over the tokens."""
    above, below = (token(release, population, block, name, area, by, code) for name in (part, whole))
    return ratio(release, population, above, below)


def ratio(release: Release, population: str, part: Token | None, whole: Token | None) -> sentences.Share:
    """The same for tokens at hand, sums of tokens too; the part lies in the whole.

    Missing where the whole is hidden or smaller than 50. The interval is the envelope of Wilson's over all counts that
    the tokens allow; a hidden part, or hidden others, leave one side only (as `disclosure.rates.rate`).
    """
    if part is None or whole is None or whole.value is None or whole.value < rates.RATE_PERSONS:
        return sentences.MISSING
    upper = 100 * rates.wilson(min(part.upper, whole.lower), whole.lower)[1]
    lower = 100 * rates.wilson(min(part.lower, whole.upper), whole.upper)[0]
    if part.value is None:
        return sentences.Share(kind="below", value=None, lower=0.0, upper=upper)
    if whole.lower - part.upper <= rule(release, population).threshold:
        return sentences.Share(kind="above", value=None, lower=lower, upper=100.0)
    return sentences.Share(kind="value", value=100 * part.value / whole.value, lower=lower, upper=upper)


def rule(release: Release, population: str) -> Rule:
    """How the counts of a population were protected; KeyError where the release holds none of it."""
    facts = release.manifest["certificate"]["populations"][population]["rule"]
    return Rule(facts["threshold"], facts["base"])


def is_refused(release: Release, population: str) -> bool:
    """Whether the population was counted and left out because something could be worked out from it."""
    told = (release.manifest.get("certificate") or {}).get("populations", {}).get(population)
    return bool(told and (told.get("withheld") or told.get("violations")))
