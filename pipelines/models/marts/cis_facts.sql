-- Uczestnicy centrów integracji społecznej, którzy skończyli, przed ochroną | Participants of social integration centres who finished, before protection
-- grain: year, teryt, independent, employed
-- check: n >= 0
-- suppress: n
with
-- the newest delivery that tells of a centre and a year counts
reports as (
    select c.*
    from stg_cis_report as c
    where
        c.participants = 'razem'
        and not exists (
            select 1 from stg_cis_report as later
            where
                later.inst_id = c.inst_id and later.report_year = c.report_year
                and later.participants = 'razem' and later.delivery > c.delivery
        )
),

parts as (
    select inst_id, delivery, report_year, 0 as independent, 0 as employed, completed - independent as persons
    from reports
    union all
    select inst_id, delivery, report_year, 1 as independent, 0 as employed, independent - employed as persons
    from reports
    union all
    select inst_id, delivery, report_year, 1 as independent, 1 as employed, employed as persons
    from reports
)

select
    p.report_year as year,  -- rok sprawozdania | year of the report
    p.report_year * 12 + 12 as seen_to,  -- sprawozdanie obejmuje cały rok | the report is about the whole year
    i.teryt,  -- powiat centrum | county of the centre
    p.independent,  -- osoba usamodzielniona | became independent
    p.employed,  -- osoba usamodzielniona, która podjęła pracę | independent and in work
    sum(p.persons) as n  -- liczba osób | persons
from parts as p
inner join stg_institutions as i on p.delivery = i.delivery and p.inst_id = i.inst_id
group by all
