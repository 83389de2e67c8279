"""Figures as an XLSX workbook: notes first, then tidy sheets with filters, one row a figure; numbers are numbers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pages.ui.downloads import columns, source_line
from pages.ui.text import words
from pipelines.catalog import LANGUAGES, STATUSES, Defined, Text
from pipelines.indicators import CATALOGUE, GROUPS, INDICATORS, PROPOSED
from pipelines.readings.figures import figures
from pipelines.reports.workbook_rows import HEADS, Sheet, in_order, of_figures, of_values
from pipelines.words import numbers

if TYPE_CHECKING:
    from pages.ui.cards.common import Content
    from pipelines.catalog import Language
    from pipelines.release import Release
    from pipelines.reports.talk import Shown

Kind = TypeVar("Kind", bound=Defined)

WIDEST = 60  # letters of a column
SHEET = 31  # letters of a sheet's name, by the file format

_NOTES = Text("Opis", "Notes")
_SAID: dict[str, Text] = {
    "areas": Text("Obszary", "Areas"),
    "release": Text("Wydanie", "Release"),
    "cut_off": Text("Stan danych na", "Figures as of"),
    "synthetic": Text("Uwaga", "Note"),
    "flags": Text("Znaczenie kolumny flag", "Meaning of the column flag"),
    "indicators": Text("Wskaźniki", "Indicators"),
    "definition": Text("Definicja", "Definition"),
    "unit": Text("Jednostka", "Unit"),
    "caveats": Text("Zastrzeżenia", "Caveats"),
    "sources": Text("Źródła", "Sources"),
    "sheets": Text("Arkusze", "Sheets"),
    "sheet": Text("Arkusz", "Sheet"),
    "licence": Text("Licencja", "Licence"),
    "segment": Text(
        "Wartości wolno odejmować i łączyć linią tylko w obrębie jednego odcinka porównywalnego.",
        "Values may be subtracted and joined by a line only within one comparable stretch.",
    ),
}


def of_areas(
    release: Release, areas: Sequence[str], language: Language, tell: Callable[[Text], None] = lambda _: None
) -> bytes:
    """All figures of these areas with the region and Poland beside them, a sheet for each group of indicators."""
    codes = list(dict.fromkeys([*areas, release.region, "00"]))
    sheets, used = [], []
    for group, label in GROUPS.items():
        published = [v for i in _of(INDICATORS, group) for at in codes for v in in_order(release.rows(i.id, at))]
        delivered = [f for i in _of(PROPOSED, group) for at in codes for f in figures(release, i.id, at)]
        if published or delivered:
            tell(label)
        if published:
            sheets.append(of_values(release, label[language], published, language))
        if delivered:
            sheets.append(of_figures(release, label[language], delivered, language))
        told = {v.indicator for v in published} | {f.indicator for f in delivered}
        used += [i for i in _of(CATALOGUE, group) if i.id in told]
    names = ", ".join(release.areas[code].full[language] for code in codes)
    return _book(release, [(_SAID["areas"], names)], sheets, used, language)


def _of(declared: Mapping[str, Kind], group: str) -> list[Kind]:
    return [one for one in declared.values() if one.group == group]


def of_talk(release: Release, title: str, shown: Iterable[Shown], language: Language) -> bytes:
    """The tables of a talk's views, as the cards show them."""
    return of_cards(release, title, [{**one.content, "title": one.title} for one in shown], language)


def of_cards(release: Release, title: str, cards: Iterable[Content], language: Language) -> bytes:
    """The tables of cards, a sheet each."""
    sheets, notes = [], []
    for at, content in enumerate(cards, 1):
        table = content.get("table")
        if table is None:
            continue
        found = columns(table, content["origin"], language)
        rows = list(zip(*(column.cells for column in found), strict=True))
        decimals = [
            [
                int(str(row.get("decimals", column.field.decimals))) if column.is_number and column.field else None
                for column in found
            ]
            for row in table.rows
        ]
        sheet = Sheet(f"{at}. {table.caption}", [column.name for column in found], rows, decimals)
        sheets.append(sheet)
        notes.append((Text(*[f"{_SAID['sheet'][code]} {at}" for code in LANGUAGES]), content["title"]))
        notes.append((Text("", ""), source_line(content["origin"], language)))
    return _book(release, [(Text(title, title), ""), *notes], sheets, [], language)


def _book(
    release: Release,
    told: Sequence[tuple[Text, str]],
    sheets: Sequence[Sheet],
    used: Sequence[Defined],
    language: Language,
) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    built = datetime.datetime.fromisoformat(release.manifest["built"]).replace(tzinfo=None)
    book.set_properties(
        {"created": built, "title": f"Latarnia – {release.region_area.name(language)}", "comments": release.id}
    )
    names = _names([_NOTES[language], *(sheet.name for sheet in sheets)])
    _notes(book, names, release, told, used, language)
    for name, sheet in zip(names[1:], sheets, strict=True):
        _tidy(book, name, sheet)
    book.close()
    return out.getvalue()


