"""Cards of the effect: the smallest difference that could be shown, what may be said, before and after, conditions."""

from __future__ import annotations

from typing import Any

from pages.ui.cards import clients, strip
from pages.ui.cards.common import Content
from pages.ui.charts import Dot
from pages.ui.charts.listed import Condition, checklist, listed_dots
from pages.ui.charts.since import At, around_adoption
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language, Text
from pipelines.readings import effect as readings
from pipelines.readings import outcomes
from pipelines.release import Release
from pipelines.words import numbers, sentences
from pipelines.words.sentences import compared as say

Row = dict[str, Any]
COUNTED = ("treated_counties", "comparison_counties", "pre_periods", "post_periods", "pre_coefficients")
P_VALUES = ("pre_trend", "composition")


def names() -> dict[str, Text]:
    """What each condition is called, in both languages."""
    return {
        gate: Text(words(f"effect.gate.{gate}", "pl"), words(f"effect.gate.{gate}", "en")) for gate in readings.GATES
    }


@remembered
def lead(release: Release, language: Language) -> str:
    """First the smallest difference that could be shown, then what may be said."""
    if readings.verdict(release) is None:
        return words("effect.empty", language)
    facts = readings.effect(release, names())
    first = sentences.smallest(readings.smallest(release), language).text
    return f"{first} {sentences.effect_title(facts, language).text.removesuffix('.')}."


@remembered
def answer(release: Release, language: Language) -> Content:
    """What may be said of the model, behind its conditions; the estimate only where all of them hold."""
    name = words("effect.answer_name", language)
    told = readings.verdict(release)
    if told is None:
        return _empty(release, name, language)
    facts = readings.effect(release, names())
    could = readings.smallest(release).points
    unit = clients.point_suffix(language)
    labels = {kind: words(f"effect.row.{kind}", language) for kind in ("smallest", "effect", "drop_one")}
    without = readings.row(release, "drop_one")
    if without is not None and without["obs_status"] != "A":
        without = None
    dots: list[Dot] = []
    said = {"smallest": f"±{could}{unit}" if could is not None else words("effect.unknown", language)}
    if facts.value is not None:
        if could is not None:
            dots.append(Dot("smallest", labels["smallest"], 0.0, -float(could), float(could)))
        said["effect"] = f"{numbers.signed(facts.value, 0, language)}{unit}"
        dots.append(Dot("effect", labels["effect"], facts.value, facts.lower, facts.upper, focus=True))
        if without is not None:
            middle = (without["lower"] + without["upper"]) / 2
            said["drop_one"] = ""
            dots.append(Dot("drop_one", labels["drop_one"], middle, without["lower"], without["upper"]))
    bounds = {"effect": (facts.lower, facts.upper)}
    if without is not None:
        bounds["drop_one"] = (without["lower"], without["upper"])
    rows = [
        {"what": labels[kind], "value": value, "range": _range(*bounds[kind], language) if kind in bounds else ""}
        for kind, value in said.items()
    ]
    content: Content = {
        "title": sentences.effect_title(facts, language).text,
        "subtitle": " · ".join((name, _span(told, language))),
        "sentence": f"{sentences.smallest(readings.smallest(release), language).text} {sentences.effect(facts, language).text}",
        "origin": clients.origin(release, name, language, f"{told['first']}-{told['last']}"),
        "table": Table(
            name,
            [
                Field("what", words("effect.what", language)),
                Field("value", words("effect.value", language)),
                Field("range", words("effect.range", language)),
            ],
            rows,
        ),
        "description": [
            words("effect.about_method", language),
            words("effect.about_inference", language),
            words("effect.about_rounding", language),
            (words("effect.left_out", language), _left_out(told, language)),
        ],
        "notices": [sentences.smallest(readings.smallest(release), language).text],
    }
    if facts.verdict in {"no_design", "hidden"}:
        content["notices"].append(sentences.effect(facts, language).text)
    else:
        told_beside = {
            kind: " ".join((value, row["range"])) for (kind, value), row in zip(said.items(), rows, strict=True)
        }
        content["figure"] = listed_dots(dots, language, said=told_beside, unit=unit)
    if outcomes.is_withheld(release):
        content["notices"].append(clients.nothing(release, language))
    content["notices"].append(strip.clients(release, language, told["last"][:4]))
    return content


@remembered
def before_and_after(release: Release, language: Language) -> Content:
    """The difference in each half-year around adoption; those after it only where every condition holds."""
    name = words("effect.events_name", language)
    told, events = readings.verdict(release), readings.events(release)
    if told is None or not events:
        return _empty(release, name, language)
    is_shown = any(event.time >= 0 for event in events)
    trend = next((gate for gate in readings.gates(release) if gate["gate"] == "pre_trend"), None)
    holds = trend is not None and trend["passed"]
    said = words("effect.events_parallel" if holds else "effect.events_apart", language)
    unit = clients.point_suffix(language)
    points = [
        At(e.time, e.value, e.lower, e.upper, "A" if e.value is not None else "C", _when(e.time, language))
        for e in events
    ]
    rows: list[Row] = [
        {
            "time": _when(e.time, language),
            **{field: getattr(e, field) for field in ("value", "lower", "upper")},
            "obs_status": "C" if e.value is None else "E",
        }
        for e in events
    ]
    return {
        "title": said.removesuffix("."),
        "subtitle": " · ".join((name, _span(told, language))),
        "sentence": said,
        "origin": clients.origin(release, name, language, f"{told['first']}-{told['last']}"),
        "figure": around_adoption(
            points,
            language,
            axis_title=words("effect.events_axis", language),
            before=words("effect.before", language),
            after=words("effect.after", language),
            unit=unit,
        ),
        "table": Table(
            name,
            [
                Field("time", words("effect.half_year", language)),
                Field("value", words("effect.value", language), 0, unit),
                Field("lower", words("column.lower", language), 0, unit),
                Field("upper", words("column.upper", language), 0, unit),
            ],
            rows,
        ),
        "description": [words("effect.about_events", language), words("effect.about_rounding", language)],
        "notices": [] if is_shown else [words("effect.only_before", language)],
    }


