"""Cards of pathways and outcomes, all from protected counts: time to work, groups, years of entry, counties."""

from __future__ import annotations

from typing import Any

from pages.ui.cards import clients, strip
from pages.ui.cards.common import Content
from pages.ui.charts import Dot, Point, Reference, Series, trend
from pages.ui.charts.listed import listed_dots
from pages.ui.charts.since import At, Line, since_entry
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language, Text
from pipelines.readings import outcomes
from pipelines.readings.outcomes import HEADLINE_MONTH
from pipelines.release import Release
from pipelines.words import numbers, sentences

Row = dict[str, Any]
LISTS = {"sex": "sexes", "age": "age_bands"}


@remembered
def lead(release: Release, language: Language) -> str:
    """How many of the newest clients with a year behind them took up work."""
    found = outcomes.years(release)
    if not found:
        return clients.nothing(release, language)
    return sentences.outcome(_facts(release, found[0], "work"), language).text


def cohort_years(release: Release) -> dict[str, str]:
    """Years of entry to choose from, newest first."""
    return {year: year for year in outcomes.years(release)}


def characteristics(language: Language) -> dict[str, str]:
    """By what clients can be compared."""
    return {name: words(f"outcomes.characteristic.{name}", language) for name in outcomes.CHARACTERISTICS}


def group_label(release: Release, characteristic: str, code: str) -> Text:
    """The name of a group of clients."""
    if characteristic in LISTS:
        return release.label(LISTS[characteristic], code)
    key = f"outcomes.groups.{characteristic}_{code.replace('-', '_').replace('+', '_plus')}"
    return Text(words(key, "pl"), words(key, "en"))


@remembered
def time_to_work(release: Release, year: str, language: Language) -> Content:
    """How many had left to work, or otherwise, by each month since entry, with how many were still waiting."""
    name = words("outcomes.curve_name", language)
    if not year:
        return clients.empty(release, name, language)
    labels = {left: words(f"outcomes.exit.{left}", language) for left in ("work", "other")}
    steps = {left: outcomes.curve(release, year, left) for left in labels}  # type: ignore[arg-type]
    lines = [
        Line(labels[left], [_at(s, language) for s in found], "focus" if left == "work" else "benchmark")
        for left, found in steps.items()
    ]
    waiting = {at.month: at for at in outcomes.at_risk(release, year)}
    rows: list[Row] = []
    for month in sorted(waiting):
        row: Row = {"month": str(month), "waiting": _from_to(waiting[month].fewest, waiting[month].most, language)}
        for left in labels:
            share = next((s.share for s in steps[left] if s.month == month), sentences.MISSING)
            row |= {left: share.value, f"{left}_bounds": clients.bounds(share, language)}
            row[f"{left}_status"] = "E" if share.value is not None else "C"
        rows.append(row)
    facts = _facts(release, year, "work")
    persons = outcomes.persons(release, year)
    last = max((s.month for s in steps["work"]), default=0)
    fields = [
        Field("month", words("outcomes.month", language)),
        *(
            field
            for left, text in labels.items()
            for field in (
                Field(left, text, 0, clients.suffix(language)),
                Field(f"{left}_bounds", f"{text}: {words('outcomes.bounds', language)}"),
            )
        ),
        Field("waiting", words("outcomes.waiting", language)),
    ]
    return {
        "title": sentences.outcome_title(facts, language).text,
        "subtitle": " · ".join(
            (name, release.region_area.name(language), words("outcomes.entered", language, year=year))
        ),
        "sentence": sentences.outcome(facts, language).text,
        "origin": clients.origin(release, name, language, year, _about(persons, language)),
        "figure": since_entry(
            lines, language, axis_title=words("outcomes.month_axis", language), unit=clients.suffix(language)
        )
        if any(steps.values())
        else None,
        "table": Table(f"{name}, {year}", fields, rows),
        "description": [
            words("outcomes.about_curve", language),
            words("outcomes.about_censoring", language, months=last),
            *_about_tokens(language),
        ],
        "notices": [
            *([] if any(steps.values()) else [words("outcomes.no_curve", language)]),
            strip.clients(release, language, year),
        ],
    }


