"""Small populations beside the cases (households, exchanges, plans …): declared, counted, protected as a whole."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.catalog import Text
from pipelines.publication.table import Published

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from pipelines.disclosure.ladder import Cohort, Release
    from pipelines.disclosure.lattice import Lattice

DECLARED = "populations.toml"
TOTAL = "total"

TABLE = Published(
    name="protected_counts",
    summary=Text(
        "Rodziny, plany, wymiany, uczestnicy i inne jednostki według lat, po ochronie: liczby zaokrąglone albo ukryte",
        "Households, plans, exchanges, participants and other units by years, protected: counts rounded or hidden",
    ),
    columns={
        "population": Text("czego dotyczą liczby (populations)", "what is counted (populations)"),
        "first": Text("pierwszy miesiąc bloku lat", "first month of the block of years"),
        "last": Text("ostatni miesiąc bloku lat", "last month of the block of years"),
        "area": Text("powiat; puste: cały region", "county; empty: the whole region"),
        "by": Text("cecha, według której podzielono; total: bez podziału", "characteristic of the division; total: undivided"),
        "code": Text("kod cechy; total: bez podziału", "code of the characteristic; total: undivided"),
        "measure": Text("co policzono (population_measures); n: wszystkie", "what is counted (population_measures); n: all"),
        "value": Text("liczba, zaokrąglona; puste: ukryta", "count, rounded; empty: hidden"),
        "obs_status": Text("C: ukryta dla ochrony osób", "C: hidden to protect persons"),
        "lower": Text("najmniejsza możliwa liczba", "smallest possible count"),
        "upper": Text("największa możliwa liczba", "largest possible count"),
        "synthetic": Text("czy to dane syntetyczne", "whether the data are synthetic"),
    },
    grain=("population", "first", "last", "area", "by", "code", "measure"),
    numbers=("value", "lower", "upper"),
)  # fmt: skip


@dataclass(frozen=True)
class Population:
    """One declared population: the mart with its units, blocks of years, and the closed list of its counts."""

    name: str
    facts: str  # mart
    years: int
    since: int
    follow: int  # months after the block's end
    window: int | None  # of the mart, where it holds several
    lattice: Lattice

    def block(self, year: int) -> tuple[str, str]:
        """First and last month of the block that a year lies in."""
        start = year - (year - self.since) % self.years
        return f"{start}-01", f"{start + self.years - 1}-12"


def declared(reference: Path, areas: Sequence[str]) -> tuple[Population, ...]:
    """All populations of data/reference/populations.toml, for the counties of a region."""
    from pipelines.disclosure.flags import Flags
    from pipelines.disclosure.lattice import AREA, Family, Lattice

    facts = tomllib.loads((reference / DECLARED).read_text(encoding="utf-8"))
    found = []
    for told in facts["population"]:
        by = {name: tuple(codes) for name, codes in told.get("by", {}).items()}
        families = [Family("region", ()), *(Family("region", (name,)) for name in by)]
        families += [Family("area", ())] if told["counties"] else []
        implies, both = (
            {name: tuple(names) for name, names in told.get(key, {}).items()} for key in ("implies", "both")
        )
        flags = Flags(tuple(told["flags"]), implies, tuple(map(tuple, told.get("exclusive", ()))), both)
        lattice = Lattice(facts["version"], {AREA: tuple(areas), **by}, tuple(families), (), (), flags)
        for name in told["names"]:
            window = int(name.rpartition("_")[2]) if "where" in told else None
            follow = told["follow"] if window is None else window
            found.append(Population(name, told["facts"], told["years"], facts["since"], follow, window, lattice))
    return tuple(found)


def marts(reference: Path) -> tuple[str, ...]:
    """Names of the marts that hold the units of all populations, each once."""
    told = tomllib.loads((reference / DECLARED).read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(population["facts"] for population in told["population"]))


def cohorts(con: duckdb.DuckDBPyConnection, population: Population) -> list[Cohort]:
    """Units of a population as arrays over its lattice, by block; blocks that nobody has followed to their end are left out."""
    import numpy as np

    from pipelines.disclosure.ladder import Cohort
    from pipelines.disclosure.lattice import AREA

    lattice, flags = population.lattice, population.lattice.flags
    assert flags is not None
    by = [name for name in lattice.dimensions if name != AREA]
    axes = [*lattice.dimensions.values()]
    columns = ["year", "seen_to", "n", "teryt", *by, *flags.names]
    where = "" if population.window is None else f" where window_m = {population.window}"
    names = ", ".join(f'"{column}"' for column in columns)
    persons: dict[tuple[str, str], Any] = {}
    seen: dict[tuple[str, str], int] = defaultdict(lambda: 10**6)
    for year, seen_to, n, *codes in con.execute(f"select {names} from {population.facts}{where}").fetchall():
        block = population.block(year)
        seen[block] = min(seen[block], seen_to)
        place = codes[: len(axes)]
        if place[0] not in axes[0]:  # another region's county
            continue
        if any(code not in axis for code, axis in zip(place[1:], axes[1:], strict=True)):
            raise RuntimeError(f"{population.name}: a code that {DECLARED} does not list")
        true = [name for name, is_true in zip(flags.names, codes[len(axes) :], strict=True) if is_true]
        atom = flags.atom(true)
        if atom not in flags.atoms:
            raise RuntimeError(f"{population.name}: facts that {DECLARED} rules out together")
        file = persons.setdefault(block, np.zeros(lattice.shape, dtype=np.int64))
        where_ = (*(axis.index(code) for axis, code in zip(axes, place, strict=True)), flags.atoms.index(atom))
        file[where_] += n
    needed = {block: int(block[1][:4]) * 12 + 12 + population.follow for block in persons}
    return [Cohort(*block, persons[block], 0) for block in sorted(persons) if seen[block] >= needed[block]]


def write(con: duckdb.DuckDBPyConnection, releases: Mapping[str, Release]) -> None:
    """Create the published table; without deliveries it is there and empty."""
    TABLE.write(con, (row for name, release in releases.items() for row in _rows(name, release)))


def _rows(population: str, release: Release) -> Iterable[dict[str, Any]]:
    from pipelines.disclosure.lattice import AREA
    from pipelines.disclosure.tokens import HIDDEN

    for entry in release.entries:
        for cell, token in zip(entry.lattice.cells, entry.tokens, strict=True):
            codes = dict(cell.codes)
            divided = [name for name in codes if name != AREA]
            value, status = entry.rule.written(HIDDEN if token is None else token)
            lower, upper = entry.rule.bounds(HIDDEN if token is None else token)
            yield {
                "population": population,
                "first": entry.first,
                "last": entry.last,
                "area": codes.get(AREA),
                "by": divided[0] if divided else TOTAL,
                "code": codes[divided[0]] if divided else TOTAL,
                "measure": cell.measure,
                "value": value,
                "obs_status": status,
                "lower": int(lower),
                "upper": int(upper),
                "synthetic": release.certificate["synthetic"],
            }
