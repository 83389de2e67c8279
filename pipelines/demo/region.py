"""The region that the generator imitates: counties, their real unemployment, when the model came, how many cases enter."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.catalog import Text
from pipelines.demo.frames import Floats, Ints, month
from pipelines.problems import UserError

FIRST, CUTOFF = month(2014, 1), month(2025, 12)  # first month of entry; last month of entry and of observation
MONTHS = CUTOFF - FIRST + 1
HALF_YEARS = MONTHS // 6
NEVER = 10**6

_WAVES = (month(2016, 1), month(2018, 1), month(2021, 7))  # full operation of the model; pilots are the first wave
_LATER_SHARE = 0.25  # of the counties outside the first wave, in each later wave; the rest has not begun by the cut-off
_PILOT_SHARE = 0.2  # where the list of pilots has none in the region
_SEASON = np.array([1.25, 1.1, 1.0, 0.95, 0.9, 0.9, 0.95, 0.9, 1.05, 1.1, 1.1, 0.8])  # entries by month of the year


@dataclass(frozen=True)
class County:
    """One county: its real registered unemployed interpolated by month, and the month when the model works there."""

    teryt: str
    name: str
    city: bool
    number: int  # position in the whole country; seeds its random numbers whatever else is generated
    unemployed: Floats  # by month of entry, persons
    rate: float  # mean registered unemployment rate over the years, percent
    adoption: int  # month since which the model works in full, or NEVER
    pilot: bool
    gminas: int


@dataclass(frozen=True)
class Region:
    """Counties in order of code and the number of entries of each county and month."""

    counties: tuple[County, ...]
    entries: Ints  # counties x MONTHS
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Forum:
    """One edition of the regional forum: in which county and month."""

    teryt: str
    edition: int
    month: int


def forums(data: Path, code: str) -> tuple[Forum, ...]:
    """Editions of a voivodeship's forum that are known from documents (data/reference/forums.csv)."""
    known = []
    for row in _rows(data / "reference" / "forums.csv"):
        year, _, number = row["month"].partition("-")
        if row["teryt"][:2] == code:
            known.append(Forum(row["teryt"], int(row["edition"]), month(int(year), int(number))))
    return tuple(known)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def region(data: Path, chosen: str, cases: int, seed: int, halves: range = range(HALF_YEARS)) -> Region:
    """Counties of `chosen` (`all`, or codes of voivodeships or counties joined by commas) with `cases` entries over them.

    Entries follow the real registered unemployed (data/sources/unemployed.csv, at the end of each year; the last known
    year is carried forward) and the season. The roll-out is the real list of pilots first, then waves drawn by `seed`.
    """
    places = _rows(data / "reference" / "teryt.csv")
    known = sorted(p["code"] for p in places if p["level"] == "voivodeship")
    picked = set(known) if chosen == "all" else {c.strip() for c in chosen.split(",")}
    single = {p["code"] for p in places if p["level"] == "county"}
    if not picked <= {*known, *single}:
        raise UserError(
            Text(
                f"Nie ma takiego województwa ani powiatu; podaj all, kody powiatów albo kody: {', '.join(known)}.",
                f"There is no such voivodeship or county; give all, codes of counties, or: {', '.join(known)}.",
            )
        )
    regions = sorted({code[:2] for code in picked})
    unemployed = _by_year(data / "sources" / "unemployed.csv", "persons")
    rates = _by_year(data / "sources" / "unemployment_rate.csv", "percent")
    every = sorted(
        (p for p in places if p["level"] == "county" and p["code"] in unemployed), key=lambda place: place["code"]
    )
    pilots = {row["teryt"] for row in _rows(data / "reference" / "pilots.csv")}
    adoption = _roll_out([p["code"] for p in every], pilots, seed)
    counties = tuple(
        County(
            teryt=p["code"],
            name=p["short_pl"],
            city=p["kind"] == "city",
            number=number,
            unemployed=_by_month(unemployed[p["code"]]),
            rate=float(np.mean([v for y, v in rates.get(p["code"], {0: 8.0}).items() if y >= 2014 or y == 0] or [8.0])),
            adoption=adoption[p["code"]],
            pilot=p["code"] in pilots,
            gminas=1 if p["kind"] == "city" else 4 + number % 6,
        )
        for number, p in enumerate(every)
        if {p["code"], p["code"][:2]} & picked
    )
    weight = np.stack([c.unemployed * _SEASON[(FIRST + np.arange(MONTHS)) % 12] * (1 + c.rate / 20) for c in counties])
    weight[:, : 6 * halves.start] = weight[:, 6 * halves.stop :] = 0
    draw = np.random.default_rng([seed, 1])
    entries = draw.multinomial(cases, (weight / weight.sum()).ravel()).reshape(weight.shape)
    return Region(counties=counties, entries=entries, regions=tuple(regions))


def _by_year(path: Path, column: str) -> dict[str, dict[int, float]]:
    values: dict[str, dict[int, float]] = {}
    for row in _rows(path):
        if len(row["teryt"]) == 4 and row[column]:
            values.setdefault(row["teryt"], {})[int(row["year"])] = float(row[column])
    return values


def _by_month(years: dict[int, float]) -> Floats:
    """End-of-year counts, at the end of December, read off a straight line between them."""
    at = sorted(years)
    ends = [month(year, 12) for year in at]
    result: Floats = np.interp(FIRST + np.arange(MONTHS), ends, [years[year] for year in at])
    return result


def _roll_out(codes: Sequence[str], pilots: set[str], seed: int) -> dict[str, int]:
    """Month of full operation by county; each voivodeship on its own, so that a choice of others changes nothing."""
    adoption = dict.fromkeys(codes, NEVER)
    for voivodeship in sorted({code[:2] for code in codes}):
        inside = [code for code in codes if code[:2] == voivodeship]
        draw = np.random.default_rng([seed, 2, int(voivodeship)])
        shuffled = [inside[i] for i in draw.permutation(len(inside))]
        first = [c for c in shuffled if c in pilots] or shuffled[: round(_PILOT_SHARE * len(inside))]
        rest = [c for c in shuffled if c not in first]
        later = round(_LATER_SHARE * len(rest))
        waves = (first, rest[:later], rest[later : 2 * later])
        for start, wave in zip(_WAVES, waves, strict=True):
            adoption.update(dict.fromkeys(wave, start))
    return adoption
