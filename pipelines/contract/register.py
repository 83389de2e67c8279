"""Tables of the cooperation register: institutions, agreements, bodies, meetings, local programmes, county stage."""

from __future__ import annotations

from pipelines.catalog import Column, Text
from pipelines.contract import register_rules
from pipelines.contract.columns import AREA, amount, code, count, county, flag, month, register_id, table


def inst_id() -> Column:
    return register_id("inst_id", "instytucja", "identyfikator instytucji: obszar, rodzaj, numer, np. 2205-PUP-1", "identifier of the institution: area, kind, number, e.g. 2205-PUP-1")  # fmt: skip


def body_id(*, required: bool = True) -> Column:
    return register_id("body_id", "zespół", "identyfikator zespołu, grupy albo partnerstwa, np. 2205-PZKW-1", "identifier of the body, group or partnership, e.g. 2205-PZKW-1", required=required)  # fmt: skip


def area(*, required: bool = True) -> Column:
    return code("teryt", "teryt", "obszar", "kod TERYT powiatu (cztery cyfry) albo województwa (dwie)", "TERYT code of a county (four digits) or voivodeship (two)", pattern=AREA, required=required)  # fmt: skip


INSTITUTIONS = table(
    "institutions",
    Text("Instytucje", "Institutions"),
    (
        inst_id(),
        code("type", "institution_types", "rodzaj instytucji", "rodzaj instytucji", "kind of institution", dated_by="valid_from"),
        code("sector", "sectors", "sektor", "sektor", "sector"),
        code("side", "sides", "strona", "strona systemu: rynek pracy, pomoc i integracja, inna", "side of the system: labour market, assistance and integration, other"),
        area(),
        month("valid_from", "działa od", "od kiedy instytucja działa", "since when the institution works"),
        month("valid_to", "działa do", "do kiedy; puste, gdy działa nadal", "until when; empty if it still works", required=False),
    ),
    key=("inst_id",),
    rules=register_rules.INSTITUTIONS,
)  # fmt: skip

INSTITUTION_AREA = table(
    "institution_area",
    Text("Powiaty obsługiwane przez instytucje", "Counties served by institutions"),
    (inst_id(), county()),
    key=("inst_id", "teryt"),
    references=(("inst_id", "institutions"),),
    rules=register_rules.INSTITUTION_AREA,
)


def _agr_id() -> Column:
    return register_id("agr_id", "porozumienie", "identyfikator porozumienia, np. 2205-POR-1", "identifier of the agreement, e.g. 2205-POR-1")  # fmt: skip


AGREEMENTS = table(
    "agreements",
    Text("Porozumienia", "Agreements"),
    (
        _agr_id(),
        code("kind", "agreement_kinds", "rodzaj porozumienia", "między kim zawarto porozumienie", "between whom the agreement is"),
        area(),
        month("signed", "miesiąc podpisania", "miesiąc podpisania", "month of signing"),
        month("valid_to", "obowiązuje do", "do kiedy obowiązuje; puste, gdy bez terminu", "until when it is in force; empty if without a term", required=False),
        flag("standard_pmw", "według standardu", "czy porozumienie trzyma się standardu modelu współpracy", "whether it follows the standard of the cooperation model"),
        flag("covers_data_exchange", "wymiana danych", "czy obejmuje wymianę informacji o klientach", "whether it covers exchange of information on clients"),
        flag("covers_joint_plan", "wspólny plan", "czy obejmuje wspólne plany działania", "whether it covers joint plans"),
    ),
    key=("agr_id",),
    rules=register_rules.AGREEMENTS,
)  # fmt: skip

AGREEMENT_PARTIES = table(
    "agreement_parties",
    Text("Strony porozumień", "Parties of agreements"),
    (_agr_id(), inst_id()),
    key=("agr_id", "inst_id"),
    references=(("agr_id", "agreements"), ("inst_id", "institutions")),
    rules=register_rules.AGREEMENT_PARTIES,
)

