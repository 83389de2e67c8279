-- Stopa bezrobocia rejestrowanego, koniec miesiąca | Registered unemployment rate, end of month
-- grain: teryt, period
select
    teryt,
    month as period,
    percent as value,
    vintage,
    source,
    released_on
from raw_unemployment_rate_monthly
