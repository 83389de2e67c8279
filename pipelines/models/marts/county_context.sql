-- Wynagrodzenia i ludność w wieku produkcyjnym | Wages and the population of working age
-- grain: teryt, period, measure
-- check: value >= 0
with
together as (
    select teryt, period, 'wage' as measure, value, source, released_on
    from stg_wage
    union all
    select teryt, period, 'working_age_share' as measure, working_percent as value, source, released_on
    from stg_population_age_groups
)

select
    teryt,  -- obszar, kod TERYT | area, TERYT code
    period,  -- rok | year
    measure,  -- co zmierzono | what is measured
    value,  -- złote albo procent | zloty or percent
    'A' as obs_status,  -- dlaczego wartości brak lub jest słaba | why a value is missing or weak
    'register' as method,  -- jak powstała liczba | how the figure arose
    '' as basis,  -- podstawa | base
    source,  -- tabela źródłowa | source table
    released_on  -- data wydania | release date
from together
