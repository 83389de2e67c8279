"""The first card of the county sheet: every indicator on a spine around its benchmark; and what all cards of the page share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, addressed
from pages.ui.cards.sheet_choices import Chosen
from pages.ui.charts.spine import Mark, SpineRow, SpineWords, spine
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings import sheet as readings
from pipelines.readings.sheet import Row, Sheet, Verdict
from pipelines.readings.sheet_figures import Declared, Estimate
from pipelines.release import Release, Value
from pipelines.words import numbers, sentences
from pipelines.words.sentences import Standing

MARKS: dict[str, Mark] = {"better": "better", "worse": "worse", "similar": "similar"}


def amount(row: Declared, value: float, language: Language) -> str:
    """A figure of a row with its unit."""
    if row.kind == "indicator":
        return sentences.subject(INDICATORS[row.indicator]).amount(value, language)
    if row.unit == "percent":
        return numbers.percent(value, language, row.decimals)
    return numbers.number(value, row.decimals, language)


def gap(row: Declared, value: float, language: Language) -> str:
    """A signed difference of two figures of a row."""
    if row.unit == "percent":
        return numbers.points(value, language, row.decimals)
    text = amount(row, value, language)
    return f"+{text}" if numbers.rounded(value, row.decimals) > 0 else text


def period(code: str, language: Language) -> str:
    """A year, half-year or stretch of years as text."""
    if "-H" in code:
        return shared.half_year(code, language)
    return code if numbers.EN_DASH in code or not code else numbers.period(code, language, "short")


def unit_suffix(release: Release, row: Declared, language: Language) -> str:
    """The unit behind the figures of a table row."""
    if row.unit == "percent":
        return "%" if language == "en" else f"{numbers.NO_BREAK}%"
    return f"{numbers.NO_BREAK}{release.unit('pln')[language]}" if row.unit == "pln" else ""


@remembered
def standing(release: Release, chosen: Chosen) -> Standing:
    """The sheet as the facts of its sentences."""
    found = chosen.sheet(release)
    better, worse = found.judged("better"), found.judged("worse")
    similar = len(found.judged("similar"))
    moving = tuple((row.declared.label, row.trend.way) for row in found.rows if row.trend.way in {"up", "down"})
    return Standing(
        area=release.areas[chosen.focus],
        comparator=chosen.against,
        other=chosen.other(release),
        better=tuple(row.declared.label for row in better),
        worse=tuple(row.declared.label for row in worse),
        similar=similar,
        not_judged=len(found.rows) - len(better) - len(worse) - similar,
        moving=moving,  # type: ignore[arg-type]
    )


@remembered
def lead(release: Release, chosen: Chosen, language: Language) -> str:
    """What the page found, in two sentences at most."""
    if not chosen.sheet(release).rows:
        return words("sheet.no_rows", language)
    return sentences.sheet_lead(standing(release, chosen), language).text


def verdict(found: Verdict, language: Language) -> str:
    """The verdict in a word or two, with the reason where there is none."""
    said = words(f"sheet.verdict.{found.judged}", language)
    return f"{said}: {found.why[language]}" if found.judged == "not_judged" and found.why else said


def trend(row: Row, language: Language, *, years: bool = True) -> str:
    """The trend in a few words: which way, whether for the better, over which years."""
    if row.trend.found is None:
        return words("sheet.trend.unknown", language)
    way, direction = row.trend.way, row.declared.direction
    ending = ""
    if way in {"up", "down"} and direction != "none":
        good = (way == "up") == (direction == "higher")
        ending = words(f"sheet.trend.{'better' if good else 'worse'}", language)
    span = f"{numbers.period_range(row.trend.start, row.trend.end, language)}: " if years else ""
    return f"{span}{words(f'sheet.trend.{way}', language)}{ending}"


def origin(release: Release, found: Sheet, rows: Iterable[Row], name: str, language: Language) -> Origin:
    """Source line and file name of the figures of some rows."""
    used = list(rows)
    tables: dict[str, None] = {}
    published: list[Value] = []  # the county's years and the benchmark's figure, to be compared with later releases
    for row in used:
        declared = row.declared
        if declared.kind == "indicator":
            series = release.series(declared.indicator, found.teryt, sex=declared.sex)
            tables |= dict.fromkeys(v.source for v in series[-1:])
            area = {"region": release.region, "country": "00"}.get(found.comparator, "")
            beside = release.value(declared.indicator, area, row.county.period, sex=declared.sex) if area else None
            published += [v for v in (*series, beside) if v is not None and v.value is not None]
    told = []
    for table in tables:
        facts = release.manifest["sources"][table]
        producer = facts["producer"] if language == "pl" else facts.get("producer_en", facts["producer"])
        title = facts[f"title_{language}"]
        told.append(f"{producer}, {title[:1].lower()}{title[1:]} ({numbers.day(facts['released'], language)})")
    invented = any(row.declared.kind != "indicator" for row in used)
    if invented:
        told.append(words("sheet.source_deliveries", language))
    return Origin(
        name=name,
        source="; ".join(told),
        release=release.id,
        area=found.teryt,
        synthetic=invented and found.is_synthetic,
        values=tuple(published),
    )


@remembered
@addressed("spine")
def spine_card(release: Release, chosen: Chosen, language: Language) -> Content:
    """How the county stands in every indicator to the benchmark that the reader chose."""
    found = chosen.sheet(release)
    name = words("sheet.name", language)
    if not found.rows:
        said = words("sheet.no_rows", language)
        return {
            "title": said,
            "subtitle": name,
            "sentence": said,
            "origin": origin(release, found, [], name, language),
        }
    facts = standing(release, chosen)
    area = chosen.other(release)
    other = area.short[language] if area else words(f"sheet.short.{chosen.against}", language)
    invented = found.is_synthetic and any(row.declared.kind != "indicator" for row in found.rows)
    notices = [words("sheet.partly_synthetic", language)] if invented else []
    return {
        "title": sentences.sheet_title(facts, language).text,
        "subtitle": words(
            "sheet.subtitle", language, rows=len(found.rows), against=words(f"sheet.against.{chosen.against}", language)
        ),
        "sentence": sentences.sheet_lead(facts, language).text,
        "origin": origin(release, found, found.rows, name, language),
        "figure": spine(
            [_spine_row(row, other, language) for row in found.rows],
            SpineWords(
                left=words("sheet.left", language),
                right=words("sheet.right", language),
                trend=words("sheet.trend_head", language),
                marks={mark: words(f"sheet.mark.{mark}", language) for mark in ("better", "worse", "similar", "none")},
            ),
        ),
        "table": table(release, chosen, language),
        "description": _description(found, language),
        "notices": [*_nothing_to_compare(found, language), *notices],
    }


def _nothing_to_compare(found: Sheet, language: Language) -> list[str]:
    """How many rows the chosen comparator leaves without a benchmark, and why; numbers of persons never have one."""
    without = [row for row in found.rows if row.benchmark.value is None and not row.declared.is_count]
    reasons = Counter(row.benchmark.why[language].removesuffix(".") for row in without if row.benchmark.why)
    if not reasons:
        return []
    why = "; ".join(f"{reason[:1].lower()}{reason[1:]} ({count})" for reason, count in reasons.most_common())
    return [words("sheet.without", language, rows=len(without), all=len(found.rows), why=why)]


def _spine_row(row: Row, other: str, language: Language) -> SpineRow:
    declared, county = row.declared, row.county
    return SpineRow(
        code=row.code,
        name=declared.label[language],
        told=_told(row, other, language),
        mark=MARKS.get(row.verdict.judged, "none"),
        sign=-1 if declared.direction == "lower" else 1,
        value=county.value,
        lower=county.lower,
        upper=county.upper,
        middle=row.benchmark.value,
        spread=row.spread,
        points=[(float(p.period), p.value, p.segment) for p in row.points],
        note=trend(row, language),
        hover="<br>".join(_hover(row, language)) if county.value is not None else "",
    )


def _told(row: Row, other: str, language: Language) -> str:
    """Period, value and benchmark in one line."""
    declared, county, benchmark = row.declared, row.county, row.benchmark
    when = period(county.period, language)
    if county.value is None:
        why = words("sheet.hidden" if county.obs_status == "C" else "sheet.no_value", language)
        return f"{when}: {why}" if when else why
    told = f"{when}: {amount(declared, county.value, language)}"
    if benchmark.value is not None:
        name = words(f"sheet.short.{benchmark.basis}", language) if benchmark.basis in {"expected", "median"} else other
        return f"{told} · {name} {amount(declared, benchmark.value, language)}"
    return told if declared.is_count else f"{told} · {words('sheet.no_benchmark', language, other=other)}"


def _hover(row: Row, language: Language) -> list[str]:
    told = [row.declared.label[language], interval(row.declared, row.county, language)]
    if row.verdict.difference is not None:
        told.append(words("sheet.difference", language, gap=gap(row.declared, row.verdict.difference, language)))
    return [*told, words(f"sheet.verdict.{row.verdict.judged}", language)]


def interval(row: Declared, found: Estimate, language: Language) -> str:
    """A figure with its interval, or why it is missing."""
    if found.value is None:
        return found.why[language] if found.why else words("sheet.no_value", language)
    text = amount(row, found.value, language)
    if found.lower is None or found.upper is None:
        return text
    low, high = (numbers.number(end, row.decimals, language) for end in (found.lower, found.upper))
    return f"{text} ({low}{numbers.EN_DASH}{high})"


def _description(found: Sheet, language: Language) -> list[str | tuple[str, str]]:
    """How to read the chart, what an interval means here, and why each row without verdict or trend has none."""
    items: list[str | tuple[str, str]] = [
        words(f"sheet.about.{part}", language) for part in ("chart", "interval", "many", "trend")
    ]
    for row in found.rows:
        reasons = [why[language] for why in (row.county.why, row.verdict.why) if why is not None][:1]
        if row.trend.why is not None:
            reasons.append(words("sheet.about.no_trend", language, why=row.trend.why[language]))
        if reasons:
            items.append((row.declared.label[language], " ".join(reasons)))
    return items


def table(release: Release, chosen: Chosen, language: Language) -> Table:
    """Every figure of the chart, beside each possible benchmark."""
    found = chosen.sheet(release)
    beside = {code: readings.sheet(release, chosen.focus, code, chosen.weights) for code in readings.COMPARATORS}
    lines: list[dict[str, Any]] = []
    for at, row in enumerate(found.rows):
        declared, tested = row.declared, row.trend.found
        line: dict[str, Any] = {
            "indicator": declared.label[language],
            "period": period(row.county.period, language),
            "decimals": declared.decimals,
            "suffix": unit_suffix(release, declared, language),
            "value": row.county.value,
            "value_status": row.county.obs_status,
            "lower": row.county.lower,
            "upper": row.county.upper,
            "verdict": verdict(row.verdict, language),
            "difference": _difference(declared, row.verdict, language),
            "change": _difference(declared, row.change, language),
            "since": period(row.past.period, language) if row.past.value is not None else "",
            "trend": trend(row, language) if tested else (row.trend.why[language] if row.trend.why else ""),
            "slope": gap(declared, tested.slope, language) if tested else "",
            "p": numbers.number(tested.p, 3, language) if tested else "",
            "counties": numbers.number(len(row.others), 0, language),
        }
        for end in ("lower", "upper"):
            line[f"{end}_status"] = "E" if line[end] is not None else "M"
        for code, other in beside.items():
            benchmark = other.rows[at].benchmark
            line[code], line[f"{code}_status"] = (
                benchmark.value,
                benchmark.obs_status,
            )
        lines.append(line)
    text = ("verdict", "difference", "change", "since", "trend", "slope", "p", "counties")
    return Table(
        words("sheet.table", language, area=release.areas[chosen.focus].name(language)),
        [
            Field("indicator", words("counties.column_indicator", language)),
            Field("period", words("counties.column_period", language)),
            Field("value", release.areas[chosen.focus].name(language), 1),
            Field("lower", words("column.lower", language), 1),
            Field("upper", words("column.upper", language), 1),
            *(Field(code, words(f"sheet.against.{code}", language), 1) for code in beside),
            *(Field(name, words(f"sheet.column.{name}", language)) for name in text),
        ],
        lines,
    )


def _difference(row: Declared, found: Verdict, language: Language) -> str:
    if found.difference is None:
        return numbers.EN_DASH
    text = gap(row, found.difference, language)
    if found.lower is None or found.upper is None:
        return text
    low, high = (numbers.number(end, row.decimals, language) for end in (found.lower, found.upper))
    return words("sheet.between", language, value=text, low=low, high=high)
