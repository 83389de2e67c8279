"""Is the cooperation model used: meetings and attendance, local programmes, time to full operation."""

from __future__ import annotations

from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, defined
from pages.ui.charts import Point, Series, trend
from pages.ui.charts.grid import Span, counts_at, spans
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import cooperation, register
from pipelines.readings.cooperation import RollOut, Year
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import cooperation as say
from pipelines.words.sentences.spoken import When

EXPIRED, VALID = 2, 5  # strengths of a programme's strip


@remembered
def meetings(release: Release, focus: str, language: Language) -> Content:
    """Meetings held of those planned, and institutions present, by year; the region or the county in focus."""
    name = words("cooperation.meetings.name", language)
    years = cooperation.meeting_years(release, focus)
    if not years:
        return shared.empty(release, name, language)
    place = release.areas[focus or release.region]
    area, newest = place.name(language), years[-1]
    held = say.Meetings(area=place, year=When(newest.year), held=newest.held, planned=newest.planned)
    share = shared.percent(newest.present / newest.invited, language) if newest.invited else None
    attended = say.Attended(invited=newest.invited, present=newest.present, share=share)
    title = say.meetings_title(held, language).text
    lines = [
        Series("E03", words("cooperation.meetings.rhythm", language), [_rhythm(y) for y in years], "focus"),
        Series("E05", words("cooperation.meetings.attendance", language), [_attendance(y) for y in years], "benchmark"),
    ]
    unit = numbers.percent(0, language, 0).removeprefix("0")
    notices = [words("cooperation.meetings.partial", language, year=year.year) for year in years if not year.is_whole]
    fields = [Field("period", words("cooperation.column.period", language))]
    for column, decimals in (("held", 0), ("planned", 1), ("rhythm", 0), ("attendance", 0), ("bodies", 0)):
        fields.append(Field(column, words(f"cooperation.column.{column}", language), decimals))
    return {
        "title": title,
        "subtitle": f"{area} · "
        + words(
            "cooperation.meetings.subtitle", language, span=numbers.period_range(years[0].year, newest.year, language)
        ),
        "sentence": f"{title}. {say.attended(attended, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": trend(lines, language, unit=unit, decimals=0, zero=True),
        "table": Table(f"{name}, {area}", fields, [_year_row(year) for year in reversed(years)]),
        "notices": notices,
        "level": 3,
        "description": [
            defined("E03", language),
            defined("E05", language),
            words("cooperation.meetings.cap", language),
            words("cooperation.proposal", language),
        ],
    }


def _rhythm(year: Year) -> Point:
    status = "A" if year.is_whole else "P"
    if not year.planned:
        return Point(year.year, None, obs_status="M")
    return Point(year.year, min(100.0, 100 * year.held / year.planned), obs_status=status)


def _attendance(year: Year) -> Point:
    status = "A" if year.is_whole else "P"
    if not year.invited:
        return Point(year.year, None, obs_status="M")
    return Point(year.year, 100 * year.present / year.invited, obs_status=status)


def _year_row(year: Year) -> dict[str, object]:
    rhythm, attendance = _rhythm(year), _attendance(year)
    return {
        "period": year.year,
        "held": year.held,
        "planned": year.planned,
        "rhythm": rhythm.value,
        "attendance": attendance.value,
        "bodies": year.bodies,
        "rhythm_status": rhythm.obs_status,
        "attendance_status": attendance.obs_status,
    }


