-- Spotkania zespołów i obecność stron porozumień, półrocza | Meetings of bodies and attendance of the parties to agreements, half-years
-- grain: body_id, period
-- check: present <= invited
with
parties as (
    select distinct p.delivery, a.teryt, p.inst_id, a.signed, a.valid_to
    from stg_agreement_parties as p
    inner join stg_agreements as a on p.delivery = a.delivery and p.agr_id = a.agr_id
),

attended as (
    select
        m.meeting_id, m.body_id, m.decisions_taken, m.decisions_done_on_time,
        cast(year(m.date_month) as varchar) || case when month(m.date_month) <= 6 then '-H1' else '-H2' end as period,
        count(distinct p.inst_id) as invited,
        count(distinct here.inst_id) as present
    from stg_meetings as m
    inner join stg_bodies as b on m.body_id = b.body_id
    left join parties as p
        on m.delivery = p.delivery and b.teryt = p.teryt
        and p.signed <= m.date_month and (p.valid_to is null or p.valid_to >= m.date_month)
    left join stg_meeting_attendance as here on m.meeting_id = here.meeting_id and p.inst_id = here.inst_id
    group by m.meeting_id, m.body_id, m.date_month, m.decisions_taken, m.decisions_done_on_time
)

select
    body_id,  -- zespół | body
    period,  -- półrocze | half-year
    count(*) as held,  -- odbyte spotkania | meetings held
    cast(sum(invited) as bigint) as invited,  -- strony porozumień razy spotkania | parties to agreements times meetings
    cast(sum(present) as bigint) as present,  -- z nich obecne | of them present
    cast(sum(decisions_taken) as bigint) as decisions_taken,  -- podjęte decyzje | decisions taken
    cast(sum(decisions_done_on_time) as bigint) as decisions_done_on_time  -- wykonane w terminie | done on time
from attended
group by body_id, period
