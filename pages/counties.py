"""The counties of the region: any indicator of any year, one county in focus, its change and its place in Poland."""

import streamlit as st

from pages.ui import address, county_controls, data
from pages.ui.card import card
from pages.ui.cards import counties, counties_nation, counties_profile, counties_trend
from pages.ui.frame import follow, footer, frame, heading, section
from pages.ui.text import t

release = data.current()
language = frame("counties", data.stamp(release)).language


@st.fragment
def body() -> None:
    """Everything that follows the filters; the menu around it stays as it is."""
    head = st.container()
    address.NOTICES.set(st.container())
    controls, first = st.container(horizontal=True), st.container()
    chosen = county_controls.asked(release, language)
    follow()
    with first:
        left, right = st.columns(2)
    with left:
        card("map", **counties.area_map(release, chosen, language), choose="focus")
    with right:
        card("ranked", **counties.ranked(release, chosen, language), choose="focus")
    with left:
        card("nation", **counties_nation.nation(release, chosen, language), choose="focus")
    with head:
        heading(county_controls.title(release, language), county_controls.lead(release, chosen, language))
    with controls:
        county_controls.filters(release, chosen, language)

    section(t("counties.section_focus", area=release.areas[chosen.focus].name(language)))
    with st.container(horizontal=True):
        compared = county_controls.compared(release, chosen, language)
        monthly = county_controls.by_month(release, chosen)
    card("trend", **counties_trend.over_time(release, chosen, compared, language, monthly=monthly), level=3)
    card("profile", **counties_profile.profile(release, chosen, language), level=3)

    section(t("counties.section_wider"))
    card("subregions", **counties_trend.subregions(release, chosen, language), level=3)


body()
section(t("counties.section_inactive"))
county_controls.explain(release, language)
footer()
