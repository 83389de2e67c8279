-- Rodziny według okna po wejściu, programu i sytuacji, przed ochroną | Households by window after entry, programme and situation, before protection
-- grain: window_m, year, teryt, programme, independent, progress, no_change, worse, lost, benefit_free, adult_employed, income_above
-- check: n > 0
-- suppress: n
with
-- how far the deliveries see: the month that every case of a delivery is followed to
seen as (
    select delivery, min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to
    from stg_cases
    group by delivery
),

windows as (
    select cast(code as integer) as window_m
    from ref_household_windows
),

situations as (
    select
        w.window_m,
        h.delivery,
        h.teryt,
        h.programme,
        year(h.entry_month) as year,
        coalesce(s.status, 'utrata_kontaktu') as status,
        s.benefit_free,
        s.adult_employed,
        s.income_above_criterion
    from stg_households as h
    cross join windows as w
    left join stg_household_status as s
        on h.delivery = s.delivery and h.household_id = s.household_id and w.window_m = s.window_m
)

select
    s.window_m,  -- ile miesięcy po wejściu | months after entry
    s.year,  -- rok wejścia | year of entry
    min(coalesce(d.seen_to, 0)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    s.teryt,  -- powiat | county
    s.programme,  -- program | programme
    case when s.status = 'samodzielna' then 1 else 0 end as independent,  -- rodzina samodzielna | independent
    case when s.status = 'postep' then 1 else 0 end as progress,  -- postęp | progress
    case when s.status = 'bez_zmian' then 1 else 0 end as no_change,  -- bez zmian | no change
    case when s.status = 'pogorszenie' then 1 else 0 end as worse,  -- pogorszenie | worse
    case when s.status = 'utrata_kontaktu' then 1 else 0 end as lost,  -- sytuacja nieznana | situation unknown
    case when s.status = 'samodzielna' or (s.status <> 'utrata_kontaktu' and s.benefit_free) then 1 else 0 end as benefit_free,  -- bez świadczeń od 6 miesięcy | free of benefits for 6 months
    case when s.status <> 'utrata_kontaktu' and s.adult_employed then 1 else 0 end as adult_employed,  -- pracuje co najmniej jeden dorosły | at least one adult works
    case when s.status <> 'utrata_kontaktu' and s.income_above_criterion then 1 else 0 end as income_above,  -- dochód powyżej kryterium | income above the criterion
    count(*) as n  -- liczba rodzin | households
from situations as s
left join seen as d on s.delivery = d.delivery
group by all
