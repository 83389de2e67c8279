"""Cards of survey figures that several pages show: a measure over time, and the place among the voivodeships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pages.ui.cards import common
from pages.ui.cards.common import Content, addressed
from pages.ui.charts import Reference, ranked_dots, trend
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import TOTAL, Indicator, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import points, survey
from pipelines.release import Release, Value
from pipelines.words import sentences

COUNTS = {"persons", "persons_thousands"}
COUNTRY = "00"


def is_count(indicator: str) -> bool:
    """Counts grow with the area, so areas of different size do not share an axis."""
    return INDICATORS[indicator].unit in COUNTS


def context(
    release: Release, language: Language, *, sex: str = TOTAL, values: Sequence[Value | None] = ()
) -> list[str]:
    """What stands last in a subtitle: the region, one sex, and whose intervals are drawn."""
    parts = [release.region_area.name(language)]
    if sex != TOTAL:
        parts.append(release.label("sexes", sex)[language])
    if any(v is not None and v.interval == "assumed" for v in values):
        parts.append(words("survey.assumed", language))
    return parts


def without_universe(
    release: Release, indicator: Indicator, periods: Sequence[str], areas: Sequence[str], language: Language
) -> str:
    """A subtitle for figures about different age groups, which the table names one by one."""
    parts = [f"{indicator.title[language]} ({release.unit(indicator.unit)[language]})", common.span(periods, language)]
    return " · ".join((*parts, ", ".join(release.areas[code].name(language) for code in areas)))


def floating(release: Release, indicator: Indicator, values: Sequence[Value], language: Language) -> list[str]:
    """Warning where regional counts are shown that the survey fitted to the country only."""
    if indicator.unit not in COUNTS or not points.basis_notes(release, list(values)):
        return []
    return [words("survey.floating", language)]


@remembered
@addressed("trend")
def over_time(
    release: Release,
    language: Language,
    indicator: str,
    *,
    sex: str = TOTAL,
    areas: Sequence[str] = (),
    with_country: bool = True,
    level: int = 2,
) -> Content:
    """A measure in the region since the first year, with Poland and chosen voivodeships; cut where rules changed."""
    declared = INDICATORS[indicator]
    by = {} if sex == TOTAL else {"sex": sex}
    mine = release.series(indicator, release.region, **by)
    others = [code for code in areas if code != release.region]
    shown = [release.region, *others]
    if with_country and not is_count(indicator):
        shown.append(COUNTRY)
    roles = {release.region: "focus", COUNTRY: "benchmark"}
    lines = [common.series(release, indicator, code, roles.get(code, "plain"), language, **by) for code in shown]
    if others:  # one band at most where lines are many
        lines = [line if line.role == "focus" else without_bands(line) for line in lines]
    values = [v for code in shown for v in release.series(indicator, code, **by)]
    notices = floating(release, declared, values, language)
    if with_country and is_count(indicator):
        notices.append(words("survey.no_country", language))
    notices += [words(f"notice.{code}", language) for code in sorted({v.obs_status for v in mine if v.value is None})]
    end = survey.newest(release, indicator, release.region, **by)
    start = survey.segment_start(release, end)
    change = survey.change(release, start, end)
    periods = [v.period for v in mine]
    first = next(v for v in mine if v.value is not None)
    description = common.description(declared, release, language)
    if first.segment != end.segment:
        whole = sentences.change(survey.change(release, first, end), language).text
        description.insert(1, (words("survey.whole", language), whole))
    return {
        "title": sentences.change_title(change, language).text,
        "subtitle": common.subtitle(
            release, declared, periods, language, *context(release, language, sex=sex, values=mine)
        ),
        "sentence": spoken_change(release, start, end, language),
        "origin": common.origin(release, declared, values, language),
        "figure": trend(
            lines,
            language,
            unit=common.suffix(release, declared, language),
            decimals=declared.decimals,
            breaks=common.cuts(release, values, language),
        ),
        "table": series_table(release, indicator, values, language),
        "description": description,
        "notices": notices,
        "level": level,
    }


def spoken_change(release: Release, start: Value, end: Value, language: Language) -> str:
    """The change in words, or the level alone where there is only one year to speak of."""
    if start.period != end.period:
        return sentences.change(survey.change(release, start, end), language).text
    facts = sentences.Level(
        area=release.areas[end.teryt], subject=survey.subject(release, end), figure=survey.figure(end)
    )
    return sentences.level(facts, language).text


def without_bands(line: common.Series) -> common.Series:
    return replace(line, points=[replace(point, lower=None, upper=None) for point in line.points])


def series_table(release: Release, indicator: str, values: Sequence[Value], language: Language) -> Table:
    """All years of all areas shown, the newest first, with interval and base."""
    declared = INDICATORS[indicator]
    has_interval = any(v.lower is not None for v in values)
    fields = [
        Field("period", words("column.period", language)),
        Field("area", words("column.area", language)),
        *common.number_fields(release, indicator, language, with_interval=has_interval),
        Field("basis", words("column.basis", language)),
    ]
    rows = [
        {
            "period": v.period,
            "area": release.areas[v.teryt].full[language],
            "value": v.value,
            "lower": v.lower,
            "upper": v.upper,
            "obs_status": v.obs_status,
            "lower_status": v.obs_status if v.value is None else "E",
            "upper_status": v.obs_status if v.value is None else "E",
            "basis": release.label("bases", v.basis)[language],
            "is_focus": v.teryt == release.region,
        }
        for v in sorted(values, key=lambda v: (v.period, v.teryt == release.region, v.teryt), reverse=True)
    ]
    return Table(declared.title[language], fields, rows)


@remembered
def standing(
    release: Release, language: Language, indicator: str, period: str, *, sex: str = TOTAL, level: int = 2
) -> Content:
    """All voivodeships in order with their intervals, Poland as the line to compare with."""
    declared = INDICATORS[indicator]
    by = {} if sex == TOTAL else {"sex": sex}
    values = {a.code: release.value(indicator, a.code, period, **by) for a in release.voivodeships()}
    country = release.value(indicator, COUNTRY, period, **by)
    mine = values[release.region]
    dots = [
        common.dot(release, value, code, indicator, period, language, release.region) for code, value in values.items()
    ]
    references = []
    if country is not None and country.value is not None:
        name = release.areas[COUNTRY].short[language]
        references = [Reference(name, country.value, "country", country.lower, country.upper)]
    title, sentence = standing_words(release, mine, period, indicator, language, sex)
    description = common.description(declared, release, language)
    compared = survey.benchmark(release, mine, COUNTRY, language) if mine is not None else None
    if compared is not None:
        description.insert(1, (words("survey.beside_country", language), compared.text))
    description.append((words("survey.places", language), words("survey.places_meaning", language)))
    return {
        "title": title,
        "subtitle": common.subtitle(
            release, declared, [period], language, *context(release, language, sex=sex, values=[mine])
        ),
        "sentence": sentence,
        "origin": common.origin(release, declared, [*values.values(), country], language),
        "figure": ranked_dots(
            dots,
            language,
            references=references,
            unit=common.suffix(release, declared, language),
            decimals=declared.decimals,
        ),
        "table": standing_table(release, indicator, period, by, language),
        "description": description,
        "level": level,
    }


def standing_words(
    release: Release, mine: Value | None, period: str, indicator: str, language: Language, sex: str
) -> tuple[str, str]:
    """Title and sentence: the possible places; without a known error only the figure beside Poland's."""
    if mine is None or mine.value is None:
        status, why = release.reason_missing(indicator, release.region, period)
        missing = sentences.Figure(period=period, value=None, obs_status=mine.obs_status if mine else status)
        facts = sentences.Level(
            area=release.region_area, subject=sentences.subject(INDICATORS[indicator]), figure=missing, reason=why
        )
        said = sentences.level(facts, language).text
        return said, said
    by = {} if sex == TOTAL else {"sex": sex}
    rank = survey.rank_facts(release, indicator, release.region, period, **by)
    if rank is not None:
        return sentences.rank_title(rank, language).text, sentences.rank(rank, language).text
    same = survey.change(release, mine, mine)
    compared = survey.benchmark(release, mine, COUNTRY, language)
    return (
        sentences.change_title(same, language).text,
        compared.text if compared else spoken_change(release, mine, mine, language),
    )


