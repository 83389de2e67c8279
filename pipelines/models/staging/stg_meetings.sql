-- Spotkania | Meetings
-- grain: meeting_id
select
    delivery,
    meeting_id,
    body_id,
    event_kind,
    phase,
    date_month,
    teryt,
    participants_total,
    guests_public,
    guests_private,
    guests_social,
    decisions_taken,
    decisions_done_on_time
from raw_meetings as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_meetings as later where later.meeting_id = told.meeting_id and later.delivery > told.delivery)
