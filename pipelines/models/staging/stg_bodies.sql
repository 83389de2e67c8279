-- Zespoły, grupy i partnerstwa, stan najnowszy | Bodies, groups and partnerships, newest state
-- grain: body_id
select
    body_id,
    type,
    teryt,
    created,
    closed,
    members_irp,
    members_ipiis,
    members_other,
    meetings_planned_per_year,
    rules_adopted,
    area_type,
    full_operation,
    moderator_profession
from raw_bodies as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_bodies as later where later.body_id = told.body_id and later.delivery > told.delivery)
