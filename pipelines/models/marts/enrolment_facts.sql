-- Osoby rozpoznane i objęte planem, według tego, jak długo są bez pracy, i czasu do planu, przed ochroną | Persons recognised and given a plan, by how long they are without work and by time to the plan, before protection
-- grain: year, teryt, hard, without_plan, hard_without_plan, later_0, later_1, later_3
-- check: n > 0
-- suppress: n
with
planned as (
    select delivery, case_id, min(started) as started
    from stg_plans
    where case_id is not null
    group by delivery, case_id
),

persons as (
    select
        c.teryt,
        c.entry_month,
        c.data_cutoff,
        case when c.duration_group = '24+' then 1 else 0 end as hard,
        case when p.started is null then 1 else 0 end as without_plan,
        (year(p.started) - year(c.entry_month)) * 12 + month(p.started) - month(c.entry_month) as months
    from stg_cases as c
    left join planned as p on c.delivery = p.delivery and c.case_id = p.case_id
)

select
    year(entry_month) as year,  -- rok wejścia | year of entry
    min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    teryt,  -- powiat | county
    hard,  -- bez pracy ponad 24 miesiące | without work for more than 24 months
    without_plan,  -- bez planu | without a plan
    case when hard = 1 and without_plan = 1 then 1 else 0 end as hard_without_plan,  -- ponad 24 miesiące bez pracy i bez planu | more than 24 months without work and without a plan
    case when months > 0 then 1 else 0 end as later_0,  -- plan później niż w miesiącu wejścia | plan later than the month of entry
    case when months > 1 then 1 else 0 end as later_1,  -- plan później niż po miesiącu | plan later than after a month
    case when months > 3 then 1 else 0 end as later_3,  -- plan później niż po trzech miesiącach | plan later than after three months
    count(*) as n  -- liczba osób | persons
from persons
group by all
