"""What was known on a day: an indicator computed by the same models from the editions released until then."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import tempfile
from pathlib import Path

from pipelines import build, model, reference, settings
from pipelines import release as releases
from pipelines.catalog import Indicator, Text
from pipelines.imports import editions, further
from pipelines.imports import table as tables
from pipelines.indicators.evaluate import COLUMNS, evaluate
from pipelines.problems import UserError
from pipelines.publication import intake
from pipelines.sources import SOURCES, gate

_NEEDS = "activity"  # intervals of survey figures rest on the population in this mart


def release(current: releases.Release, declared: Indicator, day: str) -> releases.Release:
    """`current` with the values of one indicator as known on `day` (ISO). Raises UserError for a day that is none."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", day):
        raise UserError(Text(f"{day}: zapisz dzień jako RRRR-MM-DD.", f"{day}: write the day as YYYY-MM-DD."))
    data = settings.data_folder()
    with tempfile.TemporaryDirectory(prefix="latarnia-as-known-") as folder:
        sources = Path(folder)
        oldest = _write(data / "sources", sources, day)
        con = build.connect()
        reference.read(con, data / "reference", lambda _: None)
        added = further.source(sources)
        summary = build.Summary("", current.region)
        build.read_sources(
            con, sources, (*SOURCES, added) if added else SOURCES, current.region, summary, lambda _: None
        )
        intake.read(con, [])
        models = model.load(settings.MODELS)
        wanted = {m.name for name in {declared.mart, _NEEDS} for m in model.needed(models, name)}
        for m in (m for m in models if m.name in wanted):
            con.execute(f"create table {m.name} as {m.sql}").fetchall()
        evaluate(con, [declared])
        rows = con.execute(f"select {COLUMNS} from indicator_values order by all").fetchall()
    if not rows:
        first = min((oldest[name] for name in declared.sources if name in oldest), default="")
        raise UserError(
            Text(
                f"Do {day} nie było w Latarni żadnej wartości {declared.id}; najstarsze zachowane wydanie jest z {first}.",
                f"Until {day} Latarnia had no value of {declared.id}; the oldest edition kept was released on {first}.",
            )
        )
    return current.as_known(rows)


def _write(sources: Path, target: Path, day: str) -> dict[str, str]:
    """All source tables as they were known on a day; returns the oldest release of each."""
    oldest: dict[str, str] = {}
    known = [t for s in SOURCES for t in s.tables] + [t for t, _ in further.declared(sources)]
    for table in known:
        facts = gate.read_provenance(sources, table).facts
        held = tables.read(sources, table)
        oldest[table.name] = str(facts.get("first_released", facts["released"]))
        content = tables.written(held, editions.as_of(sources, held, facts, day))
        (target / f"{table.name}.csv").write_bytes(content)
        text = (sources / f"{table.name}.toml").read_text(encoding="utf-8")
        text = re.sub(
            r'^sha256 = "[^"]*"', f'sha256 = "{hashlib.sha256(content).hexdigest()}"', text, flags=re.MULTILINE
        )
        (target / f"{table.name}.toml").write_text(text, encoding="utf-8")
        _editions(sources / editions.FOLDER / f"{table.name}.csv", target / editions.FOLDER, day)
    return oldest


def _editions(path: Path, target: Path, day: str) -> None:
    """The editions released until a day, so that figures carry the day on which they were released as they stood."""
    if not path.is_file():
        return
    target.mkdir(exist_ok=True)
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    until = [line for line in lines if editions.last_day(line["released"]) <= day]
    if len(until) == len(lines):
        shutil.copyfile(path, target / path.name)
        return
    with (target / path.name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(until)
