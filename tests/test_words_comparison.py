"""Benchmark, rank and sex gap: what each sentence says in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from speech import (
    CITY,
    COUNTRY,
    INACTIVE,
    INACTIVITY,
    LAKES,
    REGION,
    REGISTERED,
    UNEMPLOYED,
    WAGE,
    register,
    says,
    survey,
)

from pipelines.words import sentences as s

BENCHMARKS = [
    (
        *(REGION, INACTIVITY, survey("2023", 39.4, 38.3, 40.5), survey("2023", 42.0, 41.6, 42.4), "lower"),
        "comparison.survey_lower",
        "W 2023 r. wskaźnik bierności zawodowej w województwie morskim był istotnie niższy niż w Polsce "
        "(39,4 % wobec 42,0 %).",
        "In 2023, the inactivity rate in Morskie was significantly lower than in Poland (39.4% against 42.0%).",
    ),
    (
        *(REGION, INACTIVITY, survey("2023", 44.4, 43.3, 45.5), survey("2023", 42.0, 41.6, 42.4), "higher"),
        "comparison.survey_higher",
        "W 2023 r. wskaźnik bierności zawodowej w województwie morskim był istotnie wyższy niż w Polsce "
        "(44,4 % wobec 42,0 %).",
        "In 2023, the inactivity rate in Morskie was significantly higher than in Poland (44.4% against 42.0%).",
    ),
    (
        *(REGION, INACTIVITY, survey("2023", 41.4, 40.3, 42.5), survey("2023", 42.0, 41.6, 42.4), "similar"),
        "comparison.survey_similar",
        "W 2023 r. wskaźnik bierności zawodowej w województwie morskim nie różnił się istotnie od wartości w Polsce "
        "(41,4 % wobec 42,0 %).",
        "In 2023, the inactivity rate in Morskie did not differ significantly from the value in Poland "
        "(41.4% against 42.0%).",
    ),
    (
        *(REGION, INACTIVITY, survey("2023", 39.4), survey("2023", 42.0), "not_compared"),
        "comparison.not_compared",
        "W 2023 r. wskaźnik bierności zawodowej w województwie morskim wynosił 39,4 %, a w Polsce 42,0 %; "
        "bez znanego błędu badania nie oceniamy tej różnicy.",
        "In 2023, the inactivity rate in Morskie was 39.4% and in Poland 42.0%; "
        "without a known survey error the difference is not assessed.",
    ),
    (
        *(LAKES, REGISTERED, register("2024", 7.2), register("2024", 5.1), "higher"),
        "comparison.register_higher",
        "Na koniec 2024 r. stopa bezrobocia rejestrowanego w powiecie jeziornym wynosiła 7,2 % i była o 2,1 p.p. "
        "wyższa niż w Polsce (5,1 %).",
        "At the end of 2024, the registered unemployment rate in jeziorny county was 7.2%, 2.1 pp higher "
        "than in Poland (5.1%).",
    ),
    (
        *(CITY, WAGE, register("2024", 6000), register("2024", 7000), "lower"),
        "comparison.register_lower",
        "W 2024 r. przeciętne wynagrodzenie brutto we Włochowie wynosiło 6 000 zł i było o 1 000 zł niższe "
        "niż w Polsce (7 000 zł).",
        "In 2024, the average gross wage in Włochów was PLN 6,000, PLN 1,000 lower than in Poland (PLN 7,000).",
    ),
    (
        *(LAKES, REGISTERED, register("2024", 5.1), register("2024", 5.1), "similar"),
        "comparison.register_equal",
        "Na koniec 2024 r. stopa bezrobocia rejestrowanego w powiecie jeziornym wynosiła 5,1 %, tyle samo co w Polsce.",
        "At the end of 2024, the registered unemployment rate in jeziorny county was 5.1%, the same as in Poland.",
    ),
    (
        *(LAKES, UNEMPLOYED, register("2024", 1234), register("2024", 786000), "lower"),
        "comparison.counts",
        "Na koniec 2024 r. liczba zarejestrowanych bezrobotnych w powiecie jeziornym wynosiła 1 234, "
        "a w Polsce 786 000; te liczby zależą od wielkości obszaru.",
        "At the end of 2024, the number of registered unemployed people in jeziorny county was 1,234 "
        "and in Poland 786,000; these counts depend on the size of the area.",
    ),
    (
        *(LAKES, REGISTERED, register("2019", None, "M"), register("2019", 5.2), "not_compared"),
        "comparison.missing",
        "Nie można porównać: brak wartości (stopa bezrobocia rejestrowanego w powiecie jeziornym, 2019 r.).",
        "No comparison: there is no value (the registered unemployment rate in jeziorny county, 2019).",
    ),
]


@pytest.mark.parametrize(("area", "subject", "figure", "other", "relation", "rule_id", "pl", "en"), BENCHMARKS)
def test_benchmark(area, subject, figure, other, relation, rule_id, pl, en):
    facts = s.Benchmark(area=area, other=COUNTRY, subject=subject, figure=figure, other_figure=other, relation=relation)
    says(s.benchmark, facts, rule_id, pl, en)


@pytest.mark.parametrize(
    ("best", "worst", "is_exact", "rule_id", "pl", "en"),
    [
        (
            *(4, 9, False, "rank.range"),
            "jest między 4. a 9. miejscem wśród 16 województw, licząc od najniższej wartości; "
            "dokładniej nie wiadomo, przedziały ufności się nakładają.",
            "is between 4th and 9th place among 16 voivodeships by the inactivity rate, counting from the lowest value; "
            "no more is known, the confidence intervals overlap.",
        ),
        (
            *(2, 3, False, "rank.pair"),
            "jest na 2. lub 3. miejscu wśród 16 województw, licząc od najniższej wartości; "
            "dokładniej nie wiadomo, przedziały ufności się nakładają.",
            "is in 2nd or 3rd place among 16 voivodeships by the inactivity rate, counting from the lowest value; "
            "no more is known, the confidence intervals overlap.",
        ),
        (
            *(1, 1, False, "rank.certain"),
            "jest na 1. miejscu wśród 16 województw, licząc od najniższej wartości.",
            "is in 1st place among 16 voivodeships by the inactivity rate, counting from the lowest value.",
        ),
        (
            *(2, 4, True, "rank.tied"),
            "dzieli z innymi miejsca od 2. do 4. wśród 16 województw, licząc od najniższej wartości.",
            "shares 2nd to 4th place among 16 voivodeships by the inactivity rate, counting from the lowest value.",
        ),
    ],
)
def test_rank(best, worst, is_exact, rule_id, pl, en):
    facts = s.Rank(
        area=REGION,
        subject=INACTIVITY,
        period="2023",
        best=best,
        worst=worst,
        count=16,
        noun="województwo",
        is_exact=is_exact,
        is_highest_first=False,
    )
    start = "W 2023 r. pod względem wskaźnika bierności zawodowej województwo morskie "
    says(s.rank, facts, rule_id, start + pl, f"In 2023, Morskie {en}")


def test_no_place_where_all_intervals_overlap():
    facts = s.Rank(
        area=REGION, subject=INACTIVITY, period="2023", best=1, worst=16, count=16, noun="województwo", is_exact=False
    )
    says(
        s.rank,
        facts,
        "rank.unknown",
        "W 2023 r. pod względem wskaźnika bierności zawodowej nie da się wskazać miejsca województwa morskiego "
        "wśród 16 województw: przedziały ufności się nakładają.",
        "In 2023, the place of Morskie among 16 voivodeships by the inactivity rate cannot be told: "
        "the confidence intervals overlap.",
    )


GAP = s.SexGap(area=REGION, subject=INACTIVITY, women=survey("2023", 46.5), men=survey("2023", 32.1))


@pytest.mark.parametrize(
    ("facts", "rule_id", "pl", "en"),
    [
        (
            *(replace(GAP, lower=12.1, upper=16.7), "sex_gap.survey_higher"),
            "W 2023 r. w województwie morskim wskaźnik bierności zawodowej wśród kobiet był o 14,4 p.p. wyższy "
            "niż wśród mężczyzn (46,5 % wobec 32,1 %); to więcej niż błąd badania.",
            "In 2023 in Morskie, the inactivity rate was 14.4 pp higher among women than among men "
            "(46.5% against 32.1%); this is more than the survey error.",
        ),
        (
            *(replace(GAP, subject=INACTIVE, men=survey("2023", 60), lower=-20, upper=-7), "sex_gap.survey_lower"),
            "W 2023 r. w województwie morskim liczba biernych zawodowo wśród kobiet była o 13 tys. niższa "
            "niż wśród mężczyzn (47 tys. wobec 60 tys.); to więcej niż błąd badania.",
            "In 2023 in Morskie, the number of inactive people was 13 thousand lower among women than among men "
            "(47 thousand against 60 thousand); this is more than the survey error.",
        ),
        (
            *(replace(GAP, men=survey("2023", 45.9), lower=-1.7, upper=2.9), "sex_gap.within_error"),
            "W 2023 r. w województwie morskim wskaźnik bierności zawodowej wśród kobiet nie różnił się istotnie "
            "od wartości wśród mężczyzn (46,5 % wobec 45,9 %).",
            "In 2023 in Morskie, the inactivity rate among women did not differ significantly "
            "from the value among men (46.5% against 45.9%).",
        ),
        (
            *(GAP, "sex_gap.error_unknown"),
            "W 2023 r. w województwie morskim wskaźnik bierności zawodowej wśród kobiet wynosił 46,5 %, "
            "a wśród mężczyzn 32,1 %; błędu badania tej różnicy nie podano.",
            "In 2023 in Morskie, the inactivity rate was 46.5% among women and 32.1% among men; "
            "the survey error of this difference is not given.",
        ),
        (
            *(replace(GAP, women=survey("2023", None, obs_status="Q")), "sex_gap.missing"),
            "W 2023 r. w województwie morskim nie można porównać kobiet i mężczyzn: brak jednej z wartości "
            "(wskaźnik bierności zawodowej).",
            "In 2023 in Morskie, women and men cannot be compared: one of the values is missing (the inactivity rate).",
        ),
        (
            *(replace(GAP, women=register("2023", 5.0), men=register("2023", 4.0)), "sex_gap.register_higher"),
            "W 2023 r. w województwie morskim wskaźnik bierności zawodowej wśród kobiet był o 1,0 p.p. wyższy "
            "niż wśród mężczyzn (5,0 % wobec 4,0 %).",
            "In 2023 in Morskie, the inactivity rate was 1.0 pp higher among women than among men (5.0% against 4.0%).",
        ),
        (
            *(replace(GAP, women=register("2023", 3.0), men=register("2023", 4.0)), "sex_gap.register_lower"),
            "W 2023 r. w województwie morskim wskaźnik bierności zawodowej wśród kobiet był o 1,0 p.p. niższy "
            "niż wśród mężczyzn (3,0 % wobec 4,0 %).",
            "In 2023 in Morskie, the inactivity rate was 1.0 pp lower among women than among men (3.0% against 4.0%).",
        ),
        (
            *(replace(GAP, women=register("2023", 4.0), men=register("2023", 4.0)), "sex_gap.equal"),
            "W 2023 r. w województwie morskim wskaźnik bierności zawodowej wśród kobiet i wśród mężczyzn "
            "wynosił tyle samo: 4,0 %.",
            "In 2023 in Morskie, the inactivity rate was the same among women and men: 4.0%.",
        ),
    ],
)
def test_sex_gap(facts, rule_id, pl, en):
    says(s.sex_gap, facts, rule_id, pl, en)
