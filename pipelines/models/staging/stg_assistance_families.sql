-- Rodziny, którym przyznano pomoc społeczną, według powodu | Families granted social assistance, by reason
-- grain: teryt, period, reason
select
    teryt,
    cast(year as varchar) as period,
    reason,
    cast(families as double) as value,
    obs_status,
    source,
    released_on
from raw_assistance_families
