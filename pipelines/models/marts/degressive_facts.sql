-- Odbiorcy degresywnego wsparcia według miesiąca, pracy i końca dopłat, przed ochroną | Recipients of degressive support by month, work and end of the support, before protection
-- grain: year, teryt, left_4, left_5, left_6, left_7, stopped_3, stopped_4, stopped_5, stopped_6, unfinished, finished_work, finished_without
-- check: n > 0
-- suppress: n
with
recipients as (
    select
        d.delivery,
        d.case_id,
        max(d.month_no) as last_month,
        max(case when d.in_work then d.month_no else 0 end) as last_work,
        max(case when d.support_zl <= 0 then d.month_no else 0 end) as last_zero
    from stg_degressive_support as d
    group by d.delivery, d.case_id
)

select
    year(c.entry_month) as year,  -- rok wejścia sprawy | year of entry of the case
    min(year(c.data_cutoff) * 12 + month(c.data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    c.teryt,  -- powiat | county
    case when r.last_month < 4 then 1 else 0 end as left_4,  -- wsparcie skończyło się przed miesiącem 4 | support ended before month 4
    case when r.last_month < 5 then 1 else 0 end as left_5,  -- wsparcie skończyło się przed miesiącem 5 | support ended before month 5
    case when r.last_month < 6 then 1 else 0 end as left_6,  -- wsparcie skończyło się przed miesiącem 6 | support ended before month 6
    case when r.last_month < 7 then 1 else 0 end as left_7,  -- wsparcie skończyło się przed miesiącem 7 | support ended before month 7
    case when r.last_work < 3 and r.last_month >= r.last_work + 1 then 1 else 0 end as stopped_3,  -- bez pracy przed miesiącem 3, choć wsparcie trwało | out of work before month 3 though support went on
    case when r.last_work < 4 and r.last_month >= r.last_work + 1 then 1 else 0 end as stopped_4,  -- bez pracy przed miesiącem 4, choć wsparcie trwało | out of work before month 4 though support went on
    case when r.last_work < 5 and r.last_month >= r.last_work + 1 then 1 else 0 end as stopped_5,  -- bez pracy przed miesiącem 5, choć wsparcie trwało | out of work before month 5 though support went on
    case when r.last_work < 6 and r.last_month >= r.last_work + 1 then 1 else 0 end as stopped_6,  -- bez pracy przed miesiącem 6, choć wsparcie trwało | out of work before month 6 though support went on
    case when r.last_zero = 0 then 1 else 0 end as unfinished,  -- dopłata nie spadła do zera | the support has not fallen to zero
    case when r.last_zero > 0 and r.last_work = r.last_month then 1 else 0 end as finished_work,  -- praca, gdy dopłata spadła do zera | in work when the support fell to zero
    case when r.last_zero > 0 and r.last_work < r.last_month then 1 else 0 end as finished_without,  -- bez pracy, gdy dopłata spadła do zera | without work when the support fell to zero
    count(*) as n  -- liczba odbiorców | recipients
from recipients as r
inner join stg_cases as c on r.delivery = c.delivery and r.case_id = c.case_id
group by all
