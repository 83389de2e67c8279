"""Card of all counties of Poland on one axis, those of the region marked."""

from __future__ import annotations

from pages.ui.cards import common
from pages.ui.cards.common import Content
from pages.ui.cards.counties import NOUN, Chosen, amount, dots, named, range_title, references, rows, sentence_start
from pages.ui.charts import distribution
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings import counties as readings
from pipelines.release import Release, Value
from pipelines.words.plurals import counted


@remembered
def nation(release: Release, chosen: Chosen, language: Language) -> Content:
    """All counties of Poland on one axis, those of the region marked, the focus named."""
    indicator, year = readings.national(release, chosen.indicator, chosen.year)
    declared = INDICATORS[indicator]
    found = readings.distribution(release, indicator, year)
    assert found is not None
    ours = {a.code for a in release.counties()}
    mine = next((v for v in found.values if v.teryt == chosen.focus), None)
    place = readings.place(release, found, chosen.focus, language)
    values: dict[str, Value | None] = {v.teryt: v for v in found.values}
    notices = []
    if indicator != chosen.indicator:
        notices.append(words("counties.other_indicator", language, shown=declared.title[language]))
    elif year != chosen.year:
        notices.append(words("counties.other_year", language, asked=chosen.year, shown=year))
    if mine is None:
        notices.append(readings.focus(release, indicator, chosen.focus, year, language).text)
    lines = rows(release, Chosen(indicator, year, chosen.focus), values, language)
    for row in lines:
        row["voivodeship"] = release.areas[release.areas[row["teryt"]].parent].short[language]
    fields = [
        Field("area", words("counties.column_county", language)),
        Field("voivodeship", words("counties.column_voivodeship", language)),
        *common.number_fields(release, indicator, language, with_interval=False),
    ]
    return {
        "title": named(declared, _nation_title(release, found, mine, language), language),
        "subtitle": common.subtitle(release, declared, [year], language, words("counties.marks", language)),
        "sentence": place.text if place else sentence_start(range_title(release, values.values(), language)),
        "origin": common.origin(release, declared, found.values, language),
        "figure": distribution(
            dots(release, Chosen(indicator, year, chosen.focus), values, language),
            sorted(ours),
            language,
            references=references(release, indicator, year, language),
            unit=common.suffix(release, declared, language),
            decimals=declared.decimals,
        ),
        "table": Table(common.subtitle(release, declared, [year], language), fields, lines),
        "description": [
            *common.description(declared, release, language),
            words("counties.every_counts_once", language),
        ],
        "notices": notices,
    }


def _nation_title(release: Release, found: readings.Distribution, mine: Value | None, language: Language) -> str:
    """Where the focus stands among all counties, in as few words as possible."""
    if mine is None or mine.value is None:
        return range_title(release, found.values, language)
    counts = readings.standing(found.values, mine.value, mine.teryt)
    kind = (
        ("highest" if counts.above == 0 else "higher")
        if counts.below >= counts.above
        else ("lowest" if counts.below == 0 else "lower")
    )
    return words(
        f"counties.nation_{kind}",
        language,
        where=release.areas[mine.teryt].where(language),
        value=amount(mine, language),
        count=counts.below if kind == "higher" else counts.above,
        counties=counted(len(found.values), NOUN, language, "genitive"),
    )
