"""The counties most similar to one: why these, and what another set would say."""

from __future__ import annotations

from typing import Any

from pages.ui.cards.common import Content, addressed
from pages.ui.cards.sheet_choices import Chosen
from pages.ui.charts.similar import similar
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language, Text
from pipelines.readings import peers as readings
from pipelines.readings import sheet
from pipelines.readings.peers import Peers, Scope, Variable
from pipelines.release import Release
from pipelines.words import numbers, sentences
from pipelines.words.sentences import OtherSets, Similar


@remembered
@addressed("peers")
def similar_counties(release: Release, chosen: Chosen, language: Language) -> Content:
    """The five counties, their context beside the county's own, distances by variable, and how firm verdicts are."""
    scope: Scope = "region" if chosen.against == "peers_region" else "country"
    found = readings.peers(release, chosen.focus, scope, chosen.weights)
    facts = Similar(
        area=release.areas[chosen.focus], peers=tuple(release.areas[code] for code in found.codes), why=found.why
    )
    said = sentences.sheet_peers(facts, language).text
    name = words("sheet.peers.name", language)
    counties = len(readings.context(release)) if scope == "country" else len(release.counties())
    content: Content = {
        "title": said,
        "subtitle": " · ".join(
            (words(f"sheet.peers.scope_{scope}", language, counties=counties), _set(found, language))
        ),
        "sentence": said,
        "origin": _origin(release, chosen, name, language),
        "description": _description(release, chosen, language),
        "level": 3,
    }
    if found.found:
        content["figure"] = _figure(release, chosen.focus, found, language)
        content["table"] = _table(release, chosen.focus, found, name, language)
    return content


def _set(found: Peers, language: Language) -> str:
    """Which set this is: frozen in a year, or of the reader's weights."""
    if found.year:
        return words("sheet.peers.frozen", language, year=found.year, version=found.version)
    return words("sheet.peers.own_weights", language)


def _origin(release: Release, chosen: Chosen, name: str, language: Language) -> Origin:
    tables = ("population", "unemployed", "unemployment_rate")
    facts = [release.manifest["sources"][table] for table in tables if table in release.manifest["sources"]]
    producers = dict.fromkeys(f["producer"] if language == "pl" else f.get("producer_en", f["producer"]) for f in facts)
    return Origin(
        name=name,
        source=f"{', '.join(producers)}: {'; '.join(fact[f'title_{language}'] for fact in facts)}",
        release=release.id,
        area=chosen.focus,
    )


def figure_of(variable: Variable, value: float, language: Language) -> str:
    """A context figure as text."""
    if variable.unit == "yes_no":
        return words("sheet.yes" if value else "sheet.no", language)
    if variable.unit == "percent":
        return numbers.percent(value, language, variable.decimals)
    return numbers.number(value, variable.decimals, language)


def _figure(release: Release, focus: str, found: Peers, language: Language) -> dict[str, Any]:
    context, scores = readings.context(release), readings.scores(release)
    shown = readings.variables(release)
    names = {code: release.areas[code].short[language] for code in (focus, *found.codes)}
    told = {
        (names[code], v.code): f"{names[code]}: {figure_of(v, context[code][v.code], language)}"
        for code in names
        for v in shown
    }
    return similar(
        [(v.code, v.label[language]) for v in shown],
        (names[focus], scores[focus]),
        [(names[code], scores[code]) for code in found.codes],
        told,
        language,
        axis_title=words("sheet.peers.axis", language),
        peers_name=words("sheet.peers.five", language),
    )


def _table(release: Release, focus: str, found: Peers, name: str, language: Language) -> Table:
    context, shown = readings.context(release), readings.variables(release)
    near = {item.code: item for item in found.found}
    lines: list[dict[str, Any]] = []
    for code in (focus, *found.codes):
        area, item = release.areas[code], near.get(code)
        line: dict[str, Any] = {
            "area": area.name(language),
            "voivodeship": release.areas[area.parent].short[language],
            "distance": item.distance if item else 0.0,
            "is_focus": code == focus,
        }
        for variable in shown:
            text = figure_of(variable, context[code][variable.code], language)
            if item and item.distance:
                share = item.parts.get(variable.code, 0.0) / item.distance**2
                text += f" ({numbers.percent(100 * share, language, 0)})"
            line[variable.code] = text
        lines.append(line)
    return Table(
        words("sheet.peers.caption", language),
        [
            Field("area", words("counties.column_county", language)),
            Field("voivodeship", words("counties.column_voivodeship", language)),
            Field("distance", words("sheet.peers.distance", language), 2),
            *(Field(variable.code, variable.label[language]) for variable in shown),
        ],
        lines,
    )


def _description(release: Release, chosen: Chosen, language: Language) -> list[str | tuple[str, str]]:
    items: list[str | tuple[str, str]] = [
        words(f"sheet.peers.{part}", language) for part in ("method", "why_country", "freezing")
    ]
    items += [(words("sheet.peers.other_set", language), text) for text in other_sets(release, chosen.focus, language)]
    items += [(v.label[language], v.why[language]) for v in readings.variables(release)]
    return items


@remembered
def other_sets(release: Release, focus: str, language: Language) -> list[str]:
    """For each row judged against the frozen peers: whether other sets of peers would say the same."""
    labels = {v.code: v.label for v in readings.variables(release)}
    found = []
    for row in sheet.sheet(release, focus, "peers").rows:
        if row.declared.kind != "indicator" or row.verdict.judged == "not_judged":
            continue
        others = tuple(
            (_left_out(labels, item.left_out), item.verdict.judged)
            for item in sheet.alternatives(release, focus, row.code)
        )
        facts = OtherSets(row=row.declared.label, verdict=row.verdict.judged, others=others)
        found.append(sentences.sheet_other_sets(facts, language).text)
    return found


def _left_out(labels: dict[str, Text], code: str) -> Text:
    if not code:
        return Text(words("sheet.peers.regional", "pl"), words("sheet.peers.regional", "en"))
    label = labels[code]
    return Text(
        words("sheet.peers.without", "pl", variable=label.pl), words("sheet.peers.without", "en", variable=label.en)
    )
