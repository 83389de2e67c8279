"""The guarded sentence: the first rule whose condition holds speaks, and every sentence names its rules."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.catalog import Language
    from pipelines.words.sentences.facts import Subject

F = TypeVar("F")
# Subjects with a file of their own; a rule is named by file, section and rule: "families.lead.known".
SUBJECTS = (
    "cooperation",
    "together",
    "families",
    "tools",
    "forum",
    "networks",
    "pathways",
    "pilot",
    "strip",
    "fidelity",
    "pictures",
    "compared",
)


@dataclass(frozen=True)
class Sentence:
    """A reading of figures; `rule_id` names the rule (and the notes after it, joined by +) that produced it."""

    text: str
    rule_id: str


@dataclass(frozen=True)
class Rule(Generic[F]):
    """A template of sentences.toml and the condition under which it is true."""

    id: str
    holds: Callable[[F], bool]


@dataclass(frozen=True)
class Reading(Generic[F]):
    """Rules in order of precedence, notes that may follow, and the words that fill their templates.

    `words` leaves out what the facts lack, so that a template can never print a blank for a missing figure.
    """

    rules: tuple[Rule[F], ...]
    words: Callable[[F, Language], dict[str, Any]]
    notes: tuple[Rule[F], ...] = ()

    def __call__(self, facts: F, language: Language) -> Sentence:
        """The sentence for these facts; LookupError if no rule admits them."""
        spoken = [next((rule for rule in self.rules if rule.holds(facts)), None)]
        if spoken[0] is None:
            raise LookupError(f"no rule for {facts}")
        spoken += [note for note in self.notes if note.holds(facts)]
        words = self.words(facts, language)
        ids = [rule.id for rule in spoken if rule is not None]
        return Sentence(" ".join(_finish(template(i, language).format(**words)) for i in ids), "+".join(ids))


def always(_: object) -> bool:
    """The condition of the last rule."""
    return True


@cache
def templates() -> dict[str, dict[str, str]]:
    """Templates by rule id and language, as written in the .toml files of this folder."""
    sections: dict[str, dict[str, dict[str, str]]] = _file()["sentences"] | _file("titles.toml")["titles"]
    sections |= _file("evaluation.toml")["evaluation"] | _file("sheet.toml")
    for subject in SUBJECTS:
        sections |= {f"{subject}.{section}": rules for section, rules in _file(f"{subject}.toml").items()}
    return {f"{section}.{name}": texts for section, rules in sections.items() for name, texts in rules.items()}


def template(rule_id: str, language: Language) -> str:
    return templates()[rule_id][language]


def placeholders(text: str) -> set[str]:
    """Names of the words a template asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def phrase(name: str, language: Language, **words: str) -> str:
    """A part of a sentence, from the phrases of sentences.toml."""
    texts: dict[str, str] = _file()["phrases"][name]
    return texts[language].format(**words)


def forms(subject: Subject, language: Language) -> dict[str, str]:
    """Verbs and adjectives that agree with the subject: was, amounted, rose, fell, higher, lower ..."""
    inflected: dict[str, dict[str, str]] = _file()["forms"]
    key = subject.gender if language == "pl" else "en"
    return {name: texts[key] for name, texts in inflected.items()}


def listed(items: list[str], language: Language) -> str:
    """Items joined as a sentence does: "a, b i c"."""
    *first, last = items
    if not first:
        return last
    return f"{', '.join(first)} {'i' if language == 'pl' else 'and'} {last}"


@cache
def _file(name: str = "sentences.toml") -> dict[str, Any]:
    return loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _finish(text: str) -> str:
    """Capital letter first; the dot of an abbreviation also ends its sentence, so no dot stands twice."""
    return (text[0].upper() + text[1:]).replace("..", ".")
