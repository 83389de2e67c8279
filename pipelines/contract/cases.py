"""Tables of cases: one row per episode of a common client, with reasons, barriers, outcome and follow-up."""

from __future__ import annotations

from pipelines.catalog import Column, Text
from pipelines.contract import case_rules
from pipelines.contract.columns import amount, code, county, flag, month, several, surrogate, table, window


def case_id(*, required: bool = True) -> Column:
    return surrogate(
        "case_id",
        "c",
        "numer sprawy",
        "losowy numer epizodu klienta: litera c i do 8 cyfr; nigdy z numeru PESEL ani z systemu",
        "random number of the client's episode: the letter c and up to 8 digits; never made from PESEL or a system's id",
        required=required,
    )


def household_id(*, required: bool = True) -> Column:
    return surrogate(
        "household_id",
        "h",
        "numer rodziny",
        "losowy numer gospodarstwa domowego: litera h i do 8 cyfr",
        "random number of the household: the letter h and up to 8 digits",
        required=required,
    )


CASES = table(
    "cases",
    Text("Sprawy wspólnych klientów", "Cases of common clients"),
    (
        case_id(),
        household_id(required=False),
        county(dated_by="entry_month"),
        code("degurba", "degurbas", "stopień urbanizacji", "typ miejsca zamieszkania według DEGURBA", "degree of urbanisation of the place of residence", required=False),
        month("entry_month", "miesiąc wejścia", "miesiąc rozpoznania wspólnego klienta", "month in which the common client was identified"),
        code("identified_by", "identifying_institutions", "kto rozpoznał", "instytucja, która rozpoznała wspólnego klienta", "institution that identified the common client", dated_by="entry_month"),
        code("sex", "sexes", "płeć", "płeć", "sex", pattern="F|M"),
        code("age_group", "age_groups", "grupa wieku", "grupa wieku w miesiącu wejścia", "age group in the month of entry"),
        code("education", "educations", "wykształcenie", "najwyższe ukończone wykształcenie", "highest completed education", pattern="tertiary|post_secondary|general_secondary|basic_vocational|lower"),
        code("work_record", "work_records", "staż pracy", "łączny staż pracy", "total work record"),
        code("duration_group", "duration_groups", "czas bez pracy", "jak długo osoba jest bez pracy", "how long the person has been without work"),
        code("lm_status_entry", "labour_statuses", "status na wejściu", "sytuacja na rynku pracy w miesiącu wejścia", "labour market status in the month of entry"),
        code("disability", "disability_answers", "niepełnosprawność", "czy osoba ma orzeczenie o niepełnosprawności", "whether the person has a certified disability"),
        several("special_groups", "special_groups", "szczególna sytuacja", "grupy w szczególnej sytuacji na rynku pracy, do których osoba należy", "groups in a special situation on the labour market the person belongs to", max_items=8),
        flag("is_longterm", "długotrwale bezrobotny", "czy osoba jest długotrwale bezrobotna według ustawy z dnia wejścia", "whether long-term unemployed by the law of the entry month"),
        code("inherited_unemployment", "inheritance_answers", "bezrobocie dziedziczone", "czy bez pracy było też pokolenie rodziców", "whether the parents' generation was without work too"),
        flag("on_benefits_entry", "świadczenia na wejściu", "czy osoba pobierała świadczenia pomocy społecznej w miesiącu wejścia", "whether on social assistance benefits in the month of entry"),
        flag("beyond_income_criterion", "powyżej kryterium", "czy dochód przekraczał kryterium pomocy społecznej", "whether income was above the criterion of social assistance", required=False),
        code("profile_hist", "profiles", "profil pomocy", "profil pomocy, stosowany od maja 2014 r. do czerwca 2019 r.", "profile of help, in use from May 2014 to June 2019", required=False, dated_by="entry_month"),
        flag("joint_client", "wspólny klient", "czy osoba jest klientem i urzędu pracy, i pomocy społecznej", "whether a client of both the labour office and social assistance"),
        code("consent_scope", "consent_scopes", "zakres zgody", "do czego wolno użyć danych", "what the data may be used for"),
        code("law_version", "law_versions", "wersja ustawy", "ustawa obowiązująca w miesiącu wejścia", "act in force in the month of entry", dated_by="entry_month"),
        month("data_cutoff", "stan na miesiąc", "ostatni miesiąc, o którym sprawa coś mówi", "last month the case says anything about"),
    ),
    key=("case_id",),
    rules=case_rules.CASES,
)  # fmt: skip

