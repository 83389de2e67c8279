"""Numbers, periods and counted nouns as small tables in both languages; `_` is a no-break space, `~` the narrow one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.words import numbers
from pipelines.words.plurals import NOUNS, counted, noun_for, plural_form


def spaced(text: str) -> str:
    return text.replace("_", "\u00a0").replace("~", "\u202f")


@pytest.mark.parametrize(
    ("value", "decimals", "pl", "en"),
    [
        (1234.5, 1, "1~234,5", "1,234.5"),
        (1234567, 0, "1~234~567", "1,234,567"),
        (999.96, 1, "1~000,0", "1,000.0"),
        (39.45, 1, "39,5", "39.5"),  # half up on the decimal figure, not on its binary neighbour
        (2.5, 0, "3", "3"),
        (-0.3, 1, "−0,3", "−0.3"),
        (-0.04, 1, "0,0", "0.0"),
        (0, 0, "0", "0"),
    ],
)
def test_number(value, decimals, pl, en):
    assert numbers.number(value, decimals, "pl") == spaced(pl)
    assert numbers.number(value, decimals, "en") == en


@pytest.mark.parametrize(
    ("written", "pl", "en"),
    [
        (lambda x: numbers.signed(0.3, 1, x), "+0,3", "+0.3"),
        (lambda x: numbers.signed(-0.3, 1, x), "−0,3", "−0.3"),
        (lambda x: numbers.signed(0.04, 1, x), "0,0", "0.0"),
        (lambda x: numbers.percent(39.4, x), "39,4_%", "39.4%"),
        (lambda x: numbers.points(-0.3, x), "−0,3_p.p.", "−0.3_pp"),
        (lambda x: numbers.points(2.1, x), "+2,1_p.p.", "+2.1_pp"),
        (lambda x: numbers.points(-2.1, x, sign=False), "2,1_p.p.", "2.1_pp"),
        (lambda x: numbers.thousands(737, x), "737_tys.", "737_thousand"),
        (lambda x: numbers.thousands(12513, x), "12~513_tys.", "12,513_thousand"),
        (lambda x: numbers.thousands(8, x, sign=True), "+8_tys.", "+8_thousand"),
        (lambda x: numbers.money(7123.4, x), "7~123_zł", "PLN_7,123"),
        (lambda x: numbers.money(-5, x), "−5_zł", "−PLN_5"),
        (lambda x: numbers.interval(38.3, 40.5, x), "od 38,3 do 40,5_%", "from 38.3 to 40.5%"),
        (lambda x: numbers.interval(-12, 2, x, 0, "persons_thousands"), "od −12 do 2_tys.", "from −12 to 2_thousand"),
        (lambda x: numbers.interval(-1.5, 0.2, x, 1, "pp"), "od −1,5 do 0,2_p.p.", "from −1.5 to 0.2_pp"),
        (lambda x: numbers.ordinal(4, x), "4.", "4th"),
        (lambda x: numbers.ordinal(11, x), "11.", "11th"),
        (lambda x: numbers.ordinal(112, x), "112.", "112th"),
        (lambda x: numbers.ordinal(22, x), "22.", "22nd"),
    ],
)
def test_units(written, pl, en):
    assert written("pl") == spaced(pl)
    assert written("en") == spaced(en)


@pytest.mark.parametrize(
    ("code", "prose", "short", "when"),
    [
        ("2023", ("2023_r.", "2023"), ("2023", "2023"), ("w_2023_r.", "in 2023")),
        ("2017-Q4", ("IV_kw._2017", "Q4_2017"), ("IV_kw._2017", "Q4_2017"), ("w_IV_kw. 2017_r.", "in Q4_2017")),
        (
            *("2011-01", ("styczeń_2011", "January_2011"), ("01.2011", "01.2011")),
            ("w_styczniu 2011_r.", "in January_2011"),
        ),
        (
            *("2011-09", ("wrzesień_2011", "September_2011"), ("09.2011", "09.2011")),
            ("we_wrześniu 2011_r.", "in September_2011"),
        ),
    ],
)
def test_periods(code, prose, short, when):
    for language, *expected in zip(("pl", "en"), prose, short, when, strict=True):
        found = [
            numbers.period(code, language),
            numbers.period(code, language, "short"),
            numbers.in_period(code, language),
        ]
        assert found == [spaced(text) for text in expected]


@pytest.mark.parametrize(
    ("start", "end", "prose", "label"),
    [
        ("2010", "2023", ("od 2010_r. do 2023_r.", "from 2010 to 2023"), ("2010–2023", "2010–2023")),
        (
            *("2010-Q1", "2017-Q4", ("od I_kw. 2010_r. do IV_kw. 2017_r.", "from Q1_2010 to Q4_2017")),
            ("I_kw._2010 – IV_kw._2017", "Q1_2010 – Q4_2017"),
        ),
        (
            *("2011-01", "2018-05", ("od stycznia 2011_r. do maja 2018_r.", "from January_2011 to May_2018")),
            ("01.2011–05.2018", "01.2011–05.2018"),
        ),
        ("2023", "2023", ("od 2023_r. do 2023_r.", "from 2023 to 2023"), ("2023", "2023")),
    ],
)
def test_stretches_of_time(start, end, prose, label):
    for language, *expected in zip(("pl", "en"), prose, label, strict=True):
        found = [numbers.from_to(start, end, language), numbers.period_range(start, end, language)]
        assert found == [spaced(text) for text in expected]


def test_states_at_the_end_of_a_year():
    assert numbers.in_period("2024", "pl", at_end=True) == spaced("na koniec 2024_r.")
    assert numbers.in_period("2024", "en", at_end=True) == "at the end of 2024"
    assert numbers.from_to("2002", "2024", "pl", at_end=True) == spaced("od końca 2002_r. do końca 2024_r.")
    assert numbers.from_to("2002", "2024", "en", at_end=True) == "from the end of 2002 to the end of 2024"


@pytest.mark.parametrize("code", ["", "23", "2023-13", "2023-Q5", "2023-1", "2023 r."])
def test_a_wrong_period_is_refused(code):
    with pytest.raises(ValueError, match="not a period"):
        numbers.period(code, "pl")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="not a number"):
        numbers.number(value, 1, "pl")


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_both_languages_print_the_same_digits(value, decimals):
    pl, en = numbers.number(value, decimals, "pl"), numbers.number(value, decimals, "en")
    assert pl.replace("\u202f", "").replace(",", ".") == en.replace(",", "")
    assert float(en.replace(",", "").replace("−", "-")) == pytest.approx(value, abs=0.5000001 * 10**-decimals)


@pytest.mark.parametrize(
    ("count", "nominative", "genitive", "locative", "en"),
    [
        (0, "0 powiatów", "0 powiatów", "0 powiatach", "0 counties"),
        (1, "1 powiat", "1 powiatu", "1 powiecie", "1 county"),
        (2, "2 powiaty", "2 powiatów", "2 powiatach", "2 counties"),
        (5, "5 powiatów", "5 powiatów", "5 powiatach", "5 counties"),
        (12, "12 powiatów", "12 powiatów", "12 powiatach", "12 counties"),
        (22, "22 powiaty", "22 powiatów", "22 powiatach", "22 counties"),
        (112, "112 powiatów", "112 powiatów", "112 powiatach", "112 counties"),
        (101, "101 powiatów", "101 powiatów", "101 powiatach", "101 counties"),
        (1234, "1~234 powiaty", "1~234 powiatów", "1~234 powiatach", "1,234 counties"),
    ],
)
def test_counted_counties(count, nominative, genitive, locative, en):
    def joined(text: str) -> str:
        return spaced(text).replace(" ", "\u00a0")

    assert counted(count, "powiat", "pl") == joined(nominative)
    assert counted(count, "powiat", "pl", "genitive") == joined(genitive)
    assert counted(count, "powiat", "pl", "locative") == joined(locative)
    assert counted(count, "powiat", "en") == joined(en)


@pytest.mark.parametrize(
    ("one", "two", "five", "fraction"),
    [
        ("osoba", "osoby", "osób", "osoby"),
        ("rodzina", "rodziny", "rodzin", "rodziny"),
        ("rok", "lata", "lat", "roku"),
        ("województwo", "województwa", "województw", "województwa"),
        ("mężczyzna", "mężczyzn", "mężczyzn", "mężczyzny"),
        ("bezrobotny", "bezrobotnych", "bezrobotnych", "bezrobotnego"),
        ("punkt procentowy", "punkty procentowe", "punktów procentowych", "punktu procentowego"),
        ("wskaźnik", "wskaźniki", "wskaźników", "wskaźnika"),
        ("tabela", "tabele", "tabel", "tabeli"),
        ("wiersz", "wiersze", "wierszy", "wiersza"),
        ("źródło", "źródła", "źródeł", "źródła"),
        ("miesiąc", "miesiące", "miesięcy", "miesiąca"),
        ("błąd", "błędy", "błędów", "błędu"),
    ],
)
def test_forms(one, two, five, fraction):
    found = [noun_for(count, one, "pl") for count in (1, 2, 5, 12, 14, 22, 24, 112, 113)]
    assert found == [one, two, five, five, five, two, two, five, five]
    assert noun_for(1.5, one, "pl", decimals=1) == fraction


def test_fractions_stay_in_the_genitive():
    assert counted(1.5, "osoba", "pl", decimals=1) == spaced("1,5_osoby")
    assert counted(2, "rok", "pl", decimals=1) == spaced("2,0_roku")
    assert counted(1, "rok", "en", decimals=1) == spaced("1.0_years")
    assert counted(1, "osoba", "en") == spaced("1_person")


@given(st.integers(0, 10**7))
def test_plural_form_looks_at_the_last_two_digits(count):
    assert plural_form(count + 1_000_000) == ("many" if count == 1 else plural_form(count))


def test_every_noun_is_complete_and_found_by_its_singular():
    for key, noun in NOUNS.items():
        assert key == noun.one
        assert all(vars(noun).values())
