"""Checking one delivery from its package to its last rule: refused, some rows set aside, or clean."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.catalog import Text
from pipelines.contract import CONTRACT, TABLES
from pipelines.contract import staging as contract_staging
from pipelines.deliveries import archive, bulk, formats, manifest, quarantine, reading, scans, workbook
from pipelines.deliveries.archive import MANIFEST, Member
from pipelines.deliveries.formats import Sheet
from pipelines.deliveries.manifest import Manifest
from pipelines.deliveries.messages import problem
from pipelines.deliveries.progress import READING, STORING, Stage, Stages
from pipelines.problems import InputError, Problem, UserError

CLEAN, QUARANTINE, REFUSED = 0, 1, 2

Progress = Callable[[Stage], None]


@dataclass
class Verdict:
    """What became of one delivery. Where it was not refused, its tables stand in the connection until the next one."""

    name: str
    manifest: Manifest | None = None
    refusals: list[Problem] = field(default_factory=list)
    aside: list[Problem] = field(default_factory=list)
    counts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # read, by table
    kept: dict[str, int] = field(default_factory=dict)  # after setting aside
    hashes: dict[str, str] = field(default_factory=dict)  # sha256 of each table as it was sent

    @property
    def code(self) -> int:
        """Exit code: 0 clean, 1 rows in quarantine, 2 refused."""
        return REFUSED if self.refusals else QUARANTINE if self.counts else CLEAN


class Desk:
    """One database with the code lists, at which deliveries are examined one after another."""

    def __init__(self, work: Path, reference: Path, *, memory: str | None = None, threads: int = 2) -> None:
        self.work, self.threads, self.in_bulk = work, threads, memory is None
        self.con = reading.connect(work, memory=memory, threads=threads)
        self.at_once = reading.rows_at_once(self.con)
        self._beside = ThreadPoolExecutor(1)  # makes the database ready while files are opened, which needs none
        self._windows = self._beside.submit(self._read_lists, reference)

    def _read_lists(self, reference: Path) -> scans.Windows:
        reading.read_lists(self.con, reference)
        return scans.windows(self.con, CONTRACT)

    def examine(self, source: Path, step: Progress = lambda _: None) -> Verdict:
        """Examine the delivery; never raises for what a sender may have done wrong. UserError: disk or memory."""
        verdict = Verdict(archive.printable(source))
        folder = Path(tempfile.mkdtemp(dir=self.work))
        try:
            with guarded():
                self._examine(source, folder, verdict, step)
        except InputError as error:
            verdict.refusals = list(error.problems)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return verdict

    def _examine(self, source: Path, folder: Path, verdict: Verdict, step: Progress) -> None:
        step(Stage(Text("otwieram paczkę", "opening the package")))
        members = archive.gather(source, folder)
        stated = next((m for m in members if m.kind == "manifest"), None)
        if stated is None:
            raise InputError(problem("manifest_missing", MANIFEST))
        verdict.manifest = manifest.read(stated.path)
        cleared = self._beside.submit(reading.clear, self.con)
        sheets = self._sheets([m for m in members if m is not stated], verdict.manifest, folder, step)
        windows, _ = self._windows.result(), cleared.result()
        self._describe(verdict.manifest)
        loaded: dict[str, reading.Loaded] = {}
        refused: list[Problem] = []
        stages = Stages(step, sum(sheet.lines - 1 for sheet in sheets))
        with bulk.Ahead(sheets if self.in_bulk else []) as ahead:
            for sheet in sheets:
                words = Text(f"czytam: {sheet.table.title.pl}", f"reading: {sheet.table.title.en}")
                stages.next(words, sheet.lines - 1, READING)
                try:
                    loaded[sheet.table.name] = reading.read_sheet(self.con, sheet, ahead)
                except InputError as error:
                    refused += error.problems
        reading.stand_in(self.con, (table for table in CONTRACT if table.name not in loaded))
        refused += [
            problem("file_rows", at.sheet.name)
            for at in loaded.values()
            if verdict.manifest.rows.get(at.sheet.name, at.rows) not in {at.rows, at.sheet.lines - 1}
        ]
        examination = quarantine.Examination(self.con, loaded, windows, self.at_once)
        try:
            examination.run(stages)
        except InputError as error:
            refused += error.problems
        if not all(m.is_unchanged() for m in members):
            refused = [problem("file_changed", m.name) for m in members if not m.is_unchanged()]
        if refused:
            raise InputError(*refused)
        verdict.aside, verdict.counts = examination.problems, examination.counts
        for name, at in loaded.items():
            verdict.rows[name], verdict.hashes[name] = at.rows, at.sheet.sha256
            kept = self.con.execute(f"select count(*) from {name}_kept").fetchall()
            verdict.kept[name] = kept[0][0]
        stages.next(Text("zapisuję", "storing"), sum(verdict.rows.values()), STORING)

    def _sheets(self, members: list[Member], stated: Manifest, folder: Path, step: Progress) -> list[Sheet]:
        """Every table of the delivery, opened and compared with the manifest; collects the problems of all files."""
        refused = [problem("file_missing", MANIFEST, column="files")] * bool(
            set(stated.hashes) - {m.sent_as for m in members}
        )
        sheets: list[Sheet] = []
        # Hashing leaves the interpreter, so two files are surveyed at once, the largest first, or it would be left to
        # one thread at the end; a workbook may take much memory, so one.
        with ThreadPoolExecutor(self.threads) as pool:
            large_first = sorted((m for m in members if m.kind == "csv"), key=_size, reverse=True)
            surveys = {m: pool.submit(self._open, m, stated, folder) for m in large_first}
            for member in members:
                survey = surveys.get(member)
                step(Stage(Text(f"otwieram: {member.name}", f"opening: {member.name}")))
                try:
                    sheets += survey.result() if survey else self._open(member, stated, folder)
                except InputError as error:
                    refused += error.problems
        seen: set[str] = set()
        for sheet in sheets:
            if sheet.table.name in seen:
                refused.append(problem("file_twice", sheet.name))
            seen.add(sheet.table.name)
        if refused:
            raise InputError(*refused)
        return sheets

    def _open(self, member: Member, stated: Manifest, folder: Path) -> list[Sheet]:
        if member.sent_as not in stated.hashes:
            raise InputError(problem("file_unlisted", member.name))
        if member.kind == "xlsx":
            if formats.sha256(member.path) != stated.hashes[member.sent_as]:
                raise InputError(problem("file_hash", member.name))
            return [
                formats.open_sheet(part, TABLES[part.table], folder, from_workbook=True)
                for part in workbook.unpack(member, folder)
                if part.table is not None
            ]
        if member.table is None:
            raise InputError(problem("file_unknown", member.name))
        sheet = formats.open_sheet(member, TABLES[member.table], folder)
        if sheet.sha256 != stated.hashes[member.sent_as]:
            raise InputError(problem("file_hash", member.name))
        return [sheet]

    def _describe(self, stated: Manifest) -> None:
        columns = ", ".join(f"{name} {kind}" for name, kind in contract_staging.DELIVERY.items())
        self.con.execute(f"create or replace temp table delivery ({columns})").fetchall()
        first, last = (f"{month}-01" for month in stated.months)
        facts = {
            "supplier": stated.supplier,
            "teryt": "" if stated.teryt == "00" else stated.teryt,  # what the codes of its areas begin with
            "first_month": first,
            "last_month": last,
            "law_version": stated.law_version,
        }
        marks = ", ".join("?" for _ in contract_staging.DELIVERY)
        self.con.execute(
            f"insert into delivery values ({marks})", [facts[name] for name in contract_staging.DELIVERY]
        ).fetchall()


def _size(member: Member) -> int:
    """Bytes of the file; 0 where it is gone, of which the survey tells."""
    try:
        return member.path.stat().st_size
    except OSError:
        return 0


@contextmanager
def guarded() -> Iterator[None]:
    """Turns a full disk, a full memory and any failure of the database, whose message may repeat a value, into UserError."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise UserError(
            Text(
                "Zabrakło pamięci; tej dostawy nie wczytano. Zwiększ LATARNIA_MEMORY i spróbuj ponownie.",
                "Memory ran out; this delivery was not loaded. Raise LATARNIA_MEMORY and try again.",
            )
        ) from error
    except (duckdb.IOException, OSError) as error:
        raise UserError(
            Text(
                "Nie da się czytać lub zapisać na dysku (brak miejsca albo uprawnień); tej dostawy nie wczytano, wcześniejsza pozostaje.",
                "The disk cannot be read or written (no space or no rights); this delivery was not loaded, the earlier one stays.",
            )
        ) from error
    except duckdb.Error as error:
        kind = type(error).__name__
        raise UserError(
            Text(
                f"Kontrola przerwana błędem programu ({kind}); niczego nie wczytano. Zgłoś to opiekunowi, bez danych.",
                f"The check was stopped by an error of the program ({kind}); nothing was loaded. Tell the maintainers, without the data.",
            )
        ) from error
