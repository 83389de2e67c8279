"""The cards of the county sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import counties_choices, sheet, sheet_choices, sheet_data, sheet_peers, sheet_people

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def cards(release: Release, asked: Asked, language: Language) -> Builders:
    """Spine, people, similar counties, next steps and completeness of one county."""
    names = counties_choices.names(release, language)
    focus = asked.one("focus", names, counties_choices.first_focus(release))
    against = asked.one("against", sheet_choices.comparators(language), "region")
    chosen = sheet_choices.Chosen(focus, against, sheet_choices.asked_weights(release, asked.one))  # type: ignore[arg-type]
    return {
        "spine": partial(sheet.spine_card, release, chosen, language),
        "people": partial(sheet_people.people, release, chosen, language),
        "peers": partial(sheet_peers.similar_counties, release, chosen, language),
        "next": partial(sheet_data.next_steps, release, chosen, language),
        "data": partial(sheet_data.complete, release, chosen, language),
    }
