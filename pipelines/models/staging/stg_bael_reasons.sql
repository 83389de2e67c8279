-- Przyczyny bierności i grupy biernych, udziały w procentach | Reasons for inactivity and groups of inactive people, shares in percent
-- grain: teryt, period, sex, universe, list, reason, basis
select
    teryt,
    period,
    sex,
    universe,
    list,
    reason,
    percent as value,
    obs_status,
    basis,
    source,
    released_on
from raw_bael_reasons
