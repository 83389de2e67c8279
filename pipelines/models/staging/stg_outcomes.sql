-- Zakończenia spraw; zostają w strefie zastrzeżonej | Ends of cases; they stay in the restricted zone
-- grain: delivery, case_id
select
    delivery,
    case_id,
    exit_month,
    exit_reason,
    work_within_3m,
    worked_30_days,
    benefit_month_before,
    benefit_month_after
from raw_outcomes
