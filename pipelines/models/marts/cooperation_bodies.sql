-- Zespoły, grupy i partnerstwa: plan spotkań, pełne działanie | Bodies, groups and partnerships: planned meetings, full operation
-- grain: body_id
select
    body_id,  -- zespół | body
    type,  -- rodzaj zespołu | kind of body
    teryt,  -- powiat albo województwo | county or voivodeship
    left(cast(created as varchar), 7) as created,  -- miesiąc powołania | month of creation
    coalesce(left(cast(closed as varchar), 7), '') as closed,  -- miesiąc zakończenia; puste: działa | month of closing; empty: works
    coalesce(left(cast(full_operation as varchar), 7), '') as full_operation,  -- pełne działanie; puste: jeszcze nie | full operation; empty: not yet
    meetings_planned_per_year,  -- spotkania planowane w roku | meetings planned per year
    rules_adopted,  -- przyjęte zasady pracy | rules of work adopted
    members_irp,  -- członkowie z instytucji rynku pracy | members from labour market institutions
    members_ipiis,  -- członkowie z pomocy i integracji | members from assistance and integration
    members_other,  -- inni członkowie | other members
    coalesce(area_type, '') as area_type,  -- rodzaj obszaru; puste: nie dotyczy | type of area; empty: none
    coalesce(moderator_profession, '') as moderator_profession  -- zawód opiekuna; puste: nie dotyczy | profession of the moderator; empty: none
from stg_bodies
