"""What a county reports besides its register: social projects, CIS reports, applications of partnerships, the survey."""

from __future__ import annotations

import numpy as np

from pipelines.demo.frames import half_year
from pipelines.demo.institutions import Institutions
from pipelines.demo.region import CUTOFF, FIRST, HALF_YEARS, County
from pipelines.demo.register import ends
from pipelines.demo.rows import Rows, when

_GOALS = ("aktywizacja", "integracja", "rodzina", "zdrowie", "spolecznosc")
_WAVES = (3, 9, 15, 21)  # half-years of the survey: 2015-H2, 2018-H2, 2021-H2, 2024-H2
_CIS_PARTS = {"dlugotrwale_bezrobotni": 0.62, "alkohol": 0.2, "bezdomni": 0.1}  # the rest is disabled persons
_BARRIERS = {
    "biurokracja": 0.50,
    "brak_dostepu": 0.45,
    "niejasny_podzial": 0.34,
    "nieznajomosc": 0.28,
    "dublowanie": 0.22,
    "rodo": 0.40,
    "brak_czasu": 0.47,
    "rotacja": 0.25,
    "brak_oferty": 0.33,
    "motywacja": 0.42,
}
_ITEM_LEVEL = np.array([3.2, 3.4, 3.1, 2.7, 2.9, 2.6, 2.4, 2.8, 2.3, 3.2, 3.8, 3.1])


def reports(draw: np.random.Generator, county: County, places: Institutions, rows: Rows) -> None:
    """Tables `social_projects`, `cis_report`, `partnership_projects`, `survey_responses` of all half-years."""
    _social_projects(draw, county, places, rows)
    _cis(draw, places, rows)
    _partnerships(draw, county, rows)
    _survey(draw, county, rows)


def _social_projects(draw: np.random.Generator, county: County, places: Institutions, rows: Rows) -> None:
    number = 0
    for half in range(HALF_YEARS):
        for _ in range(draw.poisson(0.5 + 0.7 * (county.adoption <= ends(half)))):
            number += 1
            start = ends(half) - int(draw.integers(0, 6))
            ended = start + int(draw.integers(3, 14))
            participants = int(draw.integers(8, 45))
            luck = float(draw.random())
            rows.add(
                "social_projects",
                half,
                proj_id=f"{county.teryt}-PROJ-{number}",
                inst_id=places.ids[places.first_ops + int(draw.integers(places.count_ops))],
                teryt=county.teryt,
                started=when(start),
                ended=when(ended) if ended <= CUTOFF else None,
                partners=int(draw.integers(1, 6)),
                participants=participants,
                participants_beyond_income=int(draw.binomial(participants, 0.3)),
                goal=_GOALS[draw.integers(len(_GOALS))],
                achieved="trwa" if ended > CUTOFF else "tak" if luck < 0.6 else "czesciowo" if luck < 0.9 else "nie",
            )


def _cis(draw: np.random.Generator, places: Institutions, rows: Rows) -> None:
    """The report of a year comes with the first half of the next."""
    at = places.position("CIS")
    if at < 0:
        return
    for half in range(2, HALF_YEARS, 2):
        entered = draw.multinomial(int(draw.integers(28, 70)), [*_CIS_PARTS.values(), 1 - sum(_CIS_PARTS.values())])
        completed = draw.binomial(entered, 0.58)
        independent = draw.binomial(completed, 0.38)
        employed = draw.binomial(independent, 0.8)
        counts = np.column_stack([entered, completed, independent, employed])
        groups = [("razem", counts.sum(axis=0)), *zip((*_CIS_PARTS, "niepelnosprawni"), counts, strict=True)]
        for name, (began, finished, free, works) in groups:
            rows.add(
                "cis_report",
                half,
                inst_id=places.ids[at],
                year=(FIRST // 12) + half // 2 - 1,
                group=name,
                entered=int(began),
                completed=int(finished),
                independent=int(free),
                employed=int(works),
                wage_cost=1000 * int(draw.integers(380, 760)) if name == "razem" else None,
            )


def _partnerships(draw: np.random.Generator, county: County, rows: Rows) -> None:
    for half in range(HALF_YEARS):
        if county.adoption + 3 > ends(half) - 5 or draw.random() > 0.45:
            continue
        at = ends(half) - int(draw.integers(0, 6))
        rows.add(
            "partnership_projects",
            half,
            body_id=f"{county.teryt}-PARTNERSTWO-4",
            submitted=when(at),
            fund=("EFS", "EFS", "FP", "samorzad")[draw.integers(4)],
            value_group=("do_100k", "100k-500k", "500k-2m", "2m+")[draw.integers(4)],
            granted=None if at > CUTOFF - 6 else bool(draw.random() < 0.4),
            beneficiaries_included=bool(draw.random() < 0.5),
        )


def _survey(draw: np.random.Generator, county: County, rows: Rows) -> None:
    """Answers of staff, 1 to 5; where the model works they rise, the more for meetings, exchange and joint plans."""
    for half in _WAVES:
        works = county.adoption <= ends(half)
        for answer in range(1, int(draw.integers(7, 15)) + 1):
            kind = ("PUP", "OPS", "OPS", "PCPR")[draw.integers(4)]
            mood = draw.normal(0, 0.5) + (0.15 if kind == "PUP" else 0.0)
            level = _ITEM_LEVEL + mood + works * np.array([0.5, 0.6, 0.5, 1.0, 0.8, 0.5, 1.1, 0.9, 0.1, 0.3, 0.2, 0.7])
            scores = np.clip(np.rint(level + draw.normal(0, 0.8, len(level))), 1, 5).astype(int)
            told = draw.random(len(level)) < 0.96
            named = [b for b, share in _BARRIERS.items() if draw.random() < share * (0.7 if works else 1.0)]
            rows.add(
                "survey_responses",
                half,
                wave=half_year(ends(half)),
                resp_id=f"r{100 * county.number + answer}",
                teryt=county.teryt,
                inst_type=kind,
                role="kierownictwo" if draw.random() < 0.3 else "pierwszy_kontakt",
                **{f"q{i + 1}": int(s) if told[i] else None for i, s in enumerate(scores)},
                barriers="|".join(named) or None,
            )
