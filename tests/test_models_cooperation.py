"""Marts of the cooperation register: the newest delivery wins, parties count once, small groups of persons stay hidden."""

from __future__ import annotations

from conftest import Spec

ITEMS = [f"q{number}" for number in range(1, 13)]


def sheets(wave: str, teryt: str, kind: str, first: int, count: int, score: int = 4) -> list[str]:
    """Answer sheets with one score everywhere, as rows of a text table."""
    scores = " | ".join([str(score)] * len(ITEMS))
    return [f"1 | {wave} | {number} | {teryt} | {kind} | {scores}" for number in range(first, first + count)]


def survey(*rows: list[str]) -> str:
    head = " | ".join(["delivery", "wave", "resp_id", "teryt", "inst_type", *ITEMS])
    return "\n".join([head, *(row for group in rows for row in group)])


def test_a_later_delivery_that_repeats_a_body_replaces_it(spec: Spec) -> None:
    spec(
        "cooperation_bodies",
        raw_bodies="""
            delivery | body_id     | type | teryt | created    | full_operation
            1        | 2205-PZKW-1 | PZKW | 2205  | 2014-03-01 |
            2        | 2205-PZKW-1 | PZKW | 2205  | 2014-03-01 | 2014-11-01
            1        | 2205-MGI-2  | MGI  | 2205  | 2014-05-01 |
        """,
        expected="""
            body_id     | created | full_operation
            2205-PZKW-1 | 2014-03 | 2014-11
            2205-MGI-2  | 2014-05 |
        """,
    )


def test_a_centre_counts_as_agreed_only_through_an_agreement_with_the_labour_office(spec: Spec) -> None:
    spec(
        "welfare_centres",
        raw_institutions="""
            delivery | inst_id     | type | teryt | valid_from
            1        | 2205-PUP-1  | PUP  | 2205  | 2010-01-01
            1        | 2205-PCPR-1 | PCPR | 2205  | 2010-01-01
            1        | 2205-OPS-1  | OPS  | 2205  | 2010-01-01
            1        | 2205-OPS-2  | OPS  | 2205  | 2010-01-01
            1        | 2205-OPS-3  | OPS  | 2205  | 2010-01-01
        """,
        raw_agreements="""
            delivery | agr_id     | kind    | teryt | signed     | valid_to
            1        | 2205-POR-1 | PUP-OPS | 2205  | 2015-02-01 | 2017-01-01
            1        | 2205-POR-2 | PUP-OPS | 2205  | 2016-02-01 |
            1        | 2205-POR-3 | inne    | 2205  | 2013-02-01 |
        """,
        raw_agreement_parties="""
            delivery | agr_id     | inst_id
            1        | 2205-POR-1 | 2205-PUP-1
            1        | 2205-POR-1 | 2205-OPS-1
            1        | 2205-POR-2 | 2205-PUP-1
            1        | 2205-POR-2 | 2205-OPS-1
            1        | 2205-POR-1 | 2205-OPS-2
            1        | 2205-POR-3 | 2205-PCPR-1
            1        | 2205-POR-3 | 2205-OPS-3
        """,
        expected="""
            inst_id    | agreed_from | agreed_to
            2205-OPS-1 | 2015-02     |
            2205-OPS-2 | 2015-02     | 2017-01
            2205-OPS-3 |             |
        """,
    )


