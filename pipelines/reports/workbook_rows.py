"""Figures as rows of a tidy sheet: those of published tables, and those of the cooperation model from deliveries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.ui.text import words
from pipelines.catalog import DIMENSIONS, TOTAL, Defined, Text
from pipelines.indicators import INDICATORS, PROPOSED
from pipelines.readings import register
from pipelines.readings.missing import WHY
from pipelines.words.proposed import SYNTHETIC, delivered

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.readings.figures.rows import Figure
    from pipelines.release import Release, Value

HEADS: dict[str, Text] = {
    "code": Text("Kod wskaźnika", "Indicator code"),
    "title": Text("Wskaźnik", "Indicator"),
    "geo": Text("Kod obszaru", "Area code"),
    "area": Text("Obszar", "Area"),
    "year": Text("Rok", "Year"),
    "period": Text("Okres", "Period"),
    "sex": Text("Płeć", "Sex"),
    "age": Text("Wiek", "Age"),
    "education": Text("Wykształcenie", "Education"),
    "reason": Text("Przyczyna", "Reason"),
    "place": Text("Miejsce", "Place"),
    "by": Text("Przekrój", "Breakdown"),
    "value": Text("Wartość", "Value"),
    "lower": Text("Dolna granica", "Lower bound"),
    "upper": Text("Górna granica", "Upper bound"),
    "n": Text("n", "n"),
    "unit": Text("Jednostka", "Unit"),
    "flag": Text("flag", "flag"),
    "note": Text("Dlaczego bez wartości", "Why without a value"),
    "method": Text("Metoda", "Method"),
    "basis": Text("Baza", "Base"),
    "segment": Text("Odcinek porównywalny", "Comparable stretch"),
    "source": Text("Tabela źródłowa", "Source table"),
    "released": Text("Wydano", "Released"),
    "synthetic": Text("Uwaga", "Note"),
}
_LISTS = {"sex": "sexes", "age": "ages", "education": "educations", "reason": "", "place": "places", "basis": "bases"}


_CODES = {"side": "survey_institutions", "barrier": "cooperation_barriers", "entry": "statuses"}
_WORDS = {"sector": "forum.sector", "plan": "pathways.plan"}


@dataclass(frozen=True)
class Sheet:
    """One tidy sheet: headings, rows, which columns are numbers and with how many decimals in each row."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    decimals: Sequence[Sequence[int | None]]  # for each row, for each column; None is text


def in_order(values: Iterable[Value]) -> list[Value]:
    return sorted(values, key=lambda v: (v.freq, v.period, *(getattr(v, d) != TOTAL for d in DIMENSIONS)))


def of_values(release: Release, name: str, found: Sequence[Value], language: Language) -> Sheet:
    """Figures of published tables; columns in which nothing stands are left out."""
    rows = [_row(release, v, language) for v in found]
    return _sheet(name, rows, [INDICATORS[v.indicator] for v in found], language)


def of_figures(release: Release, name: str, found: Sequence[Figure], language: Language) -> Sheet:
    """Figures of the cooperation model; columns in which nothing stands are left out."""
    rows = [_delivered(release, figure, language) for figure in found]
    return _sheet(name, rows, [PROPOSED[figure.indicator] for figure in found], language)


def _sheet(name: str, rows: Sequence[Mapping[str, object]], of: Sequence[Defined], language: Language) -> Sheet:
    heads = [key for key in HEADS if any(row.get(key) not in {None, ""} for row in rows)]
    kept = [[row.get(key) for key in heads] for row in rows]
    decimals = [[_decimals(key, declared) for key in heads] for declared in of]
    return Sheet(name, [HEADS[key][language] for key in heads], kept, decimals)


def _decimals(key: str, indicator: Defined) -> int | None:
    if key in {"value", "lower", "upper"}:
        return indicator.decimals
    return 0 if key in {"year", "n", "segment"} else None


def _row(release: Release, v: Value, language: Language) -> Mapping[str, object]:
    return {
        **_told(release, INDICATORS[v.indicator], v, language),
        **{d: _label(release, d, v, language) for d in DIMENSIONS},
        "period": v.period if v.freq != "A" else "",
        "basis": release.label("bases", v.basis)[language] if v.basis else "",
        "segment": v.segment,
        "source": v.source,
        "released": _day(v.released_on),
    }


def _delivered(release: Release, figure: Figure, language: Language) -> Mapping[str, object]:
    declared = PROPOSED[figure.indicator]
    codes = zip(declared.by, figure.by, strict=True)
    return {
        **_told(release, declared, figure, language),
        "period": figure.period if len(figure.period) > len("2024") else "",
        "by": "; ".join(_breakdown(release, name, code, language) for name, code in codes if code != TOTAL),
        "note": WHY[figure.why][language] if figure.why else "",
        "source": delivered(release, declared, language),
        "synthetic": SYNTHETIC[language] if register.is_synthetic(release) else "",
    }


def _told(release: Release, declared: Defined, one: Value | Figure, language: Language) -> Mapping[str, object]:
    """What every figure says, wherever it comes from."""
    return {
        "code": declared.id,
        "title": declared.title[language],
        "geo": one.teryt,
        "area": release.areas[one.teryt].full[language],
        "year": int(one.period[:4]),
        "value": _figure(one.value, declared),
        "lower": _figure(one.lower, declared),
        "upper": _figure(one.upper, declared),
        "n": one.n,
        "unit": release.unit(declared.unit)[language],
        "flag": one.obs_status,
        "method": declared.method,
    }


def _breakdown(release: Release, name: str, code: str, language: Language) -> str:
    """A part of a breakdown as the cards call it: `sektor: publiczny`; steps and months are numbers."""
    said = code
    if name in _CODES:
        said = release.label(_CODES[name], code)[language]
    elif name in _WORDS:
        said = words(f"{_WORDS[name]}.{code}", language)
    return f"{words(f'methods.by_{name}', language)}: {said}"


def _label(release: Release, dimension: str, v: Value, language: Language) -> str:
    code = getattr(v, dimension)
    if code == TOTAL:
        return ""
    name = _LISTS[dimension] or ("reasons_assistance" if INDICATORS[v.indicator].group == "D" else "reasons")
    return release.label(name, code)[language]


def _figure(value: float | None, declared: Defined) -> float | int | None:
    """The figure as `latarnia values` prints it."""
    if value is None:
        return None
    return round(value) if declared.decimals == 0 else round(value, declared.decimals)


def _day(text: str) -> datetime.date | str:
    """A date where the publisher's day is known; a month or year stays text."""
    return datetime.date.fromisoformat(text) if len(text) == len("2024-01-31") else text
