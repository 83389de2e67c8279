-- Przyczyny bierności i grupy biernych, pojedyncze publikacje | Reasons for inactivity and groups of the inactive, single publications
-- grain: teryt, period, sex, age, reason, basis
-- check: value is null or value between 0 and 100
select
    teryt,  -- obszar, kod TERYT (00 = Polska) | area, TERYT code (00 = Poland)
    period,  -- kwartał | quarter
    sex,  -- płeć | sex
    universe as age,  -- kogo dotyczy suma 100 % | whom the 100 % cover
    reason,  -- przyczyna albo grupa | reason or group
    case list when 'reason' then 'reason_share' else 'group_share' end as measure,  -- przyczyny albo grupy biernych | reasons, or groups of the inactive
    value,  -- procent biernych | percent of the inactive
    obs_status,  -- dlaczego wartości brak lub jest słaba | why a value is missing or weak
    'direct' as method,  -- jak powstała liczba | how the figure arose
    basis,  -- definicje i spis, na których oparto szacunek | definitions and census behind the estimate
    source,  -- tabela źródłowa | source table
    released_on  -- data wydania | release date
from stg_bael_reasons
