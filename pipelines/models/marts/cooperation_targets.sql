-- Wartości docelowe wskaźników współpracy | Targets of the cooperation indicators
-- grain: indicator_id, teryt, year, source
select
    indicator_id,  -- wskaźnik | indicator
    teryt,  -- obszar | area
    year,  -- rok | year
    source,  -- dokument | document
    target  -- wartość docelowa | target
from stg_targets
