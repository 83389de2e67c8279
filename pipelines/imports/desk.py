"""The desk at which files are received: recognised, translated, compared, told as proposals. Changes nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines import publish, settings
from pipelines.catalog import LANGUAGES, Table, Text
from pipelines.imports import arrival as arrivals
from pipelines.imports import findings, further, mapping, proposal, shapes
from pipelines.imports import table as tables
from pipelines.imports.areas import Areas
from pipelines.imports.areas import read as read_areas
from pipelines.imports.arrival import Arrival
from pipelines.imports.compare import compare
from pipelines.imports.figures import Figures, streaming
from pipelines.imports.mapping import Mapping
from pipelines.imports.messages import problem
from pipelines.imports.proposal import Origin, Proposal
from pipelines.imports.shapes import bdl_api
from pipelines.imports.translate import Reading, translate
from pipelines.problems import InputError, Problem, UserError
from pipelines.sources import SOURCES, gate

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STAMP = re.compile(
    r"_((?:19|20)\d{2})(\d{2})(\d{2})\d{6}(?!\d)"
)  # names of Local Data Bank exports end with their time


@dataclass
class Received:
    """One file with everything known about it before it is read by a mapping."""

    arrival: Arrival
    shape: str
    figures: Figures
    mapping: Mapping
    released: str


def propose(files: Sequence[Path], data: Path, *, released: str = "", table: str = "") -> list[Proposal]:
    """Read the files and write one proposal for each table that they would change; returns all, empty ones too.

    `released` is the day the publisher released the figures, where the files do not say it; `table` names the table
    where several mappings would fit. Raises InputError (a file is refused) or UserError (a file is not recognised).
    """
    if released and not DAY.fullmatch(released):
        raise UserError(Text("Dzień wydania zapisz jako RRRR-MM-DD.", "Write the day of release as YYYY-MM-DD."))
    con = connect()
    with tempfile.TemporaryDirectory(prefix="latarnia-import-") as folder:
        work = Path(folder)
        con.execute(f"set temp_directory = '{work}'").fetchall()
        desk = _Desk(con, data, work, released, table)
        by_table: dict[str, list[Received]] = defaultdict(list)
        for file in files:
            received = desk.receive(file)
            by_table[received.mapping.table].append(received)
        return [desk.proposal(name, received) for name, received in by_table.items()]


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory database for one run; it loads nothing from outside."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 2,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    memory = settings.memory_limit()
    return duckdb.connect(config=config | ({"memory_limit": memory} if memory else {}))


class _Desk:
    def __init__(self, con: duckdb.DuckDBPyConnection, data: Path, work: Path, released: str, table: str) -> None:
        self.con, self.data, self.work, self.released, self.only = con, data, work, released, table
        self.mappings = mapping.load(data / "reference" / mapping.FOLDER)
        self.areas: Areas = read_areas(data / "reference")
        self.tables = tables_of(data)
        self.count = 0

    def receive(self, file: Path) -> Received:
        """Open, recognise and read one file as figures; find its mapping."""
        arrived = arrivals.opened(file, self.work)
        shape = shapes.recognised(arrived)
        if shape is None:
            raise UserError(not_recognised(arrived))
        self.count += 1
        codes = frozenset(code for m in self.mappings if shape.id in m.shapes for code in m.areas)
        figures = shape.read(self.con, arrived, f"f{self.count}", codes)
        fitting = [
            m
            for m in self.mappings
            if (not self.only or m.table == self.only) and m.fits(shape.id, file.name, figures.dimensions)
        ]
        with streaming(arrived):
            if "variable" in figures.dimensions or len(fitting) > 1:
                fitting = self._by_content(fitting, figures)
            if len(fitting) != 1:
                raise UserError(self._no_mapping(arrived, shape, figures, fitting))
        stamp = _STAMP.search(file.name)
        day = self.released or figures.released or ("-".join(stamp.groups()) if stamp else "")
        return Received(arrived, shape.id, figures, fitting[0], day)

    def _by_content(self, fitting: list[Mapping], figures: Figures) -> list[Mapping]:
        """Of several mappings those whose variables or areas the file has; with a file pattern before those without one."""
        if "variable" in figures.dimensions:
            column = f"d{figures.dimensions.index('variable')}"
            ids = {v for (v,) in self.con.execute(f"select distinct {column} from {figures.relation}").fetchall()}
            fitting = [m for m in fitting if ids & m.variables.keys()]
        codes = {
            c
            for (c,) in self.con.execute(f"select distinct trim(geo) from {figures.relation} limit 5000").fetchall()
            if c
        }
        levels = {self.areas.levels[self.areas.codes[c]] for c in codes if c in self.areas.codes}
        near = [m for m in fitting if not m.levels or set(m.levels) & levels]
        named = [m for m in near if m.file]
        return named or near

    def _no_mapping(self, arrived: Arrival, shape: shapes.Shape, figures: Figures, fitting: list[Mapping]) -> Text:
        dims, members = figures.dimensions, []
        for i in range(len(dims)):
            rows = self.con.execute(
                f"select distinct d{i} from {figures.relation} where d{i} is not null order by 1 limit 12"
            ).fetchall()
            members.append([str(member) for (member,) in rows])
        units = [
            u
            for (u,) in self.con.execute(
                f"select distinct unit from {figures.relation} where unit is not null and unit <> '' limit 5"
            ).fetchall()
        ]
        places = self.con.execute(
            f"select max(length(regexp_extract(value, '[.,]([0-9]+)$', 1))) from {figures.relation}"
        ).fetchall()[0][0]
        draft = mapping.example(shape.id, arrived.name, dims, members, units, int(places or 0))
        heads = ", ".join(h for h in dims if h) or "-"
        names = ", ".join(m.name for m in (fitting or self.mappings) if shape.id in m.shapes) or "-"
        if fitting:
            return Text(
                f"{arrived.name}: pasuje kilka mapowań ({names}). Wskaż tabelę: --table NAZWA.",
                f"{arrived.name}: several mappings fit ({names}). Name the table: --table NAME.",
            )
        return Text(
            f"{arrived.name}: to {shape.title.pl}, ale żadne mapowanie nie pasuje.\n  Wymiary w pliku: {heads}\n  Mapowania tej postaci: {names}\n"
            f"Nową tablicę opisuje plik TOML w data/reference/mappings; początek dla tego pliku:\n\n{draft}",
            f"{arrived.name}: this is {shape.title.en}, but no mapping fits.\n  Dimensions of the file: {heads}\n  Mappings of this shape: {names}\n"
            f"A new table is described by a TOML file in data/reference/mappings; its beginning for this file:\n\n{draft}",
        )

    def proposal(self, name: str, received: list[Received]) -> Proposal:
        """Translate and compare all files of one table; write the proposal unless it is empty."""
        table, m = self.tables.get(name), received[0].mapping
        if table is None and m.further:
            table = further.table(name, Text(further.facts(m)["title_pl"], further.facts(m)["title_en"]))
        if table is None:
            raise InputError(
                problem(
                    "mapping",
                    f"{m.name}.toml",
                    column="table",
                    detail=Text(f"nie ma tabeli {name}", f"there is no table {name}"),
                )
            )
        _all_pages([r.arrival for r in received if r.shape == "bdl_api"])
        sources = self.data / "sources"
        held = tables.read(sources, table)
        within = self._region(sources, table)
        day = max(r.released for r in received)
        if any("{released}" in c.value for c in m.constants) and not day:
            raise UserError(
                Text(
                    f"{received[0].arrival.name}: podaj dzień wydania: --released RRRR-MM-DD.",
                    f"{received[0].arrival.name}: give the day of release: --released YYYY-MM-DD.",
                )
            )
        read = [
            translate(
                self.con, r.arrival, r.shape, r.figures, r.mapping, table.key, self.areas, released=day, within=within
            )
            for r in received
        ]
        readings = _once([reading for t in read for reading in t.readings])
        if not readings:
            raise InputError(
                problem(
                    "area",
                    received[0].arrival.name,
                    detail=Text("żaden wiersz nie dotyczy tej tabeli", "no row is about this table"),
                )
            )
        found = compare(held, readings, m, has_flags=all(t.has_flags for t in read), released=day)
        labels = [
            (code, words, r.arrival.name, line)
            for r, t in zip(received, read, strict=True)
            for code, words, line in t.labels
        ]
        told, refused = findings.found(held, found, findings.Calendar(self.data / "reference", name), labels)
        made = Proposal(
            id="", kind="import", table=name, made=datetime.now(UTC).isoformat(timespec="seconds"), released=day, against=held.sha256, mapping=m.name,
            origins=tuple(Origin(file=r.arrival.name, sha256=r.arrival.sha256, shape=r.shape, lines=r.arrival.lines) for r in received),
            unchanged=found.unchanged, outside=sum(t.outside for t in read), cells=tuple(sorted(found.cells, key=lambda c: c.kind == "new")), findings=tuple(told), refused=tuple(refused),
        )  # fmt: skip
        content = tables.written(held, found.rows)
        if not made.is_empty:
            check(self.con, self.data, table, content, readings)
        return save(self.data, made, content)

    def _region(self, sources: Path, table: Table) -> str | None:
        return gate.read_provenance(sources, table).region if (sources / f"{table.name}.toml").is_file() else None


def not_recognised(arrived: Arrival) -> Text:
    """The sentence for a file that fits no shape: what was looked for, what was seen."""
    seen = (
        " ⏎ ".join(line[:100] for line in arrived.head[:2])
        if arrived.kind == "text"
        else ", ".join(arrived.sheets) or _fields(arrived)
    )
    seen = "".join(ch for ch in seen if ch.isprintable())
    looked_pl = "\n".join(f"  - {s.title.pl}: {s.looks_for.pl}" for s in shapes.SHAPES.values())
    looked_en = "\n".join(f"  - {s.title.en}: {s.looks_for.en}" for s in shapes.SHAPES.values())
    return Text(
        f"{arrived.name}: nie rozpoznaję tego pliku. Szukałem:\n{looked_pl}\nW pliku stoi: {seen}\n"
        f"Jeśli to jedna z tych postaci, pobierz plik jeszcze raz, bez zmian w nagłówkach.",
        f"{arrived.name}: this file is not recognised. Looked for:\n{looked_en}\nThe file has: {seen}\n"
        f"If it is one of these, download it again without changes to its headers.",
    )


def _fields(arrived: Arrival) -> str:
    return (
        ", ".join(list(arrived.document)[:12])
        if isinstance(arrived.document, dict)
        else type(arrived.document).__name__
    )


def _all_pages(answers: list[Arrival]) -> None:
    """Refuse a variable of which fewer units arrived than its answers announce."""
    announced: dict[str, tuple[int, int, str]] = {}
    for answer in answers:
        page = bdl_api.announced(answer)
        if page is not None:
            variable, total, here = page
            _, before, _ = announced.get(variable, (total, 0, answer.name))
            announced[variable] = (total, before + here, answer.name)
    for variable, (total, here, name) in announced.items():
        if here < total:
            raise InputError(
                problem("pages", name, column=variable, detail=Text(f"{here} z {total}", f"{here} of {total}"))
            )


def _once(readings: list[Reading]) -> list[Reading]:
    """Refuse a figure that two files give."""
    seen: dict[tuple[tuple[str, ...], str], Reading] = {}
    for r in readings:
        if (r.key, r.column) in seen:
            raise InputError(problem("twice", r.file, line=r.line, column=r.at))
        seen[r.key, r.column] = r
    return readings


def tables_of(data: Path) -> dict[str, Table]:
    """Every source table by name, those added without code too."""
    return {t.name: t for s in SOURCES for t in s.tables} | {t.name: t for t, _ in further.declared(data / "sources")}


def check(
    con: duckdb.DuckDBPyConnection,
    data: Path,
    table: Table,
    content: bytes,
    readings: list[Reading],
) -> None:
    """Hold the table as it would be to every promise of its source. Raises InputError with places in the file."""
    for column in table.columns:
        if column.codes is not None:
            path = data / "reference" / f"{column.codes}.csv"
            con.execute(
                f"create or replace table ref_{column.codes} as from read_csv('{path}', header=true, delim=',', all_varchar=true)"
            ).fetchall()
    with tempfile.TemporaryDirectory(prefix="latarnia-next-") as folder:
        path = Path(folder) / f"{table.name}.csv"
        path.write_bytes(content)
        con.execute("drop table if exists next_rows").fetchall()
        try:
            gate.load(con, path, table, name="next_rows", constants={})
        except InputError as error:
            order = [tuple(line) for line in _keys(content, table)]
            at = {r.key: r for r in readings}
            raise InputError(*(_placed(p, order, at) for p in error.problems)) from error


def _keys(content: bytes, table: Table) -> list[list[str]]:
    return [[row[name] for name in table.key] for row in csv.DictReader(io.StringIO(content.decode(), newline=""))]


def _placed(p: Problem, order: list[tuple[str, ...]], at: dict[tuple[str, ...], Reading]) -> Problem:
    """The problem at its place in the file that was read, if that is where its row comes from."""
    reading = at.get(order[p.line - 2]) if p.line is not None and 1 < p.line <= len(order) + 1 else None
    return p if reading is None else replace(p, file=reading.file, line=reading.line, column=reading.at)


def save(data: Path, made: Proposal, content: bytes) -> Proposal:
    """Give the proposal its id and write its folder, whole or not at all; an empty one is only returned."""
    digest = hashlib.sha256(
        content
        + made.against.encode()
        + made.table.encode()
        + made.released.encode()
        + made.kind.encode()
        + made.reason.encode()
    )
    for origin in made.origins:
        digest.update(origin.sha256.encode())
    made = replace(made, id=f"p{digest.hexdigest()[:8]}", becomes=hashlib.sha256(content).hexdigest())
    if made.is_empty:
        return made
    from pipelines.imports import report

    home = proposal.folder(data)
    home.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    (aside / proposal.NEXT).write_bytes(content)
    for language in LANGUAGES:
        (aside / f"report_{language}.html").write_text(report.html(made, language), encoding="utf-8")
    publish.write_atomically(aside / proposal.FILE, proposal.to_json(made))
    aside.chmod(0o755)
    target = home / made.id
    if target.exists():
        shutil.rmtree(target)
    aside.rename(target)
    return made
