"""Causes and composition on the inactivity page: reasons, education, single quarters."""

from __future__ import annotations

from pages.ui.cards import common
from pages.ui.cards.common import Content
from pages.ui.cards.survey import context, without_universe
from pages.ui.charts import Bar, bars
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import TOTAL, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import points, survey
from pipelines.release import Release
from pipelines.words import numbers, sentences

# A rate without quarterly figures shows those of the number it is made from.
NUMBERS = {"A02": "A01", "A11": "A10"}


@remembered
def publication_names(release: Release, language: Language) -> dict[str, str]:
    """Publications of reasons and status groups to choose from, by code."""
    found = {}
    for code, publication in points.publications(release).items():
        first = publication.first
        found[code] = " · ".join(
            (
                INDICATORS[first.indicator].title[language],
                release.areas[first.teryt].short[language],
                numbers.period(first.period, language, "short"),
                release.label("ages", first.age)[language].partition(" (")[0],
            )
        )
    return found


@remembered
def reasons(release: Release, language: Language, code: str) -> Content:
    """Shares of one publication with its universe; and why there is none for the region."""
    publication = points.publications(release)[code]
    first = publication.first
    declared = INDICATORS[first.indicator]
    facts = survey.reasons_facts(release, publication.values)
    values = [*publication.values, *publication.by_sex]
    rows = [
        {
            "reason": release.label("reasons", v.reason)[language],
            "sex": release.label("sexes", v.sex)[language],
            "value": v.value,
            "obs_status": v.obs_status,
        }
        for v in values
    ]
    drawn = [
        Bar(row["reason"] if v.sex == TOTAL else f"{row['reason']} ({row['sex']})", v.value, focus=v is first)
        for v, row in zip(values, rows, strict=True)
    ]
    universe = release.label("ages", first.age)[language]
    return {
        "title": sentences.reasons_title(facts, language).text,
        "subtitle": " · ".join(
            (
                f"{declared.title[language]} ({release.unit(declared.unit)[language]})",
                words("inactivity.universe", language, ages=universe),
                numbers.period(first.period, language, "short"),
                release.areas[first.teryt].name(language),
            )
        ),
        "sentence": sentences.reasons(facts, language).text,
        "origin": common.origin(release, declared, values, language),
        "figure": bars(drawn, language, unit=common.suffix(release, declared, language), decimals=declared.decimals),
        "table": Table(
            f"{declared.title[language]}, {numbers.period(first.period, language)}",
            [
                Field("reason", words("column.reason", language)),
                Field("sex", words("column.sex", language)),
                *common.number_fields(release, declared.id, language, with_interval=False),
            ],
            rows,
        ),
        "level": 3,
        "description": common.description(declared, release, language),
        "notices": no_reasons(release, language) if first.teryt != release.region else [],
    }


def no_reasons(release: Release, language: Language) -> list[str]:
    """Why the region itself has no reasons; nothing where a publication about it exists."""
    if any(p.first.teryt == release.region for p in points.publications(release).values()):
        return []
    newest = survey.newest(release, "A01", release.region).period
    return [release.reason_missing("B01", release.region, newest)[1][language]]


@remembered
def education(release: Release, language: Language) -> Content:
    """Inactive people of the region by education in the newest year that has it, or why there are none."""
    declared = INDICATORS["A01"]
    values = points.by_education(release, declared.id, release.region)
    if not values:
        newest = survey.newest(release, declared.id, release.region).period
        said = words("inactivity.no_education", language)
        return {
            "title": said,
            "subtitle": common.subtitle(release, declared, [newest], language, release.region_area.name(language)),
            "sentence": said,
            "origin": common.origin(release, declared, [], language),
            "notices": [release.reason_missing(declared.id, release.region, newest)[1][language]],
            "level": 3,
            "description": common.description(declared, release, language),
        }
    facts = points.education_facts(release, values)
    names = {v.education: release.label("educations", v.education)[language] for v in values}
    top = max(values, key=lambda v: v.value or 0.0)
    return {
        "title": sentences.education_title(facts, language).text,
        "subtitle": common.subtitle(
            release, declared, [values[0].period], language, *context(release, language, values=values)
        ),
        "sentence": sentences.education(facts, language).text,
        "origin": common.origin(release, declared, values, language),
        "figure": bars(
            [
                Bar(names[v.education], v.value, v.lower, v.upper, v.obs_status, facts.is_largest_certain and v is top)
                for v in values
            ],
            language,
            unit=common.suffix(release, declared, language),
            decimals=declared.decimals,
        ),
        "table": Table(
            f"{declared.title[language]}, {values[0].period}",
            [
                Field("education", words("column.education", language)),
                *common.number_fields(release, declared.id, language, with_interval=True),
            ],
            [
                {
                    "education": names[v.education],
                    "value": v.value,
                    "lower": v.lower,
                    "upper": v.upper,
                    "obs_status": v.obs_status,
                }
                for v in values
            ],
        ),
        "level": 3,
        "description": [
            words("inactivity.education_not_rate", language),
            *common.description(declared, release, language),
        ],
    }


@remembered
def quarters(release: Release, language: Language, indicator: str) -> Content:
    """Single quarters as a table: releases differ in base and ages, so no line joins them."""
    code = indicator if points.quarters(release, indicator) else NUMBERS.get(indicator, "A01")
    declared = INDICATORS[code]
    values = points.quarters(release, code)
    shown = sorted({v.teryt for v in values}, reverse=True)
    quoted = survey.claim_facts(release) if code == "A01" else None
    notices = [words("inactivity.not_joined", language)]
    if quoted is not None:
        period = numbers.period(quoted.then.period, language)
        notices.append(words("inactivity.quoted", language, period=period, source=quoted.source[language]))
    said = words("inactivity.quarters", language, count=len(values))
    return {
        "title": said,
        "subtitle": without_universe(release, declared, [v.period for v in values], shown, language),
        "sentence": said,
        "origin": common.origin(release, declared, values, language),
        "table": Table(
            f"{declared.title[language]}: {words('inactivity.single_quarters', language)}",
            [
                Field("period", words("column.period", language)),
                Field("area", words("column.area", language)),
                *common.number_fields(release, code, language, with_interval=False),
                *(Field(name, words(f"column.{name}", language)) for name in ("sex", "place", "age", "basis")),
            ],
            [
                {
                    "period": numbers.period(v.period, language, "short"),
                    "area": release.areas[v.teryt].short[language],
                    "value": v.value,
                    "obs_status": v.obs_status,
                    "sex": release.label("sexes", v.sex)[language],
                    "place": release.label("places", v.place)[language],
                    "age": release.label("ages", v.age)[language],
                    "basis": release.label("bases", v.basis)[language],
                    "is_focus": v.teryt == release.region,
                }
                for v in values
            ],
        ),
        "notices": notices,
        "level": 3,
        "description": common.description(declared, release, language),
    }
