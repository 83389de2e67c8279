-- Instytucje obecne na spotkaniach | Institutions present at meetings
-- grain: meeting_id, inst_id
select
    meeting_id,
    inst_id
from raw_meeting_attendance as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_meeting_attendance as later where later.meeting_id = told.meeting_id and later.inst_id = told.inst_id and later.delivery > told.delivery)
