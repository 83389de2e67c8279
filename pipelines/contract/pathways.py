"""Tables of pathways: plans, their steps, exchanges between institutions, households and their status."""

from __future__ import annotations

from pipelines.catalog import Column, Text
from pipelines.contract import pathway_rules
from pipelines.contract.cases import case_id, household_id
from pipelines.contract.columns import (
    amount,
    code,
    count,
    county,
    flag,
    month,
    register_id,
    several,
    surrogate,
    table,
    window,
)


def _plan_id() -> Column:
    return surrogate("plan_id", "p", "numer planu", "losowy numer planu: litera p i do 8 cyfr", "random number of the plan: the letter p and up to 8 digits")  # fmt: skip


PLANS = table(
    "plans",
    Text("Plany działania", "Plans"),
    (
        _plan_id(),
        case_id(required=False),
        household_id(required=False),
        code("type", "plan_types", "rodzaj planu", "rodzaj planu", "kind of plan", dated_by="started"),
        flag("joint", "wspólny", "czy plan prowadzą wspólnie instytucje obu stron", "whether institutions of both sides run the plan together"),
        register_id("inst_lead", "instytucja prowadząca", "identyfikator instytucji prowadzącej plan", "identifier of the institution that leads the plan"),
        count("inst_partners", "liczba partnerów", "ile innych instytucji bierze udział", "how many other institutions take part", maximum=30),
        code("goal", "plan_goals", "cel", "cel planu", "goal of the plan"),
        month("submitted", "miesiąc złożenia", "miesiąc złożenia programu rodziny do zespołu", "month in which the family programme was submitted to the body", required=False),
        month("accepted", "miesiąc przyjęcia", "miesiąc przyjęcia programu przez zespół", "month in which the body accepted the programme", required=False),
        month("started", "miesiąc rozpoczęcia", "miesiąc rozpoczęcia planu", "month in which the plan started"),
        month("ended", "miesiąc zakończenia", "miesiąc zakończenia planu; puste, gdy trwa", "month in which the plan ended; empty while it runs", required=False),
        code("end_reason", "plan_ends", "wynik planu", "jak plan się skończył; trwa, gdy jeszcze nie", "how the plan ended; trwa while it runs"),
    ),
    key=("plan_id",),
    references=(("case_id", "cases"), ("household_id", "households"), ("inst_lead", "institutions")),
    rules=pathway_rules.PLANS,
)  # fmt: skip

STEPS = table(
    "steps",
    Text("Kroki ścieżki", "Steps of the pathway"),
    (
        surrogate("step_id", "s", "numer kroku", "losowy numer kroku: litera s i do 8 cyfr", "random number of the step: the letter s and up to 8 digits"),
        _plan_id(),
        case_id(required=False),
        code("form", "forms", "forma wsparcia", "forma wsparcia", "form of support", dated_by="started"),
        register_id("inst_id", "instytucja", "identyfikator instytucji, która wspiera", "identifier of the institution that gives the support"),
        code("block", "blocks", "blok", "blok: społeczny, zawodowy, rodzinny, finansowy", "block: social, vocational, family, financial"),
        month("started", "miesiąc rozpoczęcia", "miesiąc rozpoczęcia, dla planowanego przewidywany", "month of the start, the expected one if planned"),
        month("ended", "miesiąc zakończenia", "miesiąc zakończenia; puste, gdy trwa", "month of the end; empty while it runs", required=False),
        code("status", "step_statuses", "stan", "stan kroku", "state of the step"),
        amount("hours", "godziny", "liczba godzin wsparcia", "hours of support", maximum=5000, required=False),
        amount("cost_zl", "koszt", "koszt w zł, zaokrąglony do 10", "cost in PLN, rounded to 10", maximum=500000, required=False),
        code("funding", "fundings", "finansowanie", "źródło pieniędzy", "source of money"),
        code("break_reason", "break_reasons", "powód przerwania", "powód przerwania", "reason of breaking off", required=False),
    ),
    key=("step_id",),
    references=(("plan_id", "plans"), ("case_id", "cases"), ("inst_id", "institutions")),
    rules=pathway_rules.STEPS,
)  # fmt: skip

