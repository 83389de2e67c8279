-- Miesiące degresywnego wsparcia; zostają w strefie zastrzeżonej | Months of degressive support; they stay in the restricted zone
-- grain: delivery, case_id, month_no
select
    delivery,
    case_id,
    month_no,
    benefit_lost_zl,
    support_zl,
    in_work
from raw_degressive_support
