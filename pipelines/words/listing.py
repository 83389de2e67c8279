"""What the command line prints: values as table, CSV or JSON, and the list of releases."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from pipelines import release
from pipelines.catalog import DIMENSIONS, STATUSES, TOTAL, Defined, Indicator, Language, Proposed, Text
from pipelines.indicators import CATALOGUE, PROPOSED
from pipelines.problems import UserError
from pipelines.release import Release, Value

_POLAND = {"PL": "00"}


AsKnown = Callable[[Release, Indicator, str], Release]


def values(
    indicator: str,
    *,
    geo: list[str],
    periods: list[str],
    by: list[str],
    form: str,
    language: Language,
    day: str = "",
    as_known: AsKnown | None = None,
) -> str:
    """Values of one indicator as text. Raises UserError for an unknown indicator, area, breakdown, or refused level.

    With `day` (ISO) the values are those known then; `as_known` computes them from the editions kept.
    """
    current = release.current()
    declared: Defined | None = PROPOSED.get(indicator.upper()) or current.declared(indicator)
    if declared is None:
        _unavailable(current, indicator.upper())
        known = ", ".join([*CATALOGUE, *current.further])
        raise UserError(
            Text(
                f"{indicator}: nie ma takiego wskaźnika; są: {known}.",
                f"{indicator}: no such indicator; there are: {known}.",
            )
        )
    if day and isinstance(declared, Proposed):
        raise UserError(
            Text(
                f"{declared.id} pochodzi z dostaw, których wcześniejszych wersji nie trzymamy; wcześniejsze liczby stoją we wcześniejszych wydaniach.",
                f"{declared.id} comes from deliveries, of which no earlier versions are kept; earlier figures stand in earlier releases.",
            )
        )
    if day and as_known is not None and isinstance(declared, Indicator):
        current = as_known(current, declared, day)
    areas = [_POLAND.get(code, code) for code in geo] or [current.region]
    for code in areas:
        _allowed(current, declared, code)
    unknown = [d for d in by if d not in declared.by]
    if unknown:
        have = ", ".join(declared.by) or "–"
        raise UserError(
            Text(
                f"{declared.id} nie ma przekroju {', '.join(unknown)}; ma: {have}.",
                f"{declared.id} has no breakdown {', '.join(unknown)}; it has: {have}.",
            )
        )
    rows = [row for code in areas for row in _found(current, declared, code, periods, by, language)]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    if form == "csv":
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()
    synthetic = f"{rows[0]['synthetic']}\n" if rows[0].get("synthetic") else ""
    return f"{declared.id} {declared.title[language]} – {declared.definition[language]}\n{synthetic}{_table(rows)}"


def _unavailable(current: Release, code: str) -> None:
    """UserError with the reason where the catalogue names an indicator that the data do not carry."""
    for row in current.lists["unavailable"]:
        if row["indicator"] == code:
            raise UserError(Text(f"{code}: {row['pl']}", f"{code}: {row['en']}"))


def _found(
    current: Release, declared: Defined, code: str, periods: list[str], by: list[str], language: Language
) -> list[dict[str, Any]]:
    if isinstance(declared, Proposed):
        from pipelines.words import proposed

        return proposed.rows(current, declared, code, periods, by, language)
    assert isinstance(declared, Indicator)
    return _rows(current, declared, code, periods, by, language)


def _allowed(current: Release, declared: Defined, code: str) -> None:
    area = current.areas.get(code)
    if area is None:
        raise UserError(Text(f"{code}: nie ma takiego obszaru.", f"{code}: no such area."))
    if area.level in declared.levels:
        return
    if declared.method == "direct":
        raise UserError(
            Text(
                f"{declared.id} pochodzi z BAEL, a BAEL nie daje wyników poniżej województwa: próba jest na to za mała. {area.full.pl} ({code}) nie może mieć tej wartości.",
                f"{declared.id} is a survey (LFS) figure, and the survey gives no results below the voivodeship: its sample is too small. {area.full.en} ({code}) cannot have this value.",
            )
        )
    raise UserError(
        Text(
            f"{declared.id} nie jest dostępny na tym poziomie ({area.full.pl}); poziomy: {', '.join(declared.levels)}.",
            f"{declared.id} is not available at this level ({area.full.en}); levels: {', '.join(declared.levels)}.",
        )
    )


def _rows(
    current: Release, declared: Indicator, code: str, periods: list[str], by: list[str], language: Language
) -> list[dict[str, Any]]:
    found = [
        v
        for v in current.rows(declared.id, code)
        if (not periods or any(_covers(p, v.period) for p in periods))
        and all(d in by or d == "age" or getattr(v, d) == TOTAL for d in DIMENSIONS)
    ]
    rows = [
        _row(current, v, STATUSES[v.obs_status].label[language], language)
        for v in sorted(found, key=lambda v: (v.freq, v.period))
    ]
    for period in periods or ([] if found else [""]):
        if not any(_covers(period, v.period) for v in found):
            status, why = current.reason_missing(declared.id, code, period.partition(":")[0] or "9999")
            nothing = dict.fromkeys(Value._fields)
            facts = {
                **nothing,
                **dict.fromkeys(DIMENSIONS, TOTAL),
                "indicator": declared.id,
                "teryt": code,
                "period": period,
                "unit": declared.unit,
                "obs_status": status,
                "method": declared.method,
                "is_computed": False,
            }
            empty = Value(**facts)  # type: ignore[arg-type]
            rows.append(_row(current, empty, why[language], language))
    return rows


def _covers(wanted: str, period: str) -> bool:
    first, colon, last = wanted.partition(":")
    return (first or "0") <= period <= ((last or "9") + "~") if colon else wanted == period


def _row(current: Release, v: Value, note: str, language: Language) -> dict[str, Any]:
    dims = {d: getattr(v, d) for d in DIMENSIONS}
    declared = current.declared(v.indicator)
    digits = declared.decimals if declared else 0

    def short(x: float | None) -> float | int | None:
        return None if x is None else round(x) if digits == 0 else round(x, digits)

    return {
        "indicator": v.indicator,
        "geo": v.teryt,
        "area": current.areas[v.teryt].full[language],
        "period": v.period,
        **dims,
        "value": short(v.value),
        "lower": short(v.lower),
        "upper": short(v.upper),
        "n": v.n,
        "unit": current.unit(v.unit)[language],
        "obs_status": v.obs_status,
        "note": note,
        "method": v.method,
        "computed": v.is_computed,
        "interval": v.interval,
        "basis": v.basis,
        "segment": v.segment,
        "source": v.source,
        "released": v.released_on,
        "release": current.id,
    }


def _table(rows: list[dict[str, Any]]) -> str:
    """Plain columns for a terminal; columns without any content are left out."""
    heads = [h for h in rows[0] if any(row[h] not in {None, "", TOTAL} for row in rows)]
    cells = [heads, *[["" if row[h] is None else str(row[h]) for h in heads] for row in rows]]
    widths = [max(len(line[i]) for line in cells) for i in range(len(heads))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in cells
    )


def releases(language: Language) -> str:
    """All releases, newest first, the one in use marked."""
    in_use = release.name_in_use()
    found = release.releases()
    if not found:
        return Text("Nie ma jeszcze żadnego wydania.\n", "There is no release yet.\n")[language]
    rows = [
        {
            "": "*" if m["release"] == in_use else "",
            "release": m["release"],
            "built": m["built"],
            "region": m["region"],
            "cut_off": m["cut_off"],
            "tables": len(m["tables"]),
            "rows": sum(t["rows"] for t in m["tables"]),
        }
        for m in found
    ]
    return _table(rows)
