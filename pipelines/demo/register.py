"""The cooperation register of one county: how the model comes to it, step by step, half-year by half-year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.demo.frames import month
from pipelines.demo.institutions import Institution, Institutions
from pipelines.demo.region import CUTOFF, FIRST, HALF_YEARS, NEVER, County
from pipelines.demo.rows import Rows, when

# stage of the county: months from reaching it to full operation
_STAGES = {1: 30, 2: 24, 3: 18, 4: 12, 5: 8, 6: 0, 7: -18}
_EVIDENCE = {
    0: "brak",
    1: "oswiadczenie",
    2: "raport",
    3: "porozumienie",
    4: "zarzadzenie",
    5: "program",
    6: "protokol",
    7: "raport",
}
_BEFORE = month(2013, 1)
_LPIW_MONTHS = 36
_AREAS = ("powojskowe", "popegeerowskie", "osiedle_zakladowe", "likwidacja_zakladu", "inne")
_MODERATORS = ("socjolog", "psycholog", "pedagog", "inny")


@dataclass(frozen=True)
class Body:
    """A team, group or partnership of the county."""

    number: int
    type: str
    created: int
    full_operation: int | None
    a_year: int
    members: tuple[int, int, int]
    budget_zl: int | None = None
    moderator: str | None = None
    area: str | None = None


def ends(half: int) -> int:
    """Last month of a half-year counted from FIRST."""
    return FIRST + 6 * half + 5


class Register:
    """Writes the register tables of one county into `rows`, with its own random numbers."""

    def __init__(self, draw: np.random.Generator, county: County, places: Institutions, rows: Rows) -> None:
        self.draw, self.county, self.places, self.rows = draw, county, places, rows
        self.start = county.adoption if county.adoption != NEVER else CUTOFF + 1 + int(draw.integers(0, 40))

    def write(self) -> None:
        """All tables of every half-year: states at its end, events inside it."""
        bodies = self._bodies()
        for half in range(HALF_YEARS):
            self._institutions(half)
            self._agreements(half)
            self._state_of_bodies(half, bodies)
            self._programmes(half)
            self._stages(half)
        self._meetings(bodies)

    def _institutions(self, half: int) -> None:
        for place in self.places.every:
            if place.since <= ends(half):
                institution(self.rows, half, place, self.county.teryt)
                self.rows.add("institution_area", half, inst_id=place.id, teryt=self.county.teryt)

    def _agreements(self, half: int) -> None:
        signed = [(1, "PUP-PCPR", _BEFORE - 20, False), (2, "PUP-OPS", self.start - _STAGES[3], True)]
        for number, kind, at, model in signed:
            if at > ends(half):
                continue
            id_ = f"{self.county.teryt}-POR-{number}"
            self.rows.add(
                "agreements",
                half,
                agr_id=id_,
                kind=kind,
                teryt=self.county.teryt,
                signed=when(at),
                valid_to=None,
                standard_pmw=model,
                covers_data_exchange=model,
                covers_joint_plan=model,
            )
            partners = [p for p in self.places.every if p.type in ({"PUP", "PCPR"} if number == 1 else {"PUP", "OPS"})]
            reached = len(partners) if not model else 2 + (ends(half) - at) // 9  # the welfare centres join one by one
            for place in partners[:reached]:
                self.rows.add("agreement_parties", half, agr_id=id_, inst_id=place.id)

    def _bodies(self) -> list[Body]:
        draw, start = self.draw, self.start
        team = "PZKW" if self.county.pilot else "PZK"
        crew = "MGI" if self.county.pilot else "ZZK"
        found = [
            Body(1, team, start - _STAGES[4], start, 4, (4, 6, 2)),
            Body(2, crew, start - 6, start, 10, (5, 5, 0), 10_000 * int(draw.integers(6, 20))),
            Body(
                3,
                "GRUPA_WSP",
                start + 6,
                start + 12,
                10,
                (2, 4, 8),
                None,
                _MODERATORS[draw.integers(4)],
                _AREAS[draw.integers(5)],
            ),
            Body(4, "PARTNERSTWO", start + 3, None, 3, (2, 2, 3)),
        ]
        if draw.random() < 0.5:
            found.append(
                Body(5, "FORUM_LOK", start + 9, start + 17, 4, (3, 4, 9), None, None, _AREAS[draw.integers(5)])
            )
        if draw.random() < 0.4:
            found.append(Body(6, "ZESPOL_INNY", month(2012, 1 + int(draw.integers(12))), None, 2, (2, 5, 1)))
        return found

    def _state_of_bodies(self, half: int, bodies: list[Body]) -> None:
        for body in bodies:
            if body.created > ends(half):
                continue
            irp, ipiis, other = body.members
            done = body.full_operation if body.full_operation and body.full_operation <= ends(half) else None
            self.rows.add(
                "bodies",
                half,
                body_id=f"{self.county.teryt}-{body.type}-{body.number}",
                type=body.type,
                teryt=self.county.teryt,
                created=when(body.created),
                closed=None,
                members_irp=irp,
                members_ipiis=ipiis,
                members_other=other,
                meetings_planned_per_year=body.a_year,
                rules_adopted=ends(half) - body.created >= 6,
                budget_zl=body.budget_zl,
                area_type=body.area,
                full_operation=when(done),
                moderator_profession=body.moderator,
            )

    def _programmes(self, half: int) -> None:
        number, adopted = 1, self.start - _STAGES[5]
        while adopted <= ends(half):
            listed = 18 + 4 * number
            age = min(ends(half) - adopted, _LPIW_MONTHS)
            self.rows.add(
                "lpiw",
                half,
                lpiw_id=f"{self.county.teryt}-LPIW-{number}",
                teryt=self.county.teryt,
                adopted=when(adopted),
                valid_to=when(adopted + _LPIW_MONTHS - 1),
                actions_listed=listed,
                actions_used=listed * age // (_LPIW_MONTHS + 8),
                gminas_covered=min(self.county.gminas, 1 + number * self.county.gminas // 2),
            )
            number, adopted = number + 1, adopted + _LPIW_MONTHS

    def _stages(self, half: int) -> None:
        reached = {0: _BEFORE} | {stage: self.start - before for stage, before in _STAGES.items()}
        for stage, at in reached.items():
            if _BEFORE <= at <= ends(half):
                self.rows.add(
                    "county_stage",
                    half,
                    teryt=self.county.teryt,
                    month=when(at),
                    stage=stage,
                    evidence_ref=_EVIDENCE[stage],
                )

    def _meetings(self, bodies: list[Body]) -> None:
        draw, number = self.draw, 0
        able = [p for p in self.places.every if p.type != "CUS"]
        for half in range(HALF_YEARS):
            for body in bodies:
                if body.created > ends(half) - 5:
                    continue
                held = draw.binomial(body.a_year, 0.42)
                for _ in range(held):
                    number += 1
                    id_ = f"{self.county.teryt}-SP-{number}"
                    guests = draw.poisson((0.4, 0.2, 0.5))
                    taken = int(draw.poisson(2.5))
                    group = body.type == "GRUPA_WSP"
                    self.rows.add(
                        "meetings",
                        half,
                        meeting_id=id_,
                        body_id=f"{self.county.teryt}-{body.type}-{body.number}",
                        event_kind="grupa_wsparcia" if group else "spotkanie_zespolu",
                        phase="wdrazanie",
                        date_month=when(ends(half) - int(draw.integers(0, 6))),
                        teryt=self.county.teryt,
                        participants_total=int(draw.binomial(sum(body.members), 0.75) + guests.sum()),
                        guests_public=int(guests[0]),
                        guests_private=int(guests[1]),
                        guests_social=int(guests[2]),
                        decisions_taken=taken,
                        decisions_done_on_time=int(draw.binomial(taken, 0.7)),
                    )
                    come = draw.random(len(able)) < 0.7
                    for place in [p for p, here in zip(able, come, strict=True) if here]:
                        self.rows.add("meeting_attendance", half, meeting_id=id_, inst_id=place.id)


def institution(rows: Rows, half: int, place: Institution, area: str) -> None:
    """One row of table `institutions`."""
    rows.add(
        "institutions",
        half,
        inst_id=place.id,
        type=place.type,
        sector=place.sector,
        side=place.side,
        teryt=area,
        valid_from=when(place.since),
        valid_to=None,
    )
