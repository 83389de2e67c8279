"""The offline bundle: a folder of static pages in both languages that opens from a stick, without a server or a network.

Which pages, and with which filters: bundle_pages.py; one talk stands first if asked for. Charts are inline SVG with the
reading as their name; tables and descriptions unfold; each table lies beside as CSV; sheets as PDF.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pages.ui import views
from pages.ui.downloads import source_line
from pages.ui.markup import definitions, escape, paragraphs
from pages.ui.table import table_html
from pages.ui.text import words
from pipelines.catalog import LANGUAGES, Text
from pipelines.reports import bundle_pages, lettering, picture, sheet, svg, tables, talk
from pipelines.reports.bundle_pages import Page
from pipelines.words import numbers

if TYPE_CHECKING:
    from pages.ui.cards.common import Content
    from pipelines.catalog import Language
    from pipelines.release import Release

MARK = "latarnia-bundle.json"  # tells our folders from others
WIDE, NARROW = 940.0, 340.0  # px of the two forms of a chart
CURRENT = ' aria-current="page"'
STYLE = Path(__file__).with_name("bundle.css")
_SKIP = Text("Przejdź do treści", "Skip to the content")
_MENU = Text("Strony", "Pages")
_OFFLINE = Text(
    "Pakiet bez sieci: {release}, stan danych na {date}. Co w nim jest, a co ma tylko panel, mówi pierwsza strona.",
    "Offline bundle: {release}, figures as of {date}. Its first page tells what it holds and what only the dashboard has.",
)


def write(
    release: Release,
    folder: Path,
    found: talk.Talk | None,
    language: Language,
    tell: Callable[[Text], None] = lambda _: None,
) -> None:
    """Fill the folder. `language` is that of its first page."""
    (folder / "style.css").write_text(_fonts() + STYLE.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("data", "sheets", *LANGUAGES):
        (folder / name).mkdir()
    for code in LANGUAGES:
        all_pages = bundle_pages.count(release, code, has_talk=found is not None)
        for at, page in enumerate(bundle_pages.every(release, found, code), 1):
            tell(Text(f"strony ({code}) {at}/{all_pages}", f"pages ({code}) {at}/{all_pages}"))
            html = _html(release, page, folder, code, has_talk=found is not None)
            (folder / code / f"{page.name}.html").write_text(html, encoding="utf-8")
        for at, area in enumerate([release.region, *sheet.counties(release)], 1):
            tell(Text(f"karty PDF ({code}) {at}", f"PDF sheets ({code}) {at}"))
            (folder / "sheets" / sheet.file_name(release, area, code)).write_bytes(sheet.pdf(release, area, code))
    (folder / "index.html").write_text(_first(language, "talk" if found else "start"), encoding="utf-8")
    facts = {"release": release.id, "region": release.region, "cut_off": release.cut_off}
    (folder / MARK).write_text(json.dumps(facts) + "\n", encoding="utf-8")


def _fonts() -> str:
    """The font inside the style sheet: a page opened as a file may not fetch one."""
    rules = []
    for path, weight in zip(lettering.font_files(), (400, 700), strict=True):
        content = base64.b64encode(path.read_bytes()).decode()
        rules.append(
            f'@font-face{{font-family:"{lettering.FAMILY}";font-weight:{weight};'
            f"src:url(data:font/ttf;base64,{content})}}"
        )
    return "\n".join(rules) + "\n"


def _first(language: Language, page: str) -> str:
    """The page that a double click opens: it goes on to the first page, and says both languages where that is barred."""
    links = "".join(
        f'<li><a href="{code}/{page}.html" lang="{code}">{escape(bundle_pages.name(page, code))}</a></li>'
        for code in LANGUAGES
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Latarnia</title>'
        f'<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="0;url={language}/{page}.html">'
        f'<link rel="stylesheet" href="style.css"></head><body><main><h1>Latarnia</h1><ul>{links}</ul></main></body></html>'
    )


def _html(release: Release, page: Page, folder: Path, language: Language, *, has_talk: bool) -> str:
    other: Language = "en" if language == "pl" else "pl"
    names = [*(["talk"] if has_talk else []), *views.PAGES]
    menu = "".join(
        f'<li><a href="{name}.html"{CURRENT if name == page.menu else ""}>{escape(bundle_pages.name(name, language))}</a></li>'
        for name in names
    )
    region = release.region_area.name(language)
    notes = page.notes or [""] * len(page.cards)
    cards = "".join(
        _card(release, f"{page.name}-{name}", content, told, folder, language)
        for (name, content), told in zip(page.cards, notes, strict=True)
    )
    synthetic = any(content["origin"].synthetic for _, content in page.cards)
    said = f"{words('frame.synthetic', language)} {words('frame.synthetic_note', language)}"
    warning = f'<p class="synthetic">{escape(said)}</p>' if synthetic else ""
    lead = f'<p class="lead">{escape(page.lead)}</p>' if page.lead else ""
    foot = _OFFLINE[language].format(release=release.id, date=numbers.day(release.cut_off, language))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(page.title)} – {escape(region)} – Latarnia</title>'
        f'<link rel="stylesheet" href="../style.css"></head><body><header><a class="skip" href="#main">{escape(_SKIP[language])}</a>'
        f'<p class="brand">Latarnia <span>{escape(region)}</span></p><nav aria-label="{escape(_MENU[language])}"><ul>{menu}'
        f'<li><a href="../{other}/{page.name}.html" lang="{other}" hreflang="{other}">{escape(words("frame.language", language))}</a></li></ul></nav></header>'
        f'<main id="main" tabindex="-1"><h1>{escape(page.title)}</h1>{lead}{warning}{page.before}{cards}{page.after}</main>'
        f"<footer>{escape(foot)}<br>{escape(words('frame.footer', language))}</footer></body></html>"
    )


def _card(release: Release, name: str, content: Content, told: str, folder: Path, language: Language) -> str:
    subtitle = escape(picture.subtitle(content, language))
    parts = [
        f'<article aria-labelledby="{name}"><h2 id="{name}">{escape(content["title"])}</h2><p class="subtitle">{subtitle}</p>'
    ]
    notices = paragraphs(content.get("notices", ()))
    if notices:
        parts.append(f'<div class="notice">{notices}</div>')
    opened = "" if picture.has_picture(content) else " open"
    if not opened:
        parts.append(_figure(release, content, language))
    if told:
        parts.append(f"<p>{escape(told)}</p>")
    table = content.get("table")
    if table:
        file = f"{language}_{name}_{tables.name(content, 'csv')}"
        (folder / "data" / file).write_bytes(tables.csv_bytes(content, language))
        parts.append(
            f"<details{opened}><summary>{escape(words('card.table', language))}</summary>{table_html(table, language)}</details>"
        )
    description = content.get("description", ())
    pairs = [
        (words("card.reading", language), content["sentence"]),
        *(one for one in description if isinstance(one, tuple)),
    ]
    plain = [one for one in description if isinstance(one, str)]
    parts.append(
        f"<details><summary>{escape(words('card.description', language))}</summary>{paragraphs(plain)}{definitions(pairs)}</details>"
    )
    parts.append(f'<p class="source">{escape(source_line(content["origin"], language))}</p>')
    if table:
        parts.append(
            f'<p class="files"><a href="../data/{file}" download>{escape(words("card.csv", language))}</a></p>'
        )
    return "".join(parts) + "</article>"


def _figure(release: Release, content: Content, language: Language) -> str:
    """The chart twice, for wide and for narrow screens; only one of them is ever shown or read."""
    forms = [
        f'<div class="{kind}">{svg.text(picture.chart(release, content, width), title=content["sentence"], css_font=True)}</div>'
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    ]
    note = picture.note(release, content, language)
    told = f'<p class="note">{escape(note)}</p>' if note else ""
    return f"<figure>{''.join(forms)}{told}</figure>"
