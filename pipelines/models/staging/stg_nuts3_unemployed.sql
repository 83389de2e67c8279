-- Bezrobotni zarejestrowani w podregionach według płci | Registered unemployed in subregions by sex
-- grain: teryt, period, sex
select
    nuts as teryt,
    cast(year as varchar) as period,
    sex,
    cast(persons as double) as value,
    source,
    released_on
from raw_nuts3_unemployed
