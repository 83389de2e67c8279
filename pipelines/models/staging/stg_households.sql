-- Rodziny w programach; zostają w strefie zastrzeżonej | Households in programmes; they stay in the restricted zone
-- grain: delivery, household_id
select
    delivery,
    household_id,
    teryt,
    entry_month,
    programme,
    modules
from raw_households
