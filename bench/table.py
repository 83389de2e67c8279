"""The table that the measurements print: medians of both sides, their ratio, and whether the target holds."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

HEAD = ("measurement", "unit", "n", "ours", "bare", "ratio", "target", "", "others' CPU")


@dataclass(frozen=True)
class Row:
    """One comparison. The ratio is the median of the per-round ratios where rounds pair up, else that of the medians."""

    name: str
    unit: str
    ours: Sequence[float]
    bare: Sequence[float] = ()
    at_most: float | None = None  # targets are ratios ours / bare
    at_least: float | None = None
    noise: str = ""

    @property
    def ratio(self) -> float | None:
        if not self.ours or not self.bare:
            return None
        if len(self.ours) == len(self.bare):
            return median(one / other for one, other in zip(self.ours, self.bare, strict=True))
        return median(self.ours) / median(self.bare)

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        target, verdict = "", ""
        if self.at_most is not None:
            target = f"≤ {self.at_most:.2f}"
        elif self.at_least is not None:
            target = f"≥ {self.at_least:.2f}"
        if target:
            verdict = "–" if self.ratio is None else "holds" if self._holds(self.ratio) else "MISSED"
        return (
            self.name,
            self.unit,
            str(len(self.ours)),
            _amount(self.ours),
            _amount(self.bare),
            "–" if self.ratio is None else f"{self.ratio:.2f}",
            target,
            verdict,
            self.noise,
        )

    def _holds(self, ratio: float) -> bool:
        return (self.at_most is None or ratio <= self.at_most) and (self.at_least is None or ratio >= self.at_least)


def _amount(values: Sequence[float]) -> str:
    if not values:
        return "–"
    middle = median(values)
    return f"{middle:.0f}" if middle >= 100 else f"{middle:.1f}" if middle >= 10 else f"{middle:.2f}"


def text(rows: Sequence[Row]) -> str:
    """All rows in aligned columns under one heading; n counts our side."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    left = {0, 1, 7}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


@dataclass
class Others:
    """Share of the machine's CPU time that processes outside the measurement took, as text."""

    share: str = "–"


@contextmanager
def noise() -> Iterator[Others]:
    """Measure what other processes took meanwhile; above a few percent, read the ratios and not the seconds.

    Processes of the browser that end orphaned are counted among the others, so `pages` shows too much here.
    """
    others = Others()
    stat = Path("/proc/stat")
    if not stat.exists():  # only Linux tells
        yield others
        return
    before = _busy(stat), _own()
    yield others
    busy, total = (now - then for now, then in zip(_busy(stat), before[0], strict=True))
    foreign = busy - (_own() - before[1])
    others.share = f"{max(foreign, 0) / total:.0%}"


def _busy(stat: Path) -> tuple[float, float]:
    ticks = [int(field) for field in stat.read_text(encoding="ascii").splitlines()[0].split()[1:9]]
    seconds = [tick / os.sysconf("SC_CLK_TCK") for tick in ticks]
    return sum(seconds) - seconds[3] - seconds[4], sum(seconds)


def _own() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def with_noise(row: Row, share: str) -> Row:
    """The row with the share that others took."""
    return replace(row, noise=share)
