"""The forum and the networks around the model: editions, recommendations, support groups, partnerships."""

from __future__ import annotations

from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, defined
from pages.ui.cards.cooperation_survey import roomy
from pages.ui.charts import Pair, Point, Series, trend
from pages.ui.charts import gap as gap_chart
from pages.ui.charts.stacks import columns, stacked_rows
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import catalogue, words
from pipelines.catalog import Language
from pipelines.readings import forum, register
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import Share
from pipelines.words.sentences import forum as say
from pipelines.words.sentences.spoken import When

SECTOR_STRENGTHS = (7, 2, 5, 0)
STATUS_STRENGTHS = {"wdrozona": 7, "w_realizacji": 4, "przyjeta": 2, "odrzucona": 0}


@remembered
def lead(release: Release, language: Language) -> str:
    """What the page found, in one sentence."""
    editions = forum.editions(release)
    if not editions:
        return words("cooperation.empty", language)
    readings = (
        say.lead(_edition(release, editions[-1]), language),
        say.recommendations(_recommendations(release), language),
    )
    return " ".join(reading.text for reading in readings)


def _edition(release: Release, edition: forum.Edition) -> say.Edition:
    return say.Edition(
        edition=edition.edition,
        month=When(edition.month),
        counties=edition.counties,
        all=len(release.counties()),
        participants=edition.participants,
    )


def _recommendations(release: Release) -> say.Recommendations:
    found = forum.implemented(release)
    return say.Recommendations(due=found.due, done=found.implemented, rejected=found.rejected, open=found.open)


@remembered
def editions(release: Release, language: Language) -> Content:
    """Participants of every edition by sector, with the counties represented."""
    name = words("forum.editions.name", language)
    found = forum.editions(release)
    if not found:
        return shared.empty(release, name, language)
    total = len(release.counties())
    title = say.edition_title(_edition(release, found[-1]), language).text
    labels = [
        f"{one.edition}\n{shared.month(one.month, language)}\n"
        + words("forum.editions.counties", language, counties=one.counties, all=total)
        for one in found
    ]
    parts = [
        (words(f"forum.sector.{sector}", language), SECTOR_STRENGTHS[at], [one.by_sector[at] for one in found])
        for at, sector in enumerate(forum.SECTORS)
    ]
    fields = [
        Field("edition", words("forum.column.edition", language)),
        Field("month", words("forum.column.month", language)),
        Field("place", words("forum.column.place", language)),
        Field("counties", words("forum.column.counties", language), 0),
        Field("participants", words("forum.column.participants", language), 0),
        *(Field(sector, words(f"forum.sector.{sector}", language), 0) for sector in forum.SECTORS),
    ]
    rows = [
        {
            "edition": str(one.edition),
            "month": shared.month(one.month, language),
            "place": release.areas[one.teryt].name(language),
            "counties": one.counties,
            "participants": one.participants,
            **dict(zip(forum.SECTORS, one.by_sector, strict=True)),
        }
        for one in reversed(found)
    ]
    return {
        "title": title,
        "subtitle": words("forum.editions.subtitle", language),
        "sentence": f"{title}.",
        "origin": shared.origin(release, name, language),
        "figure": columns(labels, parts, language, total=max(one.participants for one in found)),
        "table": Table(name, fields, rows),
        "level": 3,
        "description": [
            defined("H01", language),
            defined("H01P", language),
            words("forum.editions.gaps", language),
            words("cooperation.proposal", language),
        ],
    }


@remembered
def recommendations(release: Release, language: Language) -> Content:
    """Recommendations by topic and state."""
    name = words("forum.recommendations.name", language)
    found = forum.topics(release)
    periods = register.half_years(release)
    if not found or not periods:
        return shared.empty(release, name, language)
    facts = _recommendations(release)
    title = say.recommendations_title(facts, language).text
    topics = {code: release.label("recommendation_topics", code)[language] for code in found}
    parts = [
        (
            release.label("recommendation_statuses", status)[language],
            strength,
            [counts[forum.STATUSES.index(status)] for counts in found.values()],
        )
        for status, strength in STATUS_STRENGTHS.items()
    ]
    fields = [Field("topic", words("forum.column.topic", language))]
    fields += [Field(status, label, 0) for status, (label, _, _) in zip(STATUS_STRENGTHS, parts, strict=True)]
    date = shared.last_day(periods[-1], language)
    return {
        "title": title,
        "subtitle": words("forum.recommendations.subtitle", language, date=date),
        "sentence": f"{title}. {say.still_open(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": stacked_rows(list(topics.values()), parts, language),
        "table": Table(
            name,
            fields,
            [{"topic": topics[code], **dict(zip(forum.STATUSES, found[code], strict=True))} for code in found],
        ),
        "level": 3,
        "description": [defined("H02", language), words("cooperation.proposal", language)],
    }


