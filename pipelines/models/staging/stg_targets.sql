-- Wartości docelowe | Targets
-- grain: indicator_id, teryt, year, source
select
    indicator_id,
    teryt,
    year,
    source,
    target
from raw_targets as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_targets as later where later.indicator_id = told.indicator_id and later.teryt = told.teryt and later.year = told.year and later.source = told.source and later.delivery > told.delivery)
