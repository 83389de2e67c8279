"""The build: read sources, run models, hold them to their promises, compute indicators, publish a release."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines import model, publish, reference, settings
from pipelines.catalog import Indicator, Source, Text
from pipelines.deliveries import private
from pipelines.evaluation import run as evaluation
from pipelines.imports import changes, commit, editions, further
from pipelines.indicators import INDICATORS
from pipelines.indicators.evaluate import evaluate
from pipelines.problems import InputError, Problem, UserError
from pipelines.publication import intake, protect
from pipelines.sources import SOURCES, borders, gate

Progress = reference.Progress

_CODE = ("*.py", "models/*/*.sql", "words/*.toml")


@dataclass
class Summary:
    """What a build did, for the terminal and the manifest."""

    release: str
    region: str
    tables: list[dict[str, Any]] = field(default_factory=list)
    checks: int = 0
    promises: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)
    seconds: float = 0.0
    is_new: bool = True

    @property
    def rows(self) -> int:
        return sum(int(t["rows"]) for t in self.tables)


def release_id(region: str, data: Path, deliveries: str = "") -> str:
    """Name of the release that these inputs and this code give: `r` and 8 hex digits of a hash over all of them.

    `deliveries` says what the stored deliveries hold (`intake.content`).
    """
    digest = hashlib.sha256(region.encode() + b"\0" + deliveries.encode())
    package = settings.ROOT / "pipelines"
    files = sorted({p for pattern in _CODE for p in package.rglob(pattern)})
    inputs = sorted(
        p for folder in ("reference", "sources", "sources/editions") for p in (data / folder).glob("*") if p.is_file()
    )
    for path in [*files, *inputs]:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return f"r{digest.hexdigest()[:8]}"


def is_due(region: str, data: Path, restricted: Path, marts: Path) -> bool:
    """Whether the release in use is not the one that the inputs call for, bundled deliveries included."""
    if intake.waiting(data, restricted, region):
        return True
    wanted = release_id(region, data, intake.content(intake.in_use(restricted, region)))
    return publish.in_use(marts) != wanted


def connect(threads: int = 2, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory database that installs and loads nothing from outside; what does not fit goes to the folder `spill`."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(spill or ""),
    }
    memory = settings.memory_limit()
    return duckdb.connect(config=config | ({"memory_limit": memory} if memory else {}))


def build(
    *,
    data: Path | None = None,
    marts: Path | None = None,
    restricted: Path | None = None,
    region: str | None = None,
    threads: int = 2,
    progress: Progress = lambda _: None,
    sources: tuple[Source, ...] = SOURCES,
    indicators: Iterable[Indicator] = INDICATORS.values(),
) -> Summary:
    """Build and publish the release of `region` from `data` into `marts`; the same inputs give the same bytes.

    Case rows come from `restricted` and stay there. Raises InputError (broken inputs) or UserError (unknown region,
    another build running, counts of cases that could be worked out while earlier ones stand published); the release in use stays.
    """
    started = time.perf_counter()
    data, marts = data or settings.data_folder(), marts or settings.marts_folder()
    restricted = restricted or settings.restricted_folder()
    region = region or settings.region()
    commit.finish(data / "sources")
    warnings = intake.take(data, restricted, region, progress)
    deliveries = intake.in_use(restricted, region)
    if intake.is_synthetic(deliveries):
        warnings.append(Text("liczby o sprawach to dane syntetyczne", "counts of cases are synthetic data"))
    summary = Summary(release_id(region, data, intake.content(deliveries)), region, warnings=warnings)
    with publish.Workplace(marts, summary.release) as work, private.workplace(restricted) as spill, _bounded():
        con = connect(threads, spill)
        lists = reference.read(con, data / "reference", progress)
        reference.region_exists(con, region)
        added = further.declared(data / "sources")
        provenance = read_sources(con, data / "sources", _with(sources, data), region, summary, progress)
        intake.read(con, deliveries)
        models = _run_models(con, summary, provenance, sources, progress)
        counties = reference.counties(con, region)
        desk = protect.Desk(data, restricted, marts, region, list(counties), intake.is_synthetic(deliveries))
        protected = desk.audited(con, tell=progress)
        protect.write(con, protected, data / "reference", list(counties))
        warnings += protected.warnings if protected else []
        evaluation.run(
            con,
            data / "reference",
            restricted,
            synthetic=desk.synthetic,
            is_withheld=protected is not None and protected.is_withheld,
            counties=list(counties),
            tell=progress,
        )
        progress(Text("obliczam wskaźniki", "computing indicators"))
        evaluate(con, [*indicators, *(further.indicator(t.name, told) for t, told in added)])
        published = [m for m in models if m.is_published]
        changes.load(con, data / "sources")
        tables = [m.name for m in published] + [
            *(table.name for table in protect.TABLES),
            *evaluation.TABLES,
            changes.TABLE,
        ]
        tables += ["indicator_values", "ref_tables"]
        progress(Text("zapisuję tablice", "writing tables"))
        for table in [*tables, *(f"ref_{name}" for name in lists)]:
            summary.tables.append({"name": table, **work.write_table(con, table)})
        shapes = borders.shapes_json(data / "reference", region, counties)
        work.write_bytes("shapes.json", shapes)
        work.write_manifest(
            {
                "release": summary.release,
                "region": region,
                "cut_off": max(p.released for p in provenance),
                "tables": summary.tables,
                "dictionary": {m.name: _dictionary(m) for m in published}
                | {table.name: table.entry() for table in protect.TABLES}
                | evaluation.dictionary()
                | changes.dictionary(),
                "sources": {p.table: p.facts for p in provenance},
                "further": {t.name: told for t, told in added},
                "checks": summary.checks,
                "promises": summary.promises,
                "warnings": [{"pl": w.pl, "en": w.en} for w in summary.warnings],
                "synthetic": any(p.facts["synthetic"] for p in provenance),
                "deliveries": intake.facts(deliveries, desk.preset.rule),
                "row_rule": asdict(desk.preset.rule),
                "certificate": protected.told if protected else None,
            }
        )
        if protected:  # noted before anybody can see it
            desk.note(protected)
        summary.is_new = work.publish()
    summary.seconds = time.perf_counter() - started
    return summary


def _with(sources: tuple[Source, ...], data: Path) -> tuple[Source, ...]:
    """The declared sources and, as one more, the tables added without code."""
    added = further.source(data / "sources")
    return (*sources, added) if added else sources


@contextmanager
def _bounded() -> Iterator[None]:
    """Turns a full disk or a full memory into a UserError; other errors of the database are the program's own."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise UserError(
            Text(
                "Zabrakło miejsca na dysku albo pamięci (LATARNIA_MEMORY); poprzednie wydanie pozostaje w użyciu.",
                "The disk or the memory (LATARNIA_MEMORY) is full; the previous release stays in use.",
            )
        ) from error