EXCHANGES = table(
    "exchanges",
    Text("Wymiana informacji między instytucjami", "Exchanges between institutions"),
    (
        surrogate("exch_id", "x", "numer wymiany", "losowy numer wymiany: litera x i do 8 cyfr", "random number of the exchange: the letter x and up to 8 digits"),
        case_id(required=False),
        register_id("from_inst", "instytucja pytająca", "identyfikator instytucji wysyłającej", "identifier of the sending institution"),
        register_id("to_inst", "instytucja pytana", "identyfikator instytucji odbierającej", "identifier of the receiving institution"),
        code("kind", "exchange_kinds", "rodzaj", "rodzaj wymiany", "kind of exchange"),
        code("channel", "channels", "kanał", "jak przekazano", "how it was sent"),
        month("sent", "miesiąc wysłania", "miesiąc wysłania", "month of sending"),
        count("days_to_answer", "dni do odpowiedzi", "po ilu dniach przyszła odpowiedź", "days until the answer", maximum=730, required=False),
        flag("answered", "odpowiedziano", "czy przyszła odpowiedź", "whether an answer came"),
    ),
    key=("exch_id",),
    references=(("case_id", "cases"), ("from_inst", "institutions"), ("to_inst", "institutions")),
    rules=pathway_rules.EXCHANGES,
)  # fmt: skip

HOUSEHOLDS = table(
    "households",
    Text("Rodziny w programach", "Households in programmes"),
    (
        household_id(),
        county(dated_by="entry_month"),
        month("entry_month", "miesiąc wejścia", "miesiąc wejścia rodziny do programu", "month in which the household entered the programme"),
        code("persons_group", "person_bands", "liczba osób", "liczba osób w rodzinie", "persons in the household"),
        code("children_group", "children_bands", "liczba dzieci", "liczba dzieci", "children"),
        code("adults_group", "adult_bands", "liczba dorosłych", "liczba dorosłych", "adults"),
        code("generations_unemployed", "generation_bands", "pokolenia bez pracy", "ile pokoleń pozostaje bez pracy", "how many generations are without work"),
        code("benefits_entry_group", "benefit_bands", "świadczenia na wejściu", "miesięczna suma świadczeń na wejściu, zł", "monthly benefits at entry, PLN"),
        code("programme", "household_programmes", "program", "program, w którym jest rodzina", "programme the household is in"),
        several("modules", "modules", "moduły", "moduły, z których rodzina korzysta", "modules the household uses", max_items=4),
    ),
    key=("household_id",),
    rules=pathway_rules.HOUSEHOLDS,
)  # fmt: skip

HOUSEHOLD_STATUS = table(
    "household_status",
    Text("Sytuacja rodzin po czasie", "Status of households over time"),
    (
        household_id(),
        window("household_windows", "ile miesięcy po wejściu: 0, 6, 12, 24 albo 36", "months after entry: 0, 6, 12, 24 or 36"),
        flag("benefit_free", "bez świadczeń", "czy rodzina od 6 miesięcy nie pobiera świadczeń pomocy społecznej", "whether free of social assistance benefits for 6 months", required=False),
        flag("adult_employed", "dorosły pracuje", "czy pracuje co najmniej jeden dorosły", "whether at least one adult works", required=False),
        flag("income_above_criterion", "dochód powyżej kryterium", "czy dochód przekracza kryterium", "whether income is above the criterion", required=False),
        code("status", "household_results", "sytuacja", "sytuacja rodziny w tym oknie", "the household's situation in that window"),
    ),
    key=("household_id", "window_m"),
    references=(("household_id", "households"),),
    rules=pathway_rules.HOUSEHOLD_STATUS,
)  # fmt: skip
