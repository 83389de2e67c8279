"""Figures of a file become cells of a source table: every code known, every number exact, every place told.

Nothing is guessed: what the mapping does not name is refused with line and column, or counted as outside the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import duckdb

from pipelines.catalog import DIMENSIONS, TOTAL, Text
from pipelines.imports.areas import OTHER_UNITS, Areas, bare
from pipelines.imports.arrival import Arrival
from pipelines.imports.figures import Figures, literal, plain, sql_plain, streaming
from pipelines.imports.mapping import FORMS, Dimension, Mapping
from pipelines.imports.messages import problem
from pipelines.problems import InputError, Problem

SHOWN = 3  # places told for one rule
_NUMBER = r"-?(\d+|\d{1,3}([ \x{00A0}\x{202F}\x{2009}]\d{3})+)([.,]\d+)?"


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as the table would hold it."""

    key: tuple[str, ...]  # in the order of the table's key
    column: str
    value: str  # printed as the table prints; empty: the publisher gives none
    status: str  # obs_status; "-" not there at all, "" an ordinary figure
    is_break: bool
    file: str
    line: int
    at: str


@dataclass(frozen=True)
class Translation:
    """All readings of one file, how many rows were outside, and names that differ from the reference lists."""

    readings: list[Reading]
    outside: int
    labels: list[tuple[str, str, int]]  # our code, name in the file, line
    has_flags: bool


def translate(
    con: duckdb.DuckDBPyConnection,
    arrival: Arrival,
    shape: str,
    figures: Figures,
    m: Mapping,
    key: tuple[str, ...],
    areas: Areas,
    *,
    released: str,
    within: str | None,
) -> Translation:
    """Read `figures` by mapping `m`. `within` is the only voivodeship the table is about, if any. Raises InputError."""
    desk = _Places(con, arrival, shape, figures, m, areas, within)
    with streaming(arrival):
        desk.prepare()
        return desk.readings(key, released)


