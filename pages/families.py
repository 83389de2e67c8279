"""Families in programmes: who entered, what they got, how they stand after months, and the teams that work with them."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data
from pages.ui.card import deck
from pages.ui.cards import families
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("families", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language
heading(t("families.title"), families.lead(release, language))


@st.fragment
def followed() -> None:
    """Families that entered in the chosen years."""
    years, block = families.blocks(release), ""
    if years:
        with st.container(horizontal=True):
            block = address.choose("years", t("families.entered"), years, next(iter(years)), form="buttons")
    deck(
        "followed",
        families.situation(release, block, language),
        families.modules(release, block, language),
        families.acceptance(release, block, language),
    )


section(t("families.section_followed"))
followed()
section(t("families.section_who"))
deck("who", families.programmes(release, language), families.teams(release, language), columns=2)
footer()