@remembered
def programmes(release: Release, period: str, focus: str, language: Language) -> Content:
    """Local programmes of the counties: when each was in force and how many of its actions were used."""
    name = words("cooperation.programmes.name", language)
    if not period:
        return shared.empty(release, name, language)
    month = register.last_month(period)
    rows = shared.county_rows(release, focus, language)
    found, told = [], []
    every = register.half_years(release)
    first, last = register.first_month(every[0]), register.last_month(every[-1])
    for at, row in enumerate(rows):
        for programme in cooperation.programmes(release, row.code):
            start, end = (shared.month(code, language) for code in (programme.adopted, programme.valid_to))
            facts = {"used": programme.used, "listed": programme.listed}
            hover = words("cooperation.programmes.hover", language, area=row.name, start=start, end=end, **facts)
            is_valid = programme.adopted <= month <= programme.valid_to
            begin, finish = max(programme.adopted, first), min(programme.valid_to, last)
            if begin <= finish:
                text = words("cooperation.programmes.bar", language, **facts)
                found.append(Span(at, begin, finish, VALID if is_valid else EXPIRED, text, hover))
            told.append(
                {
                    "area": row.name,
                    "programme": programme.id,
                    "adopted": start,
                    "valid_to": end,
                    "listed": programme.listed,
                    "used": programme.used,
                    "is_focus": row.focus,
                }
            )
    valid = cooperation.valid_programmes(release, month)
    date = shared.last_day(period, language)
    facts = say.Programmes(
        date=date,
        valid=len({p.teryt for p in valid}),
        all=len(rows),
        used=sum(p.used for p in valid),
        listed=sum(p.listed for p in valid),
    )
    title = say.programmes_title(facts, language).text
    fields = [
        Field(n, words(f"cooperation.column.{n}", language)) for n in ("area", "programme", "adopted", "valid_to")
    ]
    fields += [Field(n, words(f"cooperation.column.{n}", language), 0) for n in ("listed", "used")]
    span = shared.whole_span(release, language)
    return {
        "title": title,
        "subtitle": words("cooperation.programmes.subtitle", language, date=date, span=span),
        "sentence": f"{title}. {say.programmes_used(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": spans(rows, found, language, mark=month) if found else None,
        "table": Table(name, fields, told),
        "level": 3,
        "description": [
            defined("E04", language),
            words("cooperation.programmes.meaning", language),
            words("cooperation.proposal", language),
        ],
    }


@remembered
def full_operation(release: Release, language: Language) -> Content:
    """Months from creation to full operation by kind of body, beside the eight months of EQUAL A0680."""
    name = words("cooperation.time.name", language)
    times = cooperation.roll_out_times(release)
    if not times:
        return shared.empty(release, name, language)
    reference = cooperation.REFERENCE_MONTHS
    reached, waiting = sum(len(one.reached) for one in times), sum(len(one.waiting) for one in times)
    facts = say.Time(
        median=cooperation.median_months(times), reference=reference, reached=reached, all=reached + waiting
    )
    title = say.time_title(facts, language).text
    labels = [release.label("body_types", one.kind)[language] for one in times]
    dots = [dot for at, one in enumerate(times) for dot in _dots(at, one, labels[at], language)]
    fields = [Field("kind", words("cooperation.column.kind", language))]
    fields += [
        Field(n, words(f"cooperation.column.{n}", language), 0) for n in ("reached", "waiting", "shortest", "longest")
    ]
    last = register.last_month(register.half_years(release)[-1])
    return {
        "title": title,
        "subtitle": words("cooperation.time.subtitle", language, date=shared.month(last, language)),
        "sentence": f"{title}. {say.time(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": counts_at(
            labels,
            dots,
            language,
            reference=(reference, words("cooperation.time.reference", language, months=reference)),
            axis_title=words("cooperation.time.axis", language),
        ),
        "table": Table(
            name,
            fields,
            [
                {
                    "kind": label,
                    "reached": len(one.reached),
                    "waiting": len(one.waiting),
                    "shortest": min(one.reached, default=None),
                    "longest": max(one.reached, default=None),
                    "shortest_status": "A" if one.reached else "M",
                    "longest_status": "A" if one.reached else "M",
                }
                for one, label in zip(times, labels, strict=True)
            ],
        ),
        "level": 3,
        "description": [
            defined("H05", language),
            words("cooperation.time.left_out", language),
            words("cooperation.proposal", language),
        ],
    }


def _dots(at: int, one: RollOut, label: str, language: Language) -> list[tuple[int, float, int, str, bool]]:
    """Bodies of one kind gathered at their months."""
    dots = []
    for months, is_reached in ((one.reached, True), (one.waiting, False)):
        for month in sorted(set(months)):
            count = months.count(month)
            key = "cooperation.time.reached" if is_reached else "cooperation.time.waiting"
            dots.append((at, month, count, words(key, language, kind=label, count=count, months=month), is_reached))
    return dots
