"""The cards of the page of changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import changes
from pages.ui.views.asked import ViewError
from pipelines import release as releases
from pipelines.problems import UserError

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def cards(release: Release, asked: Asked, language: Language) -> Builders:
    """What differs between two releases, where there are two, and the list of all."""
    names = changes.names(release.region, language)
    new = asked.one("to", names, release.id)
    old = asked.one("from", names, changes.before(names, new))
    compared = changes.Compared(
        _opened(old) if old and old != new else None,
        release if new == release.id else _opened(new),
        changes.listed(release.region),
    )
    found: Builders = {}
    if compared.old is not None:
        found = {
            "overview": partial(changes.overview, compared, language),
            "added": partial(changes.added, compared, language),
            "revised": partial(changes.revised, compared, language),
            "tables": partial(changes.tables, compared, language),
        }
    return {
        **found,
        "notes": partial(changes.notes, compared.new, language),
        "releases": partial(changes.releases, compared, language),
    }


def _opened(name: str) -> Release:
    try:
        return releases.opened(name)
    except UserError as error:
        raise ViewError(error.text) from error
