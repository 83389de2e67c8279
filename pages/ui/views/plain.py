"""The cards of the pages without filters of their own: the region at a glance, methods."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import methods as sources
from pages.ui.cards import start as glance
from pages.ui.cards import survey

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def start(release: Release, asked: Asked, language: Language) -> Builders:
    """The inactivity rate over time and among voivodeships, the claim of 2018, what is new."""
    year = glance.newest_year(release)
    return {
        "trend": partial(survey.over_time, release, language, "A02", level=3),
        "standing": partial(survey.standing, release, language, "A02", year, level=3),
        "claim": partial(glance.claim, release, language),
        "news": partial(glance.news, release, language),
    }


def methods(release: Release, asked: Asked, language: Language) -> Builders:
    """Calendar of breaks, dictionary of columns, glossary."""
    return {
        "calendar": partial(sources.calendar, release, language),
        "dictionary": partial(sources.dictionary, release, language),
        "glossary": partial(sources.glossary, release, language),
    }
