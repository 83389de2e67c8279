-- Rekomendacje: temat, adresat, stan | Recommendations: topic, addressee, state
-- grain: rec_id
select
    rec_id,  -- rekomendacja | recommendation
    origin,  -- kto wydał | who gave it
    topic,  -- temat | topic
    addressee,  -- adresat | addressee
    status,  -- stan | state
    left(cast(adopted as varchar), 7) as adopted,  -- miesiąc przyjęcia | month of adoption
    coalesce(left(cast(due as varchar), 7), '') as due,  -- termin; puste: bez terminu | due; empty: no term
    coalesce(left(cast(closed as varchar), 7), '') as closed  -- miesiąc zamknięcia; puste: otwarta | month of closing; empty: open
from stg_recommendations
