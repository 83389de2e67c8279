-- Wskaźniki BAEL opublikowane na platformie SDG | LFS rates published on the SDG platform
-- grain: teryt, period, sex, measure
select
    teryt,
    cast(year as varchar) as period,
    sex,
    measure,
    percent as value,
    obs_status,
    basis,
    source,
    released_on
from raw_bael_rates
