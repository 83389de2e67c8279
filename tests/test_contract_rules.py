"""Every quarantine rule: silent on a delivery without a fault, and caught in the act on one small fault each."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from contract_world import WORLD, database

from pipelines.contract import CONTRACT, TABLES

RULES = [(table.name, rule.id) for table in CONTRACT for rule in table.rules]

# table.rule: the fault as an update of line 2 (or the line named), and (line, column) told
FAULTS = """
cases.code_on_date: law_version = '2025' > law_version
cases.county_of_delivery: teryt = '2204' > teryt
cases.outside_period: entry_month = '2024-07-01' > entry_month
cases.data_cutoff_before_entry_month: data_cutoff = '2024-01-01' > data_cutoff
cases.group_contradicts_age: age_group = '35-44' > special_groups
case_reasons.reason_in_group: reason_group = 'MAT' > reason_group
outcomes.code_on_date: exit_reason = 'ODMOWA', exit_month = '2025-06-01' > exit_reason
outcomes.exit_before_entry: exit_month = '2024-01-01' > exit_month
outcomes.exit_after_cutoff: exit_month = '2026-01-01' > exit_month
outcomes.employer_without_work: 3 employer_type = 'PES' > employment_form
outcomes.days_without_work: 3 worked_30_days = true > worked_30_days
outcomes.no_work_before_window: 3 exit_month = '2025-10-01' > work_within_3m
outcomes.benefit_month_before_rounded: benefit_month_before = 620 > benefit_month_before
outcomes.benefit_month_after_rounded: benefit_month_after = 0.5 > benefit_month_after
followups.followup_before_window: measured = '2024-12-01' > measured
followups.followup_after_cutoff: 3 measured = '2026-01-01' > measured
followups.followup_not_measured: measured = null > measured
followups.followup_contradicts: in_work = false > in_work
degressive_support.support_above_loss: 3 support_zl = 601, benefit_lost_zl = 600 > support_zl
degressive_support.support_first_month: support_zl = 500 > support_zl
degressive_support.support_rising: 4 support_zl = 400 > support_zl
degressive_support.support_gap: 4 month_no = 4 > month_no
plans.code_on_date: type = 'PAI', started = '2025-06-01', ended = '2025-07-01' > type
plans.plan_one_owner: household_id = 'h1' > case_id
plans.plan_before_entry: 3 started = '2023-12-01' > started
plans.plan_after_exit: started = '2024-11-01' > started
plans.ended_before_started: ended = '2024-02-01' > ended
plans.plan_end_reason: end_reason = 'trwa' > end_reason
plans.accepted_after_start: 3 accepted = '2024-04-01' > accepted
plans.accepted_before_submitted: 3 submitted = '2024-03-01' > accepted
plans.one_open_plan: case_id = null, household_id = 'h1', type = 'RPA', ended = null > plan_id @ 3
plans.joint_one_side: inst_lead = '2205-OPS-1', inst_partners = 0 > joint
steps.code_on_date: form = 'BIERN' > form
steps.step_before_plan: started = '2024-02-01' > started
steps.step_after_exit: started = '2024-11-01', ended = '2024-12-01' > started
steps.ended_before_started: ended = '2024-02-01' > ended
steps.step_state: status = 'trwa' > status
steps.break_reason_state: break_reason = 'zdrowie' > break_reason
steps.step_of_another_case: case_id = 'c2' > case_id
steps.form_block: block = 'F' > block
steps.cost_zl_rounded: cost_zl = 3401 > cost_zl
exchanges.exchange_with_itself: to_inst = '2205-PUP-1' > to_inst
exchanges.days_without_answer: answered = false > days_to_answer
households.code_on_date: teryt = '0265', entry_month = '2012-01-01' > teryt
households.county_of_delivery: teryt = '2206' > teryt
households.outside_period: entry_month = '2023-12-01' > entry_month
households.household_size: persons_group = '3' > persons_group
household_status.independence_contradicts: 3 benefit_free = false > status
institutions.code_on_date: type = 'CUS', valid_from = '2010-01-01' > type
institutions.institution_id_parts: inst_id = '2205-GUP-1' > inst_id
institutions.institution_side: side = 'IPiIS' > side
institutions.valid_to_before_valid_from: valid_to = '1999-01-01' > valid_to
agreements.after_period: signed = '2024-07-01' > signed
agreements.valid_to_before_signed: valid_to = '2022-01-01' > valid_to
agreements.agreement_parties_missing: kind = 'PUP-PCPR' > kind
bodies.after_period: created = '2024-07-01' > created
bodies.closed_before_created: 3 closed = '2023-02-01' > closed
bodies.full_operation_before_created: full_operation = '2022-09-01' > full_operation
meetings.outside_period: date_month = '2024-07-01' > date_month
meetings.decisions_done_on_time_above_decisions_taken: decisions_done_on_time = 4 > decisions_done_on_time
meetings.guests_above_participants: participants_total = 2 > participants_total
meetings.meeting_of_closed_body: 3 date_month = '2024-06-01' > date_month
lpiw.code_on_date: teryt = '0265', adopted = '2012-01-01' > teryt
lpiw.county_of_delivery: teryt = '2206' > teryt
lpiw.after_period: adopted = '2024-07-01' > adopted
lpiw.valid_to_before_adopted: valid_to = '2023-04-01' > valid_to
lpiw.actions_used_above_actions_listed: actions_used = 13 > actions_used
county_stage.code_on_date: teryt = '0265', month = '2012-01-01' > teryt
county_stage.county_of_delivery: teryt = '2206' > teryt
county_stage.after_period: month = '2024-07-01' > month
county_stage.stage_without_evidence: stage = 4 > evidence_ref
social_projects.code_on_date: teryt = '0265', started = '2012-01-01' > teryt
social_projects.after_period: started = '2024-07-01' > started
social_projects.ended_before_started: ended = '2023-01-01' > ended
social_projects.participants_beyond_income_above_participants: participants = 4 > participants_beyond_income
social_projects.project_result: ended = null > achieved
cis_report.independent_above_completed: independent = 26 > independent
cis_report.employed_above_independent: employed = 13 > employed
cis_report.group_above_all: 3 completed = 26 > group
cis_report.report_of_another_kind: inst_id = '2205-OPS-1' > inst_id
cis_report.report_after_period: year = 2025 > year
partnership_projects.after_period: submitted = '2024-07-01' > submitted
partnership_projects.application_before_body: submitted = '2023-02-01' > submitted
forum_events.code_on_date: teryt = '0265', date_month = '2012-01-01' > teryt
forum_events.after_period: date_month = '2024-07-01' > date_month
forum_events.sectors_do_not_add_up: participants = 101 > participants
recommendations.after_period: adopted = '2024-07-01' > adopted
recommendations.due_before_adopted: due = '2018-05-01' > due
recommendations.closed_before_adopted: closed = '2018-05-01' > closed
recommendations.recommendation_state: status = 'w_realizacji' > status
survey_responses.county_of_delivery: teryt = '2206' > teryt
survey_responses.wave_after_period: wave = '2024-H2' > wave
survey_responses.survey_empty: q1 = null > q12
"""

# the fault lies in another table than the rule
ELSEWHERE = {
    "meeting_attendance.attendance_of_closed_institution": (
        "update institutions set valid_to = '2024-01-01' where inst_id = '2205-OPS-1'",
        (2, "inst_id"),
    ),
}


def _parsed(fault: str) -> tuple[str, tuple[int, str]]:
    """SQL that puts the fault in, and the (line, column) that the rule must tell."""
    name, _, rest = fault.partition(": ")
    change, _, told = rest.partition(" > ")
    line, _, after = change.partition(" ")
    number, change = (int(line), after) if line.isdigit() else (2, change)
    column, _, at = told.partition(" @ ")
    return f"update {name.partition('.')[0]} set {change} where line = {number}", (int(at or number), column)


CASES = {fault.partition(": ")[0]: _parsed(fault) for fault in FAULTS.strip().splitlines()} | ELSEWHERE


@pytest.fixture(scope="module")
def world() -> Iterator[duckdb.DuckDBPyConnection]:
    con = database()
    yield con
    con.close()


def test_every_rule_has_its_fault_and_every_table_its_rows() -> None:
    assert sorted(CASES) == sorted(f"{table}.{rule}" for table, rule in RULES)
    assert set(WORLD) == set(TABLES)


@pytest.mark.parametrize(("table", "name"), RULES)
def test_rule_is_silent_without_a_fault_and_tells_line_and_column_of_one(
    world: duckdb.DuckDBPyConnection, table: str, name: str
) -> None:
    [rule] = [rule for rule in TABLES[table].rules if rule.id == name]
    fault, told = CASES[f"{table}.{name}"]
    assert world.execute(rule.failing).fetchall() == []
    world.execute("begin").fetchall()
    try:
        world.execute(fault).fetchall()
        assert set(world.execute(rule.failing).fetchall()) == {told}
    finally:
        world.execute("rollback").fetchall()


def test_a_joint_plan_with_steps_of_one_side_only_is_not_joint(world: duckdb.DuckDBPyConnection) -> None:
    [rule] = [rule for rule in TABLES["plans"].rules if rule.id == "joint_one_side"]
    world.execute("begin").fetchall()
    world.execute("update steps set inst_id = '2205-PUP-1' where plan_id = 'p1'").fetchall()
    assert world.execute(rule.failing).fetchall() == [(2, "joint")]
    world.execute("rollback").fetchall()


def test_a_code_is_in_force_from_its_first_to_its_last_month(world: duckdb.DuckDBPyConnection) -> None:
    [rule] = [rule for rule in TABLES["cases"].rules if rule.id == "code_on_date"]
    world.execute("begin").fetchall()
    for month, known in (("2014-04", False), ("2014-05", True), ("2019-06", True), ("2019-07", False)):
        world.execute(f"update cases set profile_hist = 'II', entry_month = '{month}-01' where line = 2").fetchall()
        found = world.execute(rule.failing).fetchall()
        assert ((2, "profile_hist") not in found) == known, month
    world.execute("rollback").fetchall()
