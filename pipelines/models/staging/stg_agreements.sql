-- Porozumienia, jak stoją w każdej dostawie | Agreements as they stand in each delivery
-- grain: delivery, agr_id
select
    delivery,
    agr_id,
    kind,
    teryt,
    signed,
    valid_to
from raw_agreements
