-- Rodzinne programy aktywizacji: przyjęcie przez zespół i wynik, przed ochroną | Family activation programmes: acceptance by the team and result, before protection
-- grain: year, teryt, later_0, later_1, later_2, running, reached, broken
-- check: n > 0
-- suppress: n
with
seen as (
    select delivery, min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to
    from stg_cases
    group by delivery
),

programmes as (
    select
        p.delivery,
        h.teryt,
        year(coalesce(p.submitted, p.started)) as year,
        (year(p.accepted) - year(p.submitted)) * 12 + month(p.accepted) - month(p.submitted) as months,
        p.end_reason
    from stg_plans as p
    inner join stg_households as h on p.delivery = h.delivery and p.household_id = h.household_id
    where p.type = 'RPA'
)

select
    p.year,  -- rok złożenia programu | year of submission
    min(coalesce(d.seen_to, 0)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    p.teryt,  -- powiat rodziny | county of the household
    case when p.months <= 0 then 0 else 1 end as later_0,  -- nieprzyjęty w miesiącu złożenia | not accepted in the month of submission
    case when p.months <= 1 then 0 else 1 end as later_1,  -- nieprzyjęty do końca następnego miesiąca | not accepted by the end of the next month
    case when p.months <= 2 then 0 else 1 end as later_2,  -- nieprzyjęty po dwóch miesiącach | not accepted after two months
    case when p.end_reason in ('trwa', 'zmiana') then 1 else 0 end as running,  -- trwa albo zastąpiony innym | running or replaced by another
    case when p.end_reason in ('cel_osiagniety', 'czesciowo') then 1 else 0 end as reached,  -- cel osiągnięty, także częściowo | goal reached, also partly
    case when p.end_reason in ('przerwany_klient', 'przerwany_instytucja') then 1 else 0 end as broken,  -- przerwany | broken off
    count(*) as n  -- liczba programów | programmes
from programmes as p
left join seen as d on p.delivery = d.delivery
group by all
