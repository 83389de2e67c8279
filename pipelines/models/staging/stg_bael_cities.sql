-- Stolica województwa i reszta województwa, średnia roczna BAEL | The capital and the rest of the voivodeship, annual LFS average
-- grain: area, period, dimension, category, measure
select
    left(area, 2) as teryt,
    area,
    cast(year as varchar) as period,
    dimension,
    category,
    measure,
    coalesce(cast(persons_thousands as double), percent) as value,
    obs_status,
    source,
    released_on
from raw_bael_cities
