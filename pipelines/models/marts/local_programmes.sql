-- Lokalne programy interdyscyplinarnej współpracy i użycie ich działań | Local interdisciplinary cooperation programmes and the use of their actions
-- grain: lpiw_id
-- check: actions_used <= actions_listed
select
    lpiw_id,  -- program | programme
    teryt,  -- powiat | county
    left(cast(adopted as varchar), 7) as adopted,  -- miesiąc przyjęcia | month of adoption
    left(cast(valid_to as varchar), 7) as valid_to,  -- obowiązuje do | in force until
    actions_listed,  -- działania w katalogu | actions listed
    actions_used,  -- z nich użyte | of them used
    gminas_covered  -- gminy objęte | communes covered
from stg_lpiw
