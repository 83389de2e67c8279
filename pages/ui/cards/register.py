"""What cards of the cooperation register share: source, half-years in words, and the card that says there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pages.ui.cards.common import Content
from pages.ui.charts.grid import Row
from pages.ui.downloads import Origin
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import protection, register
from pipelines.readings.counts import Token
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.plurals import counted


def half_year(period: str, language: Language) -> str:
    """`2025-H2` -> "II półrocze 2025"."""
    year, _, half = period.partition("-H")
    return words(f"cooperation.half.{half}", language, year=year)


def last_day(period: str, language: Language) -> str:
    """`2025-H2` -> "31 grudnia 2025 r."."""
    year, _, half = period.partition("-H")
    return words(f"cooperation.day.{half}", language, year=year)


def month(code: str, language: Language) -> str:
    """`2025-06` -> "06.2025"."""
    return numbers.period(code, language, "short")


def months(first: str, last: str, language: Language) -> str:
    """A stretch of months: "01.2014–12.2025"."""
    return f"{month(first, language)}{numbers.EN_DASH}{month(last, language)}"


def whole_span(release: Release, language: Language) -> str:
    """From the first to the last month that was delivered."""
    periods = register.half_years(release)
    return months(register.first_month(periods[0]), register.last_month(periods[-1]), language)


def origin(release: Release, name: str, language: Language) -> Origin:
    """Source line and file name; says when the deliveries are synthetic."""
    told = release.manifest.get("deliveries", [])
    periods = register.half_years(release)
    deliveries = counted(len(told), "dostawa", language)
    return Origin(
        name=name,
        source=words("cooperation.source", language, deliveries=deliveries),
        release=release.id,
        area=release.region,
        period="-".join(dict.fromkeys([periods[0], periods[-1]])) if periods else "",
        synthetic=register.is_synthetic(release),
    )


def county_rows(release: Release, focus: str, language: Language) -> list[Row]:
    """The counties as rows of a chart, in the order of the alphabet."""
    rows = [Row(area.code, area.short[language], area.code == focus) for area in release.counties()]
    return sorted(rows, key=lambda row: row.name.casefold())


def empty(release: Release, name: str, language: Language, level: int = 3) -> Content:
    """A card without figures: why there are none, and how deliveries are loaded."""
    why = words("cooperation.empty", language)
    return {
        "title": f"{name}: {words('cooperation.no_data', language)}",
        "subtitle": release.region_area.name(language),
        "sentence": why,
        "origin": origin(release, name, language),
        "notices": [why, words("cooperation.how", language)],
        "level": level,
    }


def percent(value: float, language: Language) -> str:
    """A share 0 to 1 as whole percent."""
    return numbers.percent(100 * value, language, 0)


def alphabetical(names: Sequence[str]) -> list[str]:
    return sorted(names, key=str.casefold)


def rows(token: Token, language: Language) -> str:
    """A number of rows of a delivery; where it is hidden, between which numbers it lies."""
    if token.value is not None:
        return numbers.number(token.value, 0, language)
    low, high = (numbers.number(end, 0, language) for end in (token.lower, token.upper))
    return words("deliveries.between", language, low=low, high=high)


def row_rule(release: Release, language: Language) -> str:
    """How numbers of rows are told, in a sentence."""
    held = protection.rule(release)
    return words("deliveries.rule", language, threshold=str(held.threshold), base=str(held.base))
