"""Columns and promises that several source tables share, each said once."""

from __future__ import annotations

from pipelines.catalog import Check, Column, Text

# A survey that is not published for counties must not be loadable for them, so the pattern has no room for four digits.
VOIVODESHIP = Column(
    name="teryt",
    type="text",
    codes="teryt",
    pattern=r"0[2-8]|[123]\d",
    meaning=Text("województwo (dwie cyfry TERYT)", "voivodeship (two digits of TERYT)"),
)
COUNTRY_OR_VOIVODESHIP = Column(
    name="teryt",
    type="text",
    codes="teryt",
    pattern=r"\d{2}",
    meaning=Text("Polska (00) albo województwo", "Poland (00) or voivodeship"),
)
ANY_TERRITORY = Column(
    name="teryt",
    type="text",
    codes="teryt",
    pattern=r"\d{2}|\d{4}",
    meaning=Text("Polska (00), województwo albo powiat", "Poland (00), voivodeship or county"),
)
COUNTY = Column(
    name="teryt",
    type="text",
    codes="teryt",
    pattern=r"\d{4}",
    meaning=Text("powiat (cztery cyfry TERYT)", "county (four digits of TERYT)"),
)
NUTS3 = Column(
    name="nuts",
    type="text",
    codes="nuts3",
    pattern=r"PL[0-9A-Z]{3}",
    meaning=Text("podregion (NUTS 3)", "subregion (NUTS 3)"),
)
YEAR = Column(name="year", type="text", pattern=r"(19|20)\d{2}", meaning=Text("rok", "year"))
QUARTER = Column(name="period", type="text", pattern=r"20\d{2}-Q[1-4]", meaning=Text("kwartał", "quarter"))
MONTH = Column(name="month", type="text", pattern=r"20\d{2}-(0[1-9]|1[0-2])", meaning=Text("miesiąc", "month"))
AGE = Column(name="age", type="text", codes="ages", meaning=Text("wiek", "age"))
MEASURE = Column(name="measure", type="text", codes="measures", meaning=Text("miara", "measure"))
OBS_STATUS = Column(
    name="obs_status",
    type="text",
    pattern="[AEPUQCLM]",
    meaning=Text("status wartości (słownik statusów)", "status of the value (list of statuses)"),
)
BASIS = Column(
    name="basis",
    type="text",
    codes="bases",
    meaning=Text("definicje i baza spisowa, na których powstała liczba", "definitions and census base of the figure"),
)
PERSONS_THOUSANDS = Column(
    name="persons_thousands",
    type="integer",
    minimum=0,
    required=False,
    meaning=Text("liczba osób w tysiącach; pusta, gdy brak wartości", "persons in thousands; empty if there is none"),
)
PERCENT = Column(name="percent", type="decimal", minimum=0, maximum=100, meaning=Text("procent", "percent"))
PERCENT_OR_MISSING = Column(
    name="percent",
    type="decimal",
    minimum=0,
    maximum=100,
    required=False,
    meaning=Text("procent; pusty, gdy brak wartości", "percent; empty where there is none"),
)
PERSONS = Column(name="persons", type="integer", minimum=0, meaning=Text("liczba osób", "number of persons"))
ORIGIN_URL = Column(
    name="origin_url",
    type="text",
    pattern=r"https?://\S+",
    required=False,
    meaning=Text("strona, na której stoi liczba", "page on which the figure stands"),
)
NOTE_PL = Column(name="note_pl", type="text", required=False, meaning=Text("uwaga po polsku", "note in Polish"))
NOTE_EN = Column(name="note_en", type="text", required=False, meaning=Text("uwaga po angielsku", "note in English"))


def sex(only: str | None = None) -> Column:
    """The column of sex; `only` is a pattern where a table holds fewer codes than the list."""
    return Column(name="sex", type="text", codes="sexes", pattern=only, meaning=Text("płeć", "sex"))


def value_matches_status(value: str) -> Check:
    """The promise that column `value` is filled exactly where `obs_status` says that there is a value."""
    return Check(
        id=f"{value}_matches_status",
        rule=Text(
            "Wartość jest podana dokładnie tam, gdzie status mówi, że jest.",
            "A value is given exactly where its status says there is one.",
        ),
        failing=f"""select line, '{value}' as "column" from t
            where (obs_status in ('Q', 'C', 'L', 'M')) <> ({value} is null)""",
    )
