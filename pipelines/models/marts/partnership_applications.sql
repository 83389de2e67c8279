-- Wnioski partnerstw o pieniądze według roku złożenia i funduszu | Applications of partnerships for money by year and fund
-- grain: voivodeship, year, fund
-- check: granted <= decided and decided <= submitted
select
    left(body_id, 2) as voivodeship,  -- województwo | voivodeship
    year(submitted) as year,  -- rok złożenia | year of submission
    fund,  -- fundusz | fund
    count(*) as submitted,  -- złożone | submitted
    count(granted) as decided,  -- rozstrzygnięte | decided
    cast(sum(case when granted then 1 else 0 end) as bigint) as granted  -- przyznane | granted
from stg_partnership_projects
group by all
