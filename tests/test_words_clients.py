"""Sentences on clients, families and tools, from protected counts: a table of cases, each with the rule that speaks."""

from __future__ import annotations

import pytest
from speech import CITY, LAKES, REGION, says

from pipelines.words import sentences as s
from pipelines.words.sentences import compared, families, pathways, pictures, together, tools
from pipelines.words.sentences.engine import Reading
from pipelines.words.sentences.spoken import Protected, Span, When

KNOWN = s.Share(kind="value", value=36.4, lower=23.2, upper=64.6)
SOME = s.Share(kind="value", value=30.0, lower=27.0, upper=33.0)
BELOW = s.Share(kind="below", lower=0, upper=40)
SPAN = Span("2018", "2021")
YEAR = When("2024")
ABOUT = Protected(130, 134)
HIDDEN = Protected(None, 24)


def independent(share: s.Share) -> families.Independent:
    return families.Independent(span=SPAN, months=36, share=share)


def joint(share: s.Share, plan: s.Share, area: s.Area = REGION) -> together.Joint:
    return together.Joint(area=area, span=Span("2024", "2025"), joint=share, plan=plan)


def lasting(early: s.Share, late: s.Share) -> pathways.Lasting:
    return pathways.Lasting(area=LAKES, early=early, late=late)


def picture(value: str | None, **more: object) -> pictures.Beside:
    facts = {"label": "Stopa bezrobocia, 2024", "area": LAKES, "other": REGION, "value": value, **more}
    return pictures.Beside(**facts)  # type: ignore[arg-type]


def projects(started: int, partners: float, finished: int, achieved: int) -> tools.Projects:
    return tools.Projects(year=YEAR, projects=started, partners=partners, finished=finished, achieved=achieved)


