"""How many people the distance to the benchmark is."""

from __future__ import annotations

from pages.ui.cards import sheet
from pages.ui.cards.common import Content
from pages.ui.cards.sheet_choices import Chosen
from pages.ui.charts import Bar, bars
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.release import Release
from pipelines.words import sentences
from pipelines.words.sentences import People


@remembered
def people(release: Release, chosen: Chosen, language: Language) -> Content:
    """People by whom the county would differ at its benchmark's level, for the rows in which that is better."""
    found = chosen.sheet(release)
    behind = [(row, row.affected) for row in found.rows if row.affected is not None]
    behind.sort(key=lambda pair: (pair[1].lower <= 0, -pair[1].persons))
    name = words("sheet.people.name", language)
    facts = People(comparator=chosen.against, other=chosen.other(release))
    if behind:
        row, most = behind[0]
        facts = People(
            comparator=chosen.against,
            other=chosen.other(release),
            people=row.declared.people,
            persons=most.persons,
            lower=most.lower,
            upper=most.upper,
            is_fewer=row.declared.direction == "lower",
        )
    said = sentences.sheet_people(facts, language).text
    content: Content = {
        "title": said,
        "subtitle": words(
            "sheet.people.subtitle", language, against=words(f"sheet.against.{chosen.against}", language)
        ),
        "sentence": said,
        "origin": sheet.origin(release, found, [row for row, _ in behind] or found.rows[:1], name, language),
        "description": [
            words(f"sheet.people.{part}", language) for part in ("meaning", "overlap", "interval", "clients")
        ],
        "level": 3,
    }
    if not behind:
        return content
    names = {row.code: f"{row.declared.label[language]}: {row.declared.people[language]}" for row, _ in behind}
    content["figure"] = bars(
        [Bar(names[row.code], a.persons, a.lower, a.upper, "A", a.lower > 0) for row, a in behind],
        language,
        decimals=0,
    )
    content["table"] = Table(
        name,
        [
            Field("indicator", words("counties.column_indicator", language)),
            Field("persons", words("sheet.people.persons", language), 0),
            Field("lower", words("column.lower", language), 0),
            Field("upper", words("column.upper", language), 0),
        ],
        [
            {
                "indicator": names[row.code],
                "persons": a.persons,
                "lower": a.lower,
                "upper": a.upper,
                "obs_status": "E",
            }
            for row, a in behind
        ],
    )
    return content
