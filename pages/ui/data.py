"""The release in use, read once per process and shared by all sessions; the only door from pages to figures."""

from __future__ import annotations

import streamlit as st

from pages.ui import address
from pages.ui.frame import Frozen, Stamp
from pages.ui.text import t
from pipelines import release, settings
from pipelines.problems import UserError
from pipelines.release import Release
from pipelines.words.numbers import day


@st.cache_resource(max_entries=3, show_spinner=False)
def _read(folder: str, name: str | None) -> Release:
    """A release never changes, so its folder and name are the whole key."""
    return release.opened(name or "?", settings.Path(folder))


def current() -> Release:
    """The release that the address asks for with `release=`, else the one that `data/marts/current` names now.

    An unknown name falls back to the current one, which the page then says; without any the page says what to do.
    """
    asked = address.kept("release").get("release")
    try:
        return (_opened(asked) if asked else None) or newest()
    except UserError as error:
        st.set_page_config(page_title="Latarnia")
        st.error(error.text[address.language()])
        st.stop()


def newest() -> Release:
    """The release in use. UserError where there is none."""
    folder = settings.marts_folder()
    name = release.name_in_use(folder)
    if name is None:
        raise UserError(release.NO_RELEASE)
    return _read(str(folder), name)


def open_release(name: str) -> Release:
    """A release by its name. UserError where there is none that can be read."""
    return _read(str(settings.marts_folder()), name)


def newer() -> Release | None:
    """The release in use when the page shows an older, frozen one; else None."""
    asked = address.kept("release").get("release")
    if not asked or _opened(asked) is None:
        return None
    found = newest()
    return found if found.id != asked else None


def _opened(name: str) -> Release | None:
    try:
        return _read(str(settings.marts_folder()), name)
    except UserError:
        return None


def stamp(found: Release) -> Stamp:
    """Which data the page shows, for its sidebar and the line above a frozen page."""
    language = address.language()
    region = found.region_area
    return Stamp(
        release=found.id,
        state=day(found.cut_off, language),
        region=region.name(language),
        synthetic=bool(found.manifest["synthetic"]),
        frozen=_frozen(found),
    )


def _frozen(found: Release) -> Frozen | None:
    asked = address.kept("release").get("release")
    if not asked:
        return None
    language = address.language()
    if asked != found.id:
        return Frozen(t("frozen.unknown", asked=asked[:20], shown=found.id))
    other = newer()
    state = day(found.cut_off, language)
    if other is None:
        return Frozen(t("frozen.same", release=found.id, state=state))
    return Frozen(t("frozen.older", release=found.id, state=state, current=other.id), (found.id, other.id))
