"""Is the cooperation model there: stages of the counties, roll-out in the region, parts E01 to E10 and maturity."""

from __future__ import annotations

from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, defined
from pages.ui.charts.grid import Cell, Span, matrix, spans
from pages.ui.charts.stacks import columns
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import cooperation, missing, register
from pipelines.readings.cooperation import Part
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import cooperation as say
from pipelines.words.sentences.spoken import When

STRENGTHS = (0, 2, 4, 7)  # of the groups of stages, none to working


def periods(release: Release, language: Language) -> dict[str, str]:
    """Delivered half-years to choose from, the newest first."""
    return {code: shared.half_year(code, language) for code in reversed(register.half_years(release))}


def focuses(release: Release, language: Language) -> dict[str, str]:
    """The whole region, then the counties by name."""
    names = {area.code: area.name(language) for area in release.counties()}
    ordered = dict(sorted(names.items(), key=lambda item: item[1].casefold()))
    return {"": words("cooperation.whole_region", language), **ordered}


@remembered
def lead(release: Release, period: str, language: Language) -> str:
    """What the page found, in one sentence."""
    if not period:
        return words("cooperation.empty", language)
    month = register.last_month(period)
    counts = cooperation.roll_out(release)[period]
    met = cooperation.region_parts(release, period)["E02"].numerator
    facts = say.Lead(
        date=shared.last_day(period, language),
        working=counts[cooperation.WORKING],
        all=len(release.counties()),
        active=round(met),
        valid=len({p.teryt for p in cooperation.valid_programmes(release, month)}),
    )
    return say.lead(facts, language).text


@remembered
def stages(release: Release, period: str, focus: str, language: Language) -> Content:
    """Every county's stages over time as strips."""
    name = words("cooperation.stages.name", language)
    if not period:
        return shared.empty(release, name, language)
    rows = shared.county_rows(release, focus, language)
    every = register.half_years(release)
    first, last = register.first_month(every[0]), register.last_month(every[-1])
    month = register.last_month(period)
    found, told = [], []
    for at, row in enumerate(rows):
        reached = cooperation.stages(release, row.code)
        for place, (since, level) in enumerate(reached):
            end = _before(reached[place + 1][0]) if place + 1 < len(reached) else last
            if end < first or since > last:
                continue
            label = release.label("county_stages", str(level))[language]
            until = words("cooperation.stages.now", language) if end == last else shared.month(end, language)
            start = shared.month(since, language)
            hover = words(
                "cooperation.stages.hover", language, area=row.name, stage=level, name=label, start=start, end=until
            )
            found.append(Span(at, max(since, first), min(end, last), level, str(level), hover))
        now = [(since, level) for since, level in reached if since <= month]
        told.append(_stage_row(release, row.code, row.name, now, row.focus, language))
    counts = cooperation.roll_out(release)[period]
    facts = say.Stages(
        date=shared.last_day(period, language),
        none=counts[cooperation.NO_STAGE],
        prepared=counts[cooperation.PREPARED],
        agreed=counts[cooperation.AGREED],
        working=counts[cooperation.WORKING],
        all=len(rows),
    )
    codes = sorted(release.lists["county_stages"], key=lambda item: int(item["code"]))
    scale = "; ".join(f"{item['code']} – {item[language]}" for item in codes)
    return {
        "title": say.stages_title(facts, language).text,
        "subtitle": words(
            "cooperation.stages.subtitle",
            language,
            span=shared.whole_span(release, language),
            date=facts.date,
        ),
        "sentence": say.stages(facts, language).text,
        "origin": shared.origin(release, name, language),
        "figure": spans(rows, found, language, mark=month),
        "table": Table(
            f"{name}, {facts.date}",
            [
                Field("area", words("cooperation.column.area", language)),
                Field("stage", words("cooperation.column.stage", language), 0),
                *(Field(n, words(f"cooperation.column.{n}", language)) for n in ("name", "since", "evidence")),
            ],
            told,
        ),
        "level": 3,
        "description": [
            words("cooperation.stages.meaning", language),
            (words("cooperation.stages.scale", language), scale),
            words("cooperation.no_ranking", language),
        ],
    }


def _before(month: str) -> str:
    place = register.number_of(month) - 1
    return f"{place // 12}-{place % 12 + 1:02d}"


def _stage_row(
    release: Release, teryt: str, name: str, now: list[tuple[str, int]], is_focus: bool, language: Language
) -> dict[str, object]:
    if not now:
        return {"area": name, "stage": None, "obs_status": "M", "is_focus": is_focus}
    since, level = now[-1]
    return {
        "area": name,
        "stage": level,
        "name": release.label("county_stages", str(level))[language],
        "since": shared.month(since, language),
        "evidence": release.label("stage_evidence", cooperation.evidence(release, teryt, since))[language],
        "is_focus": is_focus,
    }


