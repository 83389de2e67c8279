-- Plany według wyniku, długości i kroku, na którym je przerwano, przed ochroną | Plans by result, length and the step at which they were broken off, before protection
-- grain: year, teryt, plan, running, reached, partly, by_client, by_institution, broken_1, broken_2, broken_3, to_3, to_6, to_12
-- check: n > 0
-- suppress: n
with
-- how many steps had begun when the plan ended
taken as (
    select delivery, plan_id, count(*) as steps
    from stg_steps
    where status <> 'planowany'
    group by delivery, plan_id
),

plans as (
    select
        c.teryt,
        year(p.started) as year,
        year(c.data_cutoff) * 12 + month(c.data_cutoff) as seen_to,
        case
            when p.joint then 'joint'
            when p.type in ('KS_A', 'KS_B') then 'contract'
            when p.type in ('IPZS', 'IPR') then 'integration'
            else 'individual'
        end as plan,
        p.end_reason,
        (year(p.ended) - year(p.started)) * 12 + month(p.ended) - month(p.started) as months,
        coalesce(t.steps, 0) as steps
    from stg_plans as p
    inner join stg_cases as c on p.delivery = c.delivery and p.case_id = c.case_id
    left join taken as t on p.delivery = t.delivery and p.plan_id = t.plan_id
)

select
    year,  -- rok rozpoczęcia | year of the start
    min(seen_to) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    teryt,  -- powiat | county
    plan,  -- rodzaj planu | kind of plan
    case when end_reason in ('trwa', 'zmiana') then 1 else 0 end as running,  -- trwa albo zastąpiony innym | running or replaced by another
    case when end_reason = 'cel_osiagniety' then 1 else 0 end as reached,  -- cel osiągnięty | goal reached
    case when end_reason = 'czesciowo' then 1 else 0 end as partly,  -- cel osiągnięty częściowo | goal partly reached
    case when end_reason = 'przerwany_klient' then 1 else 0 end as by_client,  -- przerwany przez klienta | broken off by the client
    case when end_reason = 'przerwany_instytucja' then 1 else 0 end as by_institution,  -- przerwany przez instytucję | broken off by the institution
    case when end_reason in ('przerwany_klient', 'przerwany_instytucja') and steps <= 1 then 1 else 0 end as broken_1,  -- przerwany na pierwszym kroku | broken off at the first step
    case when end_reason in ('przerwany_klient', 'przerwany_instytucja') and steps = 2 then 1 else 0 end as broken_2,  -- przerwany na drugim kroku | broken off at the second step
    case when end_reason in ('przerwany_klient', 'przerwany_instytucja') and steps >= 3 then 1 else 0 end as broken_3,  -- przerwany na trzecim kroku lub dalej | broken off at the third step or later
    case when end_reason not in ('trwa', 'zmiana') and months <= 3 then 1 else 0 end as to_3,  -- zakończony do 3 miesięcy | ended within 3 months
    case when end_reason not in ('trwa', 'zmiana') and months <= 6 then 1 else 0 end as to_6,  -- zakończony do 6 miesięcy | ended within 6 months
    case when end_reason not in ('trwa', 'zmiana') and months <= 12 then 1 else 0 end as to_12,  -- zakończony do 12 miesięcy | ended within 12 months
    count(*) as n  -- liczba planów | plans
from plans
group by all