CASE_REASONS = table(
    "case_reasons",
    Text("Powody przyznania pomocy", "Reasons for assistance"),
    (
        case_id(),
        code("reason_group", "reason_groups", "grupa powodów", "grupa powodów, do publikacji", "group of reasons, for publication"),
        code("reason_code", "reasons_assistance", "powód", "powód z art. 7 ustawy o pomocy społecznej; zostaje w strefie zastrzeżonej", "reason of art. 7 of the social assistance act; stays in the restricted zone", required=False),
    ),
    key=("case_id", "reason_group", "reason_code"),
    references=(("case_id", "cases"),),
    rules=case_rules.CASE_REASONS,
)  # fmt: skip

CASE_BARRIERS = table(
    "case_barriers",
    Text("Bariery w podjęciu pracy", "Barriers to taking up work"),
    (
        case_id(),
        code("barrier", "barriers", "bariera", "co utrudnia podjęcie pracy", "what makes it hard to take up work"),
    ),
    key=("case_id", "barrier"),
    references=(("case_id", "cases"),),
    rules=case_rules.CASE_BARRIERS,
)

OUTCOMES = table(
    "outcomes",
    Text("Zakończenie sprawy", "End of the case"),
    (
        case_id(),
        month("exit_month", "miesiąc wyjścia", "miesiąc zakończenia ścieżki albo wyłączenia z ewidencji", "month in which the pathway or the registration ended"),
        code("exit_reason", "exit_reasons", "powód wyjścia", "powód zakończenia", "reason of the end", dated_by="exit_month"),
        code("employment_form", "employment_forms", "forma zatrudnienia", "forma podjętej pracy", "form of the work taken up", required=False),
        code("employer_type", "employer_types", "rodzaj pracodawcy", "u kogo podjęto pracę", "kind of employer", required=False),
        flag("work_within_3m", "praca w 3 miesiące", "czy podjęto pracę w trakcie lub w ciągu 3 miesięcy po zakończeniu", "whether work was taken up during or within 3 months after the end", required=False),
        flag("worked_30_days", "przepracowane 30 dni", "czy praca trwała co najmniej 30 dni", "whether the work lasted at least 30 days", required=False),
        amount("benefit_month_before", "świadczenia przed", "miesięczna suma świadczeń przed wejściem, zł, zaokrąglona do 50", "monthly benefits before entry, PLN, rounded to 50", maximum=20000, required=False),
        amount("benefit_month_after", "świadczenia po", "miesięczna suma świadczeń po wyjściu, zł, zaokrąglona do 50", "monthly benefits after exit, PLN, rounded to 50", maximum=20000, required=False),
    ),
    key=("case_id",),
    references=(("case_id", "cases"),),
    rules=case_rules.OUTCOMES,
)  # fmt: skip

FOLLOWUPS = table(
    "followups",
    Text("Badanie trwałości", "Follow-up"),
    (
        case_id(),
        window("followup_windows", "ile miesięcy po wyjściu: 3, 6 albo 12", "months after exit: 3, 6 or 12"),
        month("measured", "miesiąc badania", "miesiąc, w którym ustalono sytuację; puste, gdy jej nie ustalono", "month in which the situation was established; empty if it was not", required=False),
        code("status", "followup_statuses", "sytuacja", "sytuacja osoby w tym oknie", "the person's situation in that window"),
        code("source", "followup_sources", "źródło", "skąd wiadomo", "how it is known"),
        flag("in_work", "pracuje", "czy osoba pracowała", "whether in work", required=False),
        flag("back_in_register", "powrót do rejestru", "czy osoba wróciła do rejestru bezrobotnych", "whether back in the register of the unemployed", required=False),
        flag("back_in_ops", "powrót do pomocy", "czy osoba wróciła do pomocy społecznej", "whether back in social assistance", required=False),
    ),
    key=("case_id", "window_m"),
    references=(("case_id", "outcomes"),),
    rules=case_rules.FOLLOWUPS,
)  # fmt: skip

DEGRESSIVE_SUPPORT = table(
    "degressive_support",
    Text("Degresywne wsparcie finansowe", "Degressive financial support"),
    (
        case_id(),
        Column(
            name="month_no",
            type="integer",
            meaning=Text("który miesiąc wsparcia, od 1", "number of the month of support, from 1"),
            header=Text("numer miesiąca", "month no"),
            minimum=1,
            maximum=60,
        ),
        amount("benefit_lost_zl", "utracone świadczenia", "świadczenia utracone przez podjęcie pracy, zł miesięcznie", "benefits lost by taking up work, PLN a month", maximum=20000),
        amount("support_zl", "wypłacone wsparcie", "wsparcie wypłacone w tym miesiącu, zł", "support paid in that month, PLN", maximum=20000),
        flag("in_work", "pracuje", "czy osoba pracowała w tym miesiącu", "whether in work in that month"),
    ),
    key=("case_id", "month_no"),
    references=(("case_id", "cases"),),
    rules=case_rules.DEGRESSIVE_SUPPORT,
)  # fmt: skip
