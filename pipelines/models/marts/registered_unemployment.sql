-- Bezrobotni zarejestrowani, ich stopa i ludność | Registered unemployed, their rate, and population
-- grain: teryt, period, sex, measure
-- check: obs_status <> 'A' or value is not null
-- check: value >= 0
with
counties as (
    select teryt, period, 'total' as sex, 'unemployed' as measure, value, 'A' as obs_status, '' as basis, source, released_on
    from stg_unemployed
    where length(teryt) = 4
),

-- voivodeships and Poland are sums of their counties; the gate has compared them with the printed ones
areas as (
    select * from counties
    union all
    select
        left(teryt, 2) as teryt, period, sex, measure, sum(value) as value, 'E' as obs_status,
        '' as basis, min(source) as source, max(released_on) as released_on
    from counties
    group by left(teryt, 2), period, sex, measure
    union all
    select
        '00' as teryt, period, sex, measure, sum(value) as value, 'E' as obs_status,
        '' as basis, min(source) as source, max(released_on) as released_on
    from counties
    group by period, sex, measure
),

expected as (
    select parent as teryt, count(*) as counties
    from ref_teryt
    where level = 'county'
    group by parent
),

-- a voivodeship's population only where all its counties have one in that year
summed as (
    select
        left(teryt, 2) as teryt, period, sum(value) as value, count(*) as counties,
        min(basis) as basis, min(source) as source, max(released_on) as released_on
    from stg_population
    where length(teryt) = 4
    group by left(teryt, 2), period
),

people as (
    select teryt, period, 'total' as sex, 'population' as measure, value, 'A' as obs_status, basis, source, released_on
    from stg_population
    union all
    select s.teryt, s.period, 'total' as sex, 'population' as measure, s.value, 'E' as obs_status, s.basis, s.source, s.released_on
    from summed as s
    inner join expected as e on s.teryt = e.teryt and s.counties = e.counties
),

subregions as (
    select teryt, period, sex, 'unemployed' as measure, value, 'A' as obs_status, '' as basis, source, released_on
    from stg_nuts3_unemployed
    union all
    select teryt, period, sex, 'population' as measure, value, 'A' as obs_status, '' as basis, source, released_on
    from stg_nuts3_population
    where age = 'total'
),

rates as (
    select teryt, period, 'total' as sex, 'unemployment_rate' as measure, value, obs_status, '' as basis, source, released_on
    from stg_unemployment_rate
    union all
    select teryt, period, 'total' as sex, 'unemployment_rate' as measure, value, 'A' as obs_status, vintage as basis, source, released_on
    from stg_unemployment_rate_monthly
    union all
    select teryt, period, 'total' as sex, 'unemployment_rate' as measure, value, 'A' as obs_status, '' as basis, source, released_on
    from stg_nuts3_unemployment_rate
    union all
    select teryt, period, 'total' as sex, 'long_term_share' as measure, percent as value, 'A' as obs_status, '' as basis, source, released_on
    from stg_long_term_share
    where percent is not null
    union all
    select teryt, period, 'F' as sex, 'long_term_share' as measure, women_percent as value, 'A' as obs_status, '' as basis, source, released_on
    from stg_long_term_share
    where women_percent is not null
),

together as (
    select * from areas
    union all
    select * from people
    union all
    select * from subregions
    union all
    select * from rates
)

select
    teryt,  -- obszar: kod TERYT albo NUTS 3 | area: TERYT or NUTS 3 code
    period,  -- rok (31 grudnia) albo miesiąc (ostatni dzień) | year (31 December) or month (last day)
    sex,  -- płeć | sex
    measure,  -- co policzono | what is counted
    value,  -- osoby (wskaźniki: procent) | persons (rates: percent)
    obs_status,  -- dlaczego wartości brak lub jest słaba | why a value is missing or weak
    'register' as method,  -- jak powstała liczba | how the figure arose
    basis,  -- podstawa ludnościowa albo wydanie | population base or vintage
    source,  -- tabela źródłowa | source table
    released_on  -- data wydania | release date
from together
