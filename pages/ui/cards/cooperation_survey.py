"""How staff judge cooperation: twelve questions and ten barriers, labour offices beside welfare centres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, defined
from pages.ui.charts import Pair, gap
from pages.ui.charts.axes import wrapped
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import survey_answers
from pipelines.readings.survey_answers import Item
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import cooperation as say


def waves(release: Release, language: Language) -> dict[str, str]:
    """Waves to choose from, the newest first."""
    return {wave: shared.half_year(wave, language) for wave in reversed(survey_answers.waves(release))}


def kinds(language: Language) -> dict[str, str]:
    """What of the answer sheets is shown."""
    return {
        "items": words("cooperation.answers_items", language),
        "barriers": words("cooperation.answers_barriers", language),
    }


@remembered
def survey(release: Release, wave: str, kind: str, language: Language) -> Content:
    """Scores of the twelve questions, or shares of the barriers, of one wave by side."""
    name = words("cooperation.survey.name", language)
    if not wave:
        return shared.empty(release, name, language)
    if kind == "barriers":
        return _barriers(release, wave, language)
    items = survey_answers.items(release, wave)
    names = {item.code: release.label("survey_items", item.code)[language].rstrip(".") for item in items}
    both = [_both(item) for item in items if item.labour and item.welfare]
    means = [survey_answers.side_mean(release, wave, side) for side in survey_answers.SIDES]
    if not both or means[0] is None or means[1] is None:
        return {**shared.empty(release, name, language), "notices": [words("cooperation.survey.none", language)]}
    labour, welfare = (numbers.number(mean[0], 1, language) for mean in means if mean)
    facts = say.Survey(labour=labour, welfare=welfare, beyond=_beyond(items), all=len(items))
    title = say.survey_title(facts, language).text
    reach = say.Reach(low=numbers.number(min(both), 1, language), high=numbers.number(max(both), 1, language))
    return {
        "title": title,
        "subtitle": _subtitle("cooperation.survey.subtitle", wave, items, language),
        "sentence": f"{title}. {say.survey_range(reach, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": _figure(items, names, language, scale=1.0, unit="", decimals=1),
        "table": _table("item", name, wave, items, names, 1.0, 2, language),
        "level": 3,
        "description": _description("E10", language),
    }


def _barriers(release: Release, wave: str, language: Language) -> Content:
    name = words("cooperation.survey.name", language)
    items = survey_answers.barriers(release, wave)
    both = [_both(item) for item in items if item.labour and item.welfare]
    if not both:
        return {**shared.empty(release, name, language), "notices": [words("cooperation.survey.none", language)]}
    names = {item.code: release.label("cooperation_barriers", item.code)[language] for item in items}
    title = say.barriers_title(say.Barriers(beyond=_beyond(items), all=len(items)), language).text
    reach = say.Reach(low=shared.percent(min(both), language), high=shared.percent(max(both), language))
    unit = numbers.percent(0, language, 0).removeprefix("0")
    return {
        "title": title,
        "subtitle": _subtitle("cooperation.survey.barrier_subtitle", wave, items, language),
        "sentence": f"{title}. {say.barriers_range(reach, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": _figure(items, names, language, scale=100.0, unit=unit, decimals=0, zero=True),
        "table": _table("barrier", name, wave, items, names, 100.0, 0, language),
        "level": 3,
        "description": _description("E11", language),
    }


def _both(item: Item) -> float:
    """Mean over the persons of both sides."""
    if item.labour is None or item.welfare is None:
        raise ValueError("a side is not published")
    n = item.labour.n + item.welfare.n
    return (item.labour.value * item.labour.n + item.welfare.value * item.welfare.n) / n


def _subtitle(key: str, wave: str, items: Sequence[Item], language: Language) -> str:
    """What was asked, when, and most persons of each side who answered one question."""
    labour = max((item.labour.n for item in items if item.labour), default=0)
    welfare = max((item.welfare.n for item in items if item.welfare), default=0)
    told = words(
        key,
        language,
        labour=f"n = {numbers.number(labour, 0, language)}",
        welfare=f"n = {numbers.number(welfare, 0, language)}",
    )
    return f"{shared.half_year(wave, language)} · {told}"


def _beyond(items: Sequence[Item]) -> int:
    """In how many questions the sides differ by more than the error."""
    return sum(item.is_beyond_error for item in items)


def _figure(
    items: Sequence[Item],
    names: dict[str, str],
    language: Language,
    *,
    scale: float,
    unit: str,
    decimals: int,
    zero: bool = False,
) -> dict[str, Any]:
    """Pairs of dots; a row whose gap exceeds the error is bold."""
    pairs = [
        Pair(
            names[item.code],
            item.labour and scale * item.labour.value,
            item.welfare and scale * item.welfare.value,
            "A" if item.labour and item.welfare else "C",
            item.is_beyond_error,
        )
        for item in items
    ]
    sides = (words("cooperation.column.labour", language), words("cooperation.column.welfare", language))
    figure = gap(pairs, language, names=sides, unit=unit, decimals=decimals, zero=zero)
    return roomy(figure, [(pair.name, pair.focus) for pair in pairs])


def roomy(figure: dict[str, Any], rows: Sequence[tuple[str, bool]]) -> dict[str, Any]:
    """The same chart of pairs with rows high enough for names that are whole sentences; focused ones bold."""

    def texts(letters: int) -> list[str]:
        cut = [(wrapped(name, letters), focus) for name, focus in rows]
        return [f"<b>{text}</b>" if focus else text for text, focus in cut]

    def height(names: Sequence[str]) -> int:
        lines = 1 + max((text.count("<br>") for text in names), default=0)
        return (18 * lines + 14) * len(rows) + 90

    wide, slim = texts(34), texts(22)
    layout, narrow = figure["layout"], figure["narrow"]
    notes = list(layout["annotations"])
    # The sides are named above the rows, one over the other: beside the dots of the first row they may not fit.
    for note, mark, at in zip(notes, "●■", (0, 1), strict=False):
        where = {"xref": "paper", "yref": "paper", "x": 1, "y": 1, "xanchor": "right", "yanchor": "bottom"}
        notes[at] = {**note, **where, "yshift": 24 - 20 * at, "text": f"{mark} {note['text']}"}
    return {
        **figure,
        "data": [{**trace, "cliponaxis": False} for trace in figure["data"]],
        "layout": {
            **layout,
            "height": height(wide),
            "margin": {**layout["margin"], "t": 48, "r": 24},
            "annotations": notes,
            "yaxis": {**layout["yaxis"], "ticktext": wide},
        },
        "narrow": {**narrow, "height": height(slim), "yaxis": {"ticktext": slim}},
    }


def _table(
    first: str,
    name: str,
    wave: str,
    items: Sequence[Item],
    names: dict[str, str],
    scale: float,
    decimals: int,
    language: Language,
) -> Table:
    fields = [Field(first, words(f"cooperation.column.{first}", language))]
    fields += [Field(n, words(f"cooperation.column.{n}", language), decimals) for n in ("labour", "welfare", "gap")]
    fields += [Field(n, words(f"cooperation.column.{n}", language), 0) for n in ("labour_n", "welfare_n")]
    fields.append(Field("judged", words("cooperation.column.judged", language)))
    rows = [
        {
            first: names[item.code],
            "labour": item.labour and scale * item.labour.value,
            "welfare": item.welfare and scale * item.welfare.value,
            "gap": None if item.gap is None else scale * item.gap,
            "labour_n": item.labour and item.labour.n,
            "welfare_n": item.welfare and item.welfare.n,
            "judged": words(f"cooperation.survey.{'yes' if item.is_beyond_error else 'no'}", language),
            "obs_status": "A" if item.labour and item.welfare else "C",
        }
        for item in items
    ]
    return Table(f"{name}, {shared.half_year(wave, language)}", fields, rows)


def _description(code: str, language: Language) -> list[str | tuple[str, str]]:
    return [
        defined(code, language),
        *(words(f"cooperation.survey.{key}", language) for key in ("sample", "error", "hidden", "cus")),
        words("cooperation.proposal", language),
    ]
