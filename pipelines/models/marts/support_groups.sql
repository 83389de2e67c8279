-- Grupy wsparcia w regionie: miejsca i obecni na spotkaniach, lata, co najmniej trzy grupy | Support groups of the region: places and presence at sessions, years, at least three groups
-- grain: voivodeship, year
-- check: bodies >= 3
with
groups as (
    select
        left(b.teryt, 2) as voivodeship, year(m.date_month) as year, m.body_id, count(*) as sessions,
        sum(b.members_irp + b.members_ipiis + b.members_other) as places,
        sum(m.participants_total - m.guests_public - m.guests_private - m.guests_social) as present,
        sum(m.guests_public) as guests_public, sum(m.guests_private) as guests_private,
        sum(m.guests_social) as guests_social
    from stg_meetings as m
    inner join stg_bodies as b on m.body_id = b.body_id
    where b.type = 'GRUPA_WSP'
    group by left(b.teryt, 2), year(m.date_month), m.body_id
)

select
    voivodeship,  -- województwo | voivodeship
    year,  -- rok | year
    count(*) as bodies,  -- grupy | groups
    cast(sum(sessions) as bigint) as sessions,  -- spotkania | sessions
    cast(sum(places) as bigint) as places,  -- członkowie razy spotkania | members times sessions
    cast(sum(present) as bigint) as present,  -- z nich obecni, bez gości | of them present, without guests
    cast(sum(guests_public) as bigint) as guests_public,  -- zaproszeni goście z sektora publicznego | invited guests of the public sector
    cast(sum(guests_private) as bigint) as guests_private,  -- z prywatnego | of the private sector
    cast(sum(guests_social) as bigint) as guests_social  -- ze społecznego | of the social sector
from groups
group by voivodeship, year
-- nobody may be most of the sum (act on public statistics, art. 38 sec. 2)
having count(*) >= 3 and 4 * max(present) <= 3 * sum(present)
