"""A proposal for people: on the terminal in a few lines, as one accessible HTML page in full."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from pipelines.catalog import STATUSES, Language, Text
from pipelines.imports.proposal import Cell, Proposal

SHOWN_ROWS = 2000  # on the page; proposal.json has them all
SHOWN_LINES = 12  # on the terminal

_SAY = {
    "title": Text("Propozycja zmiany danych", "Proposed change of figures"),
    "correction": Text("Poprawka danych", "Correction of figures"),
    "nothing": Text("Nic się nie zmienia: tabela ma już wszystkie te liczby.", "Nothing changes: the table has all these figures already."),
    "new": Text("nowe", "new"),
    "revised": Text("zmienione", "revised"),
    "withdrawn": Text("wycofane", "withdrawn"),
    "rounding": Text("w tym w granicach zaokrąglenia", "of these within rounding"),
    "unchanged": Text("bez zmian", "unchanged"),
    "outside": Text("wiersze spoza tabeli", "rows outside the table"),
    "files": Text("Pliki", "Files"),
    "file": Text("Plik", "File"),
    "shape": Text("Postać", "Shape"),
    "lines": Text("Wiersze", "Lines"),
    "released": Text("Dzień wydania", "Day of release"),
    "unknown": Text("nieznany; podaj go przy przyjęciu (--released)", "unknown; give it when accepting (--released)"),
    "look": Text("Na co zwrócić uwagę", "What to look at"),
    "nothing_to_see": Text("Niczego nietypowego nie znaleziono.", "Nothing unusual was found."),
    "figures": Text("Liczby", "Figures"),
    "key": Text("Co", "What"),
    "column": Text("Kolumna", "Column"),
    "kind": Text("Rodzaj", "Kind"),
    "old": Text("Było", "Was"),
    "now": Text("Będzie", "Will be"),
    "difference": Text("Różnica", "Difference"),
    "place": Text("Miejsce w pliku", "Place in the file"),
    "line": Text("wiersz", "line"),
    "within": Text("w granicach zaokrąglenia", "within rounding"),
    "none": Text("brak", "none"),
    "refused": Text("Tej propozycji nie można przyjąć", "This proposal cannot be accepted"),
    "accept": Text("Przyjęcie", "To accept"),
    "who": Text("IMIĘ I NAZWISKO", "NAME"),
    "note": Text("uwaga dla czytelników", "note for readers"),
    "more": Text("i jeszcze {n} w proposal.json", "and {n} more in proposal.json"),
    "period": Text("nowe okresy", "new periods"),
    "code": Text("nowe kody", "new codes"),
    "label": Text("zmieniona nazwa", "changed name"),
    "jump": Text("skok", "jump"),
    "break": Text("przerwa w szeregu", "break in the series"),
    "joined": Text("połączone wydania", "joined vintages"),
    "absent": Text("czego brakuje", "what is missing"),
    "reason": Text("Powód", "Reason"),
}  # fmt: skip

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
.counts { font-size: 1.2rem; font-weight: 600 } .stop { border-left: .4rem solid; padding: .6rem 1rem; font-weight: 600 }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8886; font-weight: 400 }
thead th { font-weight: 600 } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
code { font-size: .9em } code, li, h1 { overflow-wrap: anywhere } tbody th { white-space: nowrap }
"""


def counts(p: Proposal, language: Language) -> str:
    """How much would change, in one line."""
    rounding = sum(c.kind == "revised" and not c.beyond_rounding for c in p.cells)
    parts = [f"{_SAY[k][language]} {p.count(k)}" for k in ("new", "revised")]
    if rounding:
        parts[-1] += f" ({_SAY['rounding'][language]} {rounding})"
    parts += [f"{_SAY['withdrawn'][language]} {p.count('withdrawn')}", f"{_SAY['unchanged'][language]} {p.unchanged}"]
    if p.outside:
        parts.append(f"{_SAY['outside'][language]} {p.outside}")
    return " · ".join(parts)


def difference(cell: Cell, language: Language) -> str:
    """New minus old with its sign; empty where one of them is missing."""
    if not (cell.old and cell.new):
        return ""
    words = f"{Decimal(cell.new) - Decimal(cell.old):+f}".replace("-", "−")
    return words.replace(".", ",") if language == "pl" else words


def value(figure: str, status: str, language: Language) -> str:
    """A figure as the reader's language writes it, with its status where it is not an ordinary one."""
    shown = (figure.replace(".", ",") if language == "pl" else figure) or _SAY["none"][language]
    return shown if status in {"", "A"} else f"{shown} ({STATUSES[status].label[language]})"


