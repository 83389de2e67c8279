"""Who enters: the case rows with their characteristics, and each case's chance of work without the model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.demo import truth
from pipelines.demo.frames import Bools, Floats, Ints, month
from pipelines.demo.region import CUTOFF, FIRST, MONTHS, NEVER, County

NEW_LAW = month(2025, 6)  # the act of 20 March 2025 is in force
PROFILES = (month(2014, 6), month(2019, 5))  # months in which clients were given one of three profiles of help
_CUS_HALF_YEAR = 2 * (2020 - FIRST // 12)  # centres of social services exist since July 2019
_COVID = (month(2020, 4), month(2021, 1))

# code: share among entrants, what it adds to the chance of work
_AGE_PARTS = {
    "18-24": (0.14, 0.03),
    "25-34": (0.24, 0.03),
    "35-44": (0.23, 0.0),
    "45-54": (0.20, -0.04),
    "55-59": (0.12, -0.10),
    "60-64": (0.07, -0.16),
}
_EDUCATION_PARTS = {
    "tertiary": (0.09, 0.08),
    "post_secondary": (0.20, 0.04),
    "general_secondary": (0.11, 0.02),
    "basic_vocational": (0.30, 0.0),
    "lower": (0.30, -0.07),
}
_DURATION_PARTS = {
    "do_1": (0.06, 0.06),
    "1-3": (0.12, 0.05),
    "3-6": (0.15, 0.03),
    "6-12": (0.20, 0.0),
    "12-24": (0.21, -0.06),
    "24+": (0.26, -0.13),
}
RECORDS = ("brak", "do_1", "1-5", "5-10", "10-20", "20-30", "30+")
AGES, EDUCATIONS, DURATIONS = tuple(_AGE_PARTS), tuple(_EDUCATION_PARTS), tuple(_DURATION_PARTS)
LONG = 4  # first position of DURATIONS above twelve months
_BASE, _FEMALE, _DISABLED, _INHERITED, _BENEFITS, _MOTIVATION = 0.52, -0.02, -0.08, -0.05, -0.04, 0.05
_TYPICAL = -0.13  # what personal traits add to the chance on average
_DEMAND = -0.08  # per unit of log(unemployed / their mean since 2014)


@dataclass
class People:
    """Arrays of one row per case, in order of delivery; months are counts since year 0."""

    county: County
    delivery: Ints
    entry: Ints
    sex: Ints
    age: Ints
    education: Ints
    duration: Ints
    record: Ints
    disabled: Bools
    inherited: Ints  # 0 yes, 1 no, 2 not established
    benefits: Bools
    inactive: Bools
    young_child: Bools
    rural: Ints
    found_by: Ints
    joint_client: Bools
    treated: Bools
    chance: Floats  # of ever leaving to work without the model
    hardness: Floats  # what staff see and choose by: high = far from work
    exit: Ints  # month, or beyond CUTOFF where the case is open
    to_work: Bools

    @property
    def rows(self) -> int:
        return len(self.entry)

    @property
    def ended(self) -> Bools:
        return self.exit <= CUTOFF

    @property
    def last(self) -> Ints:
        """Last month in which anything can happen inside the case."""
        result: Ints = np.minimum(self.exit, CUTOFF)
        return result


def _pick(draw: np.random.Generator, parts: dict[str, tuple[float, float]], rows: int) -> tuple[Ints, Floats]:
    shares = np.cumsum([share for share, _ in parts.values()])
    at: Ints = np.searchsorted(shares / shares[-1], draw.random(rows), side="right")
    return at, np.array([adds for _, adds in parts.values()])[at]


def climate(draw: np.random.Generator, county: County) -> Floats:
    """What place and time add to the chance of work, by month of entry: the county, demand, shocks by quarter."""
    place = float(np.clip(draw.normal(0, 0.025), -0.05, 0.05)) - 0.004 * (county.rate - 8)
    shocks = np.zeros(MONTHS // 3)
    for quarter in range(1, len(shocks)):
        shocks[quarter] = 0.5 * shocks[quarter - 1] + draw.normal(0, 0.012)
    demand = _DEMAND * np.log(county.unemployed / county.unemployed.mean())
    at = FIRST + np.arange(MONTHS)
    covid = np.where((at >= _COVID[0]) & (at < _COVID[1]), -0.05, 0.0)
    result: Floats = place + np.repeat(shocks, 3) + demand + covid
    return result


def people(
    draw: np.random.Generator, county: County, entries: Ints, first: int, climate_by_month: Floats, effect: float
) -> People:
    """All cases of a county that entered in the months first.., `entries` of them each month.

    Rows are in random order inside each half-year, so that a running number tells nothing of the date.
    """
    entry = np.repeat(first + np.arange(len(entries)), entries)
    delivery = (entry - FIRST) // 6
    shuffled = np.lexsort((draw.random(len(entry)), delivery))
    entry, delivery = entry[shuffled], delivery[shuffled]
    rows = len(entry)
    female = draw.random(rows) < 0.55
    age, by_age = _pick(draw, _AGE_PARTS, rows)
    education, by_education = _pick(draw, _EDUCATION_PARTS, rows)
    duration, by_duration = _pick(draw, _DURATION_PARTS, rows)
    disabled = draw.random(rows) < 0.06 + 0.03 * age
    inherited = np.searchsorted([0.16, 0.78, 1.0], draw.random(rows), side="right")
    benefits = draw.random(rows) < 0.72
    motivation = np.clip(draw.normal(0, 1, rows), -2.5, 2.5)
    personal = (
        by_age
        + by_education
        + by_duration
        + _FEMALE * female
        + _DISABLED * disabled
        + _INHERITED * (inherited == 0)
        + _BENEFITS * benefits
        + _MOTIVATION * motivation
    )
    chance = np.clip(_BASE + personal + climate_by_month[entry - FIRST], *truth.WORK_LIMITS)
    treated = entry >= county.adoption if county.adoption != NEVER else np.zeros(rows, bool)
    after, to_work, _ = truth.exits(draw, chance, treated, effect)
    return People(
        county=county,
        delivery=delivery,
        entry=entry,
        sex=np.where(female, 0, 1),
        age=age,
        education=education,
        duration=duration,
        record=np.minimum(draw.poisson(0.6 + age, rows), np.minimum(age + 2, 6)),
        disabled=disabled,
        inherited=inherited,
        benefits=benefits,
        inactive=draw.random(rows) < np.where(entry >= NEW_LAW, 0.22, 0.12),
        young_child=draw.random(rows) < np.where(age <= 2, 0.25, 0.02),
        rural=np.full(rows, 0) if county.city else np.searchsorted([0.05, 0.45, 1.0], draw.random(rows), side="right"),
        found_by=_found_by(draw, delivery, rows),
        joint_client=benefits & (draw.random(rows) < np.where(treated, 0.93, 0.80)),
        treated=treated,
        chance=chance,
        hardness=(_TYPICAL - personal) / 0.12,
        exit=np.minimum(entry + after, NEVER),
        to_work=to_work,
    )


def _found_by(draw: np.random.Generator, delivery: Ints, rows: int) -> Ints:
    """0 PUP, 1 OPS, 2 CUS (in half-years in which there could be one), 3 others."""
    by = np.searchsorted([0.46, 0.84, 0.93, 1.0], draw.random(rows), side="right")
    result: Ints = np.where((by == 2) & (delivery < _CUS_HALF_YEAR), 1, by)
    return result
