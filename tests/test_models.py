"""Each rule of the models, as a small table in and a small table out."""

from __future__ import annotations

import pytest
from conftest import Spec

from pipelines import model, settings


def test_men_and_women_make_the_total_and_active_and_inactive_the_population(spec: Spec) -> None:
    spec(
        "activity",
        raw_bael_activity="""
            teryt | year | sex | status   | persons_thousands
            22    | 2023 | F   | active   | 518
            22    | 2023 | F   | inactive | 446
            22    | 2023 | M   | active   | 615
            22    | 2023 | M   | inactive | 291
        """,
        where="teryt = '22'",
        expected="""
            sex   | measure    | value | obs_status
            F     | active     | 518   | A
            F     | inactive   | 446   | A
            F     | population | 964   | E
            M     | active     | 615   | A
            M     | inactive   | 291   | A
            M     | population | 906   | E
            total | active     | 1133  | E
            total | inactive   | 737   | E
            total | population | 1870  | E
        """,
    )


def test_a_withheld_cell_withholds_every_sum_it_belongs_to(spec: Spec) -> None:
    spec(
        "activity",
        raw_bael_activity="""
            teryt | year | sex | status     | persons_thousands | obs_status
            22    | 2022 | F   | unemployed |                   | Q
            22    | 2022 | M   | unemployed | 12                | A
            24    | 2022 | F   | unemployed | 20                | A
            24    | 2022 | M   | unemployed | 21                | A
        """,
        where="sex = 'total' or teryt = '00'",
        expected="""
            teryt | sex   | value | obs_status
            22    | total |       | Q
            24    | total | 41    | E
            00    | F     |       | Q
            00    | M     | 33    | E
            00    | total |       | Q
        """,
    )


def test_the_voivodeship_by_education_is_its_capital_and_the_rest(spec: Spec) -> None:
    spec(
        "activity",
        raw_bael_activity="""
            teryt | year | sex | status   | persons_thousands | basis
            22    | 2023 | F   | inactive | 446               | new
        """,
        raw_bael_cities="""
            area    | year | dimension | category | measure  | persons_thousands | obs_status
            2261    | 2023 | education | tertiary | inactive | 34                | A
            22-2261 | 2023 | education | tertiary | inactive | 74                | A
            2261    | 2023 | education | lower    | inactive |                   | Q
            22-2261 | 2023 | education | lower    | inactive | 170               | A
        """,
        where="education <> 'total'",
        expected="""
            teryt | period | education | measure  | value | obs_status | basis
            22    | 2023   | tertiary  | inactive | 108   | E          | new
            22    | 2023   | lower     | inactive |       | Q          | new
        """,
    )


def test_registered_unemployed_of_a_voivodeship_and_of_poland_are_sums_of_counties(spec: Spec) -> None:
    spec(
        "registered_unemployment",
        raw_unemployed="""
            teryt | year | persons
            2201  | 2024 | 3000
            2202  | 2024 | 2000
            2401  | 2024 | 500
            22    | 2024 | 5000
        """,
        where="length(teryt) = 2",
        expected="""
            teryt | measure    | value | obs_status
            22    | unemployed | 5000  | E
            24    | unemployed | 500   | E
            00    | unemployed | 5500  | E
        """,
    )


def test_a_voivodeship_has_a_population_only_when_all_its_counties_have_one(spec: Spec) -> None:
    spec(
        "registered_unemployment",
        ref_teryt="""
            code | level  | parent
            2201 | county | 22
            2202 | county | 22
        """,
        raw_population="""
            teryt | year | persons
            2201  | 2021 | 10
            2202  | 2021 | 20
            2201  | 2022 | 11
        """,
        where="teryt = '22'",
        expected="""
            period | measure    | value
            2021   | population | 30
        """,
    )


def test_each_reason_for_assistance_has_the_residents_beside_it(spec: Spec) -> None:
    spec(
        "social_assistance",
        raw_assistance_families="""
            teryt | year | reason | families
            2201  | 2018 | 7.4    | 100
            2201  | 2018 | 7.1    | 150
        """,
        raw_population="""
            teryt | year | persons
            2201  | 2018 | 1000
        """,
        where="teryt = '2201'",
        expected="""
            reason | measure    | value
            7.4    | families   | 100
            7.1    | families   | 150
            7.4    | population | 1000
            7.1    | population | 1000
        """,
    )


def test_an_unreliable_county_is_left_out_but_stays_in_the_sum(spec: Spec) -> None:
    spec(
        "social_assistance",
        raw_assistance_families="""
            teryt | year | reason | families | obs_status
            2201  | 2016 | 7.4    | 100      | A
            2202  | 2016 | 7.4    | 700      | U
        """,
        expected="""
            teryt | measure  | value | obs_status
            2201  | families | 100   | A
            22    | families | 800   | E
        """,
    )


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select 1 as a", "first line"),
        ("-- tylko polski\n-- grain: a\nselect\n    a  -- a | a\nfrom t", "both languages"),
        ("-- pl | en\n-- grain: b\nselect\n    a  -- a | a\nfrom t", "grain"),
        ("-- pl | en\n-- grain: a\nselect\n    a\nfrom t", "dictionary"),
        ("-- pl | en\n-- grain: a\ninsert into t values (1)", "one select"),
    ],
)
def test_a_model_that_does_not_declare_itself_is_refused(tmp_path: object, sql: str, said: str) -> None:
    folder = settings.Path(str(tmp_path)) / "marts"
    folder.mkdir()
    path = folder / "m.sql"
    path.write_text(sql, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        model.parse(path)


def test_the_context_of_similar_counties_needs_population_and_counts_the_years_of_its_rates(spec: Spec) -> None:
    years = "\n".join(f"2216 | {year} | {20 + year - 2004}" for year in range(2004, 2011))
    spec(
        "peer_context",
        raw_population="""
            teryt | year | persons
            2216  | 2022 | 38678
            2216  | 2021 | 39124
            0265  | 2022 | 101000
            22    | 2022 | 2358307
        """,
        raw_unemployed="""
            teryt | year | persons
            2216  | 2008 | 1500
            2216  | 2012 | 2410
            2216  | 2022 | 656
            0265  | 2022 | 2000
            3001  | 2022 | 900
        """,
        raw_unemployment_rate=f"teryt | year | percent\n{years}\n2216 | 2022 | 5.9\n0265 | 2022 | 3.1",
        expected="""
            teryt | population | unemployed_2008 | unemployed_2012 | unemployed_2022 | rate_2022 | rate_sum | rate_years
            2216  | 38678      | 1500            | 2410            | 656             | 5.9       | 161      | 7
            0265  | 101000     |                 |                 | 2000            | 3.1       |          | 0
        """,
    )
