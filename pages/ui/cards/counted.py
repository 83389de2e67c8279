"""Cards of shares made from protected counts: rows with their intervals, lines over years, and counts that may be hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.ui.cards import clients
from pages.ui.cards.common import Content, defined
from pages.ui.charts import Dot, Point, Reference, Series, trend
from pages.ui.charts.axes import Figure
from pages.ui.charts.listed import listed_dots
from pages.ui.downloads import Field, Table
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.indicators import PROPOSED
from pipelines.readings.counts import Block, Token
from pipelines.readings.figures import figures
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import Share
from pipelines.words.sentences.spoken import Protected, Span

Row = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One row: a share, and the protected count it is a share of."""

    code: str
    name: str
    share: Share
    whole: Token | None = None
    focus: bool = False


def years(block: Block) -> str:
    """Months of a block as years: "2018-2021", "2024", an address of a block as well."""
    first, last = block[0][:4], block[1][:4]
    return first if first == last else f"{first}-{last}"


def span(block: Block) -> str:
    """The same as it is written: "2018–2021"."""
    return years(block).replace("-", numbers.EN_DASH)


def entry(block: Block) -> Span:
    """The years of a block as a fact of a sentence."""
    return Span(block[0][:4], block[1][:4])


def protected(token: Token | None) -> Protected | None:
    """A protected count as a fact of a sentence."""
    return token and Protected(token.value, token.upper)


def chosen(blocks: Sequence[Block], code: str) -> Block | None:
    """The block of an address; the newest where there is none of that name, None where there are no blocks."""
    return next((block for block in blocks if years(block) == code), blocks[0] if blocks else None)


def said(share: Share, language: Language) -> str:
    """A share as a sentence says it: "36 % (24–52 %)", "below 20 %", "too few cases"."""
    if share.value is None:
        return clients.bounds(share, language)
    return f"{numbers.percent(share.value, language, 0)} ({clients.bounds(share, language)})"


def count(token: Token | None, language: Language) -> str:
    """A protected count as text: "130", "below 25" where it is hidden, a dash where it is not published."""
    if token is None:
        return numbers.EN_DASH
    if token.value is None:
        return words("outcomes.below", language, value=numbers.number(token.upper + 1, 0, language))
    return numbers.number(token.value, 0, language)


def protection(language: Language) -> tuple[str, str]:
    """How the counts were protected, for the description."""
    return words("outcomes.protection", language), words("outcomes.about_tokens", language)


def median(release: Release, code: str, language: Language, teryt: str = "") -> tuple[str, str]:
    """The newest median of an indicator in the region or a county as the limits between which it lies, for the description."""
    term, definition = defined(code, language)
    found = figures(release, code, teryt or release.region)
    if not found:
        return term, definition
    newest = found[-1]
    facts = {
        "period": newest.period.replace("-", numbers.EN_DASH),
        "unit": release.unit(PROPOSED[code].unit)[language],
        **{name: numbers.number(getattr(newest, name) or 0.0, 0, language) for name in ("lower", "upper")},
    }
    known = {
        (True, True): "between",
        (True, False): "over",
        (False, True): "within",
        (False, False): "unclear",
    }[newest.lower is not None, newest.upper is not None]
    return term, f"{words(f'counted.median.{known}', language, **facts)} {definition}"


def dots(items: Sequence[Item], language: Language, references: Sequence[Reference] = ()) -> Figure:
    """Shares as dots with whiskers; a row whose count is hidden says in words what is known of it."""
    return listed_dots(
        [Dot(i.code, i.name, i.share.value, i.share.lower, i.share.upper, _status(i.share), i.focus) for i in items],
        language,
        references=references,
        said={i.code: clients.bounds(i.share, language) for i in items if i.share.value is None},
        unit=clients.suffix(language),
    )


def rows(
    release: Release,
    items: Sequence[Item],
    language: Language,
    *,
    name: str,
    title: str,
    sentence: str,
    subtitle: str,
    period: str,
    heading: str,
    description: Sequence[str | tuple[str, str]],
    notices: Sequence[str] = (),
    references: Sequence[Reference] = (),
    n: str = "",
    counts: str = "whole",
) -> Content:
    """A card with one dot and whisker for each share, in the order given; `counts` names what `Item.whole` holds: whole or count."""
    whole = any(item.whole for item in items)
    fields = [
        Field("name", heading),
        Field("share", words("counted.share", language), 0, clients.suffix(language)),
        Field("bounds", words("outcomes.bounds", language)),
    ]
    if whole:
        fields.append(Field("whole", words(f"counted.{counts}", language)))
    return {
        "title": title,
        "subtitle": " · ".join((subtitle, release.region_area.name(language), period)),
        "sentence": sentence,
        "origin": clients.origin(release, name, language, period.replace(numbers.EN_DASH, "-"), n),
        "figure": dots(items, language, references),
        "table": Table(
            f"{name}, {period}",
            fields,
            [
                {
                    "name": item.name,
                    "share": item.share.value,
                    "share_status": _status(item.share),
                    "bounds": clients.bounds(item.share, language),
                    "whole": count(item.whole, language),
                    "is_focus": item.focus,
                }
                for item in items
            ],
        ),
        "description": [*description, protection(language)],
        "notices": list(notices),
        "level": 3,
    }


def lines(
    release: Release,
    series: Sequence[tuple[str, Sequence[tuple[str, Share]]]],
    language: Language,
    *,
    name: str,
    title: str,
    sentence: str,
    subtitle: str,
    description: Sequence[str | tuple[str, str]],
    notices: Sequence[str] = (),
    n: str = "",
) -> Content:
    """A card with one line for each measure over years of one block each; the first is the one the card is about."""
    drawn = [
        Series(str(at), label, [_point(year, share) for year, share in found], "plain" if at else "focus")
        for at, (label, found) in enumerate(series)
    ]
    told = [year for year, _ in series[0][1]]
    table: list[Row] = []
    for place, year in reversed(list(enumerate(told))):
        row: Row = {"year": year}
        for at, (_, found) in enumerate(series):
            share = found[place][1]
            row |= {f"v{at}": share.value, f"v{at}_status": _status(share), f"b{at}": clients.bounds(share, language)}
        table.append(row)
    fields = [Field("year", words("column.period", language))]
    for at, (label, _) in enumerate(series):
        fields += [
            Field(f"v{at}", label, 0, clients.suffix(language)),
            Field(f"b{at}", f"{label}: {words('outcomes.bounds', language)}"),
        ]
    period = numbers.period_range(told[0], told[-1], language)
    return {
        "title": title,
        "subtitle": " · ".join((subtitle, release.region_area.name(language), period)),
        "sentence": sentence,
        "origin": clients.origin(release, name, language, f"{told[0]}-{told[-1]}", n),
        "figure": trend(drawn, language, unit=clients.suffix(language), decimals=0, zero=True),
        "table": Table(name, fields, table),
        "description": [*description, protection(language)],
        "notices": list(notices),
        "level": 3,
    }


def _point(year: str, share: Share) -> Point:
    return Point(year, share.value, share.lower, share.upper, _status(share))


def _status(share: Share) -> str:
    return "E" if share.value is not None else "C"
