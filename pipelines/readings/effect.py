"""Readings of the evaluation: the verdict with the figures that carry it, half-years before and after, the conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.words import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.catalog import Text
    from pipelines.release import Release
    from pipelines.words.sentences import Effect, Smallest

MONTHS = 12  # of the headline outcome
GATES = (  # in the order in which they are read: what the design needs, what was declared, what was measured
    *("treated_counties", "comparison_counties", "pre_periods", "post_periods", "assignments"),
    *("adoption_fixed", "definition_unchanged"),
    *("pre_trend", "pre_coefficients", "smallest_effect", "composition", "drop_one"),
)


@dataclass(frozen=True)
class Event:
    """The difference so many half-years from adoption, percentage points; no value where it is hidden."""

    time: int
    value: int | None
    lower: int | None
    upper: int | None


def verdict(release: Release) -> dict[str, Any] | None:
    """What may be said and what it rests on; None where the release evaluates nothing."""
    rows = release.table("evaluation_verdict")
    return rows[0] if rows else None


def gates(release: Release) -> list[dict[str, Any]]:
    """The conditions in reading order."""
    return sorted(release.table("evaluation_gates"), key=lambda row: GATES.index(row["gate"]))


def row(release: Release, kind: str) -> dict[str, Any] | None:
    """The single row of a kind: smallest, effect, drop_one."""
    return next((found for found in release.table("evaluation_effect") if found["kind"] == kind), None)


def events(release: Release) -> list[Event]:
    """Half-years around adoption, in order; -1 is the base, against which the others are measured."""
    found = [
        Event(r["time"], r["value"], r["lower"], r["upper"])
        for r in release.table("evaluation_effect")
        if r["kind"] == "event"
    ]
    return sorted([*found, Event(-1, 0, 0, 0)] if found else [], key=lambda event: event.time)


def smallest(release: Release) -> Smallest:
    """The smallest difference that the data could show."""
    found = row(release, "smallest")
    return sentences.Smallest(points=found["value"] if found else None)


def effect(release: Release, names: Mapping[str, Text]) -> Effect:
    """The facts of the verdict's sentence; `names` names each condition. LookupError where nothing is evaluated.

    A release that says more than its own conditions allow is read as one in which they do not hold.
    """
    told = verdict(release)
    if told is None:
        raise LookupError("the release evaluates nothing")
    failed = tuple(names[gate["gate"]] for gate in gates(release) if not gate["passed"])
    said = told["verdict"]
    if said == "hidden":
        return sentences.Effect(verdict="hidden", months=MONTHS)
    if failed:
        return sentences.Effect(verdict="no_design", months=MONTHS, failed=failed)
    main = row(release, "effect")
    if main is None or said == "no_design":
        return sentences.Effect(verdict="hidden", months=MONTHS)
    bounds = {name: main[name] for name in ("value", "lower", "upper")}
    return sentences.Effect(verdict=said, months=MONTHS, **bounds)


def adoption(release: Release) -> list[dict[str, Any]]:
    """Since which half-year each county has the model, by code."""
    return sorted(release.table("evaluation_design"), key=lambda found: str(found["teryt"]))
