"""Pathways and outcomes: how many take up work and when, by group, year of entry and county, beside what is expected."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data
from pages.ui.card import deck
from pages.ui.cards import outcomes, outcomes_funnel, outcomes_lasting
from pages.ui.frame import follow, footer, frame, heading, section, ways
from pages.ui.text import t
from pipelines.readings.outcomes import is_synthetic

release = data.current()
language = frame("outcomes", replace(data.stamp(release), synthetic=is_synthetic(release))).language
heading(t("outcomes.question", where=release.region_area.where(language)), outcomes.lead(release, language))


@st.fragment
def clients() -> None:
    """One cohort: time to work and groups; all cohorts beside each other."""
    years, groups = outcomes.cohort_years(release), outcomes.characteristics(language)
    year, by = "", next(iter(groups))
    if years:
        with st.container(horizontal=True):
            year = address.choose("year", t("outcomes.year"), years, next(iter(years)))
            by = address.choose("by", t("outcomes.by"), groups, by, form="buttons")
    deck(
        "clients",
        outcomes.time_to_work(release, year, language),
        outcomes.by_group(release, year, by, language),
        outcomes.over_years(release, by, language),
        outcomes_lasting.official(release, language),
    )


@st.fragment
def places() -> None:
    """Counties, never in order of their shares: of one cohort, and beside what is expected with their clients."""
    years, blocks = outcomes.cohort_years(release), outcomes_funnel.block_names(release)
    names = {"": t("outcomes.no_focus")}
    names |= {area.code: area.name(language) for area in release.counties()}
    year, block, focus = "", "", ""
    if years:
        with st.container(horizontal=True):
            year = address.choose("cohort", t("outcomes.year"), years, next(iter(years)))
            if blocks:
                block = address.choose("block", t("outcomes.block"), blocks, next(iter(blocks)))
            focus = address.choose("focus", t("outcomes.focus"), names, "")
    follow()
    deck(
        "places",
        outcomes_funnel.three_numbers(release, block, focus, language),
        outcomes_lasting.lasting(release, focus, language),
        outcomes.counties(release, year, focus, language),
        choose="focus",
    )


clients()
section(t("outcomes.section_counties"))
places()
section(t("outcomes.section_effect"))
ways({"effect": t("outcomes.to_effect")})
footer()
