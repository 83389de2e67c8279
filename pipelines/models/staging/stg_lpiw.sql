-- Lokalne programy współpracy, stan najnowszy | Local cooperation programmes, newest state
-- grain: lpiw_id
select
    lpiw_id,
    teryt,
    adopted,
    valid_to,
    actions_listed,
    actions_used,
    gminas_covered
from raw_lpiw as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_lpiw as later where later.lpiw_id = told.lpiw_id and later.delivery > told.delivery)
