"""Reasons for inactivity, counties and their distribution: what each sentence says in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from speech import CITY, COUNTRY, LAKES, REGION, REGISTERED, UNEMPLOYED, register, says

from pipelines.catalog import Text
from pipelines.words import sentences as s

REASONS = s.Reasons(
    area=COUNTRY,
    period="2023-Q1",
    universe=Text("biernych zawodowo w wieku produkcyjnym", "inactive people of working age"),
    kind="reason",
    shares_percent=(
        (Text("choroba, niepełnosprawność", "illness, disability"), 22.9),
        (Text("nauka, uzupełnianie kwalifikacji", "education, training"), 29.9),
        (Text("obowiązki rodzinne", "family duties"), 18.8),
    ),
)


def test_reasons():
    says(
        s.reasons,
        REASONS,
        "reasons.largest+reasons.incomplete",
        "W I kw. 2023 r. w Polsce najczęściej podawana przyczyna bierności to „nauka, uzupełnianie kwalifikacji”: "
        "29,9 % biernych zawodowo w wieku produkcyjnym. "
        "Podane udziały dają razem 71,6 %, a nie 100: pozostałych nie opublikowano.",
        "In Q1 2023 in Poland, the reason for inactivity named most often was “education, training”: "
        "29.9% of inactive people of working age. "
        "The shares given add up to 71.6%, not 100: the others were not published.",
    )


def test_status_groups_are_not_called_reasons():
    retirees, pupils = Text("emeryci", "retirees"), Text("uczniowie", "pupils")
    universe = Text("biernych zawodowo w wieku 15–89 lat", "inactive people aged 15–89")
    facts = replace(REASONS, kind="status_group", universe=universe, shares_percent=((retirees, 51.3), (pupils, 48.7)))
    says(
        s.reasons,
        facts,
        "reasons.largest_group",
        "W I kw. 2023 r. w Polsce największa grupa wśród biernych zawodowo w wieku 15–89 lat to „emeryci”: 51,3 %.",
        "In Q1 2023 in Poland, the largest group among inactive people aged 15–89 was “retirees”: 51.3%.",
    )
    tied = replace(facts, shares_percent=((retirees, 50.0), (pupils, 50.0)))
    assert s.reasons(tied, "pl").rule_id == "reasons.largest_groups"


def test_equal_reasons_are_named_together():
    facts = replace(REASONS, shares_percent=((Text("nauka", "study"), 50.02), (Text("choroba", "illness"), 49.98)))
    says(
        s.reasons,
        facts,
        "reasons.tied",
        "W I kw. 2023 r. w Polsce najczęściej podawane przyczyny bierności to „nauka” i „choroba”: "
        "każda 50,0 % biernych zawodowo w wieku produkcyjnym.",
        "In Q1 2023 in Poland, the reasons for inactivity named most often were “study” and “illness”: "
        "each 50.0% of inactive people of working age.",
    )


def test_no_reasons():
    assert s.reasons(replace(REASONS, shares_percent=()), "pl").rule_id == "reasons.missing"


COUNTIES = s.Extremes(
    region=REGION, subject=REGISTERED, period="2024", values=((LAKES, 12.5), (CITY, 2.5), (REGION, None))
)


@pytest.mark.parametrize(
    ("facts", "rule_id", "pl", "en"),
    [
        (
            *(COUNTIES, "counties.extremes+counties.some_missing"),
            "Na koniec 2024 r. w województwie morskim najwyższa stopa bezrobocia rejestrowanego była "
            "w powiecie jeziornym (12,5 %), a najniższa we Włochowie (2,5 %). Brak wartości dla 1 z 3 powiatów.",
            "At the end of 2024 in Morskie, the registered unemployment rate was highest in jeziorny county (12.5%) "
            "and lowest in Włochów (2.5%). There is no value for 1 of 3 counties.",
        ),
        (
            *(replace(COUNTIES, values=((LAKES, 12.5), (CITY, 12.46), (COUNTRY, 3.0))), "counties.extremes"),
            "Na koniec 2024 r. w województwie morskim najwyższa stopa bezrobocia rejestrowanego była "
            "w powiecie jeziornym i we Włochowie (12,5 %), a najniższa w Polsce (3,0 %).",
            "At the end of 2024 in Morskie, the registered unemployment rate was highest in jeziorny county "
            "and in Włochów (12.5%) and lowest in Poland (3.0%).",
        ),
        (
            *(replace(COUNTIES, values=((LAKES, 2.5), (CITY, 2.5))), "counties.all_equal"),
            "Na koniec 2024 r. w województwie morskim stopa bezrobocia rejestrowanego wynosiła w każdym powiecie "
            "tyle samo: 2,5 %.",
            "At the end of 2024 in Morskie, the registered unemployment rate was the same in every county: 2.5%.",
        ),
        (
            *(replace(COUNTIES, values=((LAKES, 2.5), (CITY, None))), "counties.only+counties.some_missing"),
            "Na koniec 2024 r. w województwie morskim wartość jest tylko w powiecie jeziornym "
            "(stopa bezrobocia rejestrowanego): 2,5 %. Brak wartości dla 1 z 2 powiatów.",
            "At the end of 2024 in Morskie, there is a value only in jeziorny county "
            "(the registered unemployment rate): 2.5%. There is no value for 1 of 2 counties.",
        ),
        (
            *(replace(COUNTIES, is_exact=False), "counties.not_ranked+counties.some_missing"),
            "Na koniec 2024 r. w województwie morskim nie wskazujemy najwyższej ani najniższej wartości "
            "(stopa bezrobocia rejestrowanego): mają one błąd badania. Brak wartości dla 1 z 3 powiatów.",
            "At the end of 2024 in Morskie, neither the highest nor the lowest value is named "
            "(the registered unemployment rate): they carry survey error. There is no value for 1 of 3 counties.",
        ),
        (
            *(replace(COUNTIES, values=((LAKES, None), (CITY, None))), "counties.missing"),
            "Na koniec 2024 r. w województwie morskim brak wartości dla powiatów (stopa bezrobocia rejestrowanego).",
            "At the end of 2024 in Morskie, there are no values for counties (the registered unemployment rate).",
        ),
    ],
)
def test_extremes(facts, rule_id, pl, en):
    says(s.extremes, facts, rule_id, pl, en)


FOCUS = s.Focus(
    area=LAKES,
    subject=REGISTERED,
    figure=register("2024", 3.1),
    others=((REGION, register("2024", 4.8)), (COUNTRY, register("2024", 3.1))),
)


@pytest.mark.parametrize(
    ("facts", "rule_id", "pl", "en"),
    [
        (
            *(FOCUS, "focus.compared"),
            "Na koniec 2024 r. w powiecie jeziornym stopa bezrobocia rejestrowanego wynosiła 3,1 %: "
            "o 1,7 p.p. mniej niż w województwie morskim (4,8 %) i tyle samo co w Polsce.",
            "At the end of 2024 in jeziorny county, the registered unemployment rate was 3.1%: "
            "1.7 pp less than in Morskie (4.8%) and the same as in Poland.",
        ),
        (
            *(replace(FOCUS, others=((REGION, register("2024", 2.0)),)), "focus.compared"),
            "Na koniec 2024 r. w powiecie jeziornym stopa bezrobocia rejestrowanego wynosiła 3,1 %: "
            "o 1,1 p.p. więcej niż w województwie morskim (2,0 %).",
            "At the end of 2024 in jeziorny county, the registered unemployment rate was 3.1%: "
            "1.1 pp more than in Morskie (2.0%).",
        ),
        (
            *(replace(FOCUS, subject=UNEMPLOYED, figure=register("2024", 1234)), "focus.alone"),
            "Na koniec 2024 r. w powiecie jeziornym liczba zarejestrowanych bezrobotnych wynosiła 1 234.",
            "At the end of 2024 in jeziorny county, the number of registered unemployed people was 1,234.",
        ),
        (
            *(replace(FOCUS, figure=register("2024", None, "M")), "focus.missing"),
            "Brak wartości (stopa bezrobocia rejestrowanego w powiecie jeziornym, 2024 r.).",
            "There is no value (the registered unemployment rate in jeziorny county, 2024).",
        ),
    ],
)
def test_focus(facts, rule_id, pl, en):
    says(s.focus, facts, rule_id, pl, en)


@pytest.mark.parametrize(
    ("counts", "rule_id", "pl", "en"),
    [
        (
            *((79, 0, 300), "distribution.lower"),
            "była niższa niż w 300 z 380 powiatów.",
            "was lower than in 300 of 380 counties.",
        ),
        (
            *((300, 2, 77), "distribution.higher+distribution.ties"),
            "była wyższa niż w 300 z 380 powiatów. Taka sama wartość jest w 2 powiatach.",
            "was higher than in 300 of 380 counties. The value is the same in 2 counties.",
        ),
        (
            (379, 0, 0),
            "distribution.highest",
            "była najwyższa spośród 380 powiatów.",
            "was the highest of 380 counties.",
        ),
        ((0, 0, 379), "distribution.lowest", "była najniższa spośród 380 powiatów.", "was the lowest of 380 counties."),
    ],
)
def test_distribution(counts, rule_id, pl, en):
    below, equal, above = counts
    facts = s.Distribution(
        area=LAKES, subject=REGISTERED, period="2024", value=3.1, below=below, equal=equal, above=above
    )
    says(
        s.distribution,
        facts,
        rule_id,
        f"Na koniec 2024 r. stopa bezrobocia rejestrowanego w powiecie jeziornym (3,1 %) {pl}",
        f"At the end of 2024, the registered unemployment rate in jeziorny county (3.1%) {en}",
    )


def test_distribution_of_equal_values():
    facts = s.Distribution(area=LAKES, subject=REGISTERED, period="2024", value=3.1, below=0, equal=19, above=0)
    assert s.distribution(facts, "en").rule_id == "distribution.equal"
