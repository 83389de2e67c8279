"""What can be wrong with an input, told so that the sender can mend it: file, line, column, rule, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.catalog import Language, Text

_WORDS = {
    "line": Text("wiersz", "line"),
    "column": Text("kolumna", "column"),
    "rule": Text("reguła", "rule"),
    "todo": Text("Co zrobić", "What to do"),
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One broken rule at one place. The offending value itself is never repeated: it may be about a person."""

    file: str
    rule: str
    what: Text
    todo: Text
    line: int | None = None
    column: str | None = None

    def message(self, language: Language) -> str:
        place = self.file
        if self.line is not None:
            place += f", {_WORDS['line'][language]} {self.line}"
        if self.column is not None:
            place += f", {_WORDS['column'][language]} {self.column}"
        return (
            f"{place}: {self.what[language]} [{_WORDS['rule'][language]}: {self.rule}]. "
            f"{_WORDS['todo'][language]}: {self.todo[language]}"
        )


class InputError(Exception):
    """The inputs break rules; nothing was published. Carries at least one Problem, the first ones found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.message("en") for p in problems))
        self.problems = problems


class UserError(Exception):
    """A request that cannot be met (unknown code, no release …), with the sentence the user reads."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
