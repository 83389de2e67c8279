"""Stages, parts, maturity, time to full operation and the survey, from small tables."""

from __future__ import annotations

from typing import Any, cast

import pytest

from pipelines.readings import cooperation, forum, register, survey_answers
from pipelines.readings.survey_answers import Item, Mean
from pipelines.release import Release

PERIODS = ("2024-H1", "2024-H2", "2025-H1")


class County:
    def __init__(self, code: str) -> None:
        self.code = code


class Small:
    """What the readings ask of a release, with tables written by hand; two counties, deliveries of the whole region."""

    region = "22"

    def __init__(self, periods: tuple[str, ...] = PERIODS, *, synthetic: bool = False, **tables: list[str]) -> None:
        told = [{"teryt": "22", "period": period, "synthetic": synthetic} for period in periods]
        self.manifest = {"deliveries": told}
        self.tables = {name: [self.row(rows[0], line) for line in rows[1:]] for name, rows in tables.items()}
        self.lists = {
            "survey_items": [{"code": f"q{n}"} for n in (1, 10, 2)],
            "cooperation_barriers": [{"code": "rodo"}, {"code": "rotacja"}],
            "recommendation_topics": [{"code": "przepisy"}],
        }

    @staticmethod
    def row(head: str, line: str) -> dict[str, Any]:
        cells = [cell.strip() for cell in line.split("|")]
        names = [name.strip() for name in head.split("|")]
        numbers = {"teryt", "period", "month", "year_text"}
        return {
            name: int(cell) if cell.isdecimal() and name not in numbers else cell
            for name, cell in zip(names, cells, strict=True)
        }

    def table(self, name: str) -> list[dict[str, Any]]:
        return self.tables.get(name, [])

    def counties(self) -> list[County]:
        return [County("2205"), County("2206")]


def small(*args: Any, **tables: Any) -> Release:
    return cast("Release", Small(*args, **tables))


STAGES = ["teryt | month | stage", "2205 | 2013-01 | 0", "2205 | 2024-05 | 3", "2205 | 2025-01 | 6"]


@pytest.mark.parametrize(
    ("month", "stage"), [("2012-12", None), ("2024-04", 0), ("2024-05", 3), ("2024-12", 3), ("2025-06", 6)]
)
def test_a_stage_holds_from_its_month_on(month: str, stage: int | None) -> None:
    assert cooperation.stage(small(county_stages=STAGES), "2205", month) == stage


def test_roll_out_counts_every_county_once_and_the_unknown_apart() -> None:
    found = cooperation.roll_out(small(county_stages=STAGES))
    assert found == {"2024-H1": [0, 0, 1, 0, 1], "2024-H2": [0, 0, 1, 0, 1], "2025-H1": [0, 0, 0, 1, 1]}


CENTRES = [
    "delivery_number | inst_id | teryt | valid_from | valid_to | agreed_from | agreed_to",
    "3 | 2205-OPS-1 | 2205 | 2010-01 |  | 2020-01 | ",
    "3 | 2205-OPS-2 | 2205 | 2010-01 |  | 2020-01 | 2025-05",
    "3 | 2205-OPS-3 | 2205 | 2010-01 |  |  | ",
    "3 | 2205-OPS-4 | 2205 | 2010-01 | 2024-12 | 2020-01 | ",
]
BODIES = [
    "body_id | type | teryt | created | closed | full_operation | meetings_planned_per_year",
    "2205-PZK-1 | PZK | 2205 | 2025-04 |  |  | 4",
    "2205-MGI-2 | MGI | 2205 | 2020-01 |  | 2020-07 | 12",
]
MEETINGS = ["body_id | period | held | invited | present", "2205-PZK-1 | 2025-H1 | 3 | 6 | 3"]
PROGRAMMES = [
    "lpiw_id | teryt | adopted | valid_to | actions_listed | actions_used",
    "2205-LPIW-1 | 2205 | 2022-06 | 2025-05 | 22 | 18",
]


def test_parts_count_only_what_holds_at_the_end_of_the_half_year() -> None:
    found = cooperation.parts(
        small(welfare_centres=CENTRES, cooperation_bodies=BODIES, body_meetings=MEETINGS, local_programmes=PROGRAMMES),
        "2205",
        "2025-H1",
    )
    assert (found["E01"].numerator, found["E01"].denominator) == (1, 3)  # OPS-2 ran out, OPS-4 closed
    assert found["E02"].value == 1
    assert (found["E03"].value, found["E03"].denominator) == (1.0, 1.0)  # three of one planned, capped
    assert found["E04"].value == 0
    assert found["E05"].value == 0.5
    assert {code: found[code].why for code in ("E07", "E08", "E10")} == {
        "E07": "not_computed",
        "E08": "not_computed",
        "E10": "no_answers",
    }


def test_a_county_without_a_body_has_no_rhythm_but_a_zero_for_meeting() -> None:
    found = cooperation.parts(small(welfare_centres=CENTRES), "2206", "2025-H1")
    assert (found["E02"].value, found["E03"].value, found["E03"].why) == (0.0, None, "no_body")
    assert found["E01"].why == "no_centre"


def test_a_half_year_without_a_delivery_says_so_in_every_part() -> None:
    found = cooperation.parts(small(), "2205", "2023-H1")
    assert {part.why for part in found.values()} == {"not_delivered"}
    assert cooperation.maturity(found) is None


