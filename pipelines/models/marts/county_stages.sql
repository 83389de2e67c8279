-- Etapy wdrożenia modelu współpracy w powiatach | Stages of the cooperation model in the counties
-- grain: teryt, month
-- check: stage between 0 and 7
select
    teryt,  -- powiat | county
    left(cast(month as varchar), 7) as month,  -- miesiąc, od którego trwa etap | month since which the stage holds
    stage,  -- etap od 0 do 7 | stage, 0 to 7
    evidence_ref  -- rodzaj dokumentu | kind of document
from stg_county_stage
