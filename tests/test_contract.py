"""The contract as declared: complete in both languages, closed vocabularies, and room for every system it serves."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from pipelines import settings
from pipelines.catalog import Table
from pipelines.contract import CASE_TABLES, CONTRACT, TABLES, dictionary, lists
from pipelines.contract.staging import STAGING_TYPES

LISTS = settings.ROOT / "data" / "reference"
each_table = pytest.mark.parametrize("table", CONTRACT, ids=lambda t: t.name)

# Systems of the domain description, rows 6 to 31, and where their data arrive.
SYSTEMS = {
    "6 cooperation model": "agreements agreement_parties bodies meetings plans",
    "7 phases of the model": "meetings county_stage",
    "8 common client": "cases case_reasons case_barriers",
    "9 reintegration pathways": "plans steps outcomes",
    "10 institutions in pathways": "institutions institution_area steps",
    "11 forum of initiatives": "forum_events recommendations",
    "12 thematic groups": "bodies meetings recommendations",
    "13 social projects": "social_projects",
    "14 families pilot": "households household_status plans",
    "15 county coordinating team": "bodies meetings meeting_attendance plans",
    "16 mobile group": "bodies steps",
    "17 local programme": "lpiw",
    "18 family programme": "plans households household_status",
    "19 social integration centre": "cis_report institutions followups",
    "20 local forums": "bodies meetings",
    "21 support groups": "bodies meetings",
    "22 temporary partnerships": "bodies partnership_projects",
    "23 target areas and roll-out time": "bodies cases",
    "24 regional thematic group": "bodies meetings recommendations",
    "25 diagnosis of cooperation": "survey_responses",
    "26 three practices": "meetings exchanges plans",
    "27 personal counselling": "steps",
    "28 degressive support": "degressive_support outcomes",
    "29 flow of information": "exchanges",
    "30 social economy": "institutions outcomes",
    "31 European funding": "steps cases followups targets",
}
# What each of these systems turns on: column and code that it cannot do without.
CODES = {
    "bodies.type": "PZKW MGI PZK ZZK GRUPA_TEM FORUM_LOK GRUPA_WSP PARTNERSTWO ZESPOL_ZAD",
    "meetings.event_kind": "subregionalne tematyczne robocze wizyta_studyjna doradztwo_wdrozeniowe grupa_wsparcia",
    "meetings.phase": "opracowanie upowszechnianie wdrazanie",
    "plans.type": "IPD KS_A KS_B IPZS IPR PAI RPA WSPOLNY",
    "steps.form": "DOROS DEGR CIS KIS PES_Z GRWSP MOD1 MOD2 MOD3 MOD4 BIERN",
    "steps.funding": "EFS FP",
    "outcomes.employer_type": "PES ZAZ",
    "institutions.type": "PUP WUP ROPS OPS CUS PCPR CIS KIS WTZ ZAZ PES NGO PRACODAWCA",
    "bodies.area_type": "powojskowe popegeerowskie",
    "cases.lm_status_entry": "bierny bezrobotny_zarejestrowany",
    "case_reasons.reason_code": "7.1 7.4 7.13",
}


def test_every_system_finds_its_data_and_every_table_serves_one() -> None:
    used = {name for tables in SYSTEMS.values() for name in tables.split()}
    assert used == set(TABLES)
    assert [int(name.split()[0]) for name in SYSTEMS] == list(range(6, 32))


@pytest.mark.parametrize("place", CODES)
def test_codes_a_system_turns_on_may_be_entered(place: str) -> None:
    table, _, name = place.partition(".")
    offered = {c.code for c in lists.offered(TABLES[table].column(name), LISTS, "22")}
    assert set(CODES[place].split()) <= offered


@each_table
def test_keys_references_and_headers_hold_together(table: Table) -> None:
    names = [c.name for c in table.columns]
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    for column, target in table.references:
        assert column in names
        assert len(TABLES[target].key) == 1
        assert table.column(column).pattern == TABLES[target].column(TABLES[target].key[0]).pattern
    for language in ("pl", "en"):
        headers = [c.header[language] for c in table.columns if c.header is not None]
        assert len(headers) == len({h.casefold() for h in headers}) == len(names)
    for column in table.columns:
        assert column.dated_by is None or table.column(column.dated_by).type == "month"
        assert column.type in STAGING_TYPES
        assert (column.max_items is not None) == (column.type == "codes")


@each_table
def test_every_column_has_a_closed_vocabulary_a_pattern_or_a_range(table: Table) -> None:
    for column in table.columns:
        bounded = column.minimum is not None and column.maximum is not None
        assert column.type in {"month", "boolean"} or column.codes or column.pattern or bounded, column.name


@each_table
def test_no_pattern_lets_through_what_may_be_about_a_person(table: Table) -> None:
    personal = [
        "44051401359",
        "5261040828",
        "000331501",
        "1984-05-14",
        "600700800",
        "Jan Kowalski",
        "a@b.pl",
        "2205011",
    ]
    for column in table.columns:
        if column.pattern is not None:
            assert not [value for value in personal if re.fullmatch(column.pattern, value)], column.name


@each_table
def test_case_rows_name_a_county_and_nothing_smaller(table: Table) -> None:
    if table in CASE_TABLES and "teryt" in {c.name for c in table.columns}:
        assert table.column("teryt").pattern == "[0-9]{4}"
    assert not {"gmina", "gmina_teryt", "name", "text_pl", "place", "date"} & {c.name for c in table.columns}


@each_table
def test_meanings_and_rules_are_told_in_both_languages(table: Table) -> None:
    texts = [table.title, *(c.meaning for c in table.columns)]
    for rule in table.rules:
        assert rule.todo is not None
        texts += [rule.rule, rule.todo]
        assert re.fullmatch("[a-z][a-z_0-9]+", rule.id)
    assert all(text.pl.strip() and text.en.strip() for text in texts)
    assert len({rule.id for rule in table.rules}) == len(table.rules)


@pytest.mark.parametrize("name", sorted({c.codes for table in CONTRACT for c in table.columns if c.codes}))
def test_lists_of_codes_are_complete_and_dated_by_days(name: str) -> None:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert row["code"]
        assert row["pl"]
        assert row["en"]
        assert "|" not in row["code"]
        assert ";" not in row["code"]
        for day in (row["valid_from"], row["valid_to"]):
            assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", day), row["code"]
        assert not row["valid_from"] or not row["valid_to"] or row["valid_from"] <= row["valid_to"]
    dated = [(row["code"], row["valid_from"]) for row in rows]
    assert len(set(dated)) == len(dated)


@pytest.mark.parametrize(
    ("name", "column", "target"),
    [
        ("reasons_assistance", "parent", "reason_groups"),
        ("age_groups", "parent", "age_bands"),
        ("exit_reasons", "result_class", "result_classes"),
        ("forms", "blocks", "blocks"),
        ("forms", "institutions", "institution_types"),
        ("institution_types", "side", "sides"),
        ("institution_types", "sector", "sectors"),
    ],
)
def test_lists_refer_to_lists_that_know_the_code(name: str, column: str, target: str) -> None:
    known = {c.code for c in lists.read(LISTS, target)}
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        used = {code for row in csv.DictReader(file) for code in row[column].split("|") if code}
    assert used
    assert used <= known


def test_total_is_never_a_code_of_a_row() -> None:
    for table in CONTRACT:
        for column in table.columns:
            assert "total" not in {c.code for c in lists.offered(column, LISTS, "22")}, (table.name, column.name)


def test_dictionary_has_a_row_for_every_column_and_rule() -> None:
    for language in ("pl", "en"):
        rows = dictionary.columns(language)
        assert [(r["table"], r["column"]) for r in rows] == [(t.name, c.name) for t in CONTRACT for c in t.columns]
        assert all(r["allowed"] and r["meaning"] and r["header"] for r in rows)
        assert set(rows[0]) | set(dictionary.rules(language)[0]) == set(dictionary.HEADINGS)
        assert len(dictionary.rules(language)) == sum(len(t.rules) for t in CONTRACT)


def test_lists_that_are_not_used_by_a_column_are_named_here() -> None:
    """A list of the contract is there for a column, as the parent of another list, or for the pages."""
    used = {c.codes for table in CONTRACT for c in table.columns}
    sourced = {p.stem for p in Path(LISTS).glob("*.csv") if ",source," in p.read_text(encoding="utf-8").split("\n")[0]}
    pages = {"age_bands", "population_measures", "populations", "result_classes", "survey_items"}
    assert sourced - used == pages
