"""Data quality, the first page on a Monday: what needs doing, how each source stands, what is covered, checked, delivered."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data
from pages.ui.card import card, deck
from pages.ui.cards import quality, quality_arrivals
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("quality", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language
day = quality.today()
heading(t("quality.title"), quality_arrivals.lead(release, day, language))
deck("sources", quality.sources(release, day, language), quality_arrivals.proposals(release, language))
section(t("quality.section_coverage"))


@st.fragment
def covered() -> None:
    """Coverage follows the indicator."""
    options = quality.indicators(release, language)
    indicator = address.choose("indicator", t("quality.indicator"), options, next(iter(options)))
    card("coverage", **quality.coverage(release, indicator, language))


covered()
section(t("quality.section_arrivals"))
deck(
    "arrivals",
    quality_arrivals.deliveries(release, language),
    quality_arrivals.rules(release, language),
    quality.checks(release, language),
    columns=2,
)
footer()
