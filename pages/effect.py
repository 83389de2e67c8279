"""Does the model work: what these data could show, what may be said and when; the same method on real figures."""

from dataclasses import replace

from pages.ui import data
from pages.ui.card import deck
from pages.ui.cards import effect, effect_pilot
from pages.ui.frame import footer, frame, heading, note, section, ways
from pages.ui.text import t
from pipelines.readings.outcomes import is_synthetic

release = data.current()
language = frame("effect", replace(data.stamp(release), synthetic=is_synthetic(release))).language
heading(t("effect.question"), effect.lead(release, language))
deck(
    "effect",
    effect.answer(release, language),
    effect.before_and_after(release, language),
    effect.conditions(release, language),
    effect.rollout(release, language),
)
section(t("effect.pilot.section"))
note(effect_pilot.introduction(release, language))
if effect_pilot.is_there(release):
    deck(
        "pilot",
        effect_pilot.reach(release, language),
        effect_pilot.by_year(release, language),
        effect_pilot.by_chance(release, language),
    )
else:
    deck("pilot", effect_pilot.reach(release, language))
section(t("effect.section_more"))
ways({"outcomes": t("effect.to_outcomes")})
footer()
