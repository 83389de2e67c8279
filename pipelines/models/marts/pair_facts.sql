-- Osoby według rodzajów instytucji na ich ścieżce, przed ochroną | Persons by kinds of institutions on their pathway, before protection
-- grain: year, teryt, pup, ops, pcpr, cis, kis, ngo, pes, other
-- check: n > 0
-- suppress: n
with
taken as (
    select
        s.delivery,
        s.case_id,
        case
            when i.type = 'CUS' then 'OPS'
            when i.type in ('PUP', 'OPS', 'PCPR', 'CIS', 'KIS', 'NGO', 'PES') then i.type
            else 'OTHER'
        end as kind
    from stg_steps as s
    inner join stg_institutions as i on s.delivery = i.delivery and s.inst_id = i.inst_id
    where s.status in ('trwa', 'ukonczony', 'przerwany') and s.case_id is not null
),

persons as (
    select
        delivery,
        case_id,
        max(case when kind = 'PUP' then 1 else 0 end) as pup,
        max(case when kind = 'OPS' then 1 else 0 end) as ops,
        max(case when kind = 'PCPR' then 1 else 0 end) as pcpr,
        max(case when kind = 'CIS' then 1 else 0 end) as cis,
        max(case when kind = 'KIS' then 1 else 0 end) as kis,
        max(case when kind = 'NGO' then 1 else 0 end) as ngo,
        max(case when kind = 'PES' then 1 else 0 end) as pes,
        max(case when kind = 'OTHER' then 1 else 0 end) as other
    from taken
    group by delivery, case_id
)

select
    year(c.entry_month) as year,  -- rok wejścia | year of entry
    min(year(c.data_cutoff) * 12 + month(c.data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    c.teryt,  -- powiat | county
    p.pup,  -- urząd pracy | labour office
    p.ops,  -- ośrodek pomocy społecznej albo centrum usług | social assistance or services centre
    p.pcpr,  -- centrum pomocy rodzinie | family support centre
    p.cis,  -- centrum integracji społecznej | social integration centre
    p.kis,  -- klub integracji społecznej | social integration club
    p.ngo,  -- organizacja pozarządowa | non-governmental organisation
    p.pes,  -- podmiot ekonomii społecznej | social economy entity
    p.other,  -- inna instytucja | another institution
    count(*) as n  -- liczba osób | persons
from persons as p
inner join stg_cases as c on p.delivery = c.delivery and p.case_id = c.case_id
group by all
