"""Counties most similar to one, of the whole country or of its region: context, distances, and the sets frozen by year.

The context is older than the figures that are compared, so that no result chooses its own comparison. A frozen set
(`peer_sets` in data/reference) holds the counties that equal weights gave in one year; other weights are computed anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from pipelines.catalog import Text
from pipelines.statistics.similarity import Neighbour, neighbours, standardised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.release import Release

Scope = Literal["country", "region"]
SCOPES: tuple[Scope, ...] = ("country", "region")
COUNT = 5
MOST_WEIGHT = 3
LOGARITHMIC = ("population", "density", "crisis")
Weights = tuple[tuple[str, int], ...]

MOVED = Text(
    "Granice powiatu zmieniły się w latach, z których pochodzi porównanie, więc nie da się wskazać podobnych.",
    "The county's borders changed in the years that the comparison rests on, so similar ones cannot be named.",
)
LACKING = Text(
    "Brakuje liczb, według których szuka się powiatów podobnych.",
    "Figures by which similar counties are found are lacking.",
)


@dataclass(frozen=True)
class Variable:
    """One context figure by which counties are compared."""

    code: str
    label: Text
    why: Text
    unit: str
    decimals: int
    weight: int  # unless the reader chooses another


@dataclass(frozen=True)
class Peers:
    """The counties compared with one; `why` says why there are none."""

    scope: Scope
    found: tuple[Neighbour, ...]
    year: str = ""  # in which the set was frozen; empty: computed with the reader's weights
    version: str = ""
    why: Text | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.found)


def variables(release: Release) -> list[Variable]:
    """The context figures in the order in which pages list them."""
    return [
        Variable(
            r["code"],
            Text(r["pl"], r["en"]),
            Text(r["why_pl"], r["why_en"]),
            r["unit"],
            int(r["decimals"]),
            int(r["weight"]),
        )
        for r in sorted(release.lists.get("peer_variables", []), key=lambda row: row["place"])
    ]


def usual(release: Release) -> Weights:
    """The weights of the frozen sets."""
    return tuple((v.code, v.weight) for v in variables(release))


@lru_cache(maxsize=4)
def context(release: Release) -> Mapping[str, Mapping[str, float]]:
    """Context figures of every county that has all of them and whose borders held, as a reader would read them."""
    land = {row["code"]: float(row["area_km2"]) for row in release.lists["teryt"] if row["level"] == "county"}
    found = {}
    for row in release.table("peer_context"):
        code = row["teryt"]
        complete = all(row[name] for name in ("unemployed_2008", "unemployed_2012", "unemployed_2022", "rate_2022"))
        if code not in land or not complete or row["rate_years"] < 7 or code in _moved(release):
            continue
        found[code] = {
            "population": row["population"],
            "density": row["population"] / land[code],
            "city": float(release.areas[code].kind == "city"),
            "jobs": 1000 * row["unemployed_2022"] / (row["rate_2022"] / 100) / row["population"],
            "history": row["rate_sum"] / row["rate_years"],
            "crisis": 100 * (row["unemployed_2012"] / row["unemployed_2008"] - 1),
        }
    return MappingProxyType(found)


@lru_cache(maxsize=4)
def _moved(release: Release) -> frozenset[str]:
    """Counties whose register was cut between the years that the context spans."""
    return frozenset(
        row["teryt"]
        for row in release.lists["breaks_series"]
        if row["table"] == "unemployed" and len(row["teryt"]) == 4 and "2004" < row["first_period"] <= "2022"
    )


@lru_cache(maxsize=4)
def scores(release: Release) -> Mapping[str, Mapping[str, float]]:
    """The context of every county in standard deviations from the mean of all, sizes and rises as logarithms."""
    scaled = {
        code: {
            name: math.log(1 + value / 100 if name == "crisis" else value) if name in LOGARITHMIC else value
            for name, value in values.items()
        }
        for code, values in context(release).items()
    }
    return MappingProxyType(standardised(scaled) if scaled else {})


@lru_cache(maxsize=256)
def computed(release: Release, teryt: str, scope: Scope, weights: Weights) -> tuple[Neighbour, ...]:
    """The five counties nearest to one with these weights; empty where it lacks context."""
    every = scores(release)
    if teryt not in every or not any(weight for _, weight in weights):
        return ()
    home = release.areas[teryt].parent
    among = [code for code in every if scope == "country" or release.areas[code].parent == home]
    return tuple(neighbours(every, teryt, dict(weights), COUNT, among))


def peers(release: Release, teryt: str, scope: Scope, weights: Weights = ()) -> Peers:
    """The frozen set of a county, or with other weights than usual the one they give now."""
    if teryt not in context(release):
        return Peers(scope, (), why=MOVED if teryt in _moved(release) else LACKING)
    if weights and weights != usual(release):
        return Peers(scope, computed(release, teryt, scope, weights))
    kept = _frozen(release).get(teryt)
    if kept is None:
        return Peers(scope, computed(release, teryt, scope, usual(release)))
    codes = kept[scope].split("|")
    found = neighbours(scores(release), teryt, dict(usual(release)), len(codes), codes)
    return Peers(scope, tuple(sorted(found, key=lambda item: codes.index(item.code))), kept["year"], kept["version"])


@lru_cache(maxsize=4)
def _frozen(release: Release) -> Mapping[str, Mapping[str, str]]:
    """The newest frozen set of each county."""
    found: dict[str, dict[str, str]] = {}
    for row in sorted(release.lists.get("peer_sets", []), key=lambda row: (row["year"], int(row["version"]))):
        found[row["teryt"]] = row
    return MappingProxyType(found)


def rows(release: Release, year: str, version: str) -> list[dict[str, str]]:
    """What the file of frozen sets must hold for a year: every county's peers with the usual weights."""
    return [
        {"year": year, "version": version, "teryt": code}
        | {scope: "|".join(item.code for item in computed(release, code, scope, usual(release))) for scope in SCOPES}
        for code in sorted(context(release))
    ]