@remembered
def support_groups(release: Release, language: Language) -> Content:
    """Members present at sessions of support groups, by year, the whole region."""
    name = words("forum.groups.name", language)
    if not register.half_years(release):
        return shared.empty(release, name, language)
    found = forum.support_groups(release)
    if not found:
        return {**shared.empty(release, name, language), "notices": [words("forum.groups.none", language)]}
    newest = found[-1]
    share = Share(kind="missing") if newest.value is None else Share(kind="value", value=100 * newest.value)
    facts = say.Groups(year=When(str(newest.year)), share=share, groups=newest.bodies, sessions=newest.sessions)
    title = say.groups_title(facts, language).text
    points = [Point(str(one.year), None if one.value is None else 100 * one.value) for one in found]
    years = (str(found[0].year), str(newest.year))
    names = ("groups", "sessions", "present", "enrolled", "share")
    return {
        "title": title,
        "subtitle": words("forum.groups.subtitle", language, span=numbers.period_range(*years, language)),
        "sentence": f"{title}. {say.groups(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": trend(
            [Series("H03", words("forum.groups.line", language), points, "focus")],
            language,
            unit=numbers.percent(0, language, 0).removeprefix("0"),
            decimals=0,
            zero=True,
        ),
        "table": Table(
            name,
            [
                Field("year", words("forum.column.year", language)),
                *(Field(n, words(f"forum.column.{n}", language), 0) for n in names),
            ],
            [
                {
                    "year": str(one.year),
                    "groups": one.bodies,
                    "sessions": one.sessions,
                    "present": one.numerator,
                    "enrolled": one.denominator,
                    "share": None if one.value is None else 100 * one.value,
                }
                for one in reversed(found)
            ],
        ),
        "level": 3,
        "description": [defined("H03", language), words("cooperation.proposal", language)],
    }


@remembered
def partnerships(release: Release, language: Language) -> Content:
    """Applications of partnerships by year and result."""
    name = words("forum.partnerships.name", language)
    if not register.half_years(release):
        return shared.empty(release, name, language)
    found = forum.partnerships(release)
    if not found:
        return {**shared.empty(release, name, language), "notices": [words("forum.partnerships.none", language)]}
    facts = say.Partnerships(
        decided=sum(one.denominator for one in found),
        granted=sum(one.numerator for one in found),
        waiting=sum(one.waiting for one in found),
    )
    title = say.partnerships_title(facts, language).text
    results = {
        "granted": (7, [one.numerator for one in found]),
        "refused": (3, [one.denominator - one.numerator for one in found]),
        "waiting": (0, [one.waiting for one in found]),
    }
    parts = [
        (words(f"forum.column.{result}", language).lower(), strength, counts)
        for result, (strength, counts) in results.items()
    ]
    years = [str(one.year) for one in found]
    fields = [Field("year", words("forum.column.year", language))]
    fields += [Field(result, words(f"forum.column.{result}", language), 0) for result in results]
    return {
        "title": title,
        "subtitle": words(
            "forum.partnerships.subtitle", language, span=numbers.period_range(years[0], years[-1], language)
        ),
        "sentence": f"{title}. {say.waiting(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": columns(years, parts, language, total=max(one.denominator + one.waiting for one in found)),
        "table": Table(
            name,
            fields,
            [
                {"year": year, **{result: counts[at] for result, (_, counts) in results.items()}}
                for at, year in reversed(list(enumerate(years)))
            ],
        ),
        "level": 3,
        "description": [defined("H04", language), words("cooperation.proposal", language)],
    }


@remembered
def targets(release: Release, language: Language) -> Content:
    """The commitment tracker: each target of the region with the latest value, or that there is none yet."""
    name = words("forum.targets.name", language)
    if not register.half_years(release):
        return shared.empty(release, name, language)
    found = forum.targets(release)
    if not found:
        return {**shared.empty(release, name, language), "notices": [words("forum.targets.none", language)]}
    known = [one for one in found if one.value is not None]
    year = found[0].year
    facts = say.Targets(year=str(year), known=len(known), met=sum(one.is_met for one in known))
    title = say.targets_title(facts, language).text
    unit = numbers.percent(0, language, 0).removeprefix("0")
    titles = (words("forum.targets.value", language), words("forum.targets.target", language))
    pairs = [Pair(_indicator(one.indicator, language), one.value, one.target, "M") for one in known]
    rows = [
        {
            "indicator": _indicator(one.indicator, language),
            "value": one.value,
            "target": one.target,
            "value_status": "A" if one.value is not None else "M",
            "status": words(f"forum.targets.{_state(one)}", language),
            "document": release.label("target_sources", one.source)[language],
        }
        for one in found
    ]
    waiting = ", ".join(_indicator(one.indicator, language) for one in found if one.value is None)
    fields = [
        Field("indicator", words("forum.targets.indicator", language)),
        Field("value", titles[0], 1, unit),
        Field("target", titles[1], 1, unit),
        Field("status", words("forum.targets.status", language)),
        Field("document", words("forum.targets.document", language)),
    ]
    date = shared.last_day(f"{year}-H2", language)
    chart = gap_chart(pairs, language, names=titles, unit=unit, decimals=0, zero=True)
    return {
        "title": title,
        "subtitle": words("forum.targets.subtitle", language, date=date),
        "sentence": f"{title}.",
        "origin": shared.origin(release, name, language),
        "figure": roomy(chart, [(pair.name, False) for pair in pairs]) if known else None,
        "table": Table(f"{name}, {year}", fields, rows),
        "notices": [words("forum.targets.waiting", language, names=waiting)] if waiting else [],
        "level": 3,
        "description": [words("forum.targets.meaning", language), words("cooperation.proposal", language)],
    }


def _state(one: forum.Target) -> str:
    if one.value is None:
        return "unknown"
    return "met" if one.is_met else "unmet"


def _indicator(code: str, language: Language) -> str:
    """Code and name of an indicator; the code alone where it has no name here."""
    key = f"forum.target.{code}"
    return f"{code} {words(key, language)}" if key in catalogue() else code
