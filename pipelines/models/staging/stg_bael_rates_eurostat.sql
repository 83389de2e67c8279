-- Wskaźniki z badania siły roboczej opublikowane przez Eurostat | Labour force survey rates published by Eurostat
-- grain: teryt, period, sex, age, measure, basis
select
    teryt,
    cast(year as varchar) as period,
    sex,
    age,
    measure,
    percent as value,
    obs_status,
    basis,
    source,
    released as released_on
from raw_bael_rates_eurostat
