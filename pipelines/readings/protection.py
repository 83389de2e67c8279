"""What a release says about the deliveries behind it and about the protection of the persons in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipelines.release import Release


@dataclass(frozen=True)
class Attack:
    """One scenario of the audit; `narrowest` is the least number of possible counts left, None where nothing was asked."""

    name: str
    targets: int
    sensitive: int
    violations: int
    narrowest: int | None


@dataclass(frozen=True)
class Protection:
    """Deliveries, rule and certificate of a release."""

    is_synthetic: bool
    deliveries: int
    cases: int
    first: str  # half-year
    last: str
    rung: str
    threshold: int
    base: int
    attacks: tuple[Attack, ...]
    aside: tuple[tuple[str, int], ...]  # rows set aside by rule
    smallest: int  # the smallest group by county, sex, three ages and year, over the deliveries
    share_below_five: float  # of cases, in groups smaller than five
    seconds: float
    code: str


def protection(release: Release) -> Protection | None:
    """None where the release holds nothing about cases."""
    told, deliveries = release.manifest.get("certificate"), release.manifest.get("deliveries", [])
    if not told:
        return None
    aside: Counter[str] = Counter()
    for delivery in deliveries:
        for row in delivery["aside"]:
            aside[row["rule"]] += row["rows"]
    cases = [delivery["kept"].get("cases", 0) for delivery in deliveries]
    below = sum(d["small_groups"]["share_below"] * n for d, n in zip(deliveries, cases, strict=True))
    periods = sorted(delivery["period"] for delivery in deliveries)
    return Protection(
        is_synthetic=told["synthetic"],
        deliveries=len(deliveries),
        cases=sum(cases),
        first=periods[0],
        last=periods[-1],
        rung=told["preset"],
        threshold=told["rule"]["threshold"],
        base=told["rule"]["base"],
        attacks=tuple(
            Attack(name, found["targets"], found["sensitive"], found["violations"], found["narrowest"])
            for name, found in told["attacks"].items()
        ),
        aside=tuple(sorted(aside.items())),
        smallest=min(d["small_groups"]["smallest"] for d in deliveries),
        share_below_five=below / max(sum(cases), 1),
        seconds=told["seconds_of_audits"],
        code=told["code"],
    )
