"""Families in programmes: households, what became of them, and the plans and steps that belong to a family as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.demo import forms
from pipelines.demo.frames import Bools, Frame, Ints, coded, flags, joined, months, names, numbers, same
from pipelines.demo.institutions import Institutions
from pipelines.demo.numbering import OF_HOUSEHOLDS, Numbering
from pipelines.demo.pathways import step_columns
from pipelines.demo.people import People
from pipelines.demo.region import CUTOFF, FIRST, NEVER

_PERSONS = ("1", "2", "3", "4", "5", "6+")
_CHILDREN = ("0", "1", "2", "3", "4", "5+")
_ADULTS = ("1", "2", "3+")
_GENERATIONS = ("0", "1", "2+")
_BENEFITS = ("0", "1-500", "501-1000", "1001-2000", "2001+")
_PROGRAMMES = ("SCHEMATOM_STOP", "PMW", "KOOPERACJE", "INNE")
_WINDOWS = (0, 6, 12, 24, 36)
_RESULTS = ("samodzielna", "postep", "bez_zmian", "pogorszenie", "utrata_kontaktu")
_INDEPENDENT = (0.0, 0.10, 0.20, 0.29, 0.34)  # by window
_LOST = (0.0, 0.04, 0.07, 0.12, 0.18)


@dataclass
class Households:
    """Which case belongs to which household, and the frames about households."""

    of_case: Ints  # surrogate of the household, 0 where none
    frames: dict[str, list[Frame]]


def households(draw: np.random.Generator, people: People, places: Institutions, given: Numbering) -> Households:
    """Tables `households` and `household_status`, family plans and their steps: one family behind about every 50th case."""
    county = people.county
    share = np.where(people.treated, 0.035, 0.012) + 0.05 * (county.pilot & (people.entry < FIRST + 12))
    case = np.flatnonzero(people.benefits & (draw.random(people.rows) < share))
    number = given.next("h", people.delivery[case])
    of_case = np.zeros(people.rows, np.int64)
    of_case[case] = number
    rows, entry = len(case), people.entry[case]
    adults = draw.integers(1, 4, rows)
    children = np.minimum(draw.poisson(2.1, rows), 8)
    programme = np.where(
        county.pilot & (entry // 12 <= 2015), 0, np.where(people.treated[case], 1, np.where(entry // 12 >= 2019, 2, 3))
    )
    used = draw.random((rows, 4)) < np.where(programme == 3, 0.35, 0.8)[:, None]
    used[:, 1] |= ~used.any(axis=1)
    homes = Frame(
        people.delivery[case],
        {
            "household_id": names("h", number),
            "teryt": same(county.teryt, rows),
            "entry_month": months(entry),
            "persons_group": coded(_PERSONS, np.minimum(adults + children, 6) - 1),
            "children_group": coded(_CHILDREN, np.minimum(children, 5)),
            "adults_group": coded(_ADULTS, adults - 1),
            "generations_unemployed": coded(
                _GENERATIONS, np.where(people.inherited[case] == 0, 2, draw.integers(0, 2, rows))
            ),
            "benefits_entry_group": coded(_BENEFITS, 1 + draw.binomial(3, 0.55, rows)),
            "programme": coded(_PROGRAMMES, programme),
            "modules": joined({forms.CODES[m]: used[:, at] for at, m in enumerate(forms.MODULES)}),
        },
    )
    made = {"households": [homes], "household_status": [_status(draw, people, case, number)]}
    made |= _programmes(draw, people, places, given, case, number, used, programme)
    return Households(of_case, made)


def _status(draw: np.random.Generator, people: People, case: Ints, number: Ints) -> Frame:
    windows = np.array(_WINDOWS)
    luck = draw.random(len(case))[:, None]
    lost_luck = draw.random(len(case))[:, None]
    row, at = np.nonzero(people.entry[case][:, None] + windows <= CUTOFF)
    free: Bools = (luck < np.array(_INDEPENDENT))[row, at]
    unknown: Bools = (lost_luck < np.array(_LOST))[row, at] & ~free
    other = draw.random(len(row))
    employed = free | (other < 0.25)
    income = free & (draw.random(len(row)) < 0.75)
    result = np.where(
        unknown, 4, np.where(free, 0, np.where(at == 0, 2, 1 + np.searchsorted([0.40, 0.88], other, side="right")))
    )
    return Frame(
        people.delivery[case][row],
        {
            "household_id": names("h", number[row]),
            "window_m": numbers(windows[at]),
            "benefit_free": flags(free, ~unknown),
            "adult_employed": flags(employed, ~unknown),
            "income_above_criterion": flags(income, ~unknown),
            "status": coded(_RESULTS, result),
        },
    )


def _programmes(
    draw: np.random.Generator,
    people: People,
    places: Institutions,
    given: Numbering,
    case: Ints,
    number: Ints,
    used: Bools,
    programme: Ints,
) -> dict[str, list[Frame]]:
    """Family plans, accepted by the county's body before they start, with one step for each module."""
    submitted = people.entry[case] + draw.integers(0, 2, len(case))
    accepted = submitted + draw.integers(0, 3, len(case))
    begun = accepted + draw.integers(0, 2, len(case))
    keep = np.flatnonzero((begun <= CUTOFF) & (programme != 3))
    case, number, used = case[keep], number[keep], used[keep]
    submitted, accepted, begun = submitted[keep], accepted[keep], begun[keep]
    rows = len(keep)
    ended = begun + draw.integers(10, 25, rows)
    over = ended <= CUTOFF
    end = np.where(over, np.searchsorted([0.36, 0.68, 0.88, 0.96], draw.random(rows)), 5)
    plan = OF_HOUSEHOLDS + given.next("family plans", people.delivery[case])
    pcpr = np.full(rows, places.position("PCPR"))
    plans = Frame(
        people.delivery[case],
        {
            "plan_id": names("p", plan),
            "household_id": names("h", number),
            "type": same("RPA", rows),
            "joint": flags(np.zeros(rows, bool)),
            "inst_lead": coded(places.ids, pcpr),
            "inst_partners": numbers(draw.integers(1, 5, rows)),
            "goal": same("stabilizacja_rodziny", rows),
            "submitted": months(submitted),
            "accepted": months(accepted),
            "started": months(begun),
            "ended": months(np.where(over, ended, -1)),
            "end_reason": coded(
                ("cel_osiagniety", "czesciowo", "przerwany_klient", "przerwany_instytucja", "zmiana", "trwa"), end
            ),
        },
    )
    row, module = np.nonzero(used)
    start = np.minimum(begun[row] + draw.integers(0, 5, len(row)), CUTOFF)
    form = np.array(forms.MODULES)[module]
    sequence = OF_HOUSEHOLDS + given.next("family steps", people.delivery[case][row])
    steps = Frame(
        people.delivery[case][row],
        {"plan_id": names("p", plan[row]), "inst_id": coded(places.ids, pcpr[row])}
        | step_columns(draw, form, start, np.where(over, ended, NEVER)[row], sequence),
    )
    return {"plans": [plans], "steps": [steps]}
