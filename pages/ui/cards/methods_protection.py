"""The methods page on protection of persons: how counts of cases are published, and the certificate of this release."""

from __future__ import annotations

from functools import lru_cache

from pages.ui.cards import register
from pages.ui.downloads import Field, Table
from pages.ui.markup import definitions, paragraphs
from pages.ui.table import table_html
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import protection as readings
from pipelines.readings.counts import Token
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.plurals import counted


@lru_cache(maxsize=8)
def protection(release: Release, language: Language) -> str:
    """Which deliveries stand behind the release, the rule of its tokens, and what the attacks on them found."""
    found = readings.protection(release)
    if found is None:
        return f'<div class="lat-doc">{paragraphs([words("methods.protection_none", language)])}</div>'
    synthetic = [words("methods.protection_synthetic", language)] if found.is_synthetic else []
    facts = {
        "deliveries": counted(found.deliveries, "dostawa", language),
        "cases": _about(found.cases, language),
        "first": _half_year(found.first, language),
        "last": _half_year(found.last, language),
    }
    rule = {"threshold": str(found.threshold), "base": str(found.base), "rung": found.rung}
    pairs = [
        (words("methods.protection_rule", language), words("methods.protection_rule_text", language, **rule)),
        (words("methods.protection_cohorts", language), words("methods.protection_cohorts_text", language)),
        (
            words("methods.protection_aside", language),
            f"{_aside(found, language)} {register.row_rule(release, language)}",
        ),
        (words("methods.protection_k", language), _lonely(found, language)),
    ]
    lead = paragraphs([*synthetic, words("methods.protection_lead", language, **facts)])
    alone = _alone(found, language)
    return f'<div class="lat-doc">{lead}{definitions(pairs)}{alone}{_joint(found.joint, language)}</div>'


def _alone(found: readings.Protection, language: Language) -> str:
    """What the attacks on the cases alone found, or that their counts are held back."""
    if not found.attacks:
        return paragraphs([words("outcomes.withheld", language), words("outcomes.how_to_decide", language)])
    table = _attacks("methods.certificate", found.attacks, language)
    seconds = numbers.number(found.seconds, 0, language)
    return f"{table}{paragraphs([words('methods.certificate_after', language, seconds=seconds, code=found.code)])}"


def _attacks(title: str, attacks: tuple[readings.Attack, ...], language: Language, kind: str = "attack") -> str:
    rows = [
        {
            "attack": words(f"methods.{kind}_{attack.name}", language),
            "targets": attack.targets,
            "sensitive": attack.sensitive,
            "violations": attack.violations,
            "narrowest": words("methods.at_least", language, n=str(attack.narrowest)) if attack.narrowest else "–",
        }
        for attack in attacks
    ]
    decimals = {"attack": None, "targets": 0, "sensitive": 0, "violations": 0, "narrowest": None}
    fields = [Field(name, words(f"methods.column_{name}", language), digits) for name, digits in decimals.items()]
    return table_html(Table(words(title, language), fields, rows), language)


def _joint(found: readings.Joint | None, language: Language) -> str:
    """What the attack on linked tables found, and what it does not cover."""
    if found is None:
        return paragraphs([words("methods.joint_none", language)])
    facts = {
        name: numbers.number(getattr(found, name), 0, language)
        for name in ("declared", "links", "tables", "cells", "tightened")
    }
    table = _attacks("methods.joint", found.attacks, language, "jointly")
    return f"{table}{paragraphs([words('methods.joint_after', language, **facts)])}"


def _half_year(period: str, language: Language) -> str:
    year, half = period.split("-H")
    return words(f"methods.half_year_{half}", language, year=year)


def _aside(found: readings.Protection, language: Language) -> str:
    if not found.aside:
        return words("methods.protection_aside_none", language)
    return "; ".join(f"{rule}: {register.rows(rows, language)}" for rule, rows in found.aside)


def _about(cases: Token, language: Language) -> str:
    if cases.value is not None:
        return words("deliveries.about", language, cases=counted(cases.value, "sprawa", language))
    return words("deliveries.cases", language, number=register.rows(cases, language))


def _lonely(found: readings.Protection, language: Language) -> str:
    key = "methods.protection_k_text" if found.is_personal else "methods.protection_k_none"
    return words(key, language, below=register.rows(found.below_five, language), cases=_about(found.cases, language))
