-- Ludność według ekonomicznych grup wieku, udziały | Population by economic age group, shares
-- grain: teryt, period
select
    teryt,
    cast(year as varchar) as period,
    pre_working_percent,
    working_percent,
    post_working_percent,
    source,
    released_on
from raw_population_age_groups