def audit(*, full: bool = False, progress: Progress = lambda _: None) -> dict[str, Any] | None:
    """Certificate of what a build would publish of the stored deliveries now, None where there is nothing to protect.

    Publishes nothing. Raises UserError where counts could be worked out. `full` repeats every audit from nothing.
    """
    data, marts, restricted = settings.data_folder(), settings.marts_folder(), settings.restricted_folder()
    region = settings.region()
    intake.take(data, restricted, region, progress)
    deliveries = intake.in_use(restricted, region)
    with private.workplace(restricted) as spill, _bounded():
        con = connect(2, spill)
        reference.read(con, data / "reference", progress)
        reference.region_exists(con, region)
        intake.read(con, deliveries)
        for m in protect.counted(model.load(settings.MODELS), data / "reference"):
            con.execute(f"create table {m.name} as {m.sql}").fetchall()
            hold(con, m)
        desk = protect.Desk(
            data, restricted, marts, region, list(reference.counties(con, region)), intake.is_synthetic(deliveries)
        )
        found = desk.audited(con, full=full, tell=progress)
    if found and found.is_withheld:
        raise UserError(protect.refusal(found.certificate))
    return found.certificate if found else None


def read_sources(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    sources: tuple[Source, ...],
    region: str,
    summary: Summary,
    progress: Progress,
) -> list[gate.Provenance]:
    """Load all tables as raw_<table>; a table about one other voivodeship is checked but left empty."""
    provenance: list[gate.Provenance] = []
    problems: list[Problem] = []
    for table in (t for s in sources for t in s.tables):
        progress(Text(f"sprawdzam źródło {table.name}", f"checking source {table.name}"))
        try:
            origin = gate.read_provenance(folder, table)
            constants = {"source": table.name, "released_on": origin.released}
            if "released" in {c.name for c in table.columns}:
                constants.pop("released_on")
            gate.load(con, folder / f"{table.name}.csv", table, name=f"raw_{table.name}", constants=constants)
        except InputError as error:
            problems += error.problems
            continue
        _promised(summary, table.name, "source", gate.promises(table))
        summary.checks += len(table.columns) + 1 + len(table.checks)
        if origin.region not in {None, region}:
            con.execute(f"truncate raw_{table.name}").fetchall()
        else:
            editions.date_rows(con, folder, table, origin.facts)
            provenance.append(origin)
    if problems:
        raise InputError(*problems)
    further.gather(con, {p.table: p.facts["method"] for p in provenance if p.facts.get("further")})
    con.execute("create table ref_tables (code varchar, title_pl varchar, title_en varchar)").fetchall()
    con.executemany(
        "insert into ref_tables values (?, ?, ?)",
        [[p.table, p.facts["title_pl"], p.facts["title_en"]] for p in provenance],
    ).fetchall()
    return provenance


