"""Figures of the cooperation model as rows of the command line: never more than the cards show, marked when synthetic."""

from __future__ import annotations

from typing import Any

from pipelines.catalog import STATUSES, Language, Proposed, Text
from pipelines.readings import figures, register
from pipelines.readings.figures.rows import Figure, covers
from pipelines.readings.missing import WHY
from pipelines.release import Release

SYNTHETIC = Text("DANE SYNTETYCZNE", "SYNTHETIC DATA")


def rows(
    current: Release, declared: Proposed, code: str, periods: list[str], by: list[str], language: Language
) -> list[dict[str, Any]]:
    """Rows of one area: totals, or every code of the breakdown where it is asked for or where there is no total.

    A period covers all that have a month in common with it: 2024 takes both half-years and the years 2023-2024.
    """
    found = [
        figure
        for figure in figures.figures(current, declared.id, code)
        if not periods or any(covers(wanted, figure.period) for wanted in periods)
    ]
    if not by and any(figure.is_total for figure in found):
        found = [figure for figure in found if figure.is_total]
    told = [_row(current, declared, figure, note(figure, language), language) for figure in found]
    for wanted in periods or ([] if found else [""]):
        if not any(covers(wanted, figure.period) for figure in found):
            nothing = Figure(declared.id, code, wanted, ("",) * len(declared.by), why="no_deliveries")
            told.append(_row(current, declared, nothing, reason(current, declared)[language], language))
    return told


def reason(current: Release, declared: Proposed) -> Text:
    """Why an indicator has no figures: it cannot be computed at all, or there are no deliveries for it."""
    for row in current.lists["unavailable"]:
        if declared.reading is None and row["indicator"] == declared.id:
            return Text(row["pl"], row["en"])
    return WHY["no_deliveries"]


def delivered(current: Release, declared: Proposed, language: Language) -> str:
    """The source: deliveries of which half-years, and their tables."""
    periods = register.half_years(current)
    span = f" {periods[0]}:{periods[-1]}" if periods else ""
    return f"{Text('dostawy', 'deliveries')[language]}{span} ({', '.join(declared.sources)})"


def note(figure: Figure, language: Language) -> str:
    """The status of a figure in words, with the reason where it has no value."""
    label = STATUSES[figure.obs_status].label[language]
    return f"{label}: {WHY[figure.why][language]}" if figure.why else label


def _row(current: Release, declared: Proposed, figure: Figure, note: str, language: Language) -> dict[str, Any]:
    def short(x: float | None) -> float | int | None:
        return None if x is None else round(x) if declared.decimals == 0 else round(x, declared.decimals)

    return {
        "indicator": declared.id,
        "geo": figure.teryt,
        "area": current.areas[figure.teryt].full[language],
        "period": figure.period,
        **dict(zip(declared.by, figure.by, strict=True)),
        "value": short(figure.value),
        "lower": short(figure.lower),
        "upper": short(figure.upper),
        "n": figure.n,
        "unit": current.unit(declared.unit)[language],
        "obs_status": figure.obs_status,
        "note": note,
        "method": declared.method,
        "computed": declared.computed,
        "source": delivered(current, declared, language),
        "release": current.id,
        "synthetic": SYNTHETIC[language] if register.is_synthetic(current) else "",
    }