def terminal(p: Proposal, language: Language) -> str:
    """The proposal in a few lines."""
    say = {key: text[language] for key, text in _SAY.items()}
    head = f"{p.table}: {', '.join(o.file for o in p.origins) or p.reason}"
    if p.is_empty:
        lines = [head, f"  {say['nothing']} ({counts(p, language)})"]
        return "\n".join([*lines, *(f"  · {say[f.kind]}: {f.text[language]}" for f in p.findings)])
    lines = [head, f"  {p.id}: {counts(p, language)}"]
    for cell in p.cells[:SHOWN_LINES]:
        lines.append(
            f"    {' · '.join(cell.key.values())} {cell.column}: {value(cell.old, cell.old_status, language)} → {value(cell.new, cell.new_status, language)}"
        )
    if len(p.cells) > SHOWN_LINES:
        lines.append(f"    … {say['more'].format(n=len(p.cells) - SHOWN_LINES)}")
    lines += [f"  ! {say[f.kind]}: {f.text[language]}" for f in p.findings if f.kind != "joined"]
    if p.refused:
        lines.append(f"  {say['refused']}:")
        lines += [f"    {text[language]}" for text in p.refused]
    else:
        lines.append(
            f'  {say["accept"]}: latarnia accept {p.id} --by "{say["who"]}" --note "…"'
            + ("" if p.released else " --released RRRR-MM-DD" if language == "pl" else " --released YYYY-MM-DD")
        )
    return "\n".join(lines)


def html(p: Proposal, language: Language) -> str:
    """The whole proposal as one page."""

    def say(key: str) -> str:
        return escape(_SAY[key][language])

    title = say("correction" if p.kind == "correction" else "title")
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{title}: {escape(p.table)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{title}: {escape(p.table)}</h1>",
        f'<p class="counts">{escape(counts(p, language))}</p>',
        f"<p>{say('released')}: {escape(p.released) or say('unknown')}</p>",
    ]
    if p.reason:
        parts.append(f"<p>{say('reason')}: {escape(p.reason)}</p>")
    if p.refused:
        parts.append(
            f'<div class="stop"><p>{say("refused")}:</p>{"".join(f"<p>{escape(t[language])}</p>" for t in p.refused)}</div>'
        )
    else:
        parts.append(
            f"<p>{say('accept')}: <code>latarnia accept {p.id} --by &quot;{say('who')}&quot; --note &quot;{say('note')}&quot;</code></p>"
        )
    parts.append(f"<h2>{say('look')}</h2>")
    items = "".join(
        f"<li>{say(f.kind)}: {escape(f.text[language])}{_where(f.file, f.line, '', language)}</li>" for f in p.findings
    )
    parts.append(f"<ul>{items}</ul>" if items else f"<p>{say('nothing_to_see')}</p>")
    parts += [f"<h2>{say('figures')}</h2>", _table(p, language)]
    if p.origins:
        rows = "".join(
            f'<tr><th scope="row">{escape(o.file)}</th><td>{escape(o.shape)}</td><td class="n">{o.lines or ""}</td><td><code>{o.sha256}</code></td></tr>'
            for o in p.origins
        )
        heads = "".join(
            f'<th scope="col"{" class=n" if k == "lines" else ""}>{say(k)}</th>' for k in ("file", "shape", "lines")
        )
        parts.append(
            f'<h2>{say("files")}</h2><div class="scroll" tabindex="0" role="region" aria-label="{say("files")}"><table><thead><tr>{heads}<th scope="col">SHA-256</th></tr></thead><tbody>{rows}</tbody></table></div>'
        )
    return "".join([*parts, "</main></body></html>\n"])


def _where(file: str, line: int | None, at: str, language: Language) -> str:
    """Place in a file: its name, line and column, as far as they are given; in brackets behind a sentence."""
    parts = [escape(file), f"{_SAY['line'][language]} {line}" if line else "", escape(at)]
    place = ", ".join(part for part in parts if part)
    return place if at or not place else f" ({place})"


def _table(p: Proposal, language: Language) -> str:
    def say(key: str) -> str:
        return escape(_SAY[key][language])

    rows = "".join(
        f'<tr><th scope="row">{escape(" · ".join(c.key.values()))}</th><td>{escape(c.column)}</td><td>{say(c.kind)}</td>'
        f'<td class="n">{escape(value(c.old, c.old_status, language))}</td><td class="n">{escape(value(c.new, c.new_status, language))}</td>'
        f'<td class="n">{escape(difference(c, language))}{"" if c.beyond_rounding or c.kind != "revised" else " " + say("within")}</td>'
        f"<td>{_where('' if len(p.origins) == 1 else c.file, c.line, c.at, language)}</td></tr>"
        for c in p.cells[:SHOWN_ROWS]
    )
    heads = "".join(
        f'<th scope="col"{" class=n" if k in {"old", "now", "difference"} else ""}>{say(k)}</th>'
        for k in ("key", "column", "kind", "old", "now", "difference", "place")
    )
    more = (
        f"<p>{escape(_SAY['more'][language].format(n=len(p.cells) - SHOWN_ROWS))}</p>"
        if len(p.cells) > SHOWN_ROWS
        else ""
    )
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{say("figures")}"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}'
