-- Sprawy wspólnych klientów, wiersz to epizod; zostają w strefie zastrzeżonej | Cases of common clients, a row is an episode; they stay in the restricted zone
-- grain: delivery, case_id
select
    delivery,
    case_id,
    teryt,
    entry_month,
    data_cutoff,
    sex,
    age_group,
    duration_group,
    education,
    disability,
    joint_client,
    lm_status_entry
from raw_cases
