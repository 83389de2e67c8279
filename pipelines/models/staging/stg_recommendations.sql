-- Rekomendacje, stan najnowszy | Recommendations, newest state
-- grain: rec_id
select
    rec_id,
    origin,
    topic,
    addressee,
    status,
    adopted,
    due,
    closed
from raw_recommendations as told
-- each half-year repeats the register: the newest delivery knows best
where not exists (select 1 from raw_recommendations as later where later.rec_id = told.rec_id and later.delivery > told.delivery)
