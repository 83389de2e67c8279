-- Ludność podregionów według płci i wieku | Population of subregions by sex and age
-- grain: teryt, period, sex, age
select
    nuts as teryt,
    cast(year as varchar) as period,
    sex,
    age,
    cast(persons as double) as value,
    source,
    released_on
from raw_nuts3_population
