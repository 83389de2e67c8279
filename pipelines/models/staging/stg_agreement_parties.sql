-- Strony porozumień, jak stoją w każdej dostawie | Parties of agreements as they stand in each delivery
-- grain: delivery, agr_id, inst_id
select
    delivery,
    agr_id,
    inst_id
from raw_agreement_parties
