"""Cards of institutions that work together: shared clients of each two kinds with their sides, and gaps in counties."""

from __future__ import annotations

from pages.ui.cards import clients, counted
from pages.ui.cards import register as shared
from pages.ui.cards.common import Content
from pages.ui.charts.grid import Cell, Row, matrix
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import counts, register, together
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import together as say

# Kinds of the counts and the institution type whose side they belong to.
TYPES = {"pup": "PUP", "ops": "OPS", "pcpr": "PCPR", "cis": "CIS", "kis": "KIS", "ngo": "NGO", "pes": "PES"}


@remembered
def pairs(release: Release, language: Language) -> Content:
    """Of the clients of each kind of institution, the share who are with each other kind too."""
    name = words("together.pairs.name", language)
    found = counts.blocks(release, "pairs")
    if not found:
        return clients.empty(release, name, language, 3)
    block = found[0]
    known = [kind for kind in TYPES if counts.token(release, "pairs", block, kind) is not None]
    labels = {kind: release.label("population_measures", f"pairs.{kind}")[language] for kind in known}
    sides = {row["code"]: row["side"] for row in release.lists["institution_types"]}
    rows = [
        Row(kind, f"{TYPES[kind]} ({_side(sides[TYPES[kind]], language)})") for kind in known
    ]  # short: narrow screens
    cells, lines = [], []
    for row in rows:
        of: list[Cell] = []
        line: dict[str, object] = {"row": row.name}
        for kind in known:
            if kind == row.code:
                of.append(Cell(0.0, labels[kind]))
                line[kind] = numbers.EN_DASH
                continue
            share = together.pair(release, block, row.code, kind)
            told = counted.said(share, language)
            hover = words("together.pairs.hover", language, one=labels[row.code], other=labels[kind], share=told)
            of.append(Cell(None if share.value is None else share.value / 100, hover))
            line[kind] = told
        line["clients"] = counted.count(counts.token(release, "pairs", block, row.code), language)
        cells.append(of)
        lines.append(line)
    there, back = (together.pair(release, block, *both) for both in (("pup", "ops"), ("ops", "pup")))
    title = say.pairs_title(say.Pair(there=there, back=back), language).text
    fields = [Field("row", words("together.pairs.row", language))]
    fields += [Field(kind, label) for kind, label in labels.items()]
    fields.append(Field("clients", words("counted.count", language)))
    span = counted.span(block)
    return {
        "title": title,
        "subtitle": f"{words('together.pairs.subtitle', language)} · {span}",
        "sentence": f"{title}.",
        "origin": clients.origin(release, name, language, counted.years(block)),
        "figure": matrix(
            rows,
            [TYPES[kind] for kind in known],
            cells,
            [str(line["clients"]) for line in lines],
            words("together.pairs.clients", language),
        ),
        "table": Table(f"{name}, {span}", fields, lines),
        "description": [
            words("together.pairs.meaning", language),
            *((TYPES[kind], label) for kind, label in labels.items()),
            words("cooperation.proposal", language),
            counted.protection(language),
        ],
        "level": 3,
    }


def _side(code: str, language: Language) -> str:
    return code if code != "INNA" else words("together.other_side", language)


@remembered
def gaps(release: Release, focus: str, language: Language) -> Content:
    """Which kinds of institutions are at work in each county, and where there is none."""
    name = words("together.gaps.name", language)
    periods = register.half_years(release)
    found = together.institutions(release)
    if not periods or not any(found.values()):
        return shared.empty(release, name, language)
    kinds = [kind for kind in together.CARRIERS if any(kind in county for county in found.values())]
    rows = shared.county_rows(release, focus, language)
    cells = []
    for row in rows:
        of = []
        for kind in kinds:
            count = found[row.code].get(kind, 0)
            label = release.label("institution_types", kind)[language]
            hover = words(f"together.gaps.{'some' if count else 'none'}", language, area=row.name, kind=label, count=count)  # fmt: skip
            of.append(Cell(1.0 if count else None, hover))
        cells.append(of)
    facts = say.Gaps(
        cis=sum("CIS" not in county for county in found.values()),
        kis=sum("KIS" not in county for county in found.values()),
        both=sum("CIS" not in county and "KIS" not in county for county in found.values()),
        all=len(found),
    )
    title = say.gaps_title(facts, language).text
    date = shared.last_day(periods[-1], language)
    sums = {row.code: sum(found[row.code].values()) for row in rows}
    fields = [Field("area", words("cooperation.column.area", language))]
    fields += [Field(kind, kind, 0) for kind in kinds]
    lines: list[dict[str, object]] = [
        {"area": row.name, "is_focus": row.focus, **{kind: found[row.code].get(kind, 0) for kind in kinds}}
        for row in rows
    ]
    return {
        "title": title,
        "subtitle": words("together.gaps.subtitle", language, date=date),
        "sentence": f"{title}. {say.gaps(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": matrix(
            rows,
            kinds,
            cells,
            [numbers.number(sums[row.code], 0, language) for row in rows],
            words("together.gaps.all", language),
        ),
        "table": Table(f"{name}, {date}", fields, lines),
        "description": [
            words("together.gaps.meaning", language),
            *((kind, release.label("institution_types", kind)[language]) for kind in kinds),
        ],
        "level": 3,
    }