def test_attendance_counts_parties_in_force_and_no_other_guests(spec: Spec) -> None:
    spec(
        "body_meetings",
        raw_bodies="""
            delivery | body_id    | type | teryt | created
            1        | 2205-PZK-1 | PZK  | 2205  | 2014-01-01
        """,
        raw_agreements="""
            delivery | agr_id     | teryt | signed     | valid_to
            1        | 2205-POR-1 | 2205  | 2014-02-01 |
            1        | 2205-POR-2 | 2205  | 2010-01-01 | 2013-12-01
        """,
        raw_agreement_parties="""
            delivery | agr_id     | inst_id
            1        | 2205-POR-1 | 2205-PUP-1
            1        | 2205-POR-1 | 2205-OPS-1
            1        | 2205-POR-2 | 2205-PCPR-1
        """,
        raw_meetings="""
            delivery | meeting_id | body_id    | date_month | decisions_taken | decisions_done_on_time
            1        | 2205-SP-1  | 2205-PZK-1 | 2014-01-01 | 1               | 1
            1        | 2205-SP-2  | 2205-PZK-1 | 2014-06-01 | 2               | 1
            1        | 2205-SP-3  | 2205-PZK-1 | 2014-07-01 | 0               | 0
        """,
        raw_meeting_attendance="""
            delivery | meeting_id | inst_id
            1        | 2205-SP-2  | 2205-PUP-1
            1        | 2205-SP-2  | 2205-NGO-1
            1        | 2205-SP-3  | 2205-PUP-1
            1        | 2205-SP-3  | 2205-OPS-1
        """,
        expected="""
            period  | held | invited | present | decisions_taken
            2014-H1 | 2    | 2       | 1       | 3
            2014-H2 | 1    | 2       | 2       | 0
        """,
    )


def test_a_side_with_nine_answers_is_not_published(spec: Spec) -> None:
    spec(
        "survey_sides",
        raw_survey_responses=survey(
            sheets("2024-H2", "2205", "PUP", 1, 9),
            sheets("2024-H2", "2205", "OPS", 100, 6, score=2),
            sheets("2024-H2", "2206", "CUS", 200, 4, score=5),
        ),
        where="item = 'q12'",
        expected="""
            side | answers | score_sum | square_sum
            OPS  | 10      | 32        | 124
        """,
    )


def test_a_wave_sent_again_replaces_the_county_whole(spec: Spec) -> None:
    again = [row.replace("1 | 2024-H2", "2 | 2024-H2", 1) for row in sheets("2024-H2", "2205", "PUP", 500, 10, score=1)]
    spec(
        "survey_sides",
        raw_survey_responses=survey(sheets("2024-H2", "2205", "PUP", 1, 12), again),
        where="item = 'q1'",
        expected="""
            side | answers | score_sum
            PUP  | 10      | 10
        """,
    )


def test_no_county_is_shown_when_the_hidden_ones_together_could_be_worked_out(spec: Spec) -> None:
    spec(
        "survey_counties",
        raw_survey_responses=survey(
            sheets("2024-H2", "2205", "PUP", 1, 12),
            sheets("2024-H2", "2206", "PUP", 100, 9),  # nine hidden persons: the total would give them away
            sheets("2021-H2", "2205", "PUP", 200, 12),
            sheets("2021-H2", "2206", "PUP", 300, 9),
            sheets("2021-H2", "2207", "PUP", 400, 3),  # twelve hidden together
        ),
        expected="""
            wave    | teryt | persons | answers | score_sum
            2021-H2 | 2205  | 12      | 144     | 576
        """,
    )


def test_a_county_stays_hidden_where_one_side_of_the_region_is_small(spec: Spec) -> None:
    spec(
        "survey_counties",
        raw_survey_responses=survey(sheets("2024-H2", "2205", "PUP", 1, 12), sheets("2024-H2", "2205", "inne", 100, 4)),
        expected="wave | teryt",
    )


def test_support_groups_need_three_groups_and_none_that_is_most_of_the_sum(spec: Spec) -> None:
    bodies = "\n".join(
        f"1 | 22{n:02d}-GRUPA_WSP-3 | GRUPA_WSP | 22{n:02d} | 2014-01-01 | 2 | 4 | 8" for n in range(1, 4)
    )
    head = "delivery | meeting_id | body_id | date_month | participants_total | guests_public | guests_private | guests_social"
    meetings = [
        f"1 | M{year}-{n} | 22{n:02d}-GRUPA_WSP-3 | {year}-03-01 | {11 if year != 2016 or n > 1 else 99} | 1 | 0 | 0"
        for year, groups in ((2015, (1, 2, 3)), (2016, (1, 2, 3)), (2017, (1, 2)))
        for n in groups
    ]
    spec(
        "support_groups",
        raw_bodies=f"delivery | body_id | type | teryt | created | members_irp | members_ipiis | members_other\n{bodies}",
        raw_meetings="\n".join([head, *meetings]),
        expected="""
            year | bodies | sessions | places | present
            2015 | 3      | 3        | 42     | 30
        """,
    )


