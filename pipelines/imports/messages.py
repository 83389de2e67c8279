"""Every sentence about a file of figures that cannot come in, by rule: what is wrong, what to do."""

from __future__ import annotations

from pipelines.catalog import Text
from pipelines.problems import Problem

_T = Text
_SOURCE = _T("pobierz plik jeszcze raz od wydawcy", "download the file again from the publisher")

_SAID: dict[str, tuple[Text, Text]] = {
    "not_found": (_T("nie ma takiego pliku", "there is no such file"), _T("sprawdź ścieżkę", "check the path")),
    "cut": (
        _T("plik urywa się w środku wiersza", "the file ends in the middle of a line"),
        _T("pobierz plik jeszcze raz; jeśli jest cały, zakończ ostatni wiersz enterem", "download the file again; if it is whole, end its last line with a line break"),
    ),
    "cut_area": (
        _T("ostatni obszar ma mniej wierszy niż każdy inny: plik jest urwany", "the last area has fewer rows than every other: the file is cut"),
        _SOURCE,
    ),
    "fields": (
        _T("wiersz ma inną liczbę pól niż nagłówek albo złe cudzysłowy", "the line has another number of fields than the header, or broken quotes"),
        _SOURCE,
    ),
    "blank": (_T("pusty wiersz w środku pliku", "a blank line inside the file"), _T("usuń pusty wiersz", "remove the blank line")),
    "mixed_encoding": (
        _T("część wierszy jest w UTF-8, a część w innym kodowaniu", "some lines are UTF-8 and some are in another encoding"),
        _T("nie sklejaj plików; wczytaj każdy osobno", "do not paste files together; import each on its own"),
    ),
    "json": (_T("plik nie jest poprawnym JSON-em (urwany?)", "the file is not valid JSON (cut?)"), _SOURCE),
    "json_shape": (
        _T("odpowiedź nie ma pola, którego ten kształt wymaga", "the answer lacks a field that this shape needs"),
        _T("zapisz całą odpowiedź usługi, bez zmian", "save the whole answer of the service, unchanged"),
    ),
    "pages": (
        _T("brakuje stron odpowiedzi: plik ma mniej jednostek, niż sama zapowiada", "pages of the answer are missing: it holds fewer units than it announces"),
        _T("podaj w jednym poleceniu pliki wszystkich stron", "name the files of all pages in one command"),
    ),
    "workbook": (_T("skoroszytu nie da się odczytać", "the workbook cannot be read"), _SOURCE),
    "number": (
        _T("to nie jest liczba", "not a number"),
        _T("popraw w źródle; w Excelu sprawdź, czy komórka nie stała się datą ani formułą", "mend it at the source; in Excel check that the cell did not become a date or a formula"),
    ),
    "decimal_marks": (
        _T("w jednym pliku stoją i przecinki, i kropki dziesiętne", "decimal commas and decimal points stand in one file"),
        _T("zapisz plik ponownie z jednym znakiem dziesiętnym", "save the file again with one decimal mark"),
    ),
    "decimals": (
        _T("liczba ma więcej miejsc po przecinku niż ta tabela", "the figure has more decimals than this table prints"),
        _T("sprawdź jednostkę i znak dziesiętny", "check the unit and the decimal mark"),
    ),
    "period": (
        _T("to nie jest okres tej tabeli", "not a period of this table"),
        _T("sprawdź, czy kolumny nie są zamienione", "check that columns are not swapped"),
    ),
    "excel_date": (
        _T("okres wygląda jak numer dnia z Excela", "the period looks like a day number of Excel"),
        _T("ustaw w Excelu format „tekst” i wpisz rok albo pobierz plik jeszcze raz", "set the cell format to text and write the year, or download the file again"),
    ),
    "area": (
        _T("nieznany kod obszaru", "unknown code of an area"),
        _T("sprawdź kolumnę kodów; nowy obszar dopisz do data/reference/teryt.csv", "check the column of codes; add a new area to data/reference/teryt.csv"),
    ),
    "area_name": (
        _T("kod i nazwa należą do dwóch różnych obszarów", "code and name belong to two different areas"),
        _T("wiersze przesunięto albo posortowano bez kodów; pobierz plik jeszcze raz", "rows were moved or sorted without their codes; download the file again"),
    ),
    "city_rest": (
        _T(
            "w pliku są miasta na prawach powiatu, więc wiersz nazwany jak województwo to województwo bez nich",
            "the file has cities with county rights, so the row named after the voivodeship is the voivodeship without them",
        ),
        _T("tej tabeli nie zasila grupa miast wojewódzkich; użyj tablicy dla województw", "do not feed this table from the group on voivodeship cities; use the table for voivodeships"),
    ),
    "member": (
        _T("nieznana pozycja wymiaru", "unknown member of a dimension"),
        _T("dopisz ją do mapowania w data/reference/mappings", "add it to the mapping in data/reference/mappings"),
    ),
    "unit": (
        _T("inna jednostka miary niż w mapowaniu", "another unit than the mapping names"),
        _T("sprawdź, czy to ta sama tablica; jednostkę dopisz do mapowania", "check that it is the same table; add the unit to the mapping"),
    ),
    "flag": (
        _T("nieznany znak przy liczbie", "unknown mark beside the figure"),
        _T("sprawdź słownik znaków wydawcy i dopisz go do mapowania (flags)", "look it up at the publisher and add it to the mapping (flags)"),
    ),
    "zero": (
        _T("ta postać eksportu nie ma atrybutów, a zero w tej tablicy oznacza też wartość utajnioną", "this form of export has no attributes, and a zero in this table may also mean withheld"),
        _T("pobierz eksport relacyjny z atrybutami (CREL)", "download the relational export with attributes (CREL)"),
    ),
    "hidden_value": (
        _T("przy znaku braku stoi liczba inna niż zero", "a figure other than zero stands beside a mark for a missing one"),
        _SOURCE,
    ),
    "twice": (
        _T("ta sama liczba stoi drugi raz", "the same figure stands a second time"),
        _T("usuń powtórzony wiersz albo plik", "remove the repeated line or file"),
    ),
    "constant": (
        _T("mapowanie nie mówi, jaką bazę lub inną stałą ma ten okres", "the mapping does not say which base or other constant this period has"),
        _T("sprawdź u wydawcy i dopisz [[constant]] do mapowania", "look it up at the publisher and add a [[constant]] to the mapping"),
    ),
    "headers": (_T("nagłówka kolumny nie da się odczytać", "the header of a column cannot be read"), _SOURCE),
    "mapping": (_T("mapowanie ma błąd", "the mapping has an error"), _T("popraw plik mapowania", "mend the mapping file")),
}  # fmt: skip

RULES = frozenset(_SAID)


def problem(
    rule: str, file: str, *, line: int | None = None, column: str | None = None, detail: Text | None = None
) -> Problem:
    """The problem of that rule at one place; `detail` is added to what is wrong."""
    what, todo = _SAID[rule]
    if detail is not None:
        what = Text(f"{what.pl}: {detail.pl}", f"{what.en}: {detail.en}")
    return Problem(file=file, rule=rule, what=what, todo=todo, line=line, column=column)
