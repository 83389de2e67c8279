"""Titles and headline readings: what each says in both languages, and that they agree with the long sentences."""

from __future__ import annotations

import pytest
from speech import CENSUS_BASE, COUNTRY, INACTIVE, INACTIVITY, REGION, UNEMPLOYED, register, says, survey

from pipelines.catalog import Text
from pipelines.words import sentences as s
from pipelines.words.numbers import day, since


def change(start, end, lower=None, upper=None, breaks=(), subject=INACTIVITY):
    return s.Change(area=REGION, subject=subject, start=start, end=end, lower=lower, upper=upper, breaks=breaks)


EARLIER, NOW = survey("2021", 39.9), survey("2023", 39.4)
CHANGES = [
    (
        change(EARLIER, NOW, -2.0, 1.0),
        "within_error",
        "Wskaźnik bierności zawodowej: 39,4 % w 2023 r.; od 2021 r. −0,5 p.p., w granicach błędu badania",
        "The inactivity rate: 39.4% in 2023; since 2021 −0.5 pp, within the survey error",
        "Od 2021 r. −0,5 p.p.: w granicach błędu badania.",
        "Since 2021 −0.5 pp: within the survey error.",
    ),
    (
        change(EARLIER, NOW, -0.9, -0.1),
        "beyond_error",
        "Wskaźnik bierności zawodowej: 39,4 % w 2023 r.; od 2021 r. −0,5 p.p., więcej niż błąd badania",
        "The inactivity rate: 39.4% in 2023; since 2021 −0.5 pp, more than the survey error",
        "Od 2021 r. −0,5 p.p.: więcej niż błąd badania.",
        "Since 2021 −0.5 pp: more than the survey error.",
    ),
    (
        change(EARLIER, NOW),
        "error_unknown",
        "Wskaźnik bierności zawodowej: 39,4 % w 2023 r.; od 2021 r. −0,5 p.p., błędu nie podano",
        "The inactivity rate: 39.4% in 2023; since 2021 −0.5 pp, error not given",
        "Od 2021 r. −0,5 p.p.; błędu badania nie podano.",
        "Since 2021 −0.5 pp; the survey error is not given.",
    ),
    (
        change(survey("2018", 42.1), NOW, breaks=(CENSUS_BASE,)),
        "across_break",
        "Wskaźnik bierności zawodowej: 42,1 % w 2018 r. i 39,4 % w 2023 r., ale zmienił się też sposób liczenia",
        "The inactivity rate: 42.1% in 2018 and 39.4% in 2023, but the way of counting changed too",
        "Nie porównujemy z wartością w 2018 r.: zmienił się sposób liczenia.",
        "Not compared with the value in 2018: the way of counting changed.",
    ),
    (
        change(survey("2022", None, obs_status="Q"), NOW),
        "missing",
        "Wskaźnik bierności zawodowej: brak wartości, 2022 r.",
        "The inactivity rate: no value, 2022",
        "Brak wartości do porównania.",
        "There is no value to compare with.",
    ),
    (
        change(register("2023", 42807), register("2024", 42924), subject=UNEMPLOYED),
        "exact",
        "Liczba zarejestrowanych bezrobotnych: 42 924 na koniec 2024 r.; od końca 2023 r. +117",
        "The number of registered unemployed people: 42,924 at the end of 2024; since the end of 2023 +117",
        "Od końca 2023 r. +117.",
        "Since the end of 2023 +117.",
    ),
]


@pytest.mark.parametrize(("facts", "rule", "pl", "en", "brief_pl", "brief_en"), CHANGES, ids=[c[1] for c in CHANGES])
def test_a_change_as_a_title_and_under_a_headline(facts, rule, pl, en, brief_pl, brief_en):
    says(s.change_title, facts, f"change_title.{rule}", pl, en)
    says(s.change_brief, facts, f"change_brief.{rule}", brief_pl, brief_en)


def test_one_year_alone_is_a_level():
    facts = change(NOW, NOW)
    says(
        s.change_title,
        facts,
        "change_title.single",
        "Wskaźnik bierności zawodowej: 39,4 % w 2023 r.",
        "The inactivity rate: 39.4% in 2023",
    )
    assert s.change_brief(facts, "pl").rule_id == "change_brief.missing"


