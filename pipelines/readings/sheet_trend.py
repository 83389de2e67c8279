"""The trend of a row of the county sheet: which years it is tested on, or why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pipelines.catalog import Text
from pipelines.readings import outcomes
from pipelines.statistics.trend import LEAST, Trend, trend

if TYPE_CHECKING:
    from pipelines.readings.sheet_figures import Declared, Point
    from pipelines.release import Release

_BLOCKS = Text(
    "Wartości są za okresy dwuletnie, a test liczymy na kolejnych latach.",
    "The figures are of periods of two years; the test takes years in a row.",
)
TREND_YEARS = 10  # the newest points of a trend


@dataclass(frozen=True)
class TrendReading:
    """The test on the newest unbroken run of annual figures; without a test `why` says why."""

    found: Trend | None
    start: str = ""
    end: str = ""
    why: Text | None = None

    @property
    def way(self) -> Literal["up", "down", "flat", "unknown"]:
        if self.found is None:
            return "unknown"
        if not self.found.is_significant():
            return "flat"
        return "up" if self.found.score > 0 else "down"


@lru_cache(maxsize=1024)
def read_trend(release: Release, row: Declared, teryt: str, points: tuple[Point, ...]) -> TrendReading:
    """Test the newest years that follow each other without a gap and without a break of the series."""
    if row.kind == "outcome":
        blocks = len(outcomes.blocks(release))
        return TrendReading(
            None, why=_short(len(points), f"{blocks} okresy trzyletnie", f"{blocks} periods of three years")
        )
    if row.is_counted:
        return TrendReading(None, why=_BLOCKS)
    if row.code == "E10":
        return TrendReading(None, why=_short(len(points), "fale ankiety", "waves of the survey"))
    if not points:
        return TrendReading(None, why=Text("Brak wartości rocznych.", "There are no annual figures."))
    run = [points[-1]]
    why = None
    for earlier in reversed(points[:-1]):
        if earlier.segment != run[0].segment:
            why = _broken(run[0].period, len(run))
            break
        if int(earlier.period) != int(run[0].period) - 1:
            why = _gap(str(int(run[0].period) - 1), len(run))
            break
        run.insert(0, earlier)
    run = run[-TREND_YEARS:]
    if len(run) < LEAST:
        return TrendReading(None, run[0].period, run[-1].period, why or _short(len(run), "lata", "years"))
    found = trend([float(p.period) for p in run], [p.value for p in run])
    return TrendReading(found, run[0].period, run[-1].period)


def _short(n: int, pl: str, en: str) -> Text:
    return Text(
        f"Za mało pomiarów ({n}, {pl}); test potrzebuje {LEAST}.",
        f"Too few measurements ({n}, {en}); the test needs {LEAST}.",
    )


def _broken(year: str, n: int) -> Text:
    return Text(
        f"Sposób liczenia zmienił się w {year} r.; od tego czasu kolejnych lat jest {n}, a test potrzebuje {LEAST}.",
        f"The way of counting changed in {year}; since then there are {n} years in a row, and the test needs {LEAST}.",
    )


def _gap(year: str, n: int) -> Text:
    return Text(
        f"Brakuje {year} r.; kolejnych lat po tej luce jest {n}, a test potrzebuje {LEAST}.",
        f"{year} is missing; after this gap there are {n} years in a row, and the test needs {LEAST}.",
    )