@remembered
def roll_out(release: Release, language: Language) -> Content:
    """Counties by group of stages at the end of each year."""
    name = words("cooperation.rollout.name", language)
    found = cooperation.roll_out(release)
    if not found:
        return shared.empty(release, name, language)
    ends = {period[:4]: period for period in found}  # the last delivered half-year of a year
    groups = (cooperation.WORKING, cooperation.AGREED, cooperation.PREPARED, cooperation.NO_STAGE)
    parts = [
        (words(f"cooperation.group.{group}", language), STRENGTHS[group], [found[p][group] for p in ends.values()])
        for group in groups
    ]
    total = len(release.counties())
    agreed = [counts[cooperation.AGREED] + counts[cooperation.WORKING] for counts in found.values()]
    every = list(found)
    facts = say.RollOut(
        start=When(register.last_month(every[0])),
        end=When(register.last_month(every[-1])),
        first=agreed[0],
        last=agreed[-1],
        working=found[every[-1]][cooperation.WORKING],
        all=total,
    )
    fields = [Field("period", words("cooperation.column.period", language))]
    fields += [Field(f"group{group}", words(f"cooperation.group.{group}", language), 0) for group in range(5)]
    return {
        "title": say.roll_out_title(facts, language).text,
        "subtitle": words("cooperation.rollout.subtitle", language, span=shared.whole_span(release, language)),
        "sentence": say.roll_out(facts, language).text,
        "origin": shared.origin(release, name, language),
        "figure": columns(list(ends), parts, language, total=total),
        "table": Table(
            name,
            fields,
            [
                {"period": shared.half_year(period, language)}
                | {f"group{group}": count for group, count in enumerate(counts)}
                for period, counts in reversed(found.items())
            ],
        ),
        "level": 3,
        "description": [*_phases(release, language), words("cooperation.rollout.events", language)],
    }


def _phases(release: Release, language: Language) -> list[str | tuple[str, str]]:
    found = cooperation.events(release)
    told = []
    for code in ("opracowanie", "upowszechnianie", "wdrazanie"):
        years = found.get(code)
        if years:
            facts = {"held": numbers.number(sum(years.values()), 0, language), "first": min(years), "last": max(years)}
            phase = release.label("phases", code)[language]
            told.append(words("cooperation.rollout.phase", language, phase=phase, **facts))
    return [(words("cooperation.rollout.phases", language), "; ".join(told))] if told else []


@remembered
def parts(release: Release, period: str, focus: str, language: Language) -> Content:
    """All parts of the model in all counties of one half-year, and the index where enough of them are known."""
    name = words("cooperation.parts.name", language)
    if not period:
        return shared.empty(release, name, language)
    rows = shared.county_rows(release, focus, language)
    found = [cooperation.parts(release, row.code, period) for row in rows]
    indices = [cooperation.maturity(one) for one in found]
    labels = [words(f"cooperation.part.{code}", language) for code in cooperation.PARTS]
    cells = [
        [
            Cell(one[code].value, _hover(row.name, label, one[code], language))
            for code, label in zip(cooperation.PARTS, labels, strict=True)
        ]
        for row, one in zip(rows, found, strict=True)
    ]
    written = [numbers.EN_DASH if index is None else numbers.number(index, 0, language) for index in indices]
    date = shared.last_day(period, language)
    known = sum(index is not None for index in indices)
    region = cooperation.region_parts(release, period)
    agreements, bodies, programmes = (
        None if value is None else shared.percent(value, language)
        for value in (region[code].value for code in ("E01", "E02", "E04"))
    )
    facts = say.Parts(
        date=date, known=known, all=len(rows), agreements=agreements, bodies=bodies, programmes=programmes
    )
    wave = next((one["E10"].wave for one in found if one["E10"].wave), "")
    notices = [words("cooperation.parts.missing", language)]
    description: list[str | tuple[str, str]] = [defined(code, language) for code in cooperation.PARTS]
    if wave:
        description.append(words("cooperation.parts.wave", language, wave=shared.half_year(wave, language)))
    description += [
        defined("E12", language),
        words("cooperation.proposal", language),
        words("cooperation.no_ranking", language),
    ]
    return {
        "title": say.parts_title(facts, language).text,
        "subtitle": words("cooperation.parts.subtitle", language, date=date),
        "sentence": say.parts(facts, language).text,
        "origin": shared.origin(release, name, language),
        "figure": matrix(rows, labels, cells, written, words("cooperation.parts.index_column", language)),
        "table": _parts_table(name, date, rows, found, indices, language),
        "notices": notices,
        "level": 3,
        "description": description,
    }


def _hover(area: str, label: str, part: Part, language: Language) -> str:
    value = missing.WHY[part.why][language] if part.value is None else shared.percent(part.value, language)
    return words("cooperation.parts.hover", language, area=area, part=label, value=value)


def _parts_table(
    name: str,
    date: str,
    rows: list[shared.Row],
    found: list[dict[str, Part]],
    indices: list[float | None],
    language: Language,
) -> Table:
    fields = [Field("area", words("cooperation.column.area", language))]
    unit = numbers.percent(0, language, 0).removeprefix("0")
    for code in cooperation.PARTS:
        fields.append(Field(code, f"{code}, {words(f'cooperation.part.{code}', language)} (%)", 0, unit))
    fields.append(Field("maturity", words("cooperation.column.maturity", language), 0))
    fields.append(Field("remarks", words("cooperation.column.remarks", language)))
    lines: list[dict[str, object]] = []
    for row, one, index in zip(rows, found, indices, strict=True):
        line: dict[str, object] = {"area": row.name, "is_focus": row.focus, "maturity": index}
        line["maturity_status"] = "M" if index is None else "E"
        why = []
        for code in cooperation.PARTS:
            part = one[code]
            line[code] = None if part.value is None else 100 * part.value
            line[f"{code}_status"] = "A"
            if part.value is None:
                line[f"{code}_status"] = missing.status(part.why)
                why.append(f"{code}: {missing.WHY[part.why][language]}")
        line["remarks"] = "; ".join(why)
        lines.append(line)
    return Table(f"{name}, {date}", fields, lines)
