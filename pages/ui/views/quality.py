"""The cards of the page on data quality, as of the day they are built."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import quality, quality_arrivals
from pages.ui.views.asked import first

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def cards(release: Release, asked: Asked, language: Language) -> Builders:
    """Sources and proposals, coverage of an indicator, deliveries, rules that set rows aside, checks of the build."""
    options = quality.indicators(release, language)
    indicator = asked.one("indicator", options, first(options))
    return {
        "sources": partial(quality.sources, release, quality.today(), language),
        "proposals": partial(quality_arrivals.proposals, release, language),
        "coverage": partial(quality.coverage, release, indicator, language),
        "deliveries": partial(quality_arrivals.deliveries, release, language),
        "rules": partial(quality_arrivals.rules, release, language),
        "checks": partial(quality.checks, release, language),
    }
