"""What sentences are made from: areas with inflected names, subjects with gender, figures with their error."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import TYPE_CHECKING, Literal

from pipelines.words.numbers import (
    NO_BREAK,
    from_to,
    in_period,
    money,
    number,
    percent,
    period_parts,
    points,
    rounded,
    since,
    thousands,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.catalog import Indicator, Language, Method

Gender = Literal["m", "f", "n"]


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area of the code list `teryt`; `locative_pl` and `in_en` carry their preposition ("we Wrocławiu")."""

    code: str
    nominative_pl: str
    genitive_pl: str
    locative_pl: str
    instrumental_pl: str
    in_en: str
    short_pl: str
    short_en: str

    def name(self, language: Language) -> str:
        """The name as the subject of a sentence: "powiat jeziorny", "jeziorny county"."""
        return self.nominative_pl if language == "pl" else self.in_en.removeprefix("in ")

    def where(self, language: Language) -> str:
        """The name as a place: "w powiecie jeziornym", "in jeziorny county"."""
        return self.locative_pl if language == "pl" else self.in_en


def area(record: Mapping[str, str]) -> Area:
    """An area from a row of the code list; further columns are ignored, a missing form is a KeyError."""
    return Area(**{f.name: record[f.name] for f in fields(Area)})


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a figure measures, in the forms sentences need; the gender is that of `nominative_pl`."""

    nominative_pl: str
    genitive_pl: str
    gender: Gender
    en: str
    unit: str
    decimals: int
    is_year_end: bool = False  # an annual figure is a state on 31 December

    def name(self, language: Language) -> str:
        return self.nominative_pl if language == "pl" else self.en

    def amount(self, value: float, language: Language) -> str:
        """A value with its unit."""
        match self.unit:
            case "percent":
                return percent(value, language, self.decimals)
            case "pp":
                return f"{number(value, self.decimals, language)}{NO_BREAK}{'p.p.' if language == 'pl' else 'pp'}"
            case "persons_thousands":
                return thousands(value, language, self.decimals)
            case "pln":
                return money(value, language, self.decimals)
            case _:
                return number(value, self.decimals, language)

    def size(self, difference: float, language: Language) -> str:
        """The size of a difference, without sign: percentages differ by percentage points."""
        if self.unit in {"percent", "pp"}:
            return points(difference, language, self.decimals, sign=False)
        return self.amount(abs(difference), language)

    def signed(self, difference: float, language: Language) -> str:
        """A difference with its sign and unit."""
        if self.unit in {"percent", "pp"}:
            return points(difference, language, self.decimals)
        text = self.amount(difference, language)
        return f"+{text}" if self.shown(difference) > 0 else text

    def in_period(self, code: str, language: Language) -> str:
        """When: "w 2023 r.", or "na koniec 2023 r." for a state on the last day of the year."""
        return in_period(code, language, at_end=self._is_state(code))

    def from_to(self, start: str, end: str, language: Language) -> str:
        """From one period to another, "od końca 2010 r. do końca 2023 r." for states on the last day of the year."""
        return from_to(start, end, language, at_end=self._is_state(start) and self._is_state(end))

    def since(self, code: str, language: Language) -> str:
        """From when on: "od 2021 r.", "od końca 2021 r." for a state on the last day of the year."""
        return since(code, language, at_end=self._is_state(code))

    def _is_state(self, code: str) -> bool:
        return self.is_year_end and period_parts(code)[1:] == (None, None)

    @property
    def is_count(self) -> bool:
        """Counts grow with the size of the area, so areas are not compared by them."""
        return self.unit in {"persons", "persons_thousands", "families"}

    def shown(self, value: float) -> float:
        """The value as printed, so that words agree with the digits beside them."""
        return float(rounded(value, self.decimals))


@cache
def _subject_words() -> dict[str, dict[str, str | bool]]:
    return loads(Path(__file__).with_name("subjects.toml").read_text(encoding="utf-8"))


def subject(indicator: Indicator) -> Subject:
    """The subject of an indicator: its entry in subjects.toml, or else "wskaźnik „title”", so that none is needed."""
    words = _subject_words().get(indicator.id)
    if words is None:
        return Subject(
            nominative_pl=f"wskaźnik „{indicator.title.pl}”",
            genitive_pl=f"wskaźnika „{indicator.title.pl}”",
            gender="m",
            en=f"the indicator “{indicator.title.en}”",
            unit=indicator.unit,
            decimals=indicator.decimals,
        )
    gender: dict[str, Gender] = {"m": "m", "f": "f", "n": "n"}
    return Subject(
        nominative_pl=str(words["nominative_pl"]),
        genitive_pl=str(words["genitive_pl"]),
        gender=gender[str(words["gender"])],
        en=str(words["en"]),
        unit=indicator.unit,
        decimals=indicator.decimals,
        is_year_end=bool(words.get("is_year_end", False)),
    )


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value of a subject with its interval (survey figures) and status; the fields of `latarnia values`."""

    period: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    obs_status: str = "A"
    method: Method = "register"
    is_error_assumed: bool = False  # the interval rests on our assumptions about the sample, not on the publisher's

    @property
    def has_interval(self) -> bool:
        return self.lower is not None and self.upper is not None

    @property
    def is_exact(self) -> bool:
        """Registers have no sampling error; a census may have one (that of 2011 rested on a sample)."""
        return self.method == "register"
