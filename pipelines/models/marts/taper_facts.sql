-- Kwoty degresywnego wsparcia według miesiąca dopłaty, przed ochroną | Amounts of degressive support by month of support, before protection
-- grain: year, teryt, month_no
-- check: support_zl >= 0
-- suppress: n
select
    year(c.entry_month) as year,  -- rok wejścia sprawy | year of entry of the case
    c.teryt,  -- powiat, którego instytucje płacą | county whose institutions pay
    d.month_no,  -- który miesiąc dopłaty | which month of the support
    sum(d.support_zl) as support_zl,  -- dopłaty razem, zł | support in all, PLN
    count(*) as n  -- liczba odbiorców | recipients
from stg_degressive_support as d
inner join stg_cases as c on d.delivery = c.delivery and d.case_id = c.case_id
group by all
