"""The data dictionary: what every column of a delivery means and what may stand in it, from the declarations alone."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.catalog import Column, Language, Table, Text
from pipelines.contract import CONTRACT

HEADINGS = {
    "table": Text("tabela", "table"),
    "table_title": Text("czego dotyczy tabela", "what the table is about"),
    "column": Text("kolumna", "column"),
    "header": Text("nagłówek", "header"),
    "meaning": Text("znaczenie", "meaning"),
    "type": Text("typ", "type"),
    "allowed": Text("co może stać w komórce", "what the cell may hold"),
    "required": Text("wymagana", "required"),
    "key": Text("klucz", "key"),
    "refers_to": Text("musi być w tabeli", "must be in the table"),
    "rule": Text("reguła", "rule"),
    "what": Text("co jest nie tak", "what is wrong"),
    "todo": Text("co zrobić", "what to do"),
}

_TYPES = {
    "text": Text("tekst", "text"),
    "integer": Text("liczba całkowita", "whole number"),
    "decimal": Text("liczba", "number"),
    "month": Text("miesiąc", "month"),
    "boolean": Text("tak lub nie", "yes or no"),
    "codes": Text("kilka kodów", "several codes"),
}
_YES_NO = (Text("nie", "no"), Text("tak", "yes"))


def allowed(column: Column, language: Language) -> str:
    """What a cell of the column may hold, in words."""
    if column.type == "month":
        return {"pl": "RRRR-MM, np. 2024-03", "en": "YYYY-MM, e.g. 2024-03"}[language]
    if column.type == "boolean":
        return {"pl": "1 = tak, 0 = nie", "en": "1 = yes, 0 = no"}[language]
    if column.codes is not None:
        several = {"pl": ", kilka łączy znak |", "en": ", several joined by |"}[language]
        listed = {"pl": "kod z listy", "en": "code of the list"}[language]
        return f"{listed} {column.codes}{several if column.type == 'codes' else ''}"
    if column.minimum is not None and column.maximum is not None:
        between = {"pl": ("od", "do"), "en": ("from", "to")}[language]
        return f"{between[0]} {column.minimum:.0f} {between[1]} {column.maximum:.0f}"
    return column.meaning[language] if column.pattern is not None else _TYPES[column.type][language]


def columns(language: Language, tables: Iterable[Table] = CONTRACT) -> list[dict[str, str]]:
    """One row per column of the contract, in its order; the keys are those of HEADINGS up to `refers_to`."""
    rows = []
    for table in tables:
        references = dict(table.references)
        for column in table.columns:
            header = column.header or Text(column.name, column.name)
            rows.append(
                {
                    "table": table.name,
                    "table_title": table.title[language],
                    "column": column.name,
                    "header": header[language],
                    "meaning": column.meaning[language],
                    "type": _TYPES[column.type][language],
                    "allowed": allowed(column, language),
                    "required": _YES_NO[column.required][language],
                    "key": _YES_NO[column.name in table.key][language],
                    "refers_to": references.get(column.name, ""),
                }
            )
    return rows


def rules(language: Language, tables: Iterable[Table] = CONTRACT) -> list[dict[str, str]]:
    """One row per quarantine rule of the contract: which rows are set aside and what to do about them."""
    return [
        {
            "table": table.name,
            "rule": rule.id,
            "what": rule.rule[language],
            "todo": rule.todo[language] if rule.todo is not None else "",
        }
        for table in tables
        for rule in table.rules
    ]
