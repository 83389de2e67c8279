-- Uczestnicy, którzy rozpoczęli centrum integracji społecznej, przed ochroną | Participants who started in a social integration centre, before protection
-- grain: year, teryt
-- check: n >= 0
-- suppress: n
select
    c.report_year as year,  -- rok sprawozdania | year of the report
    c.report_year * 12 + 12 as seen_to,  -- sprawozdanie obejmuje cały rok | the report is about the whole year
    i.teryt,  -- powiat centrum | county of the centre
    sum(c.entered) as n  -- liczba osób | persons
from stg_cis_report as c
inner join stg_institutions as i on c.delivery = i.delivery and c.inst_id = i.inst_id
where
    c.participants = 'razem'
    and not exists (
        select 1 from stg_cis_report as later
        where
            later.inst_id = c.inst_id and later.report_year = c.report_year
            and later.participants = 'razem' and later.delivery > c.delivery
    )
group by all