@remembered
def conditions(release: Release, language: Language) -> Content:
    """Every condition with what it needs and what was found."""
    name = words("effect.gates_name", language)
    told, gates = readings.verdict(release), readings.gates(release)
    if told is None or not gates:
        return _empty(release, name, language)
    labels = names()
    failed = [labels[gate["gate"]][language] for gate in gates if not gate["passed"]]
    said = say.gates(say.Gates(failed=len(failed), all=len(gates)), language).text
    marks = (words("effect.holds", language), words("effect.fails", language))
    rows = [
        {"gate": labels[gate["gate"]][language], "state": marks[not gate["passed"]], "found": _found(gate, language)}
        for gate in gates
    ]
    return {
        "title": said.removesuffix("."),
        "subtitle": " · ".join((name, _span(told, language))),
        "sentence": said,
        "origin": clients.origin(release, name, language, f"{told['first']}-{told['last']}"),
        "figure": checklist(
            [Condition(r["gate"], bool(g["passed"]), r["found"]) for g, r in zip(gates, rows, strict=True)], marks
        ),
        "table": Table(
            name,
            [
                Field("gate", words("effect.condition", language)),
                Field("state", words("effect.state", language)),
                Field("found", words("effect.found", language)),
            ],
            rows,
        ),
        "description": [words("effect.about_gates", language), words("effect.about_declared", language)],
    }


@remembered
def rollout(release: Release, language: Language) -> Content:
    """Since which half-year each county has the model, and whether it is compared."""
    name = words("effect.rollout_name", language)
    told, found = readings.verdict(release), readings.adoption(release)
    if told is None or not found:
        return _empty(release, name, language)
    with_model = [row for row in found if row["adopted"]]
    said = say.adopted(say.Adopted(adopted=len(with_model), all=len(found)), language).text
    rows = [
        {
            "area": release.areas[row["teryt"]].name(language) if row["teryt"] in release.areas else row["teryt"],
            "adopted": _half(row["adopted"], language) if row["adopted"] else words("effect.not_adopted", language),
            "in_panel": words("effect.compared_yes" if row["in_panel"] else "effect.compared_no", language),
        }
        for row in found
    ]
    return {
        "title": said.removesuffix("."),
        "subtitle": " · ".join((name, words("effect.stage", language, stage=told["stage"]))),
        "sentence": said,
        "origin": clients.origin(release, name, language),
        "table": Table(
            name,
            [
                Field("area", words("column.area", language)),
                Field("adopted", words("effect.adopted", language)),
                Field("in_panel", words("effect.compared", language)),
            ],
            sorted(rows, key=lambda row: row["area"]),
        ),
        "description": [words("effect.about_rollout", language)],
    }


def _empty(release: Release, name: str, language: Language) -> Content:
    content = clients.empty(release, name, language)
    if release.table("cohort_counts"):
        said = words("effect.empty", language)
        content |= {"title": said.removesuffix("."), "sentence": said, "notices": [words("effect.empty_why", language)]}
    return content


def _range(lower: int | None, upper: int | None, language: Language) -> str:
    if lower is None or upper is None:
        return words("effect.no_bounds", language)
    return words(
        "effect.from_to", language, lower=numbers.signed(lower, 0, language), upper=numbers.signed(upper, 0, language)
    )


def _half(code: str, language: Language) -> str:
    year, _, half = code.partition("-H")
    return words(f"effect.half.{half}", language, year=year)


def _span(told: Row, language: Language) -> str:
    first, last = _half(told["first"], language), _half(told["last"], language)
    return words("effect.span", language, first=first, last=last, counties=told["counties"], treated=told["treated"])


def _when(time: int, language: Language) -> str:
    if time == -1:
        return words("effect.base", language)
    if time == 0:
        return words("effect.at_adoption", language)
    return words("effect.since_adoption", language, time=numbers.signed(time, 0, language))


def _left_out(told: Row, language: Language) -> str:
    hundreds = told["cases_hundreds"]
    facts = say.LeftOut(
        cases=None if hundreds is None else 100 * hundreds,
        small=told["too_small"],
        least=told["least_cases"],
        early=told["too_early"],
    )
    return say.left_out(facts, language).text


def _found(gate: Row, language: Language) -> str:
    name, found, needed = gate["gate"], gate["found"], gate["needed"]
    if gate["reason"] == "hidden":
        return words("effect.found_hidden", language)
    if gate["reason"] == "not_measured":
        return words("effect.found_not_measured", language)
    if name in COUNTED:
        return words("effect.found_count", language, found=f"{found:.0f}", needed=f"{needed:.0f}")
    if name in P_VALUES and found >= 1:  # the class "at most 1" holds every p-value and tells none
        return words("effect.found_chance", language)
    if name in P_VALUES:
        p, limit = (numbers.number(value, 2, language) for value in (found, needed))
        return words("effect.found_p", language, found=p, needed=limit)
    return words(f"effect.measured.{name}_{'yes' if gate['passed'] else 'no'}", language)
