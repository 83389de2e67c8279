"""How cases end and what becomes of people: outcomes, follow-ups with gaps, tapered support in work."""

from __future__ import annotations

import numpy as np

from pipelines.demo.frames import NO_MONTH, Frame, Ints, coded, flags, months, names, numbers
from pipelines.demo.people import NEW_LAW, People
from pipelines.demo.region import CUTOFF

WORK = ("PR_NS", "PR_DG", "PR_S")
_FORMS = ("umowa_o_prace", "umowa_cywilna", "dzialalnosc", "subsydiowana")
_EMPLOYERS = ("otwarty_rynek", "PES", "ZAZ", "dzialalnosc")
# reason: weight before the act of 2025, weight since
_OTHER = {
    "BEZKON": (0.42, 0.30),
    "DOBROW": (0.11, 0.16),
    "ODMOWA": (0.10, 0.0),
    "IPZS_KS": (0.09, 0.14),
    "EMREN": (0.07, 0.09),
    "CHOR90": (0.05, 0.07),
    "PRZEN": (0.05, 0.08),
    "NAUKA": (0.04, 0.06),
    "ST_SZ": (0.03, 0.05),
    "ZGON": (0.01, 0.01),
    "INNE": (0.03, 0.04),
}
_REASONS = (*WORK, *_OTHER)
_STATUSES = (
    "praca_od_pol_etatu",
    "praca_ponizej_pol_etatu",
    "dzialalnosc",
    "nauka",
    "cis_kis",
    "szuka_pracy",
    "bierny",
    "powrot_do_rejestru",
    "powrot_do_ops",
    "brak_danych",
)
_SOURCES = ("PUP", "OPS", "ZUS", "ankieta", "brak")
_LOST = {3: 0.10, 6: 0.17, 12: 0.25}  # follow-ups without an answer
_STAYS = {3: 0.84, 6: 0.73, 12: 0.63}  # of those who left to work, in work
_FOUND = {3: 0.05, 6: 0.09, 12: 0.14}  # of the others, in work


def outcomes(draw: np.random.Generator, people: People, number: Ints) -> Frame:
    """Table `outcomes` of the cases that ended by the cut-off."""
    case = np.flatnonzero(people.ended)
    rows, work, when = len(case), people.to_work[case], people.exit[case]
    luck = draw.random(rows)
    before, since = (np.cumsum(w) / np.sum(w) for w in zip(*_OTHER.values(), strict=True))
    other = 3 + np.where(
        when < NEW_LAW, np.searchsorted(before, luck, side="right"), np.searchsorted(since, luck, side="right")
    )
    old = ~work & (people.age[case] == 5) & (draw.random(rows) < 0.5)
    other = np.where(old, _REASONS.index("EMREN"), other)
    reason = np.where(work, np.searchsorted([0.70, 0.78], draw.random(rows), side="right"), other)
    own = reason == 1
    form = np.where(own, 2, np.where(reason == 2, 3, np.searchsorted([0.66], draw.random(rows))))
    employer = np.where(own, 3, np.searchsorted([0.93, 0.98], draw.random(rows)))
    lasted = draw.random(rows) < np.where(work, 0.93, 0.5)
    within = work | (draw.random(rows) < 0.05)
    size = 50 * np.rint(draw.gamma(5, 190, rows) / 50)
    had = people.benefits[case]
    left = np.where(work, np.where(draw.random(rows) < 0.6, 0.0, 0.35), np.where(draw.random(rows) < 0.15, 0.0, 0.95))
    told = draw.random(rows) < 0.9
    sure = within | (when + 3 <= CUTOFF)  # "no work" can be said only when the three months have passed
    return Frame(
        people.delivery[case],
        {
            "case_id": names("c", number[case]),
            "exit_month": months(when),
            "exit_reason": coded(_REASONS, reason),
            "employment_form": coded(_FORMS, np.where(work, form, -1)),
            "employer_type": coded(_EMPLOYERS, np.where(work, employer, -1)),
            "work_within_3m": flags(within, sure),
            "worked_30_days": flags(lasted & within, sure),
            "benefit_month_before": numbers(np.where(had, size, 0), told),
            "benefit_month_after": numbers(np.where(had, 50 * np.rint(size * left / 50), 0), told),
        },
    )


def followups(draw: np.random.Generator, people: People, number: Ints) -> Frame:
    """Table `followups` at 3, 6 and 12 months after exit: only windows that have passed, some unanswered, some not made."""
    parts: list[tuple[Ints, ...]] = []
    ahead = draw.random(people.rows)  # one person's luck, so that work at 12 months mostly means work at 6
    for window, lost in _LOST.items():
        case = np.flatnonzero(people.exit + window <= CUTOFF)
        case = case[draw.random(len(case)) < 0.97]
        rows, work = len(case), people.to_work[case]
        unknown = draw.random(rows) < lost
        busy = ahead[case] < np.where(work, _STAYS[window], _FOUND[window])
        luck = draw.random(rows)
        working = np.searchsorted([0.80, 0.92], luck)
        idle = 3 + np.searchsorted([0.05, 0.12, 0.45, 0.62, 0.86], luck)
        status = np.where(unknown, 9, np.where(busy, working, idle))
        measured = np.minimum(people.exit[case] + window + draw.binomial(2, 0.25, rows), CUTOFF)
        source = np.where(unknown, 4, np.searchsorted([0.45, 0.70, 0.85], draw.random(rows)))
        parts.append((case, np.full(rows, window), status, np.where(unknown, NO_MONTH, measured), source))
    case, at, status, measured, source = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((at, case))
    case, at, status, measured, source = case[order], at[order], status[order], measured[order], source[order]
    known = status != 9
    return Frame(
        people.delivery[case],
        {
            "case_id": names("c", number[case]),
            "window_m": numbers(at),
            "measured": months(measured),
            "status": coded(_STATUSES, status),
            "source": coded(_SOURCES, source),
            "in_work": flags(status <= 2, known),
            "back_in_register": flags(status == 7, known),
            "back_in_ops": flags(status == 8, known),
        },
    )


def degressive_support(draw: np.random.Generator, people: People, number: Ints) -> Frame:
    """Table `degressive_support`: for a few who left benefits for work, all of what was lost at first, nothing at the end."""
    lasts = draw.integers(4, 10, people.rows)
    able = people.ended & people.to_work & people.benefits & (people.exit + lasts <= CUTOFF)
    case = np.flatnonzero(able & (draw.random(people.rows) < np.where(people.treated, 0.07, 0.012)))
    row = np.repeat(np.arange(len(case)), lasts[case])
    who, total = case[row], lasts[case][row]
    at = np.arange(len(row)) - np.searchsorted(row, row)
    lost = 10 * np.rint(draw.gamma(6, 140, len(case)) / 10)[row] + 100
    support = 10 * np.floor(lost * (1 - at / (total - 1)) / 10)
    until = np.where(draw.random(len(case)) < 0.72, 99, draw.integers(2, 9, len(case)))[row]
    return Frame(
        people.delivery[who],
        {
            "case_id": names("c", number[who]),
            "month_no": numbers(at + 1),
            "benefit_lost_zl": numbers(lost),
            "support_zl": numbers(support),
            "in_work": flags(at < until),
        },
    )
