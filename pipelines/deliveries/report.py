"""What the sender gets back: one HTML page and one CSV list of everything to mend, without a single value of the data."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from html import escape
from pathlib import Path

from pipelines import publish
from pipelines.catalog import Language, Text
from pipelines.contract import TABLES
from pipelines.deliveries.check import CLEAN, REFUSED, Verdict
from pipelines.deliveries.small_groups import K, Loneliness
from pipelines.problems import Problem
from pipelines.words.numbers import number

PLACES_SHOWN = 8  # lines named on the page for one rule in one column; the CSV names them all

_SAY = {
    "title": Text("Raport z kontroli dostawy", "Report on a delivery"),
    "clean": Text("Dostawa jest poprawna.", "The delivery is correct."),
    "quarantine": Text(
        "Dostawę można wczytać, ale część wierszy zostanie odłożona. Popraw je i wyślij to samo półrocze jeszcze raz.",
        "The delivery can be loaded, but some rows will be set aside. Mend them and send the same half-year again.",
    ),
    "refused": Text(
        "Dostawa odrzucona w całości. Niczego z niej nie zachowano. Popraw wskazane miejsca i wyślij ją jeszcze raz.",
        "The delivery is refused as a whole. Nothing of it was kept. Mend the places named and send it again.",
    ),
    "synthetic": Text("dane syntetyczne", "synthetic data"),
    "delivery": Text("Dostawca i półrocze", "Supplier and half-year"),
    "tables": Text("Tabele", "Tables"),
    "table": Text("Tabela", "Table"),
    "read": Text("Wiersze", "Rows"),
    "kept": Text("Przyjęte", "Accepted"),
    "aside": Text("Odłożone", "Set aside"),
    "mend": Text("Co poprawić", "What to mend"),
    "nothing": Text("Nie ma nic do poprawienia.", "There is nothing to mend."),
    "file": Text("Plik", "File"),
    "line": Text("Wiersz", "Row"),
    "lines": Text("Wiersze w pliku", "Rows in the file"),
    "column": Text("Kolumna", "Column"),
    "count": Text("Ile", "How many"),
    "rule": Text("Reguła", "Rule"),
    "what": Text("Co jest nie tak", "What is wrong"),
    "todo": Text("Co zrobić", "What to do"),
    "effect": Text("Skutek", "Effect"),
    "refuses": Text("odrzuca dostawę", "refuses the delivery"),
    "sets_aside": Text("wiersz odłożony", "row set aside"),
    "values": Text(
        "Raport celowo nie powtarza wartości z plików: wiersz i kolumna wystarczą, by je znaleźć. Wiersz 1 to nagłówek.",
        "The report never repeats values of the files: row and column are enough to find them. Row 1 is the header.",
    ),
    "more": Text("i dalsze", "and more"),
}

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
.verdict { border-left: .4rem solid; padding: .6rem 1rem; font-weight: 600 }
table { border-collapse: collapse; width: 100% } caption { text-align: left; padding: .4rem 0 }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8886 }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
code { font-size: .9em }
"""


def write(verdict: Verdict, folder: Path, language: Language) -> tuple[Path, Path]:
    """Write `report.html` and `report.csv` into the folder, made if need be; returns both."""
    folder.mkdir(parents=True, exist_ok=True)
    page, listing = folder / "report.html", folder / "report.csv"
    publish.write_atomically(page, html(verdict, language).encode())
    publish.write_atomically(listing, places(verdict, language).encode("utf-8-sig"))
    return page, listing


