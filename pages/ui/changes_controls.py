"""Controls of the page of changes: the two releases that are compared, both in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import address, data
from pages.ui.cards.changes import Compared
from pages.ui.text import t
from pipelines import release as releases
from pipelines.catalog import Language
from pipelines.problems import UserError
from pipelines.release import Release
from pipelines.words.numbers import day


def asked(release: Release, language: Language) -> Compared:
    """The releases of the address; by default the one shown and the one built before it, of the same region."""
    names = _names(release, language)
    new = address.read("to", names, release.id)
    earlier = list(names)[list(names).index(new) + 1 :] if new in names else []
    old = address.read("from", names, earlier[0] if earlier else "") if len(names) > 1 else ""
    listed = tuple(m for m in releases.releases() if m["release"] in names)
    return Compared(_opened(old) if old and old != new else None, _opened(new) or release, listed)


def filters(chosen: Compared, language: Language) -> None:
    """Two lists of releases; nothing to choose while there is one only."""
    names = _names(chosen.new, language)
    if len(names) < 2:
        return
    with st.container(horizontal=True):
        first = chosen.old.id if chosen.old else next(iter(names))
        address.choose("from", t("changes.from"), names, first)
        address.choose("to", t("changes.to"), names, chosen.new.id)


def _names(release: Release, language: Language) -> dict[str, str]:
    """Releases of the same region that can be opened, newest first, with the day they were built."""
    return {
        m["release"]: f"{m['release']} · {t('changes.built', date=day(m['built'][:10], language))}"
        for m in releases.releases()
        if m["region"] == release.region
    }


def _opened(name: str) -> Release | None:
    try:
        return data.open_release(name)
    except UserError as error:
        address.tell("changes.unreadable", why=error.text[address.language()])
        return None
