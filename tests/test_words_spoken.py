"""Facts as words: numbers that agree with nouns and verbs, shares and counts of which only a bound is known."""

from __future__ import annotations

import pytest
from speech import CITY, LAKES

from pipelines.catalog import Language
from pipelines.words import sentences as s
from pipelines.words.numbers import NO_BREAK
from pipelines.words.sentences.spoken import Protected, Span, When, Word


def said(fact: object, template: str, language: Language) -> str:
    return template.format(n=Word(fact, language)).replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("count", "pl", "en"),
    [
        (0, "odbyło się 0 spotkań", "0 meetings were held"),
        (1, "odbyło się 1 spotkanie", "1 meeting was held"),
        (2, "odbyły się 2 spotkania", "2 meetings were held"),
        (4, "odbyły się 4 spotkania", "4 meetings were held"),
        (5, "odbyło się 5 spotkań", "5 meetings were held"),
        (12, "odbyło się 12 spotkań", "12 meetings were held"),
        (21, "odbyło się 21 spotkań", "21 meetings were held"),
        (22, "odbyły się 22 spotkania", "22 meetings were held"),
        (112, "odbyło się 112 spotkań", "112 meetings were held"),
        (1003, "odbyły się 1\u202f003 spotkania", "1,003 meetings were held"),
    ],
)
def test_a_number_agrees_with_its_noun_and_verb(count: int, pl: str, en: str) -> None:
    assert said(count, "{n:odbyło|odbyły|odbyło} się {n:spotkanie}", "pl") == pl
    assert said(count, "{n} {n:meeting was|meetings were} held", "en") == en


@pytest.mark.parametrize(
    ("fact", "form", "pl", "en"),
    [
        (8.5, "miesiąc.locative", "8,5 miesiąca", "8.5 months"),
        (6.0, "miesiąc.locative", "6 miesiącach", "6 months"),
        (1, "miesiąc.genitive", "1 miesiąca", "1 month"),
        (LAKES, "where", "w powiecie jeziornym", "in jeziorny county"),
        (CITY, "where", "we Włochowie", "in Włochów"),
        (LAKES, "", "powiat jeziorny", "jeziorny county"),
        (Span("2018", "2021"), "in", "w latach 2018–2021", "in 2018–2021"),
        (Span("2024", "2024"), "in", "w 2024 r.", "in 2024"),
        (When("2011-09"), "in", "we wrześniu 2011 r.", "in September 2011"),
        (Protected(130, 134), "about", "około 130", "about 130"),
        (Protected(130, 134), "", "130", "130"),
        (Protected(None, 24), "about", "mniej niż 25", "fewer than 25"),
        (s.Share(kind="value", value=36.4, lower=23.2, upper=64.6), "", "36 % (23–65 %)", "36% (23–65%)"),
        (s.Share(kind="value", value=74.0), "", "74 %", "74%"),
        (s.Share(kind="value", lower=25, upper=56), "", "od 25 do 56 %", "from 25 to 56%"),
        (s.Share(kind="below", lower=0, upper=40), "", "mniej niż 40 %", "fewer than 40%"),
        (s.Share(kind="above", lower=57, upper=100), "", "ponad 57 %", "more than 57%"),
    ],
)
def test_a_fact_has_its_forms(fact: object, form: str, pl: str, en: str) -> None:
    template = f"{{n:{form}}}"
    assert [said(fact, template, "pl"), said(fact, template, "en")] == [pl, en]


def test_a_fraction_has_a_form_of_its_own() -> None:
    forms = "{n:partner|partnerów|partnerów|partnera}"
    assert [said(n, forms, "pl") for n in (1, 3, 5, 3.1)] == ["partner", "partnerów", "partnerów", "partnera"]


@pytest.mark.parametrize(
    ("fact", "form"),
    [(5, "rower"), (5, "osoba.vocative"), (LAKES, "when"), ("text", "about"), (s.MISSING, ""), (None, "")],
)
def test_a_form_that_a_fact_does_not_have_is_refused(fact: object, form: str) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        format(Word(fact, "pl"), form)
