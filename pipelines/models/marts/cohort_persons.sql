-- Osoby według roku wejścia, obszaru, cech i sposobu wyjścia, przed ochroną | Persons by year of entry, area, characteristics and kind of exit, before protection
-- grain: first_month, teryt, sex, age, pathway, duration, outcome
-- check: n > 0
-- check: followed_months >= -11
-- suppress: n
with
-- a case has the pathway of its first plan; of two plans begun in one month the joint one counts
first_months as (
    select delivery, case_id, min(started) as started
    from stg_plans
    where case_id is not null
    group by delivery, case_id
),

first_plans as (
    select p.delivery, p.case_id, max(case when p.joint then 1 else 0 end) as is_joint
    from stg_plans as p
    inner join first_months as f on p.delivery = f.delivery and p.case_id = f.case_id and p.started = f.started
    group by p.delivery, p.case_id
),

episodes as (
    select
        c.delivery,
        c.case_id,
        c.teryt,
        c.sex,
        c.age_group,
        case when p.is_joint = 1 then 'joint' else 'single' end as pathway,
        case when c.duration_group in ('12-24', '24+') then c.duration_group else 'to_12' end as duration,
        year(c.entry_month) as entry_year,
        (year(c.data_cutoff) - year(c.entry_month)) * 12 + month(c.data_cutoff) - 12 as followed,
        o.exit_reason,
        (year(o.exit_month) - year(c.entry_month)) * 12 + month(o.exit_month) - month(c.entry_month) as months
    from stg_cases as c
    left join first_plans as p on c.delivery = p.delivery and c.case_id = p.case_id
    left join stg_outcomes as o on c.delivery = o.delivery and c.case_id = o.case_id
),

followed as (
    select entry_year, min(followed) as followed_months
    from episodes
    group by entry_year
),

exits as (
    select
        e.*,
        case when e.exit_reason in ('PR_NS', 'PR_DG', 'PR_S') then 'work' else 'other' end as kind,
        case
            when e.months <= 3 then '3'
            when e.months <= 6 then '6'
            when e.months <= 9 then '9'
            when e.months <= 12 then '12'
            when e.months <= 18 then '18'
            when e.months <= 24 then '24'
        end as by_month
    from episodes as e
)

select
    cast(e.entry_year as varchar) || '-01' as first_month,  -- pierwszy miesiąc wejścia | first month of entry
    cast(e.entry_year as varchar) || '-12' as last_month,  -- ostatni miesiąc wejścia | last month of entry
    f.followed_months,  -- przez ile miesięcy śledzono wszystkich | for how many months all have been followed
    e.teryt,  -- powiat | county
    e.sex,  -- płeć | sex
    a.parent as age,  -- wiek na wejściu | age at entry
    e.pathway,  -- ścieżka: jedna instytucja czy kilka wspólnie | pathway: one institution or several together
    e.duration,  -- czas bez pracy na wejściu | time without work at entry
    case when e.by_month is null then 'none' else e.kind || '_' || e.by_month end as outcome,  -- rodzaj wyjścia i miesiąc, do którego nastąpiło | kind of exit and the month by which it came
    count(*) as n  -- liczba osób | persons
from exits as e
inner join followed as f on e.entry_year = f.entry_year
inner join ref_age_groups as a on e.age_group = a.code
group by all