def _names(wanted: Iterable[str]) -> list[str]:
    """Sheet names without the signs that the format forbids, short enough and each once."""
    found: list[str] = []
    for name in wanted:
        plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name).strip()[:SHEET].strip()
        at = 2
        while plain.lower() in {one.lower() for one in found}:
            plain = f"{plain[: SHEET - 3].strip()} {at}"
            at += 1
        found.append(plain)
    return found


def _notes(
    book: Any,
    names: Sequence[str],
    release: Release,
    told: Sequence[tuple[Text, str]],
    used: Sequence[Defined],
    language: Language,
) -> None:
    """The first sheet: what this is, release, flags, definitions, sources."""
    sheet = book.add_worksheet(names[0])
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    bold, wrapped = (
        book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    lines: list[tuple[str, str]] = [(f"Latarnia – {release.region_area.name(language)}", "")]
    lines += [(key[language], text) for key, text in told]
    lines += [
        (_SAID["release"][language], release.id),
        (_SAID["cut_off"][language], numbers.day(release.cut_off, language)),
    ]
    lines += [(_SAID["synthetic"][language], warning[language]) for warning in release.manifest["warnings"]]
    lines += [("", ""), (_SAID["sheets"][language], "; ".join(names[1:]))]
    lines += [("", ""), (_SAID["flags"][language], "")]
    lines += [(code, status.label[language]) for code, status in STATUSES.items()]
    if used:
        lines += [
            (HEADS["segment"][language], _SAID["segment"][language]),
            ("", ""),
            (_SAID["indicators"][language], ""),
        ]
    for one in used:
        lines.append((f"{one.id} {one.title[language]}", one.question[language]))
        lines.append((_SAID["definition"][language], one.definition[language]))
        if one.denominator_words is not None:
            lines.append((words("about.numerator", language), one.numerator_words[language]))
            lines.append((words("about.denominator", language), one.denominator_words[language]))
        lines.append((_SAID["unit"][language], release.unit(one.unit)[language]))
        lines += [(_SAID["caveats"][language], caveat[language]) for caveat in one.caveats]
    if any(one.method == "protected" for one in used):
        lines += [("", ""), (words("outcomes.protection", language), words("outcomes.about_tokens", language))]
    if used:
        lines += [("", ""), (_SAID["sources"][language], "")]
    for name in sorted({s for one in used for s in one.sources} & set(release.manifest["sources"])):
        fact = release.manifest["sources"][name]
        suffix = "_en" if language == "en" else ""
        where = f"{fact[f'producer{suffix}']}, {fact[f'publication_{language}']}, {fact['url']}"
        issued = words("card.issued", language, date=numbers.day(fact["released"], language))
        lines.append((name, f"{fact[f'title_{language}']}. {where}, {issued}."))
        lines.append((_SAID["licence"][language], fact[f"licence{suffix}"]))
    for row, (key, text) in enumerate(lines):
        sheet.write_string(row, 0, key, bold)
        sheet.write_string(row, 1, text, wrapped)


def _tidy(book: Any, name: str, found: Sheet) -> None:
    """Headings with a filter, frozen; every number in the format of its decimals."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        places: book.add_format({"num_format": "#,##0" + ("." + "0" * places if places else "")}) for places in range(4)
    }
    plain, day = book.add_format({"num_format": "0"}), book.add_format({"num_format": "yyyy-mm-dd"})
    years = {HEADS["year"][code] for code in LANGUAGES}
    for column, text in enumerate(found.heads):
        sheet.write_string(0, column, text, head)
        longest = max([len(text) // 2, *(len(str(row[column])) for row in found.rows if row[column] is not None)])
        sheet.set_column(column, column, min(longest + 3, WIDEST))
    for at, (cells, places) in enumerate(zip(found.rows, found.decimals, strict=True), 1):
        for column, (cell, decimals) in enumerate(zip(cells, places, strict=True)):
            if cell is None or cell == "":
                continue
            if isinstance(cell, datetime.date):
                sheet.write_datetime(at, column, datetime.datetime.combine(cell, datetime.time()), day)
            elif decimals is not None and isinstance(cell, int | float):
                sheet.write_number(
                    at, column, cell, plain if found.heads[column] in years else formats[min(decimals, 3)]
                )
            else:
                sheet.write_string(at, column, str(cell))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(found.rows), len(found.heads) - 1)
