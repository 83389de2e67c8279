"""Cards on the course of pathways: flows between institutions, results of plans, time and drop-out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.ui.cards import clients, counted, strip
from pages.ui.cards.common import Content, defined
from pages.ui.charts import Dot
from pages.ui.charts.alluvial import Band, Stop, alluvial
from pages.ui.charts.listed import listed_dots
from pages.ui.charts.stacks import stacked_rows
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language, Text
from pipelines.readings import counts, pathways
from pipelines.readings.counts import Block, Token
from pipelines.readings.pathways import Measured
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import pathways as say

Row = dict[str, Any]
STRENGTHS = {"reached": 6, "partly": 4, "by_client": 2, "by_institution": 1}


def years(block: Block) -> str:
    """A block of years as text."""
    first, last = block[0][:4], block[1][:4]
    return first if first == last else f"{first}{numbers.EN_DASH}{last}"


def reasons(language: Language) -> dict[str, str]:
    """Groups of reasons by which the map can be seen."""
    return {name: words(f"pathways.reason.{name or 'all'}", language) for name in ("", "economic", "family", "other")}


def _both(key: str) -> Text:
    return Text(words(key, "pl"), words(key, "en"))


@remembered
def flow(release: Release, reason: str, language: Language) -> Content:
    """Where pathways begin, where they go on, and how they end."""
    name = words("pathways.flow_name", language)
    found = counts.blocks(release, "flows")
    if not found:
        return clients.empty(release, name, language)
    block = found[0]
    sizes = pathways.groups(release, block, reason)
    flows = pathways.flows(release, block, reason)
    titles = [words(f"pathways.stage.{at}", language) for at in range(3)]
    labels = {
        key: words(f"pathways.place.{key[1]}" if key[0] < 2 else f"pathways.left.{key[1]}", language) for key in sizes
    }
    stops = [Stop(at, code, labels[at, code], token.value) for (at, code), token in sizes.items() if token.value]
    there = {(stop.stage, stop.code) for stop in stops}
    bands = [
        Band(f.stage, f.start, f.end, f.count.value, is_focus=f.end == "work")
        for f in flows
        if f.count.value and (f.stage, f.start) in there and (f.stage + 1, f.end) in there
    ]
    rows: list[Row] = [
        {
            "stage": f"{titles[f.stage]} → {titles[f.stage + 1]}",
            "start": labels[f.stage, f.start],
            "end": labels[f.stage + 1, f.end],
            **_count(f.count, language),
        }
        for f in flows
    ]
    hidden = sum(f.count.value is None for f in flows)
    first = max((s for s in stops if s.stage == 0), key=lambda s: s.count, default=None)
    stayed = counts.ratio(release, "flows", sizes.get((1, "stayed")), counts.token(release, "flows", block, by="reason" if reason else counts.TOTAL, code=reason or counts.TOTAL))  # fmt: skip
    facts = say.Flow(first=first and first.name, stayed=stayed)
    return {
        "title": say.flow_title(facts, language).text,
        "subtitle": " · ".join(
            (
                name,
                release.region_area.name(language),
                words("outcomes.entered", language, year=years(block)),
                reasons(language)[reason],
            )
        ),
        "sentence": say.flow(facts, language).text,
        "origin": clients.origin(release, name, language, years(block)),
        "figure": alluvial(stops, bands, titles, language) if stops else None,
        "table": Table(
            f"{name}, {years(block)}",
            [
                Field("stage", words("pathways.column.stage", language)),
                Field("start", words("pathways.column.start", language)),
                Field("end", words("pathways.column.end", language)),
                *_count_fields(language),
            ],
            rows,
        ),
        "description": [
            words("pathways.about_flow", language, hidden=hidden),
            (words("outcomes.protection", language), words("pathways.about_counts", language)),
        ],
        "notices": [
            *([] if stops else [words("outcomes.too_few", language)]),
            strip.unknown(release, language, block[1][:4]),
        ],
    }


@remembered
def results(release: Release, language: Language) -> Content:
    """How plans ended, by kind of plan."""
    name = words("pathways.results_name", language)
    found = counts.blocks(release, "plans")
    if not found:
        return clients.empty(release, name, language)
    block = found[0]
    kinds = ["", *pathways.PLANS]
    labels = {kind: words(f"pathways.plan.{kind or 'all'}", language) for kind in kinds}
    parts = {kind: pathways.results(release, block, kind) for kind in kinds}
    shares = {kind: pathways.completion(release, block, kind) for kind in kinds}
    broken = {kind: pathways.broken(release, block, kind) for kind in kinds}
    rows: list[Row] = [
        {
            "plan": labels[kind],
            "share": shares[kind].value,
            "share_status": "E" if shares[kind].value is not None else "C",
            "bounds": clients.bounds(shares[kind], language),
            "broken": broken[kind].value,
            "broken_status": "E" if broken[kind].value is not None else "C",
            "broken_bounds": clients.bounds(broken[kind], language),
            **{
                key: value
                for name_, token in parts[kind].items()
                for key, value in ((name_, token.value), (f"{name_}_status", "C" if token.value is None else "A"))
            },
        }
        for kind in kinds
    ]
    title = say.ends_title(say.Part(share=shares[""]), language).text
    drawn = list(pathways.PLANS)
    return {
        "title": title,
        "subtitle": " · ".join(
            (name, release.region_area.name(language), words("pathways.started", language, years=years(block)))
        ),
        "sentence": f"{title}.",
        "origin": clients.origin(release, name, language, years(block)),
        "figure": stacked_rows(
            [labels[kind] for kind in drawn],
            [
                (
                    words(f"pathways.result.{result}", language),
                    strength,
                    [parts[kind][result].value or 0 for kind in drawn],
                )
                for result, strength in STRENGTHS.items()
            ],
            language,
        ),
        "table": Table(
            f"{name}, {years(block)}",
            [
                Field("plan", words("pathways.column.plan", language)),
                Field("share", words("pathways.column.completion", language), 0, clients.suffix(language)),
                Field("bounds", words("outcomes.bounds", language)),
                Field("broken", words("pathways.column.broken", language), 0, clients.suffix(language)),
                Field("broken_bounds", words("outcomes.bounds", language)),
                *(Field(result, words(f"pathways.result.{result}", language), 0) for result in pathways.RESULTS),
            ],
            rows,
        ),
        "description": [
            defined("F03", language),
            defined("F04", language),
            words("pathways.about_results", language),
            words("cooperation.proposal", language),
            (words("outcomes.protection", language), words("pathways.about_counts", language)),
        ],
        "notices": [words("outcomes.pathway_caution", language), strip.clients(release, language, block[1][:4])],
        "level": 3,
    }


@remembered
def course(release: Release, focus: str, language: Language) -> Content:
    """Time to the plan and combined pathways, of the region or of one county; length and breaking off of plans in the region."""
    name = words("pathways.course_name", language)
    found = pathways.course(release, focus)
    if not found:
        return clients.empty(release, name, language, level=3)
    shares = {measured.code: measured.share for measured in found}
    area = next((a for a in release.counties() if a.code == focus), release.region_area)
    title = say.course_title(say.Course(area=area, combined=shares["F02"]), language).text
    return {
        "title": title,
        "subtitle": " · ".join((name, area.name(language))),
        "sentence": f"{title}. {say.late(say.Part(share=shares['F01']), language).text}",
        "origin": clients.origin(release, name, language),
        **measured_rows(found, {m.code: words(f"pathways.course.{m.code}", language) for m in found}, name, language),
        "description": [
            counted.median(release, "F01", language, area.code),
            *(defined(code, language) for code in ("F01S", "F02", "F05")),
            *([words("pathways.region_only", language)] if focus else _about_plans(release, language)),
            words("pathways.about_course", language),
            words("cooperation.proposal", language),
            (words("outcomes.protection", language), words("outcomes.about_tokens", language)),
        ],
        "level": 3,
    }


def _about_plans(release: Release, language: Language) -> list[tuple[str, str]]:
    return [defined("F04S", language), counted.median(release, "F06", language), defined("F06S", language)]


def measured_rows(found: list[Measured], labels: Mapping[str, str], caption: str, language: Language) -> Content:
    """Chart and table of shares named by `labels` (by code), in the order given; a share of years of its own says which."""
    labels = {m.code: ", ".join((labels[m.code], *([counted.span(m.block)] if m.block else []))) for m in found}
    dots = [
        Dot(m.code, labels[m.code], m.share.value, m.share.lower, m.share.upper, "A")
        if m.share.value is not None
        else Dot(m.code, labels[m.code], None, obs_status="C")
        for m in found
    ]
    rows: list[Row] = [
        {
            "name": labels[m.code],
            "share": m.share.value,
            "share_status": "E" if m.share.value is not None else "C",
            "bounds": clients.bounds(m.share, language),
            **_count(m.units, language),
        }
        for m in found
    ]
    return {
        "figure": listed_dots(
            dots,
            language,
            said={m.code: clients.bounds(m.share, language) for m in found if m.share.value is None},
            unit=clients.suffix(language),
        ),
        "table": Table(
            caption,
            [
                Field("name", words("pathways.column.measure", language)),
                Field("share", words("pathways.column.share", language), 0, clients.suffix(language)),
                Field("bounds", words("outcomes.bounds", language)),
                *_count_fields(language),
            ],
            rows,
        ),
    }


def _count(token: Token | None, language: Language) -> Row:
    if token is None:
        return {"units": None, "units_status": "M", "between": ""}
    between = f"{numbers.number(token.lower, 0, language)}{numbers.EN_DASH}{numbers.number(token.upper, 0, language)}"
    return {"units": token.value, "units_status": "C" if token.value is None else "A", "between": between}


def _count_fields(language: Language) -> list[Field]:
    return [
        Field("units", words("pathways.column.units", language), 0),
        Field("between", words("pathways.column.between", language)),
    ]
