"""Cards of what changed between two releases: how much, which figures were revised, what is new, why, and the releases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.ui.cards.common import Content, addressed
from pages.ui.cards.methods import table_title
from pages.ui.charts import Bar, bars
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines import revisions
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.release import Release
from pipelines.release import releases as manifests
from pipelines.revisions import KINDS, Revision
from pipelines.words import numbers
from pipelines.words import revised as sayings
from pipelines.words.plurals import counted


@dataclass(frozen=True, eq=False)
class Compared:
    """An older and a newer release, and the manifests of all that can be opened; `old` is None where there is no other."""

    old: Release | None
    new: Release
    listed: tuple[dict[str, Any], ...]


def listed(region: str) -> tuple[dict[str, Any], ...]:
    """Manifests of the region's releases, newest first."""
    return tuple(m for m in manifests() if m["region"] == region)


def names(region: str, language: Language) -> dict[str, str]:
    """Releases of the region that can be opened, newest first, each with the day it was built."""
    return {
        m[
            "release"
        ]: f"{m['release']} · {words('changes.built', language, date=numbers.day(m['built'][:10], language))}"
        for m in listed(region)
    }


def before(options: Mapping[str, str], new: str) -> str:
    """The release built before `new`; the newest other one where none is older, nothing where there is no other."""
    ordered = list(options)
    earlier = ordered[ordered.index(new) + 1 :] if new in options else []
    return next(iter([*earlier, *(name for name in ordered if name != new)]), "")


@remembered
def found(old: Release, new: Release) -> list[Revision]:
    """What differs, computed once for two releases."""
    return revisions.between(old, new)


def lead(compared: Compared, language: Language) -> str:
    """How many figures were revised, withdrawn and added."""
    if compared.old is None:
        return words("changes.first", language, release=compared.new.id)
    count = Counter(one.kind for one in found(compared.old, compared.new))
    if not count:
        return words("changes.none", language, old=compared.old.id, new=compared.new.id)
    revised_, withdrawn, new = (counted(count[kind], "wartość", language) for kind in KINDS)
    told = {"revised": revised_, "withdrawn": withdrawn, "new_values": new}
    return words("changes.lead", language, old=compared.old.id, new=compared.new.id, **told)


@addressed("overview")
def overview(compared: Compared, language: Language) -> Content:
    """Differing figures by source table and kind."""
    assert compared.old is not None, "the page asks only with two releases"
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found(compared.old, compared.new):
        by_source[one.value.source][one.kind] += 1
    ordered = sorted(by_source, key=lambda name: (-by_source[name].total(), name))
    rows: list[dict[str, object]] = [
        {"title": table_title(compared.new, name, language), **{kind: by_source[name][kind] for kind in KINDS}}
        for name in ordered
    ]
    sentence = lead(compared, language)
    chart = [Bar(str(row["title"]), by_source[name].total()) for row, name in zip(rows, ordered, strict=True)]
    return {
        "title": words("changes.overview_title" if rows else "changes.nothing", language),
        "subtitle": _span(compared, language),
        "sentence": sentence,
        "origin": _origin(compared, "overview", language),
        "figure": bars(chart, language, decimals=0) if rows else None,
        "table": Table(
            words("changes.overview", language),
            [
                Field("title", words("changes.column.title", language)),
                *(Field(kind, words(f"changes.kind.{kind}", language), 0) for kind in KINDS),
            ],
            rows,
        )
        if rows
        else None,
        "notices": [] if rows else [words("changes.nothing_meaning", language)],
        "description": [words("changes.overview_meaning", language)],
    }


@addressed("revised")
def revised(compared: Compared, language: Language) -> Content:
    """Each revised or withdrawn figure: before, after, difference, reason."""
    assert compared.old is not None, "the page asks only with two releases"
    mine = [one for one in found(compared.old, compared.new) if one.kind != "new"]
    rows = [_row(compared.new, one, language) for one in mine]
    count = counted(len(mine), "wartość", language)
    return {
        "title": words("changes.revised_title" if mine else "changes.no_revised", language, values=count),
        "subtitle": _span(compared, language),
        "sentence": sayings.told(compared.new, mine[0], language)
        if mine
        else words("changes.no_revised_meaning", language),
        "origin": _origin(compared, "revised", language),
        "table": Table(words("changes.revised", language), _row_fields(language), rows) if rows else None,
        "notices": [] if mine else [words("changes.no_revised_meaning", language)],
        "description": [words("changes.revised_meaning", language)],
    }


def _row(release: Release, one: Revision, language: Language) -> dict[str, object]:
    value = one.value
    groups = sayings.breakdown(release, value, language)
    both = one.old and one.new and one.old.value is not None and one.new.value is not None
    declared = INDICATORS.get(value.indicator)
    difference = one.new.value - one.old.value if both and one.old and one.new else None  # type: ignore[operator]
    return {
        "indicator": declared.title[language] if declared else value.indicator,
        "area": release.areas[value.teryt].short[language],
        "period": numbers.period(value.period, language, "short"),
        "groups": ", ".join(groups),
        "before": sayings.amount(release, one.old, language) if one.old else numbers.EN_DASH,
        "after": sayings.amount(release, one.new, language) if one.new else words("changes.kind.withdrawn", language),
        "difference": numbers.signed(difference, declared.decimals if declared else 1, language)
        if difference is not None
        else "",
        "reason": one.reason[language] if one.reason else words("changes.no_reason", language),
    }


def _row_fields(language: Language) -> list[Field]:
    names = ("indicator", "area", "period", "before", "after", "difference", "groups", "reason")
    return [Field(name, words(f"changes.column.{name}", language)) for name in names]


