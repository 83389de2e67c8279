"""Cards of counties over time: lines of chosen counties and of subregions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pages.ui.cards import common
from pages.ui.cards.common import Content, addressed
from pages.ui.cards.counties import Chosen, amount, named, range_title, reason_label, sentence_start, status
from pages.ui.charts import Break, Series, trend
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Indicator, Language
from pipelines.indicators import INDICATORS
from pipelines.readings import counties as readings
from pipelines.readings import survey
from pipelines.release import Release, Value
from pipelines.words import numbers, sentences

LINES = 10  # the most a reader, and the chart, can tell apart


@remembered
@addressed("trend")
def over_time(
    release: Release, chosen: Chosen, counties: Sequence[str], language: Language, *, monthly: bool = False
) -> Content:
    """Lines of the counties, the focus first; region and Poland beside them while there is room."""
    freq = "M" if monthly else "A"
    codes = list(dict.fromkeys([chosen.focus, *counties]))[:LINES]
    series = {code: release.series(chosen.indicator, code, freq=freq, **chosen.by) for code in codes}
    notices = []
    if not sentences.subject(chosen.declared).is_count:
        beside = {
            code: release.series(chosen.indicator, code, freq=freq, **chosen.by) for code in (release.region, "00")
        }
        beside = {code: values for code, values in beside.items() if values}
        kept = dict(list(beside.items())[: LINES - len(series)])
        if len(kept) < len(beside):
            names = [release.areas[code].name(language) for code in beside if code not in kept]
            notices.append(words("counties.no_room", language, areas=", ".join(names), limit=LINES))
        # Focus and region take the first two colours of the palette, so that no other line repeats them.
        series = {chosen.focus: series[chosen.focus], **kept, **series}
    if not monthly:
        notices += _gaps(release, chosen, series[chosen.focus], language)
    mine = readings.comparable(series[chosen.focus], chosen.year)
    title = sentence_start(words("counties.no_values", language))
    sentence = title
    if mine is not None:
        title, sentence = _movement(release, chosen, *mine, language)
    everything = [v for values in series.values() for v in values]
    roles = {chosen.focus: "focus", release.region: "benchmark", "00": "context"}
    subtitle = common.subtitle(
        release,
        chosen.declared,
        [v.period for v in everything],
        language,
        reason_label(release, chosen, language),
        words("counties.monthly", language) if monthly else "",
    )
    return {
        "title": title,
        "subtitle": subtitle,
        "sentence": sentence,
        "origin": common.origin(release, chosen.declared, everything, language),
        "figure": _lines(release, chosen.declared, series, roles, language),
        "table": _wide(release, chosen.indicator, series, subtitle, language),
        "description": [
            *common.description(chosen.declared, release, language),
            *_breaks(release, everything, language),
        ],
        "notices": notices,
    }


@remembered
def subregions(release: Release, chosen: Chosen, language: Language) -> Content:
    """Lines of the region's NUTS 3 subregions, that of the focus first."""
    home = release.areas[chosen.focus].nuts3
    inside = [code for code, a in sorted(release.areas.items()) if a.level == "nuts3" and a.parent == release.region]
    inside.sort(key=lambda code: code != home)  # the focus takes the first colour
    known = any(release.series(chosen.indicator, code) for code in inside)
    indicator = chosen.indicator if known else "C01"
    declared = INDICATORS[indicator]
    found = {code: release.series(indicator, code) for code in inside}
    series = {code: values for code, values in found.items() if values}
    everything = [v for values in series.values() for v in values]
    members = [
        (
            release.areas[code].name(language),
            ", ".join(a.short[language] for a in release.counties() if a.nuts3 == code),
        )
        for code in inside
    ]
    notices = []
    if not series:
        _, why = release.reason_missing(indicator, inside[0], chosen.year)
        notices.append(why[language])
    elif indicator != chosen.indicator:
        notices.append(words("counties.no_subregions", language, shown=declared.title[language]))
    last = max((v.period for v in everything), default=chosen.year)
    title = range_title(release, [v for v in everything if v.period == last], language, "podregion")
    finding = words("counties.subregions_in", language, finding=title, period=last) if series else title
    subtitle = common.subtitle(release, declared, [v.period for v in everything], language)
    content: Content = {
        "title": named(declared, finding, language),
        "subtitle": subtitle,
        "sentence": sentence_start(finding),
        "origin": common.origin(release, declared, everything, language),
        "description": members,
        "notices": notices,
    }
    if series:
        about = common.description(declared, release, language)
        content["description"] = [*about, *members, *_breaks(release, everything, language)]
        content["figure"] = _lines(release, declared, series, {home: "focus"}, language)
        content["table"] = _wide(release, indicator, series, subtitle, language)
    return content


