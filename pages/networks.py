"""Networks around the model: thematic groups, local forums by type of area, support groups, partnerships, events of the roll-out."""

from dataclasses import replace

from pages.ui import data
from pages.ui.card import deck
from pages.ui.cards import networks
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("networks", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language
heading(t("networks.title"), networks.lead(release, language))
section(t("networks.section_groups"))
deck("thematic", networks.thematic(release, language), networks.areas(release, language), columns=2)
section(t("networks.section_support"))
deck("support", networks.guests(release, language), networks.staying(release, language), columns=2)
section(t("networks.section_partners"))
deck("partners", networks.partners(release, language))
section(t("networks.section_events"))
deck("events", networks.events(release, language))
footer()
