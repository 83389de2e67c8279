-- Osoby, które zaczęły ścieżkę, według ukończenia i pracy, przed ochroną | Persons who started a pathway, by completion and work, before protection
-- grain: year, teryt, finished, broken, employed
-- check: n > 0
-- suppress: n
with
planned as (
    select
        delivery,
        case_id,
        max(case when end_reason in ('cel_osiagniety', 'czesciowo') then 1 else 0 end) as finished,
        max(case when end_reason in ('przerwany_klient', 'przerwany_instytucja') then 1 else 0 end) as broken
    from stg_plans
    where case_id is not null
    group by delivery, case_id
)

select
    year(c.entry_month) as year,  -- rok wejścia | year of entry
    min(year(c.data_cutoff) * 12 + month(c.data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    c.teryt,  -- powiat | county
    p.finished,  -- ukończyła plan, także częściowo | finished a plan, also partly
    case when p.finished = 0 then p.broken else 0 end as broken,  -- plan przerwany | plan broken off
    case when o.work_within_3m and o.worked_30_days then 1 else 0 end as employed,  -- praca co najmniej 30 dni w 3 miesiące po zakończeniu | work of 30 days or more within 3 months after the end
    count(*) as n  -- liczba osób | persons
from planned as p
inner join stg_cases as c on p.delivery = c.delivery and p.case_id = c.case_id
left join stg_outcomes as o on p.delivery = o.delivery and p.case_id = o.case_id
group by all