def _movement(release: Release, chosen: Chosen, start: Value, end: Value, language: Language) -> tuple[str, str]:
    """A short title and the full sentence on how the focus changed since the last break of its series."""
    measured = readings.subject(release, chosen.indicator, chosen.reason)
    where = sentence_start(release.areas[end.teryt].where(language))
    facts = {"where": where, "end": amount(end, language), "in_end": measured.in_period(end.period, language)}
    if start is end:
        title = words("counties.level", language, **facts)
        return title, title
    facts |= {"start": amount(start, language), "in_start": measured.in_period(start.period, language)}
    told = replace(survey.change(release, start, end), subject=measured)
    return words("counties.change", language, **facts), sentences.change(told, language).text


def _gaps(release: Release, chosen: Chosen, values: Sequence[Value], language: Language) -> list[str]:
    """Years between the first and the last figure for which there is none, with the reason."""
    have = {v.period for v in values if v.value is not None}
    if not have:
        return []
    lost = [str(year) for year in range(int(min(have)), int(max(have)) + 1) if str(year) not in have]
    told: dict[str, list[str]] = {}
    for year in lost:
        _, why = release.reason_missing(chosen.indicator, chosen.focus, year)
        told.setdefault(why[language], []).append(year)
    area = release.areas[chosen.focus].name(language)
    return [
        words("counties.missing", language, areas=area, period=", ".join(years), why=why) for why, years in told.items()
    ]


def _lines(
    release: Release, declared: Indicator, series: dict[str, list[Value]], roles: dict[str, str], language: Language
) -> dict[str, Any]:
    cuts = readings.breaks(release, [v for values in series.values() for v in values])
    return trend(
        [
            Series(code, release.areas[code].short[language], common.points(values), roles.get(code, "plain"))  # type: ignore[arg-type]
            for code, values in series.items()
        ],
        language,
        unit=common.suffix(release, declared, language),
        decimals=declared.decimals,
        breaks=[Break(b.first_period, b.short[language], (teryt,) if teryt else None) for b, teryt in cuts],
    )


def _wide(release: Release, indicator: str, series: dict[str, list[Value]], caption: str, language: Language) -> Table:
    """A row for each period, newest first, a column for each area; gaps carry their reason."""
    declared = INDICATORS[indicator]
    cells = {(code, v.period): v for code, values in series.items() for v in values}
    lines: list[dict[str, Any]] = []
    for period in sorted({period for _, period in cells}, reverse=True):
        row: dict[str, Any] = {"period": numbers.period(period, language, "short")}
        for code in series:
            value = cells.get((code, period))
            row[code] = value.value if value else None
            row[f"{code}_status"] = status(release, indicator, value, code, period)
        lines.append(row)
    unit = common.suffix(release, declared, language)
    fields = [Field(code, release.areas[code].short[language], declared.decimals, unit) for code in series]
    return Table(caption, [Field("period", words("counties.column_period", language)), *fields], lines)


def _breaks(release: Release, values: Sequence[Value], language: Language) -> list[tuple[str, str]]:
    """The cuts of the lines in full sentences."""
    found = dict.fromkeys((b.short[language], b.text[language]) for b, _ in readings.breaks(release, values))
    return list(found)
