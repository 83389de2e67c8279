"""A revision in words: where and when, from which figure to which, and why where somebody said so."""

from __future__ import annotations

from pipelines.catalog import DIMENSIONS, STATUSES, TOTAL, Language, Text
from pipelines.indicators import INDICATORS
from pipelines.release import Release, Value
from pipelines.revisions import Revision
from pipelines.words.numbers import EN_DASH, NO_BREAK, number, period

_BECAUSE = Text("powód", "reason")
_WITHDRAWN = Text("wycofano", "withdrawn")
_LISTS = {"sex": "sexes", "age": "ages", "education": "educations", "reason": "reasons", "place": "places"}
BARE = {"persons", "families"}  # units that the indicator's name tells already


def told(release: Release, revision: Revision, language: Language) -> str:
    """`jeziorny, 2023: 5,2 % → 5,3 % (powód: …)`; names and units come from `release`."""
    value = revision.value
    where = release.areas[value.teryt].short[language]
    groups = "".join(f", {part}" for part in breakdown(release, value, language))
    after = amount(release, revision.new, language) if revision.new else _WITHDRAWN[language]
    before = amount(release, revision.old, language) if revision.old else EN_DASH
    why = f" ({_BECAUSE[language]}: {revision.reason[language]})" if revision.reason else ""
    return f"{where}, {period(value.period, language, 'short')}{groups}: {before} → {after}{why}"


def amount(release: Release, value: Value, language: Language) -> str:
    """The figure with its unit, or the reason in words why there is none."""
    if value.value is None:
        return STATUSES[value.obs_status].label[language]
    declared = INDICATORS.get(value.indicator)
    text = number(value.value, declared.decimals if declared else 1, language)
    unit = release.unit(value.unit)[language]
    if value.unit in BARE:
        return text
    return f"{text}{unit}" if unit == "%" and language == "en" else f"{text}{NO_BREAK}{unit}"


def breakdown(release: Release, value: Value, language: Language) -> list[str]:
    """Labels of the dimensions in which the figure is not a total; its age is part of its definition."""
    parts = []
    for name in DIMENSIONS:
        code = getattr(value, name)
        if code != TOTAL and name != "age":
            found = release.label(_LISTS[name], code)
            if name == "reason" and found.pl == code:  # families name their reasons from another list
                found = release.label("reasons_assistance", code)
            parts.append(found[language])
    return parts
