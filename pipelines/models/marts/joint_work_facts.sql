-- Osoby według wspólnej pracy instytucji: ile ich, czy obu stron, czy wspólny plan, przed ochroną | Persons by joint work of institutions: how many, of both sides or not, with a joint plan or not, before protection
-- grain: year, teryt, joint_client, plan, joint_client_joint_plan, two_institutions, three_institutions, both_sides, both_blocks
-- check: n > 0
-- suppress: n
with
taken as (
    select
        s.delivery,
        s.case_id,
        count(distinct s.inst_id) as institutions,
        max(case when i.side = 'IRP' then 1 else 0 end) as labour,
        max(case when i.side = 'IPiIS' then 1 else 0 end) as assistance,
        max(case when s.block in ('S', 'F') then 1 else 0 end) as social,
        max(case when s.block = 'V' then 1 else 0 end) as vocational
    from stg_steps as s
    inner join stg_institutions as i on s.delivery = i.delivery and s.inst_id = i.inst_id
    where s.status in ('trwa', 'ukonczony') and s.case_id is not null
    group by s.delivery, s.case_id
),

planned as (
    select delivery, case_id, max(case when joint then 1 else 0 end) as is_joint
    from stg_plans
    where case_id is not null
    group by delivery, case_id
),

persons as (
    select
        c.teryt,
        c.entry_month,
        c.data_cutoff,
        c.joint_client,
        p.is_joint,
        case when p.case_id is not null then coalesce(t.institutions, 0) else 0 end as institutions,
        coalesce(t.labour, 0) as labour,
        coalesce(t.assistance, 0) as assistance,
        coalesce(t.social, 0) as social,
        coalesce(t.vocational, 0) as vocational
    from stg_cases as c
    left join planned as p on c.delivery = p.delivery and c.case_id = p.case_id
    left join taken as t on c.delivery = t.delivery and c.case_id = t.case_id
)

select
    year(entry_month) as year,  -- rok wejścia | year of entry
    min(year(data_cutoff) * 12 + month(data_cutoff)) as seen_to,  -- do którego miesiąca sięgają dane, rok·12 + miesiąc | month the data reach, year times 12 plus month
    teryt,  -- powiat | county
    case when joint_client then 1 else 0 end as joint_client,  -- wspólny klient obu stron | common client of both sides
    case when is_joint is not null then 1 else 0 end as plan,  -- ma plan | has a plan
    case when joint_client and is_joint = 1 then 1 else 0 end as joint_client_joint_plan,  -- wspólny klient ze wspólnym planem | common client with a joint plan
    case when institutions >= 2 then 1 else 0 end as two_institutions,  -- kroki w co najmniej dwóch instytucjach | steps at two or more institutions
    case when institutions >= 3 then 1 else 0 end as three_institutions,  -- kroki w co najmniej trzech instytucjach | steps at three or more institutions
    case when institutions >= 2 and labour = 1 and assistance = 1 then 1 else 0 end as both_sides,  -- kroki instytucji obu stron | steps of institutions of both sides
    case when institutions >= 1 and social = 1 and vocational = 1 then 1 else 0 end as both_blocks,  -- kroki bloku zawodowego oraz społecznego lub rodzinnego | steps of the vocational and of the social or family block
    count(*) as n  -- liczba osób | persons
from persons
group by all
