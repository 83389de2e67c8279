"""Tables of projects, forums and surveys: social projects, CIS reports, partnerships, recommendations, targets."""

from __future__ import annotations

from pipelines.catalog import Column, Text
from pipelines.contract import network_rules
from pipelines.contract.columns import amount, code, count, county, flag, month, register_id, several, surrogate, table
from pipelines.contract.register import area, body_id, inst_id

_WAVE = "20[0-9]{2}-H[12]"


def _year() -> Column:
    return count("year", "rok", "rok", "year", minimum=2004, maximum=2050)


SOCIAL_PROJECTS = table(
    "social_projects",
    Text("Projekty socjalne", "Social projects"),
    (
        register_id("proj_id", "projekt", "identyfikator projektu, np. 2205-PROJ-3", "identifier of the project, e.g. 2205-PROJ-3"),
        inst_id(),
        county(dated_by="started"),
        month("started", "miesiąc rozpoczęcia", "miesiąc rozpoczęcia", "month of the start"),
        month("ended", "miesiąc zakończenia", "miesiąc zakończenia; puste, gdy trwa", "month of the end; empty while it runs", required=False),
        count("partners", "liczba partnerów", "liczba partnerów", "partners", maximum=200),
        count("participants", "uczestnicy", "liczba uczestników", "participants", maximum=99999),
        count("participants_beyond_income", "uczestnicy powyżej kryterium", "ilu z nich ma dochód powyżej kryterium", "of them with income above the criterion", maximum=99999),
        code("goal", "social_project_goals", "cel", "cel projektu", "goal of the project"),
        code("achieved", "achievements", "czy osiągnięto", "czy cel osiągnięto", "whether the goal was achieved"),
    ),
    key=("proj_id",),
    references=(("inst_id", "institutions"),),
    rules=network_rules.SOCIAL_PROJECTS,
)  # fmt: skip

CIS_REPORT = table(
    "cis_report",
    Text("Sprawozdania centrów integracji społecznej", "Reports of social integration centres"),
    (
        inst_id(),
        _year(),
        code("group", "cis_groups", "grupa", "grupa uczestników; razem, gdy bez podziału", "group of participants; razem if not divided"),
        count("entered", "rozpoczęli", "ilu rozpoczęło", "how many started"),
        count("completed", "ukończyli", "ilu ukończyło", "how many finished"),
        count("independent", "usamodzielnieni", "ilu z nich się usamodzielniło", "of them became independent"),
        count("employed", "zatrudnieni", "ilu z usamodzielnionych podjęło pracę", "of the independent took up work"),
        amount("wage_cost", "koszt wynagrodzeń", "roczny koszt wynagrodzeń kadry, zł", "yearly cost of staff, PLN", maximum=100_000_000, required=False),
    ),
    key=("inst_id", "year", "group"),
    references=(("inst_id", "institutions"),),
    rules=network_rules.CIS_REPORT,
)  # fmt: skip

PARTNERSHIP_PROJECTS = table(
    "partnership_projects",
    Text("Wnioski partnerstw", "Applications of partnerships"),
    (
        body_id(),
        month("submitted", "miesiąc złożenia", "miesiąc złożenia wniosku", "month of the application"),
        code("fund", "funds", "fundusz", "fundusz", "fund"),
        code("value_group", "value_bands", "wartość", "wartość projektu", "value of the project"),
        flag("granted", "przyznano", "czy przyznano pieniądze; puste, gdy brak decyzji", "whether it was funded; empty while undecided", required=False),
        flag("beneficiaries_included", "z odbiorcami", "czy wśród członków są odbiorcy wsparcia", "whether beneficiaries are among the members"),
    ),
    key=("body_id", "submitted", "fund"),
    references=(("body_id", "bodies"),),
    rules=network_rules.PARTNERSHIP_PROJECTS,
)  # fmt: skip

