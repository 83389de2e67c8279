-- Rodziny, którym przyznano pomoc społeczną, według powodu, i ludność | Families granted social assistance, by reason, and population
-- grain: teryt, period, reason, measure
-- check: value >= 0
with
-- a county's figure known to be unreliable is left out; the sum of all counties may still be right
families as (
    select teryt, period, reason, 'families' as measure, value, obs_status, source, released_on
    from stg_assistance_families
    where obs_status <> 'U'
    union all
    select
        left(teryt, 2) as teryt, period, reason, 'families' as measure, sum(value) as value, 'E' as obs_status,
        min(source) as source, max(released_on) as released_on
    from stg_assistance_families
    group by left(teryt, 2), period, reason
),

people as (
    select teryt, period, value, source, released_on
    from stg_population
    where length(teryt) = 4
    union all
    select left(teryt, 2) as teryt, period, sum(value) as value, min(source) as source, max(released_on) as released_on
    from stg_population
    where length(teryt) = 4
    group by left(teryt, 2), period
),

-- the same people stand under every reason, because each reason has its own rate
population as (
    select f.teryt, f.period, f.reason, 'population' as measure, p.value, 'A' as obs_status, p.source, p.released_on
    from families as f
    inner join people as p on f.teryt = p.teryt and f.period = p.period
),

together as (
    select * from families
    union all
    select * from population
)

select
    teryt,  -- obszar, kod TERYT | area, TERYT code
    period,  -- rok | year
    reason,  -- powód przyznania pomocy (art. 7) | reason for assistance (article 7)
    measure,  -- rodziny albo ludność | families or population
    value,  -- rodziny albo osoby | families or persons
    obs_status,  -- dlaczego wartości brak lub jest słaba | why a value is missing or weak
    'register' as method,  -- jak powstała liczba | how the figure arose
    '' as basis,  -- podstawa | base
    source,  -- tabela źródłowa | source table
    released_on  -- data wydania | release date
from together
