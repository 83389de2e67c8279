"""Sheets of the template's workbook: notes, tables whose cells offer their codes, and the code lists themselves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import IO, Any, Self

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from pipelines.catalog import Column, Language, Table, Text
from pipelines.contract import CONTRACT, NOTE_SHEETS, VERSION, dictionary
from pipelines.contract.lists import Code

LAST_ROW = 20_000  # rows below it take any value; they are checked all the same
_NUMBERS = {"integer", "decimal"}

_NOTES = (
    Text(f"Dostawa danych, umowa wersja {VERSION}", f"Delivery of data, contract version {VERSION}"),
    Text(
        "Każdy arkusz to jedna tabela. Wypełnij te, które masz; puste usuń albo zostaw.",
        "Every sheet is one table. Fill in those you have; remove the empty ones or leave them.",
    ),
    Text(
        "Nie wpisuj imion, nazwisk, numerów PESEL, adresów, telefonów, pełnych dat ani uwag: taki plik zostanie odrzucony w całości.",
        "Enter no names, PESEL numbers, addresses, telephones, full dates or notes: such a file is refused as a whole.",
    ),
    Text(
        "Numery spraw, rodzin, planów i kroków nadaj losowo na potrzeby tej jednej dostawy, np. c1, h1, p1, s1.",
        "Give the cases, households, plans and steps random numbers for this one delivery, e.g. c1, h1, p1, s1.",
    ),
    Text(
        "Dostawa obejmuje sprawy, które weszły w jednym półroczu. Nowe wiadomości o nich wyślij z tym samym półroczem jeszcze raz.",
        "A delivery covers the cases that entered in one half-year. Send later news about them with the same half-year again.",
    ),
    Text(
        "Miesiące zapisuj jako RRRR-MM, tak lub nie jako 1 lub 0, kilka kodów łącz znakiem |.",
        "Write months as YYYY-MM, yes or no as 1 or 0, join several codes with |.",
    ),
    Text("Znaczenie kodów podaje arkusz codes.", "The sheet codes tells what the codes mean."),
    Text(
        "Gotowy folder opisz poleceniem: latarnia pack FOLDER. Sprawdź go poleceniem: latarnia check FOLDER.",
        "Describe the finished folder with: latarnia pack FOLDER. Check it with: latarnia check FOLDER.",
    ),
)
_CHOOSE = Text("Wybierz kod z listy (arkusz codes).", "Choose a code of the list (sheet codes).")
_LABELS = (Text("kod", "code"), Text("nazwa", "label"), Text("obowiązuje", "in force"))


class Sheets:
    """The workbook being written; as a context it is closed at the end. Texts are in one language."""

    def __init__(self, out: IO[bytes], language: Language, *, created: datetime.datetime) -> None:
        self._book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"created": created, "title": _NOTES[0][language]})
        self._language = language
        self._text = self._book.add_format({"num_format": "@"})  # keeps 2024-03 and 1-3 from turning into dates
        self._head = self._book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._lists: dict[tuple[str, tuple[str, ...]], list[Code]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def notes(self) -> None:
        """The first sheet: how to fill in the workbook, and what each table is about."""
        sheet = self._book.add_worksheet(NOTE_SHEETS[0])
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 100)
        for row, note in enumerate(_NOTES):
            sheet.write_string(row, 1, note[self._language], self._head if row == 0 else self._wrapped)
        for row, table in enumerate(CONTRACT, len(_NOTES) + 1):
            sheet.write_string(row, 0, table.name, self._head)
            sheet.write_string(row, 1, table.title[self._language])

    def table(self, table: Table, offers: Mapping[str, Sequence[Code]]) -> None:
        """One sheet named by the table: its header, and cells that offer codes or check what is typed in."""
        sheet = self._book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(table.columns):
            header = (column.header or Text(column.name, column.name))[self._language]
            sheet.write_string(0, number, header, self._head)
            sheet.set_column(number, number, max(12, len(header) + 2), None if column.type in _NUMBERS else self._text)
            sheet.data_validation(1, number, LAST_ROW, number, self._validation(column, offers[column.name], number))

    def code_lists(self) -> None:
        """The last sheet: three columns for every list that some cell offers."""
        sheet = self._book.add_worksheet(NOTE_SHEETS[1])
        sheet.freeze_panes(2, 0)
        for place, ((name, _), codes) in enumerate(self._lists.items()):
            first = 3 * place
            sheet.set_column(first, first, 16, self._text)
            sheet.set_column(first + 1, first + 1, 40)
            sheet.write_string(0, first, name, self._head)
            for shift, label in enumerate(_LABELS):
                sheet.write_string(1, first + shift, label[self._language], self._head)
            for row, code in enumerate(codes, 2):
                sheet.write_string(row, first, code.code, self._text)
                sheet.write_string(row, first + 1, code.label[self._language])
                sheet.write_string(row, first + 2, code.validity(self._language))

    def _validation(self, column: Column, codes: Sequence[Code], number: int) -> dict[str, Any]:
        told = f"{column.meaning[self._language]}. {dictionary.allowed(column, self._language)}"
        rule: dict[str, Any] = {"validate": "any"}
        if column.type == "boolean":
            rule = {"validate": "list", "source": ["1", "0"]}
        elif codes:
            where = self._listed(column, codes)
            if column.type != "codes":  # several codes in one cell are typed; the list stands in the sheet codes
                rule = {"validate": "list", "source": where, "error_message": _CHOOSE[self._language]}
        elif column.type in _NUMBERS:
            rule = {
                "validate": column.type,
                "criteria": "between",
                "minimum": column.minimum,
                "maximum": column.maximum,
            }
        elif column.type == "month":
            cell = f"{xl_col_to_name(number)}2"
            month = f'AND(LEN({cell})=7,MID({cell},5,1)="-",VALUE(RIGHT({cell},2))<=12,VALUE(RIGHT({cell},2))>=1)'
            rule = {"validate": "custom", "value": f"={month}"}
        return rule | {"input_title": column.name[:32], "input_message": told[:255]}

    def _listed(self, column: Column, codes: Sequence[Code]) -> str:
        """Where in the sheet of codes the list stands; it is entered there if it is new."""
        key = (str(column.codes), tuple(c.code for c in codes))
        self._lists.setdefault(key, list(codes))
        name = xl_col_to_name(3 * list(self._lists).index(key))
        return f"={NOTE_SHEETS[1]}!${name}$3:${name}${len(codes) + 2}"
