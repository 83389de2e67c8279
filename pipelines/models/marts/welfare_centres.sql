-- Ośrodki pomocy i centra usług społecznych w każdej dostawie: czy są stroną porozumienia z urzędem pracy | Welfare and social services centres in each delivery: whether they are party to an agreement with the labour office
-- grain: delivery_number, inst_id
with
with_office as (
    select distinct p.delivery, p.agr_id
    from stg_agreement_parties as p
    inner join stg_institutions as i on p.delivery = i.delivery and p.inst_id = i.inst_id
    where i.type = 'PUP'
),

agreed as (
    select
        p.delivery, p.inst_id, min(a.signed) as agreed_from,
        case when count(*) = count(a.valid_to) then max(a.valid_to) end as agreed_to
    from stg_agreement_parties as p
    inner join with_office as w on p.delivery = w.delivery and p.agr_id = w.agr_id
    inner join stg_agreements as a on p.delivery = a.delivery and p.agr_id = a.agr_id
    group by p.delivery, p.inst_id
)

select
    i.delivery as delivery_number,  -- numer dostawy w manifeście wydania, od 1 | number of the delivery in the release's manifest, from 1
    i.inst_id,  -- ośrodek | centre
    i.teryt,  -- powiat | county
    coalesce(left(cast(i.valid_from as varchar), 7), '') as valid_from,  -- działa od | works since
    coalesce(left(cast(i.valid_to as varchar), 7), '') as valid_to,  -- działa do; puste: nadal | works until; empty: still
    coalesce(left(cast(g.agreed_from as varchar), 7), '') as agreed_from,  -- porozumienie od; puste: nie ma | agreement since; empty: none
    coalesce(left(cast(g.agreed_to as varchar), 7), '') as agreed_to  -- porozumienie do; puste: bez terminu | agreement until; empty: without a term
from stg_institutions as i
left join agreed as g on i.delivery = g.delivery and i.inst_id = g.inst_id
where i.type in ('OPS', 'CUS') and length(i.teryt) = 4
