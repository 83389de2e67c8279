-- Plany działania; zostają w strefie zastrzeżonej | Plans; they stay in the restricted zone
-- grain: delivery, plan_id
select
    delivery,
    plan_id,
    case_id,
    joint,
    started
from raw_plans
