"""Cards of data quality about what arrives: proposals of new figures, deliveries of counties, rows that were set aside."""

from __future__ import annotations

from pages.ui.cards import register
from pages.ui.cards.common import Content, addressed
from pages.ui.cards.methods import table_title
from pages.ui.charts import Bar, bars
from pages.ui.charts.status import Mark, state_matrix
from pages.ui.downloads import Field, Origin, Table
from pages.ui.text import words
from pipelines import settings
from pipelines.catalog import Language
from pipelines.imports import proposal
from pipelines.readings import quality
from pipelines.readings.quality import Delivered
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.plurals import counted

WAITING = ("pending", "conflict", "refused")
KINDS = ("new", "revised", "withdrawn")
DELIVERY_MARKS = {
    "whole": Mark("square", "@focus"),
    "aside": Mark("triangle-up-open", "@up", 12),
    "none": Mark("circle", "@context", 4),
}
SHOWN = 30  # accepted changes; the page of changes has all


def lead(release: Release, day: str, language: Language) -> str:
    """What an analyst has to do today, the most pressing first."""
    states = [state for _, state in _proposals()]
    pending, stuck = states.count("pending"), len([s for s in states if s in {"conflict", "refused"}])
    standings = quality.standings(release, day)
    late = [one for one in standings if one.state == "late"]
    delivered = quality.deliveries(release)
    newest = max((d.period for d in delivered), default="")
    aside = [d for d in delivered if d.period == newest and d.aside.upper]
    todo = []
    if pending:
        todo.append(words("quality.todo_pending", language, n=str(pending)))
    if stuck:
        todo.append(words("quality.todo_stuck", language, n=str(stuck)))
    if aside:
        todo.append(words("quality.todo_aside", language, period=register.half_year(newest, language)))
    if late:
        oldest = {"title": late[0].title[language], "date": numbers.day(late[0].expected, language)}
        where = counted(len(late), "źródło", language, "locative")
        todo.append(words("quality.todo_late", language, sources=where, **oldest))
    if todo:
        return words("quality.todo", language, todo="; ".join(todo))
    following = next((one for one in standings if one.expected), None)
    if following is None:
        return words("quality.nothing", language)
    told = {"title": following.title[language], "date": numbers.day(following.expected, language)}
    return words("quality.nothing_until", language, **told)


def _proposals() -> list[tuple[proposal.Proposal, str]]:
    data = settings.data_folder()
    return [(one, proposal.state(data, one)) for one in proposal.listed(data)]


@addressed("proposals")
def proposals(release: Release, language: Language) -> Content:
    """Proposals that wait for a decision, then the changes that were accepted."""
    waiting = [(one, state) for one, state in _proposals() if state in WAITING]
    accepted = sorted(release.table("changes"), key=lambda row: str(row["date"]), reverse=True)[:SHOWN]
    rows: list[dict[str, object]] = [
        {
            "state": words(f"quality.proposal_{state}", language),
            "table": table_title(release, one.table, language),
            "date": numbers.day(one.made[:10], language),
            "id": one.id,
            "note": "; ".join(
                [
                    *(why[language] for why in one.refused),
                    *(f.text[language] for f in one.findings if f.kind != "joined"),
                ]
            ),
            **{kind: one.count(kind) for kind in KINDS},  # type: ignore[arg-type]
        }
        for one, state in waiting
    ]
    rows += [
        {
            "state": words("quality.proposal_accepted", language),
            "table": table_title(release, str(row["table"]), language),
            "date": numbers.day(str(row["date"])[:10], language),
            "id": row["proposal"],
            "note": row["note"] or row["reason"] or "",
            **{kind: row[kind] for kind in KINDS},
        }
        for row in accepted
    ]
    title = words(
        "quality.proposals_waiting" if waiting else "quality.proposals_none",
        language,
        n=str(len(waiting)),
        accepted=counted(len(accepted), "zmiana", language),
    )
    return {
        "title": title,
        "subtitle": words("quality.proposals_subtitle", language),
        "sentence": title,
        "origin": Origin(words("quality.proposals", language), words("quality.proposals_source", language), release.id),
        "table": Table(
            words("quality.proposals", language),
            [
                *(Field(name, words(f"quality.column_{name}", language)) for name in ("table", "state", "date")),
                *(Field(kind, words(f"changes.kind.{kind}", language), 0) for kind in KINDS),
                *(Field(name, words(f"quality.column_{name}", language)) for name in ("id", "note")),
            ],
            rows,
        )
        if rows
        else None,
        "notices": [] if rows else [words("quality.proposals_how", language)],
        "description": [words("quality.proposals_meaning", language), words("quality.proposals_how", language)],
    }


