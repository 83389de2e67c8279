"""What a release says about the deliveries behind it and about the protection of the persons in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pipelines.disclosure import rows
from pipelines.disclosure.tokens import HIDDEN, Rule
from pipelines.readings import counts
from pipelines.readings.counts import Token
from pipelines.release import Release

COARSEST = Rule(24, 10)  # for releases that name no rule
NO_ROWS = Token(0, 0, 0)


@dataclass(frozen=True)
class Attack:
    """One scenario of the audit; `narrowest` is the least number of possible counts left, None where nothing was asked."""

    name: str
    targets: int
    sensitive: int
    violations: int
    narrowest: int | None


@dataclass(frozen=True)
class Joint:
    """The attack on linked tables as one; `attacks` ends with the one that is told only: all sizes known at once."""

    declared: int  # kinds of links
    links: int  # at all places and times
    tables: int
    cells: int
    tightened: int  # cells that links narrow
    attacks: tuple[Attack, ...]


@dataclass(frozen=True)
class Protection:
    """Deliveries, rule and certificate of a release."""

    is_synthetic: bool
    deliveries: int
    cases: Token
    first: str  # half-year
    last: str
    rung: str
    threshold: int
    base: int
    attacks: tuple[Attack, ...]  # none where the counts are held back: what was found would itself tell of persons
    aside: tuple[tuple[str, Token], ...]  # rows set aside by rule
    is_personal: bool  # some group by county, sex, three ages and year is smaller than five
    below_five: Token  # cases in such groups
    seconds: float
    code: str
    joint: Joint | None  # none in releases from before it


def protection(release: Release) -> Protection | None:
    """None where the release holds nothing about cases."""
    told, deliveries = release.manifest.get("certificate"), release.manifest.get("deliveries", [])
    if not told:
        return None
    periods = sorted(delivery["period"] for delivery in deliveries)
    return Protection(
        is_synthetic=told["synthetic"],
        deliveries=len(deliveries),
        cases=summed(release, (delivery["kept"].get("cases", 0) for delivery in deliveries)),
        first=periods[0],
        last=periods[-1],
        rung=told["preset"],
        threshold=told["rule"]["threshold"],
        base=told["rule"]["base"],
        attacks=_attacks(told),
        aside=tuple(sorted(aside(release, deliveries).items())),
        is_personal=any(_lonely(delivery) != 0 for delivery in deliveries),
        below_five=summed(release, (_lonely(delivery) for delivery in deliveries)),
        seconds=told["seconds_of_audits"],
        code=told["code"],
        joint=_joint(told["joint"]) if told.get("joint") else None,
    )


def _attacks(told: dict[str, Any]) -> tuple[Attack, ...]:
    return tuple(
        Attack(name, found["targets"], found["sensitive"], found["violations"], found["narrowest"])
        for name, found in told.get("attacks", {}).items()
    )


def _joint(told: dict[str, Any]) -> Joint:
    return Joint(told["declared"], told["links"], told["tables"], told["cells"], told["tightened"], _attacks(told))


def _lonely(delivery: dict[str, Any]) -> int | None:
    """Cases of one delivery in groups smaller than five; releases of older versions tell their share."""
    told = delivery["small_groups"]
    if "share_below" in told:
        return int(told["share_below"] * delivery["kept"].get("cases", 0) + 0.5)
    below: int | None = told["below"]
    return below


def rule(release: Release) -> Rule:
    """How numbers of rows of deliveries are told: as counts of persons are."""
    told = release.manifest.get("row_rule") or (release.manifest.get("certificate") or {}).get("rule")
    return Rule(told["threshold"], told["base"]) if told else COARSEST


def summed(release: Release, told: Iterable[int | None]) -> Token:
    """Numbers of rows put together, with the smallest and the largest number behind them; no value where one is hidden."""
    held = rule(release)
    return counts.added(_rows(held, row) for row in told) or NO_ROWS


def _rows(held: Rule, told: int | None) -> Token:
    found = rows.told(held, told)
    if found == 0:
        return NO_ROWS
    lower, upper = (int(bound) for bound in held.bounds(HIDDEN if found is None else found))
    return Token(found, max(1, lower), upper)


def all_rows(release: Release, deliveries: Iterable[dict[str, Any]], kind: Literal["kept", "aside"]) -> Token:
    """Rows of all files of these deliveries; releases of older versions tell them file by file only."""
    told: list[int | None] = []
    for delivery in deliveries:
        if f"all_{kind}" in delivery:
            told.append(delivery[f"all_{kind}"])
        else:
            told.append(
                sum(delivery["kept"].values() if kind == "kept" else (row["rows"] for row in delivery["aside"]))
            )
    return summed(release, told)


def aside(release: Release, deliveries: Iterable[dict[str, Any]]) -> dict[str, Token]:
    """Rows that each rule of the contract set aside in these deliveries."""
    found: dict[str, list[int | None]] = defaultdict(list)
    for delivery in deliveries:
        for row in delivery["aside"]:
            found[row["rule"]].append(row["rows"])
    return {name: summed(release, told) for name, told in found.items()}
