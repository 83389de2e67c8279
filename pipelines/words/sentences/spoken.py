"""Facts as words for templates: a number brings the noun and the verb that agree with it, a share what is known of it.

A template asks for a form behind a colon: `{held:odbyło się|odbyły się|odbyło się}` for a verb, `{held:spotkanie}` for number
and noun (a key of `plurals.NOUNS`), `{months:miesiąc.locative}` for another case, `{area:where}`, `{span:in}`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import singledispatch
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from pipelines.catalog import Text
from pipelines.words import numbers
from pipelines.words.plurals import Case, counted, plural_form
from pipelines.words.sentences.engine import Rule, always
from pipelines.words.sentences.facts import Area
from pipelines.words.sentences.outcomes import DECIMALS, Share

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.catalog import Language

F = TypeVar("F")
AGREEMENT = {"pl": ("one", "few", "many", "fraction"), "en": ("one", "many")}


@dataclass(frozen=True)
class Protected:
    """A protected count: rounded, or None where it is hidden, below `upper` + 1."""

    value: int | None
    upper: int


@dataclass(frozen=True)
class Span:
    """Years from the first to the last, or one year: `Span("2018", "2021")`."""

    first: str
    last: str


@dataclass(frozen=True)
class When:
    """A year, quarter or month: `When("2024-06")`."""

    code: str


@dataclass(frozen=True)
class Word:
    """A fact in one language, with the forms that templates may ask for."""

    fact: Any
    language: Language

    def __format__(self, form: str) -> str:
        """The fact in a form; KeyError or ValueError for one that it does not have, so that no template can print nonsense."""
        return _said(self.fact, form, self.language)


def spoken(facts: object, language: Language) -> dict[str, Any]:
    """Words of a dataclass of facts by the names of its fields; those that are None are left out."""
    found = {field.name: getattr(facts, field.name) for field in fields(facts)}  # type: ignore[arg-type]
    return {name: Word(fact, language) for name, fact in found.items() if fact is not None}


def by_share(section: str, share: Callable[[F], Share | None], *more: Rule[F]) -> tuple[Rule[F], ...]:
    """Rules of a sentence about a share: `more` come first, then `missing` where cases are too few, then `known`."""
    return (
        *more,
        Rule(f"{section}.missing", lambda facts: not is_known(share(facts))),
        Rule(f"{section}.known", always),
    )


def is_known(share: Share | None) -> bool:
    """Whether anything can be said of a share: its value, or the one bound of a hidden count."""
    return share is not None and share.kind != "missing"


@singledispatch
def _said(fact: object, form: str, language: Language) -> str:
    raise TypeError(f"no words for {fact!r} in {language}, form {form!r}")


@_said.register(int)
@_said.register(float)
def _number(fact: float, form: str, language: Language) -> str:
    decimals = 0 if fact == int(fact) else 1
    if not form:
        return numbers.number(fact, decimals, language)
    if "|" not in form:
        noun, _, case = form.partition(".")
        if case and case not in get_args(Case):
            raise ValueError(f"no case {case}")
        return counted(fact, noun, language, cast("Case", case or "nominative"), decimals)
    forms = form.split("|")
    if language == "en":
        one, many = forms
        return one if fact == 1 else many
    return forms[min(AGREEMENT["pl"].index(plural_form(fact, decimals)), len(forms) - 1)]


@_said.register(Share)
def _share(share: Share, form: str, language: Language) -> str:
    if form or share.kind == "missing":
        raise ValueError(f"a share of kind {share.kind} has no form {form!r}")
    if share.kind == "below":
        return f"{'mniej niż' if language == 'pl' else 'fewer than'} {numbers.percent(share.upper or 0, language, DECIMALS)}"
    if share.kind == "above":
        return f"{'ponad' if language == 'pl' else 'more than'} {numbers.percent(share.lower or 0, language, DECIMALS)}"
    if share.value is None:  # a sum over hidden counts: its bounds alone are known
        return numbers.interval(share.lower or 0, share.upper or 0, language, DECIMALS)
    value = numbers.percent(share.value, language, DECIMALS)
    if share.lower is None or share.upper is None:
        return value
    low, high = numbers.number(share.lower, DECIMALS, language), numbers.percent(share.upper, language, DECIMALS)
    return f"{value} ({low}{numbers.EN_DASH}{high})"


@_said.register(Protected)
def _protected(count: Protected, form: str, language: Language) -> str:
    """ "130", or "około 130" in the form `about`; "mniej niż 25" where the count is hidden."""
    if count.value is None:
        return f"{'mniej niż' if language == 'pl' else 'fewer than'} {numbers.number(count.upper + 1, 0, language)}"
    about = {"": "", "about": "około " if language == "pl" else "about "}[form]
    return f"{about}{numbers.number(count.value, 0, language)}"


@_said.register(Span)
def _span(span: Span, form: str, language: Language) -> str:
    years = numbers.period_range(span.first, span.last, language)
    if span.first == span.last:
        return {"": years, "in": numbers.in_period(span.first, language)}[form]
    return {"": years, "in": f"{'w latach' if language == 'pl' else 'in'} {years}"}[form]


@_said.register(When)
def _when(when: When, form: str, language: Language) -> str:
    return {"": numbers.period(when.code, language), "in": numbers.in_period(when.code, language)}[form]


@_said.register(Area)
def _area(area: Area, form: str, language: Language) -> str:
    return {"": area.name, "where": area.where}[form](language)


@_said.register(Text)
def _text(text: Text, form: str, language: Language) -> str:
    return _plain(text[language], form, language)


@_said.register(str)
def _plain(text: str, form: str, language: Language) -> str:
    if form:
        raise ValueError(f"{text!r} has no form {form!r} in {language}")
    return text
