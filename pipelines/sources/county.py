"""Figures for counties from public registers: unemployment, social assistance, population, wages."""

from __future__ import annotations

from pipelines.catalog import Check, Column, Source, Table, Text
from pipelines.sources import columns

_COUNTIES_ADD_UP = Check(
    id="counties_add_up_to_voivodeship",
    rule=Text(
        "Suma powiatów równa się liczbie dla województwa.", "The counties add up to the figure of the voivodeship."
    ),
    failing="""
        select v.line, 'persons' as "column"
        from t v
        join (
            select substr(teryt, 1, 2) as voivodeship, year, sum(persons) as persons
            from t where length(teryt) = 4 group by 1, 2
        ) c on c.voivodeship = v.teryt and c.year = v.year
        where length(v.teryt) = 2 and v.persons <> c.persons
    """,
)

_AGE_GROUPS = Check(
    id="age_groups_add_up_to_100",
    rule=Text("Trzy grupy wieku sumują się do 100% (±0,15).", "The three age groups add up to 100% (±0.15)."),
    failing="""
        select line, 'working_percent' as "column"
        from t where abs(pre_working_percent + working_percent + post_working_percent - 100) > 0.15
    """,
)

UNEMPLOYED = Table(
    name="unemployed",
    title=Text("Bezrobotni zarejestrowani w końcu roku", "Registered unemployed at the end of the year"),
    columns=(columns.ANY_TERRITORY, columns.YEAR, columns.PERSONS),
    key=("teryt", "year"),
    checks=(_COUNTIES_ADD_UP,),
)

UNEMPLOYMENT_RATE = Table(
    name="unemployment_rate",
    title=Text("Stopa bezrobocia rejestrowanego w końcu roku", "Registered unemployment rate at the end of the year"),
    columns=(columns.ANY_TERRITORY, columns.YEAR, columns.PERCENT, columns.OBS_STATUS),
    key=("teryt", "year"),
    checks=(columns.value_matches_status("percent"),),
)

UNEMPLOYMENT_RATE_MONTHLY = Table(
    name="unemployment_rate_monthly",
    title=Text("Stopa bezrobocia rejestrowanego w końcu miesiąca", "Registered unemployment rate at the end of month"),
    columns=(
        columns.COUNTY,
        columns.MONTH,
        columns.PERCENT,
        Column(
            name="vintage",
            type="text",
            codes="vintages",
            meaning=Text("wydanie: przed korektą czy po niej", "release: before or after correction"),
        ),
    ),
    key=("teryt", "month"),
)

LONG_TERM_SHARE = Table(
    name="long_term_share",
    title=Text("Udział długotrwale bezrobotnych", "Share of long-term unemployed"),
    columns=(
        columns.COUNTY,
        columns.YEAR,
        Column(
            name="percent",
            type="decimal",
            minimum=0,
            maximum=100,
            meaning=Text("odsetek bezrobotnych zarejestrowanych", "percent of the registered unemployed"),
        ),
        Column(
            name="women_percent",
            type="decimal",
            minimum=0,
            maximum=100,
            required=False,
            meaning=Text("odsetek bezrobotnych kobiet", "percent of registered unemployed women"),
        ),
        Column(
            name="active_percent",
            type="decimal",
            minimum=0,
            maximum=100,
            required=False,
            meaning=Text("odsetek aktywnych zawodowo", "percent of the economically active"),
        ),
    ),
    key=("teryt", "year"),
)

ASSISTANCE_FAMILIES = Table(
    name="assistance_families",
    title=Text(
        "Rodziny, którym przyznano pomoc społeczną, według powodu", "Families granted social assistance, by reason"
    ),
    columns=(
        columns.COUNTY,
        columns.YEAR,
        Column(
            name="reason",
            type="text",
            codes="reasons_assistance",
            meaning=Text("powód z art. 7 ustawy o pomocy społecznej", "reason of art. 7 of the social assistance act"),
        ),
        Column(name="families", type="integer", minimum=0, meaning=Text("liczba rodzin", "number of families")),
        columns.OBS_STATUS,
    ),
    key=("teryt", "year", "reason"),
)

POPULATION = Table(
    name="population",
    title=Text("Ludność w końcu roku", "Population at the end of the year"),
    columns=(columns.COUNTY, columns.YEAR, columns.PERSONS, columns.BASIS),
    key=("teryt", "year"),
)


def _age_group(name: str, pl: str, en: str) -> Column:
    return Column(name=name, type="decimal", minimum=0, maximum=100, meaning=Text(pl, en))


POPULATION_AGE_GROUPS = Table(
    name="population_age_groups",
    title=Text("Ludność według ekonomicznych grup wieku", "Population by economic age group"),
    columns=(
        columns.COUNTY,
        columns.YEAR,
        _age_group("pre_working_percent", "odsetek w wieku przedprodukcyjnym", "percent below working age"),
        _age_group("working_percent", "odsetek w wieku produkcyjnym", "percent of working age"),
        _age_group("post_working_percent", "odsetek w wieku poprodukcyjnym", "percent above working age"),
    ),
    key=("teryt", "year"),
    checks=(_AGE_GROUPS,),
)

WAGE = Table(
    name="wage",
    title=Text("Przeciętne miesięczne wynagrodzenie brutto", "Average monthly gross wage"),
    columns=(
        columns.COUNTY,
        columns.YEAR,
        Column(name="pln", type="decimal", minimum=0, meaning=Text("złote miesięcznie", "zlotys a month")),
    ),
    key=("teryt", "year"),
)

COUNTY = Source(
    id="county",
    title=Text("Bank Danych Lokalnych: powiaty", "Local Data Bank: counties"),
    producer=Text("Główny Urząd Statystyczny", "Statistics Poland"),
    url="https://bdl.stat.gov.pl/bdl/start",
    tables=(
        UNEMPLOYED,
        UNEMPLOYMENT_RATE,
        UNEMPLOYMENT_RATE_MONTHLY,
        LONG_TERM_SHARE,
        ASSISTANCE_FAMILIES,
        POPULATION,
        POPULATION_AGE_GROUPS,
        WAGE,
    ),
)
