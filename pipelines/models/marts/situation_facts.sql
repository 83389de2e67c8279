-- Osoby 6 miesięcy po zakończeniu ścieżki według poprawy sytuacji, przed ochroną | Persons 6 months after the end of their pathway by improvement of their situation, before protection
-- grain: year, teryt, inactive, unknown, improved
-- check: n > 0
-- suppress: n
-- Improved: who was inactive looks for work, learns, takes part in a centre or works; who was unemployed learns, takes part or works;
-- who learned works. Who worked at entry cannot improve by this scale. A return to the register or to assistance is no improvement.
with
persons as (
    select
        o.exit_month,
        c.data_cutoff,
        c.teryt,
        case when c.lm_status_entry = 'bierny' then 1 else 0 end as inactive,
        case when f.status is null or f.status = 'brak_danych' then 1 else 0 end as unknown,
        case
            when c.lm_status_entry = 'pracujacy' then 0
            when f.in_work then 1
            when f.status in ('nauka', 'cis_kis') and c.lm_status_entry <> 'uczacy_sie' then 1
            when f.status = 'szuka_pracy' and c.lm_status_entry = 'bierny' then 1
            else 0
        end as improved
    from stg_outcomes as o
    inner join stg_cases as c on o.delivery = c.delivery and o.case_id = c.case_id
    left join stg_followups as f on o.delivery = f.delivery and o.case_id = f.case_id and f.window_m = 6
)

select
    year(exit_month) as year,  -- rok wyjścia | year of exit
    min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    teryt,  -- powiat | county
    inactive,  -- bierna zawodowo na wejściu | inactive at entry
    unknown,  -- sytuacja nieznana | situation unknown
    improved,  -- sytuacja lepsza niż na wejściu (G08) | situation better than at entry (G08)
    count(*) as n  -- liczba osób | persons
from persons
group by all