@pytest.mark.parametrize(
    ("relation", "here", "pl", "en"),
    [
        ("lower", 39.4, "Istotnie mniej niż w Polsce (41,3 %).", "Significantly less than in Poland (41.3%)."),
        ("higher", 44.6, "Istotnie więcej niż w Polsce (41,3 %).", "Significantly more than in Poland (41.3%)."),
        (
            "similar",
            41.6,
            "Nie różni się istotnie od wartości w Polsce (41,3 %).",
            "Not significantly different from the value in Poland (41.3%).",
        ),
        (
            "not_compared",
            41.6,
            "Tyle dzieli ją od wartości w Polsce (41,3 %); bez błędu badania nie oceniamy, czy to dużo.",
            "The distance from the value in Poland (41.3%); without a survey error it is not assessed.",
        ),
    ],
)
def test_a_headline_beside_poland(relation, here, pl, en):
    facts = s.Benchmark(
        area=REGION,
        other=COUNTRY,
        subject=INACTIVITY,
        figure=survey("2023", here),
        other_figure=survey("2023", 41.3),
        relation=relation,
    )
    says(s.benchmark_brief, facts, f"benchmark_brief.{relation}", pl, en)


@pytest.mark.parametrize(
    ("best", "worst", "rule", "pl", "en"),
    [
        (1, 1, "certain", "1. miejsce wśród 16 województw, licząc od najwyższej wartości", "1st of 16 voivodeships"),
        (5, 16, "range", "zawodowej: miejsce od 5. do 16. wśród", "rate: between 5th and 16th of 16 voivodeships"),
        (1, 16, "unknown", "miejsca wśród 16 województw nie da się wskazać", "the place among 16 voivodeships cannot"),
    ],
)
def test_a_place_is_told_only_as_far_as_it_is_known(best, worst, rule, pl, en):
    facts = s.Rank(
        area=REGION,
        subject=INACTIVITY,
        period="2023",
        best=best,
        worst=worst,
        count=16,
        noun="województwo",
        is_exact=False,
    )
    told = [s.rank_title(facts, language) for language in ("pl", "en")]
    assert {title.rule_id for title in told} == {f"rank_title.{rule}"}
    for title, part in zip(told, (pl, en), strict=True):
        assert part in title.text.replace("\u00a0", " ")


def test_the_gap_between_women_and_men():
    facts = s.SexGap(
        area=REGION,
        subject=INACTIVITY,
        women=survey("2023", 46.0),
        men=survey("2023", 32.3),
        lower=11.0,
        upper=16.0,
    )
    says(
        s.sex_gap_title,
        facts,
        "sex_gap_title.beyond_error",
        "Wskaźnik bierności zawodowej w 2023 r.: kobiety 46,0 %, mężczyźni 32,3 %; "
        "różnica 13,7 p.p. większa niż błąd badania",
        "The inactivity rate in 2023: women 46.0%, men 32.3%; the difference of 13.7 pp exceeds the survey error",
    )
    says(
        s.sex_gap_brief,
        facts,
        "sex_gap_brief.beyond_error",
        "Kobiety 46,0 %, mężczyźni 32,3 %: więcej niż błąd badania.",
        "Women 46.0%, men 32.3%: more than the survey error.",
    )


def explained(lower, upper, breaks=()):
    return s.ExplainedChange(
        area=REGION,
        subject=INACTIVE,
        start_period="2021",
        end_period="2023",
        total=-6.0,
        population=3.0,
        rates=-9.0,
        groups=Text("wśród kobiet i mężczyzn", "among women and men"),
        rates_lower=lower,
        rates_upper=upper,
        breaks=breaks,
    )


def test_an_explained_change_says_when_it_lies_within_the_error():
    says(
        s.explained_title,
        explained(-64.0, 47.0),
        "explained_title.within_error",
        "Od 2021 r. do 2023 r. −6 tys. biernych: +3 tys. z liczby ludności, −9 tys. ze wskaźnika (w granicach błędu)",
        "From 2021 to 2023: −6 thousand inactive people, +3 thousand from population, "
        "−9 thousand from the rate (within survey error)",
    )
    assert s.explained_title(explained(-12.0, -6.0), "pl").rule_id == "explained_title.parts"
    assert s.explained_title(explained(-64.0, 47.0, (CENSUS_BASE,)), "en").rule_id == "explained_title.across_break"


