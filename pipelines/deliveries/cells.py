"""How a cell of each declared column is stored, when it is wrong, and how rules see it: SQL made from declarations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.catalog import Column, Table, Text
from pipelines.contract import lists

FIRST_YEAR, LAST_YEAR = 1950, 2099
MONTHS = "months_known"  # enumeration of `1950-01` … `2099-12` and list of their dates: a month is two look-ups
_WHOLE = "-?[0-9]{1,9}"
_DECIMAL = "-?[0-9]{1,9}([.,]([0-9]{1,2}|[0-9]{4,9}))?"  # three decimals might be thousands: 1.234
_EIGHT_DIGITS, _MOVED = 10**9, 890_000_000  # least number of a surrogate of eight digits, and how far it is moved down
_SURROGATE = re.compile(r"([a-z])\[0-9\]\{1,8\}")  # pattern of the sender's random numbers of persons and their rows


@dataclass(frozen=True)
class Cell:
    """SQL about one column: `stored` and `wrong` over its text, `seen` over what was stored."""

    column: Column
    stored: str
    wrong: str  # true where the text breaks the declaration; never null
    seen: str  # as rules see it: amounts as large integers, lists of codes as such, all else as it was stored
    rule: str  # id for a text that is there but wrong

    @property
    def is_kept_as_sent(self) -> bool:
        """Whether `stored` is the text itself, so that `wrong` may also be asked of what was stored."""
        return self.stored == f'"{self.column.name}"'


def enumeration(column: Column) -> str:
    """Name of the SQL enumeration with the codes that the column takes."""
    if column.pattern is None:
        return f"codes_{column.codes}"
    return f"codes_{column.codes}_{sum(ord(c) * 31**i for i, c in enumerate(column.pattern)) % 10**9}"


def enumerations(tables: tuple[Table, ...], folder: Path) -> dict[str, str]:
    """SQL that creates every enumeration the tables need, by its name; codes are those of the lists in `folder`."""
    months = [f"{year}-{month:02d}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)]
    members = {MONTHS: months}
    for name, column in {enumeration(c): c for t in tables for c in t.columns if c.codes is not None}.items():
        members[name] = sorted({code.code for code in lists.offered(column, folder, region="")} - {""})
    return {
        name: f"create type {name} as enum ({', '.join(quoted(member) for member in found)})"
        for name, found in members.items()
    }


def quoted(words: str) -> str:
    """An SQL string literal."""
    return "'" + words.replace("'", "''") + "'"


def cell(column: Column, text: str | None = None, *, from_workbook: bool = False) -> Cell:
    """The SQL of one column; `text` is the expression that holds its cell as text (default: the column itself)."""
    name = f'"{column.name}"'
    text = text or name
    if from_workbook:
        text = _from_workbook(column, text)
    stored, wrong, seen, rule = _by_type(column, text, name)
    whole = f"({text} is null or {wrong})" if column.required else f"({text} is not null and {wrong})"
    return Cell(column, stored, whole if wrong.endswith(" is null") else f"coalesce({whole}, true)", seen, rule)


def sent(column: Column, name: str | None = None) -> str:
    """SQL that gives the cell as it was sent from what `stored` keeps of it; for months, codes, texts and surrogates."""
    name = name or f'"{column.name}"'
    if letter := surrogate_letter(column):
        return f"'{letter}' || substring(cast({name} as varchar), 3)"
    if column.type == "month":
        return f"strftime({name}, '%Y-%m')"
    return f"cast({name} as varchar)"


def surrogate_letter(column: Column) -> str | None:
    """The letter before the digits of a surrogate; None for a column that holds anything else."""
    found = _SURROGATE.fullmatch(column.pattern or "") if column.type == "text" else None
    return found and found[1]


def numbers(name: str, source: str, beside: Sequence[str] = ()) -> str:
    """SQL that gives each surrogate stored in the column `name` of `source` as `n`, a number of its own below 210 million.

    Seven digits end at 110 million and eight begin at 1000 million, so the latter are moved down. The columns `beside`
    stand beside it as they are.
    """
    moved = f'case when "{name}" < {_EIGHT_DIGITS} then "{name}" else "{name}" - {_MOVED} end'
    also = "".join(f', "{c}"' for c in beside)
    return f"select cast({moved} as integer) as n{also} from {source}"


def runs(numbers: str) -> str:
    """SQL of the least, the greatest and how many of the different `numbers` there are, by how many digits they have.

    Surrogates 1, 2, 3 … without a gap leave no gap among those of one length.
    """
    firsts = (*(10**digits for digits in range(3, 9)), _EIGHT_DIGITS - _MOVED)
    longer = " + ".join(f"(n >= {first})::integer" for first in firsts)
    return f"select min(n), max(n), count(*) from ({numbers}) group by {longer}"


def dates_of_months() -> str:
    """SQL that sets the variable MONTHS to the first day of every month of the enumeration, in its order."""
    count = 12 * (LAST_YEAR - FIRST_YEAR + 1)
    return f"set variable {MONTHS} = (select list(make_date({FIRST_YEAR} + n // 12, 1 + n % 12, 1) order by n) from range({count}) as r(n))"


def nothing(table: Table) -> str:
    """SQL of a table without rows, with `place`, `line` and its columns typed as rules see them."""
    empty = ", ".join(f'null::varchar as "{c.name}"' for c in table.columns)
    stored = ", ".join(f'{cell(c).stored} as "{c.name}"' for c in table.columns)
    seen = ", ".join(f'{cell(c).seen} as "{c.name}"' for c in table.columns)
    return (
        f"select 0::bigint as place, 0::bigint as line, {seen} from (select {stored} from (select {empty})) where false"
    )


def _from_workbook(column: Column, text: str) -> str:
    """A spreadsheet keeps months as dates (the first of the month) and yes/no as true/false; undo that."""
    if column.type == "month":
        return f"regexp_replace({text}, '^([0-9]{{4}}-[0-9]{{2}})-01( 00:00:00)?$', '\\1')"
    if column.type == "boolean":
        return f"case {text} when 'true' then '1' when 'false' then '0' else {text} end"
    return text


def _by_type(column: Column, text: str, name: str) -> tuple[str, str, str, str]:
    if column.type == "codes" or column.codes is not None:
        return _coded(column, text, name)
    if column.type == "month":
        known = f"try_cast({text} as {MONTHS})"
        return f"getvariable('{MONTHS}')[enum_code({known}) + 1]", f"{known} is null", name, "type"
    if column.type == "boolean":
        stored = f"case {text} when '1' then true when '0' then false end"
        return stored, f"{stored} is null", name, "type"
    if column.type == "text":
        return _text(column, text, name)
    number, form = (text, _WHOLE) if column.type == "integer" else (f"replace({text}, ',', '.')", _DECIMAL)
    stored = f"try_cast({number} as {'integer' if column.type == 'integer' else 'double'})"
    bounds = [f"{stored} < {column.minimum}"] if column.minimum is not None else []
    bounds += [f"{stored} > {column.maximum}"] if column.maximum is not None else []
    wrong = " or ".join([f"not regexp_full_match({text}, '{form}')", *bounds])
    return stored, f"({wrong})", f"cast({name} as bigint)" if column.type == "integer" else name, "type"


def _coded(column: Column, text: str, name: str) -> tuple[str, str, str, str]:
    if column.type == "codes":
        return text, f"not {_list_of_codes(column, text)}", f"string_split({name}, '|')", "code"
    known = f"try_cast({text} as {enumeration(column)})"
    if column.type == "integer":
        return f"try_cast({text} as integer)", f"{known} is null", f"cast({name} as bigint)", "code"
    return known, f"{known} is null", name, "code"


def _text(column: Column, text: str, name: str) -> tuple[str, str, str, str]:
    if (letter := surrogate_letter(column)) is not None:
        return _surrogate(text, letter, name)
    form = quoted(column.pattern or "[^\\s\\S]")  # a text without a form may not hold anything
    return text, f"not regexp_full_match({text}, {form})", name, "pattern"


def _surrogate(text: str, letter: str, name: str) -> tuple[str, str, str, str]:
    """A letter and 1 to 8 digits as one number: the digits behind `10`, so that c1 and c01 differ.

    Numbers join in a third of the time of texts, and reading them takes no longer than a regular expression. Other
    texts that can be read as a number (1_0, 1.5, a blank at the end) come out smaller than so many digits, but for
    those with an exponent.
    """
    digits = f"substring({text}, 2)"
    number = f"try_cast('10' || {digits} as integer)"
    least = ", ".join(str(10 ** (n + 1)) for n in range(1, 9))
    exact = (
        f"starts_with({text}, '{letter}') and {number} >= [null, {least}][strlen({text})] "
        f"and not contains({digits}, 'e') and not contains({digits}, 'E')"
    )
    return number, f"not ({exact})", name, "pattern"


def _list_of_codes(column: Column, text: str) -> str:
    """Whether every item between bars is a code of the list, none twice, not too many."""
    items = f"string_split({text}, '|')"
    known = f"list_has_all(getvariable('{enumeration(column)}'), {items})"
    few = f"len({items}) <= {column.max_items}" if column.max_items else "true"
    return f"({known} and len(list_distinct({items})) = len({items}) and {few})"


def rule_of(column: Column, text: str, known: Cell) -> str:
    """SQL naming the rule that a wrong text of the column breaks."""
    if column.type in {"integer", "decimal"} and column.codes is None:
        form = _WHOLE if column.type == "integer" else _DECIMAL
        return f"case when regexp_full_match({text}, '{form}') then 'range' else 'type' end"
    if column.type == "codes":
        items = f"list_has_all(getvariable('{enumeration(column)}'), string_split({text}, '|'))"
        return f"case when {items} then 'items' else 'code' end"
    return f"'{known.rule}'"


def advice(column: Column, rule: str) -> Text | None:
    """What the declaration adds to the advice of a rule: the list, the form, the range."""
    if rule == "code":
        return Text(f"data/reference/{column.codes}.csv", f"data/reference/{column.codes}.csv")
    if rule in {"type", "pattern"}:
        return _FORMS.get(column.type, column.meaning)
    if rule == "range":
        low, high = _number(column.minimum), _number(column.maximum)
        return Text(f"od {low} do {high}", f"{low} to {high}")
    if rule == "items" and column.max_items:
        return Text(str(column.max_items), str(column.max_items))
    return None


_FORMS = {
    "month": Text("RRRR-MM, np. 2024-03", "YYYY-MM, e.g. 2024-03"),
    "boolean": Text("0 albo 1", "0 or 1"),
    "integer": Text("liczba całkowita bez spacji", "a whole number without spaces"),
    "decimal": Text(
        "liczba z najwyżej dwoma miejscami po przecinku, bez separatora tysięcy",
        "a number with at most two decimals and no thousands separator",
    ),
}


def _number(bound: float | None) -> str:
    return "…" if bound is None else f"{bound:g}" if abs(bound) < 1e6 else f"{bound:.0f}"
