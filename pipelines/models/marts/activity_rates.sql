-- Wskaźniki BAEL opublikowane przez GUS i Eurostat | LFS rates as published by Statistics Poland and Eurostat
-- grain: teryt, period, sex, age, measure, source, basis
-- check: value is null or value between 0 and 100
-- check: obs_status <> 'Q' or value is null
select
    teryt,
    period,
    sex,
    case measure
        when 'unemployment_rate' then '15-74'
        when 'activity_rate_50_89' then '50-89'
        when 'employment_rate_disabled' then '16-64'
        else 'working_age'
    end as age,
    measure,
    value,
    obs_status,
    'direct' as method,
    basis,
    source,
    released_on
from stg_bael_rates
union all
select
    teryt,  -- obszar, kod TERYT (00 = Polska) | area, TERYT code (00 = Poland)
    period,  -- rok | year
    sex,  -- płeć | sex
    age,  -- wiek | age
    measure,  -- nazwa wskaźnika | name of the rate
    value,  -- procent, jak opublikowano | percent, as published
    obs_status,  -- dlaczego wartości brak lub jest słaba | why a value is missing or weak
    'direct' as method,  -- jak powstała liczba | how the figure arose
    basis,  -- definicje i spis, na których oparto szacunek | definitions and census behind the estimate
    source,  -- tabela źródłowa | source table
    released_on  -- data wydania | release date
from stg_bael_rates_eurostat
