"""The tables that the evaluation publishes: their columns, types and what each means."""

from __future__ import annotations

from typing import Any

from pipelines.catalog import Text

Columns = dict[str, tuple[str, Text]]

_BOUNDS: Columns = {
    "lower": ("bigint", Text("dolna granica, w punktach procentowych, zaokrąglona w dół", "lower bound, percentage points, rounded down")),
    "upper": ("bigint", Text("górna granica, w punktach procentowych, zaokrąglona w górę", "upper bound, percentage points, rounded up")),
    "step": ("bigint", Text("zaokrąglenie w punktach procentowych: za każdą liczbą stoi co najmniej pięć możliwych", "rounding in percentage points: at least five counts are behind each number")),
    "obs_status": ("varchar", Text("A albo C: ukryte dla ochrony osób", "A, or C: hidden to protect persons")),
}  # fmt: skip

_DIFFERENCE: Columns = {
    "value": ("double", Text("zmiana wobec pozostałych powiatów, procent", "change against the other counties, percent")),
    "lower": ("double", Text("dolna granica 95 procent, procent; puste: bez granicy", "lower bound of 95 percent, percent; empty: no bound")),
    "upper": ("double", Text("górna granica 95 procent, procent; puste: bez granicy", "upper bound of 95 percent, percent; empty: no bound")),
    "p": ("double", Text("część wyborów powiatów, która daje co najmniej taką różnicę", "share of choices of counties that give at least such a difference")),
}  # fmt: skip

