-- Osoby z planem według godzin doradztwa osobistego i wyjścia do pracy, przed ochroną | Persons with a plan by hours of personal counselling and exit to work, before protection
-- grain: year, teryt, counselled, low, middle, high, work_12
-- check: n > 0
-- suppress: n
with
counselled as (
    select delivery, case_id, sum(coalesce(hours, 0)) as hours
    from stg_steps
    where form = 'DOROS' and status <> 'planowany' and case_id is not null
    group by delivery, case_id
),

planned as (
    select delivery, case_id
    from stg_plans
    where case_id is not null
    group by delivery, case_id
),

persons as (
    select
        c.delivery,
        c.teryt,
        c.entry_month,
        c.data_cutoff,
        d.hours,
        case
            when
                o.exit_reason in ('PR_NS', 'PR_DG', 'PR_S')
                and (year(o.exit_month) - year(c.entry_month)) * 12 + month(o.exit_month) - month(c.entry_month) <= 12
                then 1
            else 0
        end as work_12
    from planned as p
    inner join stg_cases as c on p.delivery = c.delivery and p.case_id = c.case_id
    left join counselled as d on p.delivery = d.delivery and p.case_id = d.case_id
    left join stg_outcomes as o on p.delivery = o.delivery and p.case_id = o.case_id
)

select
    year(entry_month) as year,  -- rok wejścia | year of entry
    min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    teryt,  -- powiat | county
    case when hours is not null then 1 else 0 end as counselled,  -- doradztwo osobiste | personal counselling
    case when hours < 16 then 1 else 0 end as low,  -- mniej niż 16 godzin | less than 16 hours
    case when hours >= 16 and hours < 25 then 1 else 0 end as middle,  -- od 16 do 24 godzin | 16 to 24 hours
    case when hours >= 25 then 1 else 0 end as high,  -- 25 godzin lub więcej | 25 hours or more
    work_12,  -- wyjście do pracy w 12 miesięcy od wejścia | left to work within 12 months of entry
    count(*) as n  -- liczba osób | persons
from persons
group by all
