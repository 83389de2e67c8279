"""The inactivity page: what can be chosen, women and men, the explained change."""

from __future__ import annotations

from collections.abc import Sequence

from pages.ui.cards import common
from pages.ui.cards.common import Content, addressed
from pages.ui.cards.survey import COUNTRY, floating, is_count
from pages.ui.charts import Pair, Part, gap, waterfall
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import TOTAL, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import survey
from pipelines.release import Release
from pipelines.words import sentences

MEASURES = ("A02", "A01", "A03", "A04", "A08", "A09", "A10", "A11", "A12", "A13", "A14")
# Areas are ranked by a share, so a count is ranked by the rate it belongs to.
RATES = {"A01": "A02", "A08": "A03", "A09": "A04", "A10": "A11"}


@remembered
def lead(release: Release, language: Language) -> str:
    """The newest inactivity rate beside Poland's."""
    newest = survey.newest(release, "A02", release.region)
    facts = survey.benchmark_facts(release, newest, COUNTRY)
    if facts is None:
        return survey.inactive_level(release, release.region, newest.period, language).text
    return sentences.benchmark(facts, language).text


def measures(language: Language) -> dict[str, str]:
    """Measures to choose from, by code."""
    return {code: INDICATORS[code].title[language] for code in MEASURES}


@remembered
def sexes(release: Release, indicator: str, language: Language) -> dict[str, str]:
    """Sexes for which a measure exists; one entry where it is not split."""
    codes = (TOTAL, "F", "M") if "sex" in INDICATORS[indicator].by else (TOTAL,)
    return {code: release.label("sexes", code)[language] for code in codes}


@remembered
def years(release: Release, indicator: str) -> dict[str, str]:
    """Years in which the region has a figure, newest first."""
    found = [v.period for v in release.series(indicator, release.region) if v.value is not None]
    return {year: year for year in reversed(found)}


@remembered
def others(release: Release, language: Language) -> dict[str, str]:
    """Voivodeships to compare with."""
    return {a.code: a.short[language] for a in release.voivodeships() if a.code != release.region}


def ranked_measure(indicator: str, sex: str) -> tuple[str, str]:
    """Measure and sex by which voivodeships are ranked."""
    rate = RATES.get(indicator, indicator)
    return rate, sex if "sex" in INDICATORS[rate].by else TOTAL


def year_of(release: Release, indicator: str, year: str) -> str:
    """The chosen year, or the newest one of a measure that lacks it."""
    known = years(release, indicator)
    return year if year in known else next(iter(known))


@remembered
def start_years(release: Release) -> dict[str, str]:
    """Years from which a change can be explained: all but the newest."""
    return {year: year for year in list(years(release, "A01"))[1:]}


@remembered
def end_years(release: Release, start: str) -> dict[str, str]:
    """Years after `start`."""
    return {year: year for year in years(release, "A01") if year > start}


@remembered
def first_comparable(release: Release) -> str:
    """Where the explained change starts unless the address says otherwise: the newest comparable stretch."""
    end = survey.newest(release, "A01", release.region)
    start = survey.segment_start(release, end).period
    known = start_years(release)
    return start if start in known else next(iter(known))


@remembered
@addressed("sexes")
def sex_gap(
    release: Release, language: Language, indicator: str, year: str, *, areas: Sequence[str], with_country: bool
) -> Content:
    """Women and men of the region, Poland and chosen voivodeships in one year."""
    code = indicator if "sex" in INDICATORS[indicator].by else "A02"
    declared, period = INDICATORS[code], year_of(release, code, year)
    shown = [release.region, *([COUNTRY] if with_country and not is_count(code) else []), *areas]
    pairs, rows, values = [], [], []
    for area in shown:
        women, men = (release.value(code, area, period, sex=sex) for sex in ("F", "M"))
        values += [women, men]
        name, is_focus = release.areas[area].short[language], area == release.region
        missing = next((v.obs_status for v in (women, men) if v is not None and v.value is None), "M")
        pairs.append(Pair(name, women.value if women else None, men.value if men else None, missing, is_focus))
        rows.append(
            {
                "area": name,
                "women": women.value if women else None,
                "men": men.value if men else None,
                "women_status": women.obs_status if women else "M",
                "men_status": men.obs_status if men else "M",
                "is_focus": is_focus,
            }
        )
    unit = common.suffix(release, declared, language)
    names = (release.label("sexes", "F")[language], release.label("sexes", "M")[language])
    facts = survey.sex_gap_facts(release, code, release.region, period)
    missing_words = words("inactivity.no_gap", language)
    return {
        "title": sentences.sex_gap_title(facts, language).text if facts else missing_words,
        "subtitle": common.subtitle(release, declared, [period], language, release.region_area.name(language)),
        "sentence": sentences.sex_gap(facts, language).text if facts else missing_words,
        "origin": common.origin(release, declared, values, language),
        "figure": gap(pairs, language, names=names, unit=unit, decimals=declared.decimals),
        "table": Table(
            f"{declared.title[language]}, {period}",
            [
                Field("area", words("column.area", language)),
                Field("women", names[0], declared.decimals, unit),
                Field("men", names[1], declared.decimals, unit),
            ],
            rows,
        ),
        "description": common.description(declared, release, language),
        "notices": [words("inactivity.other_measure", language, title=declared.title[language])]
        if code != indicator
        else [],
    }


@remembered
def explained(release: Release, language: Language, start: str, end: str) -> Content:
    """The change in the number of inactive people as population and rates of women and men; the parts add up."""
    declared = INDICATORS["A01"]
    parts = survey.explained(release, release.region, start, end)
    base = {
        "subtitle": common.subtitle(release, declared, [start, end], language, release.region_area.name(language)),
        "level": 3,
        "description": [
            words("inactivity.explained_how", language),
            words("inactivity.explained_error", language),
            *common.description(declared, release, language),
        ],
    }
    if parts is None:
        said = words("inactivity.not_explained", language, start=start, end=end)
        origin = common.origin(release, declared, [], language)
        return {**base, "title": said, "sentence": said, "origin": origin}
    facts = survey.explained_facts(release, parts)
    unit = common.suffix(release, declared, language)
    rows = [
        {
            "part": words(f"inactivity.{kind}_{sex}", language),
            "value": amounts[sex],
            "obs_status": "E",
        }
        for kind, amounts in (("population", parts.population), ("rate", parts.rates))
        for sex in ("F", "M")
    ]
    drawn = [Part(str(row["part"]), float(str(row["value"]))) for row in rows]
    total = {"part": words("chart.total_change", language), "value": parts.total, "obs_status": "E", "is_focus": True}
    notices = (
        [words("inactivity.across_break", language, breaks=listed_breaks(parts, language))] if parts.breaks else []
    )
    return {
        **base,
        "title": sentences.explained_title(facts, language).text,
        "sentence": sentences.explained_change(facts, language).text,
        "origin": common.origin(release, declared, [parts.start, parts.end], language),
        "figure": waterfall(drawn, parts.total, language, unit=unit, decimals=1),
        "table": Table(
            words("inactivity.parts", language, start=start, end=end),
            [
                Field("part", words("inactivity.part", language)),
                Field("value", words("column.change", language), 1, unit),
            ],
            [*rows, total],
        ),
        "notices": [*notices, *floating(release, declared, [parts.start, parts.end], language)],
    }


def listed_breaks(parts: survey.Explained, language: Language) -> str:
    return "; ".join(text[language] for text in survey.named(parts.breaks))
