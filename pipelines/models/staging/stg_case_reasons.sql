-- Powody przyznania pomocy; zostają w strefie zastrzeżonej | Reasons for assistance; they stay in the restricted zone
-- grain: delivery, case_id, reason_group, reason_code
select
    delivery,
    case_id,
    reason_group,
    coalesce(reason_code, '') as reason_code
from raw_case_reasons
