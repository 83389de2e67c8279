"""Card of the county in focus: every indicator beside the region and Poland."""

from __future__ import annotations

from typing import Any

from pages.ui.cards import common
from pages.ui.cards.common import Content
from pages.ui.cards.counties import NOUN, Chosen, amount, sentence_start, status
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings import counties as readings
from pipelines.release import Release, Value
from pipelines.words.plurals import counted


@remembered
def profile(release: Release, chosen: Chosen, language: Language) -> Content:
    """Every indicator of the focus in the newest year that most counties share, beside the region and Poland."""
    lines: list[dict[str, Any]] = []
    shown: list[Value | None] = []
    available = [code for code, i in INDICATORS.items() if "county" in i.levels and readings.years(release, code)]
    for code in available:
        if readings.reasons(release, code):
            continue  # by reason: has no figure for all reasons together
        year, declared = readings.newest_year(release, code), INDICATORS[code]
        mine = release.value(code, chosen.focus, year)
        shown.append(mine)
        row: dict[str, Any] = {
            "indicator": declared.title[language],
            "period": year,
            "decimals": declared.decimals,
            "suffix": common.suffix(release, declared, language),
        }
        for name, area in (("county", chosen.focus), ("region", release.region), ("country", "00")):
            value = release.value(code, area, year)
            row[name] = value.value if value else None
            row[f"{name}_status"] = status(release, code, value, area, year)
        lines.append(row)
    mine = release.value(chosen.indicator, chosen.focus, chosen.year, **chosen.by)
    sentence = readings.focus(release, chosen.indicator, chosen.focus, chosen.year, language, **chosen.by).text
    fields = [
        Field("indicator", words("counties.column_indicator", language)),
        Field("period", words("counties.column_period", language)),
        Field("county", release.areas[chosen.focus].name(language), 1),
        Field("region", release.region_area.name(language), 1),
        Field("country", release.areas["00"].name(language), 1),
    ]
    return {
        "title": _profile_title(release, chosen, mine, language),
        "subtitle": sentence,
        "sentence": sentence,
        "origin": common.origin(release, chosen.declared, [v for v in shown if v], language),
        "table": Table(words("counties.profile", language), fields, lines),
        "description": [(INDICATORS[code].title[language], INDICATORS[code].question[language]) for code in available],
    }


def _profile_title(release: Release, chosen: Chosen, mine: Value | None, language: Language) -> str:
    where = sentence_start(release.areas[chosen.focus].where(language))
    if mine is None or mine.value is None:
        return words("counties.focus_missing", language, where=where, period=chosen.year)
    values = readings.of_region(release, chosen.indicator, chosen.year, **chosen.by)
    known = [v for v in values.values() if v is not None and v.value is not None]
    above = readings.standing(known, mine.value, mine.teryt).above
    facts = {"where": where, "value": amount(mine, language), "above": above}
    facts["counties"] = counted(len(known), NOUN, language, "genitive")
    return words(f"counties.{'place' if above else 'first'}", language, **facts)
