"""The Polish labour force survey (BAEL): the tables of figures Statistics Poland published from it."""

from __future__ import annotations

from pipelines.catalog import Check, Column, Source, Table, Text
from pipelines.sources import columns

_PARTS_OF_ACTIVE = Check(
    id="active_is_employed_plus_unemployed",
    rule=Text(
        "Aktywni to pracujący i bezrobotni razem (±1 tys., bo każdą liczbę zaokrąglono osobno).",
        "The active are the employed and the unemployed together (±1 thousand: each is rounded on its own).",
    ),
    failing="""
        select a.line, 'persons_thousands' as "column"
        from t a
        join t e on e.teryt = a.teryt and e.year = a.year and e.sex = a.sex and e.status = 'employed'
        join t u on u.teryt = a.teryt and u.year = a.year and u.sex = a.sex and u.status = 'unemployed'
        where a.status = 'active'
          and abs(a.persons_thousands - e.persons_thousands - u.persons_thousands) > 1.001
    """,
)

_CITY_UNIT = Check(
    id="one_value_per_row",
    rule=Text(
        "Wskaźnik zatrudnienia jest w procentach, liczby osób w tysiącach; nigdy w obu kolumnach.",
        "The employment rate is in percent, counts are in thousands; never in both columns.",
    ),
    failing="""
        select line, case when measure = 'employment_rate' then 'percent' else 'persons_thousands' end as "column"
        from t
        where case
            when obs_status in ('Q', 'C', 'L', 'M') then percent is not null or persons_thousands is not null
            when measure = 'employment_rate' then percent is null or persons_thousands is not null
            else percent is not null or persons_thousands is null
        end
    """,
)

_QUARTER_UNIT = Check(
    id="unit_fits_measure",
    rule=Text("Jednostka odpowiada mierze.", "The unit fits the measure."),
    failing="""
        select line, 'unit' as "column" from t
        where unit <> case
            when measure in ('active', 'employed', 'unemployed', 'inactive') then 'persons_thousands'
            when measure = 'nonworking_per_1000_employed' then 'per_1000'
            else 'percent'
        end
    """,
)

_SHARES = Check(
    id="shares_at_most_100",
    rule=Text(
        "Odsetki z jednej listy przyczyn sumują się najwyżej do 100,1%.",
        "The shares of one list of reasons add up to at most 100.1%.",
    ),
    failing="""
        select min(line) as line, 'percent' as "column"
        from t group by teryt, period, sex, universe, list, basis having sum(percent) > 100.1
    """,
)

_ADDRESS = Check(
    id="published_has_an_address",
    rule=Text("Liczba opublikowana ma adres strony.", "A published figure has the address of its page."),
    failing="""select line, 'origin_url' as "column" from t where origin = 'published' and origin_url is null""",
)

ACTIVITY = Table(
    name="bael_activity",
    title=Text("Aktywność ekonomiczna ludności według płci", "Economic activity of the population by sex"),
    columns=(
        columns.VOIVODESHIP,
        columns.YEAR,
        columns.sex("F|M"),
        Column(
            name="status",
            type="text",
            codes="statuses",
            pattern="active|employed|unemployed|inactive",
            meaning=Text("status na rynku pracy", "status on the labour market"),
        ),
        columns.PERSONS_THOUSANDS,
        columns.OBS_STATUS,
        columns.BASIS,
    ),
    key=("teryt", "year", "sex", "status"),
    checks=(columns.value_matches_status("persons_thousands"), _PARTS_OF_ACTIVE),
)

RATES = Table(
    name="bael_rates",
    title=Text("Wskaźniki rynku pracy według BAEL", "Labour market rates from the LFS"),
    columns=(
        columns.COUNTRY_OR_VOIVODESHIP,
        columns.YEAR,
        columns.sex(),
        columns.MEASURE,
        columns.PERCENT_OR_MISSING,
        columns.OBS_STATUS,
        columns.BASIS,
    ),
    key=("teryt", "year", "sex", "measure"),
    checks=(columns.value_matches_status("percent"),),
)

