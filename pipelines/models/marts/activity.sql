-- Ludność według stanu na rynku pracy (BAEL): lata, pojedyncze kwartały, wykształcenie | Population by labour status (LFS): years, single quarters, education
-- grain: teryt, period, sex, age, education, place, measure, basis
-- check: obs_status <> 'Q' or value is null
-- check: obs_status = 'Q' or value >= 0
-- check: length(teryt) = 2
with
published as (
    select teryt, period, sex, measure, value, obs_status, basis, source, released_on, 1 as cells
    from stg_bael_activity
),

-- every voivodeship's men and women, so that Poland is a sum of published cells
areas as (
    select * from published
    union all
    select
        '00' as teryt, period, sex, measure,
        case when bool_or(value is null) then null else sum(value) end as value,
        case when bool_or(value is null) then 'Q' else 'E' end as obs_status,
        min(basis) as basis, min(source) as source, max(released_on) as released_on, count(*) as cells
    from published
    group by period, sex, measure
),

sexes as (
    select * from areas
    union all
    select
        teryt, period, 'total' as sex, measure,
        case when bool_or(value is null) then null else sum(value) end as value,
        case when bool_or(value is null) then 'Q' else 'E' end as obs_status,
        min(basis) as basis, min(source) as source, max(released_on) as released_on, sum(cells) as cells
    from areas
    group by teryt, period, measure
),

statuses as (
    select * from sexes
    union all
    select
        teryt, period, sex, 'population' as measure, sum(value) as value, 'E' as obs_status,
        min(basis) as basis, min(source) as source, max(released_on) as released_on, sum(cells) as cells
    from sexes
    where measure in ('active', 'inactive')
    group by teryt, period, sex
),

years as (
    select
        teryt, period, sex, '15-89' as age, 'total' as education, 'total' as place, measure,
        value, obs_status, 'direct' as method, basis, source, released_on, cells
    from statuses
),

-- the capital and the rest are printed apart; only their sum is the voivodeship
education as (
    select
        c.teryt, c.period, 'total' as sex, '15-89' as age, c.category as education, 'total' as place, c.measure,
        case when bool_or(c.value is null) then null else sum(c.value) end as value,
        case when bool_or(c.value is null) then 'Q' else 'E' end as obs_status,
        'direct' as method, min(b.basis) as basis, min(c.source) as source, max(c.released_on) as released_on, count(*) as cells
    from stg_bael_cities as c
    inner join (select distinct period, basis from stg_bael_activity) as b on c.period = b.period
    where c.dimension = 'education' and c.category <> 'total' and c.measure in ('inactive', 'employed')
    group by c.teryt, c.period, c.category, c.measure
),

quarters as (
    select
        teryt, period, sex, age, 'total' as education, place, measure,
        value, obs_status, 'direct' as method, basis, source, released_on, 1 as cells
    from stg_bael_quarters
    where measure in ('active', 'employed', 'unemployed', 'inactive', 'activity_rate', 'employment_rate')
)

select * from years
union all
select * from education
union all
select
    teryt,  -- obszar, kod TERYT (00 = Polska) | area, TERYT code (00 = Poland)
    period,  -- rok albo kwartał | year or quarter
    sex,  -- płeć | sex
    age,  -- wiek objęty liczbą | age covered by the figure
    education,  -- wykształcenie | education
    place,  -- miasto albo wieś | town or country
    measure,  -- co policzono: stan na rynku pracy albo wskaźnik wydawcy | what is counted: labour status, or a rate of the publisher
    value,  -- tysiące osób (wskaźniki: procent) | thousands of persons (rates: percent)
    obs_status,  -- dlaczego wartości brak lub jest słaba | why a value is missing or weak
    method,  -- jak powstała liczba | how the figure arose
    basis,  -- definicje i spis, na których oparto szacunek | definitions and census behind the estimate
    source,  -- tabela źródłowa | source table
    released_on,  -- data wydania | release date
    cells  -- ile opublikowanych, zaokrąglonych liczb zsumowano | how many published, rounded figures were added
from quarters
