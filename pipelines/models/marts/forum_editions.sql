-- Edycje forum: uczestnicy według sektora i powiaty | Editions of the forum: participants by sector, and counties
-- grain: forum_id
select
    forum_id,  -- forum | forum
    edition,  -- numer edycji | number of the edition
    left(cast(date_month as varchar), 7) as month,  -- miesiąc | month
    teryt,  -- gdzie | where
    participants,  -- uczestnicy | participants
    participants_public,  -- sektor publiczny | public sector
    participants_private,  -- sektor prywatny | private sector
    participants_social,  -- sektor społeczny | social sector
    participants_other,  -- pozostali | others
    counties_represented  -- reprezentowane powiaty | counties represented
from stg_forum_events
