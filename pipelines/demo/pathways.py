"""Plans, their steps and the exchanges between offices: what is done with a case between entry and exit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.demo import forms
from pipelines.demo.frames import NO_MONTH, Bools, Floats, Frame, Ints, coded, flags, months, names, numbers
from pipelines.demo.institutions import Institutions
from pipelines.demo.numbering import Numbering
from pipelines.demo.people import NEW_LAW, People
from pipelines.demo.region import CUTOFF, FIRST

_TYPES = ("IPD", "KS_A", "KS_B", "IPZS", "IPR", "WSPOLNY")
_GOALS = ("zatrudnienie", "PES", "CIS", "kwalifikacje", "stabilizacja_rodziny", "inne")
_ENDS = ("cel_osiagniety", "czesciowo", "przerwany_klient", "przerwany_instytucja", "zmiana", "trwa")
_STATUSES = ("planowany", "trwa", "ukonczony", "przerwany")
_BREAKS = ("rezygnacja", "zdrowie", "rodzina", "przeprowadzka", "instytucja", "praca")
_CHANNELS = ("papier", "email", "telefon", "epuap", "empatia_ac", "platforma")
_KINDS = ("skierowanie", "zapytanie_status", "informacja_o_ofercie", "informacja_zwrotna")
_MOST_STEPS = 7
_AHEAD = 2  # months after the cut-off for which steps of open cases are planned already


@dataclass
class Plans:
    """One plan per row; `case` is the position of its case among the people."""

    case: Ints
    joint: Bools
    started: Ints
    frame: Frame
    number: Ints


def choose_joint(draw: np.random.Generator, people: People) -> Bools:
    """Joint plans: rare before the model, common where it works, and oftener for those far from work."""
    logit = -2.1 + 2.0 * people.treated + 0.7 * people.hardness
    chosen: Bools = people.joint_client & (draw.random(people.rows) < 1 / (1 + np.exp(-logit)))
    return chosen


def plans(
    draw: np.random.Generator, people: People, places: Institutions, ops: Ints, number: Ints, given: Numbering
) -> Plans:
    """Table `plans`: most cases have one, led by the labour office or by the welfare centre `ops` of the place."""
    joint_all = choose_joint(draw, people)
    wait = draw.geometric(np.where(people.treated, 0.55, 0.38)) - 1
    case = np.flatnonzero((people.entry + wait <= people.last) & (joint_all | (draw.random(people.rows) < 0.88)))
    joint, started = joint_all[case], (people.entry + wait)[case]
    rows = len(case)
    welfare = people.benefits[case] & (draw.random(rows) < 0.35)
    kind = np.where(welfare, np.searchsorted([0.3, 0.85], draw.random(rows)) + 1, 0)
    kind = np.where(people.inactive[case] & (draw.random(rows) < 0.5), 4, kind)
    kind = np.where(joint, 5, kind)
    over = people.ended[case]
    work = people.to_work[case]
    luck = draw.random(rows)
    end = np.where(work, np.where(luck < 0.78, 0, 1), np.searchsorted([0.05, 0.33, 0.70, 0.85], luck, side="right"))
    end = np.where(over, end, 5)
    lead = np.where((kind == 0) | (kind == 4) | (joint & (luck < 0.6)), 0, places.first_ops + ops[case])
    goal = np.where(kind == 3, 2, np.searchsorted([0.66, 0.70, 0.76, 0.90, 0.96], draw.random(rows)))
    sequence = given.next("p", people.delivery[case])
    frame = Frame(
        people.delivery[case],
        {
            "plan_id": names("p", sequence),
            "case_id": names("c", number[case]),
            "type": coded(_TYPES, kind),
            "joint": flags(joint),
            "inst_lead": coded(places.ids, lead),
            "inst_partners": numbers(np.where(joint, 1 + draw.binomial(3, 0.3, rows), draw.binomial(1, 0.1, rows))),
            "goal": coded(_GOALS, goal),
            "started": months(started),
            "ended": months(np.where(over, people.exit[case], NO_MONTH)),
            "end_reason": coded(_ENDS, end),
        },
    )
    return Plans(case, joint, started, frame, sequence)


def steps(
    draw: np.random.Generator,
    people: People,
    places: Institutions,
    ops: Ints,
    number: Ints,
    made: Plans,
    given: Numbering,
) -> Frame:
    """Table `steps`: up to seven a plan, one after another with waiting between; what would begin after the exit never does,
    and in an open case what would begin soon after the cut-off is planned.

    The first two steps of a joint plan are one of each side, so that a joint plan is joint in deed.
    """
    case, rows = made.case, len(made.case)
    wanted = 4 + draw.binomial(3, np.where(made.joint, 0.6, 0.4))
    at = np.arange(_MOST_STEPS)
    gap = draw.geometric(np.where(made.joint, 0.5, 0.42)[:, None], (rows, _MOST_STEPS)) - 1
    gap[:, 0] = np.minimum(gap[:, 0], 1)
    last = people.last[case][:, None]
    starts = made.started[:, None] + np.cumsum(gap, axis=1)
    starts[:, :2] = np.minimum(starts[:, :2], last)
    social = (
        draw.random((rows, _MOST_STEPS))
        < np.where(made.joint, 0.45, np.where(people.benefits[case], 0.3, 0.12))[:, None]
    )
    social[:, 0] &= ~made.joint
    social[:, 1] |= made.joint
    luck = draw.random((rows, _MOST_STEPS))
    form = np.where(social, np.searchsorted(forms.shares("SF"), luck), np.searchsorted(forms.shares("V"), luck))
    form[:, 1] = np.where(made.joint, forms.CODES.index("PRSOC"), form[:, 1])
    form[:, 0] = np.where(made.joint, forms.CODES.index("PORZ"), form[:, 0])
    soon = (people.exit[case][:, None] > CUTOFF) & (starts <= CUTOFF + _AHEAD)
    row, which = np.nonzero((at < wanted[:, None]) & ((starts <= last) | soon))
    start, form = starts[row, which], form[row, which]
    form = np.where(places.here(form), form, forms.CODES.index("PRSOC"))
    form = forms.in_force(form, start)
    who = case[row]
    return Frame(
        people.delivery[who],
        {
            "plan_id": names("p", made.number[row]),
            "case_id": names("c", number[who]),
            "inst_id": coded(places.ids, places.giver(form, ops[who])),
        }
        | step_columns(draw, form, start, people.exit[who], given.next("s", people.delivery[who])),
    )


def step_columns(draw: np.random.Generator, form: Ints, start: Ints, leaves: Ints, sequence: Ints) -> dict[str, object]:
    """The columns of steps that follow from the form, its start and when the case ends."""
    rows = len(form)
    lasts = np.maximum(np.rint(forms.LASTS[form] * draw.gamma(6, 1 / 6, rows)).astype(np.int64), 1)
    planned_end = start + lasts - 1
    broken_off = draw.random(rows) < 0.07
    end = np.where(broken_off, start + lasts // 2, planned_end)
    cut = end > leaves
    end = np.minimum(end, leaves)
    running = end > CUTOFF
    broken = (broken_off | (cut & (draw.random(rows) < 0.35))) & (end <= CUTOFF)
    planned = start > CUTOFF
    status = np.where(planned, 0, np.where(running, 1, np.where(broken, 3, 2)))
    share = np.clip((np.minimum(end, CUTOFF) - start + 1) / lasts, 0.1, 1.0)
    amount = share * draw.gamma(20, 1 / 20, rows)
    hours = _coarse(forms.HOURS[form] * amount)
    cost = 10 * _coarse(forms.COSTS_ZL[form] * amount / 10)
    reason = np.searchsorted([0.35, 0.55, 0.7, 0.78, 0.86], draw.random(rows))
    return {
        "step_id": names("s", sequence),
        "form": coded(forms.CODES, form),
        "block": coded(forms.BLOCKS, forms.BLOCK[form]),
        "started": months(start),
        "ended": months(np.where(running, NO_MONTH, end)),
        "status": coded(_STATUSES, status),
        "hours": numbers(hours, (hours > 0) & ~planned),
        "cost_zl": numbers(cost, (cost > 0) & ~planned),
        "funding": coded(forms.FUNDINGS, forms.FUNDING[form]),
        "break_reason": coded(_BREAKS, np.where(broken, reason, -1)),
    }


def _coarse(value: Floats) -> Floats:
    """Two figures of precision, as offices round, above 20."""
    unit = np.where(value > 200, 50, np.where(value > 20, 5, 1))
    result: Floats = unit * np.rint(value / unit)
    return result


def exchanges(
    draw: np.random.Generator, people: People, places: Institutions, ops: Ints, number: Ints, given: Numbering
) -> Frame:
    """Table `exchanges`: questions and referrals between PUP and OPS; more, quicker and electronic where the model works."""
    mean = np.where(people.joint_client, 0.8, 0.2) + 0.9 * people.treated
    who = np.repeat(np.arange(people.rows), draw.poisson(mean))
    rows = len(who)
    span = people.last[who] - people.entry[who] + 1
    sent = people.entry[who] + (draw.random(rows) ** 2 * span).astype(np.int64)
    treated = people.treated[who]
    from_pup = draw.random(rows) < 0.5
    pup, welfare = np.zeros(rows, np.int64), places.first_ops + ops[who]
    days = np.maximum(np.rint(draw.gamma(2.0, np.where(treated, 4.5, 9.0))), 1)
    answered = (draw.random(rows) < np.where(treated, 0.95, 0.84)) & (sent < CUTOFF)
    modern = np.clip((sent - FIRST) / (NEW_LAW - FIRST), 0, 1) * 0.55 + 0.2 * treated
    luck, other = draw.random(rows), draw.random(rows)
    channel = np.where(luck < modern, 3 + np.searchsorted([0.2, 0.7], other), np.searchsorted([0.5, 0.8], other))
    return Frame(
        people.delivery[who],
        {
            "exch_id": names("x", given.next("x", people.delivery[who])),
            "case_id": names("c", number[who]),
            "from_inst": coded(places.ids, np.where(from_pup, pup, welfare)),
            "to_inst": coded(places.ids, np.where(from_pup, welfare, pup)),
            "kind": coded(_KINDS, np.searchsorted([0.35, 0.65, 0.85], draw.random(rows))),
            "channel": coded(_CHANNELS, channel),
            "sent": months(sent),
            "days_to_answer": numbers(days, answered),
            "answered": flags(answered),
        },
    )
