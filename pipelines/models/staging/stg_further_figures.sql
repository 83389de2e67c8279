-- Liczby z tabel dodanych bez kodu | Figures of tables added without code
-- grain: measure, teryt, period, sex, age, education, reason, place
select
    source as measure,
    teryt,
    period,
    sex,
    age,
    education,
    reason,
    place,
    value,
    obs_status,
    method,
    source,
    released_on
from raw_further