BODIES = table(
    "bodies",
    Text("Zespoły, grupy i partnerstwa", "Bodies, groups and partnerships"),
    (
        body_id(),
        code("type", "body_types", "rodzaj zespołu", "rodzaj zespołu, grupy albo partnerstwa", "kind of body, group or partnership"),
        area(),
        month("created", "miesiąc powołania", "miesiąc powołania", "month of creation"),
        month("closed", "miesiąc zakończenia", "miesiąc zakończenia; puste, gdy działa", "month of closing; empty while it works", required=False),
        count("members_irp", "członkowie z rynku pracy", "liczba członków z instytucji rynku pracy", "members from labour market institutions"),
        count("members_ipiis", "członkowie z pomocy", "liczba członków z instytucji pomocy i integracji", "members from assistance and integration institutions"),
        count("members_other", "członkowie inni", "liczba pozostałych członków", "other members"),
        count("meetings_planned_per_year", "spotkania planowane w roku", "ile spotkań planuje się na rok", "meetings planned per year", maximum=366),
        flag("rules_adopted", "przyjęte zasady", "czy zespół przyjął zasady pracy", "whether it adopted rules of work"),
        amount("budget_zl", "budżet", "roczny budżet, zł", "yearly budget, PLN", maximum=100_000_000, required=False),
        code("area_type", "area_types", "typ obszaru", "typ obszaru, na którym działa", "type of area it works in", required=False),
        month("full_operation", "pełne działanie", "miesiąc osiągnięcia pełnego działania", "month in which it reached full operation", required=False),
        code("moderator_profession", "moderator_professions", "zawód opiekuna", "zawód stałego opiekuna grupy", "profession of the group's moderator", required=False),
    ),
    key=("body_id",),
    rules=register_rules.BODIES,
)  # fmt: skip


def _meeting_id() -> Column:
    return register_id("meeting_id", "spotkanie", "identyfikator spotkania, np. 2205-SP-12", "identifier of the meeting, e.g. 2205-SP-12")  # fmt: skip


MEETINGS = table(
    "meetings",
    Text("Spotkania", "Meetings"),
    (
        _meeting_id(),
        body_id(required=False),
        code("event_kind", "meeting_kinds", "rodzaj spotkania", "rodzaj spotkania", "kind of meeting"),
        code("phase", "phases", "etap", "etap modelu, którego dotyczy", "phase of the model it belongs to", required=False),
        month("date_month", "miesiąc spotkania", "miesiąc spotkania", "month of the meeting"),
        area(required=False),
        count("participants_total", "uczestnicy", "liczba uczestników", "participants"),
        count("guests_public", "goście publiczni", "goście z sektora publicznego", "guests from the public sector"),
        count("guests_private", "goście prywatni", "goście z sektora prywatnego", "guests from the private sector"),
        count("guests_social", "goście społeczni", "goście z sektora społecznego", "guests from the social sector"),
        count("decisions_taken", "podjęte decyzje", "liczba podjętych decyzji", "decisions taken"),
        count("decisions_done_on_time", "decyzje wykonane", "ile z nich wykonano w terminie", "of them done on time"),
    ),
    key=("meeting_id",),
    references=(("body_id", "bodies"),),
    rules=register_rules.MEETINGS,
)  # fmt: skip

MEETING_ATTENDANCE = table(
    "meeting_attendance",
    Text("Obecność instytucji na spotkaniach", "Attendance of institutions"),
    (_meeting_id(), inst_id()),
    key=("meeting_id", "inst_id"),
    references=(("meeting_id", "meetings"), ("inst_id", "institutions")),
    rules=register_rules.MEETING_ATTENDANCE,
)

LPIW = table(
    "lpiw",
    Text("Lokalne programy interdyscyplinarnej współpracy", "Local interdisciplinary cooperation programmes"),
    (
        register_id("lpiw_id", "program", "identyfikator programu, np. 2205-LPIW-1", "identifier of the programme, e.g. 2205-LPIW-1"),
        county(dated_by="adopted"),
        month("adopted", "miesiąc przyjęcia", "miesiąc przyjęcia", "month of adoption"),
        month("valid_to", "obowiązuje do", "do kiedy obowiązuje", "until when it is in force"),
        count("actions_listed", "działania w katalogu", "liczba działań w katalogu", "actions listed"),
        count("actions_used", "działania użyte", "ile z nich użyto", "of them used"),
        count("gminas_covered", "gminy objęte", "liczba gmin objętych programem", "communes covered", maximum=60),
    ),
    key=("lpiw_id",),
    rules=register_rules.LPIW,
)  # fmt: skip

COUNTY_STAGE = table(
    "county_stage",
    Text("Etap wdrożenia w powiecie", "Stage of the county"),
    (
        county(dated_by="month"),
        month("month", "miesiąc", "miesiąc, od którego powiat jest na tym etapie", "month since which the county is at this stage"),
        Column(
            name="stage",
            type="integer",
            meaning=Text("etap wdrożenia od 0 do 7", "stage of implementation, 0 to 7"),
            header=Text("etap", "stage"),
            codes="county_stages",
        ),
        code("evidence_ref", "stage_evidence", "podstawa", "rodzaj dokumentu, który to potwierdza", "kind of document that confirms it"),
    ),
    key=("teryt", "month"),
    rules=register_rules.COUNTY_STAGE,
)  # fmt: skip
