-- Osoby z planem według instytucji pierwszego, drugiego i ostatniego kroku oraz wyjścia, przed ochroną | Persons with a plan by institution of the first, second and last step and by exit, before protection
-- grain: year, teryt, reason, from_office, from_assistance, from_integration, to_office, to_assistance, to_integration, stayed, exit_work, exit_next, exit_other, exit_open
-- check: n > 0
-- suppress: n
with
visits as (
    select
        s.delivery,
        s.case_id,
        s.started,
        case
            when i.type = 'PUP' then 'office'
            when i.type in ('OPS', 'CUS', 'PCPR') then 'assistance'
            else 'integration'
        end as place
    from stg_steps as s
    inner join stg_institutions as i on s.delivery = i.delivery and s.inst_id = i.inst_id
    where s.status <> 'planowany' and s.case_id is not null
),

-- the institution of the first month; of several in one month the first by name, since numbers of steps are random
first_months as (
    select delivery, case_id, min(started) as started
    from visits
    group by delivery, case_id
),

firsts as (
    select v.delivery, v.case_id, v.started, min(v.place) as place
    from visits as v
    inner join first_months as m on v.delivery = m.delivery and v.case_id = m.case_id and v.started = m.started
    group by v.delivery, v.case_id, v.started
),

others as (
    select f.delivery, f.case_id, min(v.started) as started
    from firsts as f
    inner join visits as v on f.delivery = v.delivery and f.case_id = v.case_id
    where v.place <> f.place
    group by f.delivery, f.case_id
),

seconds as (
    select v.delivery, v.case_id, min(v.place) as place
    from visits as v
    inner join others as o on v.delivery = o.delivery and v.case_id = o.case_id and v.started = o.started
    inner join firsts as f on v.delivery = f.delivery and v.case_id = f.case_id
    where v.place <> f.place
    group by v.delivery, v.case_id
),

reasons as (
    select
        delivery,
        case_id,
        max(case when reason_group = 'ROD' then 1 else 0 end) as is_family,
        max(case when reason_group in ('BEZR', 'MAT', 'ROD') then 0 else 1 end) as is_other
    from stg_case_reasons
    group by delivery, case_id
)

select
    year(c.entry_month) as year,  -- rok wejścia | year of entry
    min(year(c.data_cutoff) * 12 + month(c.data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    c.teryt,  -- powiat | county
    case
        when r.is_family = 1 then 'family'
        when r.is_other = 0 then 'economic'
        else 'other'
    end as reason,  -- powody pomocy: rodzina; tylko bezrobocie i sytuacja materialna; inne | reasons for assistance: family; unemployment and material situation only; other
    case when f.place = 'office' then 1 else 0 end as from_office,  -- najpierw urząd pracy | labour office first
    case when f.place = 'assistance' then 1 else 0 end as from_assistance,  -- najpierw pomoc społeczna | social assistance first
    case when f.place = 'integration' then 1 else 0 end as from_integration,  -- najpierw centrum, klub albo organizacja | centre, club or organisation first
    case when s.place = 'office' then 1 else 0 end as to_office,  -- potem urząd pracy | then the labour office
    case when s.place = 'assistance' then 1 else 0 end as to_assistance,  -- potem pomoc społeczna | then social assistance
    case when s.place = 'integration' then 1 else 0 end as to_integration,  -- potem centrum, klub albo organizacja | then a centre, club or organisation
    case when s.place is null then 1 else 0 end as stayed,  -- tylko jeden rodzaj instytucji | one kind of institution only
    case when o.exit_reason in ('PR_NS', 'PR_DG', 'PR_S') then 1 else 0 end as exit_work,  -- wyjście do pracy | exit to work
    case when e.result_class = 'step' then 1 else 0 end as exit_next,  -- kolejny krok ścieżki | next step of the pathway
    case when o.exit_reason is not null and o.exit_reason not in ('PR_NS', 'PR_DG', 'PR_S') and coalesce(e.result_class, '') <> 'step' then 1 else 0 end as exit_other,  -- inne wyjście | another exit
    case when o.exit_reason is null then 1 else 0 end as exit_open,  -- jeszcze bez wyjścia | no exit yet
    count(*) as n  -- liczba osób | persons
from firsts as f
inner join stg_cases as c on f.delivery = c.delivery and f.case_id = c.case_id
left join seconds as s on f.delivery = s.delivery and f.case_id = s.case_id
left join reasons as r on f.delivery = r.delivery and f.case_id = r.case_id
left join stg_outcomes as o on f.delivery = o.delivery and f.case_id = o.case_id
left join ref_exit_reasons as e on o.exit_reason = e.code
group by all