FORUM_EVENTS = table(
    "forum_events",
    Text("Forum Inicjatyw", "Forum of Initiatives"),
    (
        register_id("forum_id", "forum", "identyfikator spotkania forum, np. 22-FORUM-4", "identifier of the forum, e.g. 22-FORUM-4"),
        count("edition", "edycja", "numer edycji", "number of the edition", minimum=1, maximum=99),
        month("date_month", "miesiąc forum", "miesiąc forum", "month of the forum"),
        county(dated_by="date_month"),
        count("participants", "uczestnicy", "liczba uczestników", "participants"),
        count("participants_public", "uczestnicy publiczni", "z sektora publicznego", "from the public sector"),
        count("participants_private", "uczestnicy prywatni", "z sektora prywatnego", "from the private sector"),
        count("participants_social", "uczestnicy społeczni", "z sektora społecznego", "from the social sector"),
        count("participants_other", "uczestnicy inni", "pozostali", "others"),
        count("counties_represented", "powiaty", "ile powiatów było reprezentowanych", "counties represented", maximum=380),
    ),
    key=("forum_id",),
    rules=network_rules.FORUM_EVENTS,
)  # fmt: skip

RECOMMENDATIONS = table(
    "recommendations",
    Text("Rekomendacje", "Recommendations"),
    (
        register_id("rec_id", "rekomendacja", "identyfikator rekomendacji, np. 22-REK-7", "identifier of the recommendation, e.g. 22-REK-7"),
        code("origin", "recommendation_origins", "skąd", "kto wydał rekomendację", "who gave the recommendation"),
        register_id("origin_id", "identyfikator źródła", "identyfikator forum albo grupy", "identifier of the forum or group", required=False),
        code("topic", "recommendation_topics", "temat", "czego dotyczy", "what it is about"),
        code("addressee", "recommendation_addressees", "adresat", "do kogo jest skierowana", "whom it addresses"),
        code("status", "recommendation_statuses", "stan", "stan wykonania", "state"),
        month("adopted", "miesiąc przyjęcia", "miesiąc przyjęcia", "month of adoption"),
        month("due", "termin", "termin wykonania", "month in which it is due", required=False),
        month("closed", "miesiąc zamknięcia", "miesiąc wdrożenia albo odrzucenia", "month of implementation or rejection", required=False),
    ),
    key=("rec_id",),
    rules=network_rules.RECOMMENDATIONS,
)  # fmt: skip

SURVEY_ITEMS = tuple(f"q{number}" for number in range(1, 13))  # wording: data/reference/survey_items.csv

SURVEY_RESPONSES = table(
    "survey_responses",
    Text("Ankieta o współpracy", "Cooperation survey"),
    (
        Column(
            name="wave",
            type="text",
            meaning=Text("fala badania, np. 2024-H1", "wave of the survey, e.g. 2024-H1"),
            header=Text("fala", "wave"),
            pattern=_WAVE,
        ),
        surrogate("resp_id", "r", "numer ankiety", "losowy numer ankiety: litera r i do 8 cyfr", "random number of the answer sheet: the letter r and up to 8 digits"),
        county(),
        code("inst_type", "survey_institutions", "rodzaj instytucji", "gdzie pracuje osoba", "where the person works"),
        code("role", "survey_roles", "rola", "rola osoby", "the person's role"),
        *(
            count(item, f"pytanie {item[1:]}", f"ocena od 1 do 5, pytanie {item[1:]}", f"score 1 to 5, question {item[1:]}", minimum=1, maximum=5, required=False)
            for item in SURVEY_ITEMS
        ),
        several("barriers", "cooperation_barriers", "bariery", "bariery współpracy", "barriers to cooperation", max_items=10),
    ),
    key=("wave", "resp_id"),
    rules=network_rules.SURVEY_RESPONSES,
)  # fmt: skip

TARGETS = table(
    "targets",
    Text("Wartości docelowe", "Targets"),
    (
        Column(
            name="indicator_id",
            type="text",
            meaning=Text("kod wskaźnika, np. E01", "code of the indicator, e.g. E01"),
            header=Text("wskaźnik", "indicator"),
            pattern="[A-H][0-9]{2}",
        ),
        area(),
        _year(),
        Column(
            name="target",
            type="decimal",
            meaning=Text("wartość docelowa w jednostce wskaźnika", "target in the indicator's unit"),
            header=Text("wartość docelowa", "target"),
            minimum=-1_000_000,
            maximum=10_000_000,
        ),
        code("source", "target_sources", "źródło", "dokument, z którego pochodzi cel", "document that sets the target"),
    ),
    key=("indicator_id", "teryt", "year", "source"),
    rules=network_rules.TARGETS,
)  # fmt: skip
