"""Cards of the networks around the model: thematic groups, areas of local forums, support groups, events of the roll-out."""

from __future__ import annotations

from pages.ui.cards import register as shared
from pages.ui.cards.common import Content
from pages.ui.charts import Dot
from pages.ui.charts.listed import listed_dots
from pages.ui.charts.stacks import columns, stacked_rows
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import cooperation, forum, networks, register
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import Share
from pipelines.words.sentences import networks as say
from pipelines.words.sentences.spoken import When

PHASES = {"opracowanie": 7, "upowszechnianie": 4, "wdrazanie": 2}
KIND_STRENGTHS = {"FORUM_LOK": 7, "GRUPA_WSP": 3}
SECTOR_STRENGTHS = (7, 2, 5)


@remembered
def lead(release: Release, language: Language) -> str:
    """What the page found, in one sentence."""
    found, areas = networks.thematic(release), networks.areas(release)
    if found is None or not areas:
        return words("cooperation.empty", language)
    bodies = {kind: sum(area.bodies.get(kind, 0) for area in areas) for kind in networks.EQUAL}
    facts = say.Lead(due=found.due, done=found.done, forums=bodies["FORUM_LOK"], groups=bodies["GRUPA_WSP"])
    return say.lead(facts, language).text


@remembered
def thematic(release: Release, language: Language) -> Content:
    """Meetings of thematic groups by year, and what became of their recommendations."""
    name = words("networks.thematic.name", language)
    found = networks.thematic(release)
    if found is None or not found.meetings:
        return shared.empty(release, name, language)
    title = say.thematic_title(say.Thematic(due=found.due, done=found.done), language).text
    counted = [
        f"{release.label('recommendation_statuses', status)[language]}: {count}"
        for status, count in zip(forum.STATUSES, found.statuses, strict=True)
    ]
    states = say.states(say.States(states=", ".join(counted)), language).text
    years = list(found.meetings)
    fields = [Field("year", words("forum.column.year", language))]
    fields.append(Field("held", words("networks.thematic.meetings", language), 0))
    notices = [
        words(
            "networks.thematic.elsewhere",
            language,
            where=release.areas[row["teryt"]].name(language),
            what=row[language],
            source=row[f"source_{language}"],
        )
        for row in networks.elsewhere(release)
        if row["teryt"] in release.areas
    ]
    return {
        "title": title,
        "subtitle": words(
            "networks.thematic.subtitle", language, span=numbers.period_range(years[0], years[-1], language)
        ),
        "sentence": f"{title}. {states}",
        "origin": shared.origin(release, name, language),
        "figure": columns(
            years,
            [(words("networks.thematic.meetings", language).lower(), 7, list(found.meetings.values()))],
            language,
            total=max(found.meetings.values()),
        ),
        "table": Table(name, fields, [{"year": year, "held": held} for year, held in reversed(found.meetings.items())]),
        "notices": notices,
        "description": [
            states,
            words("networks.thematic.meaning", language),
            words("cooperation.proposal", language),
        ],
        "level": 3,
    }


@remembered
def areas(release: Release, language: Language) -> Content:
    """Local forums and support groups by type of area, with months to full operation."""
    name = words("networks.areas.name", language)
    found = networks.areas(release)
    if not found:
        return shared.empty(release, name, language)
    labels = [release.label("area_types", one.code)[language] for one in found]
    kinds = {kind: release.label("body_types", kind)[language] for kind in KIND_STRENGTHS}
    parts = [
        (kinds[kind], strength, [one.bodies.get(kind, 0) for one in found]) for kind, strength in KIND_STRENGTHS.items()
    ]
    bodies = sum(sum(one.bodies.values()) for one in found)
    specific = sum(sum(one.bodies.values()) for one in found if one.code != "inne")
    title = say.areas_title(say.Areas(specific=specific, all=bodies), language).text
    fields = [Field("area", words("networks.areas.area", language))]
    fields += [Field(kind, label, 0) for kind, label in kinds.items()]
    fields += [Field(n, words(f"networks.areas.{n}", language), 0) for n in ("reached", "waiting")]
    fields.append(Field("median", words("networks.areas.median", language), 1))
    return {
        "title": title,
        "subtitle": words("networks.areas.subtitle", language),
        "sentence": f"{title}.",
        "origin": shared.origin(release, name, language),
        "figure": stacked_rows(labels, parts, language),
        "table": Table(
            name,
            fields,
            [
                {
                    "area": label,
                    **{kind: one.bodies.get(kind, 0) for kind in kinds},
                    "reached": len(one.reached),
                    "waiting": len(one.waiting),
                    "median": one.median,
                    "median_status": "E" if one.median is not None else "M",
                }
                for one, label in zip(found, labels, strict=True)
            ],
        ),
        "description": [
            words("networks.areas.meaning", language, months=cooperation.REFERENCE_MONTHS),
            words("cooperation.proposal", language),
        ],
        "level": 3,
    }