def places(verdict: Verdict, language: Language) -> str:
    """Every place to mend as CSV: file, row, column, rule, effect, what is wrong, what to do."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    heads = ("file", "line", "column", "rule", "effect", "what", "todo")
    writer.writerow([_SAY[head][language].lower() for head in heads])
    for effect, problems in (("refuses", verdict.refusals), ("sets_aside", verdict.aside)):
        writer.writerows(
            [p.file, p.line, p.column, p.rule, _SAY[effect][language], p.what[language], p.todo[language]]
            for p in problems
        )
    return out.getvalue()


def html(verdict: Verdict, language: Language) -> str:
    """The page: verdict, tables with their rows, one line per rule and column with the first places."""

    def say(key: str) -> str:
        return escape(_SAY[key][language])

    state = "refused" if verdict.code == REFUSED else "clean" if verdict.code == CLEAN else "quarantine"
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{say('title')}: {escape(verdict.name)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{say('title')}: {escape(verdict.name)}</h1>",
    ]
    if verdict.manifest is not None:
        marks = f" · <strong>{say('synthetic')}</strong>" if verdict.manifest.synthetic else ""
        parts.append(f"<p>{say('delivery')}: {escape(verdict.manifest.supplier)}, {verdict.manifest.period}{marks}</p>")
    parts.append(f'<p class="verdict">{say(state)}</p><p>{say("values")}</p>')
    if verdict.rows:
        parts.append(_tables(verdict, language))
    parts.append(f"<h2>{say('mend')}</h2>")
    parts.append(_groups(verdict, language) if verdict.refusals or verdict.aside else f"<p>{say('nothing')}</p>")
    return "".join([*parts, "</main></body></html>\n"])


def _tables(verdict: Verdict, language: Language) -> str:
    heads = "".join(f'<th scope="col" class="n">{_SAY[k][language]}</th>' for k in ("read", "kept", "aside"))
    rows = "".join(
        f'<tr><th scope="row">{escape(TABLES[name].title[language])} <code>{name}</code></th>'
        + "".join(
            f'<td class="n">{number(n, 0, language)}</td>'
            for n in (rows, verdict.kept[name], rows - verdict.kept[name])
        )
        + "</tr>"
        for name, rows in verdict.rows.items()
    )
    return (
        f"<h2>{_SAY['tables'][language]}</h2><table><thead><tr>"
        f'<th scope="col">{_SAY["table"][language]}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def groups(verdict: Verdict) -> dict[tuple[str, str, str], list[Problem]]:
    """Problems by file, column and rule, in the order in which they were found."""
    found: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for p in [*verdict.refusals, *verdict.aside]:
        found[p.file, p.column or "", p.rule].append(p)
    return found


def count(verdict: Verdict, problems: list[Problem]) -> int:
    """How many rows the rule concerns in that column, more than were listed where they are very many."""
    first = problems[0]
    table = first.file.removesuffix(".csv")
    return max(verdict.counts.get((table, first.column or "", first.rule), 0), len(problems))


def _groups(verdict: Verdict, language: Language) -> str:
    heads = ("file", "column", "count", "lines", "what", "todo", "rule")
    cells = "".join(f'<th scope="col">{_SAY[h][language]}</th>' for h in heads)
    body = []
    for (file, column, rule), problems in groups(verdict).items():
        how_many = count(verdict, problems)
        lines = [str(p.line) for p in problems if p.line is not None][:PLACES_SHOWN]
        more = f" {_SAY['more'][language]}" if how_many > len(lines) and lines else ""
        body.append(
            f"<tr><td>{escape(file)}</td><td><code>{escape(column)}</code></td><td>{number(how_many, 0, language)}</td>"
            f"<td>{', '.join(lines)}{more}</td><td>{escape(problems[0].what[language])}</td>"
            f"<td>{escape(problems[0].todo[language])}</td><td><code>{escape(rule)}</code></td></tr>"
        )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def alone(lonely: Loneliness, language: Language) -> list[str]:
    """k of the delivery in one sentence, and what follows from it where it is small."""
    if not lonely.cases:
        return []
    share = {code: number(100 * lonely.share_below, 1, code) for code in ("pl", "en")}
    said = [
        Text(
            f"najmniejsza grupa (powiat, płeć, wiek w trzech przedziałach, rok): k = {lonely.smallest}; "
            f"w grupach poniżej {K}: {share['pl']}% spraw",
            f"smallest group (county, sex, three ages, year): k = {lonely.smallest}; in groups below {K}: {share['en']}% of cases",
        )
    ]
    if lonely.is_personal:
        said.append(
            Text(
                "k jest mniejsze niż 5: to dane o osobach. Nie trzymaj ich na serwerze panelu; wystaw na nim tylko chronione tablice.",
                "k is below 5: these are data about persons. Do not keep them on the dashboard's server; put only the protected tables there.",
            )
        )
    return [text[language] for text in said]
