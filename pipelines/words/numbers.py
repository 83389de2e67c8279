"""Numbers, shares, money and periods as the reader of each language writes them."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipelines.catalog import Language

MINUS = "\u2212"
NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
EN_DASH = "\u2013"

ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
MONTHS_PL = (  # nominative, genitive, locative
    ("styczeń", "stycznia", "styczniu"),
    ("luty", "lutego", "lutym"),
    ("marzec", "marca", "marcu"),
    ("kwiecień", "kwietnia", "kwietniu"),
    ("maj", "maja", "maju"),
    ("czerwiec", "czerwca", "czerwcu"),
    ("lipiec", "lipca", "lipcu"),
    ("sierpień", "sierpnia", "sierpniu"),
    ("wrzesień", "września", "wrześniu"),
    ("październik", "października", "październiku"),
    ("listopad", "listopada", "listopadzie"),
    ("grudzień", "grudnia", "grudniu"),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PERIOD = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")

Style = Literal["prose", "short"]


def rounded(value: float, decimals: int) -> Decimal:
    """Round half away from zero on the decimal figure, as a reader does by hand (2.5 -> 3, 39.45 -> 39.5)."""
    if not math.isfinite(value):
        raise ValueError(f"not a number to print: {value}")
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float, decimals: int, language: Language) -> str:
    """A number with the separators of the language and a true minus sign; a rounded zero has no sign."""
    figure = rounded(value, decimals)
    text = f"{abs(figure):,f}"
    if language == "pl":
        text = text.replace(",", NARROW_NO_BREAK).replace(".", ",")
    return MINUS + text if figure < 0 else text


def signed(value: float, decimals: int, language: Language) -> str:
    """A change: plus or minus sign always, none for a rounded zero."""
    text = number(value, decimals, language)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def percent(value: float, language: Language, decimals: int = 1) -> str:
    """A percentage of something, `value` in percent."""
    text = number(value, decimals, language)
    return f"{text}{NO_BREAK}%" if language == "pl" else f"{text}%"


def points(value: float, language: Language, decimals: int = 1, *, sign: bool = True) -> str:
    """A difference of two percentages, `value` in percentage points; `sign=False` gives its size alone."""
    text = signed(value, decimals, language) if sign else number(abs(value), decimals, language)
    return f"{text}{NO_BREAK}{'p.p.' if language == 'pl' else 'pp'}"


def thousands(value: float, language: Language, decimals: int = 0, *, sign: bool = False) -> str:
    """A count given in thousands."""
    text = signed(value, decimals, language) if sign else number(value, decimals, language)
    return f"{text}{NO_BREAK}{'tys.' if language == 'pl' else 'thousand'}"


def money(value: float, language: Language, decimals: int = 0) -> str:
    """An amount in złoty."""
    if language == "pl":
        return f"{number(value, decimals, language)}{NO_BREAK}zł"
    text = number(abs(value), decimals, language)
    return f"{MINUS if rounded(value, decimals) < 0 else ''}PLN{NO_BREAK}{text}"


def ordinal(rank: int, language: Language) -> str:
    """A rank in figures: "4." in Polish (read in any case and gender), "4th" in English."""
    if language == "pl":
        return f"{rank}."
    ending = "th" if rank % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def interval(lower: float, upper: float, language: Language, decimals: int = 1, unit: str = "percent") -> str:
    """The two ends of an interval; `unit` is percent, persons_thousands or pp, anything else prints bare numbers."""
    low, high = number(lower, decimals, language), number(upper, decimals, language)
    suffix = {
        "percent": (f"{NO_BREAK}%", "%"),
        "pp": (f"{NO_BREAK}p.p.", f"{NO_BREAK}pp"),
        "persons_thousands": (f"{NO_BREAK}tys.", f"{NO_BREAK}thousand"),
    }.get(unit, ("", ""))
    return f"od {low} do {high}{suffix[0]}" if language == "pl" else f"from {low} to {high}{suffix[1]}"


def period(code: str, language: Language, style: Style = "prose") -> str:
    """A period on its own: `2023`, `2017-Q4` or `2011-01`, for running text or for an axis."""
    year, quarter, month = period_parts(code)
    if quarter:
        return f"{ROMAN[quarter]}{NO_BREAK}kw.{NO_BREAK}{year}" if language == "pl" else f"Q{quarter}{NO_BREAK}{year}"
    if month and style == "short":
        return f"{month}.{year}"
    if month:
        name = MONTHS_PL[int(month) - 1][0] if language == "pl" else MONTHS_EN[int(month) - 1]
        return f"{name}{NO_BREAK}{year}"
    return f"{year}{NO_BREAK}r." if language == "pl" and style == "prose" else year


def day(code: str, language: Language) -> str:
    """A date `2025-01-13` as `13.01.2025` or `13 January 2025`; a bare year or month stands as a period."""
    if code.count("-") < 2 or "Q" in code:
        return period(code, language, "short")
    year, month, date = code.split("-")
    return f"{date}.{month}.{year}" if language == "pl" else f"{int(date)} {MONTHS_EN[int(month) - 1]} {year}"


def in_period(code: str, language: Language, *, at_end: bool = False) -> str:
    """When: "w 2023 r.", "we wrześniu 2011 r.", "in Q4 2017"; `at_end` for a state on the last day."""
    if at_end:
        return f"na koniec {_genitive(code)}" if language == "pl" else f"at the end of {period(code, language)}"
    if language == "en":
        return f"in {period(code, language)}"
    year, _, month = period_parts(code)
    if not month:
        return f"w{NO_BREAK}{_genitive(code)}"
    name = MONTHS_PL[int(month) - 1][2]
    preposition = "we" if name.startswith("wrz") else "w"
    return f"{preposition}{NO_BREAK}{name} {year}{NO_BREAK}r."


def from_to(start: str, end: str, language: Language, *, at_end: bool = False) -> str:
    """A stretch of time in a sentence: "od 2010 r. do 2023 r.", "from 2010 to 2023"; `at_end` for states."""
    if language == "en":
        edge = "the end of " if at_end else ""
        return f"from {edge}{period(start, language)} to {edge}{period(end, language)}"
    edge = "końca " if at_end else ""
    return f"od {edge}{_genitive(start)} do {edge}{_genitive(end)}"


def since(code: str, language: Language, *, at_end: bool = False) -> str:
    """From when on: "od 2021 r.", "since 2021"; `at_end` for a state on the last day of the period."""
    if language == "en":
        return f"since {'the end of ' if at_end else ''}{period(code, language)}"
    return f"od{NO_BREAK}{f'końca{NO_BREAK}' if at_end else ''}{_genitive(code)}"


def period_range(start: str, end: str, language: Language) -> str:
    """A stretch of time as a label: "2010–2023", "I kw. 2010 – IV kw. 2017"; one period stands alone."""
    first, last = period(start, language, "short"), period(end, language, "short")
    if first == last:
        return first
    return f"{first} {EN_DASH} {last}" if NO_BREAK in first + last else f"{first}{EN_DASH}{last}"


def period_parts(code: str) -> tuple[str, str | None, str | None]:
    """Year, quarter and month of a period code; ValueError for anything else."""
    found = PERIOD.fullmatch(code)
    if found is None:
        raise ValueError(f"not a period: {code!r}")
    return found["year"], found["quarter"], found["month"]


def _genitive(code: str) -> str:
    year, quarter, month = period_parts(code)
    if quarter:
        return f"{ROMAN[quarter]}{NO_BREAK}kw. {year}{NO_BREAK}r."
    if month:
        return f"{MONTHS_PL[int(month) - 1][1]} {year}{NO_BREAK}r."
    return f"{year}{NO_BREAK}r."
