-- Wnioski partnerstw, stan najnowszy | Applications of partnerships, newest state
-- grain: body_id, submitted, fund
select
    body_id,
    submitted,
    fund,
    granted
from raw_partnership_projects as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_partnership_projects as later where later.body_id = told.body_id and later.submitted = told.submitted and later.fund = told.fund and later.delivery > told.delivery)
