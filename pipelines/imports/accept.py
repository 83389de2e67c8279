"""Accepting a proposal: figures, provenance, editions and log change together and a release is published, or nothing does."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.catalog import Table, Text
from pipelines.imports import changes, commit, desk, editions, further, mapping, proposal
from pipelines.imports import table as tables
from pipelines.imports.changes import Change
from pipelines.imports.compare import same
from pipelines.imports.proposal import Cell, Proposal
from pipelines.imports.table import STATUS, Held, Key
from pipelines.problems import UserError
from pipelines.sources import gate

Publish = Callable[[], object]


def accept(data: Path, name: str, *, by: str, note: str, publish: Publish, released: str = "") -> Change:
    """Put the figures of a proposal into their table and publish. Raises UserError where it cannot be accepted.

    `publish` builds the release; where it fails everything is put back as it was.
    """
    _said(by, note, Text("Podaj uwagę: --note „…”.", "Give a note: --note “…”."))
    with commit.locked(data):
        commit.finish(data / "sources")
        found = proposal.read(data, name)
        _refuse(data, found)
        if released and not desk.DAY.fullmatch(released):
            raise UserError(Text("Dzień wydania zapisz jako RRRR-MM-DD.", "Write the day of release as YYYY-MM-DD."))
        found = replace(found, released=released or found.released)
        if not found.released:
            raise UserError(
                Text(
                    "Nie wiadomo, kiedy wydano te liczby; podaj --released RRRR-MM-DD.",
                    "It is not known when these figures were released; give --released YYYY-MM-DD.",
                )
            )
        content = (proposal.folder(data) / found.id / proposal.NEXT).read_bytes()
        if hashlib.sha256(content).hexdigest() != found.becomes:
            raise UserError(
                Text(
                    f"Plik {proposal.NEXT} propozycji {found.id} zmieniono; wczytaj dane jeszcze raz.",
                    f"The file {proposal.NEXT} of proposal {found.id} was changed; import the figures again.",
                )
            )
        change = _change(found, by=by, note=note, reason="", date=_today())
        known = desk.tables_of(data).get(found.table)
        _put(data, known or further.table(found.table, Text("", "")), found, content, change, publish)
    return change


def correct(
    data: Path,
    table: Table,
    at: dict[str, str],
    new: dict[str, str],
    *,
    by: str,
    reason: str,
    date: str,
    publish: Publish,
) -> tuple[Proposal, Change]:
    """Correct one row of a table and publish: `at` is its key, `new` the columns that change. Raises UserError, InputError."""
    _said(by, reason, Text("Podaj powód: --reason „…”.", "Give a reason: --reason “…”."))
    if not desk.DAY.fullmatch(date):
        raise UserError(
            Text("Dzień poprawki zapisz jako RRRR-MM-DD.", "Write the day of the correction as YYYY-MM-DD.")
        )
    with commit.locked(data):
        sources = data / "sources"
        commit.finish(sources)
        held = tables.read(sources, table)
        key = _key(held, at)
        rows, cells = _corrected(held, key, new)
        content = tables.written(held, rows)
        desk.check(desk.connect(), data, table, content, [])
        made = Proposal(
            id="", kind="correction", table=table.name, made=datetime.now(UTC).isoformat(timespec="seconds"), released=date, against=held.sha256, mapping="",
            origins=(), unchanged=0, outside=0, cells=tuple(cells), reason=reason,
        )  # fmt: skip
        made = desk.save(data, made, content)
        change = _change(made, by=by, note="", reason=reason, date=date)
        _put(data, table, made, content, change, publish)
    return made, change


def _said(by: str, words: str, missing: Text) -> None:
    if not by.strip():
        raise UserError(Text("Podaj, kto przyjmuje: --by „imię i nazwisko”.", "Say who accepts: --by “name”."))
    if not words.strip():
        raise UserError(missing)


def _refuse(data: Path, found: Proposal) -> None:
    state = proposal.state(data, found)
    if state == "accepted":
        raise UserError(Text(f"Propozycja {found.id} jest już przyjęta.", f"Proposal {found.id} is accepted already."))
    if state == "refused":
        raise UserError(Text("\n".join(t.pl for t in found.refused), "\n".join(t.en for t in found.refused)))
    if state == "conflict":
        raise UserError(
            Text(
                f"Tabela {found.table} zmieniła się od czasu propozycji {found.id}; wczytaj plik jeszcze raz i przejrzyj nową propozycję.",
                f"The table {found.table} changed since proposal {found.id} was made; import the file again and look at the new proposal.",
            )
        )


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _change(p: Proposal, *, by: str, note: str, reason: str, date: str) -> Change:
    return Change(
        date=date, kind=p.kind, table=p.table, by=by.strip(), note=note.strip(), reason=reason.strip(), released=p.released,
        new=sum(c.kind == "new" for c in p.cells), revised=sum(c.kind == "revised" for c in p.cells), withdrawn=sum(c.kind == "withdrawn" for c in p.cells),
        proposal=p.id, files="|".join(o.file for o in p.origins),
    )  # fmt: skip


def _put(data: Path, table: Table, p: Proposal, content: bytes, change: Change, publish: Publish) -> None:
    """Replace the files of the table and the log, then publish; put everything back where publishing fails."""
    sources = data / "sources"
    held = tables.read(sources, table)
    path = sources / f"{table.name}.toml"
    facts = gate.read_provenance(sources, table).facts if path.is_file() else {}
    after: dict[Key, dict[str, str]] = {
        tuple(row[name] for name in table.key): row for row in csv.DictReader(io.StringIO(content.decode(), newline=""))
    }
    files: dict[str, bytes | None] = {
        f"{table.name}.csv": content,
        changes.FILE: changes.appended(sources, change),
    }
    if facts:
        files[path.name] = _provenance(path.read_text(encoding="utf-8"), facts, content, p.released).encode()
        files[f"{editions.FOLDER}/{table.name}.csv"] = editions.appended(
            sources, held, after, facts=facts, proposal=p.id, released=p.released, recorded=change.date
        )
    else:  # the first figures of a table added without code
        m = mapping.read(data / "reference" / mapping.FOLDER / f"{p.mapping}.toml")
        files[path.name] = further.provenance(m, p.released, _today(), hashlib.sha256(content).hexdigest()).encode()
    old = commit.before(sources, files)
    commit.replace(sources, files)
    try:
        publish()
    except BaseException:
        commit.replace(sources, old)
        raise


def _provenance(text: str, facts: dict[str, Any], content: bytes, released: str) -> str:
    """The provenance file with new dates and checksum; everything that people wrote in it stays."""
    new = {
        "released": max(str(facts["released"]), released),
        "accessed": _today(),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    for key, value in new.items():
        text = re.sub(rf'^{key} = "[^"\n]*"', f'{key} = "{value}"', text, count=1, flags=re.MULTILINE)
    if "first_released" not in facts:
        text = re.sub(
            r"^(released = .*)$", rf'\1\nfirst_released = "{facts["released"]}"', text, count=1, flags=re.MULTILINE
        )
    return text


def _key(held: Held, at: dict[str, str]) -> Key:
    unknown, missing = sorted(at.keys() - set(held.table.key)), [n for n in held.table.key if n not in at]
    if unknown or missing:
        names = ", ".join(held.table.key)
        raise UserError(
            Text(
                f"Wiersz tabeli {held.table.name} wskazują dokładnie kolumny: {names}.",
                f"A row of {held.table.name} is named by exactly the columns: {names}.",
            )
        )
    return tuple(at[name] for name in held.table.key)


def _corrected(held: Held, key: Key, new: dict[str, str]) -> tuple[dict[Key, dict[str, str]], list[Cell]]:
    """Rows with the correction in, and what it changes; a row that was not there is added."""
    unknown = sorted(new.keys() - (set(held.heads) - set(held.table.key)))
    if unknown:
        names = ", ".join(h for h in held.heads if h not in held.table.key)
        raise UserError(
            Text(
                f"Nie ma kolumny {unknown[0]}; poprawić można: {names}.",
                f"There is no column {unknown[0]}; these can be corrected: {names}.",
            )
        )
    old = held.rows.get(key)
    row = dict(old) if old else dict.fromkeys(held.heads, "") | dict(zip(held.table.key, key, strict=True))
    row |= new
    columns = [c for c in new if c != STATUS] or [h for h in held.heads if h not in {*held.table.key, STATUS}][:1]
    before = (old or {}).get
    cells = [
        Cell(
            kind="new" if old is None else "withdrawn" if before(c, "") and not row[c] else "revised",
            key=dict(zip(held.table.key, key, strict=True)), column=c, old=before(c, "") or "", new=row[c],
            old_status=before(STATUS, "") or "", new_status=row.get(STATUS, ""), beyond_rounding=True, file="", line=None, at="",
        )
        for c in columns
        if old is None or not same(before(c, "") or "", row[c]) or before(STATUS, "") != row.get(STATUS, "")
    ]  # fmt: skip
    if not cells:
        raise UserError(Text("Poprawka niczego nie zmienia.", "The correction changes nothing."))
    return held.rows | {key: row}, cells
