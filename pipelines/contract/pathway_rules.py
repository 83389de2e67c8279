"""Quarantine rules of plans, steps, exchanges and households."""

from __future__ import annotations

from pipelines.contract.rules import in_county, in_order, rounded, rule, within_period

PLANS = (
    rule(
        "plan_one_owner",
        "case_id",
        "plans as t where (t.case_id is null) = (t.household_id is null)",
        ("plan musi mieć sprawę albo rodzinę, nie obie", "a plan has a case or a household, not both"),
        ("zostaw dokładnie jeden z dwóch numerów", "leave exactly one of the two numbers"),
    ),
    rule(
        "plan_before_entry",
        "started",
        "plans as t left join cases as c using (case_id) left join households as h on h.household_id = t.household_id "
        "where t.started < coalesce(c.entry_month, h.entry_month)",
        ("plan zaczyna się przed wejściem", "the plan starts before the entry"),
        ("popraw miesiąc planu albo wejścia", "mend the month of the plan or of the entry"),
    ),
    rule(
        "plan_after_exit",
        "started",
        "plans as t join outcomes as o using (case_id) where t.started > o.exit_month",
        ("plan zaczyna się po wyjściu", "the plan starts after the exit"),
        ("popraw miesiąc planu albo wyjścia", "mend the month of the plan or of the exit"),
    ),
    in_order("plans", "started", "ended"),
    rule(
        "plan_end_reason",
        "end_reason",
        "plans as t where (t.ended is null) <> (t.end_reason = 'trwa')",
        ("wynik planu nie pasuje do miesiąca zakończenia", "the result of the plan does not fit its month of end"),
        ("plan bez zakończenia ma wynik trwa, zakończony inny", "a plan without an end has trwa, an ended one another"),
    ),
    rule(
        "accepted_after_start",
        "accepted",
        "plans as t where t.accepted > t.started",
        ("program ruszył przed przyjęciem przez zespół", "the programme started before the body accepted it"),
        ("popraw miesiąc przyjęcia albo rozpoczęcia", "mend the month of acceptance or of the start"),
    ),
    in_order("plans", "submitted", "accepted"),
    rule(
        "one_open_plan",
        "plan_id",
        "(select *, row_number() over (partition by case_id, household_id, type order by started, line) as place "
        "from plans where ended is null) as t where t.place > 1",
        ("drugi otwarty plan tego samego rodzaju", "a second open plan of the same kind"),
        ("zakończ wcześniejszy plan albo usuń powtórzenie", "end the earlier plan or remove the repetition"),
    ),
    rule(
        "joint_one_side",
        "joint",
        "plans as t where t.joint and (t.inst_partners = 0 or t.plan_id in ("
        "select p.plan_id from plans as p join steps as s using (plan_id) "
        "join institutions as a on a.inst_id = p.inst_lead join institutions as b on b.inst_id = s.inst_id "
        "where p.joint group by p.plan_id having bool_and(a.side = b.side)))",
        ("plan wspólny z instytucjami tylko jednej strony", "a joint plan with institutions of one side only"),
        ("dodaj kroki drugiej strony albo wpisz, że plan nie jest wspólny", "add steps of the other side or mark the plan as not joint"),
    ),
)  # fmt: skip

STEPS = (
    rule(
        "step_before_plan",
        "started",
        "steps as t join plans as p using (plan_id) where t.started < p.started",
        ("krok zaczyna się przed planem", "the step starts before its plan"),
        ("popraw miesiąc kroku albo planu", "mend the month of the step or of the plan"),
    ),
    rule(
        "step_after_exit",
        "started",
        "steps as t join plans as p using (plan_id) join outcomes as o on o.case_id = p.case_id "
        "where t.status <> 'planowany' and t.started > o.exit_month",
        ("krok zaczyna się po wyjściu", "the step starts after the exit"),
        ("popraw miesiąc kroku albo wyjścia", "mend the month of the step or of the exit"),
    ),
    in_order("steps", "started", "ended"),
    rule(
        "step_state",
        "status",
        "steps as t where (t.ended is not null) <> (t.status in ('ukonczony', 'przerwany'))",
        ("stan kroku nie pasuje do miesiąca zakończenia", "the state of the step does not fit its month of end"),
        ("krok zakończony ma miesiąc zakończenia, inny nie ma", "an ended step has a month of end, another has none"),
    ),
    rule(
        "break_reason_state",
        "break_reason",
        "steps as t where t.break_reason is not null and t.status <> 'przerwany'",
        ("powód przerwania kroku, którego nie przerwano", "a reason of breaking off a step that was not broken off"),
        ("usuń powód albo popraw stan", "remove the reason or mend the state"),
    ),
    rule(
        "step_of_another_case",
        "case_id",
        "steps as t join plans as p using (plan_id) where t.case_id <> p.case_id",
        ("krok i jego plan mają różne sprawy", "the step and its plan have different cases"),
        ("popraw numer sprawy albo planu", "mend the number of the case or of the plan"),
    ),
    rule(
        "form_block",
        "block",
        "steps as t join ref_forms as r on r.code = t.form where not list_contains(string_split(r.blocks, '|'), t.block)",
        ("forma wsparcia nie należy do tego bloku", "the form of support does not belong to the block"),
        ("popraw blok albo formę", "mend the block or the form"),
    ),
    rounded("steps", "cost_zl", 10),
)

EXCHANGES = (
    rule(
        "exchange_with_itself",
        "to_inst",
        "exchanges as t where t.from_inst = t.to_inst",
        ("instytucja pisze do samej siebie", "an institution writes to itself"),
        ("popraw jedną z dwóch instytucji", "mend one of the two institutions"),
    ),
    rule(
        "days_without_answer",
        "days_to_answer",
        "exchanges as t where not t.answered and t.days_to_answer is not null",
        ("podano dni do odpowiedzi, choć jej nie było", "days to an answer are given though none came"),
        ("usuń liczbę dni albo wpisz, że odpowiedziano", "remove the days or mark it as answered"),
    ),
)

HOUSEHOLDS = (
    in_county("households"),
    within_period("households", "entry_month"),
    rule(
        "household_size",
        "persons_group",
        "households as t where try_cast(left(t.children_group, 1) as integer) "
        "+ try_cast(left(t.adults_group, 1) as integer) > try_cast(t.persons_group as integer)",  # 6+ is no number
        ("dzieci i dorosłych jest więcej niż osób", "there are more children and adults than persons"),
        ("popraw jedną z trzech grup", "mend one of the three groups"),
    ),
)

HOUSEHOLD_STATUS = (
    rule(
        "independence_contradicts",
        "status",
        "household_status as t where t.status = 'samodzielna' "
        "and (not t.benefit_free or (not t.adult_employed and not t.income_above_criterion))",
        ("rodzina samodzielna, choć składowe temu przeczą", "an independent household whose parts contradict it"),
        ("popraw sytuację albo jej składowe", "mend the status or its parts"),
    ),
)