@remembered
def guests(release: Release, language: Language) -> Content:
    """Guests invited to sessions of support groups, by sector and year."""
    name = words("networks.guests.name", language)
    found = networks.guests(release)
    if not found:
        return shared.empty(release, name, language)
    newest = found[-1]
    every = sum(sum(one.guests) for one in found)
    facts = say.Guests(year=When(str(newest.year)), guests=sum(newest.guests), all=every)
    title = say.guests_title(facts, language).text
    labels = [words(f"forum.sector.{sector}", language) for sector in networks.SECTORS]
    parts = [
        (label, SECTOR_STRENGTHS[at], [one.guests[at] for one in found]) for at, label in enumerate(labels)
    ]  # fmt: skip
    years = [str(one.year) for one in found]
    fields = [Field("year", words("forum.column.year", language))]
    fields += [Field(sector, label, 0) for sector, label in zip(networks.SECTORS, labels, strict=True)]
    fields.append(Field("sessions", words("forum.column.sessions", language), 0))
    return {
        "title": title,
        "subtitle": words(
            "networks.guests.subtitle", language, span=numbers.period_range(years[0], years[-1], language)
        ),
        "sentence": f"{title}. {say.guests(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": columns(years, parts, language, total=max(*(sum(one.guests) for one in found), 1)),
        "table": Table(
            name,
            fields,
            [
                {
                    "year": str(one.year),
                    **dict(zip(networks.SECTORS, one.guests, strict=True)),
                    "sessions": one.sessions,
                }
                for one in reversed(found)
            ],
        ),
        "description": [words("networks.guests.meaning", language), words("networks.three", language)],
        "level": 3,
    }


@remembered
def partners(release: Release, language: Language) -> Content:
    """Institutions in partnerships by sector and year, and how many partnerships join several sectors."""
    name = words("networks.partners.name", language)
    found = networks.partners(release)
    if not found:
        return shared.empty(release, name, language)
    newest = found[-1]
    facts = say.Partners(year=When(str(newest.year)), partnerships=newest.partnerships, mixed=newest.mixed)
    title = say.partners_title(facts, language).text
    labels = [words(f"forum.sector.{sector}", language) for sector in networks.SECTORS]
    parts = [
        (label, SECTOR_STRENGTHS[at], [one.institutions[at] for one in found]) for at, label in enumerate(labels)
    ]  # fmt: skip
    years = [str(one.year) for one in found]
    fields = [Field("year", words("forum.column.year", language))]
    fields += [Field(sector, label, 0) for sector, label in zip(networks.SECTORS, labels, strict=True)]
    fields += [Field(n, words(f"networks.partners.{n}", language), 0) for n in ("partnerships", "mixed")]
    return {
        "title": title,
        "subtitle": words(
            "networks.partners.subtitle", language, span=numbers.period_range(years[0], years[-1], language)
        ),
        "sentence": f"{title}.",
        "origin": shared.origin(release, name, language),
        "figure": columns(years, parts, language, total=max(sum(one.institutions) for one in found)),
        "table": Table(
            name,
            fields,
            [
                {
                    "year": str(one.year),
                    **dict(zip(networks.SECTORS, one.institutions, strict=True)),
                    "partnerships": one.partnerships,
                    "mixed": one.mixed,
                }
                for one in reversed(found)
            ],
        ),
        "description": [words("networks.partners.meaning", language)],
        "level": 3,
    }


@remembered
def staying(release: Release, language: Language) -> Content:
    """Whether support groups keep their members: attendance by the group's year of work."""
    name = words("networks.staying.name", language)
    found = networks.staying(release)
    if len(found) < 2:
        return shared.empty(release, name, language)
    first, last = found[0], found[-1]
    whole = {one: Share(kind="value", value=100 * (one.value or 0.0)) for one in (first, last)}
    title = say.staying_title(say.Staying(first=whole[first], year=last.year, last=whole[last]), language).text
    labels = [words("networks.staying.year", language, year=one.year) for one in found]
    fields = [Field("year", words("networks.staying.of_work", language))]
    fields += [Field(n, words(f"forum.column.{n}", language), 0) for n in ("groups", "present", "enrolled", "share")]
    dots = [Dot(str(one.year), label, 100 * (one.value or 0.0)) for one, label in zip(found, labels, strict=True)]
    unit = numbers.percent(0, language, 0).removeprefix("0")
    return {
        "title": title,
        "subtitle": words("networks.staying.subtitle", language),
        "sentence": f"{title}.",
        "origin": shared.origin(release, name, language),
        "figure": listed_dots(dots, language, unit=unit),
        "table": Table(
            name,
            fields,
            [
                {
                    "year": label,
                    "groups": one.bodies,
                    "present": one.numerator,
                    "enrolled": one.denominator,
                    "share": None if one.value is None else 100 * one.value,
                }
                for one, label in zip(found, labels, strict=True)
            ],
        ),
        "description": [words("networks.staying.meaning", language), words("networks.three", language)],
        "level": 3,
    }


@remembered
def events(release: Release, language: Language) -> Content:
    """Meetings of the model's roll-out by kind and phase, implementation counselling among them."""
    name = words("networks.events.name", language)
    found = networks.events(release)
    if not register.half_years(release) or not found:
        return shared.empty(release, name, language)
    labels = [release.label("meeting_kinds", kind)[language] for kind in found]
    parts = [
        (release.label("phases", phase)[language], strength, [kinds.get(phase, 0) for kinds in found.values()])
        for phase, strength in PHASES.items()
    ]
    advice = sum(found.get("doradztwo_wdrozeniowe", {}).values())
    every = sum(sum(kinds.values()) for kinds in found.values())
    title = say.events_title(say.Events(all=every, advice=advice), language).text
    fields = [Field("kind", words("networks.events.kind", language))]
    fields += [Field(phase, label, 0) for phase, (label, _, _) in zip(PHASES, parts, strict=True)]
    rows = [
        {"kind": label, **{phase: kinds.get(phase, 0) for phase in PHASES}}
        for label, kinds in zip(labels, found.values(), strict=True)
    ]
    return {
        "title": title,
        "subtitle": words("networks.events.subtitle", language, span=shared.whole_span(release, language)),
        "sentence": f"{title}.",
        "origin": shared.origin(release, name, language),
        "figure": stacked_rows(labels, parts, language),
        "table": Table(name, fields, rows),
        "description": [words("networks.events.meaning", language)],
        "level": 3,
    }
