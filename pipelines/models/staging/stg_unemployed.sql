-- Bezrobotni zarejestrowani, 31 grudnia | Registered unemployed, 31 December
-- grain: teryt, period
select
    teryt,
    cast(year as varchar) as period,
    cast(persons as double) as value,
    source,
    released_on
from raw_unemployed
