"""A table of the page as HTML: real headers, reasons instead of blanks, scrolling by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.ui.charts.axes import reason
from pages.ui.downloads import Field, Table, status_of
from pages.ui.markup import escape
from pipelines.catalog import STATUSES
from pipelines.words.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.catalog import Language

REMARKS = "EPU"  # published with a reservation: the letter stands behind the number


def cell(row: Mapping[str, object], field: Field, language: Language) -> str:
    """Content of one cell: text, number, or the reason why there is none."""
    value = row.get(field.name)
    if field.decimals is None:
        return escape(value if value is not None else "")
    status = status_of(row, field.name)
    if not isinstance(value, int | float):
        return f'<span class="lat-none">{escape(reason(status, language))}</span>'
    mark = f" <sup>{status}</sup>" if status in REMARKS else ""
    decimals = row.get("decimals", field.decimals)  # a row may hold another measure than its neighbours
    unit = row.get("suffix", field.unit)
    return f"{escape(number(value, int(str(decimals)), language))}{escape(unit)}{mark}"


def table_html(table: Table, language: Language) -> str:
    """The table with caption; its first column heads the rows. The region scrolls and takes focus."""
    number_class = ' class="lat-number"'
    heads = "".join(
        f'<th scope="col"{number_class if field.decimals is not None else ""}>{escape(field.label)}</th>'
        for field in table.fields
    )
    lines = []
    for row in table.rows:
        cells = [f'<th scope="row">{cell(row, table.fields[0], language)}</th>']
        cells += [
            f"<td{number_class if field.decimals is not None else ''}>{cell(row, field, language)}</td>"
            for field in table.fields[1:]
        ]
        mark = ' class="lat-focus"' if row.get("is_focus") else ""
        lines.append(f"<tr{mark}>{''.join(cells)}</tr>")
    return (
        f'<div class="lat-scroll" role="region" tabindex="0" aria-label="{escape(table.caption)}">'
        f'<table class="lat-table"><caption>{escape(table.caption)}{remarks(table, language)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def remarks(table: Table, language: Language) -> str:
    """What the letters behind numbers mean, for those that occur."""
    numbers = [field.name for field in table.fields if field.decimals is not None]
    used = {status_of(row, name) for row in table.rows for name in numbers if row.get(name) is not None}
    texts = [f"{code} – {STATUSES[code].label[language]}" for code in REMARKS if code in used]
    return f"<br>{escape('; '.join(texts))}" if texts else ""
