-- Osoby po zakończeniu ścieżki według spadku świadczeń, przed ochroną | Persons after the end of their pathway by fall in benefits, before protection
-- grain: year, teryt, halved, ended
-- check: n > 0
-- suppress: n
-- Only those who had benefits in the month before and whose amount of the month after is known.
select
    year(o.exit_month) as year,  -- rok wyjścia | year of exit
    min(year(c.data_cutoff) * 12 + month(c.data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    c.teryt,  -- powiat | county
    case when 2 * o.benefit_month_after <= o.benefit_month_before then 1 else 0 end as halved,  -- świadczenia spadły co najmniej o połowę (G05) | benefits fell by half or more (G05)
    case when o.benefit_month_after = 0 then 1 else 0 end as ended,  -- bez świadczeń | no benefits any more
    count(*) as n  -- liczba osób | persons
from stg_outcomes as o
inner join stg_cases as c on o.delivery = c.delivery and o.case_id = c.case_id
where o.benefit_month_before > 0 and o.benefit_month_after is not null
group by all
