"""The release in use, read once per process and shared by all sessions; the only door from pages to figures."""

from __future__ import annotations

import streamlit as st

from pages.ui import address
from pages.ui.frame import Stamp
from pipelines import release, settings
from pipelines.problems import UserError
from pipelines.release import Release
from pipelines.words.numbers import day


@st.cache_resource(max_entries=3, show_spinner=False)
def _read(folder: str, name: str | None) -> Release:
    """A release never changes, so its folder and name are the whole key."""
    del name
    return release.current(settings.Path(folder))


def current() -> Release:
    """The release that `data/marts/current` names now; without one the page says what to do and stops."""
    folder = settings.marts_folder()
    try:
        return _read(str(folder), release.name_in_use(folder))
    except UserError as error:
        st.set_page_config(page_title="Latarnia")
        st.error(error.text[address.language()])
        st.stop()


def stamp(found: Release) -> Stamp:
    """Which data the page shows, for its sidebar."""
    language = address.language()
    region = found.region_area
    return Stamp(
        release=found.id,
        state=day(found.cut_off, language),
        region=region.name(language),
        synthetic=bool(found.manifest["synthetic"]),
    )