def _run_models(
    con: duckdb.DuckDBPyConnection,
    summary: Summary,
    provenance: list[gate.Provenance],
    sources: tuple[Source, ...],
    progress: Progress,
) -> list[model.Model]:
    models = model.load(settings.MODELS)
    for m in models:
        progress(Text(f"buduję {m.name}", f"building {m.name}"))
        con.execute(f"create table {m.name} as {m.sql}").fetchall()
        summary.checks += hold(con, m)
        _promised(summary, m.name, m.layer, [Text(rule, rule) for rule in m.promises])
    printed = [m.name for m in models if m.layer == "staging" and _has_status(con, m.name)]
    counted = " + ".join(f"(select count(*) from {name} where obs_status = 'Q')" for name in printed)
    withheld = con.execute(f"select {counted}").fetchall()[0][0]
    if withheld:
        summary.warnings.append(
            Text(
                f"{withheld} komórek utajnił wydawca; zostają puste i oznaczone",
                f"{withheld} cells were withheld by the publisher; they stay empty and marked",
            )
        )
    kept = {p.table for p in provenance}
    left_out = [t.title for s in sources for t in s.tables if t.name not in kept]
    if left_out:
        summary.warnings.append(
            Text(
                f"pominięto tabele, które dotyczą tylko innego województwa: {'; '.join(t.pl for t in left_out)}",
                f"tables about another voivodeship only were left out: {'; '.join(t.en for t in left_out)}",
            )
        )
    return models


def _promised(summary: Summary, table: str, layer: str, rules: list[Text]) -> None:
    """Note what a table was held to; a broken promise ends the build, so a release has none."""
    summary.promises.append({"table": table, "layer": layer, "rules": [{"pl": r.pl, "en": r.en} for r in rules]})


def _has_status(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    return "obs_status" in {row[0] for row in con.execute(f"describe {table}").fetchall()}


def hold(con: duckdb.DuckDBPyConnection, m: model.Model) -> int:
    """Hold a built model to its promises and return how many there were; raises InputError at the first broken one."""
    key = ", ".join(f'"{c}"' for c in m.grain)
    broken = " or ".join(f'"{c}" is null' for c in m.grain)
    promises = [
        (
            f"grain: {', '.join(m.grain)}",
            f"select 1 from {m.name} group by {key} having count(*) > 1 or bool_or({broken})",
        )
    ]
    promises += [
        (f"check: {check}", f"select 1 from {m.name} where not coalesce({check}, false)") for check in m.checks
    ]
    for promise, offenders in promises:
        count = con.execute(f"select count(*) from ({offenders})").fetchall()[0][0]
        if count:
            raise InputError(
                Problem(
                    file=f"{m.name}.sql",
                    rule=promise,
                    what=Text(f"obietnica złamana w {count} wierszach", f"the promise is broken in {count} rows"),
                    todo=Text(
                        "sprawdź ostatnią zmianę danych źródłowych lub modelu",
                        "look at the last change of source data or model",
                    ),
                )
            )
    return len(promises)


def _dictionary(m: model.Model) -> dict[str, Any]:
    return {
        "summary": {"pl": m.summary.pl, "en": m.summary.en},
        "grain": list(m.grain),
        "columns": {name: {"pl": text.pl, "en": text.en} for name, text in m.columns.items()},
    }
