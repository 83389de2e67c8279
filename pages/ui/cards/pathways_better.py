"""What changed for clients besides work: benefits after leaving (G05), and their situation after six months (G08)."""

from __future__ import annotations

from pages.ui.cards import clients
from pages.ui.cards.common import Content, defined
from pages.ui.cards.pathways import measured_rows, years
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import pathways
from pipelines.release import Release
from pipelines.words.sentences import pathways as say


@remembered
def better(release: Release, focus: str, language: Language) -> Content:
    """Benefits and situation of those who left, of the region or of one county, beside how many are unknown."""
    name = words("better.name", language)
    blocks = pathways.better_blocks(release)
    if not blocks:
        return clients.empty(release, name, language, level=3)
    found = pathways.better(release, blocks[0], focus)
    shares = {measured.code: measured.share for measured in found}
    area = next((a for a in release.counties() if a.code == focus), release.region_area)
    facts = say.Better(area=area, benefits=shares["halved"], situation=shares["improved"])
    title = say.better_title(facts, language).text
    unknown = say.situation_unknown(say.Part(share=shares["situation_unknown"]), language).text
    return {
        "title": title,
        "subtitle": " · ".join((name, area.name(language), words("lasting.left", language, years=years(blocks[0])))),
        "sentence": f"{title}. {unknown}",
        "origin": clients.origin(release, name, language, years(blocks[0])),
        **measured_rows(found, {m.code: words(f"better.row.{m.code}", language) for m in found}, name, language),
        "description": [
            defined("G05", language),
            defined("G08", language),
            words("cooperation.proposal", language),
            (words("outcomes.protection", language), words("outcomes.about_tokens", language)),
        ],
        "notices": [words("better.caution", language)],
        "level": 3,
    }
