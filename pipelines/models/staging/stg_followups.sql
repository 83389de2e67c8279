-- Badania trwałości; zostają w strefie zastrzeżonej | Follow-ups; they stay in the restricted zone
-- grain: delivery, case_id, window_m
select
    delivery,
    case_id,
    window_m,
    status,
    in_work,
    back_in_register,
    back_in_ops
from raw_followups