def test_barriers_count_persons_and_not_names(spec: Spec) -> None:
    rows = [f"1 | 2024-H2 | {n} | 2205 | PUP | {'[rodo, rotacja]' if n < 4 else '[rodo]'}" for n in range(10)]
    spec(
        "survey_barriers",
        raw_survey_responses="\n".join(["delivery | wave | resp_id | teryt | inst_type | barriers", *rows]),
        expected="""
            barrier | named | persons
            rodo    | 10    | 10
            rotacja | 4     | 10
        """,
    )


def test_participants_of_projects_are_rounded_and_told_of_three_centres_or_more(spec: Spec) -> None:
    head = "delivery | proj_id | inst_id | teryt | started | partners | participants | participants_beyond_income | achieved"
    row = "1 | P{n} | 2205-OPS-{n} | 2205 | {year}-03-01 | 2 | {all} | {beyond} | tak".format
    rows = [row(n=n, year=2015, all=31, beyond=11) for n in range(1, 4)]
    rows += [row(n=n, year=2016, all=31, beyond=11) for n in range(4, 6)]
    rows += [row(n=n, year=2017, all=12, beyond=2) for n in range(6, 9)]
    spec(
        "social_project_years",
        raw_social_projects="\n".join([head, *rows]),
        expected="""
            year | projects | participants | participants_beyond_income
            2015 | 3        | 90           | 30
            2016 | 2        |              |
            2017 | 3        | 40           |
        """,
    )


def test_institutions_that_have_closed_are_not_counted(spec: Spec) -> None:
    spec(
        "county_institutions",
        raw_institutions="""
            delivery | inst_id    | type | teryt | valid_from | valid_to
            1        | 2205-CIS-1 | CIS  | 2205  | 2010-01-01 | 2014-01-01
            1        | 2205-OPS-1 | OPS  | 2205  | 2010-01-01 |
            1        | 2205-OPS-2 | OPS  | 2205  | 2010-01-01 |
            1        | 22-WUP-1   | WUP  | 22    | 2010-01-01 |
        """,
        expected="""
            delivery_number | teryt | type | institutions
            1               | 2205  | OPS  | 2
        """,
    )


def test_a_partnership_of_two_sectors_counts_each_institution_once_a_year(spec: Spec) -> None:
    spec(
        "partnership_partners",
        raw_institutions="""
            delivery | inst_id    | type | sector | teryt
            1        | 2205-PUP-1 | PUP  | public | 2205
            2        | 2205-PUP-1 | PUP  | public | 2205
            1        | 2205-NGO-1 | NGO  | social | 2205
        """,
        raw_bodies="""
            delivery | body_id | type        | teryt | created
            1        | p1      | PARTNERSTWO | 2205  | 2020-01-01
            1        | p2      | PARTNERSTWO | 2205  | 2020-01-01
            1        | z       | PZKW        | 2205  | 2020-01-01
        """,
        raw_meetings="""
            delivery | meeting_id | body_id | date_month
            1        | 1          | p1      | 2024-02-01
            1        | 2          | p1      | 2024-09-01
            1        | 3          | p2      | 2024-09-01
            1        | 4          | z       | 2024-09-01
        """,
        raw_meeting_attendance="""
            delivery | meeting_id | inst_id
            1        | 1          | 2205-PUP-1
            1        | 2          | 2205-PUP-1
            1        | 2          | 2205-NGO-1
            1        | 3          | 2205-PUP-1
            1        | 4          | 2205-NGO-1
        """,
        expected="""
            voivodeship | year | partnerships | mixed | partners_public | partners_private | partners_social
            22          | 2024 | 2            | 1     | 1               | 0                | 1
        """,
    )
