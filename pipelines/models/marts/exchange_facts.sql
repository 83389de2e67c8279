-- Wymiana informacji według roku, rodzaju, kanału, kierunku i odpowiedzi, przed ochroną | Exchanges by year, kind, channel, direction and answer, before protection
-- grain: year, teryt, kind, channel, direction, within_7, within_14, lost
-- check: n > 0
-- suppress: n
with
seen as (
    select delivery, min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to
    from stg_cases
    group by delivery
),

exchanges as (
    select
        x.delivery,
        year(x.sent) as year,
        c.teryt,
        x.kind,
        x.channel,
        case
            when f.side = 'IRP' and t.side = 'IPiIS' then 'IRP_IPiIS'
            when f.side = 'IPiIS' and t.side = 'IRP' then 'IPiIS_IRP'
            else 'other'
        end as direction,
        x.answered,
        x.days_to_answer as days
    from stg_exchanges as x
    inner join stg_cases as c on x.delivery = c.delivery and x.case_id = c.case_id
    left join stg_institutions as f on x.delivery = f.delivery and x.from_inst = f.inst_id
    left join stg_institutions as t on x.delivery = t.delivery and x.to_inst = t.inst_id
)

select
    x.year,  -- rok wysłania | year of sending
    min(coalesce(d.seen_to, 0)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    x.teryt,  -- powiat klienta, którego dotyczy | county of the client it is about
    x.kind,  -- rodzaj | kind
    x.channel,  -- kanał | channel
    x.direction,  -- która strona pyta którą | which side asks which
    case when x.answered and x.days <= 7 then 1 else 0 end as within_7,  -- odpowiedź w 7 dni | answered within 7 days
    case when x.answered and x.days <= 14 then 1 else 0 end as within_14,  -- odpowiedź w 14 dni | answered within 14 days
    case when x.answered then 0 else 1 end as lost,  -- bez odpowiedzi | without an answer
    count(*) as n  -- liczba wymian | exchanges
from exchanges as x
left join seen as d on x.delivery = d.delivery
group by all