@remembered
def by_group(release: Release, year: str, characteristic: str, language: Language) -> Content:
    """The share in work after twelve months in each group of one cohort, in the order of the groups."""
    name = words(
        "outcomes.groups_name", language, by=words(f"outcomes.characteristic.{characteristic}", language).lower()
    )
    if not year:
        return clients.empty(release, name, language)
    codes = outcomes.codes(release, characteristic)
    shares = {c: outcomes.share(release, year, "work", HEADLINE_MONTH, **{characteristic: c}) for c in codes}
    labels = {code: group_label(release, characteristic, code) for code in codes}
    facts = sentences.Groups(shares=tuple((labels[code], share) for code, share in shares.items()))
    said = sentences.groups(facts, language).text
    whole = outcomes.share(release, year, "work", HEADLINE_MONTH)
    notices = [words("outcomes.pathway_caution", language)] if characteristic == "pathway" else []
    return {
        "title": said.removesuffix("."),
        "subtitle": " · ".join((name, words("outcomes.entered", language, year=year))),
        "sentence": said,
        "origin": clients.origin(release, name, language, year),
        "figure": listed_dots(
            [_dot(code, labels[code][language], share) for code, share in shares.items()],
            language,
            references=_region_line(release, whole, language),
            said={c: clients.bounds(s, language) for c, s in shares.items() if s.value is None},
            unit=clients.suffix(language),
        ),
        "table": _table(
            f"{name}, {year}",
            words("outcomes.group", language),
            [
                (labels[code][language], share, outcomes.persons(release, year, **{characteristic: code}))
                for code, share in shares.items()
            ],
            language,
        ),
        "description": [words("outcomes.about_share", language), *_about_tokens(language)],
        "notices": [*notices, strip.unknown(release, language, year)],
        "level": 3,
    }


@remembered
def over_years(release: Release, characteristic: str, language: Language) -> Content:
    """The share in work after twelve months by year of entry, whole region and groups of one characteristic."""
    name = words("outcomes.years_name", language)
    years = outcomes.years(release)[::-1]
    if not years:
        return clients.empty(release, name, language)
    codes = outcomes.codes(release, characteristic)
    shares = {("", year): outcomes.share(release, year, "work", HEADLINE_MONTH) for year in years}
    shares |= {
        (code, year): outcomes.share(release, year, "work", HEADLINE_MONTH, **{characteristic: code})
        for code in codes
        for year in years
    }
    labels = {"": release.region_area.short[language]}
    labels |= {code: group_label(release, characteristic, code)[language] for code in codes}
    facts = sentences.Cohorts(
        months=HEADLINE_MONTH, start=(years[0], shares["", years[0]]), end=(years[-1], shares["", years[-1]])
    )
    said = sentences.cohorts(facts, language).text
    series = [
        Series(
            code,
            label,
            [
                Point(year, s.value, s.lower, s.upper, "A" if s.value is not None else "C")
                for year in years
                for s in [shares[code, year]]
            ],
            "focus" if not code else "plain",
        )
        for code, label in labels.items()
    ]
    rows: list[Row] = []
    for year in reversed(years):
        row: Row = {"year": year}
        for code in labels:
            row[f"v{code}"] = shares[code, year].value
            row[f"v{code}_status"] = "E" if shares[code, year].value is not None else "C"
            row[f"b{code}"] = clients.bounds(shares[code, year], language)
        rows.append(row)
    fields = [Field("year", words("outcomes.year_entered", language))]
    for code, label in labels.items():
        fields += [
            Field(f"v{code}", label, 0, clients.suffix(language)),
            Field(f"b{code}", f"{label}: {words('outcomes.bounds', language)}"),
        ]
    return {
        "title": said.removesuffix("."),
        "subtitle": " · ".join((name, release.region_area.name(language), f"{years[0]}{numbers.EN_DASH}{years[-1]}")),
        "sentence": said,
        "origin": clients.origin(release, name, language, f"{years[0]}-{years[-1]}"),
        "figure": trend(series, language, unit=clients.suffix(language), decimals=0, zero=True),
        "table": Table(name, fields, rows),
        "description": [
            words("outcomes.about_share", language),
            words("outcomes.about_years", language),
            *_about_tokens(language),
        ],
        "notices": [strip.unknown(release, language)],
        "level": 3,
    }