TABLES: dict[str, tuple[Text, tuple[str, ...], Columns]] = {
    "evaluation_counties": (
        Text("Wyjścia do pracy w 12 miesięcy w powiatach obok oczekiwanych według składu klientów", "Exits to work within 12 months in counties beside those expected from their clients"),
        ("first", "teryt"),
        {
            "first": ("varchar", Text("pierwszy rok wejścia", "first year of entry")),
            "last": ("varchar", Text("ostatni rok wejścia", "last year of entry")),
            "teryt": ("varchar", Text("powiat; puste: cały region", "county; empty: the whole region")),
            "persons_from": ("bigint", Text("najmniejsza możliwa liczba osób", "smallest possible number of persons")),
            "persons_to": ("bigint", Text("największa możliwa liczba osób", "largest possible number of persons")),
            "gross": ("bigint", Text("wynik: procent, który wyszedł do pracy", "outcome: percentage that left to work")),
            "expected": ("bigint", Text("oczekiwany procent przy takich klientach", "percentage expected with such clients")),
            "difference": ("bigint", Text("wynik minus oczekiwany, punkty procentowe", "outcome minus expected, percentage points")),
            **_BOUNDS,
            "outside": ("bigint", Text("poza granicą lejka 95 % (1) albo 99,8 % (2), ze znakiem strony; 0: w lejku", "beyond the funnel's limit of 95% (1) or 99.8% (2), with the sign of the side; 0: inside")),
            "spread": ("double", Text("zwykły rozrzut między powiatami, odchylenie na skali łuku sinusa", "usual spread between counties, standard deviation on the arcsine scale")),
        },
    ),
    "evaluation_effect": (
        Text("Działanie modelu: najmniejsze wykrywalne, oszacowanie za bramkami, półrocza przed i po", "Effect of the model: the smallest detectable, the estimate behind gates, half-years before and after"),
        ("kind", "time"),
        {
            "kind": ("varchar", Text("smallest: najmniejsze wykrywalne; effect: oszacowanie; event: półrocze; drop_one: bez jednego powiatu", "smallest: smallest detectable; effect: estimate; event: half-year; drop_one: without one county")),
            "time": ("bigint", Text("półrocza od wdrożenia; ujemne: przed; puste: ogółem", "half-years since adoption; negative: before; empty: overall")),
            "value": ("bigint", Text("punkty procentowe", "percentage points")),
            **_BOUNDS,
        },
    ),
    "evaluation_gates": (
        Text("Warunki, które muszą być spełnione, zanim wolno mówić o działaniu modelu", "Conditions that must hold before an effect of the model may be named"),
        ("gate",),
        {
            "gate": ("varchar", Text("warunek", "condition")),
            "passed": ("boolean", Text("czy spełniony", "whether it holds")),
            "found": ("double", Text("co zmierzono; wartość p jako górna granica przedziału", "what was measured; a p-value as the upper end of a class")),
            "needed": ("double", Text("ile trzeba", "what is needed")),
            "reason": ("varchar", Text("dlaczego nie", "why not")),
        },
    ),
    "evaluation_design": (
        Text("Od którego półrocza powiaty mają model", "Since which half-year counties have the model"),
        ("teryt",),
        {
            "teryt": ("varchar", Text("powiat", "county")),
            "adopted": ("varchar", Text("półrocze wdrożenia; puste: nie wdrożono", "half-year of adoption; empty: not adopted")),
            "in_panel": ("boolean", Text("czy wchodzi do porównania", "whether it is compared")),
        },
    ),
    "evaluation_verdict": (
        Text("Co wolno powiedzieć o działaniu modelu i na czym to stoi", "What may be said of the effect of the model and what it rests on"),
        ("verdict",),
        {
            "verdict": ("varchar", Text("no_design, hidden, not_shown, positive albo negative", "no_design, hidden, not_shown, positive or negative")),
            "first": ("varchar", Text("pierwsze półrocze wejścia", "first half-year of entry")),
            "last": ("varchar", Text("ostatnie półrocze wejścia", "last half-year of entry")),
            "counties": ("bigint", Text("porównane powiaty", "counties compared")),
            "treated": ("bigint", Text("powiaty, które w tym czasie wdrożyły model", "counties that adopted the model in that time")),
            "too_small": ("bigint", Text("powiaty pominięte: za mało spraw w półroczu; puste: liczb spraw nie opublikowano", "counties left out: too few cases in a half-year; empty: counts of cases are held back")),
            "too_early": ("bigint", Text("powiaty pominięte: model był wcześniej", "counties left out: the model was there before")),
            "cases_hundreds": ("bigint", Text("sprawy w porównaniu, setki; puste: nie ma czego porównać", "cases compared, hundreds; empty: nothing to compare")),
            "stage": ("bigint", Text("etap, od którego powiat ma model", "stage from which a county has the model")),
            "least_cases": ("bigint", Text("najmniejsza liczba spraw w półroczu", "smallest number of cases in a half-year")),
        },
    ),
    "evaluation_pilot": (
        Text("Powiaty pilotażu obok pozostałych na bezrobociu rejestrowanym: co te liczby mogłyby pokazać", "Pilot counties beside the others on registered unemployment: what these figures could show"),
        ("since",),
        {
            "first": ("varchar", Text("pierwszy rok porównania (31 grudnia)", "first year compared (31 December)")),
            "last": ("varchar", Text("ostatni rok porównania", "last year compared")),
            "since": ("varchar", Text("rok rozpoczęcia pilotażu", "year in which the pilot began")),
            "pilots": ("bigint", Text("powiaty pilotażu", "pilot counties")),
            "others": ("bigint", Text("pozostałe powiaty", "other counties")),
            "left_out": ("bigint", Text("powiaty pominięte: brak liczby z któregoś roku", "counties left out: no figure for some year")),
            "families": ("bigint", Text("rodziny w pilotażu w jednym powiecie", "families in the pilot in one county")),
            "adults": ("bigint", Text("założenie: najwięcej bezrobotnych w jednej rodzinie", "assumption: most unemployed in one family")),
            "persons_before": ("bigint", Text("bezrobotni w powiatach pilotażu w ostatnim roku przed nim", "registered unemployed in the pilot counties in the last year before it")),
            "persons_most": ("bigint", Text("najwięcej osób, które pilotaż mógł objąć", "most persons whom the pilot could have reached")),
            "smallest": ("double", Text("najmniejszy spadek, który te liczby mogłyby wykazać, procent", "smallest fall that these figures could show, percent")),
            "persons_smallest": ("bigint", Text("ten spadek w osobach", "this fall in persons")),
            **_DIFFERENCE,
            "trend_p": ("double", Text("p wspólnego testu lat przed pilotażem", "p of the joint test of the years before the pilot")),
            "assignments": ("bigint", Text("wszystkie sposoby wyboru tylu powiatów", "all ways to choose as many counties")),
        },
    ),
    "evaluation_pilot_years": (
        Text("Powiaty pilotażu obok pozostałych rok po roku", "Pilot counties beside the others year by year"),
        ("period",),
        {
            "period": ("varchar", Text("rok (31 grudnia)", "year (31 December)")),
            "own": ("bigint", Text("bezrobotni zarejestrowani w powiatach pilotażu", "registered unemployed in the pilot counties")),
            "others": ("bigint", Text("bezrobotni zarejestrowani w pozostałych powiatach", "registered unemployed in the other counties")),
            **_DIFFERENCE,
            "chance_lower": ("double", Text("środkowe 95 procent tego, co daje przypadek: od, procent", "middle 95 percent of what chance gives: from, percent")),
            "chance_upper": ("double", Text("środkowe 95 procent tego, co daje przypadek: do, procent", "middle 95 percent of what chance gives: to, percent")),
        },
    ),
    "evaluation_pilot_chance": (
        Text("Różnica, jaką daje każdy wybór tylu powiatów: ile wyborów w każdej klasie", "Difference that every choice of as many counties gives: choices in each class"),
        ("start",),
        {
            "start": ("bigint", Text("początek klasy, procent", "start of the class, percent")),
            "end": ("bigint", Text("koniec klasy, procent", "end of the class, percent")),
            "ways": ("bigint", Text("wybory powiatów", "choices of counties")),
        },
    ),
}  # fmt: skip


def dictionary() -> dict[str, Any]:
    """Entries of the published tables in the release's dictionary."""
    return {
        name: {
            "summary": {"pl": summary.pl, "en": summary.en},
            "grain": list(grain),
            "columns": {column: {"pl": text.pl, "en": text.en} for column, (_, text) in columns.items()},
        }
        for name, (summary, grain, columns) in TABLES.items()
    }
