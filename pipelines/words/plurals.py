"""Counted nouns: 1 osoba, 2 osoby, 5 osób, 1,5 osoby; 1 person, 2 people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.words.numbers import NO_BREAK, number, rounded

if TYPE_CHECKING:
    from pipelines.catalog import Language

Form = Literal["one", "few", "many", "fraction"]
Case = Literal["nominative", "genitive", "locative"]


@dataclass(frozen=True)
class Noun:
    """The forms that counting needs; `few` goes with 2-4, `many` (also the genitive plural) with 5 and more."""

    one: str
    few: str
    many: str
    genitive: str  # singular, also used after fractions
    locative: str
    locative_plural: str
    en: str
    en_plural: str


NOUNS: dict[str, Noun] = {
    noun.one: noun
    for noun in (
        Noun("osoba", "osoby", "osób", "osoby", "osobie", "osobach", "person", "people"),
        Noun("kobieta", "kobiety", "kobiet", "kobiety", "kobiecie", "kobietach", "woman", "women"),
        # men, inhabitants and the unemployed take the genitive plural after 2-4 as well
        Noun("mężczyzna", "mężczyzn", "mężczyzn", "mężczyzny", "mężczyźnie", "mężczyznach", "man", "men"),
        Noun(
            *("mieszkaniec", "mieszkańców", "mieszkańców", "mieszkańca", "mieszkańcu", "mieszkańcach"),
            *("inhabitant", "inhabitants"),
        ),
        Noun(
            *("bezrobotny", "bezrobotnych", "bezrobotnych", "bezrobotnego", "bezrobotnym", "bezrobotnych"),
            *("unemployed person", "unemployed people"),
        ),
        Noun("rodzina", "rodziny", "rodzin", "rodziny", "rodzinie", "rodzinach", "family", "families"),
        Noun("powiat", "powiaty", "powiatów", "powiatu", "powiecie", "powiatach", "county", "counties"),
        Noun(
            *("województwo", "województwa", "województw", "województwa", "województwie", "województwach"),
            *("voivodeship", "voivodeships"),
        ),
        Noun(
            *("podregion", "podregiony", "podregionów", "podregionu", "podregionie", "podregionach"),
            *("subregion", "subregions"),
        ),
        Noun("miasto", "miasta", "miast", "miasta", "mieście", "miastach", "city", "cities"),
        Noun("rok", "lata", "lat", "roku", "roku", "latach", "year", "years"),
        Noun("kwartał", "kwartały", "kwartałów", "kwartału", "kwartale", "kwartałach", "quarter", "quarters"),
        Noun("miesiąc", "miesiące", "miesięcy", "miesiąca", "miesiącu", "miesiącach", "month", "months"),
        Noun("sekunda", "sekundy", "sekund", "sekundy", "sekundzie", "sekundach", "second", "seconds"),
        Noun(
            *("punkt procentowy", "punkty procentowe", "punktów procentowych", "punktu procentowego"),
            *("punkcie procentowym", "punktach procentowych", "percentage point", "percentage points"),
        ),
        Noun(
            *("wskaźnik", "wskaźniki", "wskaźników", "wskaźnika", "wskaźniku", "wskaźnikach"),
            *("indicator", "indicators"),
        ),
        Noun("źródło", "źródła", "źródeł", "źródła", "źródle", "źródłach", "source", "sources"),
        Noun("tabela", "tabele", "tabel", "tabeli", "tabeli", "tabelach", "table", "tables"),
        Noun("wiersz", "wiersze", "wierszy", "wiersza", "wierszu", "wierszach", "row", "rows"),
        Noun("kolumna", "kolumny", "kolumn", "kolumny", "kolumnie", "kolumnach", "column", "columns"),
        Noun("komórka", "komórki", "komórek", "komórki", "komórce", "komórkach", "cell", "cells"),
        Noun("dostawa", "dostawy", "dostaw", "dostawy", "dostawie", "dostawach", "delivery", "deliveries"),
        Noun("sprawa", "sprawy", "spraw", "sprawy", "sprawie", "sprawach", "case", "cases"),
        Noun("wydanie", "wydania", "wydań", "wydania", "wydaniu", "wydaniach", "release", "releases"),
        Noun("plik", "pliki", "plików", "pliku", "pliku", "plikach", "file", "files"),
        Noun("wartość", "wartości", "wartości", "wartości", "wartości", "wartościach", "value", "values"),
        Noun("przyczyna", "przyczyny", "przyczyn", "przyczyny", "przyczynie", "przyczynach", "reason", "reasons"),
        Noun(
            *("sprawdzenie", "sprawdzenia", "sprawdzeń", "sprawdzenia", "sprawdzeniu", "sprawdzeniach"),
            *("check", "checks"),
        ),
        Noun(
            *("ostrzeżenie", "ostrzeżenia", "ostrzeżeń", "ostrzeżenia", "ostrzeżeniu", "ostrzeżeniach"),
            *("warning", "warnings"),
        ),
        Noun("błąd", "błędy", "błędów", "błędu", "błędzie", "błędach", "error", "errors"),
        Noun(
            *("spotkanie", "spotkania", "spotkań", "spotkania", "spotkaniu", "spotkaniach"),
            *("meeting", "meetings"),
        ),
        Noun("zmiana", "zmiany", "zmian", "zmiany", "zmianie", "zmianach", "change", "changes"),
    )
}


def plural_form(count: float, decimals: int = 0) -> Form:
    """Polish plural category of a printed number (Unicode CLDR rules for `pl`; its "other" is called fraction here)."""
    if decimals:  # 1,5 osoby, and 2,0 osoby as well
        return "fraction"
    whole = int(abs(rounded(count, 0)))
    if whole == 1:
        return "one"
    if whole % 10 in {2, 3, 4} and whole % 100 not in {12, 13, 14}:
        return "few"
    return "many"


def noun_for(count: float, noun: str, language: Language, case: Case = "nominative", decimals: int = 0) -> str:
    """The form of `noun` (a key of NOUNS) that goes with the number, without the number."""
    forms = NOUNS[noun]
    if language == "en":
        is_one = abs(rounded(count, decimals)) == 1 and not decimals
        return forms.en if is_one else forms.en_plural
    form = plural_form(count, decimals)
    if form == "fraction":
        return forms.genitive  # after a fraction the noun stays in the genitive, whatever the case of the phrase
    if case == "nominative":
        return {"one": forms.one, "few": forms.few, "many": forms.many}[form]
    if case == "genitive":
        return forms.genitive if form == "one" else forms.many
    return forms.locative if form == "one" else forms.locative_plural


def counted(count: float, noun: str, language: Language, case: Case = "nominative", decimals: int = 0) -> str:
    """Number and noun together: "22 osoby", "w 1 powiecie" (case locative, without the preposition), "22 people"."""
    return f"{number(count, decimals, language)}{NO_BREAK}{noun_for(count, noun, language, case, decimals)}"
