"""Quarantine rules of the tables of cases."""

from __future__ import annotations

from pipelines.contract.rules import in_county, in_order, rounded, rule, within_period

CASES = (
    in_county("cases"),
    within_period("cases", "entry_month"),
    in_order("cases", "entry_month", "data_cutoff"),
    rule(
        "group_contradicts_age",
        "special_groups",
        "cases as t where (list_contains(t.special_groups, 'do_25') and t.age_group not in ('15-17', '18-24')) "
        "or (list_contains(t.special_groups, 'do_30') and t.age_group not in ('15-17', '18-24', '25-34')) "
        "or (list_contains(t.special_groups, 'powyzej_50') and t.age_group in ('15-17', '18-24', '25-34', '35-44'))",
        ("szczególna sytuacja nie pasuje do grupy wieku", "the special group does not fit the age group"),
        ("popraw grupę wieku albo szczególną sytuację", "mend the age group or the special group"),
    ),
)

CASE_REASONS = (
    rule(
        "reason_in_group",
        "reason_group",
        "case_reasons as t where t.reason_code in (select code from ref_reasons_assistance) and not exists ("
        "select 1 from ref_reasons_assistance as r where r.code = t.reason_code and r.parent = t.reason_group)",
        ("powód nie należy do podanej grupy", "the reason does not belong to the group"),
        ("popraw grupę powodów albo powód", "mend the group or the reason"),
    ),
)

CASE_BARRIERS = ()

OUTCOMES = (
    rule(
        "exit_before_entry",
        "exit_month",
        "outcomes as t join cases as c using (case_id) where t.exit_month < c.entry_month",
        ("wyjście przed wejściem", "the exit is before the entry"),
        ("popraw miesiąc wyjścia albo wejścia", "mend the month of exit or of entry"),
    ),
    rule(
        "exit_after_cutoff",
        "exit_month",
        "outcomes as t join cases as c using (case_id) where t.exit_month > c.data_cutoff",
        ("wyjście po miesiącu, do którego sięgają dane", "the exit is after the month the data reach"),
        ("popraw miesiąc wyjścia albo stan na miesiąc", "mend the month of exit or the cut-off"),
    ),
    rule(
        "employer_without_work",
        "employment_form",
        "outcomes as t join ref_exit_reasons as r on r.code = t.exit_reason where r.result_class <> 'positive' "
        "and t.work_within_3m is distinct from true and (t.employment_form is not null or t.employer_type is not null)",
        ("podano zatrudnienie, choć nie podjęto pracy", "work is described though none was taken up"),
        ("popraw powód wyjścia albo usuń opis pracy", "mend the reason of exit or remove the description of work"),
    ),
    rule(
        "days_without_work",
        "worked_30_days",
        "outcomes as t where t.worked_30_days and t.work_within_3m is distinct from true",
        ("30 dni pracy bez podjęcia pracy", "30 days of work without work taken up"),
        ("uzupełnij „praca w 3 miesiące” albo popraw 30 dni", "complete “work within 3m” or mend the 30 days"),
    ),
    rule(
        "no_work_before_window",
        "work_within_3m",
        "outcomes as t join cases as c using (case_id) where not t.work_within_3m "
        "and t.exit_month + interval 3 month > c.data_cutoff",
        ("„nie podjęto pracy” przed upływem 3 miesięcy", "“no work” before 3 months have passed"),
        ("zostaw pole puste, dopóki nie miną 3 miesiące", "leave the cell empty until 3 months have passed"),
    ),
    rounded("outcomes", "benefit_month_before", 50),
    rounded("outcomes", "benefit_month_after", 50),
)

FOLLOWUPS = (
    rule(
        "followup_before_window",
        "measured",
        "followups as t join outcomes as o using (case_id) "
        "where t.measured < o.exit_month + to_months(cast(t.window_m as integer))",
        ("badanie przed upływem okna", "the follow-up is before its window"),
        ("zbadaj po upływie okna i wyślij wtedy", "follow up after the window and send it then"),
    ),
    rule(
        "followup_after_cutoff",
        "measured",
        "followups as t join cases as c using (case_id) where t.measured > c.data_cutoff",
        ("badanie po miesiącu, do którego sięgają dane", "the follow-up is after the month the data reach"),
        ("popraw miesiąc badania albo stan na miesiąc", "mend the month of follow-up or the cut-off"),
    ),
    rule(
        "followup_not_measured",
        "measured",
        "followups as t where (t.status <> 'brak_danych') <> (t.measured is not null)",
        ("sytuacja bez miesiąca badania albo odwrotnie", "a situation without a month of follow-up or the reverse"),
        ("podaj miesiąc badania albo wpisz brak_danych", "give the month of follow-up or enter brak_danych"),
    ),
    rule(
        "followup_contradicts",
        "in_work",
        "followups as t join ref_followup_statuses as r on r.code = t.status "
        "where (r.in_work = 'yes' and not t.in_work) or (r.in_work = 'no' and r.code not in "
        "('powrot_do_ops', 'powrot_do_rejestru', 'nauka') and t.in_work) or (r.in_work = 'unknown' and t.in_work is not null)",
        ("„pracuje” przeczy sytuacji", "“in work” contradicts the situation"),
        ("popraw jedną z dwóch kolumn", "mend one of the two columns"),
    ),
)

DEGRESSIVE_SUPPORT = (
    rule(
        "support_above_loss",
        "support_zl",
        "degressive_support as t where t.support_zl > t.benefit_lost_zl + 0.005",
        ("wsparcie większe od utraconych świadczeń", "the support is larger than the benefits lost"),
        ("popraw jedną z dwóch kwot", "mend one of the two amounts"),
    ),
    rule(
        "support_first_month",
        "support_zl",
        "degressive_support as t where t.month_no = 1 and t.support_zl < 0.95 * t.benefit_lost_zl",
        ("pierwszy miesiąc poniżej utraconych świadczeń", "the first month is below the benefits lost"),
        ("popraw kwotę albo numer miesiąca", "mend the amount or the number of the month"),
    ),
    rule(
        "support_rising",
        "support_zl",
        "(select line, share > lag(share) over (partition by case_id order by month_no) + 0.005 as rising from ("
        "select line, case_id, month_no, support_zl / nullif(benefit_lost_zl, 0) as share from degressive_support)) as t "
        "where t.rising",
        ("udział wsparcia rośnie zamiast maleć", "the share of support rises instead of falling"),
        ("popraw kwoty albo kolejność miesięcy", "mend the amounts or the order of months"),
    ),
    rule(
        "support_gap",
        "month_no",
        "(select *, row_number() over (partition by case_id order by month_no) as place from degressive_support) as t "
        "where t.place <> t.month_no",
        ("brakuje wcześniejszego miesiąca wsparcia", "an earlier month of support is missing"),
        ("podaj wszystkie miesiące od pierwszego", "give every month from the first"),
    ),
)
