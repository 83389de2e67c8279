-- Osoby po zakończeniu ścieżki według okna: praca, brak danych, powroty, przed ochroną | Persons after the end of their pathway by window: work, no data, returns, before protection
-- grain: window_m, year, teryt, unknown, in_work, started, started_unknown, started_in_work, to_work, returned
-- check: n > 0
-- suppress: n
with
windows as (
    select cast(code as integer) as window_m
    from ref_followup_windows
),

-- a return by a window is one seen in it or in an earlier one
returns as (
    select w.window_m, f.delivery, f.case_id, 1 as is_back
    from stg_followups as f
    cross join windows as w
    where f.window_m <= w.window_m and (f.back_in_register or f.back_in_ops)
    group by w.window_m, f.delivery, f.case_id
),

persons as (
    select
        w.window_m,
        c.teryt,
        year(o.exit_month) as year,
        year(c.data_cutoff) * 12 + month(c.data_cutoff) as seen_to,
        case when f.status is null or f.in_work is null then 1 else 0 end as unknown,
        case when f.in_work then 1 else 0 end as in_work,
        case when o.worked_30_days and o.work_within_3m then 1 else 0 end as started,
        case when o.exit_reason in ('PR_NS', 'PR_DG', 'PR_S') then 1 else 0 end as to_work,
        coalesce(r.is_back, 0) as is_back
    from stg_outcomes as o
    inner join stg_cases as c on o.delivery = c.delivery and o.case_id = c.case_id
    cross join windows as w
    left join stg_followups as f on o.delivery = f.delivery and o.case_id = f.case_id and w.window_m = f.window_m
    left join returns as r on o.delivery = r.delivery and o.case_id = r.case_id and w.window_m = r.window_m
)

select
    window_m,  -- ile miesięcy po wyjściu | months after the exit
    year,  -- rok wyjścia | year of exit
    min(seen_to) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    teryt,  -- powiat | county
    unknown,  -- sytuacja nieznana | situation unknown
    in_work,  -- pracuje w tym miesiącu | in work in that month
    started,  -- praca co najmniej 30 dni, zaczęta w 3 miesiące (G01) | work of 30 days or more, begun within 3 months (G01)
    case when started = 1 and unknown = 1 then 1 else 0 end as started_unknown,  -- podjęta praca, sytuacja nieznana | work taken up, situation unknown
    case when started = 1 and in_work = 1 then 1 else 0 end as started_in_work,  -- podjęta praca i nadal pracuje | work taken up and still in work
    to_work,  -- wyjście do pracy | exit to work
    case when to_work = 1 and is_back = 1 then 1 else 0 end as returned,  -- wyjście do pracy, potem powrót do rejestru albo pomocy | exit to work, then back in the register or in assistance
    count(*) as n  -- liczba osób | persons
from persons
group by all
