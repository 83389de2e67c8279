-- Etapy wdrożenia w powiatach | Stages of the counties
-- grain: teryt, month
select
    teryt,
    month,
    stage,
    evidence_ref
from raw_county_stage as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_county_stage as later where later.teryt = told.teryt and later.month = told.month and later.delivery > told.delivery)
