-- Bariery nazwane w ankietach, wiersz to osoba i bariera | Barriers named on answer sheets, a row is a person and a barrier
-- grain: delivery, wave, resp_id, barrier
select
    delivery,
    wave,
    resp_id,
    teryt,
    case inst_type when 'PUP' then 'PUP' when 'OPS' then 'OPS' when 'CUS' then 'OPS' else 'other' end as side,
    unnest(barriers) as barrier
from raw_survey_responses as told
-- numbers of answer sheets are random, so a wave sent again replaces the county's earlier one whole
where not exists (select 1 from raw_survey_responses as later where later.wave = told.wave and later.teryt = told.teryt and later.delivery > told.delivery)
