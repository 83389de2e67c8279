-- Liczby z tabel dodanych bez kodu, jak je opublikowano | Figures of tables added without code, as published
-- grain: measure, teryt, period, sex, age, education, reason, place
select
    measure, -- tabela źródłowa | source table
    teryt, -- kod obszaru | code of the area
    period, -- okres | period
    sex, -- płeć | sex
    age, -- wiek | age
    education, -- wykształcenie | education
    reason, -- powód | reason
    place, -- miasta albo wieś | urban or rural
    value, -- wartość w jednostce wskaźnika | value in the unit of the indicator
    obs_status, -- status wartości | status of the value
    '' as basis, -- baza; wydawca jej tu nie podaje | base; not given by the publisher here
    method, -- jak powstała liczba | how the figure arose
    source, -- tabela źródłowa | source table
    released_on -- dzień wydania | day of release
from stg_further_figures
