"""The counties of the region: any indicator of any year, one county in focus, its change and its place in Poland."""

import streamlit as st

from pages.ui import address, county_controls, data
from pages.ui.card import deck
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
    controls = st.container(horizontal=True)
    chosen = county_controls.asked(release, language)
    follow()
    deck(
        "nation",
        counties.area_map(release, chosen, language),
        counties.ranked(release, chosen, language),
        counties_nation.nation(release, chosen, language),
        columns=2,
        choose="focus",
    )
    with head:
        heading(county_controls.title(release, language), county_controls.lead(release, chosen, language))
    with controls:
        county_controls.filters(release, chosen, language)

    county_controls.to_sheet(release, chosen, language)
    section(t("counties.section_focus", area=release.areas[chosen.focus].name(language)))
    with st.popover(t("counties.chart_choices")):  # closed it costs a click on a filter nothing
        compared = county_controls.compared(release, chosen, language)
        monthly = county_controls.by_month(release, chosen)
    wider = counties_trend.subregions(release, chosen, language)
    deck(
        "county",
        {**counties_trend.over_time(release, chosen, compared, language, monthly=monthly), "level": 3},
        {**counties_profile.profile(release, chosen, language), "level": 3},
        {**wider, "level": 3, "section": t("counties.section_wider")},
    )


body()
section(t("counties.section_inactive"))
county_controls.explain(release, language)
footer()
