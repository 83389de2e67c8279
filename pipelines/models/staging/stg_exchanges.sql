-- Wymiana informacji między instytucjami; zostaje w strefie zastrzeżonej | Exchanges between institutions; they stay in the restricted zone
-- grain: delivery, exch_id
select
    delivery,
    exch_id,
    case_id,
    from_inst,
    to_inst,
    kind,
    channel,
    sent,
    days_to_answer,
    answered
from raw_exchanges
