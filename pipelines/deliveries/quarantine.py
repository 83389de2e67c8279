"""Rows set aside: cells that break their column, keys used twice, rows pointing nowhere, rules of the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from graphlib import TopologicalSorter

import duckdb

from pipelines.catalog import Check, Table, Text
from pipelines.contract import CONTRACT, TABLES
from pipelines.deliveries import cells, messages, reading, refuse, scans
from pipelines.deliveries.messages import problem
from pipelines.deliveries.progress import CHECKING, Stages
from pipelines.deliveries.reading import Loaded
from pipelines.problems import InputError, Problem

MANY_ROWS = 500_000  # of a table from which one bit for each key costs less than grouping them
BITS_A_ROW = 4  # bytes; with more, fresh memory takes as long as grouping
LISTED_PER_RULE = 10_000  # places of one rule in one column that are told one by one; all are counted

ASIDE = 'create or replace temp table aside (file varchar, line bigint, "column" varchar, rule varchar)'


@dataclass
class Examination:
    """The tables of one delivery under examination, and what was found in them."""

    con: duckdb.DuckDBPyConnection
    loaded: dict[str, Loaded]
    windows: scans.Windows = field(default_factory=dict)
    at_once: int = 10_000_000  # rows of a table that may be counted or joined at once; more are cut into parts
    tables: tuple[Table, ...] = CONTRACT
    counts: dict[tuple[str, str, str], int] = field(default_factory=dict)  # (file, column, rule): rows
    problems: list[Problem] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)  # tables that have rows in `aside`
    gapless: dict[str, list[tuple[int, int]]] = field(
        default_factory=dict
    )  # tables whose keys fill these runs of numbers

    def run(self, stages: Stages) -> None:
        """Judge everything; rows that break something leave the views. Raises InputError where the gate refuses."""
        self.con.execute(ASIDE).fetchall()
        refused: list[Problem] = []
        self.marked = {name for name, loaded in self.loaded.items() if loaded.has_wrong}
        for name, loaded in self.loaded.items():
            if loaded.has_wrong:
                refused += self._cells(TABLES[name], loaded)
        if refused:
            raise InputError(*refused)
        for name, loaded in self.loaded.items():
            reading.show(self.con, TABLES[name], loaded, has_aside=name in self.marked)
        for name, loaded in self.loaded.items():
            if loaded.rows:
                self._keys(TABLES[name])
        for table in in_order(self.tables):
            if table.name in self.loaded and self.loaded[table.name].rows:
                words = Text(f"sprawdzam reguły: {table.title.pl}", f"checking rules: {table.title.en}")
                stages.next(words, self.loaded[table.name].rows, CHECKING)
                self._references(table)
                self._rules(table)
        self.problems = list(self._told())

    def _put(self, table: Table, places: str) -> int:
        """Add the (line, column, rule) that the SQL `places` selects to `aside`, unless the row is there for an earlier fault."""
        unless = f"where line not in (select line from aside where file = '{table.name}')" * (table.name in self.marked)
        added = self.con.execute(
            f'insert into aside select distinct \'{table.name}\', line, "column", rule from ({places}) as p(line, "column", rule) {unless}'
        ).fetchall()[0][0]
        if added:
            self.marked.add(table.name)
            reading.show(self.con, table, self.loaded[table.name], has_aside=True)
        return int(added)

    def _cells(self, table: Table, loaded: Loaded) -> list[Problem]:
        """Wrong cells: those that look like data about a person are returned as refusals, the others set aside."""
        name = reading.read_wrong(self.con, loaded)
        parts = []
        for column in table.columns:
            text = f'"{column.name}"'
            known = cells.cell(column, from_workbook=loaded.sheet.from_workbook)
            parts.append(
                f"select line, '{column.name}' as \"column\", {text} as cell, '{refuse.kind(column)}' as kind, "
                f"{cells.rule_of(column, text, known)} as rule from {name} where {known.wrong}"
            )
        blank = " and ".join(f'"{c.name}" is null' for c in table.columns)  # a row of separators only holds nothing
        self.con.execute(
            f'create or replace temp table found as select line, "column", '
            f"case when cell is null then 'required' else coalesce({refuse.look()}, rule) end as rule "
            f"from ({' union all '.join(parts)}) where line not in (select line from {name} where {blank})"
        ).fetchall()
        gate = ", ".join(f"'{rule}', '{rule}_valid'" for rule in refuse.RULES)
        rows = self.con.execute(
            f'select line, "column", rule from found where rule in ({gate}) order by all limit {LISTED_PER_RULE}'
        ).fetchall()
        self.con.execute(f"insert into aside select '{table.name}', line, \"column\", rule from found").fetchall()
        return [problem(rule, loaded.sheet.name, line=line, column=column) for line, column, rule in rows]

    def _keys(self, table: Table) -> None:
        """Keys used twice: the first row stays. Many keys are counted in parts, since their counts must fit in memory."""
        if self._has_unique_numbers(table):
            self._find_runs(table)
            return
        key = ", ".join(f'"{c}"' for c in table.key)
        parts = self._parts(table)
        every = f"select {key} from {table.name}_kept"
        by_part = [f"hash({key}) % {parts} = {part}" for part in range(parts)] if parts > 1 else ["true"]
        by_part = [f"{every} where {part} group by {key} having count(*) > 1" for part in by_part]
        hit = [twice for twice in by_part if self.con.execute(f"{twice} limit 1").fetchall()]
        if hit:
            self.con.execute(f"create or replace temp table twice as {every} limit 0").fetchall()
            for twice in hit:
                self.con.execute(f"insert into twice {twice}").fetchall()
            same = " and ".join(f't."{c}" is not distinct from d."{c}"' for c in table.key)
            mine = ", ".join(f't."{c}"' for c in table.key)
            self._put(
                table,
                f"select line, '{table.key[-1]}', 'key' from (select line, row_number() over (partition by {mine} order by line) as copy "
                f"from {table.name}_kept as t where exists (select 1 from twice as d where {same})) where copy > 1",
            )

    def _has_unique_numbers(self, table: Table) -> bool:
        """Whether no key stands twice, told at once by a bit for each surrogate, in many rows whose key begins with one.

        Other columns of the key take few values, and each combination of them has bits of its own.
        """
        first, *others = table.key
        rows = self.loaded[table.name].rows
        if not cells.surrogate_letter(table.column(first)) or rows <= MANY_ROWS:
            return False
        numbers = cells.numbers(first, f"{table.name}_kept", others)
        least, greatest = self.con.execute(f"select min(n), max(n) from ({numbers})").fetchall()[0]
        if greatest is None:
            return False
        found = f"select bit_count(bitstring_agg(n, {least}, {greatest})) = count(*) as once from ({numbers})"
        if others:
            among = ", ".join(f'"{c}"' for c in others)
            sets = self.con.execute(f"select count(*) from (select distinct {among} from ({numbers}))").fetchall()[0][0]
            if sets * (greatest - least) / 8 > min(rows, self.at_once) * BITS_A_ROW:
                return False
            found = f"select bool_and(once) from ({found} group by {among})"
        return bool(self.con.execute(found).fetchall()[0][0])

    def _find_runs(self, table: Table) -> None:
        """Remember the keys where they are numbered without a gap: what points to them needs no join then."""
        if len(table.key) == 1 and any(target == table.name for t in self.tables for _, target in t.references):
            found = self.con.execute(cells.runs(cells.numbers(table.key[0], f"{table.name}_kept"))).fetchall()
            if all(greatest - least + 1 == count for least, greatest, count in found):
                self.gapless[table.name] = [(least, greatest) for least, greatest, _ in found]

    def _references(self, table: Table) -> None:
        """Rows that point nowhere."""
        self._judge(table, [self._orphans(table, column, target) for column, target in table.references])

    def _orphans(self, table: Table, column: str, target: str) -> str:
        """`not exists` in place of the join would first gather the different ids."""
        mine, key = f"{table.name}_kept", TABLES[target].column(TABLES[target].key[0])
        is_like = cells.surrogate_letter(table.column(column)) == cells.surrogate_letter(key)
        if target in self.gapless and target not in self.marked and is_like:  # no row of the target was set aside
            inside = " or ".join(f"n between {least} and {greatest}" for least, greatest in self.gapless[target])
            return (
                f"select line, '{column}', 'orphan' from ({cells.numbers(column, mine, ['line'])}) where not ({inside})"
            )
        return (
            f"select c.line, '{column}', 'orphan' from {mine} as c anti join {target}_kept as p "
            f'on p."{key.name}" = c."{column}" where c."{column}" is not null'
        )

    def _rules(self, table: Table) -> None:
        self._judge(table, scans.broken(table, self.windows, self._parts(table)))

    def _judge(self, table: Table, queries: list[str]) -> None:
        """Set aside what the queries select. A small table is planned longer than read, so it gets one statement.

        Of a large table, each query alone fits in memory, several at once do not.
        """
        if len(queries) > 1 and self._parts(table) > 1:
            self.con.execute(
                'create or replace temp table faults (line bigint, "column" varchar, rule varchar)'
            ).fetchall()
            for query in queries:
                self.con.execute(f"insert into faults {query}").fetchall()
            queries = ["from faults"]
        if queries:
            self._put(table, " union all ".join(queries))

    def _parts(self, table: Table) -> int:
        return self.loaded[table.name].rows // self.at_once + 1

    def _told(self) -> list[Problem]:
        """What was set aside, in the words for the sender; fills `counts`."""
        for file, column, rule, rows in self.con.execute(
            'select file, "column", rule, count(*) from aside group by all order by all'
        ).fetchall():
            self.counts[file, column, rule] = rows
        rows = self.con.execute(
            'select file, line, "column", rule from aside qualify row_number() over '
            f'(partition by file, "column", rule order by line) <= {LISTED_PER_RULE} order by file, line, "column", rule'
        ).fetchall()
        return [self._word(*row) for row in rows]

    def _word(self, name: str, line: int, column: str, rule: str) -> Problem:
        table, file = TABLES[name], self.loaded[name].sheet.name
        if rule not in messages.RULES:
            return word(rule_of(table, rule), file, line, column)
        detail: Text | None = None
        if rule == "key":
            detail = Text(", ".join(table.key), ", ".join(table.key))
        elif rule == "orphan":
            target = TABLES[dict(table.references)[column]]
            detail = Text(f"{target.name} ({target.title.pl})", f"{target.name} ({target.title.en})")
        elif column in {c.name for c in table.columns}:
            detail = cells.advice(table.column(column), rule)
        return problem(rule, file, line=line, column=column, detail=detail)


def rule_of(table: Table, rule: str) -> Check:
    """The contract's rule of that id; KeyError if the table has none."""
    return {r.id: r for r in table.rules}[rule]


def word(rule: Check, file: str, line: int, column: str) -> Problem:
    """A broken rule of the contract as a Problem."""
    todo = rule.todo or Text("popraw wiersz i wyślij dostawę ponownie", "mend the row and send the delivery again")
    return Problem(file=file, rule=rule.id, what=rule.rule, todo=todo, line=line, column=column)


def in_order(tables: tuple[Table, ...]) -> list[Table]:
    """Tables after those they refer to, so that rows follow the rows they depend on."""
    names = {t.name: t for t in tables}
    graph = {t.name: sorted({target for _, target in t.references} & names.keys() - {t.name}) for t in tables}
    return [names[name] for name in TopologicalSorter(graph).static_order()]
