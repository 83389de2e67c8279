"""Costs of pathways: sums by the rule for money of institutions, for each person as a range, beside quoted values."""

from __future__ import annotations

from types import SimpleNamespace

import duckdb
import pytest
from conftest import Spec
from speech import says

from pages.ui.card import payload
from pages.ui.cards import outcomes_lasting, pathways_costs
from pipelines import settings
from pipelines.catalog import LANGUAGES, Language
from pipelines.publication import costs
from pipelines.readings import costs as readings
from pipelines.readings import counts
from pipelines.release import Release
from pipelines.words.sentences import pathways as say

REFERENCE = settings.ROOT / "data" / "reference"
AREAS = ("2201", "2202")
Spent = dict[str, tuple[float, float]]  # institution -> from the Labour Fund, from others
EVEN: Spent = {"a": (20_000.0, 9_000.0), "b": (16_400.0, 8_000.0), "c": (15_000.0, 7_000.0)}


def sums(spent: Spent, teryt: str = "2201", steps: int = 400) -> dict[str, int | None]:
    con = duckdb.connect()
    con.execute(
        "create table step_cost_facts (year int, teryt varchar, inst_id varchar, is_fund int, cost_zl double, told int, steps int)"
    )
    for name, amounts in spent.items():
        for is_fund, amount in zip((1, 0), amounts, strict=True):
            con.execute(
                "insert into step_cost_facts values (2014, ?, ?, ?, ?, ?, ?)",
                [teryt, name, is_fund, amount, steps // 2, steps],
            )
    apart = SimpleNamespace(
        entries=(SimpleNamespace(first="2014-01", last="2015-12"),), certificate={"synthetic": True}
    )
    rows = list(costs.rows(con, REFERENCE, AREAS, apart))  # type: ignore[arg-type]
    return {row["kind"]: row["cost_zl"] for row in rows} | {"told": rows[0]["told_percent"]}


def test_sums_of_three_institutions_are_rounded_to_a_thousand() -> None:
    assert sums(EVEN) == {"all": 75_000, "fund": 51_000, "told": 50}


@pytest.mark.parametrize(
    ("spent", "all_money", "fund"),
    [
        ({"a": (20_000.0, 9_000.0), "b": (16_000.0, 8_000.0)}, None, None),  # two pay
        ({"a": (90_000.0, 0.0), "b": (9_000.0, 9_000.0), "c": (5_000.0, 4_000.0)}, None, None),  # one pays most
        (
            {"a": (20_000.0, 1_000.0), "b": (16_000.0, 0.0), "c": (15_000.0, 0.0)},
            52_000,
            None,
        ),  # the rest would tell one
    ],
)
def test_a_sum_that_tells_of_one_institution_is_hidden(spent: Spent, all_money: int | None, fund: int | None) -> None:
    found = sums(spent)
    assert (found["all"], found["fund"]) == (all_money, fund)


def test_few_steps_give_no_percentage_and_other_regions_do_not_count() -> None:
    assert sums(EVEN, steps=100)["told"] is None
    assert sums(EVEN, teryt="0201") == {"all": None, "fund": None, "told": None}


def test_costs_are_of_steps_of_persons_with_a_plan(spec: Spec) -> None:
    spec(
        "step_cost_facts",
        raw_cases="""
            delivery | case_id | teryt | entry_month
            1        | 1       | 2205  | 2018-02-01
            1        | 2       | 2205  | 2018-06-01
        """,
        raw_plans="""
            delivery | plan_id | case_id
            1        | 1       | 1
        """,
        raw_steps="""
            delivery | step_id | case_id | inst_id | status    | cost_zl | funding
            1        | 1       | 1       | i1      | ukonczony | 1200    | FP
            1        | 2       | 1       | i1      | przerwany |         | FP
            1        | 3       | 1       | i2      | trwa      | 500     | EFS
            1        | 4       | 1       | i2      | planowany | 900     | EFS
            1        | 5       | 2       | i1      | ukonczony | 700     | FP
        """,
        expected="""
            year | teryt | inst_id | is_fund | cost_zl | told | steps
            2018 | 2205  | i1      | 1       | 1200    | 1    | 2
            2018 | 2205  | i2      | 0       | 500     | 1    | 1
        """,
    )


def test_each_person_costs_a_range_that_the_rounding_allows(published: Release) -> None:
    block = readings.block(published)
    assert block in counts.blocks(published, "starts")
    found = {cost.code: cost for cost in readings.per_person(published, block)}
    for cost in found.values():
        assert cost.total is not None
        assert cost.total % 1000 == 0
        assert cost.mean is not None
        assert cost.bounds is not None
        assert cost.bounds[0] < cost.mean < cost.bounds[1]
    started, finished, employed = (found[name].mean or 0 for name in ("started", "finished", "employed"))
    assert started < finished
    assert started < employed
    assert (found["fund_employed"].total or 0) < (found["employed"].total or 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quoted_values_stand_beside_and_name_their_source(published: Release, language: Language) -> None:
    card = payload(language, **pathways_costs.per_person(published, language))
    official = payload(language, **outcomes_lasting.official(published, language))
    quoted = {"pl": "cytowane", "en": "quoted"}[language]
    for content, values in ((card, ("17.8", "16.6", "11.5")), (official, ("82.5", "84.5", "81.89", "78.74"))):
        assert content["table"].count(quoted) == content["csv"].count(quoted) == len(values)
        assert "8569847" in content["description"]
        assert {"pl": "Wartości cytowane są prawdziwe", "en": "Quoted values are real"}[language] in content["notice"]
    assert [(one.year, one.employment, one.cost) for one in readings.national(published, language)] == [
        ("2023", 82.5, 17.8),
        ("2021", 84.5, 16.6),
        ("2017", 81.89, 11.5),
        ("2016", 78.74, None),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_without_deliveries_says_why(elsewhere: Release, language: Language) -> None:
    content = payload(language, **pathways_costs.per_person(elsewhere, language))
    assert content["figure"] is None
    assert "latarnia load" in content["notice"]


@pytest.mark.parametrize(
    ("facts", "rule", "pl", "en"),
    [
        (
            say.Costs(started=9.9, employed=22.8),
            "pathways.costs_title.both",
            "Kroki kosztują 9,9 tys. zł na osobę, która zaczęła plan, i 22,8 tys. zł na osobę, która podjęła pracę",
            "Steps cost PLN 9.9 thousand for each who started a plan and PLN 22.8 thousand for each who took up work",
        ),
        (
            say.Costs(started=10.0, employed=None),
            "pathways.costs_title.one",
            "Kroki jednej osoby, która zaczęła plan, kosztują 10 tys. zł",
            "The steps of one person who started a plan cost PLN 10 thousand",
        ),
        (
            say.Costs(started=None, employed=None),
            "pathways.costs_title.missing",
            "Kosztów ścieżek nie podajemy: płaci za mało instytucji albo jedna płaci prawie wszystko",
            "Costs of pathways are not given: too few institutions pay, or one pays nearly all",
        ),
    ],
)
def test_costs_in_words(facts: say.Costs, rule: str, pl: str, en: str) -> None:
    says(say.costs_title, facts, rule, pl, en)
