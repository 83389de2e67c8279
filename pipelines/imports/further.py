"""Tables that an analyst declares without code: one form for all of them, one mart, one indicator each.

The mapping file says what the figures are (`[further]`); the first acceptance writes that into the provenance file of the
table, `further = true`, and from then on the build takes it up by itself.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import duckdb

from pipelines.catalog import DIMENSIONS, Column, Indicator, Source, Table, Text
from pipelines.imports.mapping import LEVELS, Mapping
from pipelines.imports.messages import problem
from pipelines.problems import InputError
from pipelines.sources import columns

MART = "further_figures"
RAW = "raw_further"
NEEDED = ("title_pl", "title_en", "unit", "method", "producer", "url", "licence", "base")
_METHODS = ("direct", "register", "census", "model")
_VALUE = "value"

COLUMNS = (
    Column(
        name="teryt", type="text", pattern=r"\d{2}|\d{4}|PL[0-9A-Z]{3}", meaning=Text("kod obszaru", "code of the area")
    ),
    Column(
        name="period", type="text", pattern=r"(19|20)\d{2}(-Q[1-4]|-(0[1-9]|1[0-2]))?", meaning=Text("okres", "period")
    ),
    columns.sex(),
    columns.AGE,
    Column(name="education", type="text", codes="educations", meaning=Text("wykształcenie", "education")),
    Column(name="reason", type="text", pattern=r"[a-z0-9_.]+", meaning=Text("powód", "reason")),
    Column(name="place", type="text", codes="places", meaning=Text("miasta albo wieś", "urban or rural")),
    Column(name=_VALUE, type="decimal", required=False, meaning=Text("wartość", "value")),
    columns.OBS_STATUS,
)


def table(name: str, title: Text) -> Table:
    """The declaration of a further table: every one has the same columns."""
    return Table(
        name=name, title=title, columns=COLUMNS, key=("teryt", "period", *DIMENSIONS), checks=(columns.value_matches_status(_VALUE),)
    )  # fmt: skip


def facts(m: Mapping) -> dict[str, Any]:
    """What `[further]` of a mapping says, checked. Raises InputError."""
    given: dict[str, Any] = dict(m.further)
    missing = [key for key in NEEDED if not str(given.get(key, "")).strip("… ")]
    if missing or given.get("method") not in _METHODS:
        name = missing[0] if missing else "method"
        raise InputError(problem("mapping", f"{m.name}.toml", column=f"further.{name}"))
    return given | {
        "levels": list(m.levels),
        "decimals": m.decimals,
        "by": [d.column for d in m.dimensions if d.column],
    }


def declared(sources: Path) -> list[tuple[Table, dict[str, Any]]]:
    """Further tables that have figures: provenance files with `further = true`."""
    found = []
    for path in sorted(sources.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if "\nfurther = true\n" in text:
            told = tomllib.loads(text)
            found.append((table(path.stem, Text(told["title_pl"], told["title_en"])), told))
    return found


def source(sources: Path) -> Source | None:
    """All further tables as one source, None where there are none."""
    found = declared(sources)
    if not found:
        return None
    return Source(
        id="further",
        title=Text("Tabele dodane bez kodu", "Tables added without code"),
        producer=Text("różni wydawcy", "several publishers"),
        url="https://bdl.stat.gov.pl/bdl/start",
        tables=tuple(t for t, _ in found),
    )


def gather(con: duckdb.DuckDBPyConnection, methods: dict[str, str]) -> None:
    """Create raw_further from the raw tables that the build read (name -> method); empty where there are none."""
    heads = ", ".join(c.name for c in COLUMNS)
    typed = ", ".join(f"{c.name} {'double' if c.type == 'decimal' else 'varchar'}" for c in COLUMNS)
    con.execute(f"create table {RAW} ({typed}, source varchar, released_on varchar, method varchar)").fetchall()
    for name, method in methods.items():
        con.execute(f"insert into {RAW} select {heads}, source, released_on, '{method}' from raw_{name}").fetchall()


def indicator(name: str, told: dict[str, Any]) -> Indicator:
    """The indicator that lists the figures of a further table as they were published."""
    title = Text(told["title_pl"], told["title_en"])
    return Indicator(
        id=name,
        group="X",
        title=title,
        question=title,
        definition=Text(str(told["base"]), str(told.get("base_en", told["base"]))),
        numerator_words=title,
        denominator_words=None,
        mart=MART,
        numerator=f"measure = '{name}'",
        unit=str(told["unit"]),
        decimals=int(told["decimals"]),
        direction="none",
        levels=tuple(level for level in LEVELS if level in told["levels"]),
        by=tuple(d for d in DIMENSIONS if d in told["by"]),
        method=told["method"],
        sources=(name,),
    )


def provenance(m: Mapping, released: str, accessed: str, sha256: str) -> str:
    """The first provenance file of a further table."""
    told = facts(m)
    lines = [f"{key} = {_toml(value)}" for key, value in told.items()]
    lines += [
        f'released = "{released}"',
        f'accessed = "{accessed}"',
        "synthetic = false",
        "further = true",
        f'sha256 = "{sha256}"',
    ]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    words = "".join(c if c.isprintable() else " " for c in str(value))
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
