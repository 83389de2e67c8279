"""Forum mode: a talk as slides for a hall, to be shown, edited, shared and taken away as files."""

from pages.ui import data, talk_controls, talk_stage
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t

release = data.current()
language = frame("talk", data.stamp(release)).language
heading(t("talk.title"), t("talk.lead"))
chosen = talk_controls.choice(language)
release = talk_controls.frozen(chosen, release, language)
shown = talk_controls.shown(chosen, release, language)
if shown:
    talk_stage.stage(shown, release, language)
section(t("talk.section_edit"))
talk_controls.edit(chosen, shown, release, language)
footer()
