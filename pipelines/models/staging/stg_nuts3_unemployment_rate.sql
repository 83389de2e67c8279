-- Stopa bezrobocia rejestrowanego w podregionach | Registered unemployment rate in subregions
-- grain: teryt, period
select
    nuts as teryt,
    cast(year as varchar) as period,
    percent as value,
    source,
    released_on
from raw_nuts3_unemployment_rate