class _Places:
    """The work on one file; every step that finds offenders names their first places."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        arrival: Arrival,
        shape: str,
        figures: Figures,
        m: Mapping,
        areas: Areas,
        within: str | None,
    ) -> None:
        self.con, self.arrival, self.shape, self.figures, self.m, self.areas, self.within = (
            con,
            arrival,
            shape,
            figures,
            m,
            areas,
            within,
        )
        self.dims = self._dimensions()
        self.api = bool(m.variables) and "variable" in figures.dimensions

    def _dimensions(self) -> list[tuple[str, Dimension]]:
        """Column of the figures for each dimension of the mapping: by heading, or by order where there are no headings."""
        heads = [plain(h) for h in self.figures.dimensions]
        if "variable" in heads and self.m.variables:
            return []
        if not any(heads):
            return [(f"d{i}", d) for i, d in enumerate(self.m.dimensions)]
        return [(f"d{next(i for i, h in enumerate(heads) if h in d.headings)}", d) for d in self.m.dimensions]

    def refuse(self, rule: str, column: str, condition: str, detail: Text | None = None) -> None:
        """Raise for the rows of `kept` for which the SQL condition holds."""
        found = self.con.execute(
            f"select line, {column} from kept where {condition} order by line limit {SHOWN}"
        ).fetchall()
        if found:
            raise InputError(
                *(
                    problem(rule, self.arrival.name, line=line, column=str(at or ""), detail=detail)
                    for line, at in found
                )
            )

    def prepare(self) -> None:
        """Create `kept`: rows of areas and members that the table holds, translated; refuse what nobody knows."""
        con, m = self.con, self.m
        self._lists()
        self._refuse_cut()
        geo = "geo"
        if m.area_heading:
            heads = [plain(h) for h in self.figures.dimensions]
            geo = f"d{heads.index(m.area_heading)}"
        area = f"coalesce(g.ours, case when {geo} is null then n.ours end)"
        skipped = [f"m{i}.code is not null" for i, (_, d) in enumerate(self.dims) if d.others == "skip"]
        joins = [
            f"left join map_areas g on g.code = trim(f.{geo})",
            f"left join map_names n on f.{geo} is null and n.name = {sql_plain('f.geo_name')}",
        ]
        joins += [
            f"left join map_members m{i} on m{i}.dimension = {i} and m{i}.label = {sql_plain(f'f.{column}')}"
            for i, (column, _) in enumerate(self.dims)
        ]
        codes = ", ".join(f"m{i}.code as k{i}, f.{column} as t{i}" for i, (column, _) in enumerate(self.dims))
        variable = f", f.d{self.figures.dimensions.index('variable')} as variable" if self.api else ""
        where = " and ".join(
            [
                f"(g.ours is not null or n.ours is not null or not coalesce(regexp_full_match(trim(f.{geo}), {literal(OTHER_UNITS.pattern)}), false))",
                *skipped,
            ]
        )
        con.execute(
            f"create or replace temp table kept as select f.line, f.place, trim(f.{geo}) as geo, f.geo_name, {area} as area, coalesce(g.held, n.held) as held, "
            f"trim(f.period) as period, f.value as given, coalesce(trim(f.flag), '') as flag, f.unit{', ' + codes if codes else ''}{variable} "
            f"from {self.figures.relation} f {' '.join(joins)} where {where}"
        ).fetchall()
        self._refuse_unknown()

    def _refuse_cut(self) -> None:
        """A relational export is a full grid: a last area with fewer rows than all others, alike among themselves, was cut."""
        if self.shape not in {"bdl_long", "bdl_workbook"}:
            return
        counts = self.con.execute(
            f"select count(*), max(line) from {self.figures.relation} where geo is not null group by geo order by 2"
        ).fetchall()
        full = {count for count, _ in counts[:-1]}
        if len(counts) > 2 and len(full) == 1 and counts[-1][0] < min(full):
            raise InputError(problem("cut_area", self.arrival.name, line=counts[-1][1]))

    def _lists(self) -> None:
        con, m, known = self.con, self.m, self.areas
        con.execute("create or replace temp table map_areas (code varchar, ours varchar, held varchar)").fetchall()
        con.execute("create or replace temp table map_names (name varchar, ours varchar, held varchar)").fetchall()
        con.execute(
            "create or replace temp table map_members (dimension bigint, label varchar, code varchar)"
        ).fetchall()

        def held(ours: str) -> str:
            level = known.levels.get(ours, "")
            if level in m.refused_levels:
                return "refused"
            inside = self.within is None or known.parents.get(ours, "") in {self.within, ""}
            return "yes" if (level in m.levels or not m.levels) and inside else "no"

        listed = [[code, ours, "yes"] for code, ours in m.areas.items()] or [
            [code, ours, held(ours)] for code, ours in known.codes.items()
        ]
        names = {}
        if not m.areas:
            for words, found in known.by_name.items():
                level, _, name = words.partition(" ")
                if level in {"country", "voivodeship"} and len(found) == 1:
                    ours = next(iter(found))
                    names[name] = [name, ours, held(ours)]
        _insert(con, "map_areas", listed)
        _insert(con, "map_names", list(names.values()))
        _insert(
            con,
            "map_members",
            [[i, label, code] for i, (_, d) in enumerate(self.dims) for label, code in d.members.items()],
        )

    def _refuse_unknown(self) -> None:
        m = self.m
        if not m.areas:  # a mapping with codes of its own takes those and leaves the others
            self.refuse("area", "'Kod'", "area is null")
        self.refuse("city_rest", "'Kod'", "held = 'refused'")
        self.con.execute("delete from kept where area is null or held <> 'yes'").fetchall()
        for i, (column, d) in enumerate(self.dims):
            if d.others == "refuse":
                number = int(column[1:])
                heading = self.figures.dimensions[number] or f"#{number + 1}"
                self.refuse("member", literal(heading), f"k{i} is null")
        if self.api:
            known = ", ".join(literal(v) for v in m.variables)
            self.refuse("member", "'variable'", f"variable is null or variable not in ({known})")
        self.refuse("excel_date", "'Rok'", "regexp_full_match(period, '[2-5][0-9]{4}([.,]0+)?')")
        pattern = FORMS["year"] if self._completes() else FORMS[m.period_form]
        self.refuse("period", "'Rok'", f"period is null or not regexp_full_match(period, {literal(pattern)})")
        if m.units:
            known = ", ".join(literal(unit) for unit in m.units)
            self.refuse(
                "unit", "'Jednostka miary'", f"unit is not null and unit <> '' and {sql_plain('unit')} not in ({known})"
            )
        marks = ", ".join(literal(mark) for mark in m.statuses(self.shape))
        self.refuse("flag", "'Atrybut'", f"flag not in ({marks})")
        self._refuse_numbers()

    def _completes(self) -> bool:
        return any(d.completes_period for _, d in self.dims) or (self.api and self.m.period_form != "year")

    def _refuse_numbers(self) -> None:
        m, con = self.m, self.con
        self.refuse("number", "place", f"given is not null and not regexp_full_match(trim(given), {literal(_NUMBER)})")
        commas, points = (
            con.execute(f"select min(line) from kept where contains(given, '{mark}')").fetchall()[0][0] for mark in ",."
        )
        if commas is not None and points is not None:
            raise InputError(problem("decimal_marks", self.arrival.name, line=max(commas, points)))
        factor = "1"
        if m.units:
            factor = (
                "case "
                + " ".join(f"when {sql_plain('unit')} = {literal(u)} then {f!r}" for u, f in m.units.items())
                + " else 1 end"
            )
        number = "cast(replace(regexp_replace(given, '[ \\x{00A0}\\x{202F}\\x{2009}]', '', 'g'), ',', '.') as decimal(24, 8))"
        con.execute(
            f"create or replace temp table kept as select *, {number} * cast({factor} as decimal(12, 6)) as number from kept"
        ).fetchall()
        hidden = ", ".join(literal(mark) for mark, status in m.statuses(self.shape).items() if status in {"Q", "-"})
        self.refuse("hidden_value", "place", f"flag in ({hidden}) and number <> 0")
        self.refuse(
            "decimals",
            "place",
            f"abs(number - round(number, {m.decimals})) > 0.0000001" if not self._thousandths() else "false",
        )

    def _thousandths(self) -> bool:
        """Whether the file may be finer than the table: a unit smaller than the table's."""
        return any(factor < 1 for factor in self.m.units.values()) and bool(
            self.con.execute(
                f"select 1 from kept where {sql_plain('unit')} in ({', '.join(literal(u) for u, f in self.m.units.items() if f < 1) or literal('')}) limit 1"
            ).fetchall()
        )

    def readings(self, key: tuple[str, ...], released: str) -> Translation:
        """Rows of `kept` as readings, each key once; constants filled in by period."""
        m, con = self.m, self.con
        labels = self._labels()  # a row at the wrong area is told before what follows from it
        statuses, breaks = m.statuses(self.shape), m.breaks(self.shape)
        codes = "".join(f", k{i}" for i in range(len(self.dims))) + (", variable" if self.api else "")
        rows = con.execute(
            f"select line, place, area, period, number, flag{codes} from kept order by line, place"
        ).fetchall()
        found: list[Reading] = []
        seen: set[tuple[Any, ...]] = set()
        twice: list[Problem] = []
        for line, at, area, year, number, flag, *members in rows:
            row = {m.area_column: area} | (dict.fromkeys(DIMENSIONS, TOTAL) if m.further else {})
            column, period = m.value_column, year
            for (_, d), code in zip(self.dims, members, strict=False):
                if d.chooses_value:
                    column = code
                elif d.completes_period:
                    period = f"{year}-{code}"
                elif d.column:
                    row[d.column] = code
            if self.api:
                row |= m.variables[members[-1]]
                part = row.pop("month", None) or row.pop("quarter", None)
                period = f"{year}-{part}" if part else year
            row[m.period_column] = period
            is_given = number is not None and statuses[flag] not in {"Q", "-"}
            row |= self._constants(period, released, line if is_given else None, at)
            missing = next((name for name in key if name not in row), None)
            if missing is not None:
                raise InputError(
                    problem(
                        "mapping",
                        f"{m.name}.toml",
                        column=missing,
                        detail=Text(f"brak wartości w okresie {period}", f"no value in period {period}"),
                    )
                )
            place = (*(row[name] for name in key), column)
            if place in seen:
                twice.append(problem("twice", self.arrival.name, line=line, column=at))
                if len(twice) == SHOWN:
                    break
            seen.add(place)
            status = statuses[flag]
            value = "" if number is None or status in {"Q", "-"} else printed(number, m.decimals)
            found.append(
                Reading(
                    place[:-1],
                    column,
                    value,
                    status if value or status else "-",
                    flag in breaks,
                    self.arrival.name,
                    line,
                    at,
                )
            )
        if twice:
            raise InputError(*twice)
        outside = (
            int(con.execute(f"select count(*) from {self.figures.relation}").fetchall()[0][0]) - len(rows)
            if self.shape != "eurostat_tsv"
            else 0
        )
        return Translation(found, outside, labels, self.figures.has_flags)

    def _constants(self, period: str, released: str, line: int | None, at: str) -> dict[str, str]:
        """Columns that the file does not have; `line` is that of a figure, which must have them all."""
        found: dict[str, str] = {}
        for column in {c.column for c in self.m.constants}:
            value = self.m.constant(column, period)
            if value is not None:
                found[column] = value.replace("{released}", released)
            elif line is not None:
                detail = Text(column, column)
                raise InputError(problem("constant", self.arrival.name, line=line, column=at, detail=detail))
        return found

    def _labels(self) -> list[tuple[str, str, int]]:
        """Names that differ from ours; a name that belongs to another area of that level refuses the file."""
        if self.m.areas:
            return []
        known = self.areas
        found: list[tuple[str, str, int]] = []
        wrong: list[tuple[str, str, int]] = []
        for area, name, line in self.con.execute(
            "select area, geo_name, min(line) from kept where geo is not null and geo_name is not null group by all order by 3"
        ).fetchall():
            if bare(name) in known.names.get(area, set()):
                continue
            owners = known.by_name.get(f"{known.levels[area]} {bare(name)}", set())
            (wrong if owners else found).append((area, name, line))
        if wrong:
            raise InputError(
                *(problem("area_name", self.arrival.name, line=line, column="Nazwa") for _, _, line in wrong[:SHOWN])
            )
        return found


def printed(number: Decimal, decimals: int) -> str:
    """The figure with exactly so many decimals, rounded half up as publishers do."""
    figure = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{figure:f}" if figure else f"{abs(figure):f}"


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[list[Any]]) -> None:
    """Insert rows of short texts in one statement: a thousand single inserts take longer than reading the file."""
    if rows:
        values = ", ".join(
            "(" + ", ".join(str(c) if isinstance(c, int) else literal(c) for c in row) + ")" for row in rows
        )
        con.execute(f"insert into {table} values {values}").fetchall()