@addressed("added")
def added(compared: Compared, language: Language) -> Content:
    """New figures by indicator: how many, of which periods, in how many areas."""
    assert compared.old is not None, "the page asks only with two releases"
    by_indicator: dict[str, list[Revision]] = defaultdict(list)
    for one in found(compared.old, compared.new):
        if one.kind == "new":
            by_indicator[one.value.indicator].append(one)
    rows = []
    for code, mine in sorted(by_indicator.items()):
        declared, periods = INDICATORS.get(code), sorted({one.value.period for one in mine})
        rows.append(
            {
                "indicator": declared.title[language] if declared else code,
                "values": len(mine),
                "period": numbers.period_range(periods[0], periods[-1], language),
                "areas": len({one.value.teryt for one in mine}),
            }
        )
    title = words(
        "changes.added_title" if rows else "changes.no_added", language, indicators=_indicators(rows, language)
    )
    return {
        "title": title,
        "subtitle": _span(compared, language),
        "sentence": title,
        "origin": _origin(compared, "added", language),
        "table": Table(
            words("changes.added", language),
            [
                Field("indicator", words("changes.column.indicator", language)),
                Field("values", words("changes.column.values", language), 0),
                Field("period", words("changes.column.period", language)),
                Field("areas", words("changes.column.areas", language), 0),
            ],
            rows,
        )
        if rows
        else None,
        "notices": [] if rows else [title],
        "description": [words("changes.added_meaning", language)],
    }


def _indicators(rows: Sequence[object], language: Language) -> str:
    return counted(len(rows), "wskaźnik", language, "genitive")


@addressed("tables")
def tables(compared: Compared, language: Language) -> Content:
    """Tables of the release whose content differs, with their rows before and after."""
    assert compared.old is not None, "the page asks only with two releases"
    rows = [
        {"table": name, "before": before, "before_status": "M", "after": after, "after_status": "M"}
        for name, before, after in revisions.tables(compared.old, compared.new)
    ]
    title = words("changes.tables_title", language, tables=counted(len(rows), "tabela", language))
    return {
        "title": title if rows else words("changes.no_tables", language),
        "subtitle": _span(compared, language),
        "sentence": title,
        "origin": _origin(compared, "tables", language),
        "table": Table(
            words("changes.tables", language),
            [
                Field("table", words("changes.column.table", language)),
                Field("before", words("changes.column.rows_before", language), 0),
                Field("after", words("changes.column.rows_after", language), 0),
            ],
            rows,
        )
        if rows
        else None,
        "notices": [] if rows else [words("changes.no_tables", language)],
        "description": [words("changes.tables_meaning", language)],
    }


@addressed("notes")
def notes(release: Release, language: Language) -> Content:
    """Every accepted change with who accepted it, when and why, newest first."""
    log = sorted(release.table("changes"), key=lambda row: str(row["date"]), reverse=True)
    rows = [
        {
            "date": numbers.day(str(row["date"])[:10], language),
            "title": table_title(release, str(row["table"]), language),
            "by": row["by"],
            "note": row["note"],
            "reason": row["reason"],
            **{kind: row[kind] for kind in KINDS},
        }
        for row in log
    ]
    title = words("changes.notes_title", language, changes=counted(len(rows), "zmiana", language))
    texts = ("date", "title", "by", "note", "reason")
    return {
        "title": title if rows else words("changes.no_notes", language),
        "subtitle": release.region_area.name(language),
        "sentence": title if rows else words("changes.no_notes_meaning", language),
        "origin": Origin(
            words("changes.notes", language), words("start.manifest", language), release.id, area=release.region
        ),
        "table": Table(
            words("changes.notes", language),
            [
                *(Field(name, words(f"changes.column.{name}", language)) for name in texts),
                *(Field(kind, words(f"changes.kind.{kind}", language), 0) for kind in KINDS),
            ],
            rows,
        )
        if rows
        else None,
        "notices": [] if rows else [words("changes.no_notes_meaning", language)],
        "description": [words("changes.notes_meaning", language)],
        "level": 3,
    }


@addressed("releases")
def releases(compared: Compared, language: Language) -> Content:
    """Every release of the region that can be opened, newest first."""
    rows = [
        {
            "release": m["release"],
            "built": numbers.day(m["built"][:10], language),
            "cut_off": numbers.day(m["cut_off"], language),
            "tables": len(m["tables"]),
            "rows": sum(t["rows"] for t in m["tables"]),
            "is_focus": m["release"] == compared.new.id,
        }
        for m in compared.listed
    ]
    title = words("changes.releases_title", language, releases=counted(len(rows), "wydanie", language))
    return {
        "title": title,
        "subtitle": compared.new.region_area.name(language),
        "sentence": title,
        "origin": Origin(words("changes.releases", language), words("start.manifest", language), compared.new.id),
        "table": Table(
            words("changes.releases", language),
            [
                *(Field(name, words(f"changes.column.{name}", language)) for name in ("release", "built", "cut_off")),
                *(Field(name, words(f"changes.column.{name}", language), 0) for name in ("tables", "rows")),
            ],
            rows,
        ),
        "description": [words("changes.releases_meaning", language)],
        "level": 3,
    }


def _span(compared: Compared, language: Language) -> str:
    assert compared.old is not None, "the page asks only with two releases"
    return words("changes.span", language, old=compared.old.id, new=compared.new.id)


def _origin(compared: Compared, name: str, language: Language) -> Origin:
    assert compared.old is not None, "the page asks only with two releases"
    return Origin(
        name=words(f"changes.{name}", language),
        source=words("changes.source", language, old=compared.old.id, new=compared.new.id),
        release=compared.new.id,
        area=compared.new.region,
    )
