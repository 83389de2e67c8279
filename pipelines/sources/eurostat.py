"""Eurostat's own edition of the labour force survey, with the flags it prints."""

from __future__ import annotations

from pipelines.catalog import Check, Column, Source, Table, Text
from pipelines.sources import columns

_BREAK_HAS_A_VALUE = Check(
    id="break_is_flagged_on_a_value",
    rule=Text("Znak przerwy w szeregu stoi tylko przy wartości.", "A break is flagged only beside a value."),
    failing="""select line, 'is_break' as "column" from t where is_break = 1 and percent is null""",
)

RATES = Table(
    name="bael_rates_eurostat",
    title=Text("Wskaźniki rynku pracy w bazie Eurostatu", "Labour market rates in Eurostat's database"),
    columns=(
        columns.COUNTRY_OR_VOIVODESHIP,
        columns.YEAR,
        columns.sex(),
        columns.AGE,
        columns.MEASURE,
        columns.PERCENT_OR_MISSING,
        columns.OBS_STATUS,
        Column(
            name="is_break",
            type="integer",
            minimum=0,
            maximum=1,
            meaning=Text("1, gdy Eurostat zaznacza przerwę w szeregu", "1 where Eurostat flags a break in the series"),
        ),
        Column(
            name="released",
            type="text",
            pattern=r"\d{4}-\d{2}-\d{2}",
            meaning=Text("dzień wydania tablicy", "day of release of the table"),
        ),
        columns.BASIS,
    ),
    key=("teryt", "year", "sex", "age", "measure", "released"),
    checks=(columns.value_matches_status("percent"), _BREAK_HAS_A_VALUE),
)

EUROSTAT = Source(
    id="eurostat",
    title=Text(
        "Badanie siły roboczej w bazie Eurostatu (EU-LFS)", "Labour force survey in Eurostat's database (EU-LFS)"
    ),
    producer=Text("Eurostat", "Eurostat"),
    url="https://ec.europa.eu/eurostat/databrowser/view/lfst_r_lfu3rt/default/table",
    tables=(RATES,),
)
