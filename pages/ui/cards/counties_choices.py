"""What can be chosen on the counties page, with its defaults."""

from __future__ import annotations

from pages.ui.cards.counties import Chosen
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings import counties as readings
from pipelines.release import Release

FIRST = "C01"  # what the page opens with; its highest county of the newest year is the first focus


def available(release: Release) -> list[str]:
    """Indicators of which at least one county of the region has a figure, in the order of the catalogue."""
    return [code for code, i in INDICATORS.items() if "county" in i.levels and readings.years(release, code)]


def indicators(release: Release, language: Language) -> dict[str, str]:
    """Indicators by code."""
    return {code: INDICATORS[code].title[language] for code in available(release)}


def reasons(release: Release, indicator: str, language: Language) -> dict[str, str]:
    """Reasons of assistance by code; empty where the indicator is not given by reason."""
    codes = readings.reasons(release, indicator)
    return {code: release.label("reasons_assistance", code)[language] for code in codes}


def names(release: Release, language: Language) -> dict[str, str]:
    """Counties of the region by code, in the order of their names."""
    found = {a.code: a.name(language) for a in release.counties()}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def years(release: Release, indicator: str, language: Language) -> dict[str, str]:
    """Years with their labels, which say how many counties have a figure where not all have."""
    whole = len(release.counties())
    return {
        year: year if count == whole else words("counties.year_partial", language, year=year, known=count, all=whole)
        for year, count in readings.years(release, indicator).items()
    }


def first_focus(release: Release) -> str:
    """The county with the highest registered unemployment rate: the same one until somebody chooses."""
    values = readings.of_region(release, FIRST, readings.newest_year(release, FIRST)).values()
    return readings.ends(values)[1][0].teryt


def compared(release: Release, found: Chosen) -> list[str]:
    """The counties on the chart of change until somebody chooses: the focus, the highest and the lowest."""
    values = readings.of_region(release, found.indicator, found.year, **found.by)
    lowest, highest = readings.ends(v for code, v in values.items() if code != found.focus)
    return list(dict.fromkeys([found.focus, *(v.teryt for v in [*highest[:1], *lowest[:1]])]))