@remembered
def counties(release: Release, year: str, focus: str, language: Language) -> Content:
    """The share in work after twelve months in each county, by name; where cases are too few the region's stands in."""
    name = words("outcomes.counties_name", language)
    if not year:
        return clients.empty(release, name, language)
    areas = sorted(release.counties(), key=lambda area: area.name(language))
    shares = {a.code: outcomes.share(release, year, "work", HEADLINE_MONTH, a.code) for a in areas}
    whole = outcomes.share(release, year, "work", HEADLINE_MONTH)
    known = sum(share.kind != "missing" for share in shares.values())
    said = sentences.places(sentences.Places(known=known, too_few=len(areas) - known), language).text
    return {
        "title": said.removesuffix("."),
        "subtitle": " · ".join((name, words("outcomes.entered", language, year=year))),
        "sentence": f"{said} {sentences.outcome(_facts(release, year, 'work'), language).text}",
        "origin": clients.origin(release, name, language, year),
        "figure": listed_dots(
            [_dot(a.code, a.short[language], shares[a.code], focus == a.code) for a in areas],
            language,
            references=_region_line(release, whole, language),
            said={code: clients.bounds(s, language) for code, s in shares.items() if s.value is None},
            unit=clients.suffix(language),
        ),
        "table": _table(
            f"{name}, {year}",
            words("column.area", language),
            [
                (release.region_area.name(language), whole, outcomes.persons(release, year)),
                *((a.name(language), shares[a.code], outcomes.persons(release, year, a.code)) for a in areas),
            ],
            language,
        ),
        "description": [
            words("outcomes.about_share", language),
            words("outcomes.about_counties", language),
            *_about_tokens(language),
        ],
        "notices": [strip.unknown(release, language, year, focus)],
        "level": 3,
    }


def _facts(release: Release, year: str, left: outcomes.Left) -> sentences.Outcome:
    share = outcomes.share(release, year, left, HEADLINE_MONTH)
    return sentences.Outcome(area=release.region_area, year=year, months=HEADLINE_MONTH, left=left, share=share)


def _at(step: outcomes.Step, language: Language) -> At:
    share, when = step.share, words("outcomes.by_month", language, month=step.month)
    return At(step.month, share.value, share.lower, share.upper, "A" if share.value is not None else "C", when)


def _dot(code: str, name: str, share: sentences.Share, focus: bool = False) -> Dot:
    if share.value is None:
        return Dot(code, name, None, obs_status="C", focus=focus)
    return Dot(code, name, share.value, share.lower, share.upper, "A", focus)


def _region_line(release: Release, share: sentences.Share, language: Language) -> list[Reference]:
    if share.value is None:
        return []
    name = release.region_area.name(language)
    return [Reference(name, share.value, "region", share.lower, share.upper)]


def _table(caption: str, head: str, rows: list[tuple[str, sentences.Share, int | None]], language: Language) -> Table:
    return Table(
        caption,
        [
            Field("name", head),
            Field("value", words("outcomes.in_work", language), 0, clients.suffix(language)),
            Field("bounds", words("outcomes.bounds", language)),
            Field("persons", words("outcomes.persons", language), 0),
        ],
        [
            {
                "name": name,
                "value": share.value,
                "value_status": "E" if share.value is not None else "C",
                "bounds": clients.bounds(share, language),
                "persons": persons,
                "persons_status": "A" if persons is not None else "C",
            }
            for name, share, persons in rows
        ],
    )


def _about(persons: int | None, language: Language) -> str:
    if persons is None:
        return ""
    return words("outcomes.about_persons", language, persons=numbers.number(persons, 0, language))


def _from_to(low: int, high: int, language: Language) -> str:
    return f"{numbers.number(low, 0, language)}{numbers.EN_DASH}{numbers.number(high, 0, language)}"


def _about_tokens(language: Language) -> list[str | tuple[str, str]]:
    return [(words("outcomes.protection", language), words("outcomes.about_tokens", language))]
