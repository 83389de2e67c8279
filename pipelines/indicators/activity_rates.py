"""Group A of the catalogue, published rates: shown exactly as Statistics Poland and Eurostat print them."""

from __future__ import annotations

from pipelines.catalog import Direction, Indicator, Text
from pipelines.indicators.activity import AREAS, NO_COUNTY


def _published(
    code: str,
    measure: str,
    direction: Direction,
    title: Text,
    question: Text,
    definition: Text,
    universe: Text,
    by: tuple[str, ...] = (),
) -> Indicator:
    """A rate that Statistics Poland publishes on its SDG platform; shown as published."""
    return Indicator(
        id=code,
        group="A",
        title=title,
        question=question,
        definition=definition,
        numerator_words=Text("wskaźnik opublikowany przez GUS", "rate published by Statistics Poland"),
        denominator_words=None,
        mart="activity_rates",
        numerator=f"measure = '{measure}' and source = 'bael_rates'",
        unit="percent",
        decimals=1,
        direction=direction,
        levels=AREAS,
        by=by,
        method="direct",
        sources=("bael_rates",),
        universe=universe,
        caveats=(
            Text(
                "GUS nie podaje błędu badania dla tej wartości.",
                "Statistics Poland gives no sampling error for this value.",
            ),
            NO_COUNTY,
        ),
    )


def _eurostat(
    code: str, measure: str, direction: Direction, title: Text, question: Text, definition: Text
) -> Indicator:
    """A rate that Eurostat publishes by age; shown as published."""
    return Indicator(
        id=code,
        group="A",
        title=title,
        question=question,
        definition=definition,
        numerator_words=Text("wskaźnik opublikowany przez Eurostat", "rate published by Eurostat"),
        denominator_words=None,
        mart="activity_rates",
        numerator=f"measure = '{measure}' and source = 'bael_rates_eurostat'",
        unit="percent",
        decimals=1,
        direction=direction,
        levels=AREAS,
        by=("sex", "age"),
        method="direct",
        sources=("bael_rates_eurostat",),
        universe=Text("grupa wieku podana przy wartości", "age group given with the value"),
        caveats=(
            Text(
                "Wydania Eurostatu kończą się na 2019 r. i nie są łączone z szeregami GUS.",
                "The Eurostat releases end in 2019 and are not joined with the national series.",
            ),
            NO_COUNTY,
        ),
    )


INDICATORS = (
    _published(
        "A11",
        "unemployment_rate",
        "lower",
        Text("Stopa bezrobocia BAEL", "LFS unemployment rate"),
        Text("Jaka część aktywnych nie może znaleźć pracy?", "What share of active people cannot find work?"),
        Text(
            "Bezrobotni według BAEL jako procent aktywnych zawodowo.",
            "Unemployed persons (LFS) as a percentage of the active.",
        ),
        Text(
            "bezrobotni w wieku 15–74 lat wśród aktywnych w wieku 15–89 lat",
            "unemployed aged 15–74 among the active aged 15–89",
        ),
    ),
    _published(
        "A12",
        "activity_rate_50_89",
        "higher",
        Text("Aktywność osób w wieku 50–89 lat", "Activity rate, ages 50–89"),
        Text(
            "Jaka część osób po pięćdziesiątce pracuje lub szuka pracy?",
            "What share of people over fifty work or look for work?",
        ),
        Text(
            "Aktywni zawodowo jako procent ludności w wieku 50–89 lat.",
            "Active persons as a percentage of the population aged 50–89.",
        ),
        Text("osoby w wieku 50–89 lat", "people aged 50–89"),
    ),
    _published(
        "A13",
        "employment_rate_disabled",
        "higher",
        Text("Zatrudnienie osób z niepełnosprawnościami", "Employment of people with disabilities"),
        Text("Jaka część osób z niepełnosprawnościami pracuje?", "What share of people with disabilities work?"),
        Text(
            "Pracujący jako procent osób w wieku 16–64 lat z prawnie potwierdzoną niepełnosprawnością.",
            "Employed persons as a percentage of people aged 16–64 with a legally confirmed disability.",
        ),
        Text("osoby z orzeczoną niepełnosprawnością w wieku 16–64 lat", "people with certified disability aged 16–64"),
    ),
    _published(
        "A14",
        "employment_rate_working_age",
        "higher",
        Text("Zatrudnienie w wieku produkcyjnym", "Employment rate, working age"),
        Text("Jaka część osób w wieku produkcyjnym pracuje?", "What share of people of working age work?"),
        Text(
            "Pracujący jako procent ludności w wieku produkcyjnym.",
            "Employed persons as a percentage of the population of working age.",
        ),
        Text("kobiety 18–59 lat, mężczyźni 18–64 lata", "women aged 18–59, men aged 18–64"),
        by=("sex",),
    ),
    _eurostat(
        "A15",
        "activity_rate",
        "higher",
        Text("Współczynnik aktywności (Eurostat)", "Activity rate (Eurostat)"),
        Text(
            "Jaka część osób w danym wieku pracuje lub szuka pracy?",
            "What share of people of an age work or look for work?",
        ),
        Text(
            "Aktywni zawodowo jako procent ludności w danej grupie wieku.",
            "Active persons as a percentage of the population of an age group.",
        ),
    ),
    _eurostat(
        "A16",
        "employment_rate",
        "higher",
        Text("Wskaźnik zatrudnienia (Eurostat)", "Employment rate (Eurostat)"),
        Text("Jaka część osób w danym wieku pracuje?", "What share of people of an age work?"),
        Text(
            "Pracujący jako procent ludności w danej grupie wieku.",
            "Employed persons as a percentage of the population of an age group.",
        ),
    ),
    _eurostat(
        "A17",
        "unemployment_rate",
        "lower",
        Text("Stopa bezrobocia (Eurostat)", "Unemployment rate (Eurostat)"),
        Text(
            "Jaka część aktywnych w danym wieku nie może znaleźć pracy?",
            "What share of active people of an age cannot find work?",
        ),
        Text(
            "Bezrobotni jako procent aktywnych zawodowo w danej grupie wieku.",
            "Unemployed persons as a percentage of the active of an age group.",
        ),
    ),
)
