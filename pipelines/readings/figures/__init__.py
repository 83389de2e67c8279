"""Figures of the cooperation model (groups E to H of the catalogue) as rows, made by the functions that cards read.

A figure is never richer than its card: both come from the protected tables of a release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from pipelines.catalog import Proposed
from pipelines.indicators import PROPOSED
from pipelines.readings.figures import cooperation, forum, outcomes, pathways
from pipelines.readings.figures.rows import Figure
from pipelines.release import Release

Read = Callable[[Release, str, str], Iterable[Figure]]

_MODULES = {"cooperation": cooperation, "pathways": pathways, "outcomes": outcomes, "forum": forum}


def reader(declared: Proposed) -> Read | None:
    """The function that a declaration names; None where it names none. AttributeError or KeyError for a wrong name."""
    if declared.reading is None:
        return None
    module, _, name = declared.reading.partition(".")
    found: Read = getattr(_MODULES[module], name)
    return found


@lru_cache(maxsize=256)
def figures(release: Release, indicator: str, teryt: str) -> tuple[Figure, ...]:
    """All figures of one indicator in one area, oldest first; empty where it is not read for such an area."""
    declared = PROPOSED[indicator]
    read, area = reader(declared), release.areas[teryt]
    is_told = release.region in {area.code, area.parent} and area.level in declared.levels
    if read is None or not is_told:
        return ()
    found = read(release, indicator, teryt)
    return tuple(sorted(found, key=lambda figure: (figure.period, figure.by)))
