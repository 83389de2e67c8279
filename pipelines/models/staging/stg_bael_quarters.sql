-- Pojedyncze kwartały BAEL z różnych publikacji | Single LFS quarters from various publications
-- grain: teryt, period, sex, age, place, measure, basis
select
    teryt,
    period,
    sex,
    age,
    place,
    measure,
    value,
    obs_status,
    basis,
    origin,
    source,
    released_on
from raw_bael_quarters
