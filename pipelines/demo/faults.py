"""Errors that set a row aside, one or more for every rule of the contract: what row is added and what must be told of it.

`{T}` is the county, `{n}` a number of its own for each fault, `{u}` another, `{k}` a short one; `{m3}` is the third
month after the first of the half-year. A fault is a row like BASE with some cells changed; ` / ` divides several rows,
of which the last is the wrong one; ` > ` stands before the column that is told.
"""

from __future__ import annotations

BASE: dict[str, str] = {
    "cases": "case_id=c{n}, teryt={T}, degurba=3, entry_month={m0}, identified_by=PUP, sex=F, age_group=35-44, education=lower, "
    "work_record=1-5, duration_group=6-12, lm_status_entry=bezrobotny_zarejestrowany, disability=nie, is_longterm=0, "
    "inherited_unemployment=nie, on_benefits_entry=1, joint_client=1, consent_scope=tylko_statystyka, law_version=2004, "
    "data_cutoff=2025-12",
    "case_reasons": "case_id=c{n}, reason_group=BEZR, reason_code=7.4",
    "case_barriers": "case_id=c{n}, barrier=dojazd",
    "plans": "plan_id=p{n}, case_id=c{n}, type=WSPOLNY, joint=0, inst_lead={T}-PUP-1, inst_partners=1, goal=zatrudnienie, "
    "started={m1}, ended={m6}, end_reason=cel_osiagniety",
    "steps": "step_id=s{n}, plan_id=p{n}, case_id=c{n}, form=STAZ, inst_id={T}-PUP-1, block=V, started={m2}, ended={m4}, "
    "status=ukonczony, cost_zl=3400, funding=FP",
    "exchanges": "exch_id=x{n}, case_id=c{n}, from_inst={T}-PUP-1, to_inst={T}-OPS-1, kind=skierowanie, channel=papier, "
    "sent={m1}, days_to_answer=7, answered=1",
    "outcomes": "case_id=c{n}, exit_month={m6}, exit_reason=BEZKON, work_within_3m=0, worked_30_days=0, "
    "benefit_month_before=450, benefit_month_after=450",
    "followups": "case_id=c{n}, window_m=3, measured={m9}, status=bierny, source=PUP, in_work=0, back_in_register=0, back_in_ops=0",
    "degressive_support": "case_id=c{n}, month_no=1, benefit_lost_zl=600, support_zl=600, in_work=1",
    "households": "household_id=h{n}, teryt={T}, entry_month={m0}, persons_group=4, children_group=2, adults_group=2, "
    "generations_unemployed=1, benefits_entry_group=501-1000, programme=PMW, modules=MOD1|MOD2",
    "household_status": "household_id=h{n}, window_m=6, benefit_free=0, adult_employed=0, income_above_criterion=0, status=bez_zmian",
    "institutions": "inst_id={T}-CIS-{k}, type=CIS, sector=social, side=IPiIS, teryt={T}, valid_from=2010-01",
    "institution_area": "inst_id={T}-PUP-1, teryt={T}",
    "agreements": "agr_id={T}-POR-{k}, kind=PUP-OPS, teryt={T}, signed=2013-06, standard_pmw=1, covers_data_exchange=1, covers_joint_plan=1",
    "bodies": "body_id={T}-ZESPOL_INNY-{k}, type=ZESPOL_INNY, teryt={T}, created=2013-06, members_irp=2, members_ipiis=3, "
    "members_other=1, meetings_planned_per_year=4, rules_adopted=1",
    "meetings": "meeting_id={T}-SP-{k}, event_kind=robocze, phase=wdrazanie, date_month={m2}, teryt={T}, participants_total=9, "
    "guests_public=1, guests_private=0, guests_social=1, decisions_taken=2, decisions_done_on_time=1",
    "meeting_attendance": "meeting_id={T}-SP-{k}, inst_id={T}-PUP-1",
    "lpiw": "lpiw_id={T}-LPIW-{k}, teryt={T}, adopted=2013-06, valid_to=2014-06, actions_listed=9, actions_used=4, gminas_covered=2",
    "county_stage": "teryt={T}, month=2012-{q}, stage=1, evidence_ref=raport",
    "social_projects": "proj_id={T}-PROJ-{k}, inst_id={T}-OPS-1, teryt={T}, started={m0}, ended={m3}, partners=2, participants=20, "
    "participants_beyond_income=5, goal=integracja, achieved=tak",
    "cis_report": "inst_id={T}-CIS-{k}, year=2013, group=razem, entered=40, completed=25, independent=12, employed=8",
    "partnership_projects": "body_id={T}-ZESPOL_INNY-{k}, submitted={m0}, fund=EFS, value_group=do_100k, beneficiaries_included=0",
    "forum_events": "forum_id={T}-FORUM-{k}, edition=3, date_month={m0}, teryt={T}, participants=100, participants_public=60, "
    "participants_private=10, participants_social=25, participants_other=5, counties_represented=12",
    "recommendations": "rec_id={T}-REK-{k}, origin=diagnoza, topic=spotkania, addressee=PUP, status=przyjeta, adopted=2013-06, due=2014-06",
    "survey_responses": "wave=2013-H2, resp_id=r{n}, teryt={T}, inst_type=PUP, role=kierownictwo, q1=4",
    "targets": "indicator_id=E01, teryt={T}, year=2030, target=80, source=SRWP2030",
}

