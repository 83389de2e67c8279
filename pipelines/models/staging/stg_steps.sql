-- Kroki ścieżek; zostają w strefie zastrzeżonej | Steps of pathways; they stay in the restricted zone
-- grain: delivery, step_id
select
    delivery,
    step_id,
    plan_id,
    case_id,
    form,
    inst_id,
    block,
    started,
    ended,
    status,
    hours,
    cost_zl,
    funding
from raw_steps
