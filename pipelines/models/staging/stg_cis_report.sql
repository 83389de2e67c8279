-- Sprawozdania centrów integracji społecznej, jak je dostarczono | Reports of social integration centres as delivered
-- grain: delivery, inst_id, report_year, participants
select
    delivery,
    inst_id,
    "year" as report_year,
    "group" as participants,
    entered,
    completed,
    independent,
    employed,
    wage_cost
from raw_cis_report
