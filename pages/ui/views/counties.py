"""The cards of the counties page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import counties, counties_choices, counties_nation, counties_profile, counties_trend
from pages.ui.views.asked import first
from pipelines.readings import counties as readings

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def cards(release: Release, asked: Asked, language: Language) -> Builders:
    """Map, order, place in Poland, change, profile and subregions of the chosen indicator, year and county."""
    indicator = asked.one("indicator", counties_choices.indicators(release, language), counties_choices.FIRST)
    reasons = counties_choices.reasons(release, indicator, language)
    reason = asked.one("reason", reasons, first(reasons)) if reasons else ""
    years = counties_choices.years(release, indicator, language)
    year = asked.one("year", years, readings.newest_year(release, indicator))
    names = counties_choices.names(release, language)
    focus = asked.one("focus", names, counties_choices.first_focus(release))
    chosen = counties.Chosen(indicator, year, focus, reason)
    compared = asked.many("counties", names, counties_choices.compared(release, chosen))[: counties_trend.LINES]
    monthly = asked.switch("months") and bool(release.series(indicator, focus, freq="M", **chosen.by))
    return {
        "map": partial(counties.area_map, release, chosen, language),
        "ranked": partial(counties.ranked, release, chosen, language),
        "nation": partial(counties_nation.nation, release, chosen, language),
        "trend": partial(counties_trend.over_time, release, chosen, compared, language, monthly=monthly),
        "profile": partial(counties_profile.profile, release, chosen, language),
        "subregions": partial(counties_trend.subregions, release, chosen, language),
    }
