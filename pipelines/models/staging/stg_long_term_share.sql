-- Udziały długotrwale bezrobotnych | Shares of the long-term unemployed
-- grain: teryt, period
select
    teryt,
    cast(year as varchar) as period,
    percent,
    women_percent,
    source,
    released_on
from raw_long_term_share
