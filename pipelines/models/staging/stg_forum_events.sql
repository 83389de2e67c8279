-- Edycje forum | Editions of the forum
-- grain: forum_id
select
    forum_id,
    edition,
    date_month,
    teryt,
    participants,
    participants_public,
    participants_private,
    participants_social,
    participants_other,
    counties_represented
from raw_forum_events as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_forum_events as later where later.forum_id = told.forum_id and later.delivery > told.delivery)
