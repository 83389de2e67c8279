"""The tables of cases, reasons and barriers, made from the people who enter."""

from __future__ import annotations

import numpy as np

from pipelines.demo import frames
from pipelines.demo.frames import Bools, Frame, Ints, coded, flags, joined, months, names, same
from pipelines.demo.people import AGES, DURATIONS, EDUCATIONS, LONG, NEW_LAW, PROFILES, RECORDS, People
from pipelines.demo.region import CUTOFF

_DEGURBAS = ("1", "2", "3")
_FOUND_BY = ("PUP", "OPS", "CUS", "INNE")
_STATUSES = ("bezrobotny_zarejestrowany", "bezrobotny_niezarejestrowany", "dlugotrwale_bezrobotny", "bierny")

# group, code, share among those on benefits, and share among the others
_REASONS = (
    ("MAT", "7.1", 0.52, 0.10),
    ("BEZR", "7.4", 0.63, 0.25),
    ("ZDR", "7.5", 0.11, 0.05),
    ("ZDR", "7.6", 0.19, 0.06),
    ("ROD", "7.8", 0.12, 0.03),
    ("ROD", "7.9", 0.15, 0.03),
    ("UZAL", "7.13", 0.08, 0.02),
    ("MIESZ", "7.3", 0.03, 0.01),
    ("PRZEM", "7.7", 0.03, 0.01),
    ("PEN", "7.12", 0.02, 0.005),
    ("ZDARZ", "7.14", 0.02, 0.01),
)
_BARRIERS = {
    "kwalifikacje": 0.34,
    "motywacja": 0.27,
    "zdrowie": 0.20,
    "dojazd": 0.18,
    "zadluzenie": 0.15,
    "opieka_dziecko": 0.10,
    "mieszkanie": 0.06,
    "opieka_zalezna": 0.05,
    "jezyk": 0.02,
    "inne": 0.04,
}


def cases(draw: np.random.Generator, people: People, number: Ints, household: Ints) -> Frame:
    """Table `cases`; `number` is the surrogate of each case, `household` that of its household or 0."""
    rows = people.rows
    longterm = (people.duration >= LONG) & ~people.inactive
    status = np.where(people.inactive, 3, np.where(longterm, 2, np.where(draw.random(rows) < 0.9, 0, 1)))
    groups = {
        "do_30": (people.age == 0) | ((people.age == 1) & (draw.random(rows) < 0.5)),
        "dlugotrwale": longterm,
        "powyzej_50": (people.age >= 4) | ((people.age == 3) & (draw.random(rows) < 0.5)),
        "pomoc_spoleczna": people.benefits,
        "dziecko_do_6": people.young_child,
        "niepelnosprawni": people.disabled,
    }
    profiled = (people.entry >= PROFILES[0]) & (people.entry <= PROFILES[1]) & ~people.inactive
    profile = np.clip(np.rint(1 + 0.5 * people.hardness + draw.normal(0, 0.3, rows)).astype(int), 0, 2)
    return Frame(
        people.delivery,
        {
            "case_id": names("c", number),
            "household_id": names("h", household, household > 0),
            "teryt": same(people.county.teryt, rows),
            "degurba": coded(_DEGURBAS, people.rural),
            "entry_month": months(people.entry),
            "identified_by": coded(_FOUND_BY, people.found_by),
            "sex": coded(("F", "M"), people.sex),
            "age_group": coded(AGES, people.age),
            "education": coded(EDUCATIONS, people.education),
            "work_record": coded(RECORDS, people.record),
            "duration_group": coded(DURATIONS, people.duration),
            "lm_status_entry": coded(_STATUSES, status),
            "disability": coded(
                ("tak", "nie", "brak_danych"), np.where(draw.random(rows) < 0.02, 2, np.where(people.disabled, 0, 1))
            ),
            "special_groups": joined(groups),
            "is_longterm": flags(longterm),
            "inherited_unemployment": coded(("tak", "nie", "nieustalone"), people.inherited),
            "on_benefits_entry": flags(people.benefits),
            "beyond_income_criterion": flags(~people.benefits & (draw.random(rows) < 0.6), draw.random(rows) < 0.9),
            "profile_hist": coded(("I", "II", "III"), np.where(profiled, profile, -1)),
            "joint_client": flags(people.joint_client),
            "consent_scope": same("tylko_statystyka", rows),
            "law_version": coded(("2004", "2025"), (people.entry >= NEW_LAW).astype(np.int64)),
            "data_cutoff": same(frames.month_text(CUTOFF), rows),
        },
    )


def reasons(draw: np.random.Generator, people: People, number: Ints) -> Frame:
    """Table `case_reasons`: several reasons a case; the group is for publication, the code stays with the cases."""
    sure = people.benefits[:, None]
    chances = np.where(sure, [r[2] for r in _REASONS], [r[3] for r in _REASONS])
    has = draw.random(chances.shape) < chances
    case, reason = np.nonzero(has)
    return Frame(
        people.delivery[case],
        {
            "case_id": names("c", number[case]),
            "reason_group": coded([r[0] for r in _REASONS], reason),
            "reason_code": coded([r[1] for r in _REASONS], reason),
        },
    )


def barriers(draw: np.random.Generator, people: People, number: Ints) -> Frame:
    """Table `case_barriers`; those with a young child or bad health name it more often."""
    chances = np.tile(list(_BARRIERS.values()), (people.rows, 1))
    kinds = list(_BARRIERS)
    _raise(chances, kinds.index("opieka_dziecko"), people.young_child, 0.55)
    _raise(chances, kinds.index("zdrowie"), people.disabled, 0.7)
    _raise(chances, kinds.index("motywacja"), people.hardness > 1, 0.45)
    case, barrier = np.nonzero(draw.random(chances.shape) < chances)
    return Frame(
        people.delivery[case],
        {"case_id": names("c", number[case]), "barrier": coded(kinds, barrier)},
    )


def _raise(chances: np.ndarray, kind: int, where: Bools, to: float) -> None:
    chances[where, kind] = to
