"""What changed: figures that differ between two releases, the notes that say why, and every release that can be opened."""

from pages.ui import changes_controls, data
from pages.ui.card import deck
from pages.ui.cards import changes
from pages.ui.frame import footer, frame, heading, section
from pages.ui.text import t

release = data.current()
language = frame("changes", data.stamp(release)).language
chosen = changes_controls.asked(release, language)
heading(t("changes.title"), changes.lead(chosen, language))
changes_controls.filters(chosen, language)
if chosen.old:
    deck("overview", changes.overview(chosen, language), changes.added(chosen, language), columns=2)
    deck("revised", changes.revised(chosen, language), changes.tables(chosen, language))
section(t("changes.section_releases"))
deck("releases", changes.notes(chosen.new, language), changes.releases(chosen, language))
footer()
