-- Spotkania według etapu modelu i rodzaju, półrocza | Meetings by phase of the model and kind, half-years
-- grain: teryt, period, phase, event_kind
select
    coalesce(teryt, '') as teryt,  -- powiat albo województwo; puste: nie podano | county or voivodeship; empty: not stated
    cast(year(date_month) as varchar) || case when month(date_month) <= 6 then '-H1' else '-H2' end as period,  -- półrocze | half-year
    coalesce(phase, '') as phase,  -- etap modelu; puste: nie podano | phase of the model; empty: not stated
    event_kind,  -- rodzaj spotkania | kind of meeting
    count(*) as held  -- spotkania | meetings
from stg_meetings
group by all
