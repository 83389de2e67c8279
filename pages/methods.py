"""Where every figure comes from and what it can bear: indicators, sources, breaks, intervals, columns, glossary."""

import streamlit as st

from pages.ui import address, data, methods_controls
from pages.ui.card import card
from pages.ui.cards import methods, methods_protection, methods_systems
from pages.ui.cards import methods_sections as parts
from pages.ui.frame import CARRIED, footer, frame, heading
from pages.ui.text import t

release = data.current()
language = frame("methods", data.stamp(release)).language

heading(t("methods.title"), methods_controls.lead(release, language))
st.html(parts.contents(language))
with st.container(horizontal=True):
    search = methods_controls.search()
    group = methods_controls.group(language)

st.html(parts.head("systems", language))
st.html(methods_systems.systems(release, language, address.kept(*CARRIED)))
st.html(parts.head("indicators", language))
st.html(parts.indicators(release, language, group, search))
st.html(parts.head("sources", language))
st.html(parts.sources(release, language, search))
st.html(parts.head("breaks", language))
card("calendar", **methods.calendar(release, language, search))
st.html(parts.head("evaluation", language))
st.html(parts.evaluation(language))
st.html(parts.head("intervals", language))
st.html(parts.intervals(release, language))
st.html(parts.head("no_county", language))
st.html(parts.no_county(release, language))
st.html(parts.head("gaps", language))
st.html(parts.gaps(release, language))
st.html(parts.head("columns", language))
card("dictionary", **methods.dictionary(release, language, search))
st.html(parts.head("glossary", language))
card("glossary", **methods.glossary(release, language, search))
st.html(parts.head("protection", language))
st.html(methods_protection.protection(release, language))
st.html(parts.head("licences", language))
st.html(parts.licences(language))
footer()
