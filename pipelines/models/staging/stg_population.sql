-- Ludność, 31 grudnia | Population, 31 December
-- grain: teryt, period
select
    teryt,
    cast(year as varchar) as period,
    cast(persons as double) as value,
    basis,
    source,
    released_on
from raw_population
