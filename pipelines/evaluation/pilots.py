"""The pilots of the model beside the other counties of their region, on published registered unemployment.

The same method as for cases, on figures without cases: what can be read from counties of a pilot with a few families in
each. The outcome is the logarithm of the number of registered unemployed, so that differences are percentages; they
need no rounding, because nothing but published figures goes in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.catalog import Text
from pipelines.evaluation.plan import FILE
from pipelines.problems import UserError
from pipelines.statistics.panel import NEVER, Panel, at_event_time, overall
from pipelines.statistics.randomisation import (
    Permutations,
    assignments,
    event_times,
    every_assignment,
    infer,
    joint_p,
    treated,
    treated_at,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import duckdb
    from numpy.typing import NDArray

    from pipelines.statistics.panel import Numbers
    from pipelines.statistics.randomisation import Inference

Row = dict[str, Any]
Rows = dict[str, list[Row]]
MEASURES = ("unemployed",)  # of the mart `registered_unemployment`, in persons
BINS = 5  # percent: width of the classes in which differences by chance are counted
MIDDLE = (0.025, 0.975)  # between these shares of all ways lies what chance gives


@dataclass(frozen=True)
class Plan:
    """What is compared, written down in evaluation.toml: outcome, years, size of the pilot."""

    measure: str
    first_year: int
    last_year: int
    families: int
    adults: int


@dataclass(frozen=True)
class Design:
    """Registered unemployed (counties x years), which counties have the pilot, since which year."""

    counties: tuple[str, ...]
    years: tuple[int, ...]
    persons: Numbers
    pilots: NDArray[np.bool_]
    since: int
    left_out: int  # counties of the region without a figure in some year


def read(reference: Path) -> Plan:
    """The plan; raises UserError where it asks for an outcome that is not a number of persons."""
    facts = tomllib.loads((reference / FILE).read_text(encoding="utf-8"))["pilot"]
    if facts["measure"] not in MEASURES or not facts["first_year"] < facts["last_year"]:
        raise UserError(
            Text(
                f"{FILE}: w [pilot] measure musi być „unemployed”, a first_year wcześniejszy niż last_year.",
                f"{FILE}: in [pilot] measure must be “unemployed” and first_year before last_year.",
            )
        )
    return Plan(*(facts[name] for name in ("measure", "first_year", "last_year", "families", "adults")))


def design(con: duckdb.DuckDBPyConnection, plan: Plan, counties: Sequence[str]) -> Design | None:
    """The complete panel of the region's counties; None where no pilot, or nothing to compare it with, is in it."""
    since: Mapping[str, int] = dict(
        con.execute("select teryt, cast(left(valid_from, 4) as integer) from ref_pilots order by teryt").fetchall()
    )
    inside = {since[code] for code in counties if code in since}
    if len(inside) != 1 or not plan.first_year < min(inside) <= plan.last_year:
        return None
    figures: dict[tuple[str, int], float] = {
        (teryt, int(period)): value
        for teryt, period, value in con.execute(
            "select teryt, period, value from registered_unemployment "
            "where measure = ? and sex = 'total' and length(period) = 4 and value > 0",
            [plan.measure],
        ).fetchall()
    }
    years = range(plan.first_year, plan.last_year + 1)
    whole = [code for code in sorted(counties) if all((code, year) in figures for year in years)]
    pilots = np.array([code in since for code in whole], dtype=bool)
    if not 0 < pilots.sum() < len(whole):
        return None
    persons = np.array([[figures[code, year] for year in years] for code in whole])
    return Design(tuple(whole), tuple(years), persons, pilots, min(inside), len(counties) - len(whole))


def compared(found: Design, plan: Plan) -> Rows:
    """Rows of the three tables of pilots; every way to choose as many counties is counted out."""
    start = found.years.index(found.since)
    adoption = np.where(found.pilots, start, NEVER)
    # weights are fixed by the years before the pilot: a later number could itself be moved by it
    panel = Panel(np.log(found.persons), found.persons[:, :start].mean(axis=1), adoption)
    draws = Permutations(panel, every_assignment(adoption))
    main = infer(draws, overall, treated(panel))
    events = {time: infer(draws, at_event_time(time), treated_at(panel, time)) for time in event_times(draws.own_cells)}
    before = [at_event_time(time) for time in events if time < 0]
    own, others = (found.persons[rows].sum(axis=0) for rows in (found.pilots, ~found.pilots))
    base = float(own[start - 1])
    most = plan.families * plan.adults * int(found.pilots.sum())
    smallest = -percent(-main.smallest_effect)
    row: Row = {
        "first": str(found.years[0]),
        "last": str(found.years[-1]),
        "since": str(found.since),
        "pilots": int(found.pilots.sum()),
        "others": int((~found.pilots).sum()),
        "left_out": found.left_out,
        "families": plan.families,
        "adults": plan.adults,
        "persons_before": round(base),
        "persons_most": most,
        "smallest": round(smallest, 1),
        "persons_smallest": round(base * smallest / 100),
        **_told(main),
        "trend_p": round(joint_p(draws, before), 4),
        "assignments": assignments(adoption),
    }
    years = []
    for at, year in enumerate(found.years):
        told = _told(events[at - start]) | _chance(events[at - start].permuted) if at - start in events else _base()
        years.append({"period": str(year), "own": round(own[at]), "others": round(others[at]), **told})
    return {
        "evaluation_pilot": [row],
        "evaluation_pilot_years": years,
        "evaluation_pilot_chance": classes([main.estimate, *main.permuted]),
    }


def percent(logarithm: float) -> float:
    """A difference of logarithms as a percentage of what it is set against."""
    return float(100 * np.expm1(logarithm))


def classes(differences: Sequence[float]) -> list[Row]:
    """How many of the differences (of logarithms) lie in each class of 5 percent, empty classes between them included."""
    lowest = np.floor(np.array([percent(value) for value in differences]) / BINS + 1e-9).astype(int)
    places = range(int(lowest.min()), int(lowest.max()) + 1)
    return [{"start": BINS * at, "end": BINS * (at + 1), "ways": int((lowest == at).sum())} for at in places]


def _told(inference: Inference) -> Row:
    bounds = {name: getattr(inference, name) for name in ("lower", "upper")}
    told = {name: round(percent(value), 1) if np.isfinite(value) else None for name, value in bounds.items()}
    return {"value": round(percent(inference.estimate), 1), **told, "p": round(inference.p, 4)}


def _chance(permuted: Numbers) -> Row:
    low, high = np.quantile(permuted, MIDDLE)
    return {"chance_lower": round(percent(low), 1), "chance_upper": round(percent(high), 1)}


def _base() -> Row:
    """The last year before the pilot: every difference is measured from it."""
    return {"value": 0.0, "lower": 0.0, "upper": 0.0, "p": None, "chance_lower": 0.0, "chance_upper": 0.0}
