"""A small delivery without a fault, as text tables: county 2205, 2024-H1, news up to December 2025."""

from __future__ import annotations

import duckdb

from pipelines import settings
from pipelines.contract import CONTRACT, TABLES, staging

DELIVERY = "insert into delivery values ('s', '2205', date '2024-01-01', date '2024-06-01', '2004')"

WORLD = {
    "cases": """
        case_id | teryt | entry_month | identified_by | sex | age_group | special_groups | law_version | data_cutoff
        c1      | 2205  | 2024-02     | PUP           | F   | 25-34     | do_30|pomoc_spoleczna | 2004 | 2025-12
        c2      | 2205  | 2024-03     | OPS           | M   | 55-59     | powyzej_50            | 2004 | 2025-12
    """,
    "case_reasons": """
        case_id | reason_group | reason_code
        c1      | BEZR         | 7.4
        c1      | ZDR          |
    """,
    "case_barriers": """
        case_id | barrier
        c1      | dojazd
    """,
    "plans": """
        plan_id | case_id | household_id | type | joint | inst_lead | inst_partners | submitted | accepted | started | ended | end_reason
        p1 | c1 |    | WSPOLNY | 1 | 2205-PUP-1 | 1 |         |         | 2024-03 | 2024-09 | cel_osiagniety
        p2 |    | h1 | RPA     | 0 | 2205-OPS-1 | 0 | 2024-01 | 2024-02 | 2024-03 |         | trwa
    """,
    "steps": """
        step_id | plan_id | case_id | form | inst_id | block | started | ended | status | cost_zl | break_reason
        s1 | p1 | c1 | STAZ  | 2205-PUP-1 | V | 2024-03 | 2024-06 | ukonczony | 3400 |
        s2 | p1 | c1 | PRSOC | 2205-OPS-1 | S | 2024-04 | 2024-05 | przerwany | 120  | klient
        s3 | p2 |    | MOD3  | 2205-OPS-1 | F | 2024-03 |         | trwa      |      |
    """,
    "exchanges": """
        exch_id | case_id | from_inst | to_inst | kind | sent | days_to_answer | answered
        x1 | c1 | 2205-PUP-1 | 2205-OPS-1 | skierowanie | 2024-02 | 7 | 1
        x2 | c1 | 2205-OPS-1 | 2205-PUP-1 | skierowanie | 2024-02 |   | 0
    """,
    "outcomes": """
        case_id | exit_month | exit_reason | employment_form | work_within_3m | worked_30_days | benefit_month_before | benefit_month_after
        c1 | 2024-10 | PR_NS  | umowa_o_prace | 1 | 1 | 600 | 0
        c2 | 2024-11 | BEZKON |               | 0 | 0 | 450 | 450
    """,
    "followups": """
        case_id | window_m | measured | status | in_work
        c1 | 3  | 2025-01 | praca_od_pol_etatu | 1
        c1 | 12 | 2025-10 | szuka_pracy        | 0
        c2 | 3  |         | brak_danych        |
    """,
    "households": """
        household_id | teryt | entry_month | persons_group | children_group | adults_group
        h1 | 2205 | 2024-01 | 4  | 2  | 2
        h2 | 2205 | 2024-06 | 6+ | 5+ | 3+
    """,
    "household_status": """
        household_id | window_m | benefit_free | adult_employed | income_above_criterion | status
        h1 | 0  | 0 | 0 | 0 | bez_zmian
        h1 | 12 | 1 | 1 | 0 | samodzielna
    """,
    "degressive_support": """
        case_id | month_no | benefit_lost_zl | support_zl | in_work
        c1 | 1 | 600 | 600 | 1
        c1 | 2 | 600 | 300 | 1
        c1 | 3 | 600 | 0   | 1
    """,
    "institutions": """
        inst_id | type | sector | side | teryt | valid_from | valid_to
        2205-PUP-1 | PUP | public | IRP   | 2205 | 2000-01 |
        2205-OPS-1 | OPS | public | IPiIS | 2205 | 2004-05 | 2024-12
        2205-CIS-1 | CIS | social | IPiIS | 2205 | 2010-01 |
    """,
    "institution_area": """
        inst_id | teryt
        2205-PUP-1 | 2205
    """,
    "agreements": """
        agr_id | kind | teryt | signed | valid_to
        2205-POR-1 | PUP-OPS    | 2205 | 2023-01 | 2025-01
        2205-POR-2 | partnerstwo | 2205 | 2023-01 |
    """,
    "agreement_parties": """
        agr_id | inst_id
        2205-POR-1 | 2205-PUP-1
        2205-POR-1 | 2205-OPS-1
        2205-POR-2 | 2205-OPS-1
        2205-POR-2 | 2205-CIS-1
    """,
    "bodies": """
        body_id | type | teryt | created | closed | full_operation
        2205-PZKW-1 | PZKW        | 2205 | 2023-01 |         | 2023-09
        2205-PART-1 | PARTNERSTWO | 2205 | 2023-03 | 2024-05 |
    """,
    "meetings": """
        meeting_id | body_id | date_month | participants_total | guests_public | guests_private | guests_social | decisions_taken | decisions_done_on_time
        2205-SP-1 | 2205-PZKW-1 | 2024-02 | 12 | 1 | 1 | 1 | 3 | 2
        2205-SP-2 | 2205-PART-1 | 2024-03 | 6  | 0 | 0 | 0 | 0 | 0
    """,
    "meeting_attendance": """
        meeting_id | inst_id
        2205-SP-1 | 2205-OPS-1
    """,
    "lpiw": """
        lpiw_id | teryt | adopted | valid_to | actions_listed | actions_used
        2205-LPIW-1 | 2205 | 2023-05 | 2025-05 | 12 | 7
    """,
    "county_stage": """
        teryt | month | stage | evidence_ref
        2205 | 2022-01 | 1 | brak
        2205 | 2023-01 | 3 | porozumienie
    """,
    "social_projects": """
        proj_id | inst_id | teryt | started | ended | participants | participants_beyond_income | achieved
        2205-PROJ-1 | 2205-OPS-1 | 2205 | 2023-02 | 2023-11 | 20 | 5 | tak
    """,
    "cis_report": """
        inst_id | year | group | entered | completed | independent | employed
        2205-CIS-1 | 2023 | razem   | 40 | 25 | 12 | 8
        2205-CIS-1 | 2023 | alkohol | 15 | 9  | 4  | 2
    """,
    "partnership_projects": """
        body_id | submitted | fund | granted
        2205-PART-1 | 2023-06 | EFS | 1
    """,
    "forum_events": """
        forum_id | edition | date_month | teryt | participants | participants_public | participants_private | participants_social | participants_other
        22-FORUM-4 | 4 | 2018-06 | 2209 | 100 | 60 | 10 | 25 | 5
    """,
    "recommendations": """
        rec_id | status | adopted | due | closed
        22-REK-1 | wdrozona | 2018-06 | 2019-06 | 2019-03
        22-REK-2 | przyjeta | 2018-06 |         |
    """,
    "survey_responses": """
        wave | resp_id | teryt | q1 | barriers
        2024-H1 | r1 | 2205 | 4 |
        2024-H1 | r2 | 2205 |   | rodo
    """,
    "targets": """
        indicator_id | teryt | year | target | source
        E01 | 2205 | 2030 | 80 | SRWP2030
    """,
}


