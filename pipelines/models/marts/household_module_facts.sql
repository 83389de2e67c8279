-- Rodziny według programu i modułów, przed ochroną | Households by programme and modules, before protection
-- grain: year, teryt, programme, mod1, mod2, mod3, mod4, three_or_more
-- check: n > 0
-- suppress: n
with
seen as (
    select delivery, min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to
    from stg_cases
    group by delivery
),

used as (
    select delivery, household_id, unnest(modules) as module
    from stg_households
),

counted as (
    select
        delivery,
        household_id,
        max(case when module = 'MOD1' then 1 else 0 end) as mod1,
        max(case when module = 'MOD2' then 1 else 0 end) as mod2,
        max(case when module = 'MOD3' then 1 else 0 end) as mod3,
        max(case when module = 'MOD4' then 1 else 0 end) as mod4
    from used
    group by delivery, household_id
),

households as (
    select
        h.delivery,
        h.teryt,
        h.programme,
        year(h.entry_month) as year,
        coalesce(c.mod1, 0) as mod1,
        coalesce(c.mod2, 0) as mod2,
        coalesce(c.mod3, 0) as mod3,
        coalesce(c.mod4, 0) as mod4
    from stg_households as h
    left join counted as c on h.delivery = c.delivery and h.household_id = c.household_id
)

select
    h.year,  -- rok wejścia | year of entry
    min(coalesce(d.seen_to, 0)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    h.teryt,  -- powiat | county
    h.programme,  -- program | programme
    h.mod1,  -- moduł prozatrudnieniowy | employment module
    h.mod2,  -- moduł społeczny i integracyjny | social and integration module
    h.mod3,  -- moduł rodzinny | family module
    h.mod4,  -- moduł sport i kultura | sport and culture module
    case when h.mod1 + h.mod2 + h.mod3 + h.mod4 >= 3 then 1 else 0 end as three_or_more,  -- co najmniej trzy z czterech modułów | three or more of the four modules
    count(*) as n  -- liczba rodzin | households
from households as h
left join seen as d on h.delivery = d.delivery
group by all
