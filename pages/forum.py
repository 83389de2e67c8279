"""Forum and networks: reach of the forum, recommendations, support groups, partnerships, commitments, theses."""

from dataclasses import replace

from pages.ui import data
from pages.ui.card import deck
from pages.ui.cards import forum, theses
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t
from pipelines.readings.register import is_synthetic

release = data.current()
stamp = data.stamp(release)
language = frame("forum", replace(stamp, synthetic=stamp.synthetic or is_synthetic(release))).language
heading(t("forum.title"), forum.lead(release, language))
section(t("forum.section_forum"))
deck("forum", forum.editions(release, language), forum.recommendations(release, language), columns=2)
section(t("forum.section_networks"))
deck("networks", forum.support_groups(release, language), forum.partnerships(release, language), columns=2)
section(t("forum.section_targets"))
deck("targets", forum.targets(release, language))
tested = theses.theses(release, language)
if tested:
    section(t("theses.section"))
    deck("theses", tested)
footer()
