"""What can be chosen on the county sheet: the county, what it is compared with, and the weights of similarity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import peers
from pipelines.readings import sheet as readings
from pipelines.readings.sheet import Comparator, Sheet
from pipelines.release import Release, Territory

PREFIX = "w_"  # before a variable, the address's name of its weight


@dataclass(frozen=True)
class Chosen:
    """What the reader asked for on this page."""

    focus: str
    against: Comparator
    weights: peers.Weights

    def sheet(self, release: Release) -> Sheet:
        return readings.sheet(release, self.focus, self.against, self.weights)

    def other(self, release: Release) -> Territory | None:
        """The area compared with, where it is one."""
        codes: dict[str, str] = {"region": release.region, "country": "00"}
        return release.areas[codes[self.against]] if self.against in codes else None


def comparators(language: Language) -> dict[str, str]:
    """What a county can be compared with, by code."""
    return {code: words(f"sheet.against.{code}", language) for code in readings.COMPARATORS}


def weights(release: Release) -> dict[str, dict[str, str]]:
    """The weights to choose from, by name in the address."""
    every = {str(weight): str(weight) for weight in range(peers.MOST_WEIGHT + 1)}
    return {PREFIX + variable.code: every for variable in peers.variables(release)}


def asked_weights(release: Release, ask: Callable[[str, dict[str, str], str], str]) -> peers.Weights:
    """The weights that `ask` (name, options, default) finds; the usual ones where they are all 0."""
    options = weights(release)
    found = tuple(
        (variable.code, int(ask(PREFIX + variable.code, options[PREFIX + variable.code], str(variable.weight))))
        for variable in peers.variables(release)
    )
    return found if any(weight for _, weight in found) else peers.usual(release)
