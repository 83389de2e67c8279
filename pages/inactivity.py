"""Inactivity and its causes: level, trend, comparison, women and men, explained change, reasons."""

import streamlit as st

from pages.ui import address, data
from pages.ui.card import card, deck
from pages.ui.cards import inactivity, inactivity_causes, survey
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t

release = data.current()
language = frame("inactivity", data.stamp(release)).language
heading(t("inactivity.question", where=release.region_area.where(language)), inactivity.lead(release, language))


@st.fragment
def compare() -> None:
    """Any measure, over time, among the voivodeships and between women and men."""
    with st.container(horizontal=True):
        measure = address.choose("measure", t("inactivity.measure"), inactivity.measures(language), "A02")
        sexes = inactivity.sexes(release, measure, language)
        sex = address.choose("sex", t("inactivity.sex"), sexes, "total", form="buttons") if len(sexes) > 1 else "total"
        years = inactivity.years(release, measure)
        year = address.choose("year", t("inactivity.year"), years, next(iter(years)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        areas = address.choose_many("areas", t("inactivity.areas"), inactivity.others(release, language), limit=8)
        with_country = address.switch("poland", t("inactivity.with_country"), default=True)
    rate, rate_sex = inactivity.ranked_measure(measure, sex)
    rate_year = inactivity.year_of(release, rate, year)
    deck(
        "compare",
        survey.over_time(release, language, measure, sex=sex, areas=areas, with_country=with_country, level=2),
        survey.standing(release, language, rate, rate_year, sex=rate_sex, level=2),
        inactivity.sex_gap(release, language, measure, year, areas=areas, with_country=with_country),
        inactivity_causes.quarters(release, language, measure),
    )


@st.fragment
def explain() -> None:
    """What a change between two years is made of."""
    with st.container(horizontal=True):
        start_years = inactivity.start_years(release)
        start = address.choose("from", t("inactivity.from"), start_years, inactivity.first_comparable(release))
        ends = inactivity.end_years(release, start)
        end = address.choose("to", t("inactivity.to"), ends, next(iter(ends)))
    card("explained", **inactivity.explained(release, language, start, end))


@st.fragment
def causes() -> None:
    """Why people are inactive, one publication at a time, and with what education."""
    publications = inactivity_causes.publication_names(release, language)
    publication = address.choose("publication", t("inactivity.publication"), publications, next(iter(publications)))
    deck(
        "causes",
        inactivity_causes.reasons(release, language, publication),
        inactivity_causes.education(release, language),
    )


compare()
section(t("inactivity.why_changed"))
explain()
section(t("inactivity.why_inactive"))
causes()
footer()
