-- Sprawy i wyjścia do pracy w 12 miesięcy według powiatu, półrocza wejścia i cech, przed ochroną | Cases and exits to work within 12 months by county, half-year of entry and characteristics, before protection
-- grain: teryt, entry_year, entry_half, sex, age, education, duration, disability
-- check: cases > 0
-- check: work_12 >= 0
-- check: work_12 <= cases
-- suppress: cases, work_12
with
episodes as (
    select
        c.teryt,
        c.sex,
        a.parent as age,
        c.education,
        case when c.duration_group in ('12-24', '24+') then c.duration_group else 'to_12' end as duration,
        c.disability,
        year(c.entry_month) as entry_year,
        case when month(c.entry_month) <= 6 then 1 else 2 end as entry_half,
        (year(c.data_cutoff) - year(c.entry_month)) * 12 + month(c.data_cutoff) - month(c.entry_month) as followed,
        case
            when
                o.exit_reason in ('PR_NS', 'PR_DG', 'PR_S')
                and (year(o.exit_month) - year(c.entry_month)) * 12 + month(o.exit_month) - month(c.entry_month) <= 12
                then 1
            else 0
        end as in_work
    from stg_cases as c
    inner join ref_age_groups as a on c.age_group = a.code
    left join stg_outcomes as o on c.delivery = o.delivery and c.case_id = o.case_id
),

half_years as (
    select entry_year, entry_half, min(followed) as followed_months
    from episodes
    group by entry_year, entry_half
)

select
    e.teryt,  -- powiat | county
    e.entry_year,  -- rok wejścia | year of entry
    e.entry_half,  -- półrocze wejścia: 1 albo 2 | half-year of entry: 1 or 2
    h.followed_months,  -- przez ile miesięcy śledzono wszystkich z tego półrocza | for how many months all of that half-year have been followed
    e.sex,  -- płeć | sex
    e.age,  -- wiek na wejściu | age at entry
    coalesce(e.education, 'unknown') as education,  -- wykształcenie | education
    e.duration,  -- czas bez pracy na wejściu | time without work at entry
    coalesce(e.disability, 'unknown') as disability,  -- niepełnosprawność | disability
    count(*) as cases,  -- liczba spraw | cases
    sum(e.in_work) as work_12  -- wyjścia do pracy w 12 miesięcy | exits to work within 12 months
from episodes as e
inner join half_years as h on e.entry_year = h.entry_year and e.entry_half = h.entry_half
group by all
