"""Whether the county's data are complete, and what its cooperation lacks."""

from __future__ import annotations

from typing import Any

from pages.ui.cards import clients, pathways
from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, addressed, defined
from pages.ui.cards.counties import sentence_start
from pages.ui.cards.sheet_choices import Chosen
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import register
from pipelines.readings import sheet_data as readings
from pipelines.readings.counts import Token
from pipelines.readings.missing import WHY
from pipelines.readings.quality import rule_text
from pipelines.readings.sheet_data import Step
from pipelines.release import Release
from pipelines.words import numbers

MANY = 3  # missing half-years are named up to this many, then counted


@remembered
@addressed("data")
def complete(release: Release, chosen: Chosen, language: Language) -> Content:
    """What should be there, what is, and why the rest is not."""
    delivered = readings.deliveries(release, chosen.focus)
    lines = [*_delivery_lines(release, chosen, delivered, language), *_source_lines(release, chosen, language)]
    lacking = readings.unanswered(release, chosen.focus)
    for item in lacking:
        lines.append(
            _line(
                "missing_row",
                words("sheet.data.none", language),
                f"{item.label[language]}: {item.why[language]}",
                language,
            )
        )
    facts = {
        "received": delivered.received,
        "due": len(delivered.due),
        "lacking": len(lacking),
        "oldest": min(
            (f.newest for f in readings.freshness(release, chosen.focus) if f.newest), default=numbers.EN_DASH
        ),
    }
    said = words("sheet.data.sentence" if delivered.due else "sheet.data.sentence_none", language, **facts)
    name = words("sheet.data.name", language)
    return {
        "title": said.removesuffix("."),
        "subtitle": release.areas[chosen.focus].name(language),
        "sentence": said,
        "origin": Origin(
            name=name,
            source=words("sheet.data.source", language),
            release=release.id,
            area=chosen.focus,
            synthetic=register.is_synthetic(release),
        ),
        "table": _table(name, lines, language),
        "description": [
            words("sheet.data.about", language),
            words("sheet.data.about_aside", language),
            shared.row_rule(release, language),
            words("sheet.data.about_overdue", language),
        ],
        "level": 3,
    }


def _line(check: str, state: str, detail: str, language: Language) -> dict[str, Any]:
    return {"check": words(f"sheet.data.check.{check}", language), "state": state, "detail": detail}


def _delivery_lines(
    release: Release, chosen: Chosen, delivered: readings.Deliveries, language: Language
) -> list[dict[str, Any]]:
    if not delivered.due:
        none = words("sheet.data.none", language)
        return [_line("deliveries", none, words("cooperation.empty", language), language)]
    missing = [shared.half_year(period, language) for period in delivered.missing]
    detail = words("sheet.data.nothing_missing", language)
    if missing:
        detail = ", ".join(missing[-MANY:])
        if len(missing) > MANY:
            detail = words("sheet.data.and_more", language, newest=detail, count=len(missing) - MANY)
    state = words("sheet.data.of", language, have=delivered.received, all=len(delivered.due))
    lines = [_line("deliveries", state, detail, language)]
    aside = [f"{rule_text(rule)[language]}: {shared.rows(count, language)}" for rule, count in delivered.aside]
    nothing = words("sheet.data.no_aside", language, kept=shared.rows(delivered.kept, language))
    lines.append(_line("aside", shared.rows(delivered.all_aside, language), "; ".join(aside) or nothing, language))
    hidden, years = readings.hidden_years(release, chosen.focus)
    if years:
        state = words("sheet.data.of", language, have=years - hidden, all=years)
        lines.append(
            _line(
                "hidden",
                state,
                words("sheet.data.hidden_detail" if hidden else "sheet.data.nothing_hidden", language),
                language,
            )
        )
    return [*lines, *_follow_up_lines(release, chosen, language)]


def _follow_up_lines(release: Release, chosen: Chosen, language: Language) -> list[dict[str, Any]]:
    """Follow-ups that are overdue and what share of those who left is unknown, both from protected counts."""
    found = readings.follow_ups(release, chosen.focus)
    if found is None or not found.windows:
        return [
            _line(check, words("sheet.data.not_told", language), words("sheet.data.none_closed", language), language)
            for check in ("overdue", "unknown")
        ]
    last, years = found.windows[-1], pathways.years(found.years)
    of = words("sheet.hidden", language)  # so few left that nothing is told of them
    if last.persons.value is not None:
        of = words(
            "sheet.data.of",
            language,
            have=_persons(last.overdue, language),
            all=numbers.number(last.persons.value, 0, language),
        )
    each = "; ".join(
        words("sheet.data.window", language, months=window.months, overdue=_persons(window.overdue, language))
        for window in found.windows
    )
    unknown = clients.told(found.unknown, language)
    if found.unknown.value is not None:
        unknown = words("sheet.data.share", language, share=unknown, bounds=clients.bounds(found.unknown, language))
    limit = numbers.percent(readings.MOST_UNKNOWN, language, 0)
    in_region = clients.told(found.in_region, language)
    facts = {"months": last.months, "years": years}
    return [
        _line(
            "overdue",
            words("sheet.data.overdue_state", language, months=last.months, of=of),
            words("sheet.data.overdue_detail", language, each=each, years=years),
            language,
        ),
        _line(
            "unknown",
            unknown,
            words("sheet.data.unknown_detail", language, region=in_region, limit=limit, **facts),
            language,
        ),
    ]


