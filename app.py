"""Start page: the region at a glance."""

from pages.ui import data
from pages.ui.card import card
from pages.ui.cards import start, survey
from pages.ui.frame import PAGES, footer, frame, heading, headlines, note, section, ways
from pages.ui.text import t

release = data.current()
language = frame("start", data.stamp(release)).language
heading(t("start.question", where=release.region_area.where(language)), start.lead(release, language))
headlines(start.headlines(release, language))
note(t("survey.error_is_assumed"))

section(t("start.findings"))
card("trend", **survey.over_time(release, language, "A02", level=3))
card("standing", **survey.standing(release, language, "A02", start.newest_year(release), level=3))
claim = start.claim(release, language)
if claim:
    card("claim", **claim)

section(t("start.news"))
card("news", **start.news(release, language))
section(t("start.ways"))
ways({page: t(f"start.way_{page}") for page in PAGES if page != "start"})
footer()
