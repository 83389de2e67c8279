"""Cards that keep outcomes honest: what lasts and who is unknown, and each official indicator by its own definition."""

from __future__ import annotations

from pages.ui.cards import clients, strip
from pages.ui.cards.common import Content, defined
from pages.ui.cards.pathways import measured_rows, years
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import costs, pathways
from pipelines.release import Release
from pipelines.words.sentences import Share
from pipelines.words.sentences import pathways as say


@remembered
def lasting(release: Release, focus: str, language: Language) -> Content:
    """In work 3, 6 and 12 months after leaving, beside those unknown, those who came back, and those never given a plan."""
    name = words("lasting.name", language)
    blocks = pathways.lasting_blocks(release)
    if not blocks:
        return clients.empty(release, name, language, level=3)
    block = blocks[0]
    found = pathways.lasting(release, block, focus)
    chosen = pathways.creaming(release, focus)
    shares = {measured.code: measured.share for measured in found}
    area = next((a for a in release.counties() if a.code == focus), release.region_area)
    title = say.lasting_title(say.Lasting(area=area, early=shares["state_3"], late=shares["state_12"]), language).text
    shown = [*found, *(chosen or ())]
    labels = {measured.code: words(f"lasting.row.{measured.code}", language) for measured in shown}
    return {
        "title": title,
        "subtitle": " · ".join((name, area.name(language), words("lasting.left", language, years=years(block)))),
        "sentence": f"{title}. {say.unknown(say.Part(share=shares['unknown_12']), language).text}",
        "origin": clients.origin(release, name, language, years(block)),
        **measured_rows(shown, labels, name, language),
        "description": [
            *(defined(code, language) for code in ("G02", "G03", "G04", "G10")),
            words("lasting.about", language),
            words("lasting.about_choice", language),
            (words("outcomes.protection", language), words("outcomes.about_tokens", language)),
        ],
        "notices": [words("lasting.caution", language)],
        "level": 3,
    }


@remembered
def official(release: Release, language: Language) -> Content:
    """The same clients by official definitions, on those who started and on those who finished."""
    name = words("official.name", language)
    found = pathways.official(release)
    if not found:
        return clients.empty(release, name, language, level=3)
    shares = {measured.code: measured.share for measured in found}
    facts = say.Official(finishers=shares["pup_finishers"], starters=shares["pup_starters"])
    title = say.official_title(facts, language).text
    national = costs.national(release, language)
    quoted = [
        pathways.Measured(
            f"national_{one.year}", Share(kind="value", value=one.employment, lower=None, upper=None), None
        )
        for one in national
    ]
    labels = {m.code: words(f"official.row.{m.code}", language) for m in found}
    labels |= {f"national_{one.year}": words("official.national", language, year=one.year) for one in national}
    return {
        "title": title,
        "subtitle": " · ".join((name, release.region_area.name(language))),
        "sentence": f"{title}.",
        "origin": clients.origin(release, name, language),
        **measured_rows([*found, *quoted], labels, name, language),
        "description": [
            *(
                (words(f"official.row.{m.code}", language), words(f"official.definition.{m.code}", language))
                for m in found
            ),
            defined("G01", language),
            *((labels[f"national_{one.year}"], one.source) for one in national),
            words("official.about_cost", language),
        ],
        "notices": [
            words("official.caution", language),
            *clients.quoted(release, language),
            strip.unknown(release, language),
        ],
        "level": 3,
    }
