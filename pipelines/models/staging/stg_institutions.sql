-- Instytucje, jak stoją w każdej dostawie | Institutions as they stand in each delivery
-- grain: delivery, inst_id
select
    delivery,
    inst_id,
    type,
    sector,
    side,
    teryt,
    valid_from,
    valid_to
from raw_institutions
