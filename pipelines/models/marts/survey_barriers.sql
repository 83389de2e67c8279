-- Ankieta o współpracy: ile osób nazwało barierę, według fali i strony, co najmniej 10 osób | Cooperation survey: persons who named a barrier, by wave and side, at least 10 persons
-- grain: wave, side, barrier
-- check: named <= persons
with
persons as (
    select wave, side, count(*) as persons
    from stg_survey_responses
    group by wave, side
),

named as (
    select wave, side, barrier, count(*) as named
    from stg_survey_barriers
    group by wave, side, barrier
)

select
    n.wave,  -- fala badania | wave of the survey
    n.side,  -- strona: PUP, OPS (także CUS), other | side: PUP, OPS (CUS too), other
    n.barrier,  -- bariera | barrier
    n.named,  -- osoby, które ją nazwały | persons who named it
    p.persons  -- wszystkie osoby | all persons
from named as n
inner join persons as p on n.wave = p.wave and n.side = p.side
where p.persons >= 10
