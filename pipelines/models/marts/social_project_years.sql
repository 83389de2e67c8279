-- Projekty socjalne według roku rozpoczęcia: projekty, partnerzy, uczestnicy | Social projects by year of start: projects, partners, participants
-- grain: voivodeship, year
-- check: achieved <= finished and finished <= projects and coalesce(participants_beyond_income <= participants, true)
with
whole as (
    select
        left(teryt, 2) as voivodeship,
        year(started) as year,
        count(*) as projects,
        sum(case when achieved = 'trwa' then 0 else 1 end) as finished,
        sum(case when achieved in ('tak', 'czesciowo') then 1 else 0 end) as achieved,
        sum(partners) as partners,
        sum(participants) as participants,
        sum(participants_beyond_income) as beyond,
        -- persons are told only of three centres or more, none of which has more than three quarters of them
        count(distinct inst_id) >= 3 and 4 * max(participants) <= 3 * sum(participants) as is_told
    from stg_social_projects
    group by left(teryt, 2), year(started)
)

select
    voivodeship,  -- województwo | voivodeship
    cast(year as integer) as year,  -- rok rozpoczęcia | year of start
    projects,  -- projekty | projects
    cast(finished as bigint) as finished,  -- zakończone | finished
    cast(achieved as bigint) as achieved,  -- z nich z celem osiągniętym, także częściowo | of them with the goal reached, also partly
    cast(partners as bigint) as partners,  -- partnerzy, razem | partners, in all
    -- like all counts of persons: up to 24 hidden, others to the nearest 10
    cast(case when is_told and participants > 24 then participants + 5 - (participants + 5) % 10 end as bigint) as participants,  -- uczestnicy, do 10; puste: ukryte | participants, to 10; empty: hidden
    cast(case when is_told and beyond > 24 and participants - beyond > 24 then beyond + 5 - (beyond + 5) % 10 end as bigint) as participants_beyond_income  -- z nich powyżej kryterium dochodowego | of them beyond the income criterion
from whole
