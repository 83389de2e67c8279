-- Ankiety o współpracy, wiersz to osoba; zostają w strefie zastrzeżonej | Answer sheets on cooperation, a row is a person; they stay in the restricted zone
-- grain: delivery, wave, resp_id
select
    delivery,
    wave,
    resp_id,
    teryt,
    case inst_type when 'PUP' then 'PUP' when 'OPS' then 'OPS' when 'CUS' then 'OPS' else 'other' end as side,
    q1,
    q2,
    q3,
    q4,
    q5,
    q6,
    q7,
    q8,
    q9,
    q10,
    q11,
    q12
from raw_survey_responses as told
-- numbers of answer sheets are random, so a wave sent again replaces the county's earlier one whole
where not exists (select 1 from raw_survey_responses as later where later.wave = told.wave and later.teryt = told.teryt and later.delivery > told.delivery)
