"""The rules of a table put together so that its rows are read and joined once, not once for each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from pipelines.catalog import Check, Column, Table
from pipelines.deliveries.cells import quoted

_JOIN = re.compile(r" (left )?join (\w+) as (\w+) (?:using \((\w+)\)|on (\w+\.\w+) = (\w+\.\w+))")
_RULE = re.compile(
    rf"select t\.line, '(?P<column>\w+)' from (?P<table>\w+) as t(?P<joins>(?:{_JOIN.pattern})*)"
    r"(?P<delivery>, delivery as d)? where (?P<test>.+)",
    re.DOTALL,
)
_OF_DATES = "code_on_date"
MOST_WINDOWS = 40  # of one list; more are better joined than spelt out

# First and last month (date or None) in which a code was in force, by list and code; a code may have been so twice.
Windows = dict[str, dict[str, list[tuple[str | None, str | None]]]]
_Rows = tuple[tuple[str | None, str | None], ...]


@dataclass(frozen=True)
class _Join:
    """A table joined to `t`, at most one row to each; `shared` is the column that both call alike."""

    table: str
    alias: str
    on: str
    shared: str = ""

    @property
    def is_large(self) -> bool:
        return self.table != "delivery" and not self.table.startswith("ref_")

    @property
    def beside(self) -> str:
        """Alias of the table that this one is joined to."""
        named: list[str] = re.findall(r"(\w+)\.", self.on)
        return next(alias for alias in [*named, "t"] if alias != self.alias)

    def sql(self, other: str) -> str:
        return f" left join {other} as {self.alias} on {self.on}"


@dataclass(frozen=True)
class _Test:
    """One rule as a condition on the row `t` and the rows it is joined with."""

    column: str
    rule: str
    joins: tuple[_Join, ...]
    broken: str


def windows(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> Windows:
    """Months in force of every code that some dated column of the tables may hold."""
    known: Windows = {}
    for codes in sorted({c.codes for t in tables for c in t.columns if c.dated_by and c.codes}):
        found = known.setdefault(codes, {})
        for code, first, last in con.execute(
            f"select code, left(valid_from, 7) || '-01', left(valid_to, 7) || '-01' from ref_{codes} "
            "where code is not null order by all"
        ).fetchall():
            found.setdefault(code, []).append((first, last))
    return known


def broken(table: Table, known: Windows, parts: int = 1) -> list[str]:
    """SQL giving (line, column, rule) of all rows that break a rule of the table, in as few queries as its rules allow.

    A row may come more than once. With more `parts`, the rows of each query and those they are joined with are cut by
    a hash of their key into as many, and each query joins no more than its rules need: more scans, less memory.
    """
    queries: list[str] = []
    tests: list[_Test] = []
    aliases: dict[str, _Join] = {}
    for rule in table.rules:
        parsed = _dated(table, known) if rule.id == _OF_DATES else _parsed(rule, table)
        if parsed is None or any(aliases.get(join.alias, join) != join for test in parsed for join in test.joins):
            queries.append(f'select line, "column", \'{rule.id}\' from ({rule.failing}) as f(line, "column")')
            continue
        queries += [_of_codes(table, test) for test in parsed if _needs_codes_only(table, test)]
        parsed = [test for test in parsed if not _needs_codes_only(table, test)]
        tests += parsed
        aliases |= {join.alias: join for test in parsed for join in test.joins}
    groups: dict[tuple[str, ...], list[_Test]] = {}
    for test in tests:
        groups.setdefault(tuple(j.alias for j in test.joins if j.is_large) if parts > 1 else (), []).append(test)
    for group in groups.values():
        joins = {join.alias: join for test in group for join in test.joins}
        cut = next((join for join in joins.values() if join.is_large and join.shared), None)
        for part in range(parts if cut else 1):
            queries.append(_scan(table, group, joins, cut if parts > 1 else None, part, parts))
    return queries


def _scan(table: Table, tests: list[_Test], joins: dict[str, _Join], cut: _Join | None, part: int, parts: int) -> str:
    marks = ", ".join(
        f"case when {test.broken} then {{'column': '{test.column}', 'rule': '{test.rule}'}} end" for test in tests
    )
    within = f"({' or '.join(test.broken for test in tests)})"
    source = {join.alias: join.table for join in joins.values()}
    if cut:
        source[cut.alias] = f"(from {cut.table} where hash({cut.shared}) % {parts} = {part})"
        within += f" and hash(t.{cut.shared}) % {parts} = {part}"
    among = _joined("t", list(joins.values()), source)
    return (
        "select line, fault.column, fault.rule from (select line, unnest(faults) as fault from ("
        f"select t.line, [{marks}] as faults from {table.name} as t{among} where {within})) where fault is not null"
    )


def _joined(to: str, joins: list[_Join], source: dict[str, str]) -> str:
    """The joins to the table `to`; what hangs on another joined table is joined to its rows first, which are fewer."""
    return "".join(
        f" left join ({source[join.alias]} as {join.alias}{_joined(join.alias, joins, source)}) on {join.on}"
        for join in joins
        if join.beside == to
    )


def _columns(test: _Test) -> list[str]:
    return sorted(set(re.findall(r"\bt\.(\w+)", " ".join([test.broken, *(join.on for join in test.joins)]))))


def _needs_codes_only(table: Table, test: _Test) -> bool:
    """Whether the test compares single codes with code lists and nothing else."""
    coded = {c.name for c in table.columns if c.codes is not None and c.type != "codes"}
    return bool(test.joins) and all(j.table.startswith("ref_") for j in test.joins) and coded.issuperset(_columns(test))


def _of_codes(table: Table, test: _Test) -> str:
    """The test asked once for each combination of codes that stands in the table: these are few, its rows many."""
    columns = _columns(test)
    selected = ", ".join(f"t.{c}" for c in columns)
    among = "".join(join.sql(join.table) for join in test.joins)
    same = " and ".join(f"t.{c} is not distinct from b.{c}" for c in columns)
    return (
        f"select t.line, '{test.column}', '{test.rule}' from {table.name} as t join (select distinct {selected} "
        f"from (select distinct {', '.join(columns)} from {table.name}) as t{among} where {test.broken}) as b on {same}"
    )


def _parsed(rule: Check, table: Table) -> list[_Test] | None:
    """The rule as a test, where it is a condition on `t` and rows joined to it; None for any other query."""
    found = _RULE.fullmatch(rule.failing)
    if found is None or found["table"] != table.name or "select" in found["test"].lower():
        return None
    joins: list[_Join] = []
    there: list[str] = []
    for optional, other, alias, shared, left, right in _JOIN.findall(found["joins"]):
        on = (f"{alias}.{shared}", f"t.{shared}") if shared else (left, right)
        own = next((side for side in on if side.startswith(f"{alias}.")), None)
        if own is None or (shared and shared not in {c.name for c in table.columns}):
            return None
        joins.append(_Join(other, alias, f"{on[0]} = {on[1]}", shared))
        if not optional:
            there.append(f"{own} is not null")
    if found["delivery"]:
        joins.append(_Join("delivery", "d", "true"))
    test = " and ".join([*there, f"({found['test']})"])
    return [_Test(found["column"], rule.id, tuple(joins), f"({test})")]


def _dated(table: Table, known: Windows) -> list[_Test] | None:
    """The rule on dated codes as one test for each column; None where a list knows too many different windows."""
    tests = []
    for column in (c for c in table.columns if c.dated_by is not None and c.codes is not None):
        alike: dict[_Rows, list[str]] = {}
        for code, rows in known.get(column.codes or "", {}).items():
            if column.pattern is None or re.fullmatch(column.pattern, code):
                alike.setdefault(tuple(rows), []).append(code)
        if not alike or len(alike) > MOST_WINDOWS:
            return None
        if parts := list(_out_of_force(column, alike)):
            tests.append(_Test(column.name, _OF_DATES, (), f"({' or '.join(parts)})"))
    return tests


def _out_of_force(column: Column, alike: dict[_Rows, list[str]]) -> Iterator[str]:
    """Codes of the same months are tested together, the commonest by not being another; no month is no fault here."""
    month, usual = f"t.{column.dated_by}", max(alike, key=lambda rows: len(alike[rows]))
    for rows, codes in alike.items():
        if (None, None) in rows:  # always in force
            continue
        outside = []
        for first, last in rows:
            bounds = [f"{month} < date '{first}'"] * bool(first) + [f"{month} > date '{last}'"] * bool(last)
            outside.append("(" + " or ".join(bounds) + ")")
        listed = [c for other in alike if other != usual for c in alike[other]] if rows == usual else codes
        among = f"t.{column.name} {'not in' if rows == usual else 'in'} ({', '.join(map(quoted, listed))})"
        empty = f"t.{column.name} is not null"
        yield f"({' and '.join(outside)} and {among if listed else empty})"
