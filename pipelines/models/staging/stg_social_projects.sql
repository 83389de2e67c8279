-- Projekty socjalne, stan najnowszy | Social projects, newest state
-- grain: proj_id
select
    proj_id,
    inst_id,
    teryt,
    started,
    partners,
    participants,
    participants_beyond_income,
    achieved
from raw_social_projects as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_social_projects as later where later.proj_id = told.proj_id and later.delivery > told.delivery)
