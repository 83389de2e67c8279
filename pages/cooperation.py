"""The cooperation model: is it there, is it used, how do staff judge it."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data
from pages.ui.card import deck
from pages.ui.cards import cooperation, cooperation_survey, cooperation_used
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("cooperation", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language


@st.fragment
def judged() -> None:
    """The survey, by wave, and the time that roll-out takes."""
    kind, wave = "items", ""
    waves = cooperation_survey.waves(release, language)
    if waves:
        with st.container(horizontal=True):
            kind = address.choose(
                "answers", t("cooperation.answers"), cooperation_survey.kinds(language), kind, form="buttons"
            )
            wave = address.choose("wave", t("cooperation.wave"), waves, next(iter(waves)))
    deck(
        "judged",
        cooperation_survey.survey(release, wave, kind, language),
        cooperation_used.full_operation(release, language),
        columns=2,
    )


head = st.container()
periods = cooperation.periods(release, language)
controls = st.container(horizontal=True)
# The cards go out before the filters that stand above them, so a click is answered sooner.
focus = address.read("focus", cooperation.focuses(release, language), "")
period = address.read("period", periods, next(iter(periods))) if periods else ""
section(t("cooperation.section_there"))
deck(
    "there",
    cooperation.stages(release, period, focus, language),
    cooperation.roll_out(release, language),
    cooperation.parts(release, period, focus, language),
    choose="focus",
)
with head:
    heading(t("cooperation.title"), cooperation.lead(release, period, language))
with controls:
    address.choose("focus", t("cooperation.focus"), cooperation.focuses(release, language), focus)
    if periods:
        address.choose("period", t("cooperation.period"), periods, period)
section(t("cooperation.section_used"))
deck(
    "used",
    cooperation_used.meetings(release, focus, language),
    cooperation_used.programmes(release, period, focus, language),
    columns=2,
    choose="focus",
)

section(t("cooperation.section_judged"))
judged()
footer()
