"""What cards share: rows of the release as points, dots and table rows, with unit, universe, period and source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from pages.ui.charts import Break, Dot, Point, Series
from pages.ui.downloads import Field, Origin
from pages.ui.text import words
from pipelines.catalog import Indicator, Language
from pipelines.indicators import INDICATORS, PROPOSED
from pipelines.release import Release, Value
from pipelines.words import numbers

Content = dict[str, Any]  # keyword arguments of pages.ui.card.card


P = ParamSpec("P")


def addressed(name: str) -> Callable[[Callable[P, Content]], Callable[P, Content]]:
    """Mark the cards of a function with the name that addresses them, where it is not the function's own (`memory.remembered`)."""

    def named(function: Callable[P, Content]) -> Callable[P, Content]:
        @wraps(function)
        def card(*args: P.args, **given: P.kwargs) -> Content:
            return {**function(*args, **given), "anchor": name}

        return card

    return named


@dataclass(frozen=True)
class Headline:
    """A figure of the top row: what it is, the figure as text, what it means in one sentence."""

    label: str
    value: str
    meaning: str


def suffix(release: Release, indicator: Indicator, language: Language) -> str:
    """The unit as it stands behind a figure, joined by a no-break space; a bare % in English has none."""
    unit = release.unit(indicator.unit)[language]
    if indicator.unit in {"persons", "families", "per_1000"}:
        return ""  # the subtitle names it; a word behind every number would not agree with it in Polish
    return unit if unit == "%" and language == "en" else f"{numbers.NO_BREAK}{unit}"


def subtitle(release: Release, indicator: Indicator, periods: Sequence[str], language: Language, *extra: str) -> str:
    """Indicator, unit, universe, period: the smaller line under a finding."""
    unit = release.unit(indicator.unit)[language]
    universe = indicator.universe[language] if indicator.universe else ""
    parts = [f"{indicator.title[language]} ({unit})", universe, span(periods, language), *extra]
    return " · ".join(part for part in parts if part)


def span(periods: Sequence[str], language: Language) -> str:
    """One period, or the first and the last of several."""
    ordered = sorted(set(periods))
    if not ordered:
        return ""
    if len(ordered) == 1:
        return numbers.period(ordered[0], language, "short")
    return numbers.period_range(ordered[0], ordered[-1], language)


def origin(release: Release, indicator: Indicator, values: Iterable[Value | None], language: Language) -> Origin:
    """Source line and file name of the figures on a card."""
    found = [v for v in values if v is not None]
    tables = sorted({v.source for v in found if v.source}) or [
        s for s in indicator.sources if s in release.manifest["sources"]
    ]
    facts = [release.manifest["sources"][name] for name in tables]
    told = []
    for fact in facts:
        producer = fact["producer"] if language == "pl" else fact.get("producer_en", fact["producer"])
        told.append(
            f"{producer}, {fact[f'publication_{language}']}, {words('card.issued', language, date=numbers.day(fact['released'], language))}"
        )
    periods = sorted({v.period for v in found})
    areas = sorted({v.teryt for v in found})
    return Origin(
        name=indicator.title[language],
        source="; ".join(dict.fromkeys(told)),
        release=release.id,
        area="-".join(areas) if len(areas) <= 3 else release.region,
        period="-".join(dict.fromkeys([periods[0], periods[-1]])) if periods else "",
        values=tuple(found),
    )


def points(values: Iterable[Value]) -> list[Point]:
    return [Point(v.period, v.value, v.lower, v.upper, v.obs_status) for v in values]


def series(release: Release, indicator: str, teryt: str, role: str, language: Language, **by: str) -> Series:
    """One area's annual values as a line named by the area."""
    return Series(teryt, release.areas[teryt].short[language], points(release.series(indicator, teryt, **by)), role)  # type: ignore[arg-type]


def cuts(release: Release, values: Iterable[Value], language: Language) -> list[Break]:
    """Break lines of the sources behind these values that lie inside their periods; area-specific ones cut only that area."""
    found = list(values)
    if not found:
        return []
    first, last = min(v.period for v in found), max(v.period for v in found)
    everywhere: dict[str, Break] = {}
    single: dict[tuple[str, str], Break] = {}
    for source, teryt in sorted({(v.source, v.teryt) for v in found}):
        common = {b.code for b in release.breaks(source)}
        for b in release.breaks(source, teryt=teryt):
            if b.kind != "cut" or not first < b.first_period <= last:
                continue
            if b.code in common:
                everywhere[b.code] = Break(b.first_period, b.short[language])
            else:
                single[b.code, teryt] = Break(b.first_period, b.short[language], (teryt,))
    return sorted([*everywhere.values(), *single.values()], key=lambda b: b.period)


def dot(
    release: Release, value: Value | None, teryt: str, indicator: str, period: str, language: Language, focus: str = ""
) -> Dot:
    """One area's figure of one period, or the status that says why it has none."""
    name = release.areas[teryt].short[language]
    if value is None:
        status, _ = release.reason_missing(indicator, teryt, period)
        return Dot(teryt, name, None, None, None, status, teryt == focus)
    return Dot(teryt, name, value.value, value.lower, value.upper, value.obs_status, teryt == focus)


def number_fields(release: Release, indicator: str, language: Language, *, with_interval: bool) -> list[Field]:
    """Columns of a value and, for survey figures, the bounds of its interval."""
    declared = INDICATORS[indicator]
    unit = suffix(release, declared, language)
    fields = [
        Field("value", f"{declared.title[language]} ({release.unit(declared.unit)[language]})", declared.decimals, unit)
    ]
    if with_interval:
        fields += [
            Field(name, words(f"column.{name}", language), declared.decimals, unit) for name in ("lower", "upper")
        ]
    return fields


def defined(code: str, language: Language) -> tuple[str, str]:
    """An indicator of the cooperation model as its card's description names it: code, title, definition, caveats."""
    declared = PROPOSED[code]
    texts = (declared.definition, *declared.caveats)
    return f"{code}, {declared.title[language]}", " ".join(text[language] for text in texts)


def description(indicator: Indicator, release: Release, language: Language) -> list[str | tuple[str, str]]:
    """Question, definition, numerator and denominator, caveats, sources: what the Description tab says."""
    items: list[str | tuple[str, str]] = [
        indicator.question[language],
        (words("about.definition", language), indicator.definition[language]),
    ]
    if indicator.denominator_words is not None:
        items += [
            (words("about.numerator", language), indicator.numerator_words[language]),
            (words("about.denominator", language), indicator.denominator_words[language]),
        ]
    kind = "computed" if indicator.computed else "published"
    items.append((words("about.origin", language), words(f"about.{kind}", language)))
    items += [(words("about.caveat", language), caveat[language]) for caveat in indicator.caveats]
    return items
