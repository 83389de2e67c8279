-- Stopa bezrobocia rejestrowanego, 31 grudnia | Registered unemployment rate, 31 December
-- grain: teryt, period
select
    teryt,
    cast(year as varchar) as period,
    percent as value,
    obs_status,
    source,
    released_on
from raw_unemployment_rate
