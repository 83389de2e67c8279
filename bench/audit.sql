-- Invented persons who left in 2018 and 2019, as the facts of the five populations of exits; every link of links.toml holds.
select setseed(0.5);

create table persons as
select
    printf('C%03d', i % COUNTIES) as teryt,
    2018 + i // COUNTIES % 2 as year,
    random() < 0.5 as started,
    random() < 0.4 as to_work,
    20 * random() as back,
    random() < 0.15 as unknown_3,
    random() < 0.2 as unknown_6,
    random() < 0.3 as unknown_12,
    random() < 0.35 as works,
    random() < 0.5 as lost,
    random() < 0.4 as improved,
    random() < 0.5 as inactive,
    random() < 0.4 as had,
    random() as fall
from range(PERSONS) as t (i);

create table windows as
select 3 as window_m, teryt, year, started, to_work, works, back, unknown_3 as unknown from persons
union all
select 6 as window_m, teryt, year, started, to_work, works, back, unknown_6 as unknown from persons
union all
select 12 as window_m, teryt, year, started, to_work, works, back, unknown_12 as unknown from persons;

create table after_exit_facts as
select
    window_m,
    teryt,
    year,
    2025 * 12 as seen_to,
    unknown,
    works and not unknown as in_work,
    started,
    started and unknown as started_unknown,
    started and works and not unknown as started_in_work,
    to_work,
    to_work and back <= window_m as returned,
    count(*) as n
from windows
group by all;

create table situation_facts as
select
    teryt,
    year,
    2025 * 12 as seen_to,
    inactive,
    unknown_6 and lost as unknown,
    improved and not (unknown_6 and lost) as improved,
    count(*) as n
from persons
group by all;

create table benefit_facts as
select
    teryt,
    year,
    2025 * 12 as seen_to,
    fall < 0.5 as halved,
    fall < 0.25 as ended,
    count(*) as n
from persons
where had
group by all;
