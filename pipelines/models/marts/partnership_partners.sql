-- Instytucje na spotkaniach partnerstw według sektora, lata | Institutions at meetings of partnerships by sector, years
-- grain: voivodeship, year
-- check: mixed <= partnerships
with
places as (
    select distinct inst_id, sector
    from stg_institutions
),

present as (
    select distinct left(b.teryt, 2) as voivodeship, year(m.date_month) as year, m.body_id, a.inst_id, i.sector
    from stg_meetings as m
    inner join stg_bodies as b on m.body_id = b.body_id
    inner join stg_meeting_attendance as a on m.meeting_id = a.meeting_id
    inner join places as i on a.inst_id = i.inst_id
    where b.type = 'PARTNERSTWO'
),

partnerships as (
    select voivodeship, year, body_id, count(distinct sector) as sectors
    from present
    group by voivodeship, year, body_id
)

select
    p.voivodeship,  -- województwo | voivodeship
    p.year,  -- rok spotkań | year of the meetings
    count(distinct p.body_id) as partnerships,  -- partnerstwa, które się spotkały | partnerships that met
    count(distinct case when s.sectors > 1 then p.body_id end) as mixed,  -- z nich z co najmniej dwoma sektorami | of them with two sectors or more
    count(distinct case when p.sector = 'public' then p.inst_id end) as partners_public,  -- instytucje publiczne | public institutions
    count(distinct case when p.sector = 'private' then p.inst_id end) as partners_private,  -- prywatne | private ones
    count(distinct case when p.sector = 'social' then p.inst_id end) as partners_social  -- społeczne | social ones
from present as p
inner join partnerships as s on p.voivodeship = s.voivodeship and p.year = s.year and p.body_id = s.body_id
group by p.voivodeship, p.year
