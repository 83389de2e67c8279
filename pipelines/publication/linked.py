"""Which published tables count the same persons: links.toml, held to the lattices it speaks of."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from pipelines.catalog import Text
from pipelines.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipelines.disclosure.lattice import Lattice
    from pipelines.disclosure.links import Link, Term

DECLARED = "links.toml"
CASES = "cases"
_TERM = re.compile(r"(?P<population>\w+)\.(?P<measure>\w+)(\[(?P<dimension>\w+)=(?P<code>[^\]]+)\])?")
_KEYS = {"left", "equal", "within", "rest", "counties", "each", "why"}


def declared(reference: Path, lattices: Mapping[str, Lattice]) -> tuple[Link, ...]:
    """All links of data/reference/links.toml; `lattices` are those of the populations by name, that of the cases under ''.

    Raises UserError, with the number of the link, where one speaks of what no table counts.
    """
    try:
        told = tomllib.loads((reference / DECLARED).read_text(encoding="utf-8")).get("link", [])
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            Text(f"{DECLARED}: nie jest to plik TOML ({error}).", f"{DECLARED}: not a TOML file ({error}).")
        ) from error
    return tuple(_link(number, facts, lattices) for number, facts in enumerate(told, 1))


def _link(number: int, facts: dict[str, Any], lattices: Mapping[str, Lattice]) -> Link:
    from pipelines.disclosure.links import Link

    right: Any = facts.get("equal", facts.get("within"))
    rest: Any = facts.get("rest", [])
    is_whole = all(isinstance(side, list) for side in (facts.get("left"), right, rest)) and facts["left"] and right
    is_within, is_equal = "within" in facts, "equal" in facts
    if set(facts) - _KEYS or not facts.get("why") or not is_whole or is_equal == is_within or (rest and is_equal):
        raise _wrong(
            number,
            "potrzebne są left, why i jedno z equal, within; poza nimi mogą stać tylko counties, each i przy within rest",
            "left, why and one of equal, within are needed; besides there may only be counties, each and beside within rest",
        )
    sides: tuple[list[str], list[str], list[str]] = (facts["left"], right, rest)
    terms = [tuple(_term(number, told, lattices) for told in side) for side in sides]
    each, counties = facts.get("each", ""), facts.get("counties", False)
    for term in (term for side in terms for term in side):
        _hold(number, term, lattices[term.population], each, counties=counties)
    name = f" {'=' if is_equal else '<='} ".join(" + ".join(side) for side in sides[:2])
    return Link(name, terms[0], terms[1], is_equal, counties, each, terms[2])


def _term(number: int, told: str, lattices: Mapping[str, Lattice]) -> Term:
    from pipelines.disclosure.links import Term

    found = _TERM.fullmatch(told)
    if found is None:
        raise _wrong(
            number,
            f"„{told}” nie ma postaci population.measure albo population.measure[dimension=code]",
            f"“{told}” is not of the form population.measure or population.measure[dimension=code]",
        )
    population = "" if found["population"] == CASES else found["population"]
    lattice = lattices.get(population)
    if lattice is None:
        raise _wrong(
            number,
            f"„{told}”: nie ma takiej populacji w populations.toml",
            f"“{told}”: populations.toml has no such population",
        )
    if found["measure"] not in lattice.measures:
        raise _wrong(
            number,
            f"„{told}”: ta populacja nie liczy „{found['measure']}”",
            f"“{told}”: this population does not count “{found['measure']}”",
        )
    codes = ((found["dimension"], found["code"]),) if found["dimension"] else ()
    return Term(population, found["measure"], codes)


def _hold(number: int, term: Term, lattice: Lattice, each: str, *, counties: bool) -> None:
    """Every count that the link speaks of is one of the closed list."""
    told = [*(name for name, _ in term.codes), *([each] if each else [])]
    families = {(family.place, family.by) for family in lattice.families}
    wanted = [("region", tuple(told)), *([("area", tuple(told))] if counties else [])]
    if any(code not in lattice.dimensions.get(name, ()) for name, code in term.codes) or not families.issuperset(
        wanted
    ):
        where = f"{term.population or CASES}.{term.measure}"
        raise _wrong(
            number,
            f"„{where}” nie jest publikowane w tym podziale (counties, each, [dimension=code])",
            f"“{where}” is not published in this division (counties, each, [dimension=code])",
        )


def _wrong(number: int, pl: str, en: str) -> UserError:
    return UserError(Text(f"{DECLARED}, powiązanie {number}: {pl}.", f"{DECLARED}, link {number}: {en}."))
