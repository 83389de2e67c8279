"""Cards of data quality: how each source stands, what figures cover, what the build checked."""

from __future__ import annotations

from collections import Counter
from datetime import date

from pages.ui.cards.common import Content
from pages.ui.cards.methods import alphabet, table_title
from pages.ui.charts import Bar, bars
from pages.ui.charts.status import STATUS_MARKS, Due, due_dates, state_matrix
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import STATUSES, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import quality
from pipelines.readings.quality import Standing
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.plurals import counted

LAYERS = ("source", "staging", "marts")


def today() -> str:
    """The day on which the page is opened, ISO."""
    return date.today().isoformat()


def indicators(release: Release, language: Language) -> dict[str, str]:
    """Indicators whose coverage can be looked at."""
    return {code: INDICATORS[code].title[language] for code in quality.covered(release)}


@remembered
def sources(release: Release, day: str, language: Language) -> Content:
    """Newest period of every source, its age, and when the next figures should be out."""
    found = quality.standings(release, day)
    late = [s for s in found if s.state == "late"]
    count = {"late": str(len(late)), "all": counted(len(found), "źródło", language, "genitive")}
    title = words("quality.sources_late" if late else "quality.sources_fine", language, **count)
    rows = [_standing_row(one, day, language) for one in found]
    named = {name: words(f"quality.key_{name}", language) for name in ("newest", "later", "late", "today")}
    chart = [
        Due(
            name=one.title[language],
            newest=_years(one.ends) if one.ends else None,
            expected=_years(one.expected) if one.expected else None,
            is_late=one.state == "late",
            hover=f"{row['title']}: {row['newest']}; {row['expected']}",
        )
        for one, row in zip(found, rows, strict=True)
    ]
    names = ("title", "newest", "released", "age", "expected", "state", "schedule", "basis", "url")
    return {
        "title": title,
        "subtitle": words("quality.sources_subtitle", language, date=numbers.day(day, language)),
        "sentence": title,
        "origin": _origin(release, "sources", language),
        "figure": due_dates(chart, _years(day), named, language),
        "table": Table(
            words("quality.sources", language),
            [Field(name, words(f"quality.column_{name}", language)) for name in names],
            rows,
        ),
        "description": [words("quality.sources_meaning", language)],
    }


def _years(day: str) -> float:
    """A day as a point in time in years."""
    at = date.fromisoformat(day)
    return at.year + (at.timetuple().tm_yday - 1) / 366


def _standing_row(one: Standing, day: str, language: Language) -> dict[str, object]:
    months = (date.fromisoformat(day) - date.fromisoformat(one.ends)).days // 30 if one.ends else 0
    return {
        "title": one.title[language],
        "newest": numbers.period(one.newest, language, "short") if one.newest else numbers.EN_DASH,
        "released": numbers.day(one.released, language),
        "age": counted(months, "miesiąc", language) if one.ends else numbers.EN_DASH,
        "expected": numbers.day(one.expected, language) if one.expected else words("quality.no_date", language),
        "state": words(f"quality.state_{one.state}", language),
        "schedule": one.schedule[language],
        "basis": words(f"quality.basis_{one.basis}", language),
        "url": one.url,
    }


@remembered
def coverage(release: Release, indicator: str, language: Language) -> Content:
    """Which areas have a figure in which year, and what stands where there is none."""
    found = quality.coverage(release, indicator)
    share = numbers.percent(100 * found.with_value / max(found.total, 1), language, 0)
    is_whole = found.with_value == found.total
    title = words("quality.coverage_whole" if is_whole else "quality.coverage_part", language, share=share)
    states = [code for code in STATUSES if found.count(code)]
    named = {
        code: f"{STATUSES[code].label[language]}: {numbers.number(found.count(code), 0, language)}" for code in states
    }
    names = {area: release.areas[area].short[language] for area in found.areas}
    ordered = sorted(found.areas, key=lambda area: alphabet(names[area]))
    hover = [
        [f"{names[a]}, {p}: {STATUSES[found.cells[a][p]].label[language]}" for p in found.periods] for a in ordered
    ]
    rows = [
        {
            "area": names[area],
            **{period: STATUSES[found.cells[area][period]].label[language] for period in found.periods},
        }
        for area in ordered
    ]
    declared = INDICATORS[indicator]
    told = "; ".join(named.values())
    return {
        "title": title,
        "subtitle": f"{declared.title[language]} · {words(f'quality.level_{found.level}', language)} · "
        f"{numbers.period_range(found.periods[0], found.periods[-1], language)}",
        "sentence": f"{title}. {told}.",
        "origin": Origin(
            name=f"{words('quality.coverage', language)} {declared.title[language]}",
            source="; ".join(table_title(release, name, language) for name in declared.sources),
            release=release.id,
            area=release.region,
            period=f"{found.periods[0]}-{found.periods[-1]}",
        ),
        "figure": state_matrix(
            [names[area] for area in ordered],
            found.periods,
            [[found.cells[area][period] for period in found.periods] for area in ordered],
            STATUS_MARKS,
            named,
            hover,
        ),
        "table": Table(
            words("quality.coverage", language),
            [
                Field("area", words("quality.column_area", language)),
                *(Field(period, period) for period in found.periods),
            ],
            rows,
        ),
        "description": [words("quality.coverage_meaning", language), told],
    }


@remembered
def checks(release: Release, language: Language) -> Content:
    """Promises the build held the tables of this release to, and its warnings."""
    found = quality.promises(release)
    count = Counter[str]()
    for one in found:
        count[one.layer] += len(one.rules)
    warnings = [warning[language] for warning in release.manifest["warnings"]]
    title = words(
        "quality.checks_title",
        language,
        checks=numbers.number(int(release.manifest["checks"]), 0, language),
        warnings=counted(len(warnings), "ostrzeżenie", language),
    )
    rows = [
        {
            "title": table_title(release, one.table, language),
            "layer": words(f"quality.layer_{one.layer}", language),
            "rules": "; ".join(rule[language] for rule in one.rules),
            "result": words("quality.kept", language),
        }
        for one in found
    ]
    chart = [Bar(words(f"quality.layer_{layer}", language), count[layer]) for layer in LAYERS if count[layer]]
    return {
        "title": title,
        "subtitle": words(
            "quality.checks_subtitle", language, date=numbers.day(release.manifest["built"][:10], language)
        ),
        "sentence": title,
        "origin": _origin(release, "checks", language),
        "figure": bars(chart, language, decimals=0) if chart else None,
        "table": Table(
            words("quality.checks", language),
            [Field(name, words(f"quality.column_{name}", language)) for name in ("title", "layer", "rules", "result")],
            rows,
        )
        if rows
        else None,
        "notices": warnings,
        "description": [words("quality.checks_meaning", language)],
    }


def _origin(release: Release, name: str, language: Language) -> Origin:
    return Origin(
        name=words(f"quality.{name}", language),
        source=words("start.manifest", language),
        release=release.id,
        area=release.region,
    )