@addressed("deliveries")
def deliveries(release: Release, language: Language) -> Content:
    """Who delivered which half-year, whole or with rows set aside; half-years without a delivery are seen."""
    found = quality.deliveries(release)
    if not found:
        return register.empty(release, words("quality.deliveries", language), language, level=2)
    periods = quality.half_years(found)
    areas = _deliverers(release, found)
    by_place = {(d.teryt, d.period): d for d in found}
    cells = [[_state(by_place.get((area, period))) for period in periods] for area in areas]
    absent = sum(line.count("none") for line in cells)
    aside = sum(line.count("aside") for line in cells)
    key = "whole" if not absent and not aside else "gaps"
    title = words(f"quality.deliveries_{key}", language, absent=str(absent), aside=str(aside))
    names = [release.areas[area].full[language] if area in release.areas else area for area in areas]
    halves = [register.half_year(period, language) for period in periods]
    hover = [
        [
            f"{name}, {half}: {words(f'quality.delivery_{state}', language)}"
            for half, state in zip(halves, line, strict=True)
        ]
        for name, line in zip(names, cells, strict=True)
    ]
    rows = [
        {
            "area": names[areas.index(d.teryt)],
            "period": register.half_year(d.period, language),
            "supplier": d.supplier,
            "kept": register.rows(d.kept, language),
            "aside": register.rows(d.aside, language),
            "rules": "; ".join(quality.rule_text(rule)[language] for rule in d.rules),
        }
        for d in found
    ]
    columns = ("area", "period", "supplier", "kept", "aside", "rules")
    return {
        "title": title,
        "subtitle": words("quality.deliveries_subtitle", language),
        "sentence": title,
        "origin": register.origin(release, words("quality.deliveries", language), language),
        "figure": state_matrix(
            names,
            [_short(period) for period in periods],
            cells,
            DELIVERY_MARKS,
            {state: words(f"quality.delivery_{state}", language) for state in DELIVERY_MARKS},
            hover,
        ),
        "table": Table(
            words("quality.deliveries", language),
            [Field(name, words(f"quality.column_{name}", language)) for name in columns],
            rows,
        ),
        "description": [words("quality.deliveries_meaning", language), register.row_rule(release, language)],
    }


def _deliverers(release: Release, found: list[Delivered]) -> list[str]:
    """Areas with a delivery; as soon as one county delivers for itself, all of them, so that the missing are seen."""
    areas = {d.teryt for d in found}
    counties = {area.code for area in release.counties()}
    return sorted(areas | (counties if areas & counties else set()))


def _state(delivery: Delivered | None) -> str:
    if delivery is None:
        return "none"
    return "aside" if delivery.aside.upper else "whole"


def _short(period: str) -> str:
    """`2025-H2` as it fits below a chart."""
    year, _, half = period.partition("-H")
    return f"{'I' * int(half)} {year}"


@addressed("rules")
def rules(release: Release, language: Language) -> Content:
    """Rules that set rows of deliveries aside, by the number of rows."""
    name = words("quality.rules", language)
    if not release.manifest.get("deliveries"):
        return register.empty(release, name, language, level=2)
    found = quality.rules(release)
    title = (
        words("quality.rules_title", language, rule=quality.rule_text(found[0][0])[language])
        if found
        else words("quality.rules_none", language)
    )
    told = [(quality.rule_text(rule)[language], rows, count) for rule, rows, count in found]
    return {
        "title": title,
        "subtitle": words("quality.rules_subtitle", language),
        "sentence": title,
        "origin": register.origin(release, name, language),
        "figure": bars([Bar(text, rows.value, obs_status="C") for text, rows, _ in told], language, decimals=0)
        if any(rows.value for _, rows, _ in told)
        else None,
        "table": Table(
            name,
            [
                Field("rule", words("quality.column_rule", language)),
                Field("rows", words("quality.column_rows", language)),
                Field("deliveries", words("quality.column_deliveries", language), 0),
            ],
            [{"rule": text, "rows": register.rows(rows, language), "deliveries": count} for text, rows, count in told],
        )
        if told
        else None,
        "notices": [] if found else [words("quality.rules_fine", language)],
        "description": [words("quality.rules_meaning", language), register.row_rule(release, language)],
    }
