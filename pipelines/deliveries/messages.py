"""Every sentence about a broken delivery, by rule; they are made of declarations only, never of what a file holds."""

from __future__ import annotations

from pipelines.catalog import Text
from pipelines.problems import Problem

_T = Text

# rule: (what is wrong, what to do)
_SAID: dict[str, tuple[Text, Text]] = {
    # the package
    "not_found": (
        _T("nie ma takiego folderu ani pliku zip", "there is no such folder or zip file"),
        _T("sprawdź ścieżkę", "check the path"),
    ),
    "archive_broken": (
        _T("archiwum jest uszkodzone albo niepełne", "the archive is damaged or incomplete"),
        _T("spakuj pliki jeszcze raz i wyślij ponownie", "pack the files again and send them again"),
    ),
    "archive_encrypted": (
        _T("archiwum jest zaszyfrowane", "the archive is encrypted"),
        _T("wyślij zip bez hasła, bezpiecznym kanałem", "send a zip without a password, by a safe channel"),
    ),
    "archive_method": (
        _T("pliku w archiwum użyto nieznanej kompresji", "a file of the archive is compressed in an unknown way"),
        _T("spakuj zwykłym zip (deflate)", "pack with ordinary zip (deflate)"),
    ),
    "archive_path": (
        _T("nazwa pliku wychodzi poza archiwum", "a file name leads out of the archive"),
        _T("spakuj pliki bez ścieżek", "pack the files without paths"),
    ),
    "archive_link": (
        _T("dowiązanie albo plik specjalny zamiast pliku", "a link or special file instead of a file"),
        _T("dołącz sam plik", "include the file itself"),
    ),
    "archive_nested": (
        _T("archiwum w archiwum", "an archive inside the archive"),
        _T("dołącz pliki CSV lub XLSX bez dodatkowego pakowania", "include CSV or XLSX files without packing them twice"),
    ),
    "archive_bomb": (
        _T("po rozpakowaniu pliki byłyby nienaturalnie duże", "unpacked, the files would be unnaturally large"),
        _T("spakuj jeszcze raz same pliki dostawy", "pack only the files of the delivery again"),
    ),
    "archive_members": (
        _T("w archiwum lub folderze jest za dużo plików", "the archive or folder holds too many files"),
        _T("zostaw pliki tabel i manifest.json", "keep the files of tables and manifest.json"),
    ),
    "disk": (
        _T("na dysku nie ma miejsca na rozpakowanie", "the disk has no room to unpack"),
        _T("zwolnij miejsce i spróbuj ponownie", "free some space and try again"),
    ),
    "file_unknown": (
        _T("pliku nie ma w umowie danych", "the file is not in the data contract"),
        _T("usuń go; nazwy plików podaje szablon (latarnia template)", "remove it; file names are in the template (latarnia template)"),
    ),
    "file_twice": (
        _T("tabela występuje dwa razy", "the table stands twice"),
        _T("zostaw jeden plik lub arkusz na tabelę", "keep one file or sheet per table"),
    ),
    "file_changed": (
        _T("plik zmienił się w trakcie czytania", "the file changed while it was read"),
        _T("poczekaj, aż zapis się skończy, i spróbuj ponownie", "wait until it is written and try again"),
    ),
    # the manifest
    "manifest_missing": (
        _T("brakuje pliku manifest.json", "manifest.json is missing"),
        _T("utwórz go poleceniem latarnia pack FOLDER", "write it with latarnia pack FOLDER"),
    ),
    "manifest_form": (
        _T("manifestu nie da się odczytać albo pole ma złą postać", "the manifest cannot be read or a field has a wrong form"),
        _T("popraw pole lub utwórz manifest poleceniem latarnia pack FOLDER", "mend the field or write the manifest with latarnia pack FOLDER"),
    ),
    "manifest_version": (
        _T("dostawa jest według innej wersji umowy danych", "the delivery follows another version of the contract"),
        _T("pobierz nowy szablon (latarnia template)", "take the new template (latarnia template)"),
    ),
    "file_missing": (
        _T("pliku z manifestu nie ma w dostawie", "a file of the manifest is not in the delivery"),
        _T("dołącz plik albo utwórz manifest od nowa", "include the file or write the manifest anew"),
    ),
    "file_unlisted": (
        _T("pliku nie ma w manifeście", "the file is not in the manifest"),
        _T("utwórz manifest od nowa (latarnia pack FOLDER)", "write the manifest anew (latarnia pack FOLDER)"),
    ),
    "file_hash": (
        _T("suma kontrolna pliku różni się od manifestu", "the file's checksum differs from the manifest"),
        _T("wyślij pliki ponownie; jeśli zmiana jest zamierzona, utwórz manifest od nowa", "send the files again; if changed on purpose, write the manifest anew"),
    ),
    "file_rows": (
        _T("liczba wierszy różni się od manifestu", "the number of rows differs from the manifest"),
        _T("sprawdź, czy plik jest cały, i utwórz manifest od nowa", "check that the file is whole and write the manifest anew"),
    ),
    # the form of a file
    "encoding": (
        _T("plik nie jest tekstem w UTF-8, cp1250 ani UTF-16", "the file is not text in UTF-8, cp1250 or UTF-16"),
        _T("zapisz jako CSV UTF-8", "save as CSV UTF-8"),
    ),
    "line_length": (
        _T("wiersz jest nienaturalnie długi", "the line is unnaturally long"),
        _T("sprawdź końce wierszy; wiersz tabeli ma najwyżej kilkaset znaków", "check the line ends; a row of a table has a few hundred characters at most"),
    ),
    "empty_file": (
        _T("plik jest pusty, brakuje nagłówka", "the file is empty, the header is missing"),
        _T("użyj pliku z szablonu", "use the file of the template"),
    ),
    "column_unknown": (
        _T("nieznana kolumna (podano jej numer)", "unknown column (its number is given)"),
        _T("usuń kolumnę albo nadaj jej nazwę z szablonu", "remove the column or name it as in the template"),
    ),
    "column_missing": (
        _T("brakuje kolumny", "the column is missing"),
        _T("dodaj kolumnę z szablonu", "add the column of the template"),
    ),
    "column_twice": (
        _T("kolumna występuje dwa razy", "the column stands twice"),
        _T("zostaw jedną", "keep one"),
    ),
    "row_shape": (
        _T("wiersz ma inną liczbę pól niż nagłówek albo zły cudzysłów", "the row has another number of fields than the header, or a broken quote"),
        _T("sprawdź separatory i cudzysłowy w tym wierszu", "check separators and quotes in this row"),
    ),
    "line_break": (
        _T("znak końca wiersza w środku komórki", "a line break inside a cell"),
        _T("usuń go; umowa nie zna tekstów wielowierszowych", "remove it; the contract has no texts of several lines"),
    ),
    "workbook": (
        _T("skoroszytu XLSX nie da się odczytać albo jest za duży", "the XLSX workbook cannot be read or is too large"),
        _T("zapisz arkusz jako CSV UTF-8", "save the sheet as CSV UTF-8"),
    ),
    "sheet_unknown": (
        _T("arkusza nie ma w umowie danych", "the sheet is not in the data contract"),
        _T("usuń arkusz; nazwy podaje szablon", "remove the sheet; names are in the template"),
    ),
    # what may not exist in a cell
    "pesel": (
        _T("ciąg 11 cyfr, jak numer PESEL", "a run of 11 digits, like a PESEL number"),
        _T("usuń numer z danych; dostawa nie może zawierać identyfikatorów osób", "remove it; a delivery may not hold identifiers of persons"),
    ),
    "pesel_valid": (
        _T("numer PESEL (cyfra kontrolna się zgadza)", "a PESEL number (its check digit is right)"),
        _T("usuń numer z danych; dostawa nie może zawierać identyfikatorów osób", "remove it; a delivery may not hold identifiers of persons"),
    ),
    "nip_valid": (
        _T("numer NIP (cyfra kontrolna się zgadza)", "a tax number, NIP (its check digit is right)"),
        _T("usuń numer z danych", "remove the number"),
    ),
    "regon_valid": (
        _T("9 cyfr z poprawną cyfrą kontrolną REGON", "9 digits with a right check digit of REGON"),
        _T("usuń numer z danych", "remove the number"),
    ),
    "nip": (
        _T("10 cyfr, jak NIP", "10 digits, like a tax number (NIP)"),
        _T("usuń numer z danych", "remove the number"),
    ),
    "regon": (
        _T("9 cyfr, jak REGON lub telefon", "9 digits, like a REGON or telephone number"),
        _T("usuń numer z danych", "remove the number"),
    ),
    "phone": (
        _T("wygląda jak numer telefonu", "looks like a telephone number"),
        _T("usuń numer z danych", "remove the number"),
    ),
    "email": (
        _T("wygląda jak adres e-mail", "looks like an e-mail address"),
        _T("usuń adres z danych", "remove the address"),
    ),
    "iban": (
        _T("wygląda jak numer rachunku", "looks like an account number"),
        _T("usuń numer z danych", "remove the number"),
    ),
    "url": (
        _T("wygląda jak adres internetowy", "looks like an internet address"),
        _T("usuń adres z danych", "remove the address"),
    ),
    "full_date": (
        _T("pełna data; dostawa zna tylko miesiące", "a full date; a delivery knows months only"),
        _T("wpisz RRRR-MM, a zamiast daty urodzenia grupę wieku", "write YYYY-MM, and an age group instead of a birth date"),
    ),
    "gmina": (
        _T("kod gminy; dostawa zna tylko powiaty", "code of a commune; a delivery knows counties only"),
        _T("wpisz czterocyfrowy kod powiatu", "write the four-digit code of the county"),
    ),
    "postcode": (
        _T("wygląda jak kod pocztowy", "looks like a postcode"),
        _T("usuń adres z danych", "remove the address"),
    ),
    "name": (
        _T("dwa słowa wielką literą, jak imię i nazwisko", "two capitalised words, like a person's name"),
        _T("usuń nazwisko z danych", "remove the name"),
    ),
    "free_text": (
        _T("tekst zamiast kodu, liczby lub miesiąca", "text instead of a code, number or month"),
        _T("usuń opis; wpisz kod z listy", "remove the text; enter a code of the list"),
    ),
    # a row that is set aside
    "required": (_T("pusta komórka", "empty cell"), _T("wpisz wartość", "enter a value")),
    "type": (
        _T("wartość nie jest tego rodzaju co kolumna", "the value is not of the column's kind"),
        _T("postać", "form"),
    ),
    "code": (
        _T("kodu nie ma na liście", "the code is not in the list"),
        _T("użyj kodu z listy", "use a code of the list"),
    ),
    "pattern": (
        _T("wartość ma inną postać niż w umowie", "the value has another form than in the contract"),
        _T("postać", "form"),
    ),
    "range": (
        _T("wartość poza dopuszczalnym zakresem", "value out of range"),
        _T("dopuszczalne", "allowed"),
    ),
    "items": (
        _T("za dużo kodów albo kod powtórzony", "too many codes or a code repeated"),
        _T("wpisz każdy kod raz; najwyżej", "enter each code once; at most"),
    ),
    "key": (
        _T("klucz występuje drugi raz", "the key stands a second time"),
        _T("zostaw jeden wiersz na", "keep one row per"),
    ),
    "orphan": (
        _T("nie ma wiersza, na który wskazuje kolumna, albo go odłożono", "the row this column points to is missing or was set aside"),
        _T("popraw wskazanie albo dodaj wiersz w tabeli", "mend the reference or add the row in table"),
    ),
}  # fmt: skip

_VALID = "_valid"  # the same rule, worded for a number whose check digit is right
RULES: frozenset[str] = frozenset(rule.removesuffix(_VALID) for rule in _SAID)


def problem(
    rule: str, file: str, *, line: int | None = None, column: str | None = None, detail: Text | None = None
) -> Problem:
    """A Problem in the fixed words of its rule; `detail`, from a declaration, is added to what to do."""
    what, todo = _SAID[rule]
    if detail is not None:
        todo = Text(f"{todo.pl}: {detail.pl}", f"{todo.en}: {detail.en}")
    return Problem(file=file, rule=rule.removesuffix(_VALID), what=what, todo=todo, line=line, column=column)
