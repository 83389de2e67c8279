"""How a quarantine rule is written: SQL over typed tables that returns (line, column) of each row to set aside."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.catalog import Check, Column, Text


def rule(id: str, column: str, rows: str, what: tuple[str, str], todo: tuple[str, str]) -> Check:  # noqa: A002
    """A rule whose offenders are the lines of `t` in `rows` (what follows FROM); the column named is the one to mend."""
    return Check(id=id, rule=Text(*what), todo=Text(*todo), failing=f"select t.line, '{column}' from {rows}")


def code_on_date(table: str, columns: Iterable[Column]) -> tuple[Check, ...]:
    """The rule that codes were in force in the month of their row; none where no column is dated.

    A code that is on no list at all is the business of the check on codes, and an empty month that of the check on
    empty cells.
    """
    parts = [
        f"select t.line, '{c.name}' from {table} as t where t.{c.name} in (select code from ref_{c.codes}) "
        f"and not exists (select 1 from ref_{c.codes} as r where r.code = t.{c.name} "
        f"and coalesce(t.{c.dated_by} >= cast(left(r.valid_from, 7) || '-01' as date), true) "
        f"and coalesce(t.{c.dated_by} <= cast(left(r.valid_to, 7) || '-01' as date), true))"
        for c in columns
        if c.dated_by is not None
    ]
    if not parts:
        return ()
    return (
        Check(
            id="code_on_date",
            rule=Text(
                "kod nie obowiązywał w miesiącu, którego dotyczy wiersz",
                "the code was not in force in the month of the row",
            ),
            todo=Text(
                "sprawdź miesiąc albo użyj kodu, który wtedy obowiązywał",
                "check the month or use a code in force then",
            ),
            failing=" union all ".join(parts),
        ),
    )


def in_order(table: str, earlier: str, later: str) -> Check:
    """The rule that one month of a row is not after another."""
    return rule(
        f"{later}_before_{earlier}",
        later,
        f"{table} as t where t.{later} < t.{earlier}",
        ("miesiąc późniejszy stoi przed wcześniejszym", "the later month stands before the earlier one"),
        ("popraw jeden z dwóch miesięcy", "mend one of the two months"),
    )


def at_most(table: str, part: str, whole: str) -> Check:
    """The rule that a part is not larger than its whole."""
    return rule(
        f"{part}_above_{whole}",
        part,
        f"{table} as t where t.{part} > t.{whole}",
        ("część jest większa od całości", "a part is larger than its whole"),
        ("popraw jedną z dwóch liczb", "mend one of the two numbers"),
    )


def rounded(table: str, column: str, to: int) -> Check:
    """The rule that an amount is rounded, so that it tells nobody apart."""
    return rule(
        f"{column}_rounded",
        column,
        f"{table} as t where t.{column} % {to} <> 0",
        (f"kwota nie jest zaokrąglona do {to} zł", f"the amount is not rounded to PLN {to}"),
        (f"zaokrąglij do pełnych {to} zł", f"round to full PLN {to}"),
    )


def in_county(table: str) -> Check:
    """The rule that the row is about the area of the supplier."""
    return rule(
        "county_of_delivery",
        "teryt",
        f"{table} as t, delivery as d where not starts_with(t.teryt, d.teryt)",
        ("powiat inny niż powiat dostawy", "the county is not that of the delivery"),
        ("wyślij ten wiersz w dostawie jego powiatu", "send this row in the delivery of its county"),
    )


def within_period(table: str, month: str) -> Check:
    """The rule that the month lies in the half-year of the delivery."""
    return rule(
        "outside_period",
        month,
        f"{table} as t, delivery as d where t.{month} < d.first_month or t.{month} > d.last_month",
        ("miesiąc spoza półrocza dostawy", "the month is outside the half-year of the delivery"),
        ("wyślij ten wiersz w dostawie jego półrocza", "send this row in the delivery of its half-year"),
    )


def not_after_period(table: str, month: str) -> Check:
    """The rule that the register tells nothing from after the half-year of the delivery."""
    return rule(
        "after_period",
        month,
        f"{table} as t, delivery as d where t.{month} > d.last_month",
        ("miesiąc po półroczu dostawy", "the month is after the half-year of the delivery"),
        (
            "popraw miesiąc albo wyślij wiersz w następnej dostawie",
            "mend the month or send the row in the next delivery",
        ),
    )