CITIES = Table(
    name="bael_cities",
    title=Text("Miasto wojewódzkie i reszta województwa", "The voivodeship city and the rest of the voivodeship"),
    columns=(
        Column(
            name="area",
            type="text",
            codes="areas",
            meaning=Text(
                "obszar: miasto wojewódzkie albo województwo bez tego miasta",
                "area: the voivodeship city, or the voivodeship without that city",
            ),
        ),
        columns.YEAR,
        Column(name="dimension", type="text", codes="dimensions", meaning=Text("cecha podziału", "breakdown")),
        Column(name="category", type="text", codes="categories", meaning=Text("kategoria cechy", "category of it")),
        columns.MEASURE,
        columns.PERSONS_THOUSANDS,
        columns.PERCENT_OR_MISSING,
        columns.OBS_STATUS,
    ),
    key=("area", "year", "dimension", "category", "measure"),
    checks=(_CITY_UNIT,),
)

QUARTERS = Table(
    name="bael_quarters",
    title=Text("Pojedyncze wyniki kwartalne BAEL", "Single quarterly LFS results"),
    columns=(
        columns.COUNTRY_OR_VOIVODESHIP,
        columns.QUARTER,
        columns.sex(),
        columns.AGE,
        Column(name="place", type="text", codes="places", meaning=Text("miasta albo wieś", "urban or rural")),
        columns.MEASURE,
        Column(
            name="value",
            type="decimal",
            minimum=0,
            required=False,
            meaning=Text("wartość w jednostce z kolumny unit", "value in the unit of the column unit"),
        ),
        Column(name="unit", type="text", codes="units", meaning=Text("jednostka", "unit")),
        columns.OBS_STATUS,
        columns.BASIS,
        Column(
            name="origin",
            type="text",
            codes="origins",
            meaning=Text("czy liczba jest opublikowana, czy tylko przytoczona", "published, or only quoted"),
        ),
        columns.ORIGIN_URL,
        columns.NOTE_PL,
        columns.NOTE_EN,
    ),
    key=("teryt", "period", "sex", "age", "place", "measure", "basis"),
    checks=(columns.value_matches_status("value"), _QUARTER_UNIT, _ADDRESS),
)

REASONS = Table(
    name="bael_reasons",
    title=Text("Przyczyny bierności i grupy biernych", "Reasons for inactivity and groups of the inactive"),
    columns=(
        columns.COUNTRY_OR_VOIVODESHIP,
        columns.QUARTER,
        columns.sex(),
        Column(
            name="universe",
            type="text",
            codes="ages",
            meaning=Text("wiek osób, których dotyczy odsetek", "ages of the people the share refers to"),
        ),
        Column(
            name="list",
            type="text",
            codes="lists",
            meaning=Text("lista: przyczyny albo grupy według statusu", "list: reasons, or status groups"),
        ),
        Column(name="reason", type="text", codes="reasons", meaning=Text("przyczyna albo grupa", "reason or group")),
        columns.PERCENT_OR_MISSING,
        columns.OBS_STATUS,
        columns.BASIS,
        columns.ORIGIN_URL,
        columns.NOTE_PL,
        columns.NOTE_EN,
    ),
    key=("teryt", "period", "sex", "universe", "list", "reason"),
    checks=(columns.value_matches_status("percent"), _SHARES),
)

BAEL = Source(
    id="bael",
    title=Text("Badanie Aktywności Ekonomicznej Ludności (BAEL)", "Labour Force Survey (LFS, Polish: BAEL)"),
    producer=Text("Główny Urząd Statystyczny", "Statistics Poland"),
    url="https://stat.gov.pl/obszary-tematyczne/rynek-pracy/pracujacy-bezrobotni-bierni-zawodowo-wg-bael/",
    tables=(ACTIVITY, RATES, CITIES, QUARTERS, REASONS),
)
