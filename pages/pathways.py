"""Reintegration pathways: where they begin, where they go on, how plans end and where they break, what changed after."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data
from pages.ui.card import deck
from pages.ui.cards import fidelity, pathways, pathways_better, pathways_costs
from pages.ui.frame import follow, footer, frame, heading, section, ways
from pages.ui.text import t
from pipelines.readings.outcomes import is_synthetic

release = data.current()
language = frame("pathways", replace(data.stamp(release), synthetic=is_synthetic(release))).language
heading(t("pathways.question", where=release.region_area.where(language)), t("pathways.lead"))


@st.fragment
def flow() -> None:
    """The map of flows, of all clients or of those with one kind of reasons for assistance."""
    reason = address.choose("reason", t("pathways.reasons"), pathways.reasons(language), "", form="buttons")
    deck("flow", pathways.flow(release, reason, language))


flow()
section(t("pathways.section_plans"))
deck("results", pathways.results(release, language))


@st.fragment
def of_one_county() -> None:
    """The course, and benefits and situation after leaving, of the region or of one county."""
    names = {"": t("outcomes.no_focus")} | {area.code: area.name(language) for area in release.counties()}
    focus = address.choose("focus", t("outcomes.focus"), names, "")
    follow()
    deck("course", pathways.course(release, focus, language))
    section(t("pathways.section_after"))
    deck("after", pathways_better.better(release, focus, language))


of_one_county()
section(t("costs.section"))
deck("costs", pathways_costs.per_person(release, language))
section(t("fidelity.section"))
deck("fidelity", fidelity.beside(release, language))
ways({"outcomes": t("pathways.to_outcomes")})
footer()