@pytest.mark.parametrize(
    ("reading", "facts", "rule", "pl", "en"),
    [
        (
            families.situation_title,
            independent(KNOWN),
            "families.situation_title.known",
            "Po 36 miesiącach samodzielnych jest 36 % (23–65 %) rodzin",
            "After 36 months 36% (23–65%) of families are independent",
        ),
        (
            families.situation_title,
            independent(BELOW),
            "families.situation_title.known",
            "Po 36 miesiącach samodzielnych jest mniej niż 40 % rodzin",
            "After 36 months fewer than 40% of families are independent",
        ),
        (
            families.lead,
            independent(s.MISSING),
            "families.lead.missing",
            "Rodzin, które weszły do programu w latach 2018–2021, jest za mało, aby podać, ile jest samodzielnych po 36 miesiącach.",
            "Too few families entered a programme in 2018–2021 to say how many are independent after 36 months.",
        ),
        (
            families.entered_title,
            families.Entered(span=SPAN, families=ABOUT),
            "families.entered_title.told",
            "Do programów weszło w latach 2018–2021 około 130 rodzin",
            "About 130 families entered programmes in 2018–2021",
        ),
        (
            families.entered_title,
            families.Entered(span=Span("2024", "2024"), families=HIDDEN),
            "families.entered_title.told",
            "Do programów weszło w 2024 r. mniej niż 25 rodzin",
            "Fewer than 25 families entered programmes in 2024",
        ),
        (
            families.newest,
            families.Entered(span=SPAN, families=None),
            "families.newest.untold",
            "Liczby z ostatnich lat (2018–2021) nie podajemy.",
            "The number of the newest years (2018–2021) is not given.",
        ),
        (
            families.teams_title,
            families.Teams(teams=3, labour=1, welfare=22),
            "families.teams_title.every",
            "3 zespoły pracują z rodzinami: 1 osoba z rynku pracy, 22 osoby z pomocy i integracji",
            "3 teams work with families: 1 person from the labour market side, 22 from assistance and integration",
        ),
        (
            families.load,
            families.Load(span=SPAN, families=ABOUT, teams=1),
            "families.load.told",
            "Około 130 rodzin, które weszły do programów w latach 2018–2021, przypada na 1 czynny zespół.",
            "About 130 families that entered programmes in 2018–2021 fall to 1 team at work.",
        ),
        (
            families.load,
            families.Load(span=None, families=None, teams=0),
            "families.load.untold",
            "Ile rodzin przypada na zespół, nie da się podać.",
            "How many families there are for each team cannot be told.",
        ),
        (
            together.ledger_title,
            joint(KNOWN, SOME, CITY),
            "together.ledger_title.known",
            "We Włochowie 36 % (23–65 %) klientów to wspólni klienci obu stron",
            "36% (23–65%) of clients in Włochów are common clients of both sides",
        ),
        (
            together.lead,
            joint(KNOWN, SOME),
            "together.lead.known+together.note.plan",
            "Wspólnych klientów obu stron jest 36 % (23–65 %) z rozpoznanych w latach 2024–2025. Wspólny plan ma z nich 30 % (27–33 %).",
            "Of the clients identified in 2024–2025, 36% (23–65%) are common clients of both sides. Of these, 30% (27–33%) have a joint plan.",
        ),
        (
            together.lead,
            joint(KNOWN, s.MISSING),
            "together.lead.known",
            "Wspólnych klientów obu stron jest 36 % (23–65 %) z rozpoznanych w latach 2024–2025.",
            "Of the clients identified in 2024–2025, 36% (23–65%) are common clients of both sides.",
        ),
        (
            together.ledger_title,
            joint(s.MISSING, s.MISSING, LAKES),
            "together.ledger_title.missing",
            "W powiecie jeziornym klientów jest za mało, aby podać, ilu z nich mają wspólnie obie strony",
            "Too few clients in jeziorny county to say how many of them both sides have in common",
        ),
        (
            together.counties_title,
            together.Counties(share=SOME, known=18, all=20),
            "together.counties_title.some",
            "Wspólny plan ma w regionie 30 % (27–33 %) wspólnych klientów; liczbę da się podać w 18 z 20 powiatów",
            "In the region 30% (27–33%) of common clients have a joint plan; the figure can be told in 18 of 20 counties",
        ),
        (
            together.answers_title,
            together.Told(known=0, all=20),
            "together.answers_title.none",
            "W żadnym z 20 powiatów nie da się podać, na ile zapytań odpowiada się w ciągu 14 dni",
            "How many requests are answered within 14 days cannot be told in any of 20 counties",
        ),
        (
            together.sent_title,
            together.Sent(kind="skierowanie", year=YEAR, sent=ABOUT, on_time=ABOUT, lost=HIDDEN),
            "together.sent_title.told",
            "Skierowanie (2024 r.): z 130 wysłanych na czas odpowiedziano na 130, a na mniej niż 25 wcale",
            "Skierowanie (2024): of 130 sent, 130 were answered on time, fewer than 25 never",
        ),
        (
            together.sent_title,
            together.Sent(kind="skierowanie", year=YEAR, sent=ABOUT, on_time=None, lost=HIDDEN),
            "together.sent_title.untold",
            "Skierowanie (2024 r.): liczby nie da się podać w całości",
            "Skierowanie (2024): the figures cannot be told in full",
        ),
        (
            together.gaps_title,
            together.Gaps(cis=6, kis=5, both=0, all=20),
            "together.gaps_title.none",
            "W każdym z 20 powiatów jest centrum (CIS) albo klub integracji społecznej (KIS)",
            "Each of 20 counties has a centre (CIS) or a club of social integration (KIS)",
        ),
        (
            together.gaps_title,
            together.Gaps(cis=6, kis=5, both=1, all=20),
            "together.gaps_title.some",
            "W 1 z 20 powiatów nie ma ani centrum (CIS), ani klubu integracji społecznej (KIS)",
            "1 of 20 counties has neither a centre (CIS) nor a club of social integration (KIS)",
        ),
        (
            tools.counselling,
            tools.Counselling(share=SOME, whole=BELOW, counselled=ABOUT, n=HIDDEN),
            "tools.counselling.known+tools.counselling.all+tools.counselling.persons",
            "Z klientów z doradztwem osobistym 30 % (27–33 %) wychodzi do pracy w ciągu 12 miesięcy. Ze wszystkich klientów z planem: mniej niż 40 %. Doradztwo miało około 130 z mniej niż 25 klientów z planem.",
            "Of clients with personal counselling 30% (27–33%) leave to work within 12 months. Of all clients with a plan: fewer than 40%. About 130 of fewer than 25 clients with a plan were counselled.",
        ),
        (
            tools.flow,
            tools.Flow(year=YEAR, share=SOME, electronic=s.MISSING, lost=BELOW),
            "tools.flow.known+tools.flow.lost",
            "Na czas (do 14 dni) odpowiedziano w 2024 r. na 30 % (27–33 %) zapytań i skierowań. Bez odpowiedzi zostało mniej niż 40 %.",
            "30% (27–33%) of requests and referrals were answered on time (within 14 days) in 2024. Fewer than 40% were never answered.",
        ),
        (
            tools.centres_title,
            tools.Yearly(year=YEAR, share=s.MISSING),
            "tools.centres_title.missing",
            "Za mało kończących centrum integracji w 2024 r., aby podać, ilu się usamodzielniło",
            "Too few finished an integration centre in 2024 to say how many became independent",
        ),
        (
            tools.projects,
            projects(3, 3.1, 2, 2),
            "tools.projects.finished",
            "Zaczęto 3 projekty, średnio 3,1 partnera na projekt; z 2 zakończonych cel, także częściowo, osiągnęły 2.",
            "3 projects were started, with 3.1 partners on average; of 2 that ended, 2 reached their goal, also partly.",
        ),
        (
            tools.projects,
            projects(1, 2.0, 0, 0),
            "tools.projects.running",
            "Zaczęto 1 projekt, średnio 2 partnerów na projekt; żaden się jeszcze nie skończył.",
            "1 project was started, with 2 partners on average; none has ended yet.",
        ),
        (
            tools.projects,
            projects(0, 0.0, 0, 0),
            "tools.projects.none",
            "W 2024 r. nie zaczęto żadnego projektu.",
            "No project was started in 2024.",
        ),
        (
            pathways.flow,
            pathways.Flow(first=None, stayed=s.MISSING),
            "pathways.flow.missing",
            "Osób jest za mało, aby pokazać, gdzie ścieżki się zaczynają.",
            "Too few persons to show where pathways begin.",
        ),
        (
            pathways.course_title,
            pathways.Course(area=LAKES, combined=SOME),
            "pathways.course_title.known",
            "W powiecie jeziornym 30 % (27–33 %) ścieżek z planem łączy instytucje obu stron",
            "30% (27–33%) of pathways with a plan in jeziorny county combine institutions of both sides",
        ),
        (
            pathways.course_title,
            pathways.Course(area=LAKES, combined=s.MISSING),
            "pathways.course_title.missing",
            "Za mało ścieżek w powiecie jeziornym, aby podać, ile łączy instytucje obu stron",
            "Too few pathways in jeziorny county to say how many combine institutions of both sides",
        ),
        (
            pathways.lasting_title,
            lasting(SOME, s.Share(kind="value", lower=25, upper=56)),
            "pathways.lasting_title.both",
            "Trzy miesiące po wyjściu pracuje 30 % (27–33 %) osób w powiecie jeziornym, po roku od 25 do 56 %",
            "Three months after leaving 30% (27–33%) of the persons in jeziorny county are in work, after a year from 25 to 56%",
        ),
        (
            pathways.lasting_title,
            lasting(s.MISSING, SOME),
            "pathways.lasting_title.one",
            "Po roku od wyjścia pracuje 30 % (27–33 %) osób w powiecie jeziornym",
            "A year after leaving 30% (27–33%) of the persons in jeziorny county are in work",
        ),
        (
            pathways.better_title,
            pathways.Better(area=LAKES, benefits=KNOWN, situation=SOME),
            "pathways.better_title.both",
            "Po wyjściu świadczenia co najmniej o połowę niższe ma 36 % (23–65 %) osób w powiecie jeziornym, które je miały; po pół roku w lepszej sytuacji jest 30 % (27–33 %)",
            "After leaving 36% (23–65%) of the persons in jeziorny county who had benefits get at most half of them; after half a year 30% (27–33%) are better off",
        ),
        (
            pathways.better_title,
            pathways.Better(area=LAKES, benefits=s.MISSING, situation=BELOW),
            "pathways.better_title.situation",
            "Pół roku po wyjściu w lepszej sytuacji niż na wejściu jest mniej niż 40 % osób w powiecie jeziornym",
            "Half a year after leaving fewer than 40% of the persons in jeziorny county are better off than at entry",
        ),
        (
            pathways.better_title,
            pathways.Better(area=LAKES, benefits=s.MISSING, situation=s.MISSING),
            "pathways.better_title.missing",
            "Za mało wyjść w powiecie jeziornym, aby podać, komu spadły świadczenia i kto jest w lepszej sytuacji",
            "Too few exits in jeziorny county to say whose benefits fell and whose situation is better",
        ),
        (
            tools.taper_title,
            tools.Taper(first=870, month=7, last=100),
            "tools.taper_title.falls",
            "Dopłata spada z 870 zł na osobę w pierwszym miesiącu do 100 zł w 7. miesiącu",
            "Support falls from PLN 870 a person in the first month to PLN 100 in month 7",
        ),
        (
            tools.taper_title,
            tools.Taper(first=870, month=3, last=880),
            "tools.taper_title.known",
            "Dopłata to 870 zł na osobę w pierwszym miesiącu i 880 zł w 3. miesiącu",
            "Support is PLN 870 a person in the first month and PLN 880 in month 3",
        ),
        (
            tools.taper_title,
            tools.Taper(first=870, month=None, last=None),
            "tools.taper_title.one",
            "Dopłata w pierwszym miesiącu: 870 zł na osobę",
            "Support in the first month: PLN 870 a person",
        ),
        (
            tools.taper_title,
            tools.Taper(first=None, month=None, last=None),
            "tools.taper_title.missing",
            "Za mało odbiorców albo płatników, aby podać kwoty dopłat",
            "Too few recipients or payers to tell the amounts of support",
        ),
        (
            pathways.official_title,
            pathways.Official(finishers=SOME, starters=KNOWN),
            "pathways.official_title.both",
            "Efektywność zatrudnieniowa: 30 % (27–33 %) z kończących plan, 36 % (23–65 %) ze wszystkich, którzy go zaczęli",
            "Employment effectiveness: 30% (27–33%) of those who finished a plan, 36% (23–65%) of all who started one",
        ),
        (
            pictures.beside,
            picture("2,4", ends="2,2 – 2,6", there="4,6", judged="better"),
            "pictures.beside.interval+pictures.note.other+pictures.note.better",
            "Stopa bezrobocia, 2024: w powiecie jeziornym 2,4 (przedział 2,2 – 2,6). W województwie morskim 4,6. To istotnie lepiej.",
            "Stopa bezrobocia, 2024: 2,4 in jeziorny county (interval 2,2 – 2,6). In Morskie: 4,6. This is significantly better.",
        ),
        (
            pictures.beside,
            picture("35", there="30", basis="expected", judged="similar"),
            "pictures.beside.exact+pictures.note.expected+pictures.note.similar",
            "Stopa bezrobocia, 2024: w powiecie jeziornym 35. Przy tych klientach należało oczekiwać: 30. Nie różni się istotnie.",
            "Stopa bezrobocia, 2024: 35 in jeziorny county. To be expected with these clients: 30. It does not differ significantly.",
        ),
        (
            pictures.beside,
            picture(None, why="za mało spraw", there="4,6", basis="median", judged="not_judged"),
            "pictures.beside.hidden+pictures.note.median+pictures.note.not_judged",
            "Stopa bezrobocia, 2024: liczba w powiecie jeziornym jest ukryta (za mało spraw). Mediana powiatów: 4,6. Różnicy nie oceniono.",
            "Stopa bezrobocia, 2024: the figure in jeziorny county is hidden (za mało spraw). Median of counties: 4,6. The difference was not judged.",
        ),
        (
            compared.gates,
            compared.Gates(failed=2, all=12),
            "compared.gates.failed",
            "2 z 12 warunków nie są spełnione.",
            "2 of 12 conditions do not hold.",
        ),
        (
            compared.gates,
            compared.Gates(failed=0, all=12),
            "compared.gates.hold",
            "Wszystkie warunki (12) są spełnione.",
            "All conditions (12) hold.",
        ),
        (
            compared.adopted,
            compared.Adopted(adopted=3, all=20),
            "compared.adopted.some",
            "Model mają 3 z 20 powiatów, które przekazały sprawy.",
            "3 of the 20 counties that delivered cases have the model.",
        ),
        (
            compared.left_out,
            compared.LeftOut(cases=None, least=5, small=None, early=1),
            "compared.left_out.withheld",
            "Liczb spraw nie opublikowano; nie sprawdzono też, w których powiatach jest ich za mało. Pominięte powiaty z modelem sprzed pierwszego półrocza: 1.",
            "Counts of cases are not published, and it was not examined which counties have too few. Counties left out, with the model before the first half-year: 1.",
        ),
        (
            compared.left_out,
            compared.LeftOut(cases=None, least=5, small=3, early=1),
            "compared.left_out.no_panel",
            "Do porównania nie zostały dwa powiaty. Pominięte powiaty: 3 z mniej niż 5 sprawami w którymś półroczu, 1 z modelem sprzed pierwszego półrocza.",
            "Fewer than two counties were left to compare. Counties left out: 3 with fewer than 5 cases in some half-year, 1 with the model before the first half-year.",
        ),
        (
            compared.left_out,
            compared.LeftOut(cases=1200, least=25, small=1, early=2),
            "compared.left_out.some",
            "Porównano około 1 200 spraw. Pominięte powiaty: 1 z mniej niż 25 sprawami w którymś półroczu, 2 z modelem sprzed pierwszego półrocza.",
            "About 1,200 cases were compared. Counties left out: 1 with fewer than 25 cases in some half-year, 2 with the model before the first half-year.",
        ),
        (
            compared.left_out,
            compared.LeftOut(cases=1200, least=25, small=0, early=0),
            "compared.left_out.none",
            "Porównano około 1 200 spraw; żadnego powiatu nie pominięto.",
            "About 1,200 cases were compared; no county was left out.",
        ),
        (
            compared.hidden,
            compared.Hidden(areas="Włochów", pooled=None),
            "compared.hidden.alone",
            "Za mało spraw: Włochów.",
            "Too few cases: Włochów.",
        ),
        (
            pictures.beside,
            picture(None),
            "pictures.beside.none",
            "Stopa bezrobocia, 2024: w powiecie jeziornym nie ma liczby.",
            "Stopa bezrobocia, 2024: there is no figure in jeziorny county.",
        ),
    ],
)
def test_clients_in_words(reading: Reading[object], facts: object, rule: str, pl: str, en: str) -> None:
    says(reading, facts, rule, pl, en)
