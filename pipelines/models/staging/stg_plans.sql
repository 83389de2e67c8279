-- Plany działania; zostają w strefie zastrzeżonej | Plans; they stay in the restricted zone
-- grain: delivery, plan_id
select
    delivery,
    plan_id,
    case_id,
    household_id,
    type,
    joint,
    submitted,
    accepted,
    started,
    ended,
    end_reason
from raw_plans
