"""The sheet of one county: how it stands, whether that is more than chance, what is missing, what comes next."""

from dataclasses import replace

import streamlit as st

from pages.ui import address, data, sheet_controls
from pages.ui.card import deck
from pages.ui.cards import sheet, sheet_data, sheet_peers, sheet_people
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("sheet", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language

head = st.container()
address.NOTICES.set(st.container())
controls = st.container(horizontal=True)
chosen = sheet_controls.asked(release, language)
# No fragment: most clicks choose a county, which the menu's links carry, and that would take two runs.
deck("stands", sheet.spine_card(release, chosen, language))
with head:
    heading(sheet_controls.title(release, chosen, language), sheet.lead(release, chosen, language))
with controls:
    sheet_controls.filters(release, chosen, language)
section(t("sheet.section_why"))
deck(
    "why",
    sheet_people.people(release, chosen, language),
    sheet_peers.similar_counties(release, chosen, language),
    sheet_data.next_steps(release, chosen, language),
    columns=2,
)
with st.popover(t("sheet.peers.weights")):
    sheet_controls.weights(release, chosen, language)
section(t("sheet.section_data"))
deck("data", sheet_data.complete(release, chosen, language))
sheet_controls.ways()
footer()
