"""Change and explained change: what each sentence says in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from speech import (
    CENSUS_BASE,
    CITY,
    DEFINITIONS,
    INACTIVE,
    INACTIVITY,
    LAKES,
    REGION,
    REGISTERED,
    WAGE,
    register,
    says,
    survey,
)

from pipelines.catalog import Text
from pipelines.words import sentences as s

CHANGES = [
    (
        s.Change(area=LAKES, subject=REGISTERED, start=register("2013", 12.6), end=register("2017", 5.2)),
        "change.register_fall",
        "Od końca 2013 r. do końca 2017 r. stopa bezrobocia rejestrowanego w powiecie jeziornym spadła z 12,6 % "
        "do 5,2 % (−7,4 p.p.).",
        "From the end of 2013 to the end of 2017, the registered unemployment rate in jeziorny county fell from 12.6% "
        "to 5.2% (−7.4 pp).",
    ),
    (
        s.Change(area=CITY, subject=WAGE, start=register("2020", 5000), end=register("2021", 5500)),
        "change.register_rise",
        "Od 2020 r. do 2021 r. przeciętne wynagrodzenie brutto we Włochowie wzrosło z 5 000 zł do 5 500 zł (+500 zł).",
        "From 2020 to 2021, the average gross wage in Włochów rose from PLN 5,000 to PLN 5,500 (+PLN 500).",
    ),
    (
        s.Change(area=LAKES, subject=REGISTERED, start=register("2015", 5.2), end=register("2016", 5.2)),
        "change.none",
        "Stopa bezrobocia rejestrowanego w powiecie jeziornym na koniec 2015 r. i na koniec 2016 r. "
        "wynosiła tyle samo: 5,2 %.",
        "The registered unemployment rate in jeziorny county was the same at the end of 2015 and at the end of 2016: "
        "5.2%.",
    ),
    (
        s.Change(
            area=REGION, subject=INACTIVITY, start=survey("2021", 39.9), end=survey("2023", 39.4), lower=-2.0, upper=1.0
        ),
        "change.within_error",
        "Od 2021 r. do 2023 r. wskaźnik bierności zawodowej w województwie morskim zmienił się z 39,9 % na 39,4 %; "
        "ta zmiana (−0,5 p.p.) jest mniejsza niż błąd badania.",
        "From 2021 to 2023, the inactivity rate in Morskie changed from 39.9% to 39.4%; "
        "this change (−0.5 pp) is smaller than the survey error.",
    ),
    (
        s.Change(
            area=REGION,
            subject=INACTIVITY,
            start=survey("2012", 44.8),
            end=survey("2015", 42.6),
            lower=-3.9,
            upper=-0.5,
        ),
        "change.survey_fall",
        "Od 2012 r. do 2015 r. wskaźnik bierności zawodowej w województwie morskim spadł z 44,8 % do 42,6 % "
        "(−2,2 p.p.), o więcej niż błąd badania.",
        "From 2012 to 2015, the inactivity rate in Morskie fell from 44.8% to 42.6% (−2.2 pp), "
        "by more than the survey error.",
    ),
    (
        s.Change(area=REGION, subject=INACTIVE, start=survey("2016", 700), end=survey("2018", 754), lower=10, upper=98),
        "change.survey_rise",
        "Od 2016 r. do 2018 r. liczba biernych zawodowo w województwie morskim wzrosła z 700 tys. do 754 tys. "
        "(+54 tys.), o więcej niż błąd badania.",
        "From 2016 to 2018, the number of inactive people in Morskie rose from 700 thousand to 754 thousand "
        "(+54 thousand), by more than the survey error.",
    ),
    (
        s.Change(area=REGION, subject=INACTIVITY, start=survey("2021", 39.9), end=survey("2023", 39.4)),
        "change.error_unknown",
        "Od 2021 r. do 2023 r. wskaźnik bierności zawodowej w województwie morskim zmienił się z 39,9 % na 39,4 % "
        "(−0,5 p.p.); błędu badania nie podano i nie wiadomo, czy to więcej niż wahanie próby.",
        "From 2021 to 2023, the inactivity rate in Morskie changed from 39.9% to 39.4% (−0.5 pp); "
        "the survey error is not given, and it is not known whether this is more than sampling noise.",
    ),
    (
        s.Change(
            area=REGION,
            subject=INACTIVITY,
            start=survey("2018", 42.1),
            end=survey("2023", 39.4),
            lower=-4.4,
            upper=-1.0,
            breaks=(CENSUS_BASE, DEFINITIONS),
        ),
        "change.across_break",
        "Wskaźnik bierności zawodowej w województwie morskim wynosił 42,1 % w 2018 r. i 39,4 % w 2023 r. "
        "Różnica tych wartości nie jest samą zmianą zjawiska: zmienił się też sposób liczenia "
        "(nowa podstawa: NSP 2021; nowe definicje od 2021 r.).",
        "The inactivity rate in Morskie was 42.1% in 2018 and 39.4% in 2023. "
        "The difference is not a change of the phenomenon alone: the way of counting changed too "
        "(new base: census 2021; new definitions since 2021).",
    ),
    (
        s.Change(area=REGION, subject=INACTIVE, start=survey("2022", None, obs_status="Q"), end=survey("2023", 737)),
        "change.missing",
        "Zmiany nie można obliczyć: brak wartości (liczba biernych zawodowo w województwie morskim, 2022 r.).",
        "The change cannot be computed: there is no value (the number of inactive people in Morskie, 2022).",
    ),
]


@pytest.mark.parametrize(("facts", "rule_id", "pl", "en"), CHANGES)
def test_change(facts, rule_id, pl, en):
    says(s.change, facts, rule_id, pl, en)


BOTH_SEXES = Text("wśród kobiet i mężczyzn", "among women and men")
EXPLAINED = s.ExplainedChange(
    area=REGION,
    subject=INACTIVE,
    start_period="2012",
    end_period="2015",
    total=7.8,
    population=29.05,
    rates=-21.25,
    groups=BOTH_SEXES,
    rates_lower=-30.0,
    rates_upper=-12.5,
)


def test_explained_change():
    says(
        s.explained_change,
        EXPLAINED,
        "explained.rise+explained.opposite",
        "Od 2012 r. do 2015 r. liczba biernych zawodowo w województwie morskim wzrosła o 8 tys.: +29 tys. ze zmiany "
        "liczby ludności i −21 tys. ze zmiany wskaźnika wśród kobiet i mężczyzn. "
        "Te części mają przeciwne znaki i częściowo się znoszą; część związana ze wskaźnikiem (od −30 do −13 tys.) "
        "jest większa niż błąd badania.",
        "From 2012 to 2015, the number of inactive people in Morskie rose by 8 thousand: +29 thousand from the change "
        "in population and −21 thousand from the change in the rate among women and men. "
        "The parts have opposite signs and partly cancel out; the part tied to the rate (from −30 to −13 thousand) "
        "exceeds the survey error.",
    )


@pytest.mark.parametrize(
    ("population", "rates", "margin", "rule_id"),
    [
        (29, -5, 12, "explained.rise+explained.mainly_population_rates_within_error"),
        (2, -5, 12, "explained.fall+explained.rates_within_error"),
        (-4, -21, 9, "explained.fall+explained.mainly_rates"),
        (40, 21, 9, "explained.rise+explained.mainly_population"),
        (29, -29.2, 9, "explained.none+explained.opposite"),
        (29, -5, None, "explained.rise+explained.error_unknown"),
        (1.4, 1.4, None, "explained.rise+explained.error_unknown+explained.rounding"),  # 1 + 1 is printed as 3
    ],
)
def test_verdicts_on_explained_change(population, rates, margin, rule_id):
    facts = replace(
        EXPLAINED,
        total=population + rates,
        population=population,
        rates=rates,
        rates_lower=None if margin is None else rates - margin,
        rates_upper=None if margin is None else rates + margin,
    )
    assert s.explained_change(facts, "pl").rule_id == rule_id


def test_explained_change_names_the_break_and_its_main_part():
    facts = replace(EXPLAINED, total=24, population=29, rates=-5, rates_lower=-17, rates_upper=7, breaks=(DEFINITIONS,))
    text = s.explained_change(facts, "pl").text
    assert "Zmiana wynika głównie ze zmiany liczby ludności;" in text
    assert text.endswith(
        "Między tymi okresami zmienił się sposób liczenia (nowe definicje od 2021 r.): "
        "to nie jest sama zmiana zjawiska."
    )


def test_explained_change_admits_an_assumed_error():
    facts = replace(EXPLAINED, is_error_assumed=True)
    assert s.explained_change(facts, "pl").text.endswith("obliczono go z założeń Latarni o próbie.")
    assert "założeń" not in s.explained_change(replace(facts, rates_lower=None, rates_upper=None), "pl").text


def test_parts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        replace(EXPLAINED, total=9.0)
