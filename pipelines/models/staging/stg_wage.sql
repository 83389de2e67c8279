-- Przeciętne miesięczne wynagrodzenie brutto | Average monthly gross wage
-- grain: teryt, period
select
    teryt,
    cast(year as varchar) as period,
    cast(pln as double) as value,
    source,
    released_on
from raw_wage
