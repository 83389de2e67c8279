-- Ankieta o współpracy: sumy ocen według fali, strony i pytania, co najmniej 10 osób | Cooperation survey: sums of scores by wave, side and question, at least 10 persons
-- grain: wave, side, item
-- check: answers >= 10
with
items as (
    select * from (
        values ('q1'), ('q2'), ('q3'), ('q4'), ('q5'), ('q6'), ('q7'), ('q8'), ('q9'), ('q10'), ('q11'), ('q12')
    ) as t (item)
),

scores as (
    select
        s.wave, s.side, i.item,
        case i.item
            when 'q1' then s.q1 when 'q2' then s.q2 when 'q3' then s.q3 when 'q4' then s.q4
            when 'q5' then s.q5 when 'q6' then s.q6 when 'q7' then s.q7 when 'q8' then s.q8
            when 'q9' then s.q9 when 'q10' then s.q10 when 'q11' then s.q11 else s.q12
        end as score
    from stg_survey_responses as s
    cross join items as i
)

select
    wave,  -- fala badania | wave of the survey
    side,  -- strona: PUP, OPS (także CUS), other | side: PUP, OPS (CUS too), other
    item,  -- pytanie | question
    count(score) as answers,  -- osoby, które odpowiedziały | persons who answered
    cast(sum(score) as bigint) as score_sum,  -- suma ocen od 1 do 5 | sum of scores 1 to 5
    cast(sum(score * score) as bigint) as square_sum  -- suma kwadratów ocen | sum of squared scores
from scores
group by wave, side, item
having count(score) >= 10