def reasons(*shares):
    labels = (Text("nauka", "education"), Text("choroba", "illness"), Text("emerytura", "retirement"))
    return s.Reasons(
        area=COUNTRY,
        period="2023-Q1",
        universe=Text("biernych zawodowo", "the inactive"),
        kind="reason",
        shares_percent=tuple(zip(labels, shares, strict=False)),
    )


def test_a_reason_is_the_largest_only_if_no_unprinted_one_can_be_larger():
    certain, open_ended = reasons(45.0, 25.0), reasons(25.2, 13.3)
    assert s.reasons_title(certain, "pl").rule_id == "reasons_title.largest"
    assert s.reasons(certain, "pl").rule_id.startswith("reasons.largest+")
    says(
        s.reasons_title,
        open_ended,
        "reasons_title.largest_printed",
        "Najczęstsza z podanych przyczyn bierności w Polsce: „nauka” – 25,2 %",
        "The most frequent of the printed reasons in Poland: “education” – 25.2%",
    )
    assert s.reasons(open_ended, "en").rule_id == "reasons.largest_printed+reasons.incomplete"


def test_the_largest_group_is_named_only_beyond_the_intervals():
    tertiary, lower = Text("wyższe", "tertiary"), Text("podstawowe", "primary")

    def facts(margin):
        figures = ((tertiary, survey("2023", 108.0, 97.0, 119.0)), (lower, survey("2023", 207.0, 207 - margin, 223.0)))
        return s.Education(area=REGION, subject=INACTIVE, period="2023", figures=figures)

    says(
        s.education_title,
        facts(16),
        "education_title.largest",
        "Najliczniejsza grupa według wykształcenia: „podstawowe” – 207 tys.",
        "The largest group by education: “primary” – 207 thousand",
    )
    says(
        s.education_title,
        facts(100),
        "education_title.range",
        "Liczba biernych zawodowo według wykształcenia: od 108 tys. do 207 tys.",
        "The number of inactive people by education: from 108 thousand to 207 thousand",
    )
    says(
        s.education,
        facts(16),
        "education.listed",
        "W 2023 r. w województwie morskim liczba biernych zawodowo według wykształcenia: "
        "podstawowe – 207 tys. i wyższe – 108 tys.",
        "In 2023 in Morskie, the number of inactive people by education: "
        "primary – 207 thousand and tertiary – 108 thousand.",
    )


def test_a_quoted_figure_is_not_subtracted():
    facts = s.Claim(
        area=REGION,
        subject=INACTIVE,
        source=Text("Prezentacja", "Presentation"),
        then=survey("2017-Q4", 763.0),
        then_universe=Text("15 lat i więcej", "aged 15 and over"),
        now=survey("2023", 737.0),
        now_universe=Text("15–89 lat", "aged 15–89"),
    )
    says(
        s.claim_title,
        facts,
        "claim_title.not_comparable",
        "Przytaczane 763 tys. w IV kw. 2017 r. i 737 tys. w 2023 r.: różne sposoby liczenia, różnicy nie obliczamy",
        "The quoted 763 thousand in Q4 2017 and 737 thousand in 2023: ways of counting differ, "
        "no difference is computed",
    )


@pytest.mark.parametrize(
    ("code", "pl", "en"),
    [
        ("2025-01-13", "13.01.2025", "13 January 2025"),
        ("2025-02", "02.2025", "02.2025"),
        ("2026", "2026", "2026"),
    ],
)
def test_days_and_what_stands_for_them(code, pl, en):
    assert (day(code, "pl"), day(code, "en")) == (pl, en)


def test_since_when():
    assert since("2021", "pl").replace("\u00a0", " ") == "od 2021 r."
    assert since("2017-Q4", "en").replace("\u00a0", " ") == "since Q4 2017"
    assert since("2023", "pl", at_end=True).replace("\u00a0", " ") == "od końca 2023 r."
