"""Figures for subregions (NUTS 3): registered unemployment and population."""

from __future__ import annotations

from pipelines.catalog import Check, Source, Table, Text
from pipelines.sources import columns


def _sexes_add_up(*by: str) -> Check:
    """The promise that women and men add up to the total of each group of `by` (±1 for rounding)."""
    same = " and ".join(f"f.{name} = a.{name} and m.{name} = a.{name}" for name in by)
    return Check(
        id="sexes_add_up",
        rule=Text("Kobiety i mężczyźni sumują się do ogółu (±1).", "Women and men add up to the total (±1)."),
        failing=f"""
            select a.line, 'persons' as "column"
            from t a, t f, t m
            where a.sex = 'total' and f.sex = 'F' and m.sex = 'M' and {same}
              and abs(a.persons - f.persons - m.persons) > 1
        """,
    )


UNEMPLOYMENT_RATE = Table(
    name="nuts3_unemployment_rate",
    title=Text("Stopa bezrobocia rejestrowanego w podregionach", "Registered unemployment rate in subregions"),
    columns=(columns.NUTS3, columns.YEAR, columns.PERCENT),
    key=("nuts", "year"),
)

UNEMPLOYED = Table(
    name="nuts3_unemployed",
    title=Text("Bezrobotni zarejestrowani w podregionach", "Registered unemployed in subregions"),
    columns=(columns.NUTS3, columns.YEAR, columns.sex(), columns.PERSONS),
    key=("nuts", "year", "sex"),
    checks=(_sexes_add_up("nuts", "year"),),
)

POPULATION = Table(
    name="nuts3_population",
    title=Text("Ludność podregionów według płci i wieku", "Population of subregions by sex and age"),
    columns=(columns.NUTS3, columns.YEAR, columns.sex(), columns.AGE, columns.PERSONS),
    key=("nuts", "year", "sex", "age"),
    checks=(_sexes_add_up("nuts", "year", "age"),),
)

NUTS3 = Source(
    id="nuts3",
    title=Text("Bank Danych Lokalnych: podregiony", "Local Data Bank: subregions"),
    producer=Text("Główny Urząd Statystyczny", "Statistics Poland"),
    url="https://bdl.stat.gov.pl/bdl/start",
    tables=(UNEMPLOYMENT_RATE, UNEMPLOYED, POPULATION),
)
