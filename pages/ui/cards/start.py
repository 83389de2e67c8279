"""The start page: headline figures, the claim of 2018 beside today's figure, and what is new in the release."""

from __future__ import annotations

from pages.ui.cards import common
from pages.ui.cards.common import Content, Headline
from pages.ui.cards.survey import COUNTRY, without_universe
from pages.ui.charts import Bar, bars
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings import survey
from pipelines.release import Release, Value
from pipelines.words import numbers, sentences


@remembered
def lead(release: Release, language: Language) -> str:
    """How many are inactive and what share, in the newest year."""
    return survey.inactive_level(release, release.region, newest_year(release), language).text


def newest_year(release: Release) -> str:
    """The newest year of the inactivity rate in the region."""
    return survey.newest(release, "A02", release.region).period


@remembered
def headlines(release: Release, language: Language) -> list[Headline]:
    """Six figures of the region: inactive people, their share, against Poland, by sex, employment, the register."""
    told = [measure(release, code, language) for code in ("A01", "A02")]
    told += [f for f in (against_country(release, language), by_sex(release, language)) if f is not None]
    return [*told, measure(release, "A04", language), registered(release, language)]


def measure(release: Release, indicator: str, language: Language) -> Headline:
    """A survey figure with its change since the first comparable year."""
    end = survey.newest(release, indicator, release.region)
    change = survey.change(release, survey.segment_start(release, end), end)
    return Headline(
        labelled(f"start.{indicator}", end.period, language),
        change.subject.amount(end.value or 0.0, language),
        sentences.change_brief(change, language).text,
    )


def labelled(key: str, period: str, language: Language) -> str:
    """What a headline shows, with its year."""
    return f"{words(key, language)}, {numbers.period(period, language, 'short')}"


def against_country(release: Release, language: Language) -> Headline | None:
    """The inactivity rate against Poland's, in percentage points."""
    facts = survey.benchmark_facts(release, survey.newest(release, "A02", release.region), COUNTRY)
    if facts is None:
        return None
    return Headline(
        labelled("start.against_country", facts.figure.period, language),
        facts.subject.signed(facts.printed_difference, language),
        sentences.benchmark_brief(facts, language).text,
    )


def by_sex(release: Release, language: Language) -> Headline | None:
    """Women's inactivity rate against men's, in percentage points."""
    facts = survey.sex_gap_facts(release, "A02", release.region, newest_year(release))
    if facts is None or facts.is_missing:
        return None
    return Headline(
        labelled("start.by_sex", facts.women.period, language),
        facts.subject.signed(facts.printed_difference, language),
        sentences.sex_gap_brief(facts, language).text,
    )


def registered(release: Release, language: Language) -> Headline:
    """Registered unemployed at the end of the newest year, with the change over one year."""
    known = [v for v in release.series("C09", release.region) if v.value is not None]
    end, before = known[-1], known[-2]
    change = survey.change(release, before, end)
    return Headline(
        labelled("start.C09", end.period, language),
        change.subject.amount(end.value or 0.0, language),
        sentences.change_brief(change, language).text,
    )


@remembered
def claim(release: Release, language: Language) -> Content | None:
    """The number quoted in public beside today's; None where none about the region is on record."""
    facts = survey.claim_facts(release)
    if facts is None:
        return None
    declared = INDICATORS["A01"]
    now = survey.newest(release, declared.id, release.region)
    then = release.value(declared.id, release.region, facts.then.period)
    assert then is not None, "claim_facts found it"
    rows = [claim_row(release, v, language) for v in (then, now)]
    sentence = sentences.claim(facts, language).text
    return {
        "title": sentences.claim_title(facts, language).text,
        "subtitle": without_universe(release, declared, [then.period, now.period], [release.region], language),
        "sentence": sentence,
        "origin": common.origin(release, declared, [then, now], language),
        "figure": bars(
            [
                Bar(f"{row['period']}, {row['age']}", v.value, v.lower, v.upper, v.obs_status, v is now)
                for row, v in zip(rows, (then, now), strict=True)
            ],
            language,
            unit=common.suffix(release, declared, language),
            decimals=declared.decimals,
        ),
        "table": Table(
            words("start.claim", language),
            [
                Field("period", words("column.period", language)),
                *common.number_fields(release, declared.id, language, with_interval=False),
                Field("age", words("column.age", language)),
                Field("basis", words("column.basis", language)),
            ],
            rows,
        ),
        "description": [sentence, *common.description(declared, release, language)],
        "notices": [words("start.claim_source", language, source=facts.source[language])],
        "level": 3,
    }


def claim_row(release: Release, value: Value, language: Language) -> dict[str, object]:
    return {
        "period": numbers.period(value.period, language),
        "value": value.value,
        "obs_status": value.obs_status,
        "age": release.label("ages", value.age)[language],
        "basis": release.label("bases", value.basis)[language],
    }


@remembered
def news(release: Release, language: Language) -> Content:
    """Every source table with its newest period and the day its publisher released it, the newest first."""
    sources = release.manifest["sources"]
    ordered = sorted(sources, key=lambda name: (sources[name]["released"], release.newest_periods.get(name, "")))[::-1]
    rows: list[dict[str, object]] = [
        {
            "title": sources[name][f"title_{language}"],
            "period": numbers.period(release.newest_periods[name], language, "short"),
            "released": numbers.day(sources[name]["released"], language),
            "coverage": sources[name][f"coverage_{language}"],
        }
        for name in ordered
        if name in release.newest_periods
    ]
    sentence = words("start.newest", language, **rows[0])
    return {
        "title": sentence,
        "subtitle": words("start.tables", language, count=len(rows), date=numbers.day(release.cut_off, language)),
        "sentence": sentence,
        "origin": Origin(
            name=words("start.news", language),
            source=words("start.manifest", language),
            release=release.id,
            area=release.region,
        ),
        "table": Table(
            words("start.news", language),
            [
                Field(name, words(f"start.column_{name}", language))
                for name in ("title", "period", "released", "coverage")
            ],
            rows,
        ),
        "notices": [warning[language] for warning in release.manifest["warnings"]],
        "description": [words("start.release_meaning", language)],
        "level": 3,
    }