def standing_table(release: Release, indicator: str, period: str, by: dict[str, str], language: Language) -> Table:
    """The voivodeships from the highest value down, with the places each can have, then those without a value."""
    places = survey.ranked(release, indicator, period, **by)
    has_interval = any(r.value.lower is not None for r in places)
    fields = [
        Field("area", words("column.area", language)),
        *common.number_fields(release, indicator, language, with_interval=has_interval),
    ]
    if has_interval:
        fields += [Field(name, words(f"column.{name}", language), 0) for name in ("best", "worst")]
    rows = [
        {
            "area": release.areas[r.value.teryt].short[language],
            "teryt": r.value.teryt,
            "value": r.value.value,
            "lower": r.value.lower,
            "upper": r.value.upper,
            "best": r.best,
            "worst": r.worst,
            "obs_status": r.value.obs_status,
            "best_status": "A",
            "worst_status": "A",
            "is_focus": r.value.teryt == release.region,
        }
        for r in places
    ]
    known = {row["teryt"] for row in rows}
    for area in release.voivodeships():
        if area.code not in known:
            found = release.value(indicator, area.code, period, **by)
            status = found.obs_status if found else release.reason_missing(indicator, area.code, period)[0]
            rows.append({"area": area.short[language], "obs_status": status, "is_focus": area.code == release.region})
    return Table(f"{INDICATORS[indicator].title[language]}, {period}", fields, rows)
