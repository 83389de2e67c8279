-- The job after loading: cases joined with plans, steps and outcomes, exits derived, lattice counts. The tables `cases`,
-- `plans`, `steps`, `outcomes` and the list `age_groups` are views; pandas and polars do the same in bench/bare.
-- A case has few steps, so a short list of numbers tells its institutions sooner than grouping by the text of each.
create temp table numbered as
select inst_id, row_number() over ()::integer as inst from (select distinct inst_id from steps);

create temp table of_steps as
select case_id, count(*) as steps, len(list_distinct(list(inst))) as institutions, min(started) as first_step
from steps inner join numbered using (inst_id)
where case_id is not null and status <> 'planowany'
group by case_id;

create temp table of_plans as
select case_id, bool_or(joint) as joint
from plans
where case_id is not null
group by case_id;

create temp view pathways as
select
    c.teryt, c.sex, a.parent as age, c.duration_group, coalesce(p.joint, false) as joint,
    c.entry_month, c.data_cutoff, o.exit_reason,
    coalesce(s.steps, 0) as steps, coalesce(s.institutions, 0) as institutions,
    (year(s.first_step) - year(c.entry_month)) * 12 + month(s.first_step) - month(c.entry_month) as months_waited,
    (year(o.exit_month) - year(c.entry_month)) * 12 + month(o.exit_month) - month(c.entry_month) as months
from cases as c
inner join age_groups as a on c.age_group = a.code
left join of_steps as s on c.case_id = s.case_id
left join of_plans as p on c.case_id = p.case_id
left join outcomes as o on c.case_id = o.case_id;

copy (
    select
        year(entry_month) as entry_year, teryt, sex, age, joint,
        case when duration_group in ('12-24', '24+') then duration_group else 'to_12' end as duration,
        coalesce(exit_reason in ('PR_NS', 'PR_DG', 'PR_S'), false) as work,
        case
            when months <= 3 then 3 when months <= 6 then 6 when months <= 9 then 9
            when months <= 12 then 12 when months <= 18 then 18 when months <= 24 then 24
        end as by_month,
        count(*) as n, sum(steps) as steps, sum(institutions) as institutions, sum(months_waited) as months_waited
    from pathways
    group by all
) to 'OUT' (format parquet, compression zstd);
