"""Controls of the page of changes: the two releases that are compared, both in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import address, data
from pages.ui.cards import changes
from pages.ui.cards.changes import Compared
from pages.ui.text import t
from pipelines.catalog import Language
from pipelines.problems import UserError
from pipelines.release import Release


def asked(release: Release, language: Language) -> Compared:
    """The releases of the address; by default the one shown and the one built before it, of the same region."""
    options = changes.names(release.region, language)
    new = address.read("to", options, release.id)
    old = address.read("from", options, changes.before(options, new))
    listed = changes.listed(release.region)
    return Compared(_opened(old) if old and old != new else None, _opened(new) or release, listed)


def filters(chosen: Compared, language: Language) -> None:
    """Two lists of releases; nothing to choose while there is one only."""
    options = changes.names(chosen.new.region, language)
    if len(options) < 2:
        return
    with st.container(horizontal=True):
        first = chosen.old.id if chosen.old else next(iter(options))
        address.choose("from", t("changes.from"), options, first)
        address.choose("to", t("changes.to"), options, chosen.new.id)


def _opened(name: str) -> Release | None:
    try:
        return data.open_release(name)
    except UserError as error:
        address.tell("changes.unreadable", why=error.text[address.language()])
        return None
