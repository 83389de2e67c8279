"""The methods page on the systems of cooperation the project was founded on: which page serves each, or that none does yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

from pages.ui.markup import escape, paragraphs
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.release import Release

COLUMNS = ("number", "system", "served", "shown")


def systems(release: Release, language: Language, carried: Mapping[str, str]) -> str:
    """Every row of data/reference/systems.csv with a link to its card; `carried` are parameters the links take along."""
    rows = sorted(release.lists["systems"], key=lambda row: int(row["code"]))
    states = Counter(row["served"] for row in rows)
    facts = {name: states[name] for name in ("full", "part", "none")}
    lead = paragraphs([words("systems.lead", language, all=len(rows), **facts)])
    heads = "".join(f'<th scope="col">{escape(words(f"systems.column.{name}", language))}</th>' for name in COLUMNS)
    lines = "".join(
        f'<tr><td class="lat-number">{escape(row["code"])}</td><th scope="row">{escape(row[language])}</th>'
        f"<td>{_served(row, language, carried)}</td><td>{_shown(row, language)}</td></tr>"
        for row in rows
    )
    name = escape(words("systems.name", language))
    table = (
        f'<div class="lat-scroll" role="region" tabindex="0" aria-label="{name}"><table class="lat-table lat-systems">'
        f"<caption>{name}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )
    return f'<div class="lat-doc">{lead}{table}</div>'


def address(card: str, carried: Mapping[str, str]) -> str:
    """Link to a card of a page: `page?filters#card`, with parameters that links of this page take along."""
    page, _, anchor = card.partition("#")
    path, _, query = page.partition("?")
    joined = "&".join(part for part in (query, urlencode(carried)) if part)
    return f"./{path}{'?' if joined else ''}{joined}{'#' if anchor else ''}{anchor}"


def _served(row: Mapping[str, str], language: Language, carried: Mapping[str, str]) -> str:
    """The link to the card and how much of the system it serves."""
    state = escape(words(f"systems.{row['served']}", language))
    if not _view(row):
        return state
    page = re.split("[?#]", _view(row))[0]
    title = escape(words(f"menu.{page}", language))
    link = f'<a href="{escape(address(_view(row), carried))}" target="_self">{title}</a>'
    return f"{link} ({state})" if row["served"] == "part" else link


def _view(row: Mapping[str, str]) -> str:
    """The card that shows a system; a release of an earlier version of the program named the page alone."""
    return row.get("view") or row.get("page", "")


def _shown(row: Mapping[str, str], language: Language) -> str:
    what = row[f"where_{language}"]
    return escape(what if _view(row) else words("systems.missing", language, what=what))
