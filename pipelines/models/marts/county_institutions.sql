-- Instytucje w powiatach według rodzaju, na koniec każdej dostawy | Institutions in counties by kind, at the end of each delivery
-- grain: delivery_number, teryt, type
select
    delivery as delivery_number,  -- numer dostawy w manifeście wydania, od 1 | number of the delivery in the release's manifest, from 1
    teryt,  -- powiat | county
    type,  -- rodzaj instytucji | kind of institution
    count(*) as institutions  -- instytucje czynne | institutions at work
from stg_institutions
where length(teryt) = 4 and valid_to is null
group by delivery, teryt, type