# Rows that a row needs so that nothing else is wrong with it; they are added before it.
PARENTS: dict[str, tuple[str, ...]] = {
    "case_reasons": ("cases",),
    "case_barriers": ("cases",),
    "plans": ("cases",),
    "steps": ("cases", "plans"),
    "exchanges": ("cases",),
    "outcomes": ("cases",),
    "followups": ("cases", "outcomes"),
    "degressive_support": ("cases",),
    "household_status": ("households",),
    "meeting_attendance": ("meetings",),
    "cis_report": ("institutions",),
    "partnership_projects": ("bodies",),
}

FAULTS = """
cases.required: sex= > sex
cases.type: entry_month=2024-13 > entry_month
cases.code: education=magister > education
cases.items: special_groups=do_25|do_25 > special_groups
cases.code_on_date: law_version=2025 > law_version
cases.county_of_delivery: teryt={other} > teryt
cases.outside_period: entry_month={m6} > entry_month
cases.data_cutoff_before_entry_month: entry_month={m3}, data_cutoff={m1} > data_cutoff
cases.group_contradicts_age: special_groups=do_25 > special_groups
case_reasons.reason_in_group: reason_group=MAT > reason_group
case_barriers.key: barrier=dojazd / barrier=dojazd > barrier
outcomes.code_on_date: exit_reason=ODMOWA, exit_month=2025-07 > exit_reason
outcomes.exit_before_entry: exit_month={m-1} > exit_month
outcomes.exit_after_cutoff: exit_month=2026-01, work_within_3m=, worked_30_days= > exit_month
outcomes.employer_without_work: employer_type=PES > employment_form
outcomes.days_without_work: worked_30_days=1 > worked_30_days
outcomes.no_work_before_window: exit_month=2025-10 > work_within_3m
outcomes.benefit_month_before_rounded: benefit_month_before=470 > benefit_month_before
outcomes.benefit_month_after_rounded: benefit_month_after=470 > benefit_month_after
followups.followup_before_window: measured={m8} > measured
followups.followup_after_cutoff: measured=2026-02 > measured
followups.followup_not_measured: measured= > measured
followups.followup_contradicts: in_work=1 > in_work
degressive_support.support_above_loss: support_zl=700 > support_zl
degressive_support.support_first_month: support_zl=300 > support_zl
degressive_support.support_rising: / month_no=2, support_zl=200 / month_no=3, support_zl=400 > support_zl
degressive_support.support_gap: / month_no=3, support_zl=300 > month_no
plans.code_on_date: type=PAI, started=2025-07, ended=2025-08 > type
plans.plan_one_owner: case_id= > case_id
plans.plan_before_entry: started={m-1} > started
plans.plan_after_exit: started={m8}, ended={m9} > started
plans.ended_before_started: started={m4}, ended={m2} > ended
plans.plan_end_reason: end_reason=trwa > end_reason
plans.accepted_after_start: accepted={m2} > accepted
plans.accepted_before_submitted: submitted={m1}, accepted={m0} > accepted
plans.one_open_plan: ended=, end_reason=trwa / plan_id=p{u}, ended=, end_reason=trwa > plan_id
plans.joint_one_side: joint=1, inst_partners=0 > joint
steps.pattern: step_id=krok7 > step_id
steps.code_on_date: form=BIERN > form
steps.step_before_plan: started={m0} > started
steps.step_after_exit: started={m8}, ended={m9} > started
steps.ended_before_started: started={m4}, ended={m2} > ended
steps.step_state: status=trwa > status
steps.break_reason_state: break_reason=zdrowie > break_reason
steps.step_of_another_case: case_id=c1 > case_id
steps.form_block: block=F > block
steps.cost_zl_rounded: cost_zl=3401 > cost_zl
exchanges.orphan: case_id=c{u} > case_id
exchanges.exchange_with_itself: to_inst={T}-PUP-1 > to_inst
exchanges.days_without_answer: answered=0 > days_to_answer
households.county_of_delivery: teryt={other} > teryt
households.outside_period: entry_month={m6} > entry_month
households.household_size: persons_group=2 > persons_group
household_status.independence_contradicts: status=samodzielna > status
institutions.code_on_date: inst_id={T}-CUS-{k}, type=CUS > type
institutions.institution_id_parts: inst_id={T}-KIS-{k} > inst_id
institutions.institution_side: side=IRP > side
institutions.valid_to_before_valid_from: valid_to=2009-01 > valid_to
agreements.after_period: kind=inne, signed={m6} > signed
agreements.valid_to_before_signed: kind=inne, valid_to=2012-01 > valid_to
agreements.agreement_parties_missing: > kind
bodies.after_period: created={m6} > created
bodies.closed_before_created: closed=2012-01 > closed
bodies.full_operation_before_created: full_operation=2012-01 > full_operation
meetings.outside_period: date_month={m6} > date_month
meetings.decisions_done_on_time_above_decisions_taken: decisions_done_on_time=3 > decisions_done_on_time
meetings.guests_above_participants: participants_total=1 > participants_total
meetings.meeting_of_closed_body: body_id={T}-ZESPOL_INNY-{k} > date_month
meeting_attendance.attendance_of_closed_institution: inst_id={T}-CIS-{k} > inst_id
lpiw.county_of_delivery: teryt={other} > teryt
lpiw.after_period: adopted={m6}, valid_to={m9} > adopted
lpiw.valid_to_before_adopted: valid_to=2012-01 > valid_to
lpiw.actions_used_above_actions_listed: actions_used=10 > actions_used
county_stage.county_of_delivery: teryt={other} > teryt
county_stage.after_period: month={m6} > month
county_stage.stage_without_evidence: stage=3, evidence_ref=brak > evidence_ref
social_projects.range: partners=500 > partners
social_projects.after_period: started={m6}, ended={m9} > started
social_projects.ended_before_started: started={m3}, ended={m1} > ended
social_projects.participants_beyond_income_above_participants: participants=4 > participants_beyond_income
social_projects.project_result: ended= > achieved
cis_report.independent_above_completed: independent=26 > independent
cis_report.employed_above_independent: employed=13 > employed
cis_report.group_above_all: / group=alkohol, completed=26 > group
cis_report.report_of_another_kind: inst_id={T}-OPS-1 > inst_id
cis_report.report_after_period: year=2049 > year
partnership_projects.after_period: submitted={m6} > submitted
partnership_projects.application_before_body: submitted=2013-01 > submitted
forum_events.after_period: date_month={m6} > date_month
forum_events.sectors_do_not_add_up: participants=101 > participants
recommendations.after_period: adopted={m6}, due={m9} > adopted
recommendations.due_before_adopted: due=2012-01 > due
recommendations.closed_before_adopted: status=wdrozona, closed=2012-01 > closed
recommendations.recommendation_state: status=wdrozona > status
survey_responses.county_of_delivery: teryt={other} > teryt
survey_responses.wave_after_period: wave=2049-H1 > wave
survey_responses.survey_empty: q1= > q12
targets.code: source=gazeta > source
"""

# Further parents of a single fault, changed as it needs them.
BESIDES: dict[str, tuple[tuple[str, str], ...]] = {
    "plans.plan_after_exit": (("outcomes", ""),),
    "steps.step_after_exit": (("outcomes", ""),),
    "meetings.meeting_of_closed_body": (("bodies", "closed={m0}"),),
    "meeting_attendance.attendance_of_closed_institution": (("institutions", "valid_to={m0}"),),
}

# Rows that fall with the row they belong to: (table, cells, column told), always by the rule `orphan`.
FOLLOW: dict[str, tuple[tuple[str, str, str], ...]] = {
    f"agreements.{rule}": tuple(
        ("agreement_parties", f"agr_id={{T}}-POR-{{k}}, inst_id={{T}}-{kind}-1", "agr_id") for kind in ("PUP", "OPS")
    )
    for rule in ("after_period", "valid_to_before_signed")
}
