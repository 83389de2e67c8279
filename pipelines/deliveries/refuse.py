"""The gate: what a cell outside its column's vocabulary looks like, and which looks refuse the whole delivery.

A cell that keeps its column's declaration (a code of a closed list, a month, a bounded number, a narrow form) cannot
hold any of this, so only the others are looked at. Patterns refuse; check digits merely word the message: a random
11-digit number passes for a PESEL in 2 of 100 cases, a random 10-digit one for a NIP in 9.
"""

from __future__ import annotations

from pipelines.catalog import Column
from pipelines.deliveries.cells import quoted

_PHONE = r"\+[0-9]{2}|(^|[^0-9])[0-9]{3}[\s-][0-9]{3}[\s-][0-9]{3}($|[^0-9])|\b[Tt]el[.:\s]"
LONGEST_HARMLESS = 24  # characters of a mistyped code; anything longer is a text

# Left of the look: the rule it breaks. The first that fits counts.
_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_REGON_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)
_MONTH_NAMES = "stycz|luty|lute|marc|marz|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

RULES: tuple[str, ...] = (
    "email",
    "url",
    "iban",
    "full_date",
    "pesel",
    "nip",
    "phone",
    "regon",
    "gmina",
    "postcode",
    "name",
    "free_text",
)


def kind(column: Column) -> str:
    """What `look` must know of a cell's column: county, area (ids beginning with one), codes (several), or cell."""
    if column.codes == "teryt":
        return "county"
    if (column.pattern or "").startswith("[0-9]"):
        return "area"
    return "codes" if column.type == "codes" else "cell"


def look(cell: str = "cell", kind: str = "kind") -> str:
    """SQL that names the refusing rule of the text `cell`, `…_valid` where check digits fit; null where it is harmless.

    It is evaluated over all wrong cells of a table together: planning it per column would cost more than reading.
    """
    close = f"regexp_replace({cell}, '[\\s./_()-]', '', 'g')"  # identifiers written in groups

    def has(pattern: str, where: str = cell) -> str:
        return f"regexp_matches({where}, {quoted(pattern)})"

    looks = [
        (has("@"), "'email'"),
        (has(r"(?i)https?:|ftp:|www\.|[a-z0-9]\.(pl|eu|com|org|net|gov|info)\b"), "'url'"),
        (f"{has('(?i)[a-z]{2}[0-9]{14,}', close)} or {has('[0-9]{15,}', close)}", "'iban'"),
        (_full_date(cell), "'full_date'"),
        (has(_PHONE), "'phone'"),
        (has("[0-9]{11}", close), f"case when {_pesel(close)} then 'pesel_valid' else 'pesel' end"),
        (has("[0-9]{10}", close), f"case when {_nip(close)} then 'nip_valid' else 'nip' end"),
        (has("[0-9]{9}", close), f"case when {_regon(close)} then 'regon_valid' else 'regon' end"),
        (f"{kind} = 'county' and regexp_full_match({close}, '[0-9]{{6,7}}')", "'gmina'"),
        (f"{kind} = 'area' and {has('^[0-9]{6,7}([^0-9]|$)')}", "'gmina'"),
        (has(r"(^|[^0-9])[0-9]{2}-[0-9]{3}($|[^0-9-])"), "'postcode'"),
        (has(r"\p{Lu}\p{L}+[\s,;.-]+\p{Lu}\p{L}+"), "'name'"),
        (_is_text(cell, kind), "'free_text'"),
    ]
    return "case " + " ".join(f"when {test} then {rule}" for test, rule in looks) + " end"


def _full_date(cell: str) -> str:
    day, month, year = "(0?[1-9]|[12][0-9]|3[01])", "(0?[1-9]|1[0-2])", "(1[89]|20)[0-9]{2}"
    forms = (
        rf"(^|[^0-9]){year}[-./\s]{month}[-./\s]{day}($|[^0-9])",
        rf"(^|[^0-9]){day}[-./\s]{month}[-./\s]{year}($|[^0-9])",
        rf"(^|[^0-9]){day}[-./\s]{month}[-./\s][0-9]{{2}}($|[^0-9])",
        r"(^|[^0-9])(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])($|[^0-9])",
        rf"(?i)(^|[^0-9]){day}[-./\s]*({_MONTH_NAMES})\p{{L}}*[-./\s]*{year}",
    )
    return "(" + " or ".join(f"regexp_matches({cell}, {quoted(form)})" for form in forms) + ")"


def _is_text(cell: str, kind: str) -> str:
    """Longer than a mistyped code, of several words, or with signs no code has; a number in groups is no text."""
    longest = f"list_max(list_transform(string_split({cell}, '|'), lambda item: length(trim(item))))"
    one = f"length(trim({cell})) <= {LONGEST_HARMLESS} and regexp_full_match(trim({cell}), '[\\p{{L}}0-9_.,:+<>=/-]+')"
    several = f"{kind} = 'codes' and {longest} <= {LONGEST_HARMLESS} and regexp_full_match({cell}, '[\\p{{L}}0-9_.,:+<>=/|-]+')"
    grouped = f"regexp_full_match({cell}, '[0-9\\s\\x{{00A0}}\\x{{202F}}.,-]{{1,12}}')"
    return f"not ({one} or {several} or {grouped})"


def _digits(close: str, length: int) -> str:
    return f"regexp_extract({close}, '[0-9]{{{length}}}')"


def _weighted(digits: str, weights: tuple[int, ...]) -> str:
    return "(" + " + ".join(f"{w} * try_cast({digits}[{i}] as integer)" for i, w in enumerate(weights, 1)) + ")"


def _pesel(close: str) -> str:
    """Check digit (10 - s mod 10) mod 10 and a month that PESEL knows (century added in steps of 20)."""
    digits = _digits(close, 11)
    month = f"try_cast({digits}[3:4] as integer) % 20"
    check = f"(10 - {_weighted(digits, _PESEL_WEIGHTS)} % 10) % 10 = try_cast({digits}[11] as integer)"
    return f"({check} and {month} between 1 and 12)"


def _nip(close: str) -> str:
    digits = _digits(close, 10)
    return f"{_weighted(digits, _NIP_WEIGHTS)} % 11 = try_cast({digits}[10] as integer)"


def _regon(close: str) -> str:
    digits = _digits(close, 9)
    return f"{_weighted(digits, _REGON_WEIGHTS)} % 11 % 10 = try_cast({digits}[9] as integer)"
