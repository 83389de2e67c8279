-- Ankieta o współpracy: sumy wszystkich ocen w powiecie, co najmniej 10 osób i żadnej różnicy do odtworzenia | Cooperation survey: sums of all scores in a county, at least 10 persons and nothing left to work out
-- grain: wave, teryt
-- check: persons >= 10
with
sheets as (
    select
        wave, teryt, side,
        coalesce(q1, 0) + coalesce(q2, 0) + coalesce(q3, 0) + coalesce(q4, 0) + coalesce(q5, 0) + coalesce(q6, 0)
        + coalesce(q7, 0) + coalesce(q8, 0) + coalesce(q9, 0) + coalesce(q10, 0) + coalesce(q11, 0) + coalesce(q12, 0)
            as score_sum,
        case when q1 is null then 0 else 1 end + case when q2 is null then 0 else 1 end
        + case when q3 is null then 0 else 1 end + case when q4 is null then 0 else 1 end
        + case when q5 is null then 0 else 1 end + case when q6 is null then 0 else 1 end
        + case when q7 is null then 0 else 1 end + case when q8 is null then 0 else 1 end
        + case when q9 is null then 0 else 1 end + case when q10 is null then 0 else 1 end
        + case when q11 is null then 0 else 1 end + case when q12 is null then 0 else 1 end as answers
    from stg_survey_responses
),

counties as (
    select wave, teryt, count(*) as persons, sum(answers) as answers, sum(score_sum) as score_sum
    from sheets
    group by wave, teryt
),

-- the whole minus what is shown must be nobody or a group as large
rest as (
    select wave, sum(case when persons < 10 then persons else 0 end) as hidden
    from counties
    group by wave
),

sides as (
    select wave, min(persons) as smallest
    from (select wave, side, count(*) as persons from sheets group by wave, side) as by_side
    group by wave
)

select
    c.wave,  -- fala badania | wave of the survey
    c.teryt,  -- powiat | county
    c.persons,  -- osoby | persons
    cast(c.answers as bigint) as answers,  -- odpowiedzi na pytania | answers to questions
    cast(c.score_sum as bigint) as score_sum  -- suma ocen od 1 do 5 | sum of scores 1 to 5
from counties as c
inner join rest as r on c.wave = r.wave
inner join sides as s on c.wave = s.wave
where c.persons >= 10 and c.answers > 0 and (r.hidden = 0 or r.hidden >= 10) and s.smallest >= 10
