"""Cooperation day by day: common clients and joint plans, referrals and answers, who works with whom and who is missing."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data
from pages.ui.card import deck
from pages.ui.cards import together, together_institutions
from pages.ui.frame import follow, footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("together", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language
heading(t("together.title"), together.lead(release, language))


@st.fragment
def body() -> None:
    """What follows the county in focus, the years and the kind of exchange."""
    years, kinds, areas = (
        together.blocks(release),
        together.kinds(release, language),
        together.focuses(release, language),
    )
    block, kind = "", next(iter(kinds), "")
    with st.container(horizontal=True):
        focus = address.choose("focus", t("together.focus"), areas, "")
        if years:
            block = address.choose("years", t("together.years"), years, next(iter(years)))
        if kinds:
            kind = address.choose("kind", t("together.kind"), kinds, kind)
    follow()
    section(t("together.section_clients"))
    deck(
        "clients",
        together.ledger(release, block, focus, language),
        together.counties(release, block, focus, language),
        columns=2,
        choose="focus",
    )
    section(t("together.section_exchange"))
    deck(
        "exchange",
        together.sent(release, kind, language),
        together.answers(release, focus, language),
        columns=2,
        choose="focus",
    )
    section(t("together.section_institutions"))
    deck(
        "institutions",
        together_institutions.pairs(release, language),
        together_institutions.gaps(release, focus, language),
        choose="focus",
    )


body()
footer()
