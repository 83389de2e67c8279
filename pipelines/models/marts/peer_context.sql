-- Tło powiatów, według którego szuka się powiatów podobnych: wielkość, bezrobotni i ich stopa w wybranych latach | Context of counties by which similar ones are found: size, unemployed and their rate in chosen years
-- grain: teryt
-- check: population > 0
-- check: rate_years between 0 and 7
with
people as (
    select teryt, value as population
    from stg_population
    where period = '2022' and length(teryt) = 4
),

unemployed as (
    select
        teryt,
        max(case when period = '2008' then value end) as unemployed_2008,
        max(case when period = '2012' then value end) as unemployed_2012,
        max(case when period = '2022' then value end) as unemployed_2022
    from stg_unemployed
    where length(teryt) = 4
    group by teryt
),

rates as (
    select
        teryt,
        max(case when period = '2022' then value end) as rate_2022,
        sum(case when period between '2004' and '2010' then value end) as rate_sum,
        count(case when period between '2004' and '2010' then value end) as rate_years
    from stg_unemployment_rate
    where length(teryt) = 4
    group by teryt
)

select
    p.teryt,  -- powiat | county
    p.population,  -- ludność na koniec 2022 r. | population at the end of 2022
    u.unemployed_2008,  -- bezrobotni na koniec 2008 r. | unemployed at the end of 2008
    u.unemployed_2012,  -- bezrobotni na koniec 2012 r. | unemployed at the end of 2012
    u.unemployed_2022,  -- bezrobotni na koniec 2022 r. | unemployed at the end of 2022
    r.rate_2022,  -- stopa bezrobocia na koniec 2022 r., procent | unemployment rate at the end of 2022, percent
    r.rate_sum,  -- suma rocznych stóp 2004–2010, procent | sum of the annual rates 2004–2010, percent
    r.rate_years  -- z ilu lat jest suma | how many years are in the sum
from people as p
inner join unemployed as u on p.teryt = u.teryt
inner join rates as r on p.teryt = r.teryt
