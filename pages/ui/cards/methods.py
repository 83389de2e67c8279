"""Cards of the methods page: data dictionary, calendar of breaks and glossary, each as a table with a download."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from pages.ui.cards.common import Content
from pages.ui.downloads import POLISH, Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import catalogue
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.plurals import counted

LONG = 7  # letters; shorter words are searched as they are


def matches(search: str, *texts: str) -> bool:
    """Whether every word of the search stands in the texts, whatever case, Polish letters and endings."""
    whole = folded(" ".join(texts))
    return all(stem(word) in whole for word in folded(search).split())


def folded(text: str) -> str:
    """Lower case without accents, so that `zniecheceni` finds `Zniechęceni`."""
    return unicodedata.normalize("NFKD", text.translate(POLISH)).encode("ascii", "ignore").decode().casefold()


def stem(word: str) -> str:
    """The word without what Polish declension changes: three letters of a long one, so `bezrobocie` finds `bezrobotni`."""
    return word[:-3] if len(word) > LONG else word


def table_title(release: Release, name: str, language: Language) -> str:
    """Title of a source table; its name where the list has none."""
    row = next((r for r in release.lists["tables"] if r["code"] == name), None)
    return row[f"title_{language}"] if row else name


def _content(
    release: Release,
    key: str,
    language: Language,
    fields: Sequence[Field],
    rows: Sequence[Mapping[str, object]],
    count: str,
) -> Content:
    title = words(f"methods.{key}_title", language, count=count)
    return {
        "title": title if rows else words("methods.nothing", language),
        "subtitle": words(f"methods.{key}_subtitle", language),
        "sentence": title,
        "origin": Origin(
            name=words(f"methods.{key}", language),
            source=words("methods.declared", language),
            release=release.id,
            period=release.cut_off,
        ),
        "table": Table(words(f"methods.{key}", language), fields, rows) if rows else None,
        "level": 3,
    }


@remembered
def dictionary(release: Release, language: Language, search: str = "") -> Content:
    """Every column of every table with counts: what it means and whether it is part of the key."""
    rows = []
    for name, table in release.manifest["dictionary"].items():
        for column, meaning in table["columns"].items():
            if matches(search, name, column, meaning[language], table["summary"][language]):
                key = words("methods.yes" if column in table["grain"] else "methods.no", language)
                rows.append({"table": name, "column": column, "meaning": meaning[language], "key": key})
    fields = [
        Field("table", words("methods.column_table", language)),
        Field("column", words("methods.column_column", language)),
        Field("meaning", words("methods.column_meaning", language)),
        Field("key", words("methods.column_key", language)),
    ]
    return _content(release, "dictionary", language, fields, rows, counted(len(rows), "kolumna", language))


@remembered
def calendar(release: Release, language: Language, search: str = "") -> Content:
    """Dates at which figures stop being comparable, or the world changed, with the series they concern."""
    rows = []
    for cut in catalogue.calendar(release):
        tables = "; ".join(table_title(release, name, language) for name in cut.tables)
        kind = words(f"methods.kind_{cut.kind}", language)
        if matches(search, cut.on, kind, cut.short[language], cut.text[language], tables):
            rows.append(
                {
                    "on": numbers.day(cut.on, language),
                    "kind": kind,
                    "what": cut.text[language],
                    "tables": tables,
                    "reference": cut.source_url,
                }
            )
    fields = [
        Field("on", words("methods.column_on", language)),
        Field("kind", words("methods.column_kind", language)),
        Field("what", words("methods.column_what", language)),
        Field("tables", words("methods.column_tables", language)),
        Field("reference", words("methods.column_reference", language)),
    ]
    return _content(release, "calendar", language, fields, rows, numbers.number(len(rows), 0, language))


@remembered
def glossary(release: Release, language: Language, search: str = "") -> Content:
    """Terms in Polish and English with a definition, in the order of the page's language."""
    other: Language = "en" if language == "pl" else "pl"
    rows = [
        {"term": row[language], "other": row[other], "definition": row[f"definition_{language}"]}
        for row in sorted(release.lists["glossary"], key=lambda row: alphabet(row[language]))
        if matches(search, row["pl"], row["en"], row[f"definition_{language}"])
    ]
    fields = [
        Field("term", words("methods.column_term", language)),
        Field("other", words("methods.column_other", language)),
        Field("definition", words("methods.column_definition", language)),
    ]
    return _content(release, "glossary", language, fields, rows, numbers.number(len(rows), 0, language))


LETTERS = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


def alphabet(text: str) -> list[int]:
    """Sort key of the Polish alphabet (of the English one too), without the system's locale."""
    return [LETTERS.find(letter) for letter in text.casefold()]
