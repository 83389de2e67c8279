-- Grupy wsparcia według roku działania grupy: czy skład się utrzymuje | Support groups by the group's year of work: whether members stay
-- grain: voivodeship, year_of_work
-- check: bodies >= 3
with
groups as (
    select
        left(b.teryt, 2) as voivodeship,
        1 + year(m.date_month) - year(b.created) - case when month(m.date_month) < month(b.created) then 1 else 0 end as year_of_work,
        m.body_id,
        sum(b.members_irp + b.members_ipiis + b.members_other) as places,
        sum(m.participants_total - m.guests_public - m.guests_private - m.guests_social) as present
    from stg_meetings as m
    inner join stg_bodies as b on m.body_id = b.body_id
    where b.type = 'GRUPA_WSP'
    group by 1, 2, 3
)

select
    voivodeship,  -- województwo | voivodeship
    cast(year_of_work as integer) as year_of_work,  -- rok działania grupy, od 1 | the group's year of work, from 1
    count(*) as bodies,  -- grupy | groups
    cast(sum(places) as bigint) as places,  -- członkowie razy spotkania | members times sessions
    cast(sum(present) as bigint) as present  -- z nich obecni, bez gości | of them present, without guests
from groups
group by voivodeship, year_of_work
-- nobody may be most of the sum (act on public statistics, art. 38 sec. 2)
having count(*) >= 3 and 4 * max(present) <= 3 * sum(present)