def _rows(text: str, heads: int) -> list[list[str | None]]:
    """Cells of a text table; ` | ` with spaces divides, a bare `|` joins codes."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [[cell.strip() or None for cell in f"{line} ".split(" |")][:heads] for line in lines]


def database() -> duckdb.DuckDBPyConnection:
    """The world typed as deliveries are, with the bundled code lists; line 2 is the first row of each table."""
    con = duckdb.connect(config={"threads": 1})
    lists = sorted({c.codes for table in CONTRACT for c in table.columns if c.codes})
    for name in lists:
        path = str(settings.ROOT / "data" / "reference" / f"{name}.csv")
        con.execute(
            f"create table ref_{name} as select * from read_csv(?, header=true, all_varchar=true, nullstr='')", [path]
        ).fetchall()
    columns = ", ".join(f"{name} {kind}" for name, kind in staging.DELIVERY.items())
    con.execute(f"create table delivery ({columns})").fetchall()
    con.execute(DELIVERY).fetchall()
    for table in CONTRACT:
        con.execute(staging.empty(table)).fetchall()
        heads, *rows = _rows(WORLD[table.name], 99)
        for line, row in enumerate(rows, 2):
            cells = dict(zip(heads, row, strict=True))
            values = ", ".join(
                staging.typed(TABLES[table.name].column(c.name), _quoted(cells.get(c.name))) for c in table.columns
            )
            con.execute(f"insert into {table.name} select {line}, {values}").fetchall()
    return con


def _quoted(cell: str | None) -> str:
    return "cast(null as varchar)" if cell is None else f"'{cell}'"
