-- Koszty kroków osób z planem według roku wejścia, instytucji i źródła pieniędzy, przed ochroną | Costs of steps of persons with a plan by year of entry, institution and source of money, before protection
-- grain: year, teryt, inst_id, is_fund
-- check: cost_zl >= 0
-- check: told <= steps
-- suppress: steps, told
with
planned as (
    select delivery, case_id
    from stg_plans
    where case_id is not null
    group by delivery, case_id
)

select
    year(c.entry_month) as year,  -- rok wejścia sprawy | year of entry of the case
    c.teryt,  -- powiat | county
    s.inst_id,  -- instytucja, która wydała pieniądze | institution that spent the money
    case when s.funding = 'FP' then 1 else 0 end as is_fund,  -- z Funduszu Pracy | from the Labour Fund
    sum(coalesce(s.cost_zl, 0)) as cost_zl,  -- koszty razem, zł | costs in all, PLN
    count(s.cost_zl) as told,  -- kroki z podanym kosztem | steps whose cost is told
    count(*) as steps  -- kroki | steps
from stg_steps as s
inner join planned as p on s.delivery = p.delivery and s.case_id = p.case_id
inner join stg_cases as c on s.delivery = c.delivery and s.case_id = c.case_id
where s.status <> 'planowany'
group by all
