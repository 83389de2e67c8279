"""The bundled figures: known published values, complete provenance, labels and inflected names in both languages."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import duckdb
import pytest

from pipelines.catalog import STATUSES, Table
from pipelines.sources import SOURCES, county

DATA = Path(__file__).parents[1] / "data"
FILES, LISTS = DATA / "sources", DATA / "reference"
TABLES = {table.name: table for source in SOURCES for table in source.tables}

# Pomorskie, aged 15-89, thousands: the two printed cells (men, women) of each year.
INACTIVE = """
    2010 276 445    2011 282 451    2012 298 466    2013 303 478    2014 299 483    2015 298 486    2016 289 466
    2017 285 463    2018 286 468    2019 281 471    2020 281 481    2021 282 461    2022 287 451    2023 291 446
"""

# table: condition -> the one value of the column; None = the cell is there and withheld
KNOWN = {
    "bael_activity.persons_thousands": {
        "teryt = '22' and year = '2022' and sex = 'F' and status = 'unemployed'": None,
        "teryt = '22' and year = '2022' and sex = 'F' and status = 'active'": "515",
        "teryt = '22' and year = '2022' and sex = 'F' and status = 'employed'": "506",
    },
    "bael_rates.percent": {
        "teryt = '22' and year = '2022' and sex = 'total' and measure = 'unemployment_rate'": "1.9",
        "teryt = '08' and year = '2022' and sex = 'total' and measure = 'unemployment_rate'": None,
        "teryt = '00' and year = '2010' and sex = 'total' and measure = 'unemployment_rate'": "10.0",
        "teryt = '16' and year = '2024' and measure = 'employment_rate_disabled'": None,
    },
    "bael_rates_eurostat.percent": {
        "teryt = '22' and year = '2008' and sex = 'M' and age = '15-24'": None,
        "teryt = '22' and year = '2019' and age = '15-74' and measure = 'unemployment_rate'": "2.8",
    },
    "bael_cities.persons_thousands": {
        "area = '2261' and dimension = 'education' and category = 'total' and measure = 'inactive'": "147",
        "area = '22-2261' and dimension = 'education' and category = 'total' and measure = 'inactive'": "589",
        "area = '2261' and dimension = 'sex' and category = 'M'": "127",  # labels of the export are swapped: put right
        "area = '2261' and dimension = 'sex' and category = 'F'": "145",
    },
    "bael_cities.percent": {
        "area = '2261' and category = '65-89'": None,
        "area = '22-2261' and category = '65-89'": "6.5",
    },
    "bael_quarters.value": {
        "teryt = '22' and period = '2017-Q4'": "763",
        "teryt = '22' and period = '2022-Q2' and measure = 'employed' and place = 'urban'": "634",
        "teryt = '00' and period = '2023-Q1' and measure = 'inactive' and age = '15-89' and sex = 'total'": "12363",
        "teryt = '00' and period = '2022-Q2' and measure = 'nonworking_per_1000_employed'": "773",
    },
    "bael_reasons.percent": {
        "teryt = '00' and period = '2023-Q1' and reason = 'illness'": "22.9",
        "teryt = '00' and period = '2024-Q4' and reason = 'retirees'": "51.3",
        "teryt = '20' and period = '2021-Q3' and reason = 'illness'": "13.3",  # first printed swapped, then corrected
        "teryt = '20' and period = '2021-Q3' and reason = 'education'": "25.2",
    },
    "unemployed.persons": {
        "teryt = '2201' and year = '2002'": "11877",
        "teryt = '2205' and year = '2024'": "1360",
        "teryt = '2261' and year = '2013'": "13900",
        "teryt = '22' and year = '2003'": "191525",
        "teryt = '0201' and year = '2002'": "8574",
    },
    "unemployment_rate.percent": {
        "teryt = '2205' and year = '2024'": "2.4",
        "teryt = '2210' and year = '2024'": "10.7",
        "teryt = '2209' and year = '2012'": "25.1",  # as corrected; 24.6 was printed at the time
        "teryt = '22' and year = '2023'": "4.6",
        "teryt = '00' and year = '2012'": "13.4",
    },
    "unemployment_rate_monthly.percent": {"teryt = '2201' and month = '2011-01'": "23.5"},
    "long_term_share.percent": {"teryt = '2201' and year = '2003'": "57.1"},
    "long_term_share.women_percent": {"teryt = '2201' and year = '2003'": None},
    "assistance_families.families": {"teryt = '2201' and year = '2014' and reason = '7.5'": "1300"},
    "population.persons": {"teryt = '2261' and year = '2022'": "486345", "teryt = '2201' and year = '1995'": "76072"},
    "population_age_groups.working_percent": {"teryt = '2201' and year = '2002'": "60.4"},
    "wage.pln": {"teryt = '2201' and year = '2002'": "1699.35"},
    "nuts3_unemployment_rate.percent": {"nuts = 'PL633' and year = '2004'": "10.7"},
    "nuts3_unemployed.persons": {"nuts = 'PL633' and year = '2000' and sex = 'F'": "13280"},
    "nuts3_population.persons": {"nuts = 'PL633' and year = '1995' and sex = 'total' and age = '15-19'": "61957"},
}

# rows and, of them, cells that the publisher withheld
SIZES = {
    "bael_activity": (1792, 33), "bael_rates": (908, 6), "bael_rates_eurostat": (482, 1), "bael_cities": (36, 1),
    "bael_quarters": (63, 0), "bael_reasons": (14, 0), "unemployment_rate": (6115, 0), "unemployed": (8751, None),
    "unemployment_rate_monthly": (1780, None), "long_term_share": (340, None), "assistance_families": (600, None),
    "population": (913, None), "population_age_groups": (340, None), "wage": (440, None),
    "nuts3_unemployment_rate": (92, None), "nuts3_unemployed": (345, None), "nuts3_population": (3240, None),
}  # fmt: skip

# The quoted forms are what a sentence needs: whose, where, with whom.
FORMS = {
    "2205": ("powiat kartuski", "powiatu kartuskiego", "w powiecie kartuskim", "powiatem kartuskim", "in kartuski county"),
    "2261": ("Gdańsk", "Gdańska", "w Gdańsku", "Gdańskiem", "in Gdańsk"),
    "2264": ("Sopot", "Sopotu", "w Sopocie", "Sopotem", "in Sopot"),
    "0264": ("Wrocław", "Wrocławia", "we Wrocławiu", "Wrocławiem", "in Wrocław"),
    "2061": ("Białystok", "Białegostoku", "w Białymstoku", "Białymstokiem", "in Białystok"),
    "2461": ("Bielsko-Biała", "Bielska-Białej", "w Bielsku-Białej", "Bielskiem-Białą", "in Bielsko-Biała"),
    "2479": ("Żory", "Żor", "w Żorach", "Żorami", "in Żory"),
    "1432": ("powiat warszawski zachodni", "powiatu warszawskiego zachodniego", "w powiecie warszawskim zachodnim",
             "powiatem warszawskim zachodnim", "in warszawski zachodni county"),
    "22": ("województwo pomorskie", "województwa pomorskiego", "w województwie pomorskim", "województwem pomorskim",
           "in Pomorskie"),
    "00": ("Polska", "Polski", "w Polsce", "Polską", "in Poland"),
}  # fmt: skip


def read(path: Path, query: str) -> list[tuple[str | None, ...]]:
    """Rows of `query` over the cells of a file, as text; in `query` the file is called `cells`."""
    with duckdb.connect() as con:
        cells = "create table cells as select * from read_csv(?, all_varchar=true, header=true)"
        con.execute(cells, [str(path)]).fetchall()
        return con.execute(query).fetchall()


def test_every_table_has_known_figures_and_a_size() -> None:
    assert {name.partition(".")[0] for name in KNOWN} == set(SIZES) == set(TABLES)
    assert {path.stem for path in FILES.iterdir()} == set(TABLES)


@pytest.mark.parametrize(("year", "men", "women"), re.findall(r"(\d{4}) (\d+) (\d+)", INACTIVE))
def test_inactive_in_pomorskie(year: str, men: str, women: str) -> None:
    where = f"teryt = '22' and year = '{year}' and status = 'inactive'"
    assert read(FILES / "bael_activity.csv", f"select persons_thousands from cells where {where} order by sex") == [
        (women,),
        (men,),
    ]


@pytest.mark.parametrize("column", KNOWN)
def test_known_figures(column: str) -> None:
    table, _, name = column.partition(".")
    for where, value in KNOWN[column].items():
        assert read(FILES / f"{table}.csv", f"select {name} from cells where {where}") == [(value,)], where


@pytest.mark.parametrize("table", SIZES)
def test_rows_and_withheld_cells(table: str) -> None:
    rows, withheld = SIZES[table]
    flagged = "count(*) filter (obs_status = 'Q')" if withheld is not None else "null"
    assert read(FILES / f"{table}.csv", f"select count(*), {flagged} from cells") == [(rows, withheld)]


def test_763_thousand_is_quoted_and_nothing_else() -> None:
    rows = read(FILES / "bael_quarters.csv", "select teryt, period, value from cells where origin = 'quoted'")
    assert rows == [("22", "2017-Q4", "763")]


def test_a_withheld_cell_is_never_a_zero() -> None:
    assert read(FILES / "bael_activity.csv", "select * from cells where persons_thousands = '0'") == []


def test_all_counties_every_year() -> None:
    """Wałbrzych (0265) was part of its land county from 2003 to 2012; in 2002 its city is in no file we read."""
    query = "select year, count(*), bool_or(teryt = '0265') from cells where length(teryt) = 4 group by year"
    for table, years in (("unemployed", range(2002, 2025)), ("unemployment_rate", [*range(2004, 2018), 2022, 2024])):
        found = {row[0]: row[1:] for row in read(FILES / f"{table}.csv", query)}
        for year in years:
            assert found[str(year)] == ((380, True) if year >= 2013 else (379, False)), (table, year)


def test_counties_that_do_not_add_up_are_caught() -> None:
    """The promise itself is worth something: one person moved out of a county breaks it."""
    check = next(c for c in county.UNEMPLOYED.checks if c.id == "counties_add_up_to_voivodeship")
    with duckdb.connect() as con:
        con.execute(
            "create table t as select row_number() over () + 1 as line, * from read_csv(?, "
            "types={'teryt': 'varchar', 'year': 'varchar', 'persons': 'bigint'})",
            [str(FILES / "unemployed.csv")],
        ).fetchall()
        assert con.execute(check.failing).fetchall() == []
        con.execute("update t set persons = persons - 1 where teryt = '2205' and year = '2024'").fetchall()
        [(line, column)] = con.execute(check.failing).fetchall()
        assert column == "persons"
        assert con.execute("select teryt, year from t where line = ?", [line]).fetchall() == [("22", "2024")]


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_provenance_is_complete_and_signs_the_file(table: Table) -> None:
    facts = tomllib.loads((FILES / f"{table.name}.toml").read_text(encoding="utf-8"))
    texts = ["title", "publication", "coverage"]
    assert all(facts[f"{text}_{language}"].strip() for text in texts for language in ("pl", "en"))
    assert all(facts[name].strip() for name in ("producer", "producer_en", "licence", "base", "verified_against"))
    assert len(facts["caveats_pl"]) == len(facts["caveats_en"]) > 0
    assert facts["synthetic"] is False
    assert re.fullmatch(r"https://([a-z.]+\.)?(stat\.gov\.pl|sdg\.gov\.pl|ec\.europa\.eu)/.*", facts["url"])
    assert re.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?", facts["released"])
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", facts["accessed"])
    assert facts["released"] <= facts["accessed"]
    assert facts["sha256"] == hashlib.sha256((FILES / f"{table.name}.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize("name", TABLES)
def test_only_a_table_of_one_region_names_it(name: str) -> None:
    text = (FILES / f"{name}.toml").read_text(encoding="utf-8")
    if tomllib.loads(text).get("region") is None:
        assert not re.search(r"pomorsk|gdańsk", text, re.IGNORECASE)
    else:
        teryt = TABLES[name].columns[0].name == "teryt"
        others = "select 1 from cells where teryt <> '00' and not starts_with(teryt, '22')"
        assert not teryt or read(FILES / f"{name}.csv", others) == []


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_coded_cell_has_a_label_in_both_languages(table: Table) -> None:
    for column in table.columns:
        used = {row[0] for row in read(FILES / f"{table.name}.csv", f'select distinct "{column.name}" from cells')}
        if column.name == "obs_status":
            assert used <= set(STATUSES)
        if column.codes is not None:
            listed = read(LISTS / f"{column.codes}.csv", "select code, pl, en from cells")
            labels = {code: bool(pl and en) for code, pl, en in listed}
            assert all(labels[code] for code in used if code is not None)


def test_every_area_has_all_its_forms() -> None:
    forms = "nominative_pl, genitive_pl, locative_pl, instrumental_pl, in_en"
    rows = read(LISTS / "teryt.csv", f"select code, level, {forms}, short_pl, short_en, seat, nuts3, parent from cells")
    assert [sum(row[1] == level for row in rows) for level in ("country", "voivodeship", "county")] == [1, 16, 380]
    for code, level, *named in rows:
        assert all(named[:7]), code
        nominative, genitive, locative, instrumental, in_en = named[:5]
        assert re.fullmatch(r"we? \S.*", str(locative))
        assert str(in_en).startswith("in ")
        assert nominative not in {locative, instrumental}
        assert genitive != nominative
        assert level == "country" or named[9] is not None
        assert level != "county" or (named[7] and named[8] and str(code).startswith(str(named[9])))
    found = {str(row[0]): row[2:7] for row in rows}
    assert {code: found[code] for code in FORMS} == FORMS


def test_subregions_belong_to_the_voivodeship_of_their_counties() -> None:
    nuts = dict(read(LISTS / "nuts3.csv", "select code, voivodeship from cells"))
    counties = read(LISTS / "teryt.csv", "select nuts3, parent from cells where level = 'county'")
    assert len(nuts) == 73
    assert {(code, nuts[code]) for code, _ in counties} == set(counties)
    assert {code for code, _ in counties} == set(nuts)


def test_breaks_belong_to_tables_and_fit_on_a_chart() -> None:
    breaks = read(LISTS / "breaks.csv", "select code, kind, short_pl, short_en, pl, en from cells")
    assert all(kind in {"cut", "event"} for _, kind, *_ in breaks)
    assert all(len(str(text)) <= 28 for _, _, *short in breaks for text in short[:2])
    assert all(str(text).endswith(".") for *_, pl, en in breaks for text in (pl, en))
    query = 'select "break", "table", teryt, first_period from cells'
    series = read(LISTS / "breaks_series.csv", query)
    assert {row[0] for row in series} <= {row[0] for row in breaks}
    for _, name, _, first in series:
        column = {c.name: c for c in TABLES[str(name)].columns}
        period = column.get("period") or column.get("month") or column["year"]
        assert re.fullmatch(str(period.pattern), str(first)), (name, first)
    kinds = {row[0]: row[1] for row in breaks}
    cuts = {row[3] for row in series if row[1] == "bael_activity" and kinds[row[0]] == "cut"}
    assert cuts == {"2010", "2012", "2016", "2019", "2021"}


def test_gaps_speak_of_tables_that_exist_and_say_why() -> None:
    levels = {row[0] for row in read(LISTS / "levels.csv", "select code from cells")}
    query = 'select "table", level, region, obs_status, pl, en, period_from, period_to from cells'
    rows = read(LISTS / "gaps.csv", query)
    for table, level, region, status, pl, en, first, last in rows:
        assert table in TABLES
        assert level in levels
        assert region is None or re.fullmatch(r"!?\d\d", region)
        assert not STATUSES[str(status)].has_value
        assert str(pl).endswith(".")
        assert str(en).endswith(".")
        assert first is None or last is None or first <= last
    surveys = {row[0] for row in rows if row[1] == "county" and "BAEL" in str(row[4])}
    assert surveys == {name for name in TABLES if name.startswith("bael_")}


@pytest.mark.parametrize(
    "path",
    [*sorted(FILES.iterdir()), *sorted(p for p in LISTS.glob("*.csv") if not p.stem.startswith("outlines_"))],
    ids=lambda path: str(path.name),
)
def test_files_are_plain_and_name_no_mirror_or_machine(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not re.search(r"github|gitlab|raw\.|localhost|(^|[\s\"',=])/(work|tmp|root|home)/", text, re.IGNORECASE)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_rows_stand_in_the_order_of_their_key(table: Table) -> None:
    keys = read(FILES / f"{table.name}.csv", f"select {', '.join(table.key)} from cells")
    assert keys == sorted(keys, key=lambda key: [str(part) for part in key])