@pytest.mark.parametrize(
    ("known", "index"), [({"E01": 1, "E02": 1, "E03": 0.5, "E04": 0, "E10": 0.5}, 60.0), ({"E01": 1, "E02": 1}, None)]
)
def test_maturity_is_the_mean_of_at_least_five_of_seven_parts(known: dict[str, float], index: float | None) -> None:
    found = {code: cooperation.Part(known.get(code)) for code in cooperation.PARTS}
    found["E05"] = cooperation.Part(0.0)  # attendance is no part of the index
    assert cooperation.maturity(found) == pytest.approx(index)


def test_meetings_of_a_year_sum_its_half_years_and_mark_an_incomplete_one() -> None:
    years = cooperation.meeting_years(small(cooperation_bodies=BODIES, body_meetings=MEETINGS))
    assert [(y.year, y.held, y.planned, y.is_whole) for y in years] == [("2024", 0, 0.0, True), ("2025", 3, 1.0, False)]


def test_median_counts_bodies_on_the_way() -> None:
    kinds = [cooperation.RollOut("PZK", (6, 8, 12), (20,)), cooperation.RollOut("MGI", (), (3,))]
    # at risk 4 after the one censored at 3: 3/4 after 6, 1/2 after 8, flat until 12, so the middle is 10
    assert cooperation.median_months(kinds) == 10
    assert cooperation.median_months([cooperation.RollOut("PZK", (4,), (9, 9, 9))]) is None


def test_bodies_outside_the_model_have_no_roll_out_time() -> None:
    more = [*BODIES, "2206-PARTNERSTWO-1 | PARTNERSTWO | 2206 | 2020-01 |  |  | 3"]
    found = cooperation.roll_out_times(small(cooperation_bodies=more))
    assert [(one.kind, one.reached, one.waiting) for one in found] == [("PZK", (), (2,)), ("MGI", (6,), ())]


def test_months_of_a_half_year_in_which_something_held() -> None:
    assert register.months_within("2025-04", "", "2025-H1") == 3
    assert register.months_within("2010-01", "2025-02", "2025-H1") == 2
    assert register.months_within("2025-07", "", "2025-H1") == 0


def test_means_and_the_gap_between_the_sides() -> None:
    told = ["wave | side | item | answers | score_sum | square_sum"]
    told += [
        "2024-H2 | PUP | q1 | 10 | 40 | 170",
        "2024-H2 | OPS | q1 | 10 | 20 | 50",
        "2024-H2 | PUP | q2 | 10 | 30 | 99",
    ]
    items = survey_answers.items(small(survey_sides=told), "2024-H2")
    assert [item.code for item in items] == ["q1", "q2", "q10"]
    first, second, _ = items
    assert (first.gap, second.gap) == (2.0, None)
    assert first.labour is not None
    assert first.labour.error == pytest.approx((10 / 9 / 10) ** 0.5)
    assert first.is_beyond_error
    assert not second.is_beyond_error


def test_twelve_gaps_judged_together_need_a_larger_gap() -> None:
    one, other = Mean(3.0, 0.1, 50), Mean(3.3, 0.1, 50)  # 2.1 standard errors apart
    assert Item("q1", one, other).is_beyond_error
    assert not Item("q1", one, other, compared=12).is_beyond_error


def test_a_barrier_nobody_named_is_zero_and_not_missing() -> None:
    told = [
        "wave | side | barrier | named | persons",
        "2024-H2 | PUP | rodo | 4 | 10",
        "2024-H2 | OPS | rotacja | 5 | 20",
    ]
    first, second = survey_answers.barriers(small(survey_barriers=told), "2024-H2")
    assert first.labour is not None
    assert first.welfare is not None
    assert (first.labour.value, first.welfare.value) == (0.4, 0.0)
    assert second.gap == pytest.approx(-0.25)


def test_recommendations_count_when_their_term_has_passed() -> None:
    told = [
        "rec_id | topic | status | due",
        "22-REK-1 | przepisy | wdrozona | 2024-01",
        "22-REK-2 | przepisy | w_realizacji | 2025-06",
        "22-REK-3 | przepisy | wdrozona | 2026-01",
        "22-REK-4 | przepisy | odrzucona | 2024-01",
        "22-REK-5 | przepisy | przyjeta | ",
        "26-REK-1 | przepisy | przyjeta | 2024-01",
    ]
    found = small(recommendation_register=told)
    assert forum.implemented(found) == forum.Due(implemented=1, due=2, rejected=1, open=1)
    assert forum.topics(found) == {"przepisy": (1, 1, 2, 1)}


def test_synthetic_deliveries_are_known() -> None:
    assert register.is_synthetic(small(synthetic=True))
    assert not register.is_synthetic(small())
    assert not register.is_synthetic(small(()))


def test_a_target_is_met_by_the_value_at_the_end_of_its_year() -> None:
    told = ["indicator_id | teryt | year | source | target"]
    told += ["E02 | 22 | 2024 | PMW | 40", "E08 | 22 | 2024 | PMW | 75", "E02 | 22 | 2025 | PMW | 90"]
    bodies = [BODIES[0], "2205-PZK-1 | PZK | 2205 | 2020-01 |  |  | 4"]
    held = [MEETINGS[0], "2205-PZK-1 | 2024-H2 | 1 | 2 | 1"]
    found = forum.targets(small(cooperation_targets=told, cooperation_bodies=bodies, body_meetings=held))
    # 2025 is delivered to its middle only; one of two counties has a body that met
    assert [(one.indicator, one.year, one.value, one.is_met) for one in found] == [
        ("E02", 2024, 50.0, True),
        ("E08", 2024, None, False),
    ]
