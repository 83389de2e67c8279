"""What the region reports: its own offices, the thematic group, forums, recommendations and targets."""

from __future__ import annotations

import numpy as np

from pipelines.demo.frames import month
from pipelines.demo.institutions import Institution
from pipelines.demo.region import CUTOFF, FIRST, HALF_YEARS, County, Forum
from pipelines.demo.register import ends, institution
from pipelines.demo.rows import Rows, when

_LATER_FORUMS = tuple(month(year, 10) for year in (2019, 2022, 2023, 2024, 2025))
_GROUP_SINCE = month(2015, 3)
_TOPICS = ("spotkania", "wymiana_informacji", "wspolne_plany", "szkolenia", "przepisy", "finansowanie", "partnerstwa")
_ADDRESSEES = ("PUP", "OPS", "PCPR", "ROPS", "WUP", "samorzad", "ministerstwo")
_TARGETS = (("E01", 60.0), ("E02", 80.0), ("E07", 40.0), ("E08", 75.0), ("G01", 45.0), ("G10", 80.0))  # percent


def offices(code: str) -> tuple[Institution, ...]:
    """The two regional offices of a voivodeship."""
    since = month(2004, 6)
    return (Institution(f"{code}-ROPS-1", "ROPS", since), Institution(f"{code}-WUP-1", "WUP", since))


def network(
    draw: np.random.Generator, code: str, counties: tuple[County, ...], known: tuple[Forum, ...], rows: Rows
) -> None:
    """All tables of the region's own delivery; state tables for the end of each half-year, events inside it."""
    group = f"{code}-GRUPA_TEM-1"
    for half in range(HALF_YEARS):
        for office in offices(code):
            institution(rows, half, office, code)
        if ends(half) >= _GROUP_SINCE:
            rows.add(
                "bodies",
                half,
                body_id=group,
                type="GRUPA_TEM",
                teryt=code,
                created=when(_GROUP_SINCE),
                members_irp=8,
                members_ipiis=10,
                members_other=4,
                meetings_planned_per_year=4,
                rules_adopted=True,
                full_operation=when(_GROUP_SINCE + 6) if ends(half) >= _GROUP_SINCE + 6 else None,
            )
    number = 0
    for half in range(HALF_YEARS):
        for _ in range(draw.binomial(3, 0.6) if ends(half) - 5 >= _GROUP_SINCE else 0):
            number += 1
            _meeting(draw, code, group, number, half, rows)
    _forums(draw, code, counties, known, rows)
    _recommendations(draw, code, group, rows)
    for indicator, goal in _TARGETS:
        for half in range(HALF_YEARS):
            year = FIRST // 12 + half // 2
            if half % 2 == 1:
                share = min(1.0, 0.4 + 0.06 * (year - FIRST // 12))
                rows.add(
                    "targets",
                    half,
                    indicator_id=indicator,
                    teryt=code,
                    year=year,
                    target=f"{goal * share:.1f}",
                    source="PMW",
                )


def _meeting(draw: np.random.Generator, code: str, group: str, number: int, half: int, rows: Rows) -> None:
    taken = int(draw.poisson(2))
    guests = draw.poisson((1.5, 0.4, 1.2))
    kinds = ("spotkanie_zespolu", "tematyczne", "subregionalne", "robocze", "doradztwo_wdrozeniowe", "wizyta_studyjna")
    kind = kinds[draw.integers(len(kinds))]
    id_ = f"{code}-SP-{number}"
    rows.add(
        "meetings",
        half,
        meeting_id=id_,
        body_id=group if kind == "spotkanie_zespolu" else None,
        event_kind=kind,
        phase=("opracowanie", "upowszechnianie", "wdrazanie")[min(2, half // 6)],
        date_month=when(ends(half) - int(draw.integers(0, 6))),
        teryt=code,
        participants_total=int(12 + draw.poisson(14) + guests.sum()),
        guests_public=int(guests[0]),
        guests_private=int(guests[1]),
        guests_social=int(guests[2]),
        decisions_taken=taken,
        decisions_done_on_time=int(draw.binomial(taken, 0.65)),
    )
    for office in offices(code):
        rows.add("meeting_attendance", half, meeting_id=id_, inst_id=office.id)


def _forums(
    draw: np.random.Generator, code: str, counties: tuple[County, ...], known: tuple[Forum, ...], rows: Rows
) -> None:
    """Forums that really were, where and when they were, and made-up ones after them; numbers of guests are made up."""
    places = [counties[int(at)].teryt for at in draw.integers(len(counties), size=len(_LATER_FORUMS))]
    start = 1 + max((forum.edition for forum in known), default=0)
    later = [Forum(*told) for told in zip(places, range(start, start + len(places)), _LATER_FORUMS, strict=True)]
    for forum in [*known, *later]:
        parts = [int(n) for n in draw.poisson((62, 6, 24, 4))]
        rows.add(
            "forum_events",
            (forum.month - FIRST) // 6,
            forum_id=f"{code}-FORUM-{forum.edition}",
            edition=forum.edition,
            date_month=when(forum.month),
            teryt=forum.teryt,
            participants=sum(parts),
            participants_public=parts[0],
            participants_private=parts[1],
            participants_social=parts[2],
            participants_other=parts[3],
            counties_represented=int(draw.binomial(len(counties), 0.8)),
        )


def _recommendations(draw: np.random.Generator, code: str, group: str, rows: Rows) -> None:
    """The list of recommendations as it stands at the end of each half-year."""
    given = []
    for number in range(1, 25):
        at = _GROUP_SINCE + int(draw.integers(3, CUTOFF - _GROUP_SINCE - 3))
        due = at + int(draw.integers(6, 25))
        closed = at + int(draw.integers(4, 40))
        origin = ("grupa_tematyczna", "diagnoza")[int(draw.random() < 0.3)]
        done = "wdrozona" if draw.random() < 0.8 else "odrzucona"
        given.append((number, at, due, closed, origin, done, draw.integers(7), draw.integers(7)))
    for half in range(HALF_YEARS):
        for number, at, due, closed, origin, done, topic, addressee in given:
            if at > ends(half):
                continue
            over = closed <= ends(half)
            rows.add(
                "recommendations",
                half,
                rec_id=f"{code}-REK-{number}",
                origin=origin,
                origin_id=group if origin == "grupa_tematyczna" else None,
                topic=_TOPICS[topic],
                addressee=_ADDRESSEES[addressee],
                status=done if over else "w_realizacji" if ends(half) - at > 3 else "przyjeta",
                adopted=when(at),
                due=when(due),
                closed=when(closed) if over else None,
            )
