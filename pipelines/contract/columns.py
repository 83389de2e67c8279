"""Short ways to declare the tables and columns of a delivery: name, Polish header, meaning in both languages."""

from __future__ import annotations

from pipelines.catalog import Check, Column, ColumnType, Table, Text
from pipelines.contract.rules import code_on_date

COUNTY = "[0-9]{4}"
AREA = "[0-9]{2}([0-9]{2})?"

# Kinds that an identifier of the register may name: closed, so that no name of a person fits between area and number.
# Institutions and bodies are named by the codes of institution_types.csv and body_types.csv.
_INSTITUTIONS = (
    *("PUP", "WUP", "ROPS", "OPS", "CUS", "PCPR", "CIS", "KIS", "WTZ", "ZAZ", "PES", "NGO"),
    *("PRACODAWCA", "SZKOLA", "ZDROWIE", "INNA"),
)
_BODIES = (
    *("PZKW", "MGI", "PZK", "ZZK", "ZESPOL_INNY", "GRUPA_TEM", "FORUM_LOK", "GRUPA_WSP", "PARTNERSTWO"),
    "ZESPOL_ZAD",
)
KINDS = {
    **dict.fromkeys(("inst_id", "inst_lead", "from_inst", "to_inst"), _INSTITUTIONS),
    "body_id": _BODIES,
    "agr_id": ("POR",),
    "meeting_id": ("SP",),
    "lpiw_id": ("LPIW",),
    "proj_id": ("PROJ",),
    "forum_id": ("FORUM",),
    "rec_id": ("REK",),
    "origin_id": ("FORUM", *_BODIES),
}


def table(
    name: str,
    title: Text,
    columns: tuple[Column, ...],
    *,
    key: tuple[str, ...],
    references: tuple[tuple[str, str], ...] = (),
    rules: tuple[Check, ...] = (),
) -> Table:
    """A table of the contract; the rule on the validity of its codes follows from its columns."""
    dated = code_on_date(name, columns)
    return Table(name=name, title=title, columns=columns, key=key, references=references, rules=dated + rules)


def _column(name: str, type_: ColumnType, header: str, pl: str, en: str, **more: object) -> Column:
    both = Text(header, name.replace("_", " "))
    return Column(name=name, type=type_, meaning=Text(pl, en), header=both, **more)  # type: ignore[arg-type]


def surrogate(name: str, letter: str, header: str, pl: str, en: str, *, required: bool = True) -> Column:
    """A random number given by the sender for this delivery only: a letter and at most 8 digits, so never a PESEL."""
    return _column(name, "text", header, pl, en, pattern=f"{letter}[0-9]{{1,8}}", required=required)


def register_id(name: str, header: str, pl: str, en: str, *, required: bool = True) -> Column:
    """Identifier of a public thing (institution, body …): area, a kind of KINDS, number, e.g. `2205-PUP-1`.

    It is the same from delivery to delivery. KeyError where KINDS does not know the column.
    """
    kinds = KINDS[name]
    if len(kinds) > 1:
        pl, en = f"{pl}; rodzaje: {', '.join(kinds)}", f"{en}; kinds: {', '.join(kinds)}"
    return _column(name, "text", header, pl, en, pattern=f"{AREA}-({'|'.join(kinds)})-[0-9]{{1,4}}", required=required)


def county(*, dated_by: str | None = None, required: bool = True) -> Column:
    """TERYT of a county, four digits; nothing smaller may arrive."""
    return _column(
        "teryt",
        "text",
        "powiat",
        "kod TERYT powiatu, cztery cyfry",
        "TERYT code of the county, four digits",
        codes="teryt",
        pattern=COUNTY,
        dated_by=dated_by,
        required=required,
    )


def code(
    name: str,
    codes: str,
    header: str,
    pl: str,
    en: str,
    *,
    dated_by: str | None = None,
    required: bool = True,
    pattern: str | None = None,
) -> Column:
    """One code of the list `data/reference/<codes>.csv`."""
    return _column(name, "text", header, pl, en, codes=codes, dated_by=dated_by, required=required, pattern=pattern)


def several(name: str, codes: str, header: str, pl: str, en: str, *, max_items: int) -> Column:
    """Any number of codes of one list, joined by `|`; empty = none."""
    return _column(name, "codes", header, pl, en, codes=codes, max_items=max_items, required=False)


def month(name: str, header: str, pl: str, en: str, *, required: bool = True) -> Column:
    """A month `YYYY-MM`; no day ever arrives."""
    return _column(name, "month", header, pl, en, required=required)


def flag(name: str, header: str, pl: str, en: str, *, required: bool = True) -> Column:
    """Yes or no, `1` or `0`."""
    return _column(name, "boolean", header, pl, en, required=required)


def count(
    name: str, header: str, pl: str, en: str, *, minimum: int = 0, maximum: int = 9999, required: bool = True
) -> Column:
    """A whole number of things."""
    return _column(name, "integer", header, pl, en, minimum=minimum, maximum=maximum, required=required)


def window(codes: str, pl: str, en: str) -> Column:
    """Months after which something was looked at, one of a short list."""
    return _column("window_m", "integer", "okno w miesiącach", pl, en, codes=codes)


def amount(name: str, header: str, pl: str, en: str, *, maximum: float, required: bool = True) -> Column:
    """A quantity that may have decimals: złoty, hours."""
    return _column(name, "decimal", header, pl, en, minimum=0, maximum=maximum, required=required)
