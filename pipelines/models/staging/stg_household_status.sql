-- Sytuacja rodzin po czasie; zostaje w strefie zastrzeżonej | Status of households over time; it stays in the restricted zone
-- grain: delivery, household_id, window_m
select
    delivery,
    household_id,
    window_m,
    benefit_free,
    adult_employed,
    income_above_criterion,
    status
from raw_household_status
