-- Osoby według stanu na rynku pracy, średnia roczna BAEL | Persons by labour status, annual LFS average
-- grain: teryt, period, sex, measure
select
    teryt,
    cast(year as varchar) as period,
    sex,
    status as measure,
    cast(persons_thousands as double) as value,
    obs_status,
    basis,
    source,
    released_on
from raw_bael_activity
