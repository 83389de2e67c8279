"""Tools of support: personal counselling, degressive support, flow of information, integration centres, social projects."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data
from pages.ui.card import deck
from pages.ui.cards import tools, tools_institutions, tools_taper
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("tools", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language
heading(t("tools.title"), tools.lead(release, language))


@st.fragment
def persons() -> None:
    """Tools for single persons, by years in which they were identified."""
    years, block = tools.blocks(release), ""
    if years:
        with st.container(horizontal=True):
            block = address.choose("years", t("tools.years"), years, next(iter(years)))
    deck(
        "persons",
        tools.counselling(release, block, language),
        tools.degressive(release, language),
        tools_taper.taper(release, language),
        columns=2,
    )


section(t("tools.section_person"))
persons()
section(t("tools.section_between"))
deck("between", tools.flow(release, language), tools.channels(release, language), columns=2)
section(t("tools.section_centres"))
deck(
    "centres",
    tools_institutions.centres(release, language),
    tools_institutions.projects(release, language),
    columns=2,
)
footer()