def _persons(count: Token, language: Language) -> str:
    """A protected count; a hidden one with what it can be, because hidden is not zero."""
    if count.value is not None:
        return numbers.number(count.value, 0, language)
    return words("sheet.data.hidden_count", language, low=count.lower, high=count.upper)


def _source_lines(release: Release, chosen: Chosen, language: Language) -> list[dict[str, Any]]:
    lines = []
    for found in readings.freshness(release, chosen.focus):
        state = found.newest or words("sheet.data.none", language)
        detail = words(
            "sheet.data.source_detail",
            language,
            title=found.title[language],
            released=numbers.day(found.released, language),
        )
        if found.why is not None:
            detail = f"{detail} {found.why[language]}"
        lines.append(_line("source", state, detail, language))
    return lines


def _table(caption: str, lines: list[dict[str, Any]], language: Language) -> Table:
    return Table(
        caption,
        [Field(name, words(f"sheet.data.column.{name}", language)) for name in ("check", "state", "detail")],
        lines,
    )


@remembered
@addressed("next")
def next_steps(release: Release, chosen: Chosen, language: Language) -> Content:
    """The parts of the cooperation model in the county: what is there, and what would move each of them."""
    steps = readings.steps(release, chosen.focus)
    name = words("sheet.next.name", language)
    if not steps:
        return shared.empty(release, name, language)
    period = register.half_years(release)[-1]
    states = [step.state for step in steps]
    counts = {state: states.count(state) for state in ("done", "part", "lacking", "unknown")}
    said = words("sheet.next.sentence", language, date=shared.last_day(period, language), all=len(steps), **counts)
    if (index := readings.maturity(release, chosen.focus)) is not None:
        said = f"{said} {words('sheet.next.maturity', language, index=numbers.number(index, 0, language))}"
    open_ends = []
    for state in ("lacking", "part", "unknown"):
        if parts := [words(f"cooperation.part.{step.part}", language) for step in steps if step.state == state]:
            open_ends.append(words(f"sheet.next.title_{state}", language, parts=", ".join(parts)))
    title = sentence_start("; ".join(open_ends)) or words("sheet.next.title_done", language)
    return {
        "title": title,
        "subtitle": words("sheet.next.subtitle", language, date=shared.last_day(period, language)),
        "sentence": said,
        "origin": shared.origin(release, name, language),
        "table": Table(
            name,
            [Field(field, words(f"sheet.next.column.{field}", language)) for field in ("part", "state", "move")],
            [_step(step, language) for step in steps],
        ),
        "description": [
            words("sheet.next.about", language),
            *(defined(s.part, language) for s in steps),
        ],
        "level": 3,
    }


def _step(step: Step, language: Language) -> dict[str, Any]:
    facts = {
        "have": numbers.number(step.have, 0 if step.have == int(step.have) else 1, language),
        "of": numbers.number(step.of, 0 if step.of == int(step.of) else 1, language),
        "lacking": numbers.number(max(0.0, step.of - step.have), 0, language),
        "until": shared.month(step.until, language) if step.until else "",
        "days": readings.ANSWER_DAYS,
        "least": readings.LEAST_ANSWERS,
        "why": WHY[step.why][language] if step.why else "",
        "wave": shared.half_year(step.wave, language) if step.wave else "",
        "years": pathways.years(step.block) if step.block else "",
    }
    state = words(f"sheet.next.state.{step.state}", language)
    if step.state == "unknown" or (step.state == "lacking" and step.why):
        state = f"{state}: {facts['why']}"
    elif step.part == "E10":
        state = words("sheet.next.score", language, **facts)
    elif step.block:
        share = numbers.percent(step.have, language, 0)
        state = words("sheet.next.counted", language, state=state, share=share, **facts)
    elif step.of > 1:
        state = f"{state}: {words('sheet.data.of', language, have=facts['have'], all=facts['of'])}"
    elif step.until:
        state = f"{state}, {words('sheet.next.until', language, **facts)}"
    kept = "kept" if step.state == "done" and step.part != "E10" else "move"
    return {
        "part": words(f"cooperation.part.{step.part}", language),
        "state": state,
        "move": words(f"sheet.next.{kept}.{step.part}", language, **facts),
    }
